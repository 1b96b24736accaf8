/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-picker.h"

#include "office-needle.h"
#include "office-room-chooser.h"

struct _OfficeRoomPicker {
  AdwWindow parent_instance;

  OfficeSession *session;
  char *except; /* id of a room that is not offered; nullable */
  OfficeRoomPicked picked;
  GtkCustomFilter *filter;
  char *sought; /* see office-needle.h */

  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *hint;
  GtkLabel *error_label;
};

G_DEFINE_FINAL_TYPE (OfficeRoomPicker, office_room_picker, ADW_TYPE_WINDOW)

static gboolean
is_choice (gpointer item, gpointer data)
{
  OfficeRoomPicker *self = data;
  OfficeRoom *room = item;

  return g_strcmp0 (office_room_get_id (room), self->except) != 0
         && office_needle_is_in (self->sought, office_room_get_name (room));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  OfficeRoom *room = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (office_room_get_name (room), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), office_room_lead_new (room));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, office_room_get_name (room), -1);
  g_object_set_data_full (G_OBJECT (row), "room", g_strdup (office_room_get_id (room)), g_free);
  return row;
}

static void
choose (OfficeRoomPicker *self, GtkListBoxRow *row)
{
  g_autoptr (GError) error = NULL;

  if (self->picked (self, self->session, g_object_get_data (G_OBJECT (row), "room"), &error))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

static void
on_search_changed (OfficeRoomPicker *self)
{
  g_free (self->sought);
  self->sought = office_needle_new (gtk_editable_get_text (self->search));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Enter takes the first that was found. */
static void
on_search_activated (OfficeRoomPicker *self)
{
  GtkListBoxRow *row;

  on_search_changed (self); /* typed fast: the entry has not told it yet */
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    choose (self, row);
}

static void
on_rooms_changed (OfficeRoomPicker *self, guint position, guint removed, guint added, GListModel *rooms)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (rooms) > 0 ? "rooms" : "none");
}

static void
office_room_picker_dispose (GObject *object)
{
  OfficeRoomPicker *self = OFFICE_ROOM_PICKER (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->filter);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_room_picker_parent_class)->dispose (object);
}

static void
office_room_picker_finalize (GObject *object)
{
  g_free (OFFICE_ROOM_PICKER (object)->sought);
  g_free (OFFICE_ROOM_PICKER (object)->except);

  G_OBJECT_CLASS (office_room_picker_parent_class)->finalize (object);
}

static void
office_room_picker_class_init (OfficeRoomPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_room_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_room_picker_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-room-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPicker, search);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPicker, list);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPicker, hint);
  gtk_widget_class_bind_template_child (widget_class, OfficeRoomPicker, error_label);
  gtk_widget_class_bind_template_callback (widget_class, choose);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_room_picker_init (OfficeRoomPicker *self)
{
  self->filter = gtk_custom_filter_new (is_choice, self, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_rooms (OfficeRoomPicker *self)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFilterListModel) rooms = NULL;

  g_list_store_append (lists, office_session_get_rooms (self->session));
  g_list_store_append (lists, office_session_get_directs (self->session));
  rooms = gtk_filter_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists))),
                                     g_object_ref (GTK_FILTER (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (rooms), create_row, self, NULL);
  g_signal_connect_object (rooms, "items-changed", G_CALLBACK (on_rooms_changed), self, G_CONNECT_SWAPPED);
  on_rooms_changed (self, 0, 0, 0, G_LIST_MODEL (rooms));
}

/**
 * office_room_picker_new:
 * @session: the office
 * @title: what is done with the room, translated
 * @hint: what goes with it, a translated sentence
 * @picked: does it
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_room_picker_new (OfficeSession *session, const char *title, const char *hint, OfficeRoomPicked picked)
{
  OfficeRoomPicker *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (picked != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_ROOM_PICKER, NULL);
  self->session = g_object_ref (session);
  self->picked = picked;
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->hint, hint);
  bind_rooms (self);
  return GTK_WIDGET (self);
}

/**
 * office_room_picker_set_except:
 * @self: a picker
 * @room: (nullable): the id of the one room that is not offered
 */
void
office_room_picker_set_except (OfficeRoomPicker *self, const char *room)
{
  g_return_if_fail (OFFICE_IS_ROOM_PICKER (self));

  g_free (self->except);
  self->except = g_strdup (room);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}
