/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-touched-private.h"

/* The lists of a session: its people and rooms, who is in a room, and what is unread there. */

void
office_session_list_people (OfficeSession *self)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    if (office_person_is_known (person))
      g_ptr_array_add (people, person);
  g_ptr_array_sort (people, office_person_compare);
  office_list_set (self->people_list, people);
}

void
office_session_list_rooms (OfficeSession *self)
{
  g_autoptr (GPtrArray) rooms = g_ptr_array_new ();
  g_autoptr (GPtrArray) directs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer room;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    if (office_room_is_present (room) && !office_room_get_archived (room))
      g_ptr_array_add (office_room_get_visibility (room) == OFFICE_ROOM_DIRECT ? directs : rooms, room);
  g_ptr_array_sort (rooms, office_room_compare);
  g_ptr_array_sort (directs, office_room_compare_newest);
  office_list_set (self->room_list, rooms);
  office_list_set (self->direct_list, directs);
}

static gboolean
is_guest (OfficePerson *person)
{
  return g_strcmp0 (office_person_get_role (person), "guest") == 0;
}

static GPtrArray *
sort_people (GHashTable *set)
{
  GPtrArray *people = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    g_ptr_array_add (people, person);
  g_ptr_array_sort (people, office_person_compare);
  return people;
}

/* members: OfficeRecord, of this room */
static void
office_session_gather_people (OfficeSession *self, OfficeRoom *room, GPtrArray *members)
{
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) joined = NULL;
  g_autoptr (GPtrArray) people = NULL;
  GHashTableIter iter;
  gpointer person;
  gboolean with_me;

  for (guint i = 0; i < members->len; i++)
    {
      const char *id = office_record_get_text (members->pdata[i], "person");

      if (id != NULL)
        g_hash_table_add (set, office_session_find_person (self, id));
    }
  with_me = g_hash_table_contains (set, self->me);
  joined = sort_people (set);
  g_hash_table_iter_init (&iter, self->people);
  while (office_room_get_visibility (room) == OFFICE_ROOM_PUBLIC && g_hash_table_iter_next (&iter, NULL, &person))
    if (office_person_is_known (person) && !is_guest (person))
      g_hash_table_add (set, person);
  people = sort_people (set);
  office_room_set_people (room, people);
  office_room_set_members (room, joined, with_me);
}

static void
office_session_reload_members (OfficeSession *self, OfficeRoom *room)
{
  g_autoptr (GPtrArray) members = office_replica_list (self->replica, "member", "room", office_room_get_id (room));

  office_session_gather_people (self, room, members);
}

void
office_session_refresh_members (OfficeSession *self, OfficeTouched *touched)
{
  GHashTableIter iter;
  gpointer id, room;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, &id, &room))
    if (office_room_is_present (room)
        && (g_hash_table_contains (touched->members, id)
            || (touched->people && office_room_get_visibility (room) == OFFICE_ROOM_PUBLIC)))
      office_session_reload_members (self, room);
}

void
office_session_look_at_last_words (OfficeSession *self, OfficeRoom *room)
{
  g_autoptr (GPtrArray) newest = NULL;

  if (office_room_get_visibility (room) != OFFICE_ROOM_DIRECT)
    return;
  newest = office_replica_messages (self->replica, office_room_get_id (room), NULL, NULL, 0, 1);
  if (newest->len > 0)
    office_room_set_last_at (room, office_record_get_integer (newest->pdata[0], "at"));
}

/* ---- counts ---- */

void
office_session_count (OfficeSession *self, OfficeRoom *room)
{
  const char *id = office_room_get_id (room);
  guint unread = office_replica_count_unread (self->replica, id);
  gboolean direct = office_room_get_visibility (room) == OFFICE_ROOM_DIRECT
                    && office_room_get_level (room) == OFFICE_ROOM_LEVEL_ALL;

  office_room_set_counts (room, unread, direct ? unread : office_replica_count_mentions (self->replica, id));
}
