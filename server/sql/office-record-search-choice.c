/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

#include <string.h>

/*
 * Of the grams of a query, the index is asked for the rarest few. To intersect lists costs by the length of the longest,
 * and a rare word is mostly made of frequent grams: two or three rare ones leave so few rows that to look at these costs
 * less than to read another list.
 *
 * How rare a gram is, is seen in how far down its newest rows reach: those of a rare one go back for months. That is
 * remembered while the book is open, for it need not be exact, and with each letter that is typed most grams come again.
 */

#define PROBED      10 /* grams that are looked at */
#define PROBE_ROWS  20 /* rows of each */
#define MOST_CHOSEN 4
#define FEW         2e-4 /* of all rows: so few need no further gram */
#define MOST_KNOWN  4000 /* grams whose share is remembered */

typedef struct {
  const char *gram;
  double share; /* of all rows, about */
} Choice;

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  double one = ((const Choice *) a)->share, other = ((const Choice *) b)->share;

  return one < other ? -1 : one > other;
}

/* All grams of all words, each once. */
static GPtrArray *
list_grams (const OfficeQuery *query)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < query->words->len; i++)
    {
      g_autoptr (GPtrArray) grams = office_record_search_list_grams (query->words->pdata[i]);

      for (guint k = 0; k < grams->len; k++)
        if (!g_ptr_array_find_with_equal_func (all, grams->pdata[k], g_str_equal, NULL))
          g_ptr_array_add (all, g_strdup (grams->pdata[k]));
    }
  return all;
}

/* How far the newest rows go down from `below`, and how many they are, up to PROBE_ROWS. */
static gboolean
measure (OfficeStatement *statement, gint64 below, gint64 *reach, guint *n, GError **error)
{
  gboolean has_row;

  *reach = 0;
  for (*n = 0; office_statement_step (statement, &has_row, error); (*n)++)
    {
      if (!has_row)
        return TRUE;
      *reach = below - office_statement_get_integer (statement, 0);
    }
  return FALSE;
}

/* Of all records; `below` comes out as the number above the newest of them. */
static gboolean
measure_all (OfficeRecordTable *table, gint64 *below, gint64 *reach, guint *n, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      table, "SELECT max (number) FROM $T_search_entry WHERE number < ?1", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, *below);
  if (!office_statement_step (statement, NULL, error))
    return FALSE;
  *below = office_statement_get_integer (statement, 0) + 1;
  office_statement_reset (statement);
  statement = office_record_table_prepare (
      table, "SELECT number FROM $T_search_entry WHERE number < ?1 ORDER BY number DESC LIMIT ?2", error);
  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, *below);
  office_statement_bind_integer (statement, 2, PROBE_ROWS);
  return measure (statement, *below, reach, n, error);
}

static gboolean
measure_gram (OfficeRecordTable *table, const char *gram, gint64 below, gint64 *reach, guint *n, GError **error)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", gram);
  OfficeStatement *statement = office_record_table_prepare (
      table, "SELECT rowid FROM $T_search WHERE $T_search MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, quoted);
  office_statement_bind_integer (statement, 2, below);
  office_statement_bind_integer (statement, 3, PROBE_ROWS);
  return measure (statement, below, reach, n, error);
}

static gboolean
find_share (OfficeRecordTable *table, const char *gram, gint64 below, gint64 all_reach, double *share, GError **error)
{
  GHashTable *shares = table->search->shares;
  double *known = g_hash_table_lookup (shares, gram);
  gint64 reach;
  guint n;

  if (known != NULL)
    {
      *share = *known;
      return TRUE;
    }
  if (!measure_gram (table, gram, below, &reach, &n, error))
    return FALSE;
  /* Fewer than were asked for are all there are; there may soon be more. */
  *share = n < PROBE_ROWS ? n * 1e-9 : (double) all_reach / (double) MAX (reach, 1);
  if (n < PROBE_ROWS)
    return TRUE;
  if (g_hash_table_size (shares) >= MOST_KNOWN)
    g_hash_table_remove_all (shares);
  g_hash_table_insert (shares, g_strdup (gram), g_memdup2 (share, sizeof *share));
  return TRUE;
}

static gboolean
rate (OfficeRecordTable *table, GPtrArray *grams, gint64 below, GArray *choices, GError **error)
{
  guint stride = (grams->len + PROBED - 1) / PROBED;
  gint64 all_reach;
  guint n_all;

  if (!measure_all (table, &below, &all_reach, &n_all, error))
    return FALSE;
  for (guint i = 0; i < grams->len; i += stride)
    {
      Choice choice = { grams->pdata[i], 0 };

      if (!find_share (table, choice.gram, below, all_reach, &choice.share, error))
        return FALSE;
      g_array_append_val (choices, choice);
    }
  g_array_sort (choices, compare_choices);
  return TRUE;
}

/**
 * office_record_search_append_words:
 * @table: a table with an index
 * @expression: for FTS5; empty
 * @query: a query
 * @below: rows with a smaller number are looked for
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Adds what is wanted of the index for the query's words; every record that matches has it.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_search_append_words (OfficeRecordTable *table, GString *expression, const OfficeQuery *query,
                                   gint64 below, GError **error)
{
  g_autoptr (GPtrArray) grams = list_grams (query);
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  double share = 1;

  if (grams->len > 0 && !rate (table, grams, below, choices, error))
    return FALSE;
  for (guint i = 0; i < MIN (choices->len, MOST_CHOSEN) && (i == 0 || share > FEW); i++)
    {
      const Choice *choice = &g_array_index (choices, Choice, i);

      g_string_append_printf (expression, "%s\"%s\"", i > 0 ? " AND " : "", choice->gram);
      share *= MIN (choice->share, 1);
    }
  return TRUE;
}
