/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-throttle.h"

/* µs; the display shows a frame every 16 ms, of which 2 ms are left free */
#define MS       1000
#define INTERVAL (16 * MS)
#define LATER    (2 * INTERVAL)

static OfficeThrottle *
make_painted (gint64 from, gint64 to)
{
  OfficeThrottle *throttle = office_throttle_new ();

  office_throttle_painted (throttle, from, to, INTERVAL);
  return throttle;
}

/* So that pieces take that long, as far as one can tell. */
static void
do_pieces (OfficeThrottle *throttle, gint64 takes)
{
  for (int i = 0; i < 50; i++)
    office_throttle_did_piece (throttle, 0, takes);
}

static void
test_no_window (void)
{
  g_autoptr (OfficeThrottle) throttle = office_throttle_new ();

  g_assert_cmpint (office_throttle_get_wait (throttle, 5 * MS), ==, 0);
  office_throttle_did_piece (throttle, 5 * MS, 9 * MS);
  g_assert_cmpint (office_throttle_get_wait (throttle, 9 * MS), ==, 0);
  office_throttle_expect_painting (throttle, 9 * MS);
  g_assert_cmpint (office_throttle_get_wait (throttle, 9 * MS), ==, 0);
}

static void
test_between_frames (void)
{
  g_autoptr (OfficeThrottle) throttle = make_painted (1000 * MS, 1004 * MS);

  do_pieces (throttle, 5 * MS);
  g_assert_cmpint (office_throttle_get_wait (throttle, 1004 * MS), ==, 0);
  g_assert_cmpint (office_throttle_get_wait (throttle, 1009 * MS), ==, 0);
  /* It would not be done before the next frame is due, with something to spare. */
  g_assert_cmpint (office_throttle_get_wait (throttle, 1010 * MS), ==, 1004 * MS + LATER - 1010 * MS);
  office_throttle_painted (throttle, 1016 * MS, 1020 * MS, INTERVAL);
  g_assert_cmpint (office_throttle_get_wait (throttle, 1020 * MS), ==, 0);
}

static void
test_one_a_frame (void)
{
  g_autoptr (OfficeThrottle) throttle = make_painted (1000 * MS, 1015 * MS);

  do_pieces (throttle, 30 * MS);
  g_assert_cmpint (office_throttle_get_wait (throttle, 1015 * MS), >, 0);
  office_throttle_painted (throttle, 1016 * MS, 1031 * MS, INTERVAL);
  g_assert_cmpint (office_throttle_get_wait (throttle, 1031 * MS), ==, 0);
  office_throttle_did_piece (throttle, 1031 * MS, 1061 * MS);
  g_assert_cmpint (office_throttle_get_wait (throttle, 1061 * MS), >, 0);
}

static void
test_still (void)
{
  g_autoptr (OfficeThrottle) throttle = make_painted (1000 * MS, 1004 * MS);

  do_pieces (throttle, 5 * MS);
  g_assert_cmpint (office_throttle_get_wait (throttle, 1004 * MS + LATER - 1), ==, 1);
  g_assert_cmpint (office_throttle_get_wait (throttle, 1004 * MS + LATER), ==, 0);
}

static void
test_somebody_waits (void)
{
  g_autoptr (OfficeThrottle) throttle = make_painted (1000 * MS, 1004 * MS);

  /* However long nothing was painted. */
  office_throttle_expect_painting (throttle, 3000 * MS);
  g_assert_cmpint (office_throttle_get_wait (throttle, 3000 * MS), ==, LATER);
  g_assert_cmpint (office_throttle_get_wait (throttle, 3010 * MS), ==, LATER - 10 * MS);
  office_throttle_painted (throttle, 3011 * MS, 3014 * MS, INTERVAL);
  g_assert_cmpint (office_throttle_get_wait (throttle, 3014 * MS), ==, 0);
  /* What they did is not seen: no frame comes. */
  office_throttle_expect_painting (throttle, 4000 * MS);
  g_assert_cmpint (office_throttle_get_wait (throttle, 4000 * MS + LATER), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add_func ("/link/throttle/" path, function)
  ADD ("no-window", test_no_window);
  ADD ("between-frames", test_between_frames);
  ADD ("one-a-frame", test_one_a_frame);
  ADD ("still", test_still);
  ADD ("somebody-waits", test_somebody_waits);
#undef ADD

  return g_test_run ();
}
