/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-calendar-day.h"
#include "office-calendar-page.h"

G_BEGIN_DECLS

/*
 * The days of a page, a row each week, below the names of the days. It shows as many tasks as there is room for.
 * signal "chosen" (guint day): a day was clicked
 * signal "dropped" (GObject *what, guint day): a task, or one of its ends (OfficeCalendarGrip)
 */
#define OFFICE_TYPE_CALENDAR_GRID (office_calendar_grid_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCalendarGrid, office_calendar_grid, OFFICE, CALENDAR_GRID, GtkWidget)

GtkWidget *office_calendar_grid_new (void);
void office_calendar_grid_set_session (OfficeCalendarGrid *self, OfficeSession *session); /* nullable */
void office_calendar_grid_set_narrow (OfficeCalendarGrid *self, gboolean narrow); /* there is room only for dots; shown with the next page */
void office_calendar_grid_set_page (OfficeCalendarGrid *self, const OfficeCalendarPage *page, guint chosen, guint today, GPtrArray *tasks);
OfficeCalendarDay *office_calendar_grid_find_day (OfficeCalendarGrid *self, guint day); /* nullable */
GPtrArray *office_calendar_grid_list_chips (OfficeCalendarGrid *self, guint day); /* from the top; container */
OfficeCalendarChip *office_calendar_grid_find_chip (OfficeCalendarGrid *self, guint day, OfficeTask *task); /* NULL task: the first; nullable */

G_END_DECLS
