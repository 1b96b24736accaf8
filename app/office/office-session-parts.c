/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/* Commands on what boards and tasks are made of: columns, labels, steps. */

static JsonObject *
make_put (OfficeSession *self, const char *kind, const char *room, char **id)
{
  g_autofree char *made = office_session_make_id (self);
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "kind", kind);
  json_object_set_string_member (with, "id", made);
  json_object_set_string_member (with, "room", room);
  if (id != NULL)
    *id = g_steal_pointer (&made);
  return with;
}

static gboolean
office_session_put (OfficeSession *self, JsonObject *with, const char *words, char **id, GError **error)
{
  JsonObject *back = office_session_make_removal (json_object_get_string_member (with, "kind"),
                                                  json_object_get_string_member (with, "id"));
  g_autoptr (GVariant) undo = g_variant_ref_sink (office_undo_new ("remove", back, NULL, NULL, NULL));

  if (office_session_perform (self, "put", with, error))
    {
      office_session_note (self, undo, words);
      return TRUE;
    }
  if (id != NULL)
    g_clear_pointer (id, g_free);
  return FALSE;
}

static void
add_end (OfficeSession *self, JsonObject *with, const char *kind, const char *field, const char *value)
{
  g_autoptr (GPtrArray) sorted = office_session_list_sorted (self, kind, field, value);
  g_autofree char *position = office_session_position_at_end (sorted);

  if (position != NULL)
    json_object_set_string_member (with, "position", position);
}

/* ---- labels ---- */

/**
 * office_session_create_label:
 * @self: a session
 * @room: a room's id
 * @name: 1 to 40 characters
 * @hue: one of the eight hues
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_create_label (OfficeSession *self, const char *room, const char *name, const char *hue, char **id,
                             GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  with = make_put (self, "label", room, id);
  json_object_set_string_member (with, "name", name);
  json_object_set_string_member (with, "hue", hue);
  return office_session_put (self, with, _ ("Label added"), id, error);
}

/**
 * office_session_edit_label:
 * @self: a session
 * @label: a label's id
 * @field: "name" or "hue"
 * @value: its new text
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_label (OfficeSession *self, const char *label, const char *field, const char *value, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  json_object_set_string_member (set, field, value);
  return office_session_set_fields (self, "label", label, set, _ ("Label changed"), error);
}

/* Of the tasks that have it, so that an undo gives the new label to them again. */
static void
office_session_add_labelled (OfficeSession *self, OfficeRecord *label, const char *again, GPtrArray *back)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (self->replica, "task", "room",
                                                     office_record_get_text (label, "room"));

  for (guint i = 0; i < tasks->len; i++)
    {
      g_auto (GStrv) labels = office_record_dup_ids (tasks->pdata[i], "labels");
      JsonObject *with, *add;
      JsonArray *array;

      if (!g_strv_contains ((const char *const *) labels, office_record_get_id (label)))
        continue;
      with = json_object_new ();
      add = json_object_new ();
      array = json_array_new ();
      json_array_add_string_element (array, again);
      json_object_set_array_member (add, "labels", array);
      json_object_set_string_member (with, "kind", "task");
      json_object_set_string_member (with, "id", office_record_get_id (tasks->pdata[i]));
      json_object_set_object_member (with, "add", add);
      g_ptr_array_add (back, office_deed_new ("patch", with));
    }
}

/**
 * office_session_remove_label:
 * @self: a session
 * @label: a label's id
 * @error: return location
 *
 * The undo makes it anew and puts it on the tasks that had it.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_remove_label (OfficeSession *self, const char *label, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GPtrArray) back = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);
  JsonObject *put;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, label, "label", error);
  if (record == NULL)
    return FALSE;
  put = office_session_make_put_of (self, record);
  g_ptr_array_add (back, office_deed_new ("put", put));
  office_session_add_labelled (self, record, json_object_get_string_member (put, "id"), back);
  if (!office_session_remove_record (self, "label", label, error))
    return FALSE;
  office_session_say (self, office_undo_new_several (back), "%s", _ ("Label deleted"));
  return TRUE;
}

/* ---- steps ---- */

/**
 * office_session_create_step:
 * @self: a session
 * @task: a task's id
 * @text: 1 to 300 characters
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Adds a step at the end.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_create_step (OfficeSession *self, const char *task, const char *text, char **id, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, task, "task", error);
  if (record == NULL)
    return FALSE;
  with = make_put (self, "step", office_record_get_text (record, "room"), id);
  json_object_set_string_member (with, "task", task);
  json_object_set_string_member (with, "text", text);
  add_end (self, with, "step", "task", task);
  return office_session_put (self, with, _ ("Step added"), id, error);
}

/**
 * office_session_set_step_done:
 * @self: a session
 * @step: a step's id
 * @done: whether it is done
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_step_done (OfficeSession *self, const char *step, gboolean done, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  json_object_set_boolean_member (set, "done", done);
  return office_session_set_fields (self, "step", step, set, done ? _ ("Step done") : _ ("Step is to do again"), error);
}

/**
 * office_session_edit_step:
 * @self: a session
 * @step: a step's id
 * @text: its new text
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_step (OfficeSession *self, const char *step, const char *text, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  json_object_set_string_member (set, "text", text);
  return office_session_set_fields (self, "step", step, set, _ ("Step changed"), error);
}

/**
 * office_session_remove_step:
 * @self: a session
 * @step: a step's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_remove_step (OfficeSession *self, const char *step, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, step, "step", error);
  if (record == NULL || !office_session_remove_record (self, "step", step, error))
    return FALSE;
  office_session_say (self, office_undo_new ("put", office_session_make_put_of (self, record), NULL, NULL, NULL),
                      _ ("Step deleted"));
  return TRUE;
}

/* ---- columns ---- */

/**
 * office_session_create_column:
 * @self: a session
 * @room: a room's id
 * @name: 1 to 60 characters
 * @state: what it means that a task stands in it
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Adds a column at the end.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_create_column (OfficeSession *self, const char *room, const char *name, OfficeColumnState state,
                              char **id, GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  with = make_put (self, "column", room, id);
  json_object_set_string_member (with, "name", name);
  json_object_set_string_member (with, "state", office_column_state_to_text (state));
  add_end (self, with, "column", "room", room);
  return office_session_put (self, with, _ ("Column added"), id, error);
}

/**
 * office_session_edit_column:
 * @self: a session
 * @column: a column's id
 * @field: "name", "state" or "hue"
 * @value: (nullable): its new text; %NULL empties it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_column (OfficeSession *self, const char *column, const char *field, const char *value,
                            GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  if (value != NULL)
    json_object_set_string_member (set, field, value);
  else
    json_object_set_null_member (set, field);
  return office_session_set_fields (self, "column", column, set, _ ("Column changed"), error);
}

/**
 * office_session_move_column:
 * @self: a session
 * @column: a column's id
 * @after: (nullable): the column it stands behind; %NULL: first
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_move_column (OfficeSession *self, const char *column, const char *after, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GPtrArray) columns = NULL;
  g_autofree char *position = NULL;
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (g_strcmp0 (column, after) != 0, FALSE);

  record = office_session_find_or_refuse (self, column, "column", error);
  if (record == NULL)
    return FALSE;
  columns = office_session_list_sorted (self, "column", "room", office_record_get_text (record, "room"));
  position = office_session_position_after (columns, after, column);
  /* Two columns made at once on two machines may share a key; then there is nothing between them. */
  if (position == NULL)
    position = office_session_position_at_end (columns);
  set = json_object_new ();
  json_object_set_string_member (set, "position", position);
  return office_session_set_fields (self, "column", column, set, _ ("Column moved"), error);
}

/**
 * office_session_set_column_limit:
 * @self: a session
 * @column: a column's id
 * @limit: how many tasks should stand in it at most; 0: any number
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_column_limit (OfficeSession *self, const char *column, gint64 limit, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  if (limit > 0)
    json_object_set_int_member (set, "limit", limit);
  else
    json_object_set_null_member (set, "limit");
  return office_session_set_fields (self, "column", column, set, _ ("Limit changed"), error);
}

/* Each goes back to where it stood, if nobody has moved it since. */
static void
add_moves_back (GPtrArray *undos, GPtrArray *tasks, const char *from, const char *to)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      g_autoptr (JsonNode) expected = json_node_new (JSON_NODE_VALUE);
      JsonObject *with = json_object_new ();
      const char *id = office_record_get_id (tasks->pdata[i]);

      json_node_set_string (expected, to);
      json_object_set_string_member (with, "id", id);
      json_object_set_string_member (with, "column", from);
      json_object_set_string_member (with, "position", office_record_get_text (tasks->pdata[i], "position"));
      g_ptr_array_add (undos, g_variant_ref_sink (office_undo_new ("task.move", with, id, "column", expected)));
    }
}

/* Whether what stands in a column is nothing that its board shows, as it is archived or a template. */
static gboolean
holds_only_hidden (GPtrArray *tasks)
{
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      OfficeRecord *task = tasks->pdata[i];

      if (office_record_has (task, "trashed_at"))
        continue;
      if (!office_record_has (task, "archived_at") && !office_record_get_boolean (task, "template"))
        return FALSE;
      n++;
    }
  return n > 0;
}

/* Where those go: to a column in which they stay done, or undone, if there is one. Nullable. */
static char *
office_session_dup_refuge (OfficeSession *self, OfficeRecord *column)
{
  g_autoptr (GPtrArray) columns = office_session_list_sorted (self, "column", "room",
                                                              office_record_get_text (column, "room"));
  OfficeRecord *refuge = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      OfficeRecord *other = columns->pdata[i];
      const gboolean alike
          = g_strcmp0 (office_record_get_text (other, "state"), office_record_get_text (column, "state")) == 0;

      if (g_str_equal (office_record_get_id (other), office_record_get_id (column)))
        continue;
      if (alike)
        return g_strdup (office_record_get_id (other));
      if (refuge == NULL)
        refuge = other;
    }
  return refuge != NULL ? g_strdup (office_record_get_id (refuge)) : NULL;
}

/**
 * office_session_remove_column:
 * @self: a session
 * @column: a column's id
 * @to: (nullable): the column that its tasks go to; %NULL: its board shows none, and for others a place is found
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_remove_column (OfficeSession *self, const char *column, const char *to, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autofree char *refuge = NULL;
  JsonObject *removal, *put;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, column, "column", error);
  if (record == NULL)
    return FALSE;
  tasks = office_session_list_sorted (self, "task", "column", column);
  if (to == NULL && holds_only_hidden (tasks))
    to = refuge = office_session_dup_refuge (self, record);
  removal = office_session_make_removal ("column", column);
  if (to != NULL)
    json_object_set_string_member (removal, "to", to);
  if (!office_session_perform (self, "remove", removal, error))
    return FALSE;
  put = office_session_make_put_of (self, record);
  g_ptr_array_add (undos, g_variant_ref_sink (office_undo_new ("put", json_object_ref (put), NULL, NULL, NULL)));
  if (to != NULL)
    add_moves_back (undos, tasks, json_object_get_string_member (put, "id"), to);
  json_object_unref (put);
  office_session_say (self, office_undo_new_all (undos), _ ("Column deleted"));
  return TRUE;
}
