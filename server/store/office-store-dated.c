/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-private.h"

#include <string.h>

/* Tasks with a due date, in the order of the index, which knows of the others only that they have one, too. */

/* Columns of a row. */
enum { DUE, NUMBER, IS_WORK, BODY };

static const char dated_sql[]
    = "SELECT f_due, number,"
      "  body ->> '$.completed_at' IS NULL AND body ->> '$.trashed_at' IS NULL AND f_archived_at IS NULL"
      "  AND body ->> '$.template' IS NULL, body"
      " FROM record WHERE kind = 'task' AND kind <> 'message' AND f_due >= ?1 AND (f_due, number) > (?1, ?2)"
      " ORDER BY f_due, number LIMIT ?3";

/* Most are somebody else's: those need not be read. */
static void
add_row (GPtrArray *tasks, OfficeStatement *row, const char *person)
{
  const char *body = office_statement_get_text (row, BODY);
  OfficeRecord *task;

  if (office_statement_get_integer (row, IS_WORK) == 0 || body == NULL || strstr (body, person) == NULL)
    return;
  task = office_record_new_from_body (body, -1, NULL);
  if (task != NULL)
    g_ptr_array_add (tasks, task);
}

/**
 * office_store_list_dated_tasks:
 * @self: a store
 * @person: a person's id
 * @rows: how many tasks are looked at, whoever has them
 * @due: (inout) (nullable): %NULL: from the beginning; else as it came out before. Out: %NULL when nothing is left
 * @number: (inout): goes with @due
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (element-type OfficeRecord): what is to be done at a date and names the person, in that order;
 *   %NULL on failure, with @due %NULL
 */
GPtrArray *
office_store_list_dated_tasks (OfficeStore *self, const char *person, guint rows, char **due, gint64 *number,
                               GError **error)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  g_autofree char *from = g_steal_pointer (due);
  g_autofree char *last = NULL;
  OfficeStatement *statement;
  gboolean has_row;
  guint n = 0;

  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  if (!office_store_check_open (self, error))
    return NULL;
  statement = office_database_prepare (self->database, dated_sql, error);
  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, from != NULL ? from : "");
  office_statement_bind_integer (statement, 2, from != NULL ? *number : 0);
  office_statement_bind_integer (statement, 3, rows);
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        {
          *due = n == rows ? g_steal_pointer (&last) : NULL;
          return g_steal_pointer (&tasks);
        }
      add_row (tasks, statement, person);
      *number = office_statement_get_integer (statement, NUMBER);
      if (++n == rows)
        last = g_strdup (office_statement_get_text (statement, DUE));
    }
  return NULL;
}
