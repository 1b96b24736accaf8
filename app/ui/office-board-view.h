/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-card-flights.h"
#include "office-task-filter.h"

G_BEGIN_DECLS

/*
 * A room's board: columns side by side, or, when narrow, one at a time with the neighbours peeking in. Needs the window's
 * actions win.open-task(s) and win.say(s).
 */
#define OFFICE_TYPE_BOARD_VIEW (office_board_view_get_type ())
G_DECLARE_FINAL_TYPE (OfficeBoardView, office_board_view, OFFICE, BOARD_VIEW, GtkWidget)

GtkWidget *office_board_view_new (void);
void office_board_view_set_room (OfficeBoardView *self, OfficeSession *session, const char *room); /* both nullable: nothing shown */
void office_board_view_set_filter (OfficeBoardView *self, OfficeTaskFilter *filter);               /* nullable: all tasks */
void office_board_view_set_selected (OfficeBoardView *self, const char *task);                     /* whose pane is open; nullable */
void office_board_view_set_narrow (OfficeBoardView *self, gboolean narrow);                        /* "narrow" */
void office_board_view_new_task (OfficeBoardView *self);  /* opens the quick add of the column in use, else of the first */
void office_board_view_focus (OfficeBoardView *self);     /* the first card, or what can be done on an empty board */
void office_board_view_show_task (OfficeBoardView *self, const char *task); /* brings its card into view */
OfficeCardFlights *office_board_view_get_flights (OfficeBoardView *self);   /* borrowed: the cards under way */

G_END_DECLS
