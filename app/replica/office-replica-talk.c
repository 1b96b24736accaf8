/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-id.h"

static GPtrArray *
make_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
}

/**
 * office_replica_messages:
 * @self: a replica
 * @room: a room's id
 * @thread: (nullable): only those of this thread
 * @task: (nullable): only those said on this task; with neither: the room's own conversation
 * @before: those with a smaller seq; 0 from the newest
 * @limit: at most so many; those that wait come on top of it
 *
 * Messages that the host has not numbered yet come first of all, and only from the newest.
 *
 * Returns: (transfer full) (element-type OfficeRecord): newest first; never %NULL
 */
GPtrArray *
office_replica_messages (OfficeReplica *self, const char *room, const char *thread, const char *task, gint64 before,
                         guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) numbered = NULL;
  GPtrArray *messages = make_records ();

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), messages);

  if (self->visible == NULL)
    return messages;
  if (before <= 0)
    waiting = office_record_table_messages_waiting (self->visible, room, thread, task, &error);
  if (error == NULL)
    numbered = office_record_table_messages (self->visible, room, thread, task, before, limit, &error);
  if (error != NULL)
    g_warning ("Messages cannot be read: %s", error->message);
  for (guint i = waiting != NULL ? waiting->len : 0; i > 0; i--)
    g_ptr_array_add (messages, office_record_ref (waiting->pdata[i - 1]));
  if (numbered != NULL)
    g_ptr_array_extend_and_steal (messages, g_steal_pointer (&numbered));
  return messages;
}

/**
 * office_replica_messages_after:
 * @self: a replica
 * @room: a room's id
 * @thread: (nullable): as in office_replica_messages()
 * @task: (nullable): as in office_replica_messages()
 * @after: those with a larger seq
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type OfficeRecord): numbered messages, oldest first; never %NULL
 */
GPtrArray *
office_replica_messages_after (OfficeReplica *self, const char *room, const char *thread, const char *task,
                               gint64 after, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *messages = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), make_records ());

  if (self->visible != NULL)
    messages = office_record_table_messages_after (self->visible, room, thread, task, after, limit, &error);
  if (error != NULL)
    g_warning ("Messages cannot be read: %s", error->message);
  return messages != NULL ? messages : make_records ();
}

static void
free_talker (gpointer data)
{
  OfficeReplicaTalker *talker = data;

  g_free (talker->person);
  g_free (talker);
}

/**
 * office_replica_list_talkers:
 * @self: a replica
 * @thread: the id of the message that was answered
 * @after: a seq, for how many have a larger one
 *
 * Returns: (transfer full) (element-type OfficeReplicaTalker): who answered, the latest first; never %NULL
 */
GPtrArray *
office_replica_list_talkers (OfficeReplica *self, const char *thread, gint64 after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  GPtrArray *talkers = g_ptr_array_new_with_free_func (free_talker);

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), talkers);
  g_return_val_if_fail (thread != NULL, talkers);

  /* One that has no seq yet is the newest. */
  texts = office_replica_query_texts (
      self, 4, &error,
      "SELECT f_author, count(*), coalesce(sum(f_seq > ?2), 0), coalesce(max(json_extract(body, '$.at')), 0) FROM "
      "record"
      " WHERE kind = 'message' AND f_thread = ?1 AND f_thread IS NOT NULL AND f_removed IS NOT TRUE"
      " GROUP BY f_author ORDER BY max(coalesce(f_seq, 9007199254740991)) DESC",
      "ti", thread, after);
  if (texts == NULL)
    g_warning ("A thread cannot be read: %s", error->message);
  for (guint i = 0; texts != NULL && i + 3 < texts->len; i += 4)
    {
      OfficeReplicaTalker *talker = g_new0 (OfficeReplicaTalker, 1);

      talker->person = g_strdup (texts->pdata[i] != NULL ? texts->pdata[i] : "");
      talker->n_messages = (guint) g_ascii_strtoull (texts->pdata[i + 1], NULL, 10);
      talker->n_after = (guint) g_ascii_strtoull (texts->pdata[i + 2], NULL, 10);
      talker->last_at = g_ascii_strtoll (texts->pdata[i + 3], NULL, 10);
      g_ptr_array_add (talkers, talker);
    }
  return talkers;
}

/**
 * office_replica_count_discussion:
 * @self: a replica
 * @task: a task's id
 *
 * Returns: how many messages of it there are that still say something
 */
guint
office_replica_count_discussion (OfficeReplica *self, const char *task)
{
  g_autoptr (GError) error = NULL;
  gint64 count = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);
  g_return_val_if_fail (task != NULL, 0);

  if (!office_replica_query_integer (self, &count, &error,
                                     "SELECT count(*) FROM record WHERE kind = 'message' AND f_task = ?"
                                     " AND f_task IS NOT NULL AND f_removed IS NOT TRUE",
                                     "t", task))
    g_warning ("What was said on a task cannot be counted: %s", error->message);
  return (guint) count;
}

/**
 * office_replica_list_pinned:
 * @self: a replica
 * @room: a room's id
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type OfficeRecord): the room's pinned messages, those of threads and tasks too, the
 * last pinned one first; never %NULL
 */
GPtrArray *
office_replica_list_pinned (OfficeReplica *self, const char *room, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *messages = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), make_records ());

  if (self->visible != NULL)
    messages = office_record_table_pinned (self->visible, room, limit, &error);
  if (error != NULL)
    g_warning ("Pinned messages cannot be read: %s", error->message);
  return messages != NULL ? messages : make_records ();
}

static OfficeRecord *
get_read (OfficeReplica *self, const char *place)
{
  g_autofree char *id = office_id_derive (self->person, place);

  return office_replica_get (self, id);
}

/**
 * office_replica_get_marker:
 * @self: a replica
 * @place: the id of a room, or of the message that a thread is under
 *
 * Returns: the seq up to which this person has read there, on any device; 0: nothing
 */
gint64
office_replica_get_marker (OfficeReplica *self, const char *place)
{
  g_autoptr (OfficeRecord) read = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);
  g_return_val_if_fail (place != NULL, 0);

  read = get_read (self, place);
  return read != NULL ? office_record_get_integer (read, "seq") : 0;
}

/**
 * office_replica_get_read_seq:
 * @self: a replica
 * @room: a room's id
 * @thread: (nullable): the message that a thread of the room is under
 *
 * What was said in a room before one came can be read, but is not unread, whatever the marker says.
 *
 * Returns: the seq behind which something of the thread, or of the room's own conversation, can be unread
 */
gint64
office_replica_get_read_seq (OfficeReplica *self, const char *room, const char *thread)
{
  g_autoptr (OfficeRecord) read = NULL;
  gint64 joined, seq;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);
  g_return_val_if_fail (room != NULL, 0);

  read = get_read (self, room);
  joined = read != NULL ? office_record_get_integer (read, "joined") : 0;
  if (thread != NULL)
    seq = office_replica_get_marker (self, thread);
  else
    seq = read != NULL ? office_record_get_integer (read, "seq") : 0;
  return MAX (seq, joined);
}

/**
 * office_replica_is_member:
 * @self: a replica
 * @room: a room's id
 *
 * Returns: as office_access_is_member(), for this person
 */
gboolean
office_replica_is_member (OfficeReplica *self, const char *room)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (room != NULL, FALSE);

  return office_access_is_member (OFFICE_BOOK (self), self->person, room);
}

/**
 * office_replica_count_unread:
 * @self: a replica
 * @room: a room's id
 *
 * Returns: how many messages of the room's own conversation are neither read, nor this person's, nor removed, and were said
 * since they came; none where they have not come in
 */
guint
office_replica_count_unread (OfficeReplica *self, const char *room)
{
  g_autoptr (GError) error = NULL;
  guint count;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);

  if (self->visible == NULL || !office_replica_is_member (self, room))
    return 0;
  count = office_record_table_count_unread (self->visible, room, self->person,
                                            office_replica_get_read_seq (self, room, NULL), &error);
  if (error != NULL)
    g_warning ("Unread messages cannot be counted: %s", error->message);
  return count;
}

/**
 * office_replica_count_mentions:
 * @self: a replica
 * @room: a room's id
 *
 * Returns: how many unread messages of the room, those on tasks and in threads too, mention this person and are not
 * removed
 */
guint
office_replica_count_mentions (OfficeReplica *self, const char *room)
{
  g_autoptr (GError) error = NULL;
  gint64 count = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);

  if (!office_replica_query_integer (
          self, &count, &error,
          "SELECT count(*) FROM record AS mention WHERE kind = 'mention' AND f_room = ? AND f_seq > ? AND NOT EXISTS"
          " (SELECT 1 FROM record AS message WHERE message.id = mention.f_message AND message.f_removed IS TRUE)",
          "ti", room, office_replica_get_marker (self, room)))
    g_warning ("Mentions cannot be counted: %s", error->message);
  return (guint) count;
}

/**
 * office_replica_get_max_seq:
 * @self: a replica
 * @room: a room's id
 *
 * Returns: the largest seq of the room; 0: it has no numbered message
 */
gint64
office_replica_get_max_seq (OfficeReplica *self, const char *room)
{
  g_autoptr (GError) error = NULL;
  gint64 seq;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);

  if (self->visible == NULL)
    return 0;
  seq = office_record_table_max_seq (self->visible, room, &error);
  if (error != NULL)
    g_warning ("The newest message cannot be found: %s", error->message);
  return seq;
}
