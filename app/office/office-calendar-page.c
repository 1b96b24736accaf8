/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-page.h"

#include <langinfo.h>

/* With which day weeks begin here, 0: Sunday; as GtkCalendar finds it. */
static guint
get_week_start (void)
{
  const char *first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  union {
    char *string;
    unsigned int number;
  } origin = { .string = nl_langinfo (_NL_TIME_WEEK_1STDAY) };
  guint week_1stday = origin.number == 19971201 ? 1 : 0;

  return (week_1stday + (guint) (unsigned char) first[0] - 1) % 7;
}

/* The first day of the week of a day. */
static guint
begin_week (guint day)
{
  guint weekday = day % 7; /* 1 January of the year 1 was a Monday, and has the number 1 */

  return day - (weekday + 7 - get_week_start ()) % 7;
}

static guint
begin_month (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return day - g_date_get_day (&date) + 1;
}

/**
 * office_calendar_page_of_week:
 * @day: as g_date_get_julian()
 *
 * Returns: the week of that day
 */
OfficeCalendarPage
office_calendar_page_of_week (guint day)
{
  return (OfficeCalendarPage){ .first = begin_week (day), .n_days = 7 };
}

/**
 * office_calendar_page_of_month:
 * @day: as g_date_get_julian()
 *
 * Returns: the month of that day, in whole weeks
 */
OfficeCalendarPage
office_calendar_page_of_month (guint day)
{
  const guint month = begin_month (day), first = begin_week (month);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, month);
  g_date_add_months (&date, 1);
  return (OfficeCalendarPage){ first, (g_date_get_julian (&date) - first + 6) / 7 * 7, month };
}

/**
 * office_calendar_page_has:
 * @page: a page
 * @day: as g_date_get_julian()
 *
 * Returns: whether the page shows the day
 */
gboolean
office_calendar_page_has (const OfficeCalendarPage *page, guint day)
{
  return day >= page->first && day < page->first + page->n_days;
}

/**
 * office_calendar_page_is_outside:
 * @page: a page
 * @day: as g_date_get_julian()
 *
 * Returns: whether the day is of another month than the one that is meant
 */
gboolean
office_calendar_page_is_outside (const OfficeCalendarPage *page, guint day)
{
  return page->month != 0 && begin_month (day) != page->month;
}

/**
 * office_calendar_add_months:
 * @day: as g_date_get_julian()
 * @months: how many months later
 *
 * Returns: the same day of another month, or the last that it has
 */
guint
office_calendar_add_months (guint day, int months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (months > 0)
    g_date_add_months (&date, (guint) months);
  else if (g_date_get_year (&date) > 1)
    g_date_subtract_months (&date, (guint) -months);
  return g_date_get_julian (&date);
}

/**
 * office_calendar_day_to_time:
 * @day: as g_date_get_julian()
 *
 * Returns: (transfer full) (nullable): noon of the day, by this machine's clock
 */
GDateTime *
office_calendar_day_to_time (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), 12, 0,
                                0);
}
