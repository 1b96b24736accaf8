/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"
#include "office-week-plan.h"

G_BEGIN_DECLS

/* A task in a calendar: its time and title on one line; it can be dragged, and each of its ends. Needs the window's action win.open-task(s). */
#define OFFICE_TYPE_CALENDAR_CHIP (office_calendar_chip_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCalendarChip, office_calendar_chip, OFFICE, CALENDAR_CHIP, GtkWidget)

GtkWidget *office_calendar_chip_new (OfficeSession *session, OfficeTask *task); /* followed */
OfficeTask *office_calendar_chip_get_task (OfficeCalendarChip *self);
void office_calendar_chip_set_bar (OfficeCalendarChip *self, const OfficeWeekBar *bar, gboolean narrow);
guint office_calendar_chip_get_days_held (GdkDrag *drag); /* from where a bar is held to the day on which it is due */
void office_calendar_chip_open (OfficeCalendarChip *self);
void office_calendar_chip_open_menu (OfficeCalendarChip *self);

G_END_DECLS
