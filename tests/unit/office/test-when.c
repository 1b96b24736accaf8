/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-when.h"

#include "office-problem.h"

/* Wednesday 11 June 2025, 12:00 in Berlin, ten o'clock UTC. */
#define NOW G_GINT64_CONSTANT (1749636000000)

static char *
say (gint64 when, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (here, "%Y-%m-%d %H:%M");
}

static gint64
at (const char *text, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

static const struct {
  const char *text;
  const char *when; /* in Berlin; NULL: refused */
} cases[] = {
  /* From now on. */
  { "in an hour", "2025-06-11 13:00" },
  { "In 20 Minutes", "2025-06-11 12:20" },
  { "in 20 min", "2025-06-11 12:20" },
  { "20m", "2025-06-11 12:20" },
  { "in 1h30m", "2025-06-11 13:30" },
  { "in half an hour", "2025-06-11 12:30" },
  { "in einer halben Stunde", "2025-06-11 12:30" },
  { "in einer Stunde", "2025-06-11 13:00" },
  { "in zwei Stunden und 15 Minuten", "2025-06-11 14:15" },
  { "in 3 days", "2025-06-14 12:00" },
  { "in zwei Wochen", "2025-06-25 12:00" },
  { "in a month", "2025-07-11 12:00" },
  /* A day. */
  { "tomorrow", "2025-06-12 09:00" },
  { "morgen", "2025-06-12 09:00" },
  { "tomorrow at nine", "2025-06-12 09:00" },
  { "tomorrow at 9", "2025-06-12 09:00" },
  { "tomorrow 9:00", "2025-06-12 09:00" },
  { "tomorrow, 9:00", "2025-06-12 09:00" },
  { "tomorrow at three", "2025-06-12 15:00" },
  { "tomorrow 3:00", "2025-06-12 03:00" },
  { "tomorrow at 3 am", "2025-06-12 03:00" },
  { "tomorrow morning", "2025-06-12 09:00" },
  { "tomorrow at nine in the evening", "2025-06-12 21:00" },
  { "morgen um neun", "2025-06-12 09:00" },
  { "morgen um 9 Uhr 30", "2025-06-12 09:30" },
  { "morgen früh", "2025-06-12 09:00" },
  { "morgen um halb zehn", "2025-06-12 09:30" },
  { "morgen um viertel vor acht", "2025-06-12 07:45" },
  { "morgen um acht Uhr abends", "2025-06-12 20:00" },
  { "tomorrow at half past two", "2025-06-12 14:30" },
  { "übermorgen 14.30 Uhr", "2025-06-13 14:30" },
  { "the day after tomorrow at noon", "2025-06-13 12:00" },
  { "9:00 tomorrow", "2025-06-12 09:00" },
  { "heute abend", "2025-06-11 18:00" },
  { "heute um fünf", "2025-06-11 17:00" },
  { "tonight", "2025-06-11 20:00" },
  { "tonight at nine", "2025-06-11 21:00" },
  { "today 8:00", NULL },
  { "today at 17:30", "2025-06-11 17:30" },
  /* A time alone is the next one. */
  { "at 17:00", "2025-06-11 17:00" },
  { "8:00", "2025-06-12 08:00" },
  { "5pm", "2025-06-11 17:00" },
  { "noon", "2025-06-12 12:00" },
  { "24:00", "2025-06-12 00:00" },
  { "25:00", NULL },
  { "9:60", NULL },
  /* A day of the week. */
  { "monday", "2025-06-16 09:00" },
  { "Monday 14:30", "2025-06-16 14:30" },
  { "on Monday at 14:30", "2025-06-16 14:30" },
  { "am Montag um 14 Uhr", "2025-06-16 14:00" },
  { "wednesday 14:00", "2025-06-11 14:00" },
  { "wednesday 11:00", "2025-06-18 11:00" },
  { "next Wednesday 14:00", "2025-06-18 14:00" },
  { "nächsten Freitag", "2025-06-13 09:00" },
  { "next week", "2025-06-16 09:00" },
  /* A date. */
  { "2026-12-01 10:00", "2026-12-01 10:00" },
  { "2026-12-01", "2026-12-01 09:00" },
  { "1.12.", "2025-12-01 09:00" },
  { "1.12.2026 um 8:15", "2026-12-01 08:15" },
  { "1.2.", "2026-02-01 09:00" },
  { "1 December", "2025-12-01 09:00" },
  { "December 1st at 10", "2025-12-01 10:00" },
  { "3. März 2027 10:00", "2027-03-03 10:00" },
  { "2025-02-30", NULL },
  { "2025-06-10 10:00", NULL },
  /* Nothing of the kind. */
  { "", NULL },
  { "soon", NULL },
  { "in", NULL },
  { "at", NULL },
  { "in 99999 days", NULL },
  { "in 0 minutes", NULL },
  { "tomorrow maybe", NULL },
  { "nine", NULL },
  { "5", NULL },
  { "2025-06-12-13", NULL },
  { "in 9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w"
    "9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w9999w",
    NULL },
};

static void
test_cases (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *said = NULL;
      gint64 when;

      if (cases[i].when == NULL)
        {
          g_assert_false (office_when_parse (cases[i].text, NOW, zone, &when, &error));
          g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
          continue;
        }
      g_test_message ("%s", cases[i].text);
      office_when_parse (cases[i].text, NOW, zone, &when, &error);
      g_assert_no_error (error);
      said = say (when, zone);
      g_assert_cmpstr (said, ==, cases[i].when);
    }
}

/* The clocks of Berlin go forward on 30 March 2025 at 2:00, and back on 26 October at 3:00. */
static const struct {
  const char *now;
  const char *text;
  const char *when; /* UTC */
} changes[] = {
  { "2025-03-29T12:00:00", "tomorrow 10:00", "2025-03-30T08:00:00Z" },
  { "2025-03-29T12:00:00", "in 1 day", "2025-03-30T10:00:00Z" },
  { "2025-03-29T12:00:00", "in 24 hours", "2025-03-30T11:00:00Z" },
  { "2025-03-29T12:00:00", "tomorrow 2:30", "2025-03-30T01:30:00Z" }, /* there is none: 3:30 */
  { "2025-03-30T01:30:00", "in an hour", "2025-03-30T01:30:00Z" },
  { "2025-10-25T12:00:00", "tomorrow 10:00", "2025-10-26T09:00:00Z" },
  { "2025-10-25T12:00:00", "tomorrow 2:30", "2025-10-26T00:30:00Z" }, /* the first of two */
  { "2025-10-25T12:00:00", "in 24 hours", "2025-10-26T10:00:00Z" },
  { "2025-10-25T12:00:00", "monday 9:00", "2025-10-27T08:00:00Z" },
  { "2025-12-31T23:30:00", "in an hour", "2025-12-31T23:30:00Z" },
  { "2025-12-31T23:30:00", "tomorrow", "2026-01-01T08:00:00Z" },
};

static void
test_clock_changes (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 when;

      g_test_message ("%s, %s", changes[i].now, changes[i].text);
      office_when_parse (changes[i].text, at (changes[i].now, zone), zone, &when, &error);
      g_assert_no_error (error);
      g_assert_cmpint (when, ==, at (changes[i].when, utc));
    }
}

static const struct {
  const char *text;
  const char *when;
  const char *rest;
} splits[] = {
  { "tomorrow at nine to call Anna", "2025-06-12 09:00", "call Anna" },
  { "in 20 minutes tea", "2025-06-11 12:20", "tea" },
  { "in einer Stunde an den Tee", "2025-06-11 13:00", "den Tee" },
  { "to call Anna  tomorrow 14:00", "2025-06-12 14:00", "call Anna" },
  { "call Anna on Monday", "2025-06-16 09:00", "call Anna" },
  { "tomorrow 3 people come", "2025-06-12 09:00", "3 people come" },
  { "tomorrow 3 to be there", "2025-06-12 15:00", "be there" },
  { "Monday 14:30", "2025-06-16 14:30", "" },
  { "call Anna", NULL, NULL },
  { "", NULL, NULL },
};

static void
test_split (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rest = NULL;
      g_autofree char *said = NULL;
      gint64 when;

      g_test_message ("%s", splits[i].text);
      if (!office_when_split (splits[i].text, NOW, zone, &when, &rest, &error))
        {
          g_assert_null (splits[i].when);
          continue;
        }
      said = say (when, zone);
      g_assert_cmpstr (said, ==, splits[i].when);
      g_assert_cmpstr (rest, ==, splits[i].rest);
    }
}

static void
test_offered (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  g_assert_cmpint (office_when_on_day (NOW, zone, 1, 9), ==, at ("2025-06-12T09:00:00", zone));
  g_assert_cmpint (office_when_next_weekday (NOW, zone, 1, 9), ==, at ("2025-06-16T09:00:00", zone));
  g_assert_cmpint (office_when_next_weekday (NOW, zone, 3, 9), ==, at ("2025-06-18T09:00:00", zone));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/when/cases", test_cases);
  g_test_add_func ("/office/when/clock-changes", test_clock_changes);
  g_test_add_func ("/office/when/split", test_split);
  g_test_add_func ("/office/when/offered", test_offered);
  return g_test_run ();
}
