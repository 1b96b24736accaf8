/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-merge.h"

static void
assert_merge (const char *base, const char *mine, const char *theirs, const char *expected)
{
  g_autofree char *merged = office_merge_texts (base, mine, theirs);
  g_autofree char *other_way = office_merge_texts (base, theirs, mine);

  g_assert_cmpstr (merged, ==, expected);
  g_assert_cmpstr (other_way, ==, expected);
}

static void
test_one_side (void)
{
  assert_merge ("a\nb\nc", "a\nb\nc", "a\nB\nc", "a\nB\nc");
  assert_merge ("a\nb\nc", "a\nc", "a\nb\nc", "a\nc");
  assert_merge (NULL, NULL, "a\nb", "a\nb");
  assert_merge ("a", NULL, "a", "");
  assert_merge ("a\n", "a", "a\n", "a");
}

static void
test_both_sides (void)
{
  assert_merge ("a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD", "A\nb\nc\nD");
  assert_merge ("a\nb\nc\nd", "a\nb\nc\nd\ne", "b\nc\nd", "b\nc\nd\ne");
  assert_merge ("a\nb\nc", "a\nx\nb\nc", "a\nb\ny\nc", "a\nx\nb\ny\nc");
  assert_merge ("1\n2\n3\n4\n5\n6\n7", "1\n4\n5\n2\n3\n6\n7", "1\n2\n3\n4\n5\n6\nseven", "1\n4\n5\n2\n3\n6\nseven");
  assert_merge ("Ä\n中文\n🙂", "Ä\n中文\n🙂\nيوم", "Ö\n中文\n🙂", "Ö\n中文\n🙂\nيوم");
}

static void
test_the_same (void)
{
  assert_merge ("a\nb", "a\nB", "a\nB", "a\nB");
  assert_merge ("a\nb\nc", "x\nb\nC", "x\nb\nc", "x\nb\nC");
  assert_merge (NULL, "new", "new", "new");
}

static void
test_conflict (void)
{
  assert_merge ("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc", NULL);
  assert_merge (NULL, "mine", "theirs", NULL);
  assert_merge ("a\nb\nc", "a\nc", "a\nB\nc", NULL);
  assert_merge ("a\nb", "A\nb", "a\nB", NULL); /* nothing between them that both left alone */
}

static char *
count_lines (guint from, guint to, const char *first)
{
  GString *text = g_string_new (first);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, "%u\n", i);
  return g_string_free (text, FALSE);
}

/* Wholly other texts, each as long as a description may have lines. */
static void
test_large (void)
{
  g_autofree char *base = count_lines (0, 5000, "");
  g_autofree char *mine = count_lines (5000, 10000, "");
  g_autofree char *theirs = count_lines (10000, 15000, "");
  g_autofree char *start = count_lines (0, 5000, "first\n");
  g_autofree char *end = g_strconcat (base, "last", NULL);
  g_autofree char *both = g_strconcat (start, "last", NULL);

  assert_merge (base, mine, theirs, NULL);
  assert_merge (base, start, end, both);
}

static char *
make_random (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
    g_string_append_c (text, "ab\n\n"[g_test_rand_int_range (0, 4)]);
  return g_string_free (text, FALSE);
}

/* Whatever the texts are: who alone changed something gets it, and both changes alike are one. */
static void
test_random (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autofree char *base = make_random ();
      g_autofree char *changed = make_random ();

      assert_merge (base, changed, base, changed);
      assert_merge (base, changed, changed, changed);
    }
}

static void
test_keep_both (void)
{
  g_autofree char *both = office_merge_keep_both ("mine", "theirs");
  g_autofree char *ended = office_merge_keep_both ("mine", "theirs\n");
  g_autofree char *only_mine = office_merge_keep_both ("mine", NULL);
  g_autofree char *only_theirs = office_merge_keep_both ("", "theirs");

  g_assert_cmpstr (both, ==, "theirs\n――――――――\nmine");
  g_assert_cmpstr (ended, ==, "theirs\n――――――――\nmine");
  g_assert_cmpstr (only_mine, ==, "mine");
  g_assert_cmpstr (only_theirs, ==, "theirs");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge-texts/one-side", test_one_side);
  g_test_add_func ("/merge-texts/both-sides", test_both_sides);
  g_test_add_func ("/merge-texts/the-same", test_the_same);
  g_test_add_func ("/merge-texts/conflict", test_conflict);
  g_test_add_func ("/merge-texts/large", test_large);
  g_test_add_func ("/merge-texts/random", test_random);
  g_test_add_func ("/merge-texts/keep-both", test_keep_both);
  return g_test_run ();
}
