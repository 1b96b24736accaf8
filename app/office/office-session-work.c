/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-work.h"

#include "office-due-zone.h"
#include "office-due.h"
#include "office-session-private.h"

#include <glib/gi18n.h>

/* Commands on one's own work, and what lists of tasks ask of the book. */

static gint64
get_until (OfficeSession *self, const char *task)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->replica, "snooze", "task", task);

  return records->len > 0 ? office_record_get_integer (records->pdata[0], "until") : 0;
}

static JsonObject *
make_snooze (const char *task, gint64 until)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "task", task);
  if (until > 0)
    json_object_set_int_member (with, "until", until);
  else
    json_object_set_null_member (with, "until");
  return with;
}

/**
 * office_session_snooze_task:
 * @session: a session
 * @task: a task's id
 * @until: ms since 1970 from when on it is to be seen again; 0: now
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_snooze_task (OfficeSession *session, const char *task, gint64 until, GError **error)
{
  gint64 before;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (task != NULL, FALSE);

  before = get_until (session, task);
  if (!office_session_perform (session, "task.snooze", make_snooze (task, until), error))
    return FALSE;
  office_session_say (session, office_undo_new ("task.snooze", make_snooze (task, before), NULL, NULL, NULL),
                      until > 0 ? _ ("Task snoozed") : _ ("Task not snoozed any more"));
  return TRUE;
}

/* Where the time is one of another zone, its day may be another than the one that is shown. */
static char *
make_due (OfficeTask *task, guint day)
{
  guint shown = office_task_get_due_day (task);

  if (day == 0)
    return NULL;
  return shown == 0 ? office_due_new (day) : office_due_move (office_task_get_due (task), (int) day - (int) shown);
}

/* It keeps its distance to the due date. NULL: it stays as it is. */
static char *
make_start (OfficeTask *task, guint day)
{
  guint shown = office_task_get_due_day (task);

  return day == 0 || shown == 0 || office_task_get_start (task) == NULL
             ? NULL
             : office_due_move (office_task_get_start (task), (int) day - (int) shown);
}

/**
 * office_session_reschedule:
 * @session: a session
 * @task: a task
 * @day: the day on which it is due from now on, as g_date_get_julian(); 0: no date
 * @error: return location
 *
 * The time of day stays; where the task has a start, it is moved by as many days.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_reschedule (OfficeSession *session, OfficeTask *task, guint day, GError **error)
{
  g_autofree char *due = make_due (task, day);
  g_autofree char *start = NULL;
  g_autofree char *local = office_due_to_zone (due, office_task_get_zone (task), NULL);
  g_autofree char *when = office_due_to_text (local, office_clock_now (session->clock), TRUE);
  /* Translators: when a task is due from now on, as in "Due: Fri, 10:00" */
  g_autofree char *words = g_strdup_printf (_ ("Due: %s"), when != NULL ? when : _ ("no date"));
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);

  set = json_object_new ();
  if (due != NULL)
    json_object_set_string_member (set, "due", due);
  else
    json_object_set_null_member (set, "due");
  start = make_start (task, day);
  if (start != NULL)
    json_object_set_string_member (set, "start", start);
  return office_session_set_fields_and_say (session, "task", office_task_get_id (task), set, words, error);
}

/**
 * office_session_is_watching:
 * @session: a session
 * @task: a task
 *
 * Returns: whether the person is told what happens to it
 */
gboolean
office_session_is_watching (OfficeSession *session, OfficeTask *task)
{
  GListModel *watchers = office_task_get_watchers (task);

  for (guint i = 0; i < g_list_model_get_n_items (watchers); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (watchers, i);

      if (person == office_session_get_me (session))
        return TRUE;
    }
  return FALSE;
}

/**
 * office_session_has_files:
 * @session: a session
 * @parent: the id of a task
 *
 * Returns: whether a file hangs on it
 */
gboolean
office_session_has_files (OfficeSession *session, const char *parent)
{
  g_autoptr (GPtrArray) files = office_replica_list (session->replica, "file", "task", parent);

  return files->len > 0;
}
