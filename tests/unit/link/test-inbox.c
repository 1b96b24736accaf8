/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-inbox.h"
#include "office-throttle.h"
#include "office-wait.h"

typedef struct {
  OfficeInbox *inbox;
  GString *heard; /* the texts in their order; "." is the end */
  gboolean clears;
  gboolean cleared_end;
  guint pieces; /* so many times the first text comes again */
  guint ms;     /* and not before */
} Fixture;

static void
hear (GBytes *text, gpointer data)
{
  Fixture *fixture = data;

  g_string_append (fixture->heard, text != NULL ? g_bytes_get_data (text, NULL) : ".");
  if (fixture->pieces > 0)
    {
      fixture->pieces--;
      office_inbox_again (fixture->inbox, fixture->ms);
    }
  if (fixture->clears)
    fixture->cleared_end |= office_inbox_clear (fixture->inbox);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->inbox = office_inbox_new (hear, fixture);
  fixture->heard = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_inbox_free (fixture->inbox);
  g_string_free (fixture->heard, TRUE);
}

static void
put (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text) + 1);

  office_inbox_put (fixture->inbox, bytes);
}

static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_alone_at_once (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a");
  g_assert_cmpstr (fixture->heard->str, ==, "a");
  spin ();
  put (fixture, "b");
  g_assert_cmpstr (fixture->heard->str, ==, "ab");
}

static void
test_one_in_a_turn (Fixture *fixture, gconstpointer data)
{
  for (const char *const *text = (const char *const[]){ "a", "b", "c", "d", NULL }; *text != NULL; text++)
    put (fixture, *text);
  office_inbox_put_end (fixture->inbox);
  g_assert_cmpstr (fixture->heard->str, ==, "a");
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (fixture->heard->str, ==, "ab");
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (fixture->heard->str, ==, "abc");
  spin ();
  g_assert_cmpstr (fixture->heard->str, ==, "abcd.");
}

static gboolean
paint (gpointer data)
{
  g_string_append_c (((Fixture *) data)->heard, '|');
  return G_SOURCE_REMOVE;
}

static void
test_after_painting (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a");
  put (fixture, "b");
  g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, paint, fixture, NULL);
  spin ();
  g_assert_cmpstr (fixture->heard->str, ==, "a|b");
}

/* The frame in which somebody sees what they did, some time later. */
static gboolean
paint_at_last (gpointer data)
{
  office_throttle_painted (office_throttle_get_default (), 0, 0, 1000);
  return paint (data);
}

/* Painting is not due yet: priorities alone would let the text pass. */
static void
test_awaited_frame (Fixture *fixture, gconstpointer data)
{
  office_throttle_painted (office_throttle_get_default (), 0, 0, G_USEC_PER_SEC);
  office_throttle_expect_painting (office_throttle_get_default (), g_get_monotonic_time ());
  put (fixture, "a");
  put (fixture, "b");
  /* Before what comes at the latest, even where the machine has no time for either. */
  g_timeout_add_full (G_PRIORITY_HIGH, 5, paint_at_last, fixture, NULL);
  OFFICE_WAIT_UNTIL (g_str_has_suffix (fixture->heard->str, "b"));
  g_assert_cmpstr (fixture->heard->str, ==, "a|b");
}

static gboolean
paint_for_ever (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_never_starves (Fixture *fixture, gconstpointer data)
{
  guint source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, paint_for_ever, NULL, NULL);

  put (fixture, "a");
  put (fixture, "b");
  put (fixture, "c");
  OFFICE_WAIT_UNTIL (g_str_equal (fixture->heard->str, "abc"));
  g_source_remove (source);
}

static void
test_cleared_from_within (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a");
  put (fixture, "b");
  put (fixture, "c");
  office_inbox_put_end (fixture->inbox);
  fixture->clears = TRUE;
  spin ();
  g_assert_cmpstr (fixture->heard->str, ==, "ab");
  g_assert_true (fixture->cleared_end);
}

/* A text that is taken in pieces keeps its place. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  fixture->pieces = 2;
  put (fixture, "a");
  put (fixture, "b");
  office_inbox_put_end (fixture->inbox);
  g_assert_cmpstr (fixture->heard->str, ==, "a");
  g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, paint, fixture, NULL);
  spin ();
  g_assert_cmpstr (fixture->heard->str, ==, "a|aab.");
}

/* One that cannot be taken yet: nothing passes it. */
static void
test_later (Fixture *fixture, gconstpointer data)
{
  const gint64 begun = g_get_monotonic_time ();

  fixture->pieces = 2;
  fixture->ms = 20;
  put (fixture, "a");
  put (fixture, "b");
  office_inbox_put_end (fixture->inbox);
  OFFICE_WAIT_UNTIL (g_str_equal (fixture->heard->str, "aaab."));
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 2 * 20000);
}

static void
test_again_and_cleared (Fixture *fixture, gconstpointer data)
{
  fixture->pieces = 2;
  put (fixture, "a");
  office_inbox_clear (fixture->inbox);
  spin ();
  g_assert_cmpstr (fixture->heard->str, ==, "a");
  put (fixture, "b");
  spin ();
  g_assert_cmpstr (fixture->heard->str, ==, "abb");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/link/inbox/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("alone-at-once", test_alone_at_once);
  ADD ("one-in-a-turn", test_one_in_a_turn);
  ADD ("after-painting", test_after_painting);
  ADD ("awaited-frame", test_awaited_frame);
  ADD ("never-starves", test_never_starves);
  ADD ("cleared-from-within", test_cleared_from_within);
  ADD ("again", test_again);
  ADD ("later", test_later);
  ADD ("again-and-cleared", test_again_and_cleared);
#undef ADD

  return g_test_run ();
}
