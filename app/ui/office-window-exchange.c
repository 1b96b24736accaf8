/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>

#include "office-export.h"
#include "office-import-dialog.h"

/* Tasks in and out of files. A target of "" is the room that is open; of an export, without one, what is mine. */

static void
import (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *room = target != NULL ? g_variant_get_string (target, NULL) : "";
  GtkWidget *dialog;

  if (self->session == NULL)
    return;
  dialog = office_import_dialog_new (self->session, *room != '\0' ? room : NULL);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- export ---- */

typedef struct {
  OfficeWindow *window;
  OfficeSession *session;
  char *room; /* nullable */
  GtkFileChooserNative *chooser;
  guint n_tasks;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->window);
  g_object_unref (self->session);
  g_object_unref (self->chooser);
  g_free (self->room);
  g_free (self);
}

static void
on_written (GObject *file, GAsyncResult *result, gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    {
      text = g_strdup_printf (g_dngettext (NULL, "%'u task exported", "%'u tasks exported", self->n_tasks),
                              self->n_tasks);
      office_window_show_toast (self->window, text);
    }
  else
    office_window_show_error (self->window, error);
  export_free (self);
}

static OfficeExportFormat
get_format (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return office_export_format_of_name (name);
}

static void
on_response (GtkNativeDialog *chooser, int response, Export *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                                                           : NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (file == NULL)
    {
      export_free (self);
      return;
    }
  text = office_session_export_tasks (self->session, self->room, get_format (file), &self->n_tasks);
  bytes = g_bytes_new_take (text, strlen (text));
  /* Beside it, then in its place: a file that is there is whole at any time. */
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, on_written, self);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *ending)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, ending);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* Target: the room, "": the open one or else mine; and the ending of the file's name. */
static void export(GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *room, *ending;
  OfficeRoom *object;
  g_autofree char *name = NULL;
  Export *job;

  if (self->session == NULL)
    return;
  g_variant_get (target, "(&s&s)", &room, &ending);
  object = *room != '\0' ? office_session_find_room (self->session, room) : NULL;
  job = g_new0 (Export, 1);
  job->window = g_object_ref (self);
  job->session = g_object_ref (self->session);
  job->room = object != NULL ? g_strdup (room) : NULL;
  job->chooser = gtk_file_chooser_native_new (_ ("Export Tasks"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL,
                                              NULL);
  name = g_strdup_printf ("%s.%s", object != NULL ? office_room_get_name (object) : _ ("My Tasks"), ending);
  g_strdelimit (name, "/\\", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (job->chooser), name);
  if (g_str_equal (ending, "json"))
    add_filter (GTK_FILE_CHOOSER (job->chooser), _ ("JSON, with everything"), "json");
  else if (g_str_equal (ending, "ics"))
    add_filter (GTK_FILE_CHOOSER (job->chooser), _ ("Calendar (iCalendar)"), "ics");
  else
    add_filter (GTK_FILE_CHOOSER (job->chooser), _ ("Table (CSV)"), "csv");
  g_signal_connect (job->chooser, "response", G_CALLBACK (on_response), job);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (job->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (job->chooser));
}

/* ---- private to the window's files ---- */

void
office_window_install_exchange_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", "s", import);
  gtk_widget_class_install_action (widget_class, "win.import-tasks", NULL, import);
  gtk_widget_class_install_action (widget_class, "win.export", "(ss)", export);
}
