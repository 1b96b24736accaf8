/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-task.h"

G_BEGIN_DECLS

/* The title over some tasks of a list, which may be folded. All properties notify. */
#define OFFICE_TYPE_TASK_GROUP (office_task_group_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskGroup, office_task_group, OFFICE, TASK_GROUP, GObject)

const char *office_task_group_get_title (OfficeTaskGroup *self); /* "title", translated */
guint office_task_group_get_n_tasks (OfficeTaskGroup *self);     /* "n-tasks" */
gint64 office_task_group_get_limit (OfficeTaskGroup *self);      /* "limit": of its column; 0: any number */
guint office_task_group_get_n_all (OfficeTaskGroup *self);       /* what counts for the limit: with what a filter leaves out */
gboolean office_task_group_get_late (OfficeTaskGroup *self);     /* its tasks should be done already */
gboolean office_task_group_get_folded (OfficeTaskGroup *self);   /* "folded": the list leaves its tasks out */

/* ---- for lists ---- */
OfficeTaskGroup *office_task_group_new (const char *key);
void office_task_group_set_title (OfficeTaskGroup *self, const char *title);
void office_task_group_set_n_tasks (OfficeTaskGroup *self, guint n);
void office_task_group_set_limit (OfficeTaskGroup *self, guint n_all, gint64 limit);
void office_task_group_set_late (OfficeTaskGroup *self, gboolean late);
void office_task_group_set_folded (OfficeTaskGroup *self, gboolean folded);

G_END_DECLS
