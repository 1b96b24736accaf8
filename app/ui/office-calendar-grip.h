/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task-span.h"

G_BEGIN_DECLS

/*
 * One end of a task in a calendar. Dragged, it is what is dropped: a value of this type, in place of the task. Escape lets go
 * of it, as of all that is dragged.
 */
#define OFFICE_TYPE_CALENDAR_GRIP (office_calendar_grip_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCalendarGrip, office_calendar_grip, OFFICE, CALENDAR_GRIP, GtkWidget)

GtkWidget *office_calendar_grip_new (OfficeTask *task, OfficeTaskEnd end);
OfficeTask *office_calendar_grip_get_task (OfficeCalendarGrip *self);
OfficeTaskEnd office_calendar_grip_get_end (OfficeCalendarGrip *self);
void office_calendar_grip_set_usable (OfficeCalendarGrip *self, gboolean usable); /* else it is only space */
void office_calendar_grip_begin (OfficeCalendarGrip *self, GdkDrag *drag); /* it is held, and named beside the pointer */
void office_calendar_grip_end (OfficeCalendarGrip *self);
void office_calendar_grip_name_day (OfficeCalendarGrip *self, guint day); /* where it is dragged to; 0: nowhere */

G_END_DECLS
