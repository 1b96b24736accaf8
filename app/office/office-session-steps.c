/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-new-task.h"
#include "office-position.h"
#include "office-problem.h"
#include "office-session-private.h"

#include <glib/gi18n.h>

/* Commands on the steps of a task, and on its parts that are tasks themselves. */

static GPtrArray *
make_deeds (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);
}

/* Of a step, as it is made; id: full */
static JsonObject *
office_session_make_step (OfficeSession *self, OfficeRecord *task, const char *text, const char *position, char **id)
{
  JsonObject *with = json_object_new ();
  char *made = office_session_make_id (self);

  json_object_set_string_member (with, "kind", "step");
  json_object_set_string_member (with, "id", made);
  json_object_set_string_member (with, "room", office_record_get_text (task, "room"));
  json_object_set_string_member (with, "task", office_record_get_id (task));
  json_object_set_string_member (with, "text", text);
  if (position != NULL)
    json_object_set_string_member (with, "position", position);
  *id = made;
  return with;
}

/**
 * office_session_create_steps:
 * @self: a session
 * @task: a task's id
 * @lines: what was typed or pasted, a step a line; bullets before the words are left out
 * @error: return location
 *
 * Adds them at the end, all or none, with one undo where they are several.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_create_steps (OfficeSession *self, const char *task, const char *lines, GError **error)
{
  g_auto (GStrv) texts = NULL;
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) deeds = make_deeds ();
  g_autoptr (GPtrArray) back = make_deeds ();
  g_autofree char *position = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (lines != NULL, FALSE);

  texts = office_quick_split_lines (lines);
  record = office_session_find_or_refuse (self, task, "task", error);
  if (record == NULL)
    return FALSE;
  steps = office_session_list_sorted (self, "step", "task", task);
  position = steps->len > 0 ? g_strdup (office_record_get_text (steps->pdata[steps->len - 1], "position")) : NULL;
  for (guint i = 0; texts[i] != NULL; i++)
    {
      char *next = office_position_between (position, NULL, NULL);
      g_autofree char *id = NULL;

      g_free (position);
      position = next;
      g_ptr_array_add (deeds,
                       office_deed_new ("put", office_session_make_step (self, record, texts[i], position, &id)));
      g_ptr_array_add (back, office_deed_new ("remove", office_session_make_removal ("step", id)));
    }
  if (deeds->len == 0)
    return TRUE;
  if (!office_session_perform_all (self, deeds, error))
    return FALSE;
  if (deeds->len > 1)
    office_session_say (self, office_undo_new_several (back),
                        g_dngettext (NULL, "%u step added", "%u steps added", deeds->len), deeds->len);
  else
    office_session_note (self, office_undo_new_several (back), _ ("Step added"));
  return TRUE;
}

/**
 * office_session_move_step:
 * @self: a session
 * @step: a step's id
 * @after: (nullable): the step of the same task that it stands behind; %NULL: first
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_move_step (OfficeSession *self, const char *step, const char *after, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *position = NULL;
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (g_strcmp0 (step, after) != 0, FALSE);

  record = office_session_find_or_refuse (self, step, "step", error);
  if (record == NULL)
    return FALSE;
  steps = office_session_list_sorted (self, "step", "task", office_record_get_text (record, "task"));
  position = office_session_position_after (steps, after, step);
  /* Two steps made at once on two machines may share a key; then there is nothing between them. */
  if (position == NULL)
    position = office_session_position_at_end (steps);
  set = json_object_new ();
  json_object_set_string_member (set, "position", position);
  return office_session_set_fields (self, "step", step, set, _ ("Step moved"), error);
}

/**
 * office_session_assign_step:
 * @self: a session
 * @step: a step's id
 * @person: (nullable): who is to do it; %NULL: nobody
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_assign_step (OfficeSession *self, const char *step, const char *person, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  if (person != NULL)
    json_object_set_string_member (set, "assignee", person);
  else
    json_object_set_null_member (set, "assignee");
  return office_session_set_fields (self, "step", step, set,
                                    person != NULL ? _ ("Step assigned") : _ ("Step is nobody’s now"), error);
}

/* ---- parts ---- */

/* On top of the first column that is open; NULL: the room has none. */
static OfficeDeed *
office_session_make_part (OfficeSession *self, OfficeRecord *parent, const char *title, const char *assignee, char **id,
                          GError **error)
{
  const char *room = office_record_get_text (parent, "room");
  g_autofree char *column = office_session_dup_open_column (self, room, error);
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *position = NULL;
  JsonObject *with;

  if (column == NULL)
    return NULL;
  tasks = office_session_list_sorted (self, "task", "column", column);
  position = office_session_position_after (tasks, NULL, NULL);
  *id = office_session_make_id (self);
  with = json_object_new ();
  json_object_set_string_member (with, "id", *id);
  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "column", column);
  json_object_set_string_member (with, "title", title);
  json_object_set_string_member (with, "parent", office_record_get_id (parent));
  if (position != NULL)
    json_object_set_string_member (with, "position", position);
  if (assignee != NULL)
    {
      JsonArray *assignees = json_array_new ();

      json_array_add_string_element (assignees, assignee);
      json_object_set_array_member (with, "assignees", assignees);
    }
  return office_deed_new ("task.create", with);
}

/**
 * office_session_create_part:
 * @self: a session
 * @task: a task's id
 * @title: what the part is, 1 to 500 characters
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Makes a task that is a part of @task, in the same room.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_create_part (OfficeSession *self, const char *task, const char *title, char **id, GError **error)
{
  g_autoptr (OfficeRecord) parent = NULL;
  g_autofree char *made = NULL;
  OfficeDeed *deed;
  g_autoptr (GPtrArray) deeds = make_deeds ();
  g_autoptr (GPtrArray) back = make_deeds ();

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (title != NULL, FALSE);

  parent = office_session_find_or_refuse (self, task, "task", error);
  deed = parent != NULL ? office_session_make_part (self, parent, title, NULL, &made, error) : NULL;
  if (deed == NULL)
    return FALSE;
  g_ptr_array_add (deeds, deed);
  if (!office_session_perform_all (self, deeds, error))
    return FALSE;
  g_ptr_array_add (back, office_deed_new ("remove", office_session_make_removal ("task", made)));
  office_session_say (self, office_undo_new_several (back), _ ("Task made: %s"), title);
  if (id != NULL)
    *id = g_steal_pointer (&made);
  return TRUE;
}

/**
 * office_session_promote_step:
 * @self: a session
 * @step: a step's id
 * @id: (out) (optional): the id of the task that it has become
 * @error: return location
 *
 * The step goes, and a task of the same words, for the same person, becomes a part of the step's task. One undo takes both
 * back.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_promote_step (OfficeSession *self, const char *step, char **id, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (OfficeRecord) parent = NULL;
  g_autofree char *made = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) deeds = make_deeds ();
  g_autoptr (GPtrArray) back = make_deeds ();
  OfficeDeed *deed;
  JsonObject *put;
  const char *text;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, step, "step", error);
  parent = record != NULL ? office_session_find_or_refuse (self, office_record_get_text (record, "task"), "task", error)
                          : NULL;
  if (parent == NULL)
    return FALSE;
  text = office_record_get_text (record, "text");
  deed = office_session_make_part (self, parent, text, office_record_get_text (record, "assignee"), &made, error);
  if (deed == NULL)
    return FALSE;
  g_ptr_array_add (deeds, deed);
  g_ptr_array_add (deeds, office_deed_new ("remove", office_session_make_removal ("step", step)));
  if (!office_session_perform_all (self, deeds, error))
    return FALSE;
  put = office_session_make_step (self, parent, text, office_record_get_text (record, "position"), &again);
  if (office_record_get_boolean (record, "done"))
    json_object_set_boolean_member (put, "done", TRUE);
  if (office_record_get_text (record, "assignee") != NULL)
    json_object_set_string_member (put, "assignee", office_record_get_text (record, "assignee"));
  g_ptr_array_add (back, office_deed_new ("put", put));
  g_ptr_array_add (back, office_deed_new ("remove", office_session_make_removal ("task", made)));
  office_session_say (self, office_undo_new_several (back), "%s", _ ("The step is a task now"));
  if (id != NULL)
    *id = g_steal_pointer (&made);
  return TRUE;
}
