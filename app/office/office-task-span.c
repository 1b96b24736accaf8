/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-span.h"

#include "office-due-zone.h"
#include "office-due.h"
#include "office-session-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/**
 * office_task_get_span:
 * @task: a task
 * @span: (out): its days here; the item is the task, borrowed
 *
 * What has no start, or one after the due date, is of the day on which it is due.
 *
 * Returns: whether it is due at all
 */
gboolean
office_task_get_span (OfficeTask *task, OfficeSpan *span)
{
  const guint due = office_task_get_due_day (task), start = office_task_get_start_day (task);

  *span = (OfficeSpan){ start != 0 && start < due ? start : due, due, task };
  return due != 0;
}

/**
 * office_task_touches_day:
 * @task: a task
 * @day: as g_date_get_julian()
 *
 * Returns: whether the day is one of those from the start to the due date
 */
gboolean
office_task_touches_day (OfficeTask *task, guint day)
{
  OfficeSpan span;

  return office_task_get_span (task, &span) && day >= span.first && day <= span.last;
}

/* NULL: no calendar has it. Where the time is one of another zone, its day may be another than the one that is shown. */
static char *
move_end (OfficeTask *task, OfficeTaskEnd end, guint day)
{
  const char *time = end == OFFICE_TASK_START ? office_task_get_start (task) : office_task_get_due (task);
  const guint shown = end == OFFICE_TASK_START ? office_task_get_start_day (task) : office_task_get_due_day (task);

  return shown == 0 ? office_due_new (day) : office_due_move (time, (int) day - (int) shown);
}

/* A day without a time is all of that day. */
static gboolean
is_in_order (const char *start, const char *due)
{
  const gboolean times = strchr (start, 'T') != NULL && strchr (due, 'T') != NULL;

  return (times ? strcmp (start, due) : strncmp (start, due, strlen ("YYYY-MM-DD"))) <= 0;
}

/**
 * office_task_can_move_end:
 * @task: a task
 * @end: which end
 * @day: the day to which it is moved, as g_date_get_julian()
 *
 * Returns: whether it then begins no later than it is due
 */
gboolean
office_task_can_move_end (OfficeTask *task, OfficeTaskEnd end, guint day)
{
  g_autofree char *moved = move_end (task, end, day);
  g_autofree char *local = office_due_to_zone (moved, office_task_get_zone (task), NULL);

  if (local == NULL || office_task_get_due_day (task) == 0)
    return FALSE;
  if (end == OFFICE_TASK_START)
    return is_in_order (local, office_task_get_local_due (task));
  return office_task_get_start_day (task) == 0 || is_in_order (office_task_get_local_start (task), local);
}

/**
 * office_task_dup_span_text:
 * @task: a task
 *
 * Returns: (transfer full) (nullable): from when to when, in full; %NULL where it is of one day or none
 */
char *
office_task_dup_span_text (OfficeTask *task)
{
  g_autofree char *start = NULL, *due = NULL;
  OfficeSpan span;

  if (!office_task_get_span (task, &span) || span.first == span.last)
    return NULL;
  start = office_due_to_long_text (office_task_get_local_start (task));
  due = office_task_dup_due_long_text (task);
  /* Translators: when a task begins and when it is due, as in "Monday 9 June – Friday 13 June, 10:00" */
  return g_strdup_printf (C_ ("from and to", "%s – %s"), start, due);
}

/**
 * office_task_dup_end_text:
 * @task: a task
 * @end: which end
 * @day: the day to which it would be moved, as g_date_get_julian()
 *
 * Returns: (transfer full) (nullable): when it would begin or be due then, in full; %NULL where no calendar has the day
 */
char *
office_task_dup_end_text (OfficeTask *task, OfficeTaskEnd end, guint day)
{
  g_autofree char *moved = move_end (task, end, day);
  g_autofree char *local = office_due_to_zone (moved, office_task_get_zone (task), NULL);
  g_autofree char *when = local != NULL ? office_due_to_long_text (local) : NULL;

  return when != NULL ? g_strdup_printf (end == OFFICE_TASK_START ? _ ("Start: %s") : _ ("Due: %s"), when) : NULL;
}

/**
 * office_session_move_task_end:
 * @session: a session
 * @task: a task that is due on some day
 * @end: which end
 * @day: the day on which it begins, or is due, from now on; as g_date_get_julian()
 * @error: return location
 *
 * The time of day stays, and so does the other end. A task without a start gets one. With undo.
 *
 * Returns: whether the book allowed it; %G_IO_ERROR_INVALID_ARGUMENT where it would begin after it is due
 */
gboolean
office_session_move_task_end (OfficeSession *session, OfficeTask *task, OfficeTaskEnd end, guint day, GError **error)
{
  g_autofree char *moved = NULL, *local = NULL, *when = NULL, *words = NULL;
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (OFFICE_IS_TASK (task), FALSE);

  if (!office_task_can_move_end (task, end, day))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("A task cannot start after it is due"));
      return FALSE;
    }
  moved = move_end (task, end, day);
  local = office_due_to_zone (moved, office_task_get_zone (task), NULL);
  when = office_due_to_text (local, office_clock_now (session->clock), TRUE);
  /* Translators: when a task begins from now on, as in "Start: Fri, 10:00" */
  words = g_strdup_printf (end == OFFICE_TASK_START ? _ ("Start: %s") : _ ("Due: %s"), when);
  set = json_object_new ();
  json_object_set_string_member (set, end == OFFICE_TASK_START ? "start" : "due", moved);
  return office_session_set_fields_and_say (session, "task", office_task_get_id (task), set, words, error);
}
