/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-preferences.h"

#include <glib/gi18n.h>

#include "office-room-actions.h"
#include "office-room-people-dialog.h"
#include "office-ui.h"

struct _OfficeRoomPreferences {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeRoom *room;
  GtkWidget *people_row;
  AdwComboRow *level_row;
  GtkEditable *group_row;
  gboolean following; /* a control is brought in line with the room */
};

G_DEFINE_FINAL_TYPE (OfficeRoomPreferences, office_room_preferences, GTK_TYPE_WIDGET)

/* ---- callbacks ---- */

static void
tell (OfficeRoomPreferences *self, gboolean done, const GError *error)
{
  if (!done)
    g_signal_emit_by_name (self->session, "notice", error->message, NULL);
}

static void
on_level_chosen (OfficeRoomPreferences *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->following)
    tell (self,
          office_session_set_room_level (self->session, office_room_get_id (self->room),
                                         (OfficeRoomLevel) adw_combo_row_get_selected (self->level_row), &error),
          error);
}

static void
on_group_applied (OfficeRoomPreferences *self)
{
  g_autoptr (GError) error = NULL;

  tell (self,
        office_session_set_room_group (self->session, office_room_get_id (self->room),
                                       gtk_editable_get_text (self->group_row), &error),
        error);
}

static void
on_people_activated (OfficeRoomPreferences *self)
{
  GtkWidget *dialog = office_room_people_dialog_new (self->session, self->room);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_action_row (GtkWidget *row)
{
  OfficeRoomPreferences *self = OFFICE_ROOM_PREFERENCES (gtk_widget_get_ancestor (row, OFFICE_TYPE_ROOM_PREFERENCES));
  const char *action = g_object_get_data (G_OBJECT (row), "action");
  g_autofree char *id = g_strdup (office_room_get_id (self->room));
  GtkWindow *dialog = GTK_WINDOW (gtk_widget_get_root (row));
  GtkWindow *window = gtk_window_get_transient_for (dialog);

  gtk_window_close (dialog);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), action, "s", id);
}

static void
update (OfficeRoomPreferences *self)
{
  const char *group = office_room_get_group (self->room);
  guint n = office_room_get_n_people (self->room);
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n), n);

  self->following = TRUE;
  adw_combo_row_set_selected (self->level_row, (guint) office_room_get_level (self->room));
  if (g_strcmp0 (gtk_editable_get_text (self->group_row), group != NULL ? group : "") != 0
      && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->group_row))))
    gtk_editable_set_text (self->group_row, group != NULL ? group : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->people_row), people);
  self->following = FALSE;
}

/* ---- building ---- */

static GtkWidget *
new_switch_row (const char *title, const char *subtitle, const char *action)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (control), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  return row;
}

static GtkWidget *
new_level_row (OfficeRoomPreferences *self)
{
  const char *const levels[] = { _ ("All messages"), _ ("Only what is for me"), _ ("Nothing"), NULL };
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (levels);

  self->level_row = ADW_COMBO_ROW (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Notifications"));
  adw_combo_row_set_model (self->level_row, G_LIST_MODEL (model));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_level_chosen), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_group_row (OfficeRoomPreferences *self)
{
  GtkWidget *row = adw_entry_row_new ();

  self->group_row = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Group in Your Sidebar"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_group_applied), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_people_row (OfficeRoomPreferences *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->people_row = row;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("People"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_people_activated), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_action_row (const char *title, const char *subtitle, const char *action)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data (G_OBJECT (row), "action", (gpointer) action);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_action_row), NULL);
  return row;
}

static void
build_ends (OfficeRoomPreferences *self, AdwPreferencesGroup *group)
{
  gboolean direct = office_room_get_visibility (self->room) == OFFICE_ROOM_DIRECT;

  adw_preferences_group_add (group, new_action_row (_ ("Copy Link"), NULL, "win.copy-link-of-room"));
  if (direct)
    return;
  if (office_room_get_joined (self->room))
    adw_preferences_group_add (group, new_action_row (_ ("Leave Room"), NULL, "win.leave-room"));
  else if (!office_room_get_archived (self->room))
    adw_preferences_group_add (group, new_action_row (_ ("Join Room"), NULL, "win.join-room"));
  if (office_room_get_archived (self->room))
    adw_preferences_group_add (group, new_action_row (_ ("Bring Back"), NULL, "win.archive-room"));
  else
    adw_preferences_group_add (
        group, new_action_row (_ ("Archive Room"), _ ("It can still be read, and brought back"), "win.archive-room"));
}

static void
build (OfficeRoomPreferences *self)
{
  GtkWidget *about = adw_preferences_group_new ();
  GtkWidget *mine = adw_preferences_group_new ();
  GtkWidget *ends = adw_preferences_group_new ();
  GtkWidget *parts[] = { about, mine, ends };

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (about), new_people_row (self));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (mine), _ ("For You Alone"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (mine),
                             new_switch_row (_ ("Favorite"), _ ("Stands above the other rooms"), "room.favourite"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (mine),
                             new_switch_row (_ ("Muted"), _ ("Only what is for you shows as new"), "room.muted"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (mine), new_level_row (self));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (mine), new_group_row (self));
  build_ends (self, ADW_PREFERENCES_GROUP (ends));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_parent (parts[i], GTK_WIDGET (self));
  office_ui_name_entry_rows (GTK_WIDGET (self));
}

/* ---- the object ---- */

static void
office_room_preferences_dispose (GObject *object)
{
  OfficeRoomPreferences *self = OFFICE_ROOM_PREFERENCES (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->room);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_room_preferences_parent_class)->dispose (object);
}

static void
office_room_preferences_class_init (OfficeRoomPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_room_preferences_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
office_room_preferences_init (OfficeRoomPreferences *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 18);
}

/**
 * office_room_preferences_new:
 * @session: the office
 * @room: a room of it
 *
 * Returns: (transfer floating): the controls
 */
GtkWidget *
office_room_preferences_new (OfficeSession *session, OfficeRoom *room)
{
  static const char *const details[] = { "notify::level", "notify::group", "notify::n-people" };
  OfficeRoomPreferences *self;
  g_autoptr (GObject) actions = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_ROOM (room), NULL);

  self = g_object_new (OFFICE_TYPE_ROOM_PREFERENCES, NULL);
  self->session = g_object_ref (session);
  self->room = g_object_ref (room);
  actions = G_OBJECT (office_room_actions_new (session, room));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "room", G_ACTION_GROUP (actions));
  build (self);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_signal_connect_object (room, details[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
