/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-due-zone.h"
#include "office-new-task.h"
#include "office-problem.h"
#include "office-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Commands on what a task can have beside title, description and column. Each can be undone. */

static void
set_text_or_null (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
  else
    json_object_set_null_member (object, member);
}

static gboolean
says_nothing (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node)
         || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             && *json_node_get_string (node) == '\0');
}

static gboolean
is_same (OfficeRecord *record, JsonObject *set)
{
  JsonObjectIter iter;
  const char *field;
  JsonNode *value;

  json_object_iter_init (&iter, set);
  while (json_object_iter_next (&iter, &field, &value))
    {
      JsonNode *before = office_record_get_node (record, field);

      if (before == NULL || says_nothing (value) ? before != NULL || !says_nothing (value)
                                                 : !json_node_equal (before, value))
        return FALSE;
    }
  return TRUE;
}

/* set: taken; as office_session_set_fields() */
static gboolean
office_session_change_fields (OfficeSession *self, const char *kind, const char *id, JsonObject *set, const char *words,
                              gboolean said, GError **error)
{
  g_autoptr (JsonObject) owned = set;
  g_autoptr (OfficeRecord) before = office_session_find_or_refuse (self, id, kind, error);
  JsonObject *with;

  if (before == NULL)
    return FALSE;
  if (is_same (before, set))
    return TRUE;
  with = office_session_make_removal (kind, id);
  json_object_set_object_member (with, "set", g_steal_pointer (&owned));
  return said ? office_session_do_and_say (self, "patch", with, words, error)
              : office_session_do (self, "patch", with, words, error);
}

/**
 * office_session_set_fields:
 * @self: a session
 * @kind: the record's kind
 * @id: the record's id
 * @set: (transfer full): fields with their new values, null where there is to be none
 * @words: what an undo says that it takes back, translated
 * @error: return location
 *
 * Where the record says all that already, nothing happens.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_fields (OfficeSession *self, const char *kind, const char *id, JsonObject *set, const char *words,
                           GError **error)
{
  return office_session_change_fields (self, kind, id, set, words, FALSE, error);
}

/**
 * office_session_set_fields_and_say:
 *
 * As office_session_set_fields(), and says so with the undo: where the record goes from view by it.
 */
gboolean
office_session_set_fields_and_say (OfficeSession *self, const char *kind, const char *id, JsonObject *set,
                                   const char *words, GError **error)
{
  return office_session_change_fields (self, kind, id, set, words, TRUE, error);
}

static gboolean
office_session_set_text (OfficeSession *self, const char *task, const char *field, const char *value, const char *words,
                         GError **error)
{
  JsonObject *set = json_object_new ();

  set_text_or_null (set, field, value);
  return office_session_set_fields (self, "task", task, set, words, error);
}

/* ---- times ---- */

/* The other of the two times is of the same zone as before: where that is another than this machine's, it is said in this one's. */
static void
turn_other_time (JsonObject *set, OfficeRecord *record, const char *field)
{
  const char *other = g_str_equal (field, "due") ? "start" : "due";
  const char *zone = office_record_get_text (record, "zone");
  const char *time = office_record_get_text (record, other);
  g_autofree char *turned = office_due_to_zone (time, zone, NULL);

  if (g_strcmp0 (turned, time) != 0)
    json_object_set_string_member (set, other, turned);
}

/**
 * office_session_set_task_time:
 * @self: a session
 * @task: a task's id
 * @field: "due" or "start"
 * @value: (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM" by this machine's clock; %NULL: none
 * @error: return location
 *
 * A time of day is meant in this machine's time zone, which is kept with it.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_task_time (OfficeSession *self, const char *task, const char *field, const char *value,
                              GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *here = office_due_dup_here ();
  gboolean due;
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (g_strcmp0 (field, "due") == 0 || g_strcmp0 (field, "start") == 0, FALSE);

  record = office_session_find_or_refuse (self, task, "task", error);
  if (record == NULL)
    return FALSE;
  due = g_str_equal (field, "due");
  set = json_object_new ();
  set_text_or_null (set, field, value);
  if (value != NULL && strchr (value, 'T') != NULL && g_strcmp0 (office_record_get_text (record, "zone"), here) != 0)
    {
      turn_other_time (set, record, field);
      set_text_or_null (set, "zone", here);
    }
  if (value != NULL)
    return office_session_set_fields (self, "task", task, set, due ? _ ("Due date changed") : _ ("Start changed"),
                                      error);
  return office_session_set_fields (self, "task", task, set, due ? _ ("Due date removed") : _ ("Start removed"), error);
}

/**
 * office_session_set_task_repeat:
 * @self: a session
 * @task: a task's id
 * @rule: (nullable): the value of an RRULE (RFC 5545); %NULL: it does not come again
 * @from: what the next is counted from
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_task_repeat (OfficeSession *self, const char *task, const char *rule, OfficeRepeatBase from,
                                GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  set_text_or_null (set, "repeat", rule);
  set_text_or_null (set, "repeat_from", rule != NULL && from == OFFICE_REPEAT_FROM_COMPLETION ? "completion" : NULL);
  return office_session_set_fields (self, "task", task, set,
                                    rule != NULL ? _ ("Repetition changed") : _ ("Repetition removed"), error);
}

/**
 * office_session_set_task_estimate:
 * @self: a session
 * @task: a task's id
 * @minutes: how long it should take; 0: nobody knows
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_task_estimate (OfficeSession *self, const char *task, gint64 minutes, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (minutes >= 0, FALSE);

  set = json_object_new ();
  if (minutes > 0)
    json_object_set_int_member (set, "estimate", minutes);
  else
    json_object_set_null_member (set, "estimate");
  return office_session_set_fields (self, "task", task, set, _ ("Estimate changed"), error);
}

/**
 * office_session_set_task_cover:
 * @self: a session
 * @task: a task's id
 * @file: (nullable): the id of one of its files; %NULL: none
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_task_cover (OfficeSession *self, const char *task, const char *file, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_set_text (self, task, "cover", file, file != NULL ? _ ("Cover changed") : _ ("Cover removed"),
                                  error);
}

/**
 * office_session_set_task_template:
 * @self: a session
 * @task: a task's id
 * @template: whether it is no work itself, but one that others are made like
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_task_template (OfficeSession *self, const char *task, gboolean template, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  if (template)
    json_object_set_boolean_member (set, "template", TRUE);
  else
    json_object_set_null_member (set, "template");
  return office_session_set_fields_and_say (self, "task", task, set,
                                            template ? _ ("Task made a template") : _ ("Template made a task"), error);
}

/* ---- other tasks ---- */

/* FALSE where another member of its line of parents, or of what it waits for, is the task itself. */
static gboolean
office_session_leads_to (OfficeSession *self, const char *from, const char *to, const char *field, GHashTable *seen)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_auto (GStrv) next = NULL;

  if (g_strcmp0 (from, to) == 0)
    return TRUE;
  if (!g_hash_table_add (seen, g_strdup (from)))
    return FALSE;
  record = office_session_get_record (self, from, "task");
  if (record == NULL)
    return FALSE;
  if (g_str_equal (field, "parent"))
    {
      const char *parent = office_record_get_text (record, "parent");

      return parent != NULL && office_session_leads_to (self, parent, to, field, seen);
    }
  next = office_record_dup_ids (record, field);
  for (guint i = 0; next[i] != NULL; i++)
    if (office_session_leads_to (self, next[i], to, field, seen))
      return TRUE;
  return FALSE;
}

static gboolean
office_session_refuse_circle (OfficeSession *self, const char *task, const char *other, const char *field,
                              GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!office_session_leads_to (self, other, task, field, seen))
    return FALSE;
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, field, "%s",
                      g_str_equal (field, "parent") ? _ ("That task is a part of this one itself")
                                                    : _ ("That task waits for this one itself"));
  return TRUE;
}

/**
 * office_session_set_task_parent:
 * @self: a session
 * @task: a task's id
 * @parent: (nullable): the task that it is a part of; %NULL: of none
 * @error: return location
 *
 * Returns: whether the book allowed it; a circle is refused
 */
gboolean
office_session_set_task_parent (OfficeSession *self, const char *task, const char *parent, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  if (parent != NULL && office_session_refuse_circle (self, task, parent, "parent", error))
    return FALSE;
  return office_session_set_text (self, task, "parent", parent,
                                  parent != NULL ? _ ("Task is a part now") : _ ("Task is no part any more"), error);
}

static JsonObject *
make_set_patch (const char *task, const char *field, const char *member, gboolean in)
{
  JsonObject *with = json_object_new ();
  JsonObject *fields = json_object_new ();
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, member);
  json_object_set_array_member (fields, field, array);
  json_object_set_string_member (with, "kind", "task");
  json_object_set_string_member (with, "id", task);
  json_object_set_object_member (with, in ? "add" : "take", fields);
  return with;
}

static gboolean
office_session_has_member (OfficeSession *self, const char *task, const char *field, const char *member)
{
  g_autoptr (OfficeRecord) record = office_session_get_record (self, task, "task");
  g_auto (GStrv) ids = record != NULL ? office_record_dup_ids (record, field) : NULL;

  return ids != NULL && g_strv_contains ((const char *const *) ids, member);
}

/**
 * office_session_set_member:
 * @self: a session
 * @task: a task's id
 * @field: a field of ids
 * @member: an id
 * @in: whether it is to be in the set
 * @words: what an undo says that it takes back, translated
 * @error: return location
 *
 * Where it is so already, nothing happens.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_member (OfficeSession *self, const char *task, const char *field, const char *member, gboolean in,
                           const char *words, GError **error)
{
  if (office_session_has_member (self, task, field, member) == in)
    return TRUE;
  if (!office_session_perform (self, "patch", make_set_patch (task, field, member, in), error))
    return FALSE;
  office_session_note (self, office_undo_new ("patch", make_set_patch (task, field, member, !in), NULL, NULL, NULL),
                       words);
  return TRUE;
}

/**
 * office_session_set_task_blocked:
 * @self: a session
 * @task: a task's id
 * @other: another task's id
 * @blocked: whether @task waits for @other
 * @error: return location
 *
 * Returns: whether the book allowed it; a circle is refused
 */
gboolean
office_session_set_task_blocked (OfficeSession *self, const char *task, const char *other, gboolean blocked,
                                 GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  if (blocked && office_session_refuse_circle (self, task, other, "blocked_by", error))
    return FALSE;
  return office_session_set_member (self, task, "blocked_by", other, blocked,
                                    blocked ? _ ("Task waits for another") : _ ("Task does not wait any more"), error);
}

/**
 * office_session_watch_task:
 * @self: a session
 * @task: a task's id
 * @person: a person's id
 * @watching: whether the person is told of what happens to it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_watch_task (OfficeSession *self, const char *task, const char *person, gboolean watching, GError **error)
{
  OfficePerson *object;
  g_autofree char *words = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (person != NULL, FALSE);

  object = office_session_find_person (self, person);
  if (object == self->me)
    words = g_strdup (watching ? _ ("You watch this task") : _ ("You do not watch this task any more"));
  else
    words = g_strdup_printf (watching ? _ ("%s watches this task") : _ ("%s does not watch this task any more"),
                             office_person_get_name (object));
  return office_session_set_member (self, task, "watchers", person, watching, words, error);
}

/**
 * office_session_archive_task:
 * @self: a session
 * @task: a task's id
 * @archived: whether it is put away from the board
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_archive_task (OfficeSession *self, const char *task, gboolean archived, GError **error)
{
  JsonObject *with, *back;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  with = json_object_new ();
  json_object_set_string_member (with, "id", task);
  json_object_set_boolean_member (with, "archived", archived);
  if (!office_session_perform (self, "task.archive", with, error))
    return FALSE;
  back = json_object_new ();
  json_object_set_string_member (back, "id", task);
  json_object_set_boolean_member (back, "archived", !archived);
  office_session_say (self, office_undo_new ("task.archive", back, NULL, NULL, NULL), "%s",
                      archived ? _ ("Task archived") : _ ("Task is on the board again"));
  return TRUE;
}

/* ---- copies ---- */

static char **
dup_step_texts (OfficeTask *task)
{
  GListModel *steps = office_task_get_steps (task);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (OfficeStep) step = g_list_model_get_item (steps, i);

      g_strv_builder_add (builder, office_step_get_text (step));
    }
  return g_strv_builder_end (builder);
}

/**
 * office_session_duplicate_task:
 * @self: a session
 * @task: a task's id
 * @id: (out) (optional): the copy's id
 * @error: return location
 *
 * What it is about, its people, labels, times and steps, none of them done; not what was said on it, and not its files.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_duplicate_task (OfficeSession *self, const char *task, char **id, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  OfficeTask *object;
  OfficeRecord *column;
  g_auto (GStrv) assignees = NULL;
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) steps = NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *due = NULL;
  g_autofree char *start = NULL;
  OfficeNewTask new;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, task, "task", error);
  if (record == NULL)
    return FALSE;
  object = office_session_find_task (self, task);
  column = office_session_find_column (self, office_record_get_text (record, "column"));
  assignees = office_record_dup_ids (record, "assignees");
  labels = office_record_dup_ids (record, "labels");
  steps = dup_step_texts (object);
  due = office_due_to_zone (office_task_get_due (object), office_task_get_zone (object), NULL);
  start = office_due_to_zone (office_task_get_start (object), office_task_get_zone (object), NULL);
  new = (OfficeNewTask){
    .room = office_task_get_room_id (object),
    .column = column != NULL && g_strcmp0 (office_record_get_text (column, "state"), "done") != 0
                  ? office_task_get_column_id (object)
                  : NULL,
    .title = office_task_get_title (object),
    .description = office_task_get_description (object),
    .due = due,
    .start = start,
    .priority = office_record_get_text (record, "priority"),
    .repeat = office_task_get_repeat (object),
    .estimate = (int) MIN (office_task_get_estimate (object), G_MAXINT),
    .assignees = (const char *const *) assignees,
    .labels = (const char *const *) labels,
    .steps = (const char *const *) steps,
    .template = office_task_get_template (object),
  };
  if (!office_session_make_tasks (self, &new, 1, &ids, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (ids[0]);
  return TRUE;
}
