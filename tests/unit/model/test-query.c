/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-folded-text.h"
#include "office-query.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1772539200000) /* 2026-03-03T12:00Z */
#define DAY G_GINT64_CONSTANT (86400000)

static OfficeQuery *
parse_in (const char *text, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);

  g_assert_nonnull (zone);
  return office_query_parse (text, NOW, zone);
}

static OfficeQuery *
parse (const char *text)
{
  return parse_in (text, "UTC");
}

static char *
join (GPtrArray *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s[%s]", i > 0 ? " " : "", (char *) list->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
assert_list (GPtrArray *list, const char *expected)
{
  g_autofree char *text = join (list);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_fold (void)
{
  static const char *const texts[][2] = {
    { "Hello, World!", "hello world" },
    { "", "" },
    { "  \t\n", "" },
    { "?!… — «»", "" },
    { "Café ÉCOLE naïve", "cafe ecole naive" },
    { "Cafe\xcc\x81", "cafe" }, /* the accent as a character of its own */
    { "Straße STRASSE", "strasse strasse" },
    { "Ёлка Й", "елка и" },
    { "ΆΛΦΑ", "αλφα" },
    { "Ｏｆｆｉｃｅ　１２", "office 12" },
    { "ﬁle", "file" },
    { "ﾃｽﾄ", "テスト" },
    { "がぎ", "がぎ" },
    { "한국어", "한국어" },
    { "会议。明天", "会议 明天" },
    { "用Python写", "用python写" },
    { "soft\xc2\xad"
      "hyphen",
      "softhyphen" },
    { "👍🏽 ok❤️", "👍 ok❤" },
    { "हिन्दी", "हिन्दी" },
    { "مَدرسة", "مَدرسة" },
    { "foo.bar_baz-1", "foo bar baz 1" },
    { "x² ½", "x2 1 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = office_text_fold (texts[i][0]);
      g_autoptr (OfficeFoldedText) mapped = office_folded_text_new (texts[i][0]);

      g_assert_cmpstr (folded, ==, texts[i][1]);
      g_assert_cmpstr (folded, ==, mapped->text);
      g_assert_cmpuint (mapped->origins->len, ==, strlen (folded) + 1);
      g_assert_cmpuint (g_array_index (mapped->origins, gsize, strlen (folded)), ==, strlen (texts[i][0]));
    }
}

static gboolean
stands (const char *text, const char *words)
{
  return office_folded_find (text, text, words) != NULL;
}

static void
test_find (void)
{
  g_assert_true (stands ("the traffic office", "ffic"));
  g_assert_true (stands ("the traffic office", "traffic off"));
  g_assert_true (stands ("the traffic office", "of"));
  g_assert_false (stands ("the traffic", "af")); /* two letters begin a word */
  g_assert_false (stands ("banana", "a"));
  g_assert_true (stands ("banana\napple", "a"));
  g_assert_true (stands ("明天开会", "会"));
  g_assert_true (stands ("明天开会", "天开"));
  g_assert_true (stands ("用python写", "py"));
  g_assert_true (stands ("用python写", "n写") == FALSE);
  g_assert_true (stands ("用python写", "hon写"));
  g_assert_false (stands ("one\ntwo", "one two"));
}

static void
test_words (void)
{
  g_autoptr (OfficeQuery) query = parse (
      "Budget  \"Q3 Plan\" -draft -\"Old One\" „zwei Worte“ - -- foo:bar https://a.example/x");

  assert_list (query->words, "[budget] [q3 plan] [zwei worte] [foo bar] [https a example x]");
  assert_list (query->without, "[draft] [old one]");
  g_assert_cmpint (query->flags, ==, 0);
  g_assert_false (office_query_has_filters (query));
  g_assert_false (office_query_is_empty (query));
}

static void
test_matches (void)
{
  static const struct {
    const char *query, *text;
    gboolean matches;
  } cases[] = {
    { "plan budget", "the Budget, and a plan", TRUE },
    { "plan budget", "the budget", FALSE },
    { "\"budget plan\"", "a plan: budget", FALSE },
    { "\"budget plan\"", "Budget-Plan", TRUE },
    { "budget -draft", "budget, draft 2", FALSE },
    { "budget -draft", "budget 2", TRUE },
    { "ecole", "L’École", TRUE },
    { "會議", "明天的會議", TRUE },
    { "議", "明天的會議", TRUE },
    { "foo:bar", "see foo::bar()", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OfficeQuery) query = parse (cases[i].query);
      g_autofree char *folded = office_text_fold (cases[i].text);

      g_assert_cmpint (office_query_matches (query, folded), ==, cases[i].matches);
    }
}

static void
test_filters (void)
{
  g_autoptr (OfficeQuery) query = parse ("from:Anna FROM:\"Ben Müller\" in:#General is:open is:DONE is:task is:message "
                                         "is:mine has:link has:file has:task");

  assert_list (query->words, "");
  assert_list (query->from, "[anna] [ben muller]");
  assert_list (query->in, "[general]");
  g_assert_cmpint (query->flags, ==, 0xff);
  g_assert_true (office_query_has_filters (query));
}

static void
test_half_filters (void)
{
  g_autoptr (OfficeQuery) query = parse (
      "from: in: is:blue has: before:soon after:2026-13-01 on:2026-02-30 :x -from:anna");

  assert_list (query->words, "[from] [in] [is blue] [has] [before soon] [after 2026 13 01] [on 2026 02 30] [x]");
  assert_list (query->without, "[from anna]");
  g_assert_false (office_query_has_filters (query));
}

static gint64
today (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 3, 3, 2026);
  return g_date_get_julian (&date);
}

static void
assert_due (const char *text, gint64 first, gint64 last)
{
  g_autoptr (OfficeQuery) query = parse (text);
  const OfficeQueryTerm *term = query->terms->pdata[0];

  g_assert_cmpuint (query->terms->len, ==, 1);
  g_assert_cmpint (term->field, ==, OFFICE_TERM_DUE);
  g_assert_cmpint (term->first, ==, first);
  g_assert_cmpint (term->last, ==, last);
  g_assert_cmpuint (query->words->len, ==, 0);
  g_assert_true (office_query_asks_for_tasks (query));
}

static void
test_due (void)
{
  assert_due ("due:today", today (), today ());
  assert_due ("due:tomorrow", today () + 1, today () + 1);
  assert_due ("due:<7d", G_MININT64, today () + 6);
  assert_due ("due:<=1w", G_MININT64, today () + 7);
  assert_due ("due:7d", today (), today () + 7);
  assert_due ("due:>2026-03-05", today () + 3, G_MAXINT64);
  assert_due ("due:>=2026-03-05", today () + 2, G_MAXINT64);
  assert_due ("due:2026-03-01", today () - 2, today () - 2);
  assert_due ("due:any", G_MININT64, G_MAXINT64);
  assert_due ("due:none", 1, 0);
}

static void
assert_term (const char *text, OfficeQueryField field, gboolean negated, const char *value)
{
  g_autoptr (OfficeQuery) query = parse (text);
  const OfficeQueryTerm *term;

  g_assert_cmpuint (query->terms->len, ==, 1);
  term = query->terms->pdata[0];
  g_assert_cmpint (term->field, ==, field);
  g_assert_cmpint (term->negated, ==, negated);
  g_assert_cmpstr (term->value, ==, value);
  g_assert_cmpuint (query->words->len + query->without->len + query->wrong->len, ==, 0);
  g_assert_true (office_query_has_filters (query));
  g_assert_false (office_query_is_empty (query));
}

static void
test_task_terms (void)
{
  assert_term ("assigned:me", OFFICE_TERM_ASSIGNED, FALSE, "me");
  assert_term ("-assigned:@Anna", OFFICE_TERM_ASSIGNED, TRUE, "anna");
  assert_term ("assigned:none", OFFICE_TERM_ASSIGNED, FALSE, NULL);
  assert_term ("label:\"Fire safety\"", OFFICE_TERM_LABEL, FALSE, "fire safety");
  assert_term ("Priority:HIGH", OFFICE_TERM_PRIORITY, FALSE, "high");
  assert_term ("column:review", OFFICE_TERM_COLUMN, FALSE, "review");
  assert_term ("is:overdue", OFFICE_TERM_IS, FALSE, "overdue");
  assert_term ("due:overdue", OFFICE_TERM_IS, FALSE, "overdue");
  assert_term ("-is:done", OFFICE_TERM_IS, TRUE, "done");
  assert_term ("-has:file", OFFICE_TERM_HAS, TRUE, "file");
  assert_term ("has:steps", OFFICE_TERM_HAS, FALSE, "steps");
  assert_term ("-in:general", OFFICE_TERM_IN, TRUE, "general");
}

/* A filter of tasks whose value is none filters nothing, and is named. */
static void
test_wrong_terms (void)
{
  g_autoptr (OfficeQuery) query = parse (
      "due:soonish due: due:2026-02-30 due:99999999999999999999d priority:huge assigned: roof:red");

  assert_list (query->wrong,
               "[due:soonish] [due:] [due:2026-02-30] [due:99999999999999999999d] [priority:huge] [assigned:]");
  assert_list (query->words, "[roof red]");
  g_assert_cmpuint (query->terms->len, ==, 0);
}

/* One that messages know too is looked for as words besides: somebody may have said it. */
static void
test_wrong_filters (void)
{
  g_autoptr (OfficeQuery) query = parse ("is:blue has:wings before:soon after:2026-13-01 on:2026-02-30 at:noon");

  assert_list (query->wrong, "[is:blue] [has:wings] [before:soon] [after:2026-13-01] [on:2026-02-30]");
  g_assert_cmpuint (query->words->len, ==, 6);
}

static void
assert_days (const char *text, const char *zone, gint64 since, gint64 until)
{
  g_autoptr (OfficeQuery) query = parse_in (text, zone);

  g_assert_cmpint (query->since, ==, since);
  g_assert_cmpint (query->until, ==, until);
  assert_list (query->words, "");
}

static void
test_days (void)
{
  gint64 today = NOW - DAY / 2;

  assert_days ("on:today", "UTC", today, today + DAY);
  assert_days ("on:yesterday", "UTC", today - DAY, today);
  assert_days ("after:yesterday", "UTC", today, G_MAXINT64);
  assert_days ("before:2026-03-03", "UTC", 0, today);
  assert_days ("after:2026-03-01 before:2026-03-03", "UTC", today - DAY, today);
  /* The day of the person, not of the host. */
  assert_days ("on:2026-03-03", "Asia/Tokyo", today - 9 * DAY / 24, today + 15 * DAY / 24);
  /* A day of 23 hours. */
  assert_days ("on:2026-03-29", "Europe/Berlin", G_GINT64_CONSTANT (1774738800000), G_GINT64_CONSTANT (1774821600000));
}

static void
test_empty (void)
{
  static const char *const texts[] = { "", "   ", "-", "\"\"", "!?", "-draft" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (OfficeQuery) query = parse (texts[i]);

      g_assert_true (office_query_is_empty (query));
    }
}

static void
test_bounds (void)
{
  g_autofree char *long_word = g_strnfill (5000, 'x');
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (OfficeQuery) one = parse (long_word);
  g_autoptr (OfficeQuery) all = NULL;

  g_assert_cmpuint (strlen (one->words->pdata[0]), ==, OFFICE_QUERY_LENGTH);
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (many, "w%u ", i);
  all = parse (many->str);
  g_assert_cmpuint (all->words->len, ==, OFFICE_QUERY_TERMS);
}

/* Whatever is typed is a query, whose parts are folded texts. */
static void
test_hostile (void)
{
  static const char *const bits[] = { "\"",       "'",  "-",     ":",         "*",        "(",          ")",
                                      "AND",      "OR", "NOT",   "NEAR",      "^",        "{",          "}",
                                      "+",        " ",  "from:", "is:",       "before:",  "2026-02-29", "\xff",
                                      "\xe2\x80", "\n", "会",    "e\xcc\x81", "\xcc\x81", "👍",          "\x01",
                                      "%",        ";",  "\\",    "a",         "ß" };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (OfficeQuery) query = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
      query = parse (text->str);
      for (guint i = 0; i < query->words->len; i++)
        {
          g_autofree char *again = office_text_fold (query->words->pdata[i]);

          g_assert_true (g_utf8_validate (again, -1, NULL));
          g_assert_cmpstr (again, ==, query->words->pdata[i]);
        }
      g_assert_cmpint (query->since, >=, 0);
    }
}

static void
test_names (void)
{
  g_assert_true (office_query_name_matches ("anna", "Anna Lindqvist"));
  g_assert_true (office_query_name_matches ("lind", "Anna Lindqvist"));
  g_assert_true (office_query_name_matches ("anna l", "Anna Lindqvist"));
  g_assert_false (office_query_name_matches ("nna", "Anna Lindqvist"));
  g_assert_true (office_query_name_matches ("sofia", "Sofía Ribeiro"));
}

/* The snippet with its matches in brackets. */
static char *
mark (const char *query_text, const char *text, guint length)
{
  g_autoptr (OfficeQuery) query = parse (query_text);
  g_autoptr (OfficeSnippet) snippet = office_query_make_snippet (query, text, length);
  GString *marked = g_string_new (NULL);
  gsize at = 0;

  g_assert_true (g_utf8_validate (snippet->text, -1, NULL));
  for (guint i = 0; i < snippet->matches->len; i++)
    {
      const OfficeMatch *match = &g_array_index (snippet->matches, OfficeMatch, i);

      g_assert_cmpuint (match->start, >=, at);
      g_assert_cmpuint (match->end, >, match->start);
      g_string_append_len (marked, snippet->text + at, (gssize) (match->start - at));
      g_string_append_printf (marked, "[%.*s]", (int) (match->end - match->start), snippet->text + match->start);
      at = match->end;
    }
  g_string_append (marked, snippet->text + at);
  return g_string_free (marked, FALSE);
}

static void
assert_marked (const char *query, const char *text, guint length, const char *expected)
{
  g_autofree char *marked = mark (query, text, length);

  g_assert_cmpstr (marked, ==, expected);
}

static void
test_snippets (void)
{
  assert_marked ("lib", "Riverside Library\nand  the lib", 100, "Riverside [Lib]rary and the [lib]");
  assert_marked ("ecole",
                 "L’École, l’e\xcc\x81"
                 "cole",
                 100,
                 "L’[École], l’[e\xcc\x81"
                 "cole]");
  assert_marked ("strasse", "Die Straße", 100, "Die [Straße]");
  assert_marked ("会议", "明天的会议很长", 100, "明天的[会议]很长");
  assert_marked ("aaa", "aaaa", 100, "[aaa]a");
  assert_marked ("riv library iver", "Riverside Library", 100, "[River]side [Library]");
  assert_marked ("\"shelf plan\"", "A shelf, plan B", 100, "A [shelf, plan] B");
  assert_marked ("nothing", "Some words that are long enough", 10, "Some words…");
  assert_marked ("end", "word word word word word word word word the end of it.", 30, "…word the [end] of it.");
  assert_marked ("x", "", 20, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/query/fold", test_fold);
  g_test_add_func ("/query/find", test_find);
  g_test_add_func ("/query/words", test_words);
  g_test_add_func ("/query/matches", test_matches);
  g_test_add_func ("/query/filters", test_filters);
  g_test_add_func ("/query/half-filters", test_half_filters);
  g_test_add_func ("/query/due", test_due);
  g_test_add_func ("/query/task-terms", test_task_terms);
  g_test_add_func ("/query/wrong-terms", test_wrong_terms);
  g_test_add_func ("/query/wrong-filters", test_wrong_filters);
  g_test_add_func ("/query/days", test_days);
  g_test_add_func ("/query/empty", test_empty);
  g_test_add_func ("/query/bounds", test_bounds);
  g_test_add_func ("/query/hostile", test_hostile);
  g_test_add_func ("/query/names", test_names);
  g_test_add_func ("/query/snippets", test_snippets);
  return g_test_run ();
}
