/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What is dropped onto the days of a calendar: tasks, and their ends (OfficeCalendarGrip). While it is dragged over them, the
 * day is marked, the bar is seen as it would be from then on, and at the edges it scrolls. It belongs to the whole and not to a
 * day or a chip: these are made anew when something changes meanwhile.
 */
typedef struct _OfficeCalendarDrop OfficeCalendarDrop;

/* day: as g_date_get_julian(), on which the task is due, or has the end */
typedef void (*OfficeCalendarDropped) (GObject *what, guint day, gpointer data);

typedef struct {
  GtkScrolledWindow *scroller; /* where one can drop */
  GtkWidget *content;          /* in it, round the rows */
  GtkWidget *const *weeks;     /* OfficeCalendarWeek */
  guint n_weeks;
} OfficeCalendarDropPlace;

OfficeCalendarDrop *office_calendar_drop_new (const OfficeCalendarDropPlace *place, OfficeCalendarDropped dropped, gpointer data); /* what is in it lives longer */
void office_calendar_drop_free (OfficeCalendarDrop *self);

G_END_DECLS
