/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * A task goes to another room. What does not exist there is lost on the way: labels of a name that the room does not have,
 * people who do not see it. The undo brings the task back, and then these; they travel in its member "lost", which is not
 * the operation's.
 */
#define LOST "lost"

/* The first column of the room that means the same, so that what is done stays done; NULL: the room decides. */
static char *
office_session_dup_like_column (OfficeSession *self, OfficeRecord *task, const char *room)
{
  OfficeRecord *standing = office_session_find_column (self, office_record_get_text (task, "column"));
  const char *state = standing != NULL ? office_record_get_text (standing, "state") : NULL;
  g_autoptr (GPtrArray) columns = office_session_list_sorted (self, "column", "room", room);

  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (office_record_get_text (columns->pdata[i], "state"), state) == 0)
      return g_strdup (office_record_get_id (columns->pdata[i]));
  return NULL;
}

/* ---- what is lost ---- */

static void
keep_lost_people (OfficeRecord *before, OfficeRecord *after, JsonObject *lost)
{
  g_auto (GStrv) people = office_record_dup_ids (before, "assignees");
  g_auto (GStrv) left = office_record_dup_ids (after, "assignees");
  JsonArray *array = json_array_new ();

  for (guint i = 0; people[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) left, people[i]))
      json_array_add_string_element (array, people[i]);
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (lost, "assignees", json_array_ref (array));
  json_array_unref (array);
}

static gboolean
office_session_has_label_called (OfficeSession *self, OfficeRecord *task, const char *name)
{
  g_auto (GStrv) ids = office_record_dup_ids (task, "labels");

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) label = office_session_get_record (self, ids[i], "label");

      if (label != NULL && g_strcmp0 (office_record_get_text (label, "name"), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
office_session_keep_lost_labels (OfficeSession *self, OfficeRecord *before, OfficeRecord *after, JsonObject *lost)
{
  g_auto (GStrv) ids = office_record_dup_ids (before, "labels");
  JsonArray *array = json_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) label = office_session_get_record (self, ids[i], "label");

      if (label != NULL && !office_session_has_label_called (self, after, office_record_get_text (label, "name")))
        json_array_add_string_element (array, ids[i]);
    }
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (lost, "labels", json_array_ref (array));
  json_array_unref (array);
}

/**
 * office_session_undo_transfer:
 * @self: a session
 * @before: a task as it was before it went to another room
 * @after: as it is now
 *
 * Returns: (transfer floating): what brings it back, with what was lost on the way
 */
GVariant *
office_session_undo_transfer (OfficeSession *self, OfficeRecord *before, OfficeRecord *after)
{
  JsonObject *with = json_object_new ();
  JsonObject *lost = json_object_new ();

  json_object_set_string_member (with, "id", office_record_get_id (before));
  json_object_set_string_member (with, "room", office_record_get_text (before, "room"));
  json_object_set_string_member (with, "column", office_record_get_text (before, "column"));
  json_object_set_string_member (with, "position", office_record_get_text (before, "position"));
  keep_lost_people (before, after, lost);
  office_session_keep_lost_labels (self, before, after, lost);
  json_object_set_object_member (with, LOST, lost);
  return office_undo_new ("task.transfer", with, office_record_get_id (before), "room",
                          office_record_get_node (after, "room"));
}

static gboolean
office_session_give_back (OfficeSession *self, const char *task, JsonObject *lost, GError **error)
{
  JsonObject *with;

  if (lost == NULL || json_object_get_size (lost) == 0)
    return TRUE;
  with = json_object_new ();
  json_object_set_string_member (with, "kind", "task");
  json_object_set_string_member (with, "id", task);
  json_object_set_object_member (with, "add", json_object_ref (lost));
  return office_session_perform (self, "patch", with, error);
}

/**
 * office_session_take_transfer_back:
 * @self: a session
 * @with: (transfer full): the members of the undo of a transfer
 * @error: return location
 *
 * Returns: whether the task is back where it was, with what it had
 */
gboolean
office_session_take_transfer_back (OfficeSession *self, JsonObject *with, GError **error)
{
  g_autofree char *task = g_strdup (json_object_get_string_member_with_default (with, "id", NULL));
  g_autoptr (JsonObject) lost = json_object_has_member (with, LOST)
                                    ? json_object_ref (json_object_get_object_member (with, LOST))
                                    : NULL;

  json_object_remove_member (with, LOST);
  return office_session_perform (self, "task.transfer", with, error)
         && office_session_give_back (self, task, lost, error);
}

/* ---- going ---- */

static void
office_session_say_transferred (OfficeSession *self, OfficeRecord *before, const char *room)
{
  g_autoptr (OfficeRecord) after = office_session_get_record (self, office_record_get_id (before), "task");
  OfficeRoom *target = office_session_find_room (self, room);

  if (after == NULL)
    return;
  /* Translators: %s is the name of a room */
  office_session_say (self, office_session_undo_transfer (self, before, after), _ ("Task moved to %s"),
                      target != NULL ? office_room_get_name (target) : "");
}

/**
 * office_session_transfer_task:
 * @self: a session
 * @task: a task's id
 * @room: the room it goes to
 * @error: return location
 *
 * Takes the task with its steps and its discussion to another room, on top of the first column that means the same as the
 * one it stands in.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_transfer_task (OfficeSession *self, const char *task, const char *room, GError **error)
{
  g_autoptr (OfficeRecord) before = NULL;
  g_autofree char *column = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (room != NULL, FALSE);

  before = office_session_find_or_refuse (self, task, "task", error);
  if (before == NULL)
    return FALSE;
  if (g_strcmp0 (office_record_get_text (before, "room"), room) == 0)
    return TRUE;
  column = office_session_dup_like_column (self, before, room);
  with = json_object_new ();
  json_object_set_string_member (with, "id", task);
  json_object_set_string_member (with, "room", room);
  if (column != NULL)
    {
      g_autoptr (GPtrArray) tasks = office_session_list_sorted (self, "task", "column", column);
      g_autofree char *position = office_session_position_after (tasks, NULL, NULL);

      json_object_set_string_member (with, "column", column);
      if (position != NULL)
        json_object_set_string_member (with, "position", position);
    }
  if (!office_session_perform (self, "task.transfer", with, error))
    return FALSE;
  office_session_say_transferred (self, before, room);
  return TRUE;
}
