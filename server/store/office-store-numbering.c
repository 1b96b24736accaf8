/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-private.h"

/*
 * A book of a version that gave no short ids gets them when it is opened: rooms their keys, then tasks their numbers, in the
 * order in which they were made. Everybody then hears of it as of any change.
 */

#define MOST_AT_ONCE 500

/* kind <> 'message' says which indexes will do. */
static const char rooms_sql[] = "SELECT id FROM record WHERE kind = 'room' AND kind <> 'message' AND f_key IS NULL"
                                "  AND body ->> '$.name' IS NOT NULL ORDER BY id LIMIT ?1";
static const char tasks_sql[] = "SELECT id FROM record WHERE kind = 'task' AND kind <> 'message' AND f_number IS NULL"
                                "  ORDER BY body ->> '$.created_at', id LIMIT ?1";

typedef struct {
  guint n_done;
  GError *error;
} Round;

static GPtrArray *
list_ids (OfficeTransaction *transaction, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  OfficeStatement *statement = office_database_prepare (office_transaction_get_database (transaction), sql, error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_integer (statement, 1, MOST_AT_ONCE);
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (office_statement_get_text (statement, 0)));
    }
  return NULL;
}

static gboolean
number (OfficeTransaction *transaction, const char *sql, guint *n_done, GError **error)
{
  g_autoptr (GPtrArray) ids = list_ids (transaction, sql, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  g_autoptr (OfficeEffects) effects = NULL;

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      OfficeRecord *record = office_book_get (OFFICE_BOOK (transaction), g_ptr_array_index (ids, i));

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  effects = office_effects_of_numbering (OFFICE_BOOK (transaction), records);
  *n_done = effects->written->len;
  return *n_done == 0 || office_transaction_write (transaction, effects, NULL, error);
}

static gboolean
work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Round *round = data;

  return number (transaction, rooms_sql, &round->n_done, error)
         && (round->n_done > 0 || number (transaction, tasks_sql, &round->n_done, error));
}

static void
done (gpointer data, gint64 rev, const GError *error)
{
  Round *round = data;

  if (error != NULL)
    round->error = g_error_copy (error);
}

static gboolean
is_wanting (OfficeStore *self, gboolean *wanting, GError **error)
{
  const char *const sqls[] = { rooms_sql, tasks_sql };

  *wanting = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sqls) && !*wanting; i++)
    {
      OfficeStatement *statement = office_database_prepare (self->database, sqls[i], error);

      if (statement == NULL)
        return FALSE;
      office_statement_bind_integer (statement, 1, 1);
      if (!office_statement_step (statement, wanting, error))
        return FALSE;
      office_statement_reset (statement);
    }
  return TRUE;
}

/**
 * office_store_numbering_ensure: (skip)
 * @self: a store whose thread does not run yet
 * @error: return location for an error
 *
 * Returns: %FALSE on failure
 */
gboolean
office_store_numbering_ensure (OfficeStore *self, GError **error)
{
  Round round = { 0, NULL };
  gboolean wanting;

  if (!is_wanting (self, &wanting, error))
    return FALSE;
  while (wanting && round.error == NULL)
    {
      office_store_submit (self, work, done, &round, NULL);
      office_store_flush (self);
      wanting = round.n_done > 0;
    }
  if (round.error == NULL)
    return TRUE;
  g_propagate_error (error, round.error);
  return FALSE;
}
