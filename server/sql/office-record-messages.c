/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-table-private.h"

/*
 * The conversation's reads. Each is written out for the index that answers it, so that its cost is what it gives and not
 * what the room holds: SQLite takes a partial index only where the query repeats the index's condition as it stands.
 */

#define CONVERSATION "kind = 'message' AND f_thread IS NULL AND f_task IS NULL AND f_room = ?1"
/* What is said on a task, without the threads below it; what is said in a thread, wherever that hangs. */
#define ON_TASK   "kind = 'message' AND f_task = ?4 AND f_task IS NOT NULL AND f_thread IS NULL AND f_room = ?1"
#define IN_THREAD "kind = 'message' AND f_thread = ?4 AND f_thread IS NOT NULL AND f_room = ?1"

#define BEFORE(where)  "SELECT body FROM $T WHERE " where " AND f_seq < ?2 ORDER BY f_seq DESC LIMIT ?3"
#define AFTER(where)   "SELECT body FROM $T WHERE " where " AND f_seq > ?2 ORDER BY f_seq LIMIT ?3"
#define WAITING(where) "SELECT body FROM $T WHERE " where " AND f_seq IS NULL ORDER BY number LIMIT ?3"

/* The same read of the three places. */
typedef struct {
  const char *conversation;
  const char *on_task;
  const char *in_thread;
} Read;

static const Read before_read = { BEFORE (CONVERSATION), BEFORE (ON_TASK), BEFORE (IN_THREAD) };
static const Read after_read = { AFTER (CONVERSATION), AFTER (ON_TASK), AFTER (IN_THREAD) };
static const Read waiting_read = { WAITING (CONVERSATION), WAITING (ON_TASK), WAITING (IN_THREAD) };

static GPtrArray *
read_messages (OfficeRecordTable *self, const Read *read, const char *room, const char *thread, const char *task,
               gint64 mark, gint64 limit, GError **error)
{
  OfficeStatement *statement;
  const char *template = read->conversation;

  if (thread != NULL)
    template = read->in_thread;
  else if (task != NULL)
    template = read->on_task;
  statement = office_record_table_prepare (self, template, error);
  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, room);
  if (read != &waiting_read)
    office_statement_bind_integer (statement, 2, mark);
  office_statement_bind_integer (statement, 3, limit);
  if (template != read->conversation)
    office_statement_bind_text (statement, 4, thread != NULL ? thread : task);
  return office_record_table_collect (statement, error);
}

/**
 * office_record_table_messages:
 * @self: a table
 * @room: a room's id
 * @thread: (nullable): a message's id: what was said in its thread
 * @task: (nullable): a task's id: what was said on it; ignored with @thread. With neither: the room's own conversation
 * @before: messages with a smaller seq; 0 from the newest
 * @limit: at most so many
 * @error: return location for an error
 *
 * Messages that have no seq yet are not among them.
 *
 * Returns: (transfer full) (element-type OfficeRecord): newest first; %NULL on failure
 */
GPtrArray *
office_record_table_messages (OfficeRecordTable *self, const char *room, const char *thread, const char *task,
                              gint64 before, guint limit, GError **error)
{
  return read_messages (self, &before_read, room, thread, task, before > 0 ? before : G_MAXINT64, limit, error);
}

/**
 * office_record_table_messages_after:
 * @self: a table
 * @room: a room's id
 * @thread: (nullable): as in office_record_table_messages()
 * @task: (nullable): as in office_record_table_messages()
 * @after: messages with a larger seq
 * @limit: at most so many
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type OfficeRecord): oldest first; %NULL on failure
 */
GPtrArray *
office_record_table_messages_after (OfficeRecordTable *self, const char *room, const char *thread, const char *task,
                                    gint64 after, guint limit, GError **error)
{
  return read_messages (self, &after_read, room, thread, task, after, limit, error);
}

/**
 * office_record_table_messages_waiting:
 * @self: a table
 * @room: a room's id
 * @thread: (nullable): as in office_record_table_messages()
 * @task: (nullable): as in office_record_table_messages()
 * @error: return location for an error
 *
 * A client's own messages that the host has not numbered yet.
 *
 * Returns: (transfer full) (element-type OfficeRecord): in the order of insertion; %NULL on failure
 */
GPtrArray *
office_record_table_messages_waiting (OfficeRecordTable *self, const char *room, const char *thread, const char *task,
                                      GError **error)
{
  return read_messages (self, &waiting_read, room, thread, task, 0, -1, error);
}

static OfficeStatement *
prepare_history (OfficeRecordTable *self, const char *room, gint64 before, guint limit, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (self,
                                                            "SELECT body FROM $T WHERE kind = 'message' AND scope = "
                                                            "'room:' || ?1 AND f_seq < ?2 ORDER BY f_seq DESC LIMIT ?3",
                                                            error);

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, room);
  office_statement_bind_integer (statement, 2, before > 0 ? before : G_MAXINT64);
  office_statement_bind_integer (statement, 3, limit);
  return statement;
}

/**
 * office_record_table_history:
 * @self: a table
 * @room: a room's id
 * @before: messages with a smaller seq; 0 from the newest
 * @limit: at most so many
 * @error: return location for an error
 *
 * All messages of the room, those of threads and tasks too.
 *
 * Returns: (transfer full) (element-type OfficeRecord): newest first; %NULL on failure
 */
GPtrArray *
office_record_table_history (OfficeRecordTable *self, const char *room, gint64 before, guint limit, GError **error)
{
  OfficeStatement *statement = prepare_history (self, room, before, limit, error);

  return statement != NULL ? office_record_table_collect (statement, error) : NULL;
}

/**
 * office_record_table_history_bodies:
 * @self: a table
 * @room: a room's id
 * @before: messages with a smaller seq; 0 from the newest
 * @limit: at most so many
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * As office_record_table_history(), as they are stored, which spares parsing and writing them.
 *
 * Returns: (transfer full) (element-type utf8): newest first; %NULL on failure
 */
GPtrArray *
office_record_table_history_bodies (OfficeRecordTable *self, const char *room, gint64 before, guint limit,
                                    GError **error)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  OfficeStatement *statement = prepare_history (self, room, before, limit, error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&bodies);
      g_ptr_array_add (bodies, office_statement_dup_text (statement, 0, NULL));
    }
  return NULL;
}

/**
 * office_record_table_pinned:
 * @self: a table
 * @room: a room's id
 * @limit: at most so many
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type OfficeRecord): the room's pinned messages, those of threads and tasks too, the
 * last pinned one first; %NULL on failure
 */
GPtrArray *
office_record_table_pinned (OfficeRecordTable *self, const char *room, guint limit, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self,
      "SELECT body FROM $T WHERE kind = 'message' AND f_room = ?1 AND f_pinned_at IS NOT NULL"
      " ORDER BY f_pinned_at DESC LIMIT ?2",
      error);

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, room);
  office_statement_bind_integer (statement, 2, limit);
  return office_record_table_collect (statement, error);
}

static gint64
read_integer (OfficeStatement *statement, GError **error)
{
  gint64 value = 0;
  gboolean has_row;

  if (office_statement_step (statement, &has_row, error) && has_row)
    {
      value = office_statement_get_integer (statement, 0);
      office_statement_reset (statement);
    }
  return value;
}

/**
 * office_record_table_max_seq:
 * @self: a table
 * @room: a room's id
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * What the host has not confirmed (its revision is 0) does not count: a message that a client has just brought from
 * another room still has its number of that room.
 *
 * Returns: the largest seq of the room, threads and tasks included; 0 when it has no message
 */
gint64
office_record_table_max_seq (OfficeRecordTable *self, const char *room, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self,
      "SELECT f_seq FROM $T WHERE kind = 'message' AND scope = 'room:' || ?1 AND f_seq > 0 AND rev > 0"
      " ORDER BY f_seq DESC LIMIT 1",
      error);

  if (statement == NULL)
    return 0;
  office_statement_bind_text (statement, 1, room);
  return read_integer (statement, error);
}

/**
 * office_record_table_count_unread:
 * @self: a table
 * @room: a room's id
 * @me: the reader's id
 * @after_seq: the reader's marker
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: how many messages of the room's own conversation stand behind the marker that are neither mine nor removed
 */
guint
office_record_table_count_unread (OfficeRecordTable *self, const char *room, const char *me, gint64 after_seq,
                                  GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self,
      "SELECT count(*) FROM $T WHERE " CONVERSATION " AND f_seq > ?2 AND f_author IS NOT ?3 AND f_removed IS NOT TRUE",
      error);

  if (statement == NULL)
    return 0;
  office_statement_bind_text (statement, 1, room);
  office_statement_bind_integer (statement, 2, after_seq);
  office_statement_bind_text (statement, 3, me);
  return (guint) read_integer (statement, error);
}
