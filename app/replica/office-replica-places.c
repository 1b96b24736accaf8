/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-json.h"

/* What finds a place in the book: a day of a conversation, a task by its name, a file of a room. */

#define SAID "kind = 'message' AND f_thread IS NULL AND f_task IS NULL AND f_room = ? AND f_removed IS NOT TRUE"

/* The first message of the conversation with at least this seq; *seq is 0 where there is none. */
static gboolean
probe (OfficeReplica *self, const char *room, gint64 from, gint64 *seq, gint64 *at, GError **error)
{
  OfficeStatement *statement;
  gboolean has_row;

  *seq = 0;
  statement = office_replica_query (
      self, error, "SELECT f_seq, body ->> '$.at' FROM record WHERE " SAID " AND f_seq >= ? ORDER BY f_seq LIMIT 1",
      "ti", room, from);
  if (statement == NULL || !office_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *seq = office_statement_get_integer (statement, 0);
      *at = office_statement_get_integer (statement, 1);
    }
  office_statement_reset (statement);
  return TRUE;
}

/* The host numbers what is said in the order of its clock: so the day is found by halving, and needs no index of its own. */
static gboolean
find_since (OfficeReplica *self, const char *room, gint64 since, gint64 *found, GError **error)
{
  gint64 low = 1; /* all before are too early */
  gint64 high = office_replica_get_max_seq (self, room) + 1;
  gint64 seq, at;

  *found = 0;
  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (!probe (self, room, middle, &seq, &at, error))
        return FALSE;
      if (seq == 0 || at >= since)
        high = middle;
      else
        low = seq + 1;
      if (seq != 0 && at >= since)
        *found = seq;
    }
  return TRUE;
}

/**
 * office_replica_dup_message_since:
 * @self: a replica
 * @room: a room's id
 * @since: ms since 1970
 *
 * Looks in the room's own conversation, however long it is: some twenty reads for 100,000 messages.
 *
 * Returns: (transfer full) (nullable): the first message that was said at that time or later; %NULL: there is none
 */
OfficeRecord *
office_replica_dup_message_since (OfficeReplica *self, const char *room, gint64 since)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gint64 seq = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  if (self->visible == NULL)
    return NULL;
  if (!find_since (self, room, since, &seq, &error))
    {
      g_warning ("A day of the conversation cannot be found: %s", error->message);
      return NULL;
    }
  if (seq == 0)
    return NULL;
  found = office_replica_messages_after (self, room, NULL, NULL, seq - 1, 1);
  return found->len > 0 ? office_record_ref (found->pdata[0]) : NULL;
}

static void
office_task_name_free (OfficeTaskName *name)
{
  g_free (name->id);
  g_free (name->title);
  g_free (name->room);
  g_free (name->former);
  g_free (name);
}

/**
 * office_replica_list_task_names:
 * @self: a replica
 * @limit: at most so many
 * @mark: (inout): 0 at first; then where to go on, 0 when nothing is left
 *
 * Reads only what a chooser of tasks needs, which is much less than all of the records. Tasks in the trash and templates are left out.
 *
 * Returns: (transfer full) (element-type OfficeTaskName): never %NULL
 */
GPtrArray *
office_replica_list_task_names (OfficeReplica *self, guint limit, gint64 *mark)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func ((GDestroyNotify) office_task_name_free);
  OfficeStatement *statement = NULL;
  gboolean has_row = FALSE;
  guint n = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self) && mark != NULL, names);

  if (self->visible != NULL)
    statement = office_replica_query (
        self, &error,
        "SELECT number, id, body ->> '$.title', body ->> '$.completed_at' IS NOT NULL, body ->> '$.trashed_at' IS NOT "
        "NULL OR body ->> '$.template' IS NOT NULL, body ->> '$.room', body ->> '$.number', body ->> '$.former'"
        " FROM record WHERE kind = 'task' AND kind <> 'message' AND number > ? ORDER BY number LIMIT ?",
        "ii", *mark, (gint64) limit);
  *mark = 0;
  while (statement != NULL && office_statement_step (statement, &has_row, &error) && has_row)
    {
      OfficeTaskName *name;

      *mark = office_statement_get_integer (statement, 0);
      n++;
      if (office_statement_get_integer (statement, 4) != 0)
        continue;
      name = g_new0 (OfficeTaskName, 1);
      name->id = office_statement_dup_text (statement, 1, NULL);
      name->title = office_statement_dup_text (statement, 2, NULL);
      name->done = office_statement_get_integer (statement, 3) != 0;
      name->room = office_statement_dup_text (statement, 5, NULL);
      name->number = office_statement_get_integer (statement, 6);
      name->former = office_statement_dup_text (statement, 7, NULL);
      g_ptr_array_add (names, name);
    }
  if (error != NULL)
    g_warning ("The tasks cannot be read: %s", error->message);
  if (n < limit)
    *mark = 0;
  return names;
}

/**
 * office_replica_list_transferred:
 * @self: a replica
 *
 * Returns: (transfer full) (element-type OfficeRecord): the tasks that have come from another room, and so keep the short
 *   ids that they had there; never %NULL
 */
GPtrArray *
office_replica_list_transferred (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  OfficeStatement *statement = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), tasks);

  if (self->visible != NULL)
    statement = office_replica_query (self, &error,
                                      "SELECT id FROM record WHERE kind = 'task' AND kind <> 'message' AND body ->> "
                                      "'$.former' IS NOT NULL",
                                      "");
  while (statement != NULL && office_statement_step (statement, &has_row, &error) && has_row)
    {
      g_autofree char *id = office_statement_dup_text (statement, 0, NULL);
      OfficeRecord *task = office_replica_get (self, id);

      if (task != NULL)
        g_ptr_array_add (tasks, task);
    }
  if (error != NULL)
    g_warning ("The tasks of other rooms cannot be read: %s", error->message);
  return tasks;
}
