/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task-group.h"
#include "office-work.h"

G_BEGIN_DECLS

/*
 * A task on one line of a list, or with its room beneath; or the title over a group of them. It can be used again for another.
 * signal "snooze" (): with work, its button was pressed
 * Needs the window's actions win.open-task(s) and win.say(s).
 */
#define OFFICE_TYPE_TASK_ROW (office_task_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskRow, office_task_row, OFFICE, TASK_ROW, GtkWidget)

GtkWidget *office_task_row_new (OfficeWork *work); /* work: rooms are told, and times that tasks are snoozed; nullable */
void office_task_row_set_task (OfficeTaskRow *self, OfficeSession *session, OfficeTask *task); /* followed */
void office_task_row_set_group (OfficeTaskRow *self, OfficeTaskGroup *group);                  /* followed */
void office_task_row_clear (OfficeTaskRow *self);
void office_task_row_refresh (OfficeTaskRow *self);
void office_task_row_set_narrow (OfficeTaskRow *self, gboolean narrow); /* without labels and people */
OfficeTask *office_task_row_get_task (OfficeTaskRow *self);             /* nullable */
OfficeTaskGroup *office_task_row_get_group (OfficeTaskRow *self);       /* nullable */
gboolean office_task_row_act (OfficeTaskRow *self, guint key, GdkModifierType state); /* what keys do with a task; FALSE: nothing */

G_END_DECLS
