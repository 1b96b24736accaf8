/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

#include <string.h>

/*
 * A search where there is no index: the host keeps none, for every message would pay for it, and only a desk that does not
 * have everything yet asks. So it looks through the table itself, from the newest row down, a stretch of it at a time. The
 * stretch is one of row numbers, so that its cost is bounded whatever is in it.
 */

void
office_record_found_free (OfficeRecordFound *self)
{
  if (self == NULL)
    return;
  g_free (self->scope);
  g_free (self->body);
  g_free (self);
}

static gboolean
find_top (OfficeRecordTable *self, gint64 *top, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (self, "SELECT max (number) FROM $T", error);

  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return FALSE;
  *top = office_statement_get_integer (statement, 0) + 1;
  office_statement_reset (statement);
  return TRUE;
}

static OfficeStatement *
prepare_stretch (OfficeRecordTable *self, gint64 from, gint64 below, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self,
      "SELECT number, scope, body, CASE kind WHEN 'message' THEN body ->> '$.text' END FROM $T"
      " WHERE number >= ?1 AND number < ?2 AND +kind IN ('message', 'task', 'step', 'file') ORDER BY number DESC",
      error);

  if (statement == NULL)
    return NULL;
  office_statement_bind_integer (statement, 1, from);
  office_statement_bind_integer (statement, 2, below);
  return statement;
}

/* A record that cannot be read is none that is found. */
static void
look_at (OfficeRecordSieve *sieve, OfficeStatement *row, GPtrArray *found)
{
  g_autoptr (OfficeRecord) record = NULL;
  OfficeRecordFound *one;
  const char *body;
  gsize length;

  if (!office_record_sieve_may_take (sieve, office_statement_get_text (row, 3)))
    return;
  body = office_statement_get_blob (row, 2, &length);
  record = office_record_new_from_body (body, (gssize) length, NULL);
  if (record == NULL || !office_record_sieve_takes_fields (sieve, record) || !office_record_sieve_takes (sieve, record))
    return;
  one = g_new0 (OfficeRecordFound, 1);
  one->mark = office_statement_get_integer (row, 0);
  one->scope = g_strdup (office_statement_get_text (row, 1));
  one->body = g_strndup (body, length);
  g_ptr_array_add (found, one);
}

static GHashTable *
make_set (const char *const *scopes)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; scopes[i] != NULL; i++)
    g_hash_table_add (set, (gpointer) scopes[i]);
  return set;
}

static gboolean
walk (OfficeRecordSieve *sieve, OfficeStatement *statement, GHashTable *scopes, guint limit, gint64 *mark,
      GPtrArray *found, GError **error)
{
  gboolean has_row;

  while (found->len < limit)
    {
      if (!office_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (g_hash_table_contains (scopes, office_statement_get_text (statement, 1)))
        look_at (sieve, statement, found);
      if (found->len == limit)
        *mark = office_statement_get_integer (statement, 0);
    }
  office_statement_reset (statement);
  return TRUE;
}

/**
 * office_record_table_scan:
 * @self: a table
 * @request: what is looked for; a query that is empty finds nothing
 * @scopes: (array zero-terminated=1): only what is in one of these
 * @limit: at most so many
 * @rows: how many rows of the table are looked at
 * @mark: (inout): 0 from the newest; then where to go on, 0 when nothing is left
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Finds what office_record_table_find() finds, in the order in which the table got it.
 *
 * Returns: (transfer full) (element-type OfficeRecordFound): newest first; %NULL on failure
 */
GPtrArray *
office_record_table_scan (OfficeRecordTable *self, const OfficeRecordSearchRequest *request, const char *const *scopes,
                          guint limit, guint rows, gint64 *mark, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_found_free);
  g_autoptr (GHashTable) set = make_set (scopes);
  g_auto (OfficeRecordSieve) sieve = { 0 };
  OfficeStatement *statement;
  gint64 below = *mark;
  gint64 from;

  *mark = 0;
  if (office_record_search_asks_nothing (request))
    return g_steal_pointer (&found);
  if (below <= 0 && !find_top (self, &below, error))
    return NULL;
  from = MAX (below - (gint64) rows, 1);
  *mark = from > 1 ? from : 0;
  statement = prepare_stretch (self, from, below, error);
  if (statement == NULL)
    return NULL;
  office_record_sieve_init (&sieve, self, request);
  return walk (&sieve, statement, set, limit, mark, found, error) ? g_steal_pointer (&found) : NULL;
}
