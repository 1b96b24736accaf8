/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task-list.h"

G_BEGIN_DECLS

/*
 * Tasks by the day on which they are due: a month or a week, those without a date beside. On a phone a month of dots, and the
 * chosen day's tasks beneath.
 *
 * Arrows go by days, Page Up and Page Down by months or weeks, Home comes to today, N makes a task on the day, Enter goes into
 * its tasks. On a task Shift and an arrow moves it to another day, Space completes it, Delete puts it into the trash.
 */
#define OFFICE_TYPE_TASK_CALENDAR (office_task_calendar_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskCalendar, office_task_calendar, OFFICE, TASK_CALENDAR, GtkWidget)

GtkWidget *office_task_calendar_new (void);
void office_task_calendar_set_list (OfficeTaskCalendar *self, OfficeSession *session, const char *room, OfficeTaskList *list); /* without groups, by date; nullable; followed */
void office_task_calendar_set_weekly (OfficeTaskCalendar *self, gboolean weekly);
void office_task_calendar_set_narrow (OfficeTaskCalendar *self, gboolean narrow);
void office_task_calendar_choose (OfficeTaskCalendar *self, guint day); /* as g_date_get_julian(); turns to it */
guint office_task_calendar_get_chosen (OfficeTaskCalendar *self);
void office_task_calendar_focus (OfficeTaskCalendar *self);
void office_task_calendar_show_task (OfficeTaskCalendar *self, const char *task);

G_END_DECLS
