/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-when-private.h"

#include <glib/gi18n.h>

#include "office-due.h"
#include "office-problem.h"

/*
 * A hand-written descent over words. Each office_when_read_… looks at the words from one on and says how many it took; 0: what
 * it looks for is not there, and nothing was written.
 *
 *   when     = duration | day [time] | time [day]
 *   duration = ["in"] (number unit | "half an hour") {["and"] number unit}
 *   day      = ["on"] (today | tomorrow | weekday | date)
 *   time     = ["at"] (9:00 | 9 am | nine | half past nine | noon …) ["in the evening"]
 *
 * A day without a time means nine o'clock. A time without a day means the next time that it is so late. A weekday that is today
 * means today while its time is ahead. Of a bare hour from one to six the afternoon's is meant; the night's is 3:00, or 3 am.
 * "In two days" keeps the time of day when the clocks change, "in 48 hours" does not.
 */

#define LONGEST 8 /* words that a time at the end of a text may have */

/* What the clocks skip when they go forward is an hour later; what they show twice is meant the first time. */
static gint64
at (GDateTime *day, int minutes)
{
  g_autoptr (GDateTime) midnight = g_date_time_new (g_date_time_get_timezone (day), g_date_time_get_year (day),
                                                    g_date_time_get_month (day), g_date_time_get_day_of_month (day), 0,
                                                    0, 0);
  g_autoptr (GDateTime) next = minutes >= 24 * 60 ? g_date_time_add_days (midnight, 1) : g_date_time_ref (midnight);
  gint64 guess;

  if (next == NULL)
    return 0;
  minutes %= 24 * 60;
  /* Counted from midnight the guess is off by what the clocks were changed meanwhile. */
  guess = g_date_time_to_unix (next) + minutes * 60;
  for (int shift = -3600 * 2; shift <= 3600 * 2; shift += 1800)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (guess + shift);
      g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, g_date_time_get_timezone (day));

      if (g_date_time_get_day_of_month (here) == g_date_time_get_day_of_month (next)
          && g_date_time_get_hour (here) * 60 + g_date_time_get_minute (here) == minutes)
        return (guess + shift) * 1000;
    }
  return guess * 1000;
}

static GDateTime *
resolve_day (OfficeWhenReader *self, const OfficeWhenDay *day, int minutes)
{
  int ahead;

  if (day->weekday == 0)
    return g_date_time_new (g_date_time_get_timezone (self->now), day->year, day->month, day->day, 12, 0, 0);
  ahead = (day->weekday - g_date_time_get_day_of_week (self->now) + 7) % 7;
  if (ahead == 0 && (self->says_next || at (self->now, minutes) <= g_date_time_to_unix (self->now) * 1000))
    ahead = 7;
  return g_date_time_add_days (self->now, ahead);
}

static gint64
resolve_time (OfficeWhenReader *self, int minutes)
{
  const gint64 today = at (self->now, minutes);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (self->now, 1);

  return today > g_date_time_to_unix (self->now) * 1000 ? today : at (tomorrow, minutes);
}

/* How many words from @i on are a time; 0: they are none, and *when is as it was. */
guint
office_when_read (OfficeWhenReader *self, guint i, gint64 now, OfficeWhenRead *read)
{
  gint64 *when = &read->when;
  g_autoptr (GDateTime) then = g_date_time_ref (self->now);
  g_autoptr (GDateTime) resolved = NULL;
  guint taken = office_when_read_duration (self, i, &then), more = 0;
  int minutes = -1;
  OfficeWhenDay day;

  read->dated = read->timed = TRUE;
  self->says_next = FALSE;
  if (taken > 0)
    {
      *when = then != NULL ? now + (g_date_time_to_unix (then) - g_date_time_to_unix (self->now)) * 1000 : 0;
      return taken;
    }
  taken = office_when_read_day (self, i, &day);
  if (taken > 0)
    more = office_when_read_time (self, i + taken, TRUE, &minutes);
  else
    {
      taken = office_when_read_time (self, i, FALSE, &minutes);
      if (taken == 0)
        return 0;
      more = office_when_read_day (self, i + taken, &day);
      if (more == 0)
        {
          read->dated = FALSE;
          *when = resolve_time (self, minutes);
          return taken;
        }
    }
  read->timed = minutes >= 0 || day.minutes >= 0;
  if (minutes < 0)
    minutes = day.minutes >= 0 ? day.minutes : OFFICE_WHEN_MORNING;
  else if (day.minutes >= OFFICE_WHEN_EVENING && minutes < OFFICE_WHEN_NOON)
    minutes += OFFICE_WHEN_NOON;
  resolved = resolve_day (self, &day, minutes);
  *when = resolved != NULL ? at (resolved, minutes) : 0;
  return taken + more;
}

static gboolean
check (gint64 when, gint64 now, GError **error)
{
  if (when > now)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "when", "%s", _ ("That time is over. Say one that is to come."));
  return FALSE;
}

static void
set_not_understood (GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "when", "%s",
                      _ ("That is no time that is understood. Try “in an hour”, “tomorrow 9:00” or “Monday 14:30”."));
}

/**
 * office_when_parse:
 * @text: what a person wrote
 * @now: ms since 1970
 * @zone: where that person is
 * @when: (out): ms since 1970, later than @now
 * @error: return location for an OFFICE_PROBLEM_INVALID
 *
 * Returns: whether @text is a time, and nothing else
 */
gboolean
office_when_parse (const char *text, gint64 now, GTimeZone *zone, gint64 *when, GError **error)
{
  g_auto (OfficeWhenReader) reader = { 0 };
  OfficeWhenRead read = { 0 };

  g_return_val_if_fail (text != NULL && zone != NULL && when != NULL, FALSE);

  office_when_reader_init (&reader, text, now, zone);
  if (reader.words->len > 0 && office_when_read (&reader, 0, now, &read) == reader.words->len)
    {
      *when = read.when;
      return check (*when, now, error);
    }
  set_not_understood (error);
  return FALSE;
}

/* The words between, without what joins them to the time. */
static char *
dup_rest (OfficeWhenReader *self, const char *text, guint from, guint to)
{
  while (from < to && IS (office_when_word_at (self, from), "to", "that", "about", "an", "zu", "dass"))
    from++;
  if (from >= to)
    return g_strdup ("");
  return g_strndup (text + g_array_index (self->starts, gsize, from),
                    g_array_index (self->ends, gsize, to - 1) - g_array_index (self->starts, gsize, from));
}

/**
 * office_when_split:
 * @text: what a person wrote: "tomorrow at nine to call Anna", "call Anna tomorrow at nine"
 * @now: ms since 1970
 * @zone: where that person is
 * @when: (out): ms since 1970, later than @now
 * @rest: (out) (transfer full): "call Anna"; may be empty
 * @error: return location for an OFFICE_PROBLEM_INVALID
 *
 * Returns: whether a time begins or ends @text
 */
gboolean
office_when_split (const char *text, gint64 now, GTimeZone *zone, gint64 *when, char **rest, GError **error)
{
  g_auto (OfficeWhenReader) reader = { 0 };
  OfficeWhenRead read = { 0 };
  guint n, taken;

  g_return_val_if_fail (text != NULL && zone != NULL && when != NULL && rest != NULL, FALSE);

  office_when_reader_init (&reader, text, now, zone);
  n = reader.words->len;
  taken = office_when_read (&reader, 0, now, &read);
  if (taken > 0)
    {
      *when = read.when;
      if (!check (*when, now, error))
        return FALSE;
      *rest = dup_rest (&reader, text, taken, n);
      return TRUE;
    }
  for (guint i = n > LONGEST ? n - LONGEST : 1; i < n; i++)
    if (office_when_read (&reader, i, now, &read) == n - i)
      {
        *when = read.when;
        if (!check (*when, now, error))
          return FALSE;
        *rest = dup_rest (&reader, text, 0, i);
        return TRUE;
      }
  set_not_understood (error);
  return FALSE;
}

/**
 * office_when_on_day:
 * @now: ms since 1970
 * @zone: where the person is
 * @days: days ahead; 0: today
 * @hour: 0 to 23
 *
 * Returns: ms since 1970
 */
gint64
office_when_on_day (gint64 now, GTimeZone *zone, guint days, int hour)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) day = g_date_time_add_days (here, days);

  return at (day, hour * 60);
}

/**
 * office_when_next_weekday:
 * @now: ms since 1970
 * @zone: where the person is
 * @weekday: 1: Monday, 7: Sunday
 * @hour: 0 to 23
 *
 * Returns: ms since 1970, on a later day than today
 */
gint64
office_when_next_weekday (gint64 now, GTimeZone *zone, int weekday, int hour)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);
  const int ahead = (weekday - g_date_time_get_day_of_week (here) + 7) % 7;

  return office_when_on_day (now, zone, ahead == 0 ? 7 : ahead, hour);
}

/**
 * office_when_to_text:
 * @when: ms since 1970
 * @now: ms since 1970
 *
 * Returns: (transfer full): @when as people say it: "17:00", "Tomorrow, 09:00", "Fri, 10:00"
 */
char *
office_when_to_text (gint64 when, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when / 1000);
  g_autofree char *due = g_date_time_format (time, "%Y-%m-%dT%H:%M");

  return office_due_to_text (due, now, TRUE);
}
