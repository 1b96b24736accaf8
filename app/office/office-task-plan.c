/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-object.h"

#include "office-due.h"

/* When, how and by whom a task is to be done, and what it has to do with others. */

/**
 * office_task_get_priority:
 * @self: a task
 *
 * Returns: the priority
 */
OfficePriority
office_task_get_priority (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), OFFICE_PRIORITY_NONE);
  return self->priority;
}

/**
 * office_task_get_due:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 */
const char *
office_task_get_due (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->due;
}

/**
 * office_task_get_local_due:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): when it is due as a calendar and a clock here say it; as office_task_get_due() but for
 *   times of another zone
 */
const char *
office_task_get_local_due (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->local_due;
}

/**
 * office_task_get_due_day:
 * @self: a task
 *
 * Returns: the day on which it is due here, as g_date_get_julian(); 0: none
 */
guint
office_task_get_due_day (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return office_due_get_day (self->local_due);
}

/**
 * office_task_get_local_start:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): when it begins as a calendar and a clock here say it
 */
const char *
office_task_get_local_start (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->local_start;
}

/**
 * office_task_get_start_day:
 * @self: a task
 *
 * Returns: the day on which it begins here, as g_date_get_julian(); 0: none
 */
guint
office_task_get_start_day (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return office_due_get_day (self->local_start);
}

/**
 * office_task_get_due_state:
 * @self: a task
 *
 * Returns: how the due date stands to today
 */
OfficeDueState
office_task_get_due_state (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), OFFICE_DUE_NONE);
  return self->due_state;
}

/**
 * office_task_get_source_id:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the message it was made of
 */
const char *
office_task_get_source_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->source;
}

/**
 * office_task_get_waiting:
 * @self: a task
 *
 * Returns: whether a change of it is not acknowledged yet
 */
gboolean
office_task_get_waiting (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->waiting;
}

/**
 * office_task_get_trashed:
 * @self: a task
 *
 * Returns: whether it is in the trash
 */
gboolean
office_task_get_trashed (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->trashed;
}

/**
 * office_task_get_archived:
 * @self: a task
 *
 * Returns: whether it was put away from the board
 */
gboolean
office_task_get_archived (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->archived;
}

/**
 * office_task_get_template:
 * @self: a task
 *
 * Returns: whether it is no work itself, but one that others are made like
 */
gboolean
office_task_get_template (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->template;
}

/**
 * office_task_get_repeat:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the rule by which it comes again, an RRULE value
 */
const char *
office_task_get_repeat (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->repeat;
}

/**
 * office_task_get_cover:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the id of the file that is shown on its card
 */
const char *
office_task_get_cover (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->cover;
}

/**
 * office_task_get_blocked_by:
 * @self: a task
 *
 * Returns: (transfer none): the ids of the tasks that come first, whether done or not; never %NULL
 */
const char *const *
office_task_get_blocked_by (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return (const char *const *) self->blocked_by;
}

/**
 * office_task_get_number:
 * @self: a task
 *
 * Returns: its number in the room; 0 until the host has given it one
 */
gint64
office_task_get_number (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->number;
}

/**
 * office_task_get_estimate:
 * @self: a task
 *
 * Returns: how long it should take, in minutes; 0: nobody has said
 */
gint64
office_task_get_estimate (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->estimate;
}

/**
 * office_task_get_start:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): when it begins, "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 */
const char *
office_task_get_start (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->start;
}

/**
 * office_task_get_zone:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the time zone of its times, a name of the IANA's; %NULL: that of whoever reads
 */
const char *
office_task_get_zone (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->zone;
}

/**
 * office_task_get_parent_id:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the task that it is a part of
 */
const char *
office_task_get_parent_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->parent;
}

/**
 * office_task_get_created_by_id:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): who made it
 */
const char *
office_task_get_created_by_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->created_by;
}

/**
 * office_task_get_created_at:
 * @self: a task
 *
 * Returns: when it was made, ms since 1970; 0: not known
 */
gint64
office_task_get_created_at (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->created_at;
}

/**
 * office_task_get_repeat_from:
 * @self: a task
 *
 * Returns: what the next of a repeated task is counted from
 */
OfficeRepeatBase
office_task_get_repeat_from (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), OFFICE_REPEAT_FROM_DUE);
  return self->repeat_from;
}

/**
 * office_task_get_watchers:
 * @self: a task
 *
 * Returns: (transfer none): a model of OfficePerson
 */
GListModel *
office_task_get_watchers (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return G_LIST_MODEL (self->watchers);
}

/**
 * office_task_dup_due_text:
 * @self: a task
 * @with_time: whether to tell the time too, where there is one
 *
 * Returns: (transfer full) (nullable): the due date as it is read today, see office_due_to_text(); %NULL without one
 */
char *
office_task_dup_due_text (OfficeTask *self, gboolean with_time)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return office_due_to_text (self->local_due, self->now, with_time);
}

/**
 * office_task_dup_due_long_text:
 * @self: a task
 *
 * Returns: (transfer full) (nullable): the due date in full: "Friday 13 June, 10:00"; %NULL without one
 */
char *
office_task_dup_due_long_text (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return office_due_to_long_text (self->local_due);
}
