/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

#include <math.h>

/*
 * Of the grams of a query, the index is asked for a few. What that costs is the length of their lists, which FTS5 reads from
 * end to end, and that each row it gives is looked at in the record itself, which costs as much as to read some hundred
 * numbers of a list. So another gram is asked for where its list costs less than the rows that it keeps away.
 *
 * How frequent a gram is, is seen in how far down its newest rows reach: those of a rare one go back for months. That is
 * remembered while the book is open, for it need not be exact, and with each letter that is typed most grams come again.
 * Grams that share characters mostly come together: where "exr" stands, "xri" stands too, and keeps nothing away.
 */

#define PROBED       16 /* grams that are looked at */
#define PROBE_ROWS   20 /* rows of each */
#define MOST_CHOSEN  6
#define ROW_COST     60.   /* of a row that is looked at, in numbers of a list that are read */
#define PAGE_NUMBERS 1000. /* of a list that is read for one row: where these are few, pages between them are skipped */
#define MOST_IDS     8     /* rooms or people that are looked at */
#define APART        10    /* between the places of grams of different words */
#define LEAST_SHARE  1e-9
#define MOST_KNOWN   4000 /* grams whose share is remembered */

typedef struct {
  char *gram;
  guint place;  /* in the query; neighbours share characters */
  double share; /* of all rows, about; 0: not known */
  gboolean chosen;
} Choice;

static void
choice_clear (gpointer data)
{
  g_free (((Choice *) data)->gram);
}

static void
add_choices (GArray *choices, const char *word, guint place)
{
  g_autoptr (GPtrArray) grams = office_record_search_list_grams (word);

  for (guint i = 0; i < grams->len; i++)
    {
      Choice choice = { g_strdup (grams->pdata[i]), place + i, 0, FALSE };

      g_array_append_val (choices, choice);
    }
}

/* The grams of all words, those of different words far from each other. */
static GArray *
list_choices (const OfficeQuery *query)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (Choice));

  g_array_set_clear_func (choices, choice_clear);
  for (guint i = 0; i < query->words->len; i++)
    add_choices (choices, query->words->pdata[i], choices->len + i * APART);
  return choices;
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

/* Rates so many of them that it stays short, spread over the query. */
static gboolean
rate (OfficeRecordTable *table, GArray *choices, gint64 below, gint64 all_reach, GError **error)
{
  guint stride = (choices->len + PROBED - 1) / PROBED;

  for (guint i = 0; i < choices->len; i += stride)
    {
      Choice *choice = &g_array_index (choices, Choice, i);

      if (!find_share (table, choice->gram, below, all_reach, &choice->share, error))
        return FALSE;
      choice->share = CLAMP (choice->share, LEAST_SHARE, 1);
    }
  return TRUE;
}

/* Of one of these. */
static gboolean
rate_ids (OfficeRecordTable *table, const char *prefix, const char *const *ids, gint64 below, gint64 all_reach,
          double *share, GError **error)
{
  double sum = 0;

  if (ids == NULL)
    return TRUE;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *gram = g_strconcat (prefix, ids[i], NULL);
      double one;

      if (i == MOST_IDS)
        return TRUE;
      if (!find_share (table, gram, below, all_reach, &one, error))
        return FALSE;
      sum += one;
    }
  *share *= CLAMP (sum, LEAST_SHARE, 1);
  return TRUE;
}

/* ---- choosing ---- */

/* How large a part of the rows that have the chosen grams has this one as well. */
static double
guess_share (GArray *choices, const Choice *choice)
{
  guint nearest = APART;

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *other = &g_array_index (choices, Choice, i);

      if (!other->chosen)
        continue;
      if (g_str_equal (other->gram, choice->gram))
        return 1;
      nearest = MIN (nearest,
                     other->place > choice->place ? other->place - choice->place : choice->place - other->place);
    }
  if (nearest == APART)
    return choice->share;
  /* Of the same word: a part of it that is rare mostly stands where the rest does. */
  return MAX (sqrt (choice->share), nearest == 1 ? .7 : nearest == 2 ? .4 : .1);
}

/* What is saved when this one is asked for too, in numbers of lists that need not be read, a row of the table. */
static double
weigh (GArray *choices, const Choice *choice, double share)
{
  double kept = share * guess_share (choices, choice);

  return (share - kept) * ROW_COST - MIN (choice->share, share * PAGE_NUMBERS);
}

static Choice *
find_best (GArray *choices, double share)
{
  Choice *best = NULL;
  double most = 0;

  for (guint i = 0; i < choices->len; i++)
    {
      Choice *choice = &g_array_index (choices, Choice, i);
      double saved = choice->share > 0 && !choice->chosen ? weigh (choices, choice, share) : 0;

      if (saved > most)
        {
          best = choice;
          most = saved;
        }
    }
  return best;
}

static void
choose (GArray *choices, double share, GString *expression)
{
  for (guint n = 0; n < MOST_CHOSEN; n++)
    {
      Choice *choice = find_best (choices, share);

      if (choice == NULL)
        return;
      share *= guess_share (choices, choice);
      choice->chosen = TRUE;
      g_string_append_printf (expression, "%s\"%s\"", n > 0 ? " AND " : "", choice->gram);
    }
}

/**
 * office_record_search_append_words:
 * @table: a table with an index
 * @expression: for FTS5; empty
 * @request: what is looked for
 * @below: rows with a smaller number are looked for
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Adds what is wanted of the index for the query's words, beside its rooms and people; every record that matches has it.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_search_append_words (OfficeRecordTable *table, GString *expression,
                                   const OfficeRecordSearchRequest *request, gint64 below, GError **error)
{
  g_autoptr (GArray) choices = list_choices (request->query);
  double share = 1;
  gint64 all_reach;
  guint n_all;

  if (choices->len == 0)
    return TRUE;
  if (!measure_all (table, &below, &all_reach, &n_all, error) || !rate (table, choices, below, all_reach, error)
      || !rate_ids (table, "in-", request->rooms, below, all_reach, &share, error)
      || !rate_ids (table, "by-", request->people, below, all_reach, &share, error))
    return FALSE;
  choose (choices, share, expression);
  return TRUE;
}
