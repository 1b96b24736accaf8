/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-private.h"

/*
 * What the host has to do at a time: messages to be sent, reminders to ring, tasks to be told overdue. What is over, or could not be done, is in
 * neither of the indexes, so that to look for the next costs the same however much has been.
 */

#define WAITS_TO_BE_SENT "kind = 'scheduled' AND body ->> '$.problem' IS NULL"
#define WAITS_TO_RING    "kind = 'reminder' AND body ->> '$.rang_at' IS NULL"

static const char indexes_sql[]
    = "CREATE INDEX IF NOT EXISTS record_due_to_be_sent ON record (f_send_at) WHERE " WAITS_TO_BE_SENT ";"
      "CREATE INDEX IF NOT EXISTS record_due_to_ring ON record (f_remind_at) WHERE " WAITS_TO_RING ";";

/* Each part is walked in the order of its index, and no further than what is asked for. */
static const char list_sql[]
    = "SELECT * FROM (SELECT id, f_send_at AS due FROM record INDEXED BY record_due_to_be_sent"
      "  WHERE " WAITS_TO_BE_SENT " AND f_send_at <= ?1 ORDER BY f_send_at LIMIT ?2)"
      " UNION ALL SELECT * FROM (SELECT id, f_remind_at AS due FROM record INDEXED BY record_due_to_ring"
      "  WHERE " WAITS_TO_RING " AND f_remind_at <= ?1 ORDER BY f_remind_at LIMIT ?2)"
      " UNION ALL SELECT * FROM (SELECT task AS id, at AS due FROM task_overdue WHERE at <= ?1 ORDER BY at LIMIT ?2)"
      " ORDER BY due, id LIMIT ?2";

/**
 * office_store_due_ensure: (skip)
 * @database: the writing handle, whose table of records is there
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: %FALSE on failure
 */
gboolean
office_store_due_ensure (OfficeDatabase *database, GError **error)
{
  return office_database_execute (database, indexes_sql, error);
}

static OfficeStatement *
prepare (OfficeStore *self, gint64 until, guint limit, GError **error)
{
  OfficeStatement *statement;

  if (!office_store_check_open (self, error))
    return NULL;
  statement = office_database_prepare (self->database, list_sql, error);
  if (statement == NULL)
    return NULL;
  office_statement_bind_integer (statement, 1, until);
  office_statement_bind_integer (statement, 2, limit);
  return statement;
}

/**
 * office_store_find_due:
 * @self: a store
 * @at: (out): when the next is due, ms on the host's clock; %G_MAXINT64: nothing waits
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: %FALSE on failure
 */
gboolean
office_store_find_due (OfficeStore *self, gint64 *at, GError **error)
{
  OfficeStatement *statement;
  gboolean has_row;

  g_return_val_if_fail (OFFICE_IS_STORE (self), FALSE);

  *at = G_MAXINT64;
  statement = prepare (self, G_MAXINT64, 1, error);
  if (statement == NULL || !office_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *at = office_statement_get_integer (statement, 1);
  office_statement_reset (statement);
  return TRUE;
}

/**
 * office_store_list_due:
 * @self: a store
 * @until: what is due up to this time, ms on the host's clock
 * @limit: at most so many
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (element-type utf8): ids of `scheduled`, `reminder` and `task` records, in the order of their times; %NULL
 *   on failure
 */
GPtrArray *
office_store_list_due (OfficeStore *self, gint64 until, guint limit, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  OfficeStatement *statement;
  gboolean has_row;

  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  statement = prepare (self, until, limit, error);
  while (statement != NULL && office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (office_statement_get_text (statement, 0)));
    }
  return NULL;
}

/**
 * office_store_is_unsettled:
 * @self: a store
 *
 * Returns: whether the book was put back from a backup, and what people did after that backup may yet come again
 */
gboolean
office_store_is_unsettled (OfficeStore *self)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), FALSE);

  return office_store_check_open (self, NULL) && office_store_schema_is_unsettled (self->database);
}

/**
 * office_transaction_settle:
 * @self: a transaction
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * What has not come again by now will not be waited for.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_transaction_settle (OfficeTransaction *self, GError **error)
{
  return office_store_schema_settle (office_transaction_get_database (self), error);
}

static gboolean
run_for_task (OfficeTransaction *self, const char *sql, const char *task, gint64 at, GError **error)
{
  OfficeStatement *statement = office_database_prepare (office_transaction_get_database (self), sql, error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, task);
  if (at != 0)
    office_statement_bind_integer (statement, 2, at);
  return office_statement_run (statement, error);
}

gboolean
office_transaction_forget_overdue (OfficeTransaction *self, const char *task, GError **error)
{
  return run_for_task (self, "DELETE FROM task_overdue WHERE task = ?1", task, 0, error);
}

/**
 * office_transaction_keep_overdue:
 * @self: a transaction
 * @task: a task as it is now
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Notes from when on it will be overdue. What is so already is not noted anew: it has been told, or is none of today's news.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_transaction_keep_overdue (OfficeTransaction *self, OfficeRecord *task, GError **error)
{
  const char *id = office_record_get_id (task);
  gint64 at = office_task_get_overdue_at (task, OFFICE_BOOK (self));

  if (at == 0)
    return office_transaction_forget_overdue (self, id, error);
  if (at <= office_transaction_get_now (self))
    return run_for_task (self, "UPDATE task_overdue SET at = ?2 WHERE task = ?1", id, at, error);
  return run_for_task (self, "INSERT OR REPLACE INTO task_overdue (task, at) VALUES (?1, ?2)", id, at, error);
}
