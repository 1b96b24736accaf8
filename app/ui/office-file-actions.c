/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-actions.h"

#include <glib/gi18n-lib.h>

#include "office-file-name.h"

/* A file that somebody is asked about where to save. */
typedef struct {
  OfficeSession *session;
  OfficeAttachment *file;
} Saving;

static void
saving_free (gpointer data, GClosure *closure)
{
  Saving *saving = data;

  g_object_unref (saving->session);
  g_object_unref (saving->file);
  g_free (saving);
}

static void
say (OfficeSession *session, const char *text)
{
  g_signal_emit_by_name (session, "notice", text, NULL);
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeSession) session = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    say (session, error->message);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeSession) session = data;
  g_autoptr (GError) error = NULL;

  if (g_file_copy_finish (G_FILE (source), result, &error))
    say (session, _ ("File saved"));
  else
    say (session, error->message);
}

/* With the permissions of any new file: nothing that is saved can be run until somebody says so elsewhere. */
static void
on_place_chosen (GtkFileChooserNative *chooser, int response, Saving *saving)
{
  g_autoptr (GFile) target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = office_session_dup_file_path (saving->session, saving->file);
  g_autoptr (GFile) source = path != NULL ? g_file_new_for_path (path) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && target != NULL && source != NULL)
    g_file_copy_async (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, G_PRIORITY_DEFAULT,
                       NULL, NULL, NULL, on_saved, g_object_ref (saving->session));
  g_object_unref (chooser);
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
 * @from: a widget in the window
 * @session: where it comes from
 * @file: a file that is here
 *
 * Opens it with the program that the person has for such files. GIO goes through the portal where Office is in a sandbox.
 */
void
office_file_open (GtkWidget *from, OfficeSession *session, OfficeAttachment *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = office_session_dup_named_path (session, file, &error);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, &error) : NULL;
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (from));

  if (uri == NULL)
    say (session, error->message);
  else
    g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, on_launched,
                                             g_object_ref (session));
}

/**
 * office_file_save:
 * @from: a widget in the window
 * @session: where it comes from
 * @file: a file; one that is not here is fetched, and can be saved then
 */
void
office_file_save (GtkWidget *from, OfficeSession *session, OfficeAttachment *file)
{
  GtkRoot *root = gtk_widget_get_root (from);
  g_autofree char *name = office_file_name_dup_on_disk (office_attachment_get_name (file));
  GtkFileChooserNative *chooser;
  Saving *saving;

  if (!office_file_is_here (file))
    {
      office_session_fetch_file (session, file);
      say (session, _ ("The file is being fetched. Save it when it is here."));
      return;
    }
  saving = g_new0 (Saving, 1);
  *saving = (Saving){ g_object_ref (session), g_object_ref (file) };
  chooser = gtk_file_chooser_native_new (_ ("Save File"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_place_chosen), saving, saving_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
