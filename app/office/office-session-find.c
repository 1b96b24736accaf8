/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/* The objects of a session, by their ids, and its lists: those that exist are given, the others made. */

static gboolean
is_id_of (GHashTable *table, const char *id, gpointer *object)
{
  *object = id != NULL ? g_hash_table_lookup (table, id) : NULL;
  return *object != NULL;
}

/**
 * office_session_get_rooms:
 * @self: a session
 *
 * Returns: (transfer none): a model of OfficeRoom: public and private ones, by name, without the archived
 */
GListModel *
office_session_get_rooms (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->room_list);
}

/**
 * office_session_get_directs:
 * @self: a session
 *
 * Returns: (transfer none): a model of OfficeRoom: direct ones, where somebody spoke last first
 */
GListModel *
office_session_get_directs (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->direct_list);
}

/**
 * office_session_get_people:
 * @self: a session
 *
 * Returns: (transfer none): a model of OfficePerson: all of the office, by name
 */
GListModel *
office_session_get_people (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->people_list);
}

/**
 * office_session_find_room:
 * @self: a session
 * @id: (nullable): a room's id
 *
 * Returns: (transfer none) (nullable): that room; the same object for the life of the session
 */
OfficeRoom *
office_session_find_room (OfficeSession *self, const char *id)
{
  gpointer room;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return is_id_of (self->rooms, id, &room) && office_room_is_present (room) ? room : NULL;
}

/**
 * office_session_find_person:
 * @self: a session
 * @id: a person's id
 *
 * Returns: (transfer none): that person; a stranger, called "Unknown", where the book has none yet; the same object for
 *   the life of the session
 */
OfficePerson *
office_session_find_person (OfficeSession *self, const char *id)
{
  gpointer person;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!is_id_of (self->people, id, &person))
    {
      person = office_person_new (id, g_strcmp0 (id, office_replica_get_person (self->replica)) == 0);
      g_hash_table_insert (self->people, g_strdup (id), person);
    }
  return person;
}

/**
 * office_session_find_task:
 * @self: a session
 * @id: (nullable): a task's id
 *
 * Returns: (transfer none) (nullable): that task, trashed or not; the same object for the life of the session
 */
OfficeTask *
office_session_find_task (OfficeSession *self, const char *id)
{
  g_autoptr (OfficeRecord) record = NULL;
  gpointer task;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  if (is_id_of (self->tasks, id, &task) && office_task_is_present (task))
    return task;
  record = office_session_get_record (self, id, "task");
  return record != NULL ? office_session_take_task (self, record, NULL) : NULL;
}

/**
 * office_session_dup_message:
 * @self: a session
 * @id: (nullable): a message's id
 *
 * Returns: (transfer full) (nullable): that message; live, and the same object, as long as somebody holds it
 */
OfficeMessage *
office_session_dup_message (OfficeSession *self, const char *id)
{
  OfficeMessage *message;
  g_autoptr (OfficeRecord) record = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  message = office_session_peek_message (self, id);
  if (message != NULL)
    return g_object_ref (message);
  record = office_session_get_record (self, id, "message");
  return record != NULL ? office_session_take_message (self, record) : NULL;
}

/**
 * office_session_open_conversation:
 * @self: a session
 * @room: a room's id
 * @task: (nullable): a task of that room: its discussion; %NULL: what is said in the room itself
 *
 * Returns: (transfer full): its newest messages; live as long as it is held
 */
OfficeConversation *
office_session_open_conversation (OfficeSession *self, const char *room, const char *task)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  return office_conversation_new (self, room, task, NULL);
}

/**
 * office_session_open_board:
 * @self: a session
 * @room: a room's id
 *
 * Returns: (transfer full): its board; live as long as it is held, and the same for all who look at the room
 */
OfficeBoard *
office_session_open_board (OfficeSession *self, const char *room)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  for (guint i = 0; i < self->boards->len; i++)
    if (g_str_equal (office_board_get_room_id (self->boards->pdata[i]), room))
      return g_object_ref (self->boards->pdata[i]);
  return office_board_new (self, room);
}
