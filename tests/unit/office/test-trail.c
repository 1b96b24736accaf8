/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-trail.h"

/* A place is written as "room", or "room/task". */
static OfficeTrailPlace *
place (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);
  OfficeTrailPlace *made = office_trail_place_new ();

  made->room = g_strdup (parts[0]);
  made->task = g_strdup (parts[1]);
  return made;
}

static void
visit (OfficeTrail *trail, const char *text)
{
  g_autoptr (OfficeTrailPlace) made = place (text);

  office_trail_visit (trail, made);
}

static gboolean
is_there (const OfficeTrailPlace *made, gpointer gone)
{
  return g_strcmp0 (made->room, gone) != 0;
}

static void
assert_goes (OfficeTrail *trail, int step, const char *gone, const char *expected)
{
  const OfficeTrailPlace *made = office_trail_go (trail, step, is_there, (gpointer) gone);
  g_autofree char *text = made == NULL         ? NULL
                          : made->task != NULL ? g_strdup_printf ("%s/%s", made->room, made->task)
                                               : g_strdup (made->room);

  g_assert_cmpstr (text, ==, expected);
  g_assert_true (made == NULL || made == office_trail_get_current (trail));
}

static void
test_back_and_forward (void)
{
  g_autoptr (OfficeTrail) trail = office_trail_new ();

  g_assert_null (office_trail_get_current (trail));
  g_assert_false (office_trail_can_go (trail, -1));
  assert_goes (trail, -1, NULL, NULL);
  visit (trail, "a");
  g_assert_false (office_trail_can_go (trail, -1));
  visit (trail, "b");
  visit (trail, "b/task");
  g_assert_true (office_trail_can_go (trail, -1));
  g_assert_false (office_trail_can_go (trail, 1));
  assert_goes (trail, -1, NULL, "b");
  assert_goes (trail, -1, NULL, "a");
  assert_goes (trail, -1, NULL, NULL);
  g_assert_cmpstr (office_trail_get_current (trail)->room, ==, "a");
  assert_goes (trail, 1, NULL, "b");
  /* Going somewhere else leaves what lay ahead. */
  visit (trail, "c");
  g_assert_false (office_trail_can_go (trail, 1));
  assert_goes (trail, -1, NULL, "b");
}

static void
test_no_duplicates (void)
{
  g_autoptr (OfficeTrail) trail = office_trail_new ();

  visit (trail, "a");
  visit (trail, "b");
  visit (trail, "b");
  assert_goes (trail, -1, NULL, "a");
  /* Being where one is keeps what lies ahead. */
  visit (trail, "a");
  assert_goes (trail, 1, NULL, "b");
}

static void
test_gone (void)
{
  g_autoptr (OfficeTrail) trail = office_trail_new ();

  visit (trail, "a");
  visit (trail, "gone");
  visit (trail, "gone/task");
  visit (trail, "b");
  assert_goes (trail, -1, "gone", "a");
  assert_goes (trail, 1, "gone", "b");
  /* What has gone between two visits to one place leaves one of them. */
  visit (trail, "gone");
  visit (trail, "b");
  assert_goes (trail, -1, "gone", "a");
  assert_goes (trail, 1, NULL, "b");
  g_assert_false (office_trail_can_go (trail, 1));
}

static void
test_position (void)
{
  g_autoptr (OfficeTrail) trail = office_trail_new ();

  office_trail_note_position (trail, "nowhere", 1);
  visit (trail, "a");
  office_trail_note_position (trail, "m1", -12);
  visit (trail, "b");
  assert_goes (trail, -1, NULL, "a");
  g_assert_cmpstr (office_trail_get_current (trail)->position, ==, "m1");
  g_assert_cmpfloat (office_trail_get_current (trail)->offset, ==, -12);
  /* Where one looks makes no other place. */
  visit (trail, "a");
  g_assert_true (office_trail_can_go (trail, 1));
}

static void
test_recent (void)
{
  g_autoptr (OfficeTrail) trail = office_trail_new ();
  g_auto (GStrv) recent = NULL;
  g_autofree char *text = NULL;

  visit (trail, "a");
  visit (trail, "b");
  visit (trail, "b/task");
  visit (trail, "a");
  visit (trail, "c");
  assert_goes (trail, -1, NULL, "a");
  recent = office_trail_dup_recent (trail);
  text = g_strjoinv (" ", recent);
  g_assert_cmpstr (text, ==, "a task b c");
}

static void
test_bounded (void)
{
  g_autoptr (OfficeTrail) trail = office_trail_new ();
  guint n = 0;

  for (guint i = 0; i < 3 * OFFICE_TRAIL_MOST; i++)
    visit (trail, i % 2 == 0 ? "a" : "b");
  while (office_trail_go (trail, -1, is_there, NULL) != NULL)
    n++;
  g_assert_cmpuint (n, ==, OFFICE_TRAIL_MOST - 1);
  office_trail_clear (trail);
  g_assert_null (office_trail_get_current (trail));
  g_assert_false (office_trail_can_go (trail, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trail/back-and-forward", test_back_and_forward);
  g_test_add_func ("/trail/no-duplicates", test_no_duplicates);
  g_test_add_func ("/trail/gone", test_gone);
  g_test_add_func ("/trail/position", test_position);
  g_test_add_func ("/trail/recent", test_recent);
  g_test_add_func ("/trail/bounded", test_bounded);
  return g_test_run ();
}
