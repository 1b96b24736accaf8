/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-chooser.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "office-avatar.h"
#include "office-needle.h"
#include "office-search-escape.h"

#define AVATAR_SIZE 24

struct _OfficeRoomChooser {
  GtkWidget parent_instance;

  GListModel *rooms;  /* all, whatever is sought */
  GHashTable *chosen; /* ids */
  GtkCustomFilter *filter;
  char *sought; /* see office-needle.h */
  GtkWidget *entry;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (OfficeRoomChooser, office_room_chooser, GTK_TYPE_WIDGET)

static gboolean
is_found (gpointer item, gpointer data)
{
  OfficeRoomChooser *self = data;

  return office_needle_is_in (self->sought, office_room_get_name (item));
}

static void
search_changed (OfficeRoomChooser *self)
{
  g_free (self->sought);
  self->sought = office_needle_new (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
toggled (GtkCheckButton *check, OfficeRoomChooser *self)
{
  const char *id = g_object_get_data (G_OBJECT (check), "room");

  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (id));
  else
    g_hash_table_remove (self->chosen, id);
  g_signal_emit_by_name (self, "changed");
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  OfficeRoomChooser *self = data;
  OfficeRoom *room = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *title = g_markup_escape_text (office_room_get_name (room), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), office_room_lead_new (room));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_hash_table_contains (self->chosen, office_room_get_id (room)));
  g_object_set_data_full (G_OBJECT (check), "room", g_strdup (office_room_get_id (room)), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, office_room_get_name (room),
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, office_room_get_name (room), -1);
  return row;
}

/* Enter chooses the first that was found. */
static void
search_activated (OfficeRoomChooser *self)
{
  GtkListBoxRow *row;

  search_changed (self); /* typed fast: the entry has not told it yet */
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  if (row != NULL && self->sought != NULL)
    adw_action_row_activate (ADW_ACTION_ROW (row));
}

static void
office_room_chooser_dispose (GObject *object)
{
  OfficeRoomChooser *self = OFFICE_ROOM_CHOOSER (object);
  GtkWidget *child;

  if (self->list != NULL)
    gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  self->list = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->filter);
  g_clear_object (&self->rooms);

  G_OBJECT_CLASS (office_room_chooser_parent_class)->dispose (object);
}

static void
office_room_chooser_finalize (GObject *object)
{
  g_hash_table_unref (OFFICE_ROOM_CHOOSER (object)->chosen);
  g_free (OFFICE_ROOM_CHOOSER (object)->sought);

  G_OBJECT_CLASS (office_room_chooser_parent_class)->finalize (object);
}

static void
office_room_chooser_class_init (OfficeRoomChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_room_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_room_chooser_finalize;

  g_signal_new ("changed", OFFICE_TYPE_ROOM_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
new_placeholder (void)
{
  GtkWidget *label = gtk_label_new (_ ("No room is called so"));

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, 18);
  gtk_widget_set_margin_bottom (label, 18);
  return label;
}

static void
office_room_chooser_init (OfficeRoomChooser *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filter = gtk_custom_filter_new (is_found, self, NULL);
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Find a room or a person"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a room or a person"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (search_activated), self);
  office_search_escape_watch (self->entry);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), new_placeholder ());
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Rooms"), -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

/**
 * office_room_chooser_new:
 * @session: the office
 *
 * Returns: (transfer floating): a chooser of its rooms, none chosen
 */
GtkWidget *
office_room_chooser_new (OfficeSession *session)
{
  OfficeRoomChooser *self;
  GListStore *lists;
  g_autoptr (GtkFilterListModel) found = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_ROOM_CHOOSER, NULL);
  lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (lists, office_session_get_rooms (session));
  g_list_store_append (lists, office_session_get_directs (session));
  self->rooms = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));
  found = gtk_filter_list_model_new (g_object_ref (self->rooms), g_object_ref (GTK_FILTER (self->filter)));
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (found), create_row, self, NULL);
  return GTK_WIDGET (self);
}

/**
 * office_room_chooser_dup_chosen:
 *
 * Returns: (transfer full): the ids of the rooms that are chosen, those too that are not shown now
 */
char **
office_room_chooser_dup_chosen (OfficeRoomChooser *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (OFFICE_IS_ROOM_CHOOSER (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (self->rooms, i);

      if (g_hash_table_contains (self->chosen, office_room_get_id (room)))
        g_strv_builder_add (ids, office_room_get_id (room));
    }
  return g_strv_builder_end (ids);
}

/**
 * office_room_chooser_get_entry:
 *
 * Returns: (transfer none): where one types to find a room
 */
GtkWidget *
office_room_chooser_get_entry (OfficeRoomChooser *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM_CHOOSER (self), NULL);

  return self->entry;
}

/**
 * office_room_lead_new:
 * @room: a room
 *
 * Returns: (transfer floating): what stands before its name: an icon, or the avatar of whom one talks with
 */
GtkWidget *
office_room_lead_new (OfficeRoom *room)
{
  OfficePerson *partner = office_room_get_partner (room);
  const gboolean secret = office_room_get_visibility (room) == OFFICE_ROOM_PRIVATE;
  GtkWidget *avatar, *icon;

  if (office_room_get_visibility (room) != OFFICE_ROOM_DIRECT)
    {
      icon = gtk_image_new_from_icon_name (secret ? "changes-prevent-symbolic" : "office-hash-symbolic");
      gtk_widget_set_size_request (icon, AVATAR_SIZE, -1);
      return icon;
    }
  avatar = office_avatar_new (AVATAR_SIZE);
  if (partner != NULL)
    office_avatar_set_person (OFFICE_AVATAR (avatar), partner);
  else
    office_avatar_set_group (OFFICE_AVATAR (avatar), office_room_get_name (room));
  return avatar;
}
