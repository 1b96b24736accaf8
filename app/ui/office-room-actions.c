/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-actions.h"

#include "office-export-menu.h"
#include "office-menu-label.h"
#include "office-templates.h"

#include <glib/gi18n.h>

typedef struct {
  OfficeSession *session;
  OfficeRoom *room;
  GSimpleActionGroup *group; /* owns this */
} RoomActions;

static const char *const details[] = { "notify::favourite", "notify::muted", "notify::level", "notify::group" };

static void
room_actions_free (RoomActions *self)
{
  g_signal_handlers_disconnect_by_data (self->room, self);
  g_object_unref (self->session);
  g_object_unref (self->room);
  g_free (self);
}

static const char *
name_level (OfficeRoomLevel level)
{
  const char *text = office_room_level_to_text (level);

  return text != NULL ? text : "all";
}

static void
set_state (RoomActions *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
update (RoomActions *self)
{
  const char *group = office_room_get_group (self->room);

  set_state (self, "favourite", g_variant_new_boolean (office_room_get_favourite (self->room)));
  set_state (self, "muted", g_variant_new_boolean (office_room_get_muted (self->room)));
  set_state (self, "level", g_variant_new_string (name_level (office_room_get_level (self->room))));
  set_state (self, "group", g_variant_new_string (group != NULL ? group : ""));
}

static OfficeRoomLevel
read_level (const char *text)
{
  for (int level = OFFICE_ROOM_LEVEL_ALL; level <= OFFICE_ROOM_LEVEL_NONE; level++)
    if (g_strcmp0 (name_level ((OfficeRoomLevel) level), text) == 0)
      return (OfficeRoomLevel) level;
  return OFFICE_ROOM_LEVEL_ALL;
}

/* The state is not set here: it follows the room. */
static void
change (GSimpleAction *action, GVariant *value, gpointer data)
{
  RoomActions *self = data;
  const char *room = office_room_get_id (self->room);
  const char *name = g_action_get_name (G_ACTION (action));
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (g_str_equal (name, "favourite"))
    done = office_session_set_favourite (self->session, room, g_variant_get_boolean (value), &error);
  else if (g_str_equal (name, "muted"))
    done = office_session_set_muted (self->session, room, g_variant_get_boolean (value), &error);
  else if (g_str_equal (name, "level"))
    done = office_session_set_room_level (self->session, room, read_level (g_variant_get_string (value, NULL)), &error);
  else
    done = office_session_set_room_group (self->session, room, g_variant_get_string (value, NULL), &error);
  if (!done)
    g_signal_emit_by_name (self->session, "notice", error->message, NULL);
}

/**
 * office_room_actions_new:
 * @session: the office
 * @room: a room of it
 *
 * Returns: (transfer full): its actions
 */
GActionGroup *
office_room_actions_new (OfficeSession *session, OfficeRoom *room)
{
  static const GActionEntry entries[] = {
    { "favourite", NULL, NULL, "false", change, { 0 } },
    { "muted", NULL, NULL, "false", change, { 0 } },
    { "level", NULL, "s", "'all'", change, { 0 } },
    { "group", NULL, "s", "''", change, { 0 } },
  };
  RoomActions *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_ROOM (room), NULL);

  self = g_new0 (RoomActions, 1);
  self->session = g_object_ref (session);
  self->room = g_object_ref (room);
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_signal_connect_swapped (room, details[i], G_CALLBACK (update), self);
  g_object_set_data_full (G_OBJECT (self->group), "room-actions", self, (GDestroyNotify) room_actions_free);
  update (self);
  return G_ACTION_GROUP (self->group);
}

/* ---- the menu ---- */

static void
append_choice (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_levels (void)
{
  GMenu *menu = g_menu_new ();

  append_choice (menu, _ ("_All Messages"), "room.level", "all");
  append_choice (menu, _ ("_Only What Is for Me"), "room.level", "mentions");
  append_choice (menu, _ ("_Nothing"), "room.level", "none");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
create_groups (OfficeSession *session, OfficeRoom *room)
{
  g_auto (GStrv) groups = office_session_dup_groups (session);
  g_autoptr (GMenu) known = g_menu_new ();
  g_autoptr (GMenu) anew = g_menu_new ();
  GMenu *menu = g_menu_new ();

  append_choice (known, _ ("_None"), "room.group", "");
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *label = office_menu_dup_label (groups[i]);

      append_choice (known, label, "room.group", groups[i]);
    }
  append_choice (anew, _ ("New _Group…"), "win.new-group", office_room_get_id (room));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (known));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (anew));
  return G_MENU_MODEL (menu);
}

/**
 * office_room_actions_create_menu:
 * @session: the office
 * @room: a room of it
 *
 * Returns: (transfer full): what can be done with the room as a whole; needs its actions as the group "room"
 */
GMenuModel *
office_room_actions_create_menu (OfficeSession *session, OfficeRoom *room)
{
  const char *id = office_room_get_id (room);
  gboolean direct = office_room_get_visibility (room) == OFFICE_ROOM_DIRECT;
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) wishes = g_menu_new ();
  g_autoptr (GMenu) about = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) ends = g_menu_new ();
  g_autoptr (GMenuModel) exports = office_export_menu_new (id);
  g_autoptr (GMenuModel) levels = create_levels ();
  g_autoptr (GMenuModel) groups = create_groups (session, room);

  g_menu_append (wishes, _ ("Fa_vorite"), "room.favourite");
  g_menu_append (wishes, _ ("M_uted"), "room.muted");
  g_menu_append_submenu (wishes, _ ("N_otifications"), levels);
  g_menu_append_submenu (wishes, _ ("_Group"), groups);
  append_choice (about, _ ("_Details…"), "win.room-details", id);
  append_choice (about, _ ("_Copy Link"), "win.copy-link-of-room", id);
  if (!direct)
    append_choice (
        files, office_session_is_room_template (session, id) ? _ ("No Template An_y More") : _ ("Offer as _Template"),
        "win.template-room", id);
  append_choice (files, _ ("Task Te_mplates…"), "win.task-templates", id);
  append_choice (files, _ ("_Import Tasks…"), "win.import", id);
  g_menu_append_submenu (files, _ ("E_xport Tasks"), exports);
  if (!direct && !office_room_get_joined (room) && !office_room_get_archived (room))
    append_choice (ends, _ ("Join _Room"), "win.join-room", id);
  else if (!direct && office_room_get_joined (room))
    append_choice (ends, _ ("_Leave Room"), "win.leave-room", id);
  if (!direct)
    append_choice (ends, office_room_get_archived (room) ? _ ("_Bring Back") : _ ("_Archive Room"), "win.archive-room",
                   id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (wishes));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (about));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  if (g_menu_model_get_n_items (G_MENU_MODEL (ends)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (ends));
  return G_MENU_MODEL (menu);
}
