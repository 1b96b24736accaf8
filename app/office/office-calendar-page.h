/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The days that a calendar shows at once. All days are as g_date_get_julian(). */
typedef struct {
  guint first;  /* the week begins with it, as weeks begin here */
  guint n_days; /* whole weeks: 7 to 42 */
  guint month;  /* the first day of the month that is meant; 0: all days are */
} OfficeCalendarPage;

OfficeCalendarPage office_calendar_page_of_week (guint day);
OfficeCalendarPage office_calendar_page_of_month (guint day); /* with the rest of its first and last week */
gboolean office_calendar_page_has (const OfficeCalendarPage *page, guint day);
gboolean office_calendar_page_is_outside (const OfficeCalendarPage *page, guint day); /* of another month */
guint office_calendar_add_months (guint day, int months); /* the same day of another month, or the last that it has */
GDateTime *office_calendar_day_to_time (guint day);       /* its noon, here; full */

G_END_DECLS
