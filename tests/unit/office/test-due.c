/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-due-zone.h"
#include "office-due.h"

#define NOW  G_GINT64_CONSTANT (1749636000000) /* Wednesday 11 June 2025, 10:00 UTC */
#define HOUR G_GINT64_CONSTANT (3600000)

static const struct {
  const char *due;
  OfficeDueState state;
  const char *text;
  const char *with_time;
} cases[] = {
  { NULL, OFFICE_DUE_NONE, NULL, NULL },
  { "2025-06-31", OFFICE_DUE_NONE, NULL, NULL },
  { "soon", OFFICE_DUE_NONE, NULL, NULL },
  { "2025-06-11", OFFICE_DUE_TODAY, "Today", "Today" },
  { "2025-06-11T17:00", OFFICE_DUE_TODAY, "Today", "17:00" },
  { "2025-06-11T09:00", OFFICE_DUE_TODAY, "Today", "9:00" },
  { "2025-06-12", OFFICE_DUE_SOON, "Tomorrow", "Tomorrow" },
  { "2025-06-10", OFFICE_DUE_LATE, "Yesterday", "Yesterday" },
  { "2025-06-13T10:00", OFFICE_DUE_SOON, "Fri", "Fri, 10:00" },
  { "2025-06-17", OFFICE_DUE_SOON, "Tue", "Tue" },
  { "2025-06-18", OFFICE_DUE_FAR, "Wed 18 Jun", "Wed 18 Jun" },
  { "2025-06-20", OFFICE_DUE_FAR, "20 Jun", "20 Jun" },
  { "2025-06-09", OFFICE_DUE_LATE, "Mon 9 Jun", "Mon 9 Jun" },
  { "2025-05-02", OFFICE_DUE_LATE, "2 May", "2 May" },
  { "2026-01-02", OFFICE_DUE_FAR, "2 Jan 2026", "2 Jan 2026" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = office_due_to_text (cases[i].due, NOW, FALSE);
      g_autofree char *with_time = office_due_to_text (cases[i].due, NOW, TRUE);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (with_time, ==, cases[i].with_time);
      g_assert_cmpint (office_due_get_state (cases[i].due, NOW), ==, cases[i].state);
    }
}

static void
test_long (void)
{
  g_autofree char *with_time = office_due_to_long_text ("2025-06-13T10:00");
  g_autofree char *day = office_due_to_long_text ("2025-06-13");

  g_assert_cmpstr (with_time, ==, "Friday 13 June, 10:00");
  g_assert_cmpstr (day, ==, "Friday 13 June");
}

static void
test_midnight (void)
{
  g_assert_cmpint (office_due_get_next_midnight (NOW), ==, NOW + 14 * HOUR);
  g_assert_cmpint (office_due_get_next_midnight (NOW + 14 * HOUR), ==, NOW + 38 * HOUR);
}

static void
assert_local (const char *due, const char *zone, const char *expected)
{
  g_autofree char *local = office_due_to_zone (due, zone, NULL);

  g_assert_cmpstr (local, ==, expected);
}

/* Times that were meant elsewhere, read in Berlin. */
static void
test_zones (void)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  /* GLib reads TZ anew only when somebody asks for the zone. */
  g_time_zone_unref (g_time_zone_new_local ());
  assert_local (NULL, "Asia/Tokyo", NULL);
  assert_local ("2026-03-20T09:00", NULL, "2026-03-20T09:00");
  assert_local ("2026-03-20T09:00", "Europe/Berlin", "2026-03-20T09:00");
  assert_local ("2026-03-20T09:00", "Asia/Tokyo", "2026-03-20T01:00");
  assert_local ("2026-03-20", "Asia/Tokyo", "2026-03-20");
  assert_local ("2026-03-20T23:30", "America/Los_Angeles", "2026-03-21T07:30");
  /* New York has changed its clocks on 8 March, Berlin does on the 29th: for three weeks they are nearer. */
  assert_local ("2026-03-07T09:00", "America/New_York", "2026-03-07T15:00");
  assert_local ("2026-03-20T09:00", "America/New_York", "2026-03-20T14:00");
  assert_local ("2026-03-30T09:00", "America/New_York", "2026-03-30T15:00");
  /* That hour does not exist in Berlin. */
  assert_local ("2026-03-29T01:30", "Etc/UTC", "2026-03-29T03:30");
  /* Nobody knows this zone: better the time as it was written than none. */
  assert_local ("2026-03-20T09:00", "Mars/Olympus", "2026-03-20T09:00");
  assert_local ("2026-03-20T25:99", "Asia/Tokyo", "2026-03-20T25:99");
  g_setenv ("TZ", "UTC", TRUE);
}

static void
assert_moved (const char *due, int days, const char *expected)
{
  g_autofree char *moved = office_due_move (due, days);

  g_assert_cmpstr (moved, ==, expected);
}

static void
test_move (void)
{
  assert_moved ("2026-03-28T02:30", 1, "2026-03-29T02:30");
  assert_moved ("2026-10-24T09:00", 7, "2026-10-31T09:00");
  assert_moved ("2024-02-28", 1, "2024-02-29");
  assert_moved ("2026-01-01", -1, "2025-12-31");
  assert_moved (NULL, 1, NULL);
  assert_moved ("2026-02-30", 1, NULL);
  assert_moved ("9999-12-31", 1, NULL);
  assert_moved ("0001-01-01", -1, NULL);
  g_assert_cmpuint (office_due_get_day ("2026-03-03") + 1, ==, office_due_get_day ("2026-03-04T23:59"));
  g_assert_cmpuint (office_due_get_day ("soon"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/due/texts", test_cases);
  g_test_add_func ("/office/due/long", test_long);
  g_test_add_func ("/office/due/midnight", test_midnight);
  g_test_add_func ("/due/move", test_move);
  g_test_add_func ("/due/zones", test_zones);
  return g_test_run ();
}
