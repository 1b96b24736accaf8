/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-calendar-day.h"

G_BEGIN_DECLS

/*
 * A row of seven days, and above them the bars of what goes over several.
 * signal "chosen" (guint day): a day was clicked
 */
#define OFFICE_TYPE_CALENDAR_WEEK (office_calendar_week_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCalendarWeek, office_calendar_week, OFFICE, CALENDAR_WEEK, GtkWidget)

GtkWidget *office_calendar_week_new (void);
void office_calendar_week_set_plan (OfficeCalendarWeek *self, OfficeSession *session, OfficeWeekPlan *plan, gboolean narrow);
void office_calendar_week_set_chosen (OfficeCalendarWeek *self, guint index); /* Tab reaches the bars of this day; OFFICE_WEEK_DAYS: none */
OfficeCalendarDay *office_calendar_week_get_day (OfficeCalendarWeek *self, guint index);
OfficeCalendarChip *office_calendar_week_find_chip (OfficeCalendarWeek *self, guint index, guint lane); /* nullable */
GPtrArray *office_calendar_week_list_chips (OfficeCalendarWeek *self, guint index); /* of a day, from the top; container */
void office_calendar_week_show_span (OfficeCalendarWeek *self, const OfficeSpan *span); /* of a task, as it would be; NULL: as all is */

G_END_DECLS
