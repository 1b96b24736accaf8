/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-effects.h"
#include "office-seen.h"

#define BEN "0190a000-0000-7000-8000-0000000000a2"
#define CAT "0190a000-0000-7000-8000-0000000000a3"

static void
check (const char *text, const char *plain, const char *people, const char *tasks)
{
  g_autofree char *got = office_text_to_plain (text);
  g_auto (GStrv) person_ids = office_text_dup_mentions (text, "person");
  g_auto (GStrv) task_ids = office_text_dup_mentions (text, "task");
  g_autofree char *got_people = g_strjoinv (" ", person_ids);
  g_autofree char *got_tasks = g_strjoinv (" ", task_ids);

  g_assert_cmpstr (got, ==, plain);
  g_assert_cmpstr (got_people, ==, people);
  g_assert_cmpstr (got_tasks, ==, tasks);
}

static void
test_links (void)
{
  check ("Hello", "Hello", "", "");
  check (NULL, "", "", "");
  check ("[@Ben](office:person/" BEN ")", "@Ben", BEN, "");
  check ("Hi [@Ben](office:person/" BEN "), see [Door schedule, level 2](office:task/" CAT ")!",
         "Hi @Ben, see Door schedule, level 2!", BEN, CAT);
  check ("[@Ben](office:person/" BEN ")[@Cat](office:person/" CAT ")[@Ben](office:person/" BEN ")", "@Ben@Cat@Ben",
         BEN " " CAT, "");
  check ("a [b [@Ben](office:person/" BEN ") c] d", "a [b @Ben c] d", BEN, "");
  check ("[@Zoë 🪴](office:person/" BEN ")", "@Zoë 🪴", BEN, "");
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "[@Ben](office:person/0190a000)",
    "[@Ben](office:person/" BEN,
    "[@Ben](office:person/" BEN "]",
    "[@Ben](office:person/" BEN "x)",
    "[@Ben](office:person/0190A000-0000-7000-8000-0000000000A2)",
    "[@Ben](office:/" BEN ")",
    "[@Ben](office:person" BEN ")",
    "[@Ben](https://example.com/" BEN ")",
    "[](office:person/" BEN ")",
    "@Ben](office:person/" BEN ")",
    "[@B\nen](office:person/" BEN ")",
    "[@B]en](office:person/" BEN ")",
    "](office:",
    "](office:](office:](office:person/",
    "[[[[[",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check (texts[i], texts[i], "", "");
}

/* Many beginnings without an end cost no more than their length. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "](office:");
  g_string_append (text, "[@Ben](office:person/" BEN ")");
  ids = office_text_dup_mentions (text->str, "person");
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
}

/* What nobody can see is no title, no name of a room, no message. */
static void
test_blank (void)
{
  static const char *const blank[] = { "",
                                       " \t\n",
                                       "\xe2\x80\x8b\xe2\x80\x8b" /* zero width */,
                                       "\xe2\x80\xae" /* right to left */,
                                       "\xe3\x85\xa4" /* Hangul filler */,
                                       "\xe2\xa0\x80" /* an empty cell of Braille */,
                                       "\xef\xb8\x8f" /* a variation selector */,
                                       "\xc2\xad" /* soft hyphen */ };
  static const char *const seen[]
      = { "a", " .", "梅", "👨\xe2\x80\x8d👩", "\xf0\x9f\xab\xa8" /* an emoji of 2022 */, "\xe2\x80\x8bx" };

  for (guint i = 0; i < G_N_ELEMENTS (blank); i++)
    g_assert_true (office_text_is_blank (blank[i]));
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_false (office_text_is_blank (seen[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/links", test_links);
  g_test_add_func ("/text/hostile", test_hostile);
  g_test_add_func ("/text/long", test_long);
  g_test_add_func ("/text/blank", test_blank);
  return g_test_run ();
}
