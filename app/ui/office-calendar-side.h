/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * The tasks that have no date, beside a calendar. Tasks can be dropped onto it.
 * signal "dropped" (OfficeTask *task)
 */
#define OFFICE_TYPE_CALENDAR_SIDE (office_calendar_side_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCalendarSide, office_calendar_side, OFFICE, CALENDAR_SIDE, GtkWidget)

GtkWidget *office_calendar_side_new (void);
void office_calendar_side_set_tasks (OfficeCalendarSide *self, OfficeSession *session, GPtrArray *tasks); /* of OfficeTask */
void office_calendar_side_clear (OfficeCalendarSide *self);

G_END_DECLS
