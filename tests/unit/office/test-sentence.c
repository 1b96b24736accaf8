/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that are written from right to left, in sentences that are not, and the other way round. */
#include "office-sentence.h"

#define ARABIC "محمد"
#define HEBREW "שלום"

static void
assert_sentence (const char *format, const char *name, const char *expected)
{
  g_autofree char *whole = office_sentence_dup_name (name);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = office_sentence_direct (g_strconcat (parts[0], whole, parts[1], NULL));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (void)
{
  g_autofree char *nothing = office_sentence_dup_name (NULL);

  g_assert_cmpstr (nothing, ==, "");
  assert_sentence ("%s is writing…", "Mei", "Mei is writing…");
  assert_sentence ("%s is writing…", "王小明", "王小明 is writing…");
  assert_sentence ("%s schreibt …", "", " schreibt …");
}

static void
test_right_to_left (void)
{
  assert_sentence ("%s is writing…", ARABIC, "\xe2\x80\x8e\xe2\x81\xa8" ARABIC "\xe2\x81\xa9 is writing…");
  assert_sentence ("3 replies by %s", "Dr. " ARABIC,
                   "\xe2\x80\x8e"
                   "3 replies by \xe2\x81\xa8"
                   "Dr. " ARABIC "\xe2\x81\xa9");
  /* A sentence of a language that goes from right to left keeps that, whoever it is about. */
  assert_sentence ("%s " HEBREW, ARABIC, "\xe2\x80\x8f\xe2\x81\xa8" ARABIC "\xe2\x81\xa9 " HEBREW);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/office/sentence/plain", test_plain);
  g_test_add_func ("/office/sentence/right-to-left", test_right_to_left);

  return g_test_run ();
}
