/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-calendar-grid.h"
#include "office-task-calendar.h"
#include "office-task-span.h"

G_BEGIN_DECLS

/* What its keys do; they are a file of their own. */
void office_task_calendar_add_keys (OfficeTaskCalendar *self);

OfficeSession *office_task_calendar_get_session (OfficeTaskCalendar *self);
OfficeCalendarGrid *office_task_calendar_get_grid (OfficeTaskCalendar *self);
OfficeCalendarChip *office_task_calendar_get_focused_chip (OfficeTaskCalendar *self); /* nullable */
gboolean office_task_calendar_focus_rows (OfficeTaskCalendar *self); /* of the chosen day, where there are any */
void office_task_calendar_say (OfficeTaskCalendar *self, GError *error); /* nullable */
void office_task_calendar_reschedule (OfficeTaskCalendar *self, OfficeTask *task, guint day); /* 0: no date */
void office_task_calendar_move_end (OfficeTaskCalendar *self, OfficeTask *task, OfficeTaskEnd end, guint day);
void office_task_calendar_turn_page (OfficeTaskCalendar *self, int step);
void office_task_calendar_turn_to_today (OfficeTaskCalendar *self);
void office_task_calendar_add_task (OfficeTaskCalendar *self); /* on the chosen day, in a popover */

G_END_DECLS
