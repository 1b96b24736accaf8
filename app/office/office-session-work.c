/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-work.h"

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

static JsonNode *
make_text (const char *text)
{
  JsonNode *node = json_node_new (text != NULL ? JSON_NODE_VALUE : JSON_NODE_NULL);

  if (text != NULL)
    json_node_set_string (node, text);
  return node;
}

static GVariant *
undo_due (OfficeTask *task, const char *before, const char *now)
{
  g_autoptr (JsonNode) expected = now != NULL ? make_text (now) : NULL;
  JsonObject *with = json_object_new (), *set = json_object_new ();

  json_object_set_member (set, "due", make_text (before));
  json_object_set_string_member (with, "kind", "task");
  json_object_set_string_member (with, "id", office_task_get_id (task));
  json_object_set_object_member (with, "set", set);
  return office_undo_new ("patch", with, office_task_get_id (task), "due", expected);
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

/**
 * office_session_reschedule:
 * @session: a session
 * @task: a task
 * @day: the day on which it is due from now on, as g_date_get_julian(); 0: no date
 * @error: return location
 *
 * The time of day stays.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_reschedule (OfficeSession *session, OfficeTask *task, guint day, GError **error)
{
  g_autofree char *before = g_strdup (office_task_get_due (task));
  g_autofree char *due = make_due (task, day);
  g_autofree char *words = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);

  if (g_strcmp0 (before, due) == 0)
    return TRUE;
  if (!office_session_edit_task (session, office_task_get_id (task), "due", due, error))
    return FALSE;
  words = due != NULL ? office_task_dup_due_text (task, TRUE) : g_strdup (_ ("no date"));
  office_session_say (session, undo_due (task, before, due),
                      /* Translators: when a task is due from now on, as in "Due: Fri, 10:00" */
                      _ ("Due: %s"), words);
  return TRUE;
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
  g_autoptr (OfficeRecord) record = office_session_get_record (session, office_task_get_id (task), "task");
  g_auto (GStrv) ids = record != NULL ? office_record_dup_ids (record, "watchers") : NULL;

  return ids != NULL
         && g_strv_contains ((const char *const *) ids, office_person_get_id (office_session_get_me (session)));
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
