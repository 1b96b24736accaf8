/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include "office-file-chips.h"
#include "office-file-picker.h"

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

/* Of a file that is made of what was written: the text. */
#define TEXT "composer-text"

static void
take_away (GtkWidget *chips, OfficeAttachment *file)
{
  OfficeComposer *self = OFFICE_COMPOSER (gtk_widget_get_ancestor (chips, OFFICE_TYPE_COMPOSER));

  office_attaching_call_off (self->attaching, file);
  g_ptr_array_remove (self->files, file);
  files_changed (self);
  gtk_widget_grab_focus (self->view);
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

/* It goes to where it was meant for, also when the person has gone on to another room. */
static void
keep (OfficeComposer *self, OfficeSession *session, const char *place, OfficeAttachment *file)
{
  g_autoptr (GPtrArray) files = NULL;

  if (g_ptr_array_find (self->files, file, NULL))
    {
      files_changed (self);
      return;
    }
  files = office_session_list_draft_files (session, place);
  g_ptr_array_add (files, g_object_ref (file));
  office_session_set_draft_files (session, place, files);
}

/* It did not come to be. Where the person has called it off there is nothing to be said. */
static void
give_up (OfficeComposer *self, OfficeSession *session, OfficeAttachment *file, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (session, "notice", error->message, NULL);
  if (g_ptr_array_remove (self->files, file))
    files_changed (self);
}

/* It is in the file now. The key that takes back brings it again; what was changed meanwhile stays. */
static void
take_text_away (OfficeComposer *self, const char *place_of_file, const char *text_of_file)
{
  g_autofree char *place = self->session != NULL ? office_composer_dup_place (self) : NULL;
  g_autofree char *text = office_composer_dup_text (self);
  GtkTextIter start, end;

  if (g_strcmp0 (text, text_of_file) != 0 || g_strcmp0 (place, place_of_file) != 0 || self->edited != NULL)
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_widget_grab_focus (self->view);
}

static void
attached (GtkWidget *widget, OfficeSession *session, const char *place, OfficeAttachment *file, const GError *error)
{
  OfficeComposer *self = OFFICE_COMPOSER (widget);
  const char *text = g_object_get_data (G_OBJECT (file), TEXT);

  if (error != NULL)
    {
      give_up (self, session, file, error);
      return;
    }
  keep (self, session, place, file);
  if (text != NULL && self->buffer != NULL)
    take_text_away (self, place, text);
}

static void
refuse_while_editing (OfficeComposer *self)
{
  office_composer_set_refusal (self, _ ("Files go with a new message. Save this one first, or leave it with Escape."));
}

/* NULL: it cannot be attached now, and the person knows. */
static char *
dup_place_to_attach (OfficeComposer *self)
{
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
  return office_composer_dup_place (self);
}

/* It stands among the files at once, and can be taken away again. */
static void
follow (OfficeComposer *self, OfficeAttachment *file)
{
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
  g_autofree char *place = NULL;

  g_return_if_fail (OFFICE_IS_COMPOSER (self));

  place = dup_place_to_attach (self);
  if (place != NULL)
    follow (self, office_attaching_add_file (self->attaching, self->session, place, file));
}

/**
 * office_composer_attach_text: (skip)
 * @self: a composer
 */
void
office_composer_attach_text (OfficeComposer *self)
{
  g_autofree char *place = dup_place_to_attach (self);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  OfficeAttachment *file;

  if (place == NULL)
    return;
  text = office_composer_dup_text (self);
  bytes = g_bytes_new (text, strlen (text));
  file = office_attaching_add_bytes (self->attaching, self->session, place, bytes, "message.txt", "text/plain");
  g_object_set_data_full (G_OBJECT (file), TEXT, g_steal_pointer (&text), g_free);
  follow (self, file);
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
  g_autofree char *place = bytes != NULL ? dup_place_to_attach (self) : NULL;

  if (place != NULL)
    follow (self,
            office_attaching_add_bytes (self->attaching, self->session, place, bytes, _ ("Picture.png"), "image/png"));
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
  self->attaching = office_attaching_new (GTK_WIDGET (self), attached);
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
  if (place != NULL) /* after those that are here */
    office_attaching_list (self->attaching, self->session, place, self->files);
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
