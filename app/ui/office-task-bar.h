/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task-list.h"
#include "office-task-view.h"

G_BEGIN_DECLS

/*
 * What stands above a room's tasks: board, list, month or week; buttons that filter and a field in which filters are typed, which
 * are one state; groups and order of a list; saved views.
 * signal "changed" (): layout or order are others
 * signal "left" (): Escape in the field, which is empty now
 */
#define OFFICE_TYPE_TASK_BAR (office_task_bar_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskBar, office_task_bar, OFFICE, TASK_BAR, GtkWidget)

GtkWidget *office_task_bar_new (void);
void office_task_bar_set_room (OfficeTaskBar *self, OfficeSession *session, const char *room, OfficeTaskFilter *filter); /* all nullable */
void office_task_bar_set_narrow (OfficeTaskBar *self, gboolean narrow);
OfficeTasksLayout office_task_bar_get_layout (OfficeTaskBar *self);
void office_task_bar_set_layout (OfficeTaskBar *self, OfficeTasksLayout layout);
const OfficeTaskOrder *office_task_bar_get_order (OfficeTaskBar *self);
void office_task_bar_focus_filter (OfficeTaskBar *self);

G_END_DECLS
