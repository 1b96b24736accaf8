/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-calendar-day.h"

G_BEGIN_DECLS

/*
 * A row of seven days, and above them the bars of what goes over several. Tasks and their ends (OfficeCalendarGrip) can be
 * dropped onto its days.
 * signal "chosen" (guint day): a day was clicked
 * signal "dropped" (GObject *what, guint day)
 */
#define OFFICE_TYPE_CALENDAR_WEEK (office_calendar_week_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCalendarWeek, office_calendar_week, OFFICE, CALENDAR_WEEK, GtkWidget)

GtkWidget *office_calendar_week_new (void);
void office_calendar_week_set_plan (OfficeCalendarWeek *self, OfficeSession *session, OfficeWeekPlan *plan, gboolean narrow);
void office_calendar_week_set_chosen (OfficeCalendarWeek *self, guint index); /* Tab reaches the bars of this day; OFFICE_WEEK_DAYS: none */
OfficeCalendarDay *office_calendar_week_get_day (OfficeCalendarWeek *self, guint index);
GPtrArray *office_calendar_week_list_chips (OfficeCalendarWeek *self, guint index); /* of a day, from the top; container */

G_END_DECLS
