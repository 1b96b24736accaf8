/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-calendar-chip.h"

G_BEGIN_DECLS

/*
 * A day of a calendar with what is due on it alone; what goes over several days lies above it, see office-calendar-week.h.
 * signal "chosen" (): it was clicked
 */
#define OFFICE_TYPE_CALENDAR_DAY (office_calendar_day_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCalendarDay, office_calendar_day, OFFICE, CALENDAR_DAY, GtkWidget)

/* How a day stands in the calendar. */
typedef enum {
  OFFICE_CALENDAR_DAY_TODAY = 1 << 0,
  OFFICE_CALENDAR_DAY_OUTSIDE = 1 << 1, /* of another month */
  OFFICE_CALENDAR_DAY_CHOSEN = 1 << 2,
} OfficeCalendarDayFlags;

GtkWidget *office_calendar_day_new (void);
void office_calendar_day_set (OfficeCalendarDay *self, guint day, OfficeCalendarDayFlags flags); /* as g_date_get_julian() */
void office_calendar_day_set_plan (OfficeCalendarDay *self, OfficeSession *session, const OfficeWeekDay *plan, guint n_lines, gboolean dots);
guint office_calendar_day_get_day (OfficeCalendarDay *self);
GtkWidget *office_calendar_day_get_slot (OfficeCalendarDay *self, guint lane); /* a chip, or space below a bar; nullable */
graphene_rect_t office_calendar_day_get_lanes (OfficeCalendarDay *self, GtkWidget *row); /* where they are in what it is in */
void office_calendar_day_show_all (OfficeCalendarDay *self); /* also those that there is no room for, in a popover */
guint office_calendar_day_get_n_tasks (OfficeCalendarDay *self);

G_END_DECLS
