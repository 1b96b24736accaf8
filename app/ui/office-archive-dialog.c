/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-archive-dialog.h"

#include <glib/gi18n.h>

#include "office-needle.h"
#include "office-search-escape.h"

#define DAY_MS     (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define TRASH_DAYS 30
#define MOST       200 /* rows at once */

struct _OfficeArchiveDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  char *room;
  gboolean trash;
  char *sought;        /* see office-needle.h */
  GPtrArray *followed; /* OfficeTask */
  guint fill_source;

  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *more;
  GtkWidget *search;
  AdwStatusPage *none;
};

G_DEFINE_FINAL_TYPE (OfficeArchiveDialog, office_archive_dialog, ADW_TYPE_WINDOW)

static void
say (OfficeArchiveDialog *self, const GError *error)
{
  g_signal_emit_by_name (self->session, "notice", error->message, NULL);
}

static void
restore (GtkButton *button, OfficeArchiveDialog *self)
{
  const char *task = g_object_get_data (G_OBJECT (button), "task");
  const char *const tasks[] = { task, NULL };
  g_autoptr (GError) error = NULL;

  if (self->trash ? !office_session_restore_task (self->session, task, &error)
                  : !office_session_archive_tasks (self->session, tasks, FALSE, &error))
    say (self, error);
}

static void
open_task (GtkListBox *list, GtkListBoxRow *row, OfficeArchiveDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-task", "s", g_object_get_data (G_OBJECT (row), "task"));
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- rows ---- */

static char *
dup_when (OfficeArchiveDialog *self, gint64 at)
{
  const gint64 days = MAX ((office_session_get_now (self->session) - at) / DAY_MS, 0);
  const guint left = (guint) MAX (TRASH_DAYS - days, 0);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (at / 1000);
  /* Translators: a day of another year, as in "20 Jun 2026" */
  g_autofree char *day = date != NULL ? g_date_time_format (date, _ ("%-d %b %Y")) : g_strdup ("");

  if (!self->trash)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("Archived %s"), day);
  /* Translators: a date, and a number of days */
  return g_strdup_printf (ngettext ("Deleted %s, kept for %u more day", "Deleted %s, kept for %u more days", left), day,
                          left);
}

static GtkWidget *
create_row (OfficeArchiveDialog *self, const OfficePutAway *put_away)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Restore"));
  g_autofree char *title = g_markup_escape_text (office_task_get_title (put_away->task), -1);
  g_autofree char *when = dup_when (self, put_away->at);
  g_autofree char *subtitle = g_markup_escape_text (when, -1);
  const char *id = office_task_get_id (put_away->task);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "task", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), "task", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (restore), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
forget_tasks (OfficeArchiveDialog *self)
{
  for (guint i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_data (self->followed->pdata[i], self);
  g_ptr_array_set_size (self->followed, 0);
}

static void
clear_list (OfficeArchiveDialog *self)
{
  GtkWidget *row;

  forget_tasks (self);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void fill_later (OfficeArchiveDialog *self);

static void
add_task (OfficeArchiveDialog *self, const OfficePutAway *put_away)
{
  gtk_list_box_append (self->list, create_row (self, put_away));
  g_ptr_array_add (self->followed, g_object_ref (put_away->task));
  g_signal_connect_swapped (put_away->task, "notify::archived", G_CALLBACK (fill_later), self);
  g_signal_connect_swapped (put_away->task, "notify::trashed", G_CALLBACK (fill_later), self);
  g_signal_connect_swapped (put_away->task, "notify::present", G_CALLBACK (fill_later), self);
  g_signal_connect_swapped (put_away->task, "notify::title", G_CALLBACK (fill_later), self);
}

static void
show_none (OfficeArchiveDialog *self, gboolean any)
{
  if (any)
    {
      adw_status_page_set_title (self->none, _ ("Nothing Found"));
      adw_status_page_set_description (self->none, _ ("No task here has these words in its title."));
    }
  else if (self->trash)
    {
      adw_status_page_set_title (self->none, _ ("The Trash Is Empty"));
      adw_status_page_set_description (self->none, _ ("Deleted tasks are kept here for 30 days."));
    }
  else
    {
      adw_status_page_set_title (self->none, _ ("Nothing Archived"));
      adw_status_page_set_description (
          self->none, _ ("Tasks that are done can be put away here: “Archive All Done” in the menu of their column."));
    }
}

static void
fill (OfficeArchiveDialog *self)
{
  g_autoptr (GPtrArray) tasks = office_session_list_put_away (self->session, self->room, self->trash);
  guint n = 0;

  clear_list (self);
  for (guint i = 0; i < tasks->len; i++)
    {
      const OfficePutAway *put_away = tasks->pdata[i];

      if (office_needle_is_in (self->sought, office_task_get_title (put_away->task)) && n++ < MOST)
        add_task (self, put_away);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > MOST);
  if (n > MOST)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("And %'u more; a word above finds it.", "And %'u more; a word above finds them.", n - MOST),
          n - MOST);

      gtk_label_set_text (self->more, text);
    }
  gtk_widget_set_visible (self->search, tasks->len > 0);
  show_none (self, tasks->len > 0);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "some" : "none");
}

static gboolean
fill_now (gpointer data)
{
  OfficeArchiveDialog *self = data;

  self->fill_source = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* The list holds what was pressed until the handler has returned. */
static void
fill_later (OfficeArchiveDialog *self)
{
  if (self->fill_source == 0)
    self->fill_source = g_idle_add (fill_now, self);
}

static void
on_search_changed (OfficeArchiveDialog *self, GtkSearchEntry *entry)
{
  g_free (self->sought);
  self->sought = office_needle_new (gtk_editable_get_text (GTK_EDITABLE (entry)));
  fill (self);
}

static void
office_archive_dialog_dispose (GObject *object)
{
  OfficeArchiveDialog *self = OFFICE_ARCHIVE_DIALOG (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  forget_tasks (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_archive_dialog_parent_class)->dispose (object);
}

static void
office_archive_dialog_finalize (GObject *object)
{
  OfficeArchiveDialog *self = OFFICE_ARCHIVE_DIALOG (object);

  g_ptr_array_unref (self->followed);
  g_free (self->room);
  g_free (self->sought);

  G_OBJECT_CLASS (office_archive_dialog_parent_class)->finalize (object);
}

static void
office_archive_dialog_class_init (OfficeArchiveDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = office_archive_dialog_dispose;
  object_class->finalize = office_archive_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-archive-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeArchiveDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeArchiveDialog, list);
  gtk_widget_class_bind_template_child (widget_class, OfficeArchiveDialog, more);
  gtk_widget_class_bind_template_child (widget_class, OfficeArchiveDialog, search);
  gtk_widget_class_bind_template_child (widget_class, OfficeArchiveDialog, none);
  gtk_widget_class_bind_template_callback (widget_class, open_task);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_archive_dialog_init (OfficeArchiveDialog *self)
{
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  office_search_escape_watch (GTK_WIDGET (self->search));
}

/**
 * office_archive_dialog_new:
 * @session: the office
 * @room: whose tasks
 * @trash: those in the trash; otherwise those in the archive
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
office_archive_dialog_new (OfficeSession *session, const char *room, gboolean trash)
{
  OfficeArchiveDialog *self = g_object_new (OFFICE_TYPE_ARCHIVE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->room = g_strdup (room);
  self->trash = trash;
  gtk_window_set_title (GTK_WINDOW (self), trash ? _ ("Trash") : _ ("Archived Tasks"));
  adw_status_page_set_icon_name (self->none, trash ? "user-trash-symbolic" : "package-x-generic-symbolic");
  fill (self);
  return GTK_WIDGET (self);
}
