/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-until.h"

#include "office-due.h"

#include <glib/gi18n.h>

#define MINUTE  G_GINT64_CONSTANT (60000)
#define SOON    6 /* days ahead that a weekday alone names without doubt */
#define MORNING 9 /* o'clock */

/**
 * office_days_between:
 * @from: a time
 * @to: another
 *
 * Returns: how many midnights lie between them, each where it is; negative where @to is earlier
 */
int
office_days_between (GDateTime *from, GDateTime *to)
{
  GDate first, second;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_set_dmy (&first, g_date_time_get_day_of_month (from), g_date_time_get_month (from),
                  g_date_time_get_year (from));
  g_date_set_dmy (&second, g_date_time_get_day_of_month (to), g_date_time_get_month (to), g_date_time_get_year (to));
  return g_date_days_between (&first, &second);
}

/* Midnight is the end of the day before for whoever reads it. */
static gboolean
is_end_of_day (GDateTime *when)
{
  return g_date_time_get_hour (when) == 0 && g_date_time_get_minute (when) == 0;
}

/**
 * office_until_to_text:
 * @until: ms since 1970; 0 or %OFFICE_UNTIL_CHANGED: until it is changed
 * @now: ms since 1970
 *
 * Returns: (transfer full) (nullable): until when, in words; %NULL where there is no end
 */
char *
office_until_to_text (gint64 until, gint64 now)
{
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) last_day = NULL;
  int days;

  if (until <= 0 || until >= OFFICE_UNTIL_CHANGED)
    return NULL;
  when = g_date_time_new_from_unix_local (until / 1000);
  today = g_date_time_new_from_unix_local (now / 1000);
  if (when == NULL || today == NULL)
    return NULL;
  if (is_end_of_day (when))
    {
      last_day = g_date_time_add_days (when, -1);
      days = office_days_between (today, last_day);
      if (days == 0)
        return g_strdup (_ ("today"));
      if (days == 1)
        return g_strdup (_ ("until tomorrow"));
      /* Translators: the last day of it, as in "until Fri" or "until 20 Jun"; see g_date_time_format() */
      return g_date_time_format (last_day, days <= SOON ? _ ("until %a") : _ ("until %-d %b"));
    }
  days = office_days_between (today, when);
  if (days == 0)
    /* Translators: as in "until 15:00"; see g_date_time_format() */
    return g_date_time_format (when, _ ("until %-H:%M"));
  if (days == 1)
    return g_date_time_format (when, _ ("until tomorrow, %-H:%M"));
  /* Translators: as in "until Fri, 15:00" and "until 20 Jun, 15:00"; see g_date_time_format() */
  return g_date_time_format (when, days <= SOON ? _ ("until %a, %-H:%M") : _ ("until %-d %b, %-H:%M"));
}

static gint64
morning_after (gint64 now)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_from_unix_local (office_due_get_next_midnight (now) / 1000);
  g_autoptr (GDateTime) morning = g_date_time_new_local (g_date_time_get_year (midnight),
                                                         g_date_time_get_month (midnight),
                                                         g_date_time_get_day_of_month (midnight), MORNING, 0, 0);

  return g_date_time_to_unix (morning) * 1000;
}

static gint64
end_of_week (gint64 now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / 1000);
  g_autoptr (GDateTime) sunday = g_date_time_add_days (today, 7 - g_date_time_get_day_of_week (today));

  return office_due_get_next_midnight (g_date_time_to_unix (sunday) * 1000);
}

/**
 * office_until_choose:
 * @choice: how long
 * @now: ms since 1970
 *
 * Returns: when it ends, ms since 1970; %OFFICE_UNTIL_CHANGED: when it is changed
 */
gint64
office_until_choose (OfficeUntilChoice choice, gint64 now)
{
  switch (choice)
    {
    case OFFICE_UNTIL_HALF_HOUR:
      return now + 30 * MINUTE;
    case OFFICE_UNTIL_HOUR:
      return now + 60 * MINUTE;
    case OFFICE_UNTIL_TWO_HOURS:
      return now + 120 * MINUTE;
    case OFFICE_UNTIL_MIDNIGHT:
      return office_due_get_next_midnight (now);
    case OFFICE_UNTIL_MORNING:
      return morning_after (now);
    case OFFICE_UNTIL_WEEKEND:
      return end_of_week (now);
    case OFFICE_UNTIL_FOR_EVER:
    default:
      return OFFICE_UNTIL_CHANGED;
    }
}
