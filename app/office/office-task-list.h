/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-task-filter.h"
#include "office-task-group.h"

G_BEGIN_DECLS

typedef enum {
  OFFICE_GROUPING_NONE,
  OFFICE_GROUPING_COLUMN,
  OFFICE_GROUPING_ASSIGNEE,
  OFFICE_GROUPING_LABEL,
  OFFICE_GROUPING_PRIORITY,
  OFFICE_GROUPING_DUE,
} OfficeTaskGrouping;

typedef enum {
  OFFICE_SORTING_POSITION,
  OFFICE_SORTING_DUE,
  OFFICE_SORTING_PRIORITY,
  OFFICE_SORTING_TITLE,
  OFFICE_SORTING_CREATED,
  OFFICE_SORTING_NUMBER,
} OfficeTaskSorting;

/* How tasks are laid out; as the fields group and sort of a view say it. */
typedef struct {
  OfficeTaskGrouping grouping;
  OfficeTaskSorting sorting;
  gboolean descending;
} OfficeTaskOrder;

const char *office_task_grouping_to_text (OfficeTaskGrouping grouping);
OfficeTaskGrouping office_task_grouping_from_text (const char *text); /* nullable; what is unknown is none */
char *office_task_order_dup_sort (const OfficeTaskOrder *order);      /* "-due" */
void office_task_order_set_sort (OfficeTaskOrder *order, const char *text); /* nullable; what is unknown is position */

/*
 * The tasks of a room that a filter lets pass, in an order: a GListModel of OfficeTask, and of OfficeTaskGroup before those of
 * each group. A task that has several labels or people stands in each of their groups. Without templates and, but where the
 * filter asks for them, without what is in the archive. It says once for each batch of changes what is another.
 */
#define OFFICE_TYPE_TASK_LIST (office_task_list_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskList, office_task_list, OFFICE, TASK_LIST, GObject)

OfficeTaskList *office_task_list_new (OfficeSession *session, const char *room, OfficeTaskFilter *filter);
void office_task_list_set_order (OfficeTaskList *self, const OfficeTaskOrder *order);
guint office_task_list_get_n_shown (OfficeTaskList *self); /* tasks that pass, each once, folded ones too */
guint office_task_list_get_n_all (OfficeTaskList *self);   /* without the filter */
void office_task_list_toggle_group (OfficeTaskList *self, OfficeTaskGroup *group);
/* signal "choosing": before a change that somebody has asked for, by the filter or the order. */
/* signal "updated": after each change, also of what only the two counts tell. */

G_END_DECLS
