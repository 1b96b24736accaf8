/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-dialog.h"

#include <glib/gi18n.h>

#include "kinds.h"
#include "office-people-chooser.h"
#include "office-room-preferences.h"
#include "office-room-telling.h"
#include "office-templates.h"
#include "office-ui.h"

struct _OfficeRoomDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  OfficeRoom *room; /* NULL: a new one */
  gboolean ready;   /* what changes now is the person's doing */

  AdwHeaderBar *header;
  GtkWidget *cancel_button;
  GtkWidget *accept_button;
  GtkWidget *name_group;
  GtkWidget *description_group;
  GtkTextView *description_view;
  AdwBin *preferences_bin;
  GtkEditable *name_row;
  GtkEditable *topic_row;
  GtkLabel *error_label;
  GtkWidget *privacy_group;
  GtkSwitch *private_switch;
  OfficePeopleChooser *chooser;
  AdwComboRow *like_row;
  GPtrArray *templates; /* of OfficeRoom, behind the first of the row's choices; NULL: of an existing room */
};

G_DEFINE_FINAL_TYPE (OfficeRoomDialog, office_room_dialog, ADW_TYPE_WINDOW)

/* In one line, also where several were pasted. */
static char *
dup_text (GtkEditable *row)
{
  g_auto (GStrv) lines = g_strsplit_set (gtk_editable_get_text (row), "\r\n\t", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", *line);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_max_length (GtkEditable *row, const char *field)
{
  const gint64 max_length = office_kind_find_field (office_kind_find ("room"), field)->limit;

  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (row)), (int) max_length);
}

static char *
dup_description (OfficeRoomDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->description_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static char *
make_place (OfficeRoomDialog *self, const char *kind)
{
  return g_strconcat (kind, self->room != NULL ? office_room_get_id (self->room) : "new", NULL);
}

static void
keep (OfficeRoomDialog *self, const char *kind, const char *text)
{
  g_autofree char *place = make_place (self, kind);

  office_session_set_draft (self->session, place, text);
}

static void
resume (OfficeRoomDialog *self, const char *kind, GtkEditable *row)
{
  g_autofree char *place = make_place (self, kind);
  g_autofree char *draft = office_session_dup_draft (self->session, place);

  if (draft != NULL)
    gtk_editable_set_text (row, draft);
}

static void
on_changed (OfficeRoomDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *description = dup_description (self);

  if (self->ready)
    {
      keep (self, "room-name:", gtk_editable_get_text (self->name_row));
      keep (self, "room-topic:", gtk_editable_get_text (self->topic_row));
      keep (self, "room-description:", description);
    }
  gtk_widget_set_sensitive (self->accept_button, *name != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
}

/* Accepted or given up; a program that ends meanwhile leaves what was typed. */
static gboolean
office_room_dialog_close_request (GtkWindow *window)
{
  OfficeRoomDialog *self = OFFICE_ROOM_DIALOG (window);

  keep (self, "room-name:", NULL);
  keep (self, "room-topic:", NULL);
  keep (self, "room-description:", NULL);
  return GTK_WINDOW_CLASS (office_room_dialog_parent_class)->close_request (window);
}

/* The room that the new one is to be like; NULL: none. */
static const char *
get_template (OfficeRoomDialog *self)
{
  const guint chosen = adw_combo_row_get_selected (self->like_row);

  return self->templates != NULL && chosen > 0 && chosen <= self->templates->len
             ? office_room_get_id (self->templates->pdata[chosen - 1])
             : NULL;
}

static void
offer_templates (OfficeRoomDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->templates = office_session_list_room_templates (self->session);
  gtk_string_list_append (names, _ ("No template"));
  for (guint i = 0; i < self->templates->len; i++)
    gtk_string_list_append (names, office_room_get_name (self->templates->pdata[i]));
  adw_combo_row_set_model (self->like_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->like_row), self->templates->len > 0);
}

static gboolean
create (OfficeRoomDialog *self, const char *name, const char *topic, const char *description, GError **error)
{
  gboolean is_private = gtk_switch_get_active (self->private_switch);
  g_auto (GStrv) people = office_people_chooser_dup_chosen (self->chooser);
  g_autofree char *id = NULL;

  if (!office_session_create_room (self->session, name, *topic != '\0' ? topic : NULL,
                                   is_private ? OFFICE_ROOM_PRIVATE : OFFICE_ROOM_PUBLIC,
                                   is_private ? (const char *const *) people : NULL, &id, error))
    return FALSE;
  if (get_template (self) == NULL)
    office_session_note_room_made (self->session, id);
  if (*description != '\0' && !office_session_edit_room (self->session, id, "description", description, error))
    return FALSE;
  if (get_template (self) != NULL && !office_session_furnish_like (self->session, id, get_template (self), error))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), "win.open-room", "s", id);
  return TRUE;
}

static gboolean
edit_field (OfficeRoomDialog *self, const char *field, const char *was, const char *value, GError **error)
{
  if (g_strcmp0 (was != NULL ? was : "", value) == 0)
    return TRUE;
  return office_session_edit_room (self->session, office_room_get_id (self->room), field, *value != '\0' ? value : NULL,
                                   error);
}

static void
on_accept (OfficeRoomDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *topic = dup_text (self->topic_row);
  g_autofree char *description = dup_description (self);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (*name == '\0')
    return;
  if (self->room == NULL)
    done = create (self, name, topic, description, &error);
  else
    done = edit_field (self, "name", office_room_get_name (self->room), name, &error)
           && edit_field (self, "topic", office_room_get_topic (self->room), topic, &error)
           && edit_field (self, "description", office_room_get_description (self->room), description, &error);
  if (done)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

/* A direct room is called by its people, and about whatever they talk of. */
static void
show_direct (OfficeRoomDialog *self)
{
  gtk_widget_set_visible (self->name_group, FALSE);
  gtk_widget_set_visible (self->description_group, FALSE);
  gtk_widget_set_visible (self->accept_button, FALSE);
  gtk_widget_set_visible (self->cancel_button, FALSE);
  adw_header_bar_set_show_start_title_buttons (self->header, TRUE);
  adw_header_bar_set_show_end_title_buttons (self->header, TRUE);
}

static void
show_preferences (OfficeRoomDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  /* What is everybody's stands above what is one's own, and that above leaving. */
  if (office_room_get_visibility (self->room) != OFFICE_ROOM_DIRECT)
    gtk_box_append (GTK_BOX (box), office_room_telling_new (self->session, self->room));
  gtk_box_append (GTK_BOX (box), office_room_preferences_new (self->session, self->room));
  adw_bin_set_child (self->preferences_bin, box);
}

static void
show_room (OfficeRoomDialog *self)
{
  const char *description = office_room_get_description (self->room);

  gtk_window_set_title (GTK_WINDOW (self), office_room_get_name (self->room));
  gtk_window_set_default_size (GTK_WINDOW (self), 440, 640);
  gtk_button_set_label (GTK_BUTTON (self->accept_button), _ ("_Save"));
  gtk_editable_set_text (self->name_row, office_room_get_name (self->room));
  if (office_room_get_topic (self->room) != NULL)
    gtk_editable_set_text (self->topic_row, office_room_get_topic (self->room));
  if (description != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->description_view), description, -1);
  gtk_widget_set_visible (self->privacy_group, FALSE);
  show_preferences (self);
  gtk_widget_set_visible (GTK_WIDGET (self->preferences_bin), TRUE);
  if (office_room_get_visibility (self->room) == OFFICE_ROOM_DIRECT)
    show_direct (self);
}

static void
resume_description (OfficeRoomDialog *self)
{
  g_autofree char *place = make_place (self, "room-description:");
  g_autofree char *draft = office_session_dup_draft (self->session, place);

  if (draft != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->description_view), draft, -1);
}

static void
office_room_dialog_dispose (GObject *object)
{
  OfficeRoomDialog *self = OFFICE_ROOM_DIALOG (object);

  g_clear_object (&self->room);
  g_clear_object (&self->session);
  g_clear_pointer (&self->templates, g_ptr_array_unref);

  G_OBJECT_CLASS (office_room_dialog_parent_class)->dispose (object);
}

static void
office_room_dialog_class_init (OfficeRoomDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_room_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = office_room_dialog_close_request;

  g_type_ensure (OFFICE_TYPE_PEOPLE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-room-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, header);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, name_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, description_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, description_view);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, preferences_bin);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, like_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, topic_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, privacy_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, private_switch);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomDialog, chooser);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_room_dialog_init (OfficeRoomDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  office_ui_name_entry_rows (GTK_WIDGET (self));
  set_max_length (self->name_row, "name");
  set_max_length (self->topic_row, "topic");
}

/**
 * office_room_dialog_new:
 * @session: the office
 * @room: (nullable): the room that it is about; %NULL: to make one
 *
 * Returns: (transfer floating): a dialog; its parent window opens the room that was made
 */
GtkWidget *
office_room_dialog_new (OfficeSession *session, OfficeRoom *room)
{
  OfficeRoomDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_ROOM_DIALOG, NULL);
  self->session = g_object_ref (session);
  if (room == NULL)
    offer_templates (self);
  office_people_chooser_set_session (self->chooser, session);
  if (room != NULL)
    {
      self->room = g_object_ref (room);
      show_room (self);
    }
  resume (self, "room-name:", self->name_row);
  resume (self, "room-topic:", self->topic_row);
  resume_description (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->description_view), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  on_changed (self);
  self->ready = TRUE;
  if (gtk_widget_get_visible (self->name_group))
    gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return GTK_WIDGET (self);
}
