/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-row.h"

#include "office-file-actions.h"
#include "office-file-icon.h"
#include "office-file-progress.h"
#include "office-picture-decoder.h"
#include "office-picture-viewer.h"

#include <glib/gi18n-lib.h>

#define THUMBNAIL       40                /* px */
#define SCALE           2                 /* of a display, at most */
#define FETCHED_UNASKED (2 * 1024 * 1024) /* bytes of a picture in view */

struct _OfficeFileRow {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeAttachment *file;
  GCancellable *decoding;
  gboolean open_when_here;

  GtkWidget *box;
  GtkWidget *lead; /* the type's icon, and the picture above it */
  GtkWidget *icon;
  GtkWidget *picture;
  GtkWidget *name;
  OfficeFileProgress progress;
  GtkWidget *place;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (OfficeFileRow, office_file_row, GTK_TYPE_WIDGET)

/* ---- the picture ---- */

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeFileRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = office_picture_decode_finish (result, &error);

  /* Cancelled: the row has another file by now. One that is no picture keeps its icon. */
  if (texture == NULL)
    return;
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->picture, TRUE);
}

static gboolean
wants_thumbnail (OfficeFileRow *self)
{
  return office_attachment_is_picture (self->file) && !office_attachment_is_program (self->file);
}

static void
load_thumbnail (OfficeFileRow *self)
{
  g_autofree char *path = NULL;

  if (self->decoding != NULL || !wants_thumbnail (self))
    return;
  path = office_file_is_here (self->file) ? office_session_dup_file_path (self->session, self->file) : NULL;
  if (path == NULL)
    return;
  self->decoding = g_cancellable_new ();
  office_picture_decode_async (path, THUMBNAIL * SCALE * 2, THUMBNAIL * SCALE * 2, self->decoding, on_decoded,
                               g_object_ref (self));
}

/* ---- words ---- */

static char *
dup_day (gint64 at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (at / 1000);

  /* Translators: the day of a file, short, as in 9 Jun 2024; see g_date_time_format(). */
  return at > 0 && moment != NULL ? g_date_time_format (moment, _ ("%-d %b %Y")) : g_strdup (_ ("waiting"));
}

static char *
dup_at_rest (OfficeFileRow *self)
{
  const char *author = office_attachment_get_author_id (self->file);
  g_autofree char *size = g_format_size ((guint64) MAX (office_attachment_get_size (self->file), 0));
  g_autofree char *day = dup_day (office_attachment_get_at (self->file));

  if (author == NULL)
    return g_strdup_printf ("%s · %s", size, day);
  /* Translators: of a file: who brought it, when, and how large it is */
  return g_strdup_printf (_ ("%s · %s · %s"),
                          office_person_get_name (office_session_find_person (self->session, author)), day, size);
}

static void
update (OfficeFileRow *self)
{
  g_autofree char *at_rest = dup_at_rest (self);

  office_file_progress_show (&self->progress, self->file, at_rest);
  /* While it comes there is nothing to be saved, and in a narrow window no room for one button more. */
  gtk_widget_set_visible (self->save, office_attachment_get_state (self->file) != OFFICE_ATTACHMENT_FETCHING
                                          && office_attachment_get_state (self->file) != OFFICE_ATTACHMENT_FAILED);
  load_thumbnail (self);
  /* Not an hour later, when the line is back and something else is being done. */
  self->open_when_here = self->open_when_here && office_attachment_get_problem (self->file) == NULL;
  if (self->open_when_here && office_file_is_here (self->file))
    office_file_row_open (self);
}

/* ---- the controls ---- */

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeFileRow *self = OFFICE_FILE_ROW (widget);

  if (self->file != NULL)
    office_file_save (widget, self->session, self->file);
}

static void
open_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  office_file_row_open (OFFICE_FILE_ROW (widget));
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeFileRow *self = OFFICE_FILE_ROW (widget);

  if (self->file != NULL)
    office_session_fetch_file (self->session, self->file);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeFileRow *self = OFFICE_FILE_ROW (widget);

  self->open_when_here = FALSE;
  if (self->file != NULL)
    office_session_cancel_file (self->session, self->file);
}

static void
go_to_source (GtkWidget *widget, const char *action, GVariant *parameter)
{
  office_file_row_go_to_source (OFFICE_FILE_ROW (widget));
}

static GtkWidget *
add_button (OfficeFileRow *self, const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
build_lead (OfficeFileRow *self)
{
  self->lead = gtk_overlay_new ();
  self->icon = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 16);
  gtk_widget_set_size_request (self->icon, THUMBNAIL, THUMBNAIL);
  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_COVER);
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Picture"), -1);
  gtk_overlay_set_child (GTK_OVERLAY (self->lead), self->icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->lead), self->picture);
  gtk_widget_set_halign (self->lead, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->lead, GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (self->lead, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->lead, "thumbnail");
  gtk_widget_set_visible (self->picture, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->lead);
}

/* ---- overrides ---- */

static void
office_file_row_dispose (GObject *object)
{
  OfficeFileRow *self = OFFICE_FILE_ROW (object);

  if (self->box != NULL)
    office_file_row_set_file (self, NULL, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (office_file_row_parent_class)->dispose (object);
}

static void
office_file_row_class_init (OfficeFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_file_row_dispose;
  gtk_widget_class_install_action (widget_class, "file-row.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "file-row.open", NULL, open_file);
  gtk_widget_class_install_action (widget_class, "file.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "file.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "file-row.go-to-source", NULL, go_to_source);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filerow");
}

static void
office_file_row_init (OfficeFileRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  build_lead (self);
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_MIDDLE);
  office_file_progress_build (&self->progress);
  office_file_progress_build_buttons (&self->progress);
  gtk_widget_add_css_class (self->progress.bar, "thin");
  gtk_box_append (GTK_BOX (words), self->name);
  gtk_box_append (GTK_BOX (words), self->progress.words);
  gtk_box_append (GTK_BOX (words), self->progress.bar);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), words);
  gtk_box_append (GTK_BOX (self->box), self->progress.retry);
  gtk_box_append (GTK_BOX (self->box), self->progress.cancel);
  self->place = add_button (self, "office-chat-symbolic", _ ("Show Where It Is From"), "file-row.go-to-source");
  self->save = add_button (self, "document-save-symbolic", _ ("Save As…"), "file-row.save");
}

/**
 * office_file_row_new:
 *
 * Returns: (transfer floating): a row without a file
 */
GtkWidget *
office_file_row_new (void)
{
  return g_object_new (OFFICE_TYPE_FILE_ROW, NULL);
}

static void
forget_file (OfficeFileRow *self)
{
  if (self->decoding != NULL)
    g_cancellable_cancel (self->decoding);
  g_clear_object (&self->decoding);
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  self->open_when_here = FALSE;
  gtk_widget_set_visible (self->picture, FALSE);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
}

/**
 * office_file_row_set_file:
 * @session: (nullable): where it comes from
 * @file: (nullable): what to show; followed from now on
 */
void
office_file_row_set_file (OfficeFileRow *self, OfficeSession *session, OfficeAttachment *file)
{
  g_autoptr (GIcon) icon = NULL;

  g_return_if_fail (OFFICE_IS_FILE_ROW (self));

  forget_file (self);
  g_set_object (&self->session, session);
  g_set_object (&self->file, file);
  if (file == NULL)
    return;
  icon = office_file_icon_new (file);
  gtk_image_set_from_gicon (GTK_IMAGE (self->icon), icon);
  gtk_label_set_label (GTK_LABEL (self->name), office_attachment_get_name (file));
  gtk_button_set_icon_name (GTK_BUTTON (self->place), office_attachment_get_task_id (file) != NULL
                                                          ? "office-task-symbolic"
                                                          : "office-chat-symbolic");
  g_signal_connect_swapped (file, "notify", G_CALLBACK (update), self);
  if (wants_thumbnail (self) && office_attachment_get_state (file) == OFFICE_ATTACHMENT_REMOTE
      && office_attachment_get_size (file) <= FETCHED_UNASKED)
    office_session_fetch_file (session, file);
  update (self);
}

/**
 * office_file_row_get_file:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
OfficeAttachment *
office_file_row_get_file (OfficeFileRow *self)
{
  g_return_val_if_fail (OFFICE_IS_FILE_ROW (self), NULL);

  return self->file;
}

/**
 * office_file_row_has_thumbnail:
 *
 * Returns: whether the file's picture is shown
 */
gboolean
office_file_row_has_thumbnail (OfficeFileRow *self)
{
  g_return_val_if_fail (OFFICE_IS_FILE_ROW (self), FALSE);

  return gtk_widget_get_visible (self->picture);
}

/**
 * office_file_row_open:
 *
 * Shows a picture, opens another file; fetches it before that, where it is not here. A program is saved.
 */
void
office_file_row_open (OfficeFileRow *self)
{
  g_return_if_fail (OFFICE_IS_FILE_ROW (self));

  if (self->file == NULL)
    return;
  if (wants_thumbnail (self))
    office_picture_viewer_show (GTK_WIDGET (self), self->session, self->file);
  else if (office_attachment_is_program (self->file))
    office_file_save (GTK_WIDGET (self), self->session, self->file);
  else if (office_file_is_here (self->file))
    office_file_open (self->session, self->file);
  else
    {
      self->open_when_here = TRUE;
      office_session_fetch_file (self->session, self->file);
      return;
    }
  self->open_when_here = FALSE;
}

/**
 * office_file_row_go_to_source:
 *
 * Goes to the message that it came with, or the task that it hangs on.
 */
void
office_file_row_go_to_source (OfficeFileRow *self)
{
  const char *message, *task;

  g_return_if_fail (OFFICE_IS_FILE_ROW (self));

  if (self->file == NULL)
    return;
  message = office_attachment_get_message_id (self->file);
  task = office_attachment_get_task_id (self->file);
  if (task != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", task);
  else if (message != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-message", "s", message);
}
