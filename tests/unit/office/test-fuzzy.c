/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-folded-text.h"
#include "office-fuzzy.h"

static int
score_as (const char *name, const char *typed, OfficeFuzziness fuzziness)
{
  g_autofree char *folded_name = office_text_fold (name);
  g_autofree char *folded_typed = office_text_fold (typed);

  return office_fuzzy_score (folded_name, folded_typed, fuzziness);
}

static int
score (const char *name, const char *typed)
{
  return score_as (name, typed, OFFICE_FUZZY_LOOSE);
}

static void
assert_better (const char *typed, const char *better, const char *worse)
{
  g_assert_cmpint (score (better, typed), >, score (worse, typed));
  g_assert_cmpint (score (worse, typed), >, 0);
}

static void
test_matches (void)
{
  g_assert_cmpint (score ("Riverside Library", "lib"), >, 0);
  g_assert_cmpint (score ("Riverside Library", "rl"), >, 0);
  g_assert_cmpint (score ("Riverside Library", "lbry"), >, 0);
  g_assert_cmpint (score ("Riverside Library", "library river"), >, 0);
  g_assert_cmpint (score ("Riverside Library", "libx"), ==, 0);
  g_assert_cmpint (score ("Riverside Library", "bil"), ==, 0);
  g_assert_cmpint (score ("Riverside Library", ""), ==, 0);
  g_assert_cmpint (score ("", "a"), ==, 0);
  g_assert_cmpint (score ("🌿", "a"), ==, 0);
  g_assert_cmpint (score ("Kitchen & plants 🌿", "🌿"), >, 0);
  /* One letter is where a word begins, else it would be everywhere. */
  g_assert_cmpint (score ("Riverside Library", "l"), >, 0);
  g_assert_cmpint (score ("Riverside Library", "v"), ==, 0);
}

static void
test_folds (void)
{
  g_assert_cmpint (score ("Sofía Ribeiro", "sofia"), >, 0);
  g_assert_cmpint (score ("Straße", "strasse"), >, 0);
  g_assert_cmpint (score ("façade", "FACADE"), >, 0);
  g_assert_cmpint (score ("ＡＢＣ", "abc"), >, 0);
  g_assert_cmpint (score ("مدرسة حلب", "حلب"), >, 0);
}

static void
test_chinese (void)
{
  g_assert_cmpint (score ("图书馆项目", "图书"), >, 0);
  g_assert_cmpint (score ("图书馆项目", "馆"), >, 0);
  g_assert_cmpint (score ("图书馆项目", "图项"), >, 0);
  g_assert_cmpint (score ("图书馆项目", "项图"), ==, 0);
  g_assert_cmpint (score ("Mei 梅琳", "梅"), >, 0);
  assert_better ("图书", "图书馆", "图画书");
}

static void
test_orders (void)
{
  assert_better ("lib", "Library", "Riverside Library");    /* the sooner, the better */
  assert_better ("lib", "Media Library", "Calibration");    /* where a word begins */
  assert_better ("gen", "General", "Garden entrance");      /* one after the other */
  assert_better ("ad", "Anna Duarte", "Karada");            /* initials */
  assert_better ("general", "General", "General assembly"); /* all of it */
}

static void
test_strict (void)
{
  const char *title = "Door schedule of the second level, with fire ratings and all other numbers";

  g_assert_cmpint (score_as (title, "door", OFFICE_FUZZY_STRICT), >, 0);
  g_assert_cmpint (score_as (title, "sched", OFFICE_FUZZY_STRICT), >, 0);
  g_assert_cmpint (score_as (title, "dsch", OFFICE_FUZZY_STRICT), >, 0);
  /* The letters of nearly any word are in a long title. */
  g_assert_cmpint (score_as (title, "colour", OFFICE_FUZZY_STRICT), ==, 0);
  g_assert_cmpint (score_as (title, "dnumbers", OFFICE_FUZZY_STRICT), >, 0);
}

static void
assert_marked (const char *text, const char *typed, const char *expected)
{
  g_autofree char *folded = office_text_fold (typed);
  g_autoptr (OfficeSnippet) snippet = office_fuzzy_make_snippet (text, folded);
  g_autoptr (GString) marked = g_string_new (snippet->text);

  for (guint i = snippet->matches->len; i > 0; i--)
    {
      const OfficeMatch *match = &g_array_index (snippet->matches, OfficeMatch, i - 1);

      g_string_insert_c (marked, (gssize) match->end, ']');
      g_string_insert_c (marked, (gssize) match->start, '[');
    }
  g_assert_cmpstr (marked->str, ==, expected);
}

static void
test_marks (void)
{
  assert_marked ("Riverside Library", "lib", "Riverside [Lib]rary");
  assert_marked ("Riverside Library", "rl", "[R]iverside [L]ibrary");
  assert_marked ("Riverside Library", "library river", "[River]side [Library]");
  assert_marked ("Sofía Ribeiro", "sofia", "[Sofía] Ribeiro");
  assert_marked ("Sofi\xcc\x81"
                 "a",
                 "fi", "So[fi\xcc\x81]a");
  assert_marked ("Straße", "strass", "[Straß]e");
  assert_marked ("图书馆项目", "书馆", "图[书馆]项目");
  assert_marked ("General", "", "General");
  assert_marked ("General", "xyz", "General");
}

/* However long, and whatever it is: no crash, and an end. */
static void
test_bounds (void)
{
  g_autofree char *name = g_strnfill (5000, 'a');
  g_autofree char *typed = g_strnfill (3000, 'a');

  g_assert_cmpint (score (name, typed), >, 0);
  assert_marked ("aaaa", "aa", "[aa]aa");
  g_assert_cmpint (score (typed, "a a a a a a a a a a a a a a"), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzzy/matches", test_matches);
  g_test_add_func ("/fuzzy/folds", test_folds);
  g_test_add_func ("/fuzzy/chinese", test_chinese);
  g_test_add_func ("/fuzzy/orders", test_orders);
  g_test_add_func ("/fuzzy/strict", test_strict);
  g_test_add_func ("/fuzzy/marks", test_marks);
  g_test_add_func ("/fuzzy/bounds", test_bounds);
  return g_test_run ();
}
