/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-board-view.h"
#include "office-task-view.h"

G_BEGIN_DECLS

/*
 * A room's tasks as a board, a list, a month or a week, with the bar that filters them above. Needs the window's actions
 * win.open-task(s) and win.say(s).
 */
#define OFFICE_TYPE_TASKS_VIEW (office_tasks_view_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTasksView, office_tasks_view, OFFICE, TASKS_VIEW, GtkWidget)

GtkWidget *office_tasks_view_new (void);
void office_tasks_view_set_room (OfficeTasksView *self, OfficeSession *session, const char *room); /* both nullable: nothing shown */
void office_tasks_view_set_narrow (OfficeTasksView *self, gboolean narrow);
void office_tasks_view_set_selected (OfficeTasksView *self, const char *task); /* whose pane is open; nullable */
void office_tasks_view_set_layout (OfficeTasksView *self, OfficeTasksLayout layout);
OfficeTasksLayout office_tasks_view_get_layout (OfficeTasksView *self);
OfficeTaskFilter *office_tasks_view_get_filter (OfficeTasksView *self); /* nullable: no room */
void office_tasks_view_focus (OfficeTasksView *self);
void office_tasks_view_show_task (OfficeTasksView *self, const char *task); /* brings it into view, with the focus */

G_END_DECLS
