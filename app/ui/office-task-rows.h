/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task-row.h"

G_BEGIN_DECLS

/*
 * Tasks in rows, with titles between: of OfficeTaskList or OfficeWork. Rows are made only for what is seen. Arrows go, Enter opens
 * a task or folds a group; see office_task_row_act() for the rest.
 * signal "toggle-group" (OfficeTaskGroup *group)
 * signal "picked" (): others are picked
 * signal "snooze" (OfficeTaskRow *row): of work; its button was pressed
 * signal "key" (OfficeTask *task, guint key, GdkModifierType state) → gboolean: one that the rows do not know
 */
#define OFFICE_TYPE_TASK_ROWS (office_task_rows_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskRows, office_task_rows, OFFICE, TASK_ROWS, GtkWidget)

GtkWidget *office_task_rows_new (OfficeWork *work); /* nullable: tasks of several rooms */
void office_task_rows_set_model (OfficeTaskRows *self, OfficeSession *session, GListModel *model); /* both nullable; session NULL: of the work */
void office_task_rows_refresh (OfficeTaskRows *self); /* what the rows show beside their tasks has changed */
void office_task_rows_set_narrow (OfficeTaskRows *self, gboolean narrow);
gboolean office_task_rows_focus (OfficeTaskRows *self, const char *task); /* task NULL: the first; FALSE: it is not there */
GPtrArray *office_task_rows_list_picked (OfficeTaskRows *self); /* OfficeTask; full */
void office_task_rows_unpick (OfficeTaskRows *self);

G_END_DECLS
