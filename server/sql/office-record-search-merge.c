/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

/*
 * FTS5 writes each transaction as a small index of its own and makes one of several from time to time. Left to itself it
 * does so after every 64 pages, with many hundred pages at a time: that is a stutter of some 50 ms wherever a commit hits
 * it, mostly while a person's month of absence arrives. Here each commit carries its share of that work instead. What is in
 * arrears is made up for by later ones; until then a search reads some more of the small ones.
 */

/* Pages of about 4 KB that a commit merges: some, and more the more it has written. A row is about a tenth of a page; what is
 * written is merged two or three times until it rests. */
#define LEAST_PAGES   4
#define ROWS_OF_PAGES 2
/* Small indexes of one size that FTS5 merges at once, whatever it takes; the arrears never come near that. */
#define MOST_SEGMENTS "512"

static gboolean
is_spread (OfficeRecordSearch *self, gboolean *spread, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self->table,
      "SELECT EXISTS (SELECT 1 FROM $T_search_config WHERE k = 'automerge' AND v = 0)"
      " AND EXISTS (SELECT 1 FROM $T_search_config WHERE k = 'crisismerge' AND v = " MOST_SEGMENTS ")",
      error);

  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return FALSE;
  *spread = office_statement_get_integer (statement, 0) != 0;
  office_statement_reset (statement);
  return TRUE;
}

/**
 * office_record_search_spread_merges: (skip)
 * @self: an index that is there
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Has FTS5 leave the merging to office_record_search_merge(); this is kept with the index.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_search_spread_merges (OfficeRecordSearch *self, GError **error)
{
  static const char sql[]
      = "INSERT INTO $T_search ($T_search, rank) VALUES ('automerge', 0), ('crisismerge', " MOST_SEGMENTS ")";
  gboolean spread;
  OfficeStatement *statement;

  if (!is_spread (self, &spread, error))
    return FALSE;
  if (spread)
    return TRUE;
  statement = office_record_table_prepare (self->table, sql, error);
  return statement != NULL && office_statement_run (statement, error);
}

/**
 * office_record_search_merge: (skip)
 * @self: an index
 * @n_rows: how many rows the transaction under way has written to it
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Does a share of the merging, in the same transaction.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_search_merge (OfficeRecordSearch *self, guint n_rows, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self->table, "INSERT INTO $T_search ($T_search, rank) VALUES ('merge', ?1)", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, LEAST_PAGES + n_rows / ROWS_OF_PAGES);
  return office_statement_run (statement, error);
}
