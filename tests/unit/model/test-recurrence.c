/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-problem.h"
#include "office-recurrence.h"

static OfficeWallClock
clock_of (const char *text)
{
  OfficeWallClock clock;

  g_assert_true (office_wall_clock_read (&clock, text));
  return clock;
}

/* The next n days after the rule's beginning, each found from the one before, as tasks come again. */
static void
check_series (const char *rule, const char *start, const char *const *expected)
{
  g_autoptr (GTimeZone) zone = office_zone_open ("Europe/Berlin");
  g_autoptr (GError) error = NULL;
  OfficeWallClock here = clock_of (start);
  OfficeWallClock next;

  g_assert_true (office_recurrence_check (rule, &error));
  g_assert_no_error (error);
  for (guint i = 0; expected[i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      if (g_str_equal (expected[i], "end"))
        {
          g_assert_false (office_recurrence_next (rule, &here, &here, zone, &next));
          return;
        }
      g_assert_true (office_recurrence_next (rule, &here, &here, zone, &next));
      text = office_wall_clock_to_text (&next);
      g_assert_cmpstr (text, ==, expected[i]);
      here = next;
    }
}

#define SERIES(rule, start, ...) check_series (rule, start, (const char *const[]){ __VA_ARGS__, NULL })

static void
test_series (void)
{
  SERIES ("FREQ=DAILY", "2026-02-27", "2026-02-28", "2026-03-01");
  SERIES ("FREQ=DAILY;INTERVAL=3", "2026-12-30T09:30", "2027-01-02T09:30");
  /* Over both changes of daylight saving the time on the wall stays. */
  SERIES ("FREQ=DAILY", "2026-03-28T02:30", "2026-03-29T02:30", "2026-03-30T02:30");
  SERIES ("FREQ=WEEKLY", "2026-10-20T09:00", "2026-10-27T09:00");
  SERIES ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-06-01", "2026-06-05", "2026-06-08", "2026-06-12");
  SERIES ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "2026-06-01", "2026-06-05", "2026-06-15", "2026-06-19");
  SERIES ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-06-05", "2026-06-08");
  SERIES ("FREQ=WEEKLY;BYDAY=MO", "2026-06-03", "2026-06-08", "2026-06-15");
  SERIES ("FREQ=MONTHLY", "2026-01-31", "2026-03-31", "2026-05-31");
  SERIES ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-02-28", "2026-03-31");
  SERIES ("FREQ=MONTHLY;BYDAY=2TU", "2026-01-13", "2026-02-10");
  SERIES ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-30", "2026-02-27", "2026-03-31");
  SERIES ("FREQ=YEARLY", "2024-02-29", "2028-02-29");
  SERIES ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "2026-03-29", "2027-03-28");
}

static void
test_end (void)
{
  SERIES ("FREQ=DAILY;UNTIL=20260301", "2026-02-27", "2026-02-28", "2026-03-01", "end");
  /* 09:00 in Berlin is 08:00 UTC in winter. */
  SERIES ("FREQ=DAILY;UNTIL=20260301T080000Z", "2026-02-28T09:00", "2026-03-01T09:00", "end");
  SERIES ("FREQ=DAILY;UNTIL=20260301T075959Z", "2026-02-28T09:00", "end");
  SERIES ("UNTIL=20260301;FREQ=DAILY", "2026-02-28", "2026-03-01", "end");
  SERIES ("FREQ=DAILY;UNTIL=19990101", "2026-02-28", "end");
}

static void
test_count (void)
{
  g_autofree char *two = office_recurrence_count_down ("FREQ=DAILY;COUNT=3;INTERVAL=2");
  g_autofree char *three = office_recurrence_count_up (two);
  g_autofree char *last = office_recurrence_count_down ("FREQ=DAILY;COUNT=1");
  g_autofree char *endless = office_recurrence_count_down ("FREQ=DAILY");

  g_assert_cmpstr (two, ==, "FREQ=DAILY;COUNT=2;INTERVAL=2");
  g_assert_cmpstr (three, ==, "FREQ=DAILY;COUNT=3;INTERVAL=2");
  g_assert_null (last);
  g_assert_cmpstr (endless, ==, "FREQ=DAILY");
}

/* After completion: counted from the day on which it was done. */
static void
test_from_completion (void)
{
  g_autoptr (GTimeZone) zone = office_zone_open ("Asia/Shanghai");
  OfficeWallClock done = clock_of ("2026-06-10T18:00");
  OfficeWallClock next;

  g_assert_true (office_recurrence_next ("FREQ=DAILY;INTERVAL=3", &done, &done, zone, &next));
  g_assert_cmpint (next.day, ==, 13);
}

static void
test_refused (void)
{
  static const char *const rules[] = {
    "",
    "DAILY",
    "FREQ=",
    "FREQ=HOURLY",
    "FREQ=SECONDLY",
    "FREQ=DAILY;BYHOUR=1,2",
    "FREQ=DAILY;BYSECOND=1",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=DAILY;INTERVAL=1000",
    "FREQ=DAILY;COUNT=0",
    "FREQ=DAILY;COUNT=99999999999",
    "FREQ=DAILY;COUNT=2;UNTIL=20260101",
    "FREQ=DAILY;FREQ=WEEKLY",
    "RRULE:FREQ=DAILY",
    "FREQ=DAILY\nDTSTART:20260101",
    "freq=daily",
    "FREQ=DAILY;",
    ";FREQ=DAILY",
    "FREQ=DAILY;RSCALE=CHINESE",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=DAILY;UNTIL=20261301",
    "FREQ=DAILY;UNTIL=X",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=DAILY;BYSETPOS=2",
    "INTERVAL=1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (office_recurrence_check (rules[i], &error));
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
      g_assert_cmpstr (office_problem_get_field (error), ==, "repeat");
    }
}

/* A year of a task that comes again on working days. */
static void
test_year (void)
{
  g_autoptr (GTimeZone) zone = office_zone_open ("Europe/Berlin");
  OfficeWallClock here = clock_of ("2026-01-01T08:00");
  guint n = 0;

  while (here.year == 2026)
    {
      OfficeWallClock next;

      g_assert_true (office_recurrence_next ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", &here, &here, zone, &next));
      g_assert_cmpint (office_wall_clock_get_days (&here, &next), >=, 1);
      g_assert_cmpint (office_wall_clock_get_days (&here, &next), <=, 3);
      here = next;
      n++;
    }
  g_assert_cmpuint (n, ==, 261);
}

static void
test_zones (void)
{
  g_autoptr (GTimeZone) berlin = office_zone_open ("Europe/Berlin");
  OfficeWallClock skipped = clock_of ("2026-03-29T02:30");
  OfficeWallClock twice = clock_of ("2026-10-25T02:30");
  OfficeWallClock winter = clock_of ("2026-01-01T09:00");
  OfficeWallClock back;

  g_assert_nonnull (berlin);
  g_assert_cmpint (office_wall_clock_to_time (&winter, berlin), ==, G_GINT64_CONSTANT (1767254400000));
  g_assert_cmpint (office_wall_clock_to_time (&skipped, berlin), ==, G_GINT64_CONSTANT (1774746000000));
  g_assert_cmpint (office_wall_clock_to_time (&twice, berlin), ==, G_GINT64_CONSTANT (1792891800000));
  office_wall_clock_set_time (&back, G_GINT64_CONSTANT (1767254400000), berlin);
  g_assert_cmpint (back.hour, ==, 9);
  g_assert_cmpint (back.day, ==, 1);
  for (guint i = 0; i < 8; i++)
    {
      static const char *const names[] = { "",        "Mars/Base",      "../../etc/passwd", "/etc/localtime",
                                           "Europe/", "EST5EDT,M3.2.0", "+01:00",           "Europe" };

      g_assert_null (office_zone_open (names[i]));
    }
  g_assert_null (office_zone_open (NULL));
}

static void
test_days (void)
{
  OfficeWallClock clock = clock_of ("2026-02-28T23:59");
  OfficeWallClock later;
  OfficeWallClock untouched = clock;

  office_wall_clock_add_days (&clock, 1);
  g_assert_cmpint (clock.month, ==, 3);
  later = clock_of ("2027-03-01");
  g_assert_cmpint (office_wall_clock_get_days (&clock, &later), ==, 365);
  office_wall_clock_add_days (&clock, G_MAXINT);
  g_assert_cmpint (clock.year, ==, 2026);
  g_assert_false (office_wall_clock_read (&untouched, "2026-02-30"));
  g_assert_false (office_wall_clock_read (&untouched, "2026-02-03T24:00"));
  g_assert_false (office_wall_clock_read (&untouched, "2026-02-03 10:00"));
  g_assert_false (office_wall_clock_read (&untouched, NULL));
  g_assert_cmpint (untouched.day, ==, 28);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence/series", test_series);
  g_test_add_func ("/recurrence/end", test_end);
  g_test_add_func ("/recurrence/count", test_count);
  g_test_add_func ("/recurrence/from-completion", test_from_completion);
  g_test_add_func ("/recurrence/refused", test_refused);
  g_test_add_func ("/recurrence/year", test_year);
  g_test_add_func ("/recurrence/zones", test_zones);
  g_test_add_func ("/recurrence/days", test_days);
  return g_test_run ();
}
