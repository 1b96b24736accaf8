/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-telling.h"

#include "office-templates.h"
#include <adwaita.h>

#include <glib/gi18n.h>

/* Owned by its group. */
typedef struct {
  OfficeSession *session;
  OfficeRoom *room;
  GtkWidget *group;
  GtkWidget *key;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *self = data;

  g_object_unref (self->session);
  g_object_unref (self->room);
  g_free (self);
}

static void
show_problem (Telling *self, GError *error)
{
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), error != NULL ? error->message : NULL);
}

static void
on_key (Telling *self)
{
  const char *key = gtk_editable_get_text (GTK_EDITABLE (self->key));
  g_autoptr (GError) error = NULL;

  office_session_set_room_key (self->session, office_room_get_id (self->room), key, &error);
  show_problem (self, error);
}

static void
on_switched (GtkSwitch *button, GParamSpec *spec, Telling *self)
{
  const char *event = g_object_get_data (G_OBJECT (button), "office-event");
  const char *room = office_room_get_id (self->room);
  const gboolean on = gtk_switch_get_active (button);
  g_autoptr (GError) error = NULL;

  if (event == NULL)
    office_session_set_room_template (self->session, room, on, &error);
  else
    office_session_set_room_says (self->session, room, event, on, &error);
  show_problem (self, error);
}

/* event: what the host says; NULL: whether new rooms can be made like this one */
static void
add_switch (Telling *self, const char *title, const char *event, gboolean active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_switch_set_active (GTK_SWITCH (button), active);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (button), "office-event", (gpointer) event);
  g_signal_connect (button, "notify::active", G_CALLBACK (on_switched), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
}

/**
 * office_room_telling_new:
 * @session: the office
 * @room: a room with a board
 *
 * Returns: (transfer floating): a #AdwPreferencesGroup
 */
GtkWidget *
office_room_telling_new (OfficeSession *session, OfficeRoom *room)
{
  Telling *self = g_new0 (Telling, 1);
  const char *key = office_room_get_key (room);

  self->session = g_object_ref (session);
  self->room = g_object_ref (room);
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Tasks"));
  self->key = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key), _ ("Numbers Begin With"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->key))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Numbers Begin With"), -1);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->key), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->key), key != NULL ? key : "");
  g_signal_connect_swapped (self->key, "apply", G_CALLBACK (on_key), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->key);
  add_switch (self, _ ("Say in the Conversation What Is Done"), "completed", office_room_get_says_completed (room));
  add_switch (self, _ ("Say Who Is Assigned"), "assigned", office_room_get_says_assigned (room));
  add_switch (self, _ ("Say What Is Overdue"), "overdue", office_room_get_says_overdue (room));
  add_switch (self, _ ("Offer as a Template for New Rooms"), NULL,
              office_session_is_room_template (session, office_room_get_id (room)));
  g_object_set_data_full (G_OBJECT (self->group), "office-telling", self, telling_free);
  return self->group;
}
