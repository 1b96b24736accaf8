/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-actions.h"

#include <glib/gi18n-lib.h>

#include "office-file-name.h"
#include "office-session-save.h"

/* What is under way with a file. It does not keep an office that is left meanwhile. */
typedef struct {
  GWeakRef session;
  OfficeAttachment *file;
} Errand;

static Errand *
errand_new (OfficeSession *session, OfficeAttachment *file)
{
  Errand *self = g_new0 (Errand, 1);

  g_weak_ref_init (&self->session, session);
  self->file = g_object_ref (file);
  return self;
}

static void
errand_free (Errand *self)
{
  g_weak_ref_clear (&self->session);
  g_object_unref (self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
say (Errand *errand, const char *text)
{
  g_autoptr (OfficeSession) session = g_weak_ref_get (&errand->session);

  if (session != NULL)
    g_signal_emit_by_name (session, "notice", text, NULL);
}

/* ---- opening ---- */

/* That this computer has nothing for such files is everyday, and what GIO says of it tells nobody what to do. */
static void
on_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;
  g_debug ("%s is not opened: %s", office_attachment_get_name (errand->file), error->message);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_ ("No program opens “%s”. Save it, and open it there."),
                          office_attachment_get_name (errand->file));
  say (errand, text);
}

static void
on_lent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = office_session_lend_file_finish (result, &error);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, &error) : NULL;
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (uri == NULL)
    {
      say (errand, error->message);
      return;
    }
  context = gdk_display_get_app_launch_context (gdk_display_get_default ());
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, on_launched,
                                           g_steal_pointer (&errand));
}

/* ---- saving ---- */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;

  if (office_session_save_file_finish (result, &error))
    say (errand, _ ("File saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (errand, error->message);
}

static void
on_place_chosen (GtkFileChooserNative *chooser, int response, Errand *errand)
{
  g_autoptr (GFile) target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autoptr (OfficeSession) session = g_weak_ref_get (&errand->session);

  if (response == GTK_RESPONSE_ACCEPT && target != NULL && session != NULL)
    office_file_save_to (session, errand->file, target);
  g_object_unref (chooser);
}

static void
on_chooser_gone (gpointer data, GClosure *closure)
{
  errand_free (data);
}

/**
 * office_file_is_here:
 *
 * Returns: whether the bytes of @file are on this computer
 */
gboolean
office_file_is_here (OfficeAttachment *file)
{
  const OfficeAttachmentState state = office_attachment_get_state (file);

  return state == OFFICE_ATTACHMENT_HERE || state == OFFICE_ATTACHMENT_SENDING;
}

/**
 * office_file_open:
 * @session: where it comes from
 * @file: a file that is here
 *
 * Opens it with the program that the person has for such files. GIO goes through the portal where Office is in a sandbox.
 */
void
office_file_open (OfficeSession *session, OfficeAttachment *file)
{
  office_session_lend_file_async (session, file, on_lent, errand_new (session, file));
}

/**
 * office_file_save_to:
 * @session: where it comes from
 * @file: a file; one that is not here is fetched, and saved when it has come
 * @target: where a person wants it
 */
void
office_file_save_to (OfficeSession *session, OfficeAttachment *file, GFile *target)
{
  if (!office_file_is_here (file))
    g_signal_emit_by_name (session, "notice",
                           office_session_get_state (session) == OFFICE_LINE_LIVE
                               ? _ ("The file is saved as soon as it has come")
                               : _ ("The file is saved when the line is back and it has come"),
                           NULL);
  office_session_save_file_async (session, file, target, on_saved, errand_new (session, file));
}

/**
 * office_file_save:
 * @from: a widget in the window
 * @session: where it comes from
 * @file: a file
 *
 * Asks where to, as office_file_save_to().
 */
void
office_file_save (GtkWidget *from, OfficeSession *session, OfficeAttachment *file)
{
  GtkRoot *root = gtk_widget_get_root (from);
  g_autofree char *name = office_file_name_dup_on_disk (office_attachment_get_name (file));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save File"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
      _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_place_chosen), errand_new (session, file), on_chooser_gone,
                         0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
