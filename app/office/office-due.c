/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-due.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define SOON 6 /* days ahead that a weekday alone names without doubt */

/* The form was checked where the record came in; a date that no calendar has (31 June) is refused here. */
static GDateTime *
parse_due (const char *due, gboolean *has_time)
{
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, n;

  if (due == NULL)
    return NULL;
  n = sscanf (due, "%4d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour, &minute);
  if (n != 3 && n != 5)
    return NULL;
  *has_time = n == 5;
  return g_date_time_new_local (year, month, day, hour, minute, 0);
}

static gint
days_of (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

static int
days_until (GDateTime *when, gint64 now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / 1000);

  return days_of (when) - days_of (today);
}

static char *
day_to_text (GDateTime *when, gint64 now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / 1000);
  int days = days_of (when) - days_of (today);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Tomorrow"));
  if (days == -1)
    return g_strdup (_ ("Yesterday"));
  if (days > 1 && days <= SOON)
    /* Translators: a day of the coming week, as in "Fri"; see g_date_time_format() */
    return g_date_time_format (when, _ ("%a"));
  if (days >= -SOON - 1 && days <= SOON + 1)
    /* Translators: a day some days ago, or in a week from now, as in "Mon 9 Jun" */
    return g_date_time_format (when, _ ("%a %-d %b"));
  if (g_date_time_get_year (when) != g_date_time_get_year (today))
    /* Translators: a day of another year, as in "20 Jun 2026" */
    return g_date_time_format (when, _ ("%-d %b %Y"));
  /* Translators: a day of this year, as in "20 Jun" */
  return g_date_time_format (when, _ ("%-d %b"));
}

/**
 * office_due_get_state:
 * @due: (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 * @now: ms since 1970
 *
 * Returns: how the day stands to today; a day that no calendar has is none
 */
OfficeDueState
office_due_get_state (const char *due, gint64 now)
{
  gboolean has_time;
  g_autoptr (GDateTime) when = parse_due (due, &has_time);
  int days;

  if (when == NULL)
    return OFFICE_DUE_NONE;
  days = days_until (when, now);
  if (days < 0)
    return OFFICE_DUE_LATE;
  if (days == 0)
    return OFFICE_DUE_TODAY;
  return days <= SOON ? OFFICE_DUE_SOON : OFFICE_DUE_FAR;
}

/**
 * office_due_to_text:
 * @due: (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 * @now: ms since 1970
 * @with_time: whether to tell the time too, where there is one
 *
 * Returns: (transfer full) (nullable): "Today", "Fri", "Mon 9 Jun", "20 Jun"; with the time "17:00" where it is today,
 *   else "Fri, 10:00"
 */
char *
office_due_to_text (const char *due, gint64 now, gboolean with_time)
{
  gboolean has_time;
  g_autoptr (GDateTime) when = parse_due (due, &has_time);
  g_autofree char *day = NULL, *time = NULL;

  if (when == NULL)
    return NULL;
  day = day_to_text (when, now);
  if (!with_time || !has_time)
    return g_steal_pointer (&day);
  /* Translators: a time of day, as in "17:00" */
  time = g_date_time_format (when, _ ("%-H:%M"));
  if (days_until (when, now) == 0)
    return g_steal_pointer (&time);
  /* Translators: a day, then a time of day, as in "Fri, 10:00" */
  return g_strdup_printf (C_ ("day and time", "%s, %s"), day, time);
}

/**
 * office_due_to_long_text:
 * @due: (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 *
 * Returns: (transfer full) (nullable): in full: "Friday 13 June, 10:00"
 */
char *
office_due_to_long_text (const char *due)
{
  gboolean has_time;
  g_autoptr (GDateTime) when = parse_due (due, &has_time);

  if (when == NULL)
    return NULL;
  /* Translators: a day in full, with and without a time of day, as in "Friday 13 June, 10:00" */
  return g_date_time_format (when, has_time ? _ ("%A %-d %B, %-H:%M") : _ ("%A %-d %B"));
}

/**
 * office_due_get_next_midnight:
 * @now: ms since 1970
 *
 * Returns: when the next day begins here, ms since 1970
 */
gint64
office_due_get_next_midnight (gint64 now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / 1000);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (today, 1);
  g_autoptr (GDateTime) midnight = g_date_time_new_local (g_date_time_get_year (tomorrow),
                                                          g_date_time_get_month (tomorrow),
                                                          g_date_time_get_day_of_month (tomorrow), 0, 0, 0);

  return g_date_time_to_unix (midnight) * 1000;
}

/**
 * office_due_get_day:
 * @due: (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 *
 * Returns: the day as g_date_get_julian(); 0: there is none, or no calendar has it
 */
guint
office_due_get_day (const char *due)
{
  int year, month, day;

  if (due == NULL || sscanf (due, "%4d-%2d-%2d", &year, &month, &day) != 3 || year < 1 || month < 1 || month > 12
      || day < 1 || !g_date_valid_dmy ((GDateDay) MIN (day, 32), (GDateMonth) month, (GDateYear) year))
    return 0;
  return g_date_get_julian (&(GDate){ .dmy = 1, .day = (guint) day, .month = (guint) month, .year = (guint) year });
}

/**
 * office_due_move:
 * @due: (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 * @days: how many days later
 *
 * The time of day stays, whatever clocks do between the two days.
 *
 * Returns: (transfer full) (nullable): the other day; %NULL where there was none, or no calendar has it
 */
char *
office_due_move (const char *due, int days)
{
  guint day = office_due_get_day (due);
  const char *time = due != NULL ? strchr (due, 'T') : NULL;
  g_autofree char *moved = NULL;

  if (day == 0 || (gint64) day + days < 1 || (gint64) day + days > G_MAXINT32)
    return NULL;
  moved = office_due_new ((guint) ((int) day + days));
  return moved != NULL ? g_strconcat (moved, time, NULL) : NULL;
}

/**
 * office_due_new:
 * @day: as g_date_get_julian()
 *
 * Returns: (transfer full) (nullable): "YYYY-MM-DD"; %NULL where the year has more than four digits
 */
char *
office_due_new (guint day)
{
  GDate date;

  if (!g_date_valid_julian (day))
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (g_date_get_year (&date) > 9999)
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}
