/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-id.h"
#include "office-undo-private.h"

#include <glib/gi18n.h>

/* Coming into rooms and out of them, putting them away, and how one wants to have each. */

/* ---- how one wants to have a room ---- */

static OfficeRecord *
get_preference (OfficeSession *self, const char *room)
{
  g_autofree char *name = g_strconcat ("preference ", room, NULL);
  g_autofree char *id = office_id_derive (office_replica_get_person (self->replica), name);

  return office_session_get_record (self, id, "preference");
}

/**
 * office_session_load_preference:
 * @self: a session
 * @room: a room that the book has
 *
 * Reads how one wants to have it.
 */
void
office_session_load_preference (OfficeSession *self, OfficeRoom *room)
{
  g_autoptr (OfficeRecord) record = get_preference (self, office_room_get_id (room));

  office_room_set_preference (room, record);
}

/**
 * office_session_take_preference:
 * @self: a session
 * @record: a preference that came, or went
 *
 * Returns: whether it is of a room that the book has
 */
gboolean
office_session_take_preference (OfficeSession *self, OfficeRecord *record)
{
  const char *id = office_record_is_gone (record) ? NULL : office_record_get_text (record, "room");
  OfficeRoom *room = id != NULL ? office_session_find_room (self, id) : NULL;

  if (room != NULL)
    office_room_set_preference (room, record);
  return room != NULL;
}

/* Takes value. */
static JsonObject *
make_wish (const char *room, const char *field, JsonNode *value)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "room", room);
  json_object_set_member (with, field, value);
  return with;
}

static gboolean
prefer (OfficeSession *self, const char *room, const char *field, JsonNode *value, const char *words, GError **error)
{
  return office_session_do (self, "room.prefer", make_wish (room, field, value), words, error);
}

static JsonNode *
make_flag (gboolean on)
{
  return json_node_init_boolean (json_node_alloc (), on);
}

static JsonNode *
make_text (const char *text)
{
  return text != NULL && *text != '\0' ? json_node_init_string (json_node_alloc (), text)
                                       : json_node_init_null (json_node_alloc ());
}

/**
 * office_session_set_favourite:
 * @self: a session
 * @room: a room's id
 * @favourite: whether it is to stand above the others
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_favourite (OfficeSession *self, const char *room, gboolean favourite, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return prefer (self, room, "favourite", make_flag (favourite),
                 favourite ? _ ("Room made a favorite") : _ ("Room not a favorite any more"), error);
}

/**
 * office_session_set_muted:
 * @self: a session
 * @room: a room's id
 * @muted: whether only what calls one by name is to be seen of what is new in it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_muted (OfficeSession *self, const char *room, gboolean muted, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return prefer (self, room, "muted", make_flag (muted), muted ? _ ("Room muted") : _ ("Room not muted any more"),
                 error);
}

/**
 * office_session_set_room_level:
 * @self: a session
 * @room: a room's id
 * @level: what one is to be told of
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_room_level (OfficeSession *self, const char *room, OfficeRoomLevel level, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return prefer (self, room, "level", make_text (office_room_level_to_text (level)), _ ("Notifications changed"),
                 error);
}

/**
 * office_session_set_room_group:
 * @self: a session
 * @room: a room's id
 * @group: (nullable): the group of rooms in which it is to stand, 60 characters; %NULL or "": none
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_room_group (OfficeSession *self, const char *room, const char *group, GError **error)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  stripped = g_strstrip (g_strdup (group != NULL ? group : ""));
  return prefer (self, room, "group", make_text (stripped), _ ("Group changed"), error);
}

/**
 * office_session_rename_group:
 * @self: a session
 * @group: a group that rooms are in
 * @name: (nullable): what it is to be called, 60 characters; %NULL or "": it goes, and its rooms stand among the others
 * @error: return location
 *
 * Where there is a group of that name, it becomes one with it. It is undone as a whole.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_rename_group (OfficeSession *self, const char *group, const char *name, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name != NULL ? name : ""));
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (GList) rooms = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (group != NULL, FALSE);

  rooms = g_hash_table_get_values (self->rooms);
  for (GList *room = rooms; room != NULL && problem == NULL; room = room->next)
    {
      GVariant *undo;

      if (!office_room_is_present (room->data) || g_strcmp0 (office_room_get_group (room->data), group) != 0
          || g_str_equal (stripped, group))
        continue;
      undo = office_session_perform_and_invert (
          self, "room.prefer", make_wish (office_room_get_id (room->data), "group", make_text (stripped)), &problem);
      if (undo != NULL)
        g_ptr_array_insert (undos, 0, g_variant_ref_sink (undo));
    }
  if (undos->len > 0 && *stripped != '\0')
    office_session_note (self, office_undo_new_all (undos), _ ("Group renamed"));
  else if (undos->len > 0)
    office_session_say (self, office_undo_new_all (undos), "%s", _ ("Group removed"));
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * office_session_dup_groups:
 * @self: a session
 *
 * Returns: (transfer full): the groups that one has put rooms into, by name; %NULL-terminated
 */
char **
office_session_dup_groups (OfficeSession *self)
{
  GPtrArray *groups = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer room;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    {
      const char *group = office_room_get_group (room);

      if (group != NULL && office_room_is_present (room)
          && !g_ptr_array_find_with_equal_func (groups, group, g_str_equal, NULL))
        g_ptr_array_add (groups, g_strdup (group));
    }
  g_ptr_array_sort (groups, compare_names);
  g_ptr_array_add (groups, NULL);
  return (char **) g_ptr_array_free (groups, FALSE);
}

/* ---- coming and going ---- */

static JsonObject *
make_own_membership (OfficeSession *self, const char *room)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "person", office_person_get_id (self->me));
  return with;
}

/**
 * office_session_join_room:
 * @self: a session
 * @room: the id of a public room
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_join_room (OfficeSession *self, const char *room, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_do (self, "member.add", make_own_membership (self, room), _ ("Room joined"), error);
}

/**
 * office_session_leave_room:
 * @self: a session
 * @room: a room's id
 * @error: return location
 *
 * Out of a public room one comes back by oneself, so that there is an undo; into a private one only by somebody in it.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_leave_room (OfficeSession *self, const char *room, GError **error)
{
  OfficeRoom *object;
  gboolean comes_back;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  object = office_session_find_room (self, room);
  comes_back = object != NULL && office_room_get_visibility (object) == OFFICE_ROOM_PUBLIC;
  if (!office_session_perform (self, "member.remove", make_own_membership (self, room), error))
    return FALSE;
  if (object != NULL)
    office_session_say (
        self, comes_back ? office_undo_new ("member.add", make_own_membership (self, room), NULL, NULL, NULL) : NULL,
        /* Translators: %s is a room */
        _ ("You have left %s"), office_room_get_name (object));
  return TRUE;
}

/* ---- putting away ---- */

/**
 * office_session_undo_archive:
 * @room: a room's id
 * @archived: what was done: it was put away, or brought back or made
 *
 * Returns: (transfer floating): what does the opposite, if nobody has done it since
 */
GVariant *
office_session_undo_archive (const char *room, gboolean archived)
{
  g_autoptr (JsonNode) expected = make_flag (archived);
  JsonObject *with = json_object_new ();
  JsonObject *set = json_object_new ();

  json_object_set_boolean_member (set, "archived", !archived);
  json_object_set_string_member (with, "kind", "room");
  json_object_set_string_member (with, "id", room);
  json_object_set_object_member (with, "set", set);
  return office_undo_new ("patch", with, room, "archived", expected);
}

/**
 * office_session_archive_room:
 * @self: a session
 * @room: a room's id
 * @archived: %TRUE: it is put away, and can be read only; %FALSE: it is brought back
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_archive_room (OfficeSession *self, const char *room, gboolean archived, GError **error)
{
  OfficeRoom *object;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  object = office_session_find_room (self, room);
  if (object != NULL && office_room_get_archived (object) == archived)
    return TRUE;
  if (!office_session_patch (self, "room", room, "set", "archived", make_flag (archived), error))
    return FALSE;
  if (object != NULL)
    office_session_say (self, office_session_undo_archive (room, archived),
                        archived ? _ ("%s was archived") : _ ("%s was brought back"), office_room_get_name (object));
  return TRUE;
}
