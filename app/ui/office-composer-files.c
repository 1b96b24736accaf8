/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include "office-file-chips.h"
#include "office-file-picker.h"
#include "office-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kinds.h"

/* What goes with the message: chosen, dropped or pasted, shown as chips, kept with the draft. */

static void
say (OfficeComposer *self, const char *text)
{
  if (self->session != NULL)
    g_signal_emit_by_name (self->session, "notice", text, NULL);
}

static void
save (OfficeComposer *self)
{
  g_autofree char *place = office_composer_dup_place (self);

  office_session_set_draft_files (self->session, place, self->files);
}

static void
files_changed (OfficeComposer *self)
{
  save (self);
  office_file_chips_show (self->chips, self->files);
  office_composer_update (self);
}

/* ---- what is being copied ---- */

/* What it was meant for may be left meanwhile. */
typedef struct {
  OfficeComposer *composer;
  OfficeSession *session;
  OfficeAttachment *file; /* as it is being copied */
  GCancellable *cancellable;
  char *place;
  char *text; /* that the file was made of; nullable */
} Attaching;

static void
attaching_free (Attaching *self)
{
  g_object_unref (self->composer);
  g_object_unref (self->session);
  g_clear_object (&self->file);
  g_object_unref (self->cancellable);
  g_free (self->place);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attaching, attaching_free)

static void
take_away (GtkWidget *chips, OfficeAttachment *file)
{
  OfficeComposer *self = OFFICE_COMPOSER (gtk_widget_get_ancestor (chips, OFFICE_TYPE_COMPOSER));

  for (guint i = 0; i < self->attaching->len; i++)
    {
      Attaching *attaching = self->attaching->pdata[i];

      if (attaching->file == file)
        g_cancellable_cancel (attaching->cancellable);
    }
  g_ptr_array_remove (self->files, file);
  files_changed (self);
  gtk_widget_grab_focus (self->view);
}

/* Those of the place, which stand after those that are here. */
static void
add_attaching (OfficeComposer *self, const char *place)
{
  for (guint i = 0; i < self->attaching->len; i++)
    {
      Attaching *attaching = self->attaching->pdata[i];

      if (attaching->session == self->session && g_str_equal (attaching->place, place)
          && !g_cancellable_is_cancelled (attaching->cancellable))
        g_ptr_array_add (self->files, g_object_ref (attaching->file));
    }
}

/**
 * office_composer_is_attaching: (skip)
 * @self: a composer
 *
 * Returns: whether something is still being copied that is to go with the message
 */
gboolean
office_composer_is_attaching (OfficeComposer *self)
{
  for (guint i = 0; i < self->files->len; i++)
    if (office_attachment_get_state (self->files->pdata[i]) == OFFICE_ATTACHMENT_COPYING)
      return TRUE;
  return FALSE;
}

static void
measure_picture (OfficeSession *session, OfficeAttachment *file)
{
  g_autofree char *path = office_session_dup_file_path (session, file);
  int width, height;

  if (path != NULL && g_str_has_prefix (office_attachment_get_media_type (file), "image/")
      && office_picture_measure (path, &width, &height))
    office_attachment_set_picture_size (file, width, height);
}

/* It goes to where it was meant for, also when the person has gone on to another room. */
static void
keep (Attaching *attaching, OfficeAttachment *file)
{
  OfficeComposer *self = attaching->composer;
  g_autoptr (GPtrArray) files = NULL;

  if (g_ptr_array_find (self->files, file, NULL))
    {
      files_changed (self);
      return;
    }
  files = office_session_list_draft_files (attaching->session, attaching->place);
  g_ptr_array_add (files, g_object_ref (file));
  office_session_set_draft_files (attaching->session, attaching->place, files);
}

/* It did not come to be. Where the person has called it off there is nothing to be said. */
static void
give_up (Attaching *attaching, const GError *error)
{
  OfficeComposer *self = attaching->composer;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (attaching->session, "notice", error->message, NULL);
  if (g_ptr_array_remove (self->files, attaching->file))
    files_changed (self);
}

/* It is in the file now. The key that takes back brings it again; what was changed meanwhile stays. */
static void
take_text_away (Attaching *attaching)
{
  OfficeComposer *self = attaching->composer;
  g_autofree char *place = self->session != NULL ? office_composer_dup_place (self) : NULL;
  g_autofree char *text = office_composer_dup_text (self);
  GtkTextIter start, end;

  if (g_strcmp0 (text, attaching->text) != 0 || g_strcmp0 (place, attaching->place) != 0 || self->edited != NULL)
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_widget_grab_focus (self->view);
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Attaching) attaching = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeAttachment) file = office_session_attach_finish (attaching->session, result, &error);

  g_ptr_array_remove (attaching->composer->attaching, attaching);
  if (file != NULL)
    {
      measure_picture (attaching->session, file);
      keep (attaching, file);
      if (attaching->text != NULL && attaching->composer->buffer != NULL)
        take_text_away (attaching);
    }
  else
    give_up (attaching, error);
}

static void
refuse_while_editing (OfficeComposer *self)
{
  office_composer_set_refusal (self, _ ("Files go with a new message. Save this one first, or leave it with Escape."));
}

static Attaching *
begin (OfficeComposer *self)
{
  Attaching *attaching;

  if (self->session == NULL)
    return NULL;
  if (self->edited != NULL)
    {
      refuse_while_editing (self);
      return NULL;
    }
  if (self->files->len >= OFFICE_LIMIT_FILES)
    {
      g_autofree char *text = g_strdup_printf (_ ("A message takes %d files"), OFFICE_LIMIT_FILES);

      say (self, text);
      return NULL;
    }
  attaching = g_new0 (Attaching, 1);
  attaching->composer = g_object_ref (self);
  attaching->session = g_object_ref (self->session);
  attaching->cancellable = g_cancellable_new ();
  attaching->place = office_composer_dup_place (self);
  return attaching;
}

/* It stands among the files at once, and can be taken away again. */
static void
follow (Attaching *attaching, OfficeAttachment *file)
{
  OfficeComposer *self = attaching->composer;

  attaching->file = g_object_ref (file);
  g_ptr_array_add (self->attaching, attaching);
  g_ptr_array_add (self->files, g_object_ref (file));
  office_file_chips_show (self->chips, self->files);
  office_composer_update (self);
}

/**
 * office_composer_attach:
 * @self: a composer
 * @file: what is to go with the message
 */
void
office_composer_attach (OfficeComposer *self, GFile *file)
{
  Attaching *attaching;

  g_return_if_fail (OFFICE_IS_COMPOSER (self));

  attaching = begin (self);
  if (attaching != NULL)
    follow (attaching,
            office_session_attach_async (self->session, file, attaching->cancellable, on_attached, attaching));
}

/**
 * office_composer_attach_text: (skip)
 * @self: a composer
 */
void
office_composer_attach_text (OfficeComposer *self)
{
  Attaching *attaching = begin (self);
  g_autoptr (GBytes) bytes = NULL;

  if (attaching == NULL)
    return;
  attaching->text = office_composer_dup_text (self);
  bytes = g_bytes_new (attaching->text, strlen (attaching->text));
  follow (attaching, office_session_attach_bytes_async (self->session, bytes, "message.txt", "text/plain",
                                                        attaching->cancellable, on_attached, attaching));
}

static void
take (GtkWidget *widget, GFile *file)
{
  office_composer_attach (OFFICE_COMPOSER (widget), file);
}

static void
choose (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);

  if (self->edited != NULL)
    {
      refuse_while_editing (self);
      return;
    }
  g_clear_object (&self->chooser);
  self->chooser = office_file_picker_show (GTK_WIDGET (self), take);
}

static gboolean
on_drop (OfficeComposer *self, const GValue *value, double x, double y)
{
  gtk_widget_grab_focus (self->view);
  return office_file_picker_take_dropped (GTK_WIDGET (self), value, take);
}

static GtkEventController *
new_drop_target (OfficeComposer *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  return GTK_EVENT_CONTROLLER (drop);
}

/**
 * office_composer_take_drops:
 * @self: a composer
 * @widget: what stands round it
 *
 * Files that are dropped on @widget go with the message that is being written, as those that are dropped on the composer do.
 */
void
office_composer_take_drops (OfficeComposer *self, GtkWidget *widget)
{
  g_return_if_fail (OFFICE_IS_COMPOSER (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_add_controller (widget, new_drop_target (self));
}

/* ---- pasting ---- */

static void
on_texture_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeComposer) self = data;
  g_autoptr (GdkTexture) texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GBytes) bytes = texture != NULL ? gdk_texture_save_to_png_bytes (texture) : NULL;
  Attaching *attaching = bytes != NULL ? begin (self) : NULL;

  if (attaching != NULL)
    follow (attaching, office_session_attach_bytes_async (self->session, bytes, _ ("Picture.png"), "image/png",
                                                          attaching->cancellable, on_attached, attaching));
}

/* A browser gives addresses in the same form as a file manager gives files. */
static gboolean
are_files (GSList *list)
{
  for (GSList *l = list; l != NULL; l = l->next)
    {
      g_autofree char *path = g_file_get_path (l->data);

      if (path == NULL)
        return FALSE;
    }
  return list != NULL;
}

static void
on_files_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeComposer) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->buffer == NULL)
    return;
  if (value != NULL && are_files (g_value_get_boxed (value)))
    {
      office_file_picker_take_dropped (GTK_WIDGET (self), value, take);
      return;
    }
  self->pasting = TRUE;
  g_signal_emit_by_name (self->view, "paste-clipboard");
  self->pasting = FALSE;
}

/* Text is pasted as text; a picture, or files, go with the message. A file manager offers the names of files as text too. */
static void
on_paste (GtkTextView *view, OfficeComposer *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (self->pasting || self->session == NULL)
    return;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    {
      g_signal_stop_emission_by_name (view, "paste-clipboard");
      gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, on_files_read,
                                      g_object_ref (self));
    }
  else if (!gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
           && gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    {
      g_signal_stop_emission_by_name (view, "paste-clipboard");
      gdk_clipboard_read_texture_async (clipboard, NULL, on_texture_read, g_object_ref (self));
    }
}

/* ---- inside the composer ---- */

/**
 * office_composer_build_files: (skip)
 * @self: a composer whose other widgets are made
 * @field: where the button goes, at its start
 */
void
office_composer_build_files (OfficeComposer *self, GtkWidget *field)
{
  GtkEventController *drop = new_drop_target (self);

  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->attaching = g_ptr_array_new (); /* each is of its callback */
  self->attach = gtk_button_new_from_icon_name ("mail-attachment-symbolic");
  gtk_widget_add_css_class (self->attach, "flat");
  gtk_widget_set_valign (self->attach, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (self->attach, _ ("Attach Files"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->attach), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Attach Files"), -1);
  gtk_box_prepend (GTK_BOX (field), self->attach);
  self->chips = office_file_chips_new (take_away);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->attach), "composer.attach");
  gtk_event_controller_set_propagation_phase (drop, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), drop);
  g_signal_connect (self->view, "paste-clipboard", G_CALLBACK (on_paste), self);
}

/**
 * office_composer_load_files: (skip)
 * @self: a composer
 *
 * Brings the files of the place's draft; none without a place, or while a message is edited.
 */
void
office_composer_load_files (OfficeComposer *self)
{
  g_autofree char *place = self->session != NULL && self->edited == NULL ? office_composer_dup_place (self) : NULL;
  g_autoptr (GPtrArray) files = place != NULL ? office_session_list_draft_files (self->session, place) : NULL;

  g_ptr_array_set_size (self->files, 0);
  for (guint i = 0; files != NULL && i < files->len; i++)
    g_ptr_array_add (self->files, g_object_ref (files->pdata[i]));
  if (place != NULL)
    add_attaching (self, place);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.attach", self->session != NULL);
  office_file_chips_show (self->chips, self->files);
}

/**
 * office_composer_sent_files: (skip)
 * @self: a composer whose message is on its way
 */
void
office_composer_sent_files (OfficeComposer *self)
{
  if (self->files->len == 0)
    return;
  g_ptr_array_set_size (self->files, 0);
  files_changed (self);
}

/**
 * office_composer_install_files: (skip)
 * @widget_class: the composer's
 */
void
office_composer_install_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "composer.attach", NULL, choose);
}
