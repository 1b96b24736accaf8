/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/* How a room has its tasks: what they are called by, and which of their events it tells. */

/**
 * office_session_set_room_key:
 * @self: a session
 * @room: a room's id
 * @key: 2 to 10 letters and digits, of which the first is a letter; it is kept in capitals
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_room_key (OfficeSession *self, const char *room, const char *key, GError **error)
{
  g_autofree char *capitals = NULL;
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  capitals = g_ascii_strup (key, -1);
  set = json_object_new ();
  json_object_set_string_member (set, "key", capitals);
  return office_session_set_fields (self, "room", room, set, _ ("Key changed"), error);
}

/**
 * office_session_set_room_says:
 * @self: a session
 * @room: a room's id
 * @event: "completed", "assigned" or "overdue"
 * @says: whether it is said in the room's conversation
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_room_says (OfficeSession *self, const char *room, const char *event, gboolean says, GError **error)
{
  g_autofree char *field = NULL;
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  field = g_strconcat ("says_", event, NULL);
  set = json_object_new ();
  if (says)
    json_object_set_boolean_member (set, field, TRUE);
  else
    json_object_set_null_member (set, field);
  return office_session_set_fields (self, "room", room, set, _ ("Room changed"), error);
}
