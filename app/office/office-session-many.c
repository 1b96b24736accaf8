/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-problem.h"

#include <glib/gi18n.h>

/*
 * One command on many tasks: an operation each, and one undo of them all. Tasks that are gone meanwhile are passed over; the
 * first that the book refuses ends it, and what was done until then can be undone.
 */

/**
 * office_session_freeze_boards:
 * @self: a session
 *
 * Until office_session_thaw_boards() the boards that are open say nothing of what changes.
 */
void
office_session_freeze_boards (OfficeSession *self)
{
  for (guint i = 0; i < self->boards->len; i++)
    office_board_freeze (self->boards->pdata[i]);
}

/**
 * office_session_thaw_boards:
 * @self: a session
 */
void
office_session_thaw_boards (OfficeSession *self)
{
  for (guint i = 0; i < self->boards->len; i++)
    office_board_thaw (self->boards->pdata[i]);
}

typedef struct {
  OfficeSession *session;
  GPtrArray *undos; /* GVariant, the last done first */
} Many;

static void
begin (Many *many, OfficeSession *self)
{
  many->session = self;
  many->undos = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  office_session_freeze_boards (self);
}

/* undo: floating */
static void
did (Many *many, GVariant *undo)
{
  g_ptr_array_insert (many->undos, 0, g_variant_ref_sink (undo));
}

/* Says what was done, in words for one and for several, and clears. */
static gboolean
end (Many *many, gboolean done, const char *one, const char *several)
{
  OfficeSession *self = many->session;
  const guint n = many->undos->len;

  office_session_thaw_boards (self);
  if (n == 1)
    office_session_say (self, g_variant_ref (many->undos->pdata[0]), "%s", one);
  else if (n > 1)
    office_session_say (self, office_undo_new_all (many->undos), "%s", several);
  g_ptr_array_unref (many->undos);
  return done;
}

static JsonObject *
with_id (const char *id)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  return with;
}

static JsonNode *
text_node (const char *text)
{
  JsonNode *node = json_node_new (text != NULL ? JSON_NODE_VALUE : JSON_NODE_NULL);

  if (text != NULL)
    json_node_set_string (node, text);
  return node;
}

/* ---- moving ---- */

static gboolean
move_one (Many *many, OfficeRecord *before, const char *column, const char *after, GError **error)
{
  const char *id = office_record_get_id (before);
  g_autoptr (GPtrArray) tasks = office_session_list_sorted (many->session, "task", "column", column);
  g_autofree char *position = office_session_position_after (tasks, after, id);
  JsonObject *with = with_id (id);

  json_object_set_string_member (with, "column", column);
  if (after != NULL)
    json_object_set_string_member (with, "after", after);
  if (position != NULL)
    json_object_set_string_member (with, "position", position);
  if (!office_session_perform (many->session, "task.move", with, error))
    return FALSE;
  did (many, office_undo_new_move (before, column));
  return TRUE;
}

/**
 * office_session_move_tasks:
 * @self: a session
 * @tasks: ids, in the order in which they are to stand
 * @column: the column they go to
 * @after: (nullable): the task they stand behind; %NULL: on top
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_move_tasks (OfficeSession *self, const char *const *tasks, const char *column, const char *after,
                           GError **error)
{
  OfficeRecord *target;
  gboolean done = TRUE;
  Many many;
  g_autofree char *name = NULL, *one = NULL, *several = NULL, *last = g_strdup (after);

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (tasks != NULL && column != NULL, FALSE);

  target = office_session_find_column (self, column);
  if (target == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "column", "There is no such column");
      return FALSE;
    }
  name = g_strdup (office_record_get_text (target, "name"));
  begin (&many, self);
  for (guint i = 0; done && tasks[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) before = office_session_get_record (self, tasks[i], "task");

      if (before == NULL || g_strcmp0 (tasks[i], last) == 0)
        continue;
      done = move_one (&many, before, column, last, error);
      g_free (last);
      last = g_strdup (tasks[i]);
    }
  one = g_strdup_printf (_ ("Task moved to %s"), name);
  /* Translators: a number of tasks, and the name of a column */
  several = g_strdup_printf (ngettext ("%'u task moved to %s", "%'u tasks moved to %s", many.undos->len),
                             many.undos->len, name);
  return end (&many, done, one, several);
}

/* ---- fields ---- */

static GVariant *
undo_patch (OfficeRecord *before, const char *change, const char *field, JsonNode *value, JsonNode *expected)
{
  JsonObject *with = json_object_new (), *fields = json_object_new ();
  const gboolean guarded = expected != NULL;

  json_object_set_member (fields, field, value);
  json_object_set_string_member (with, "kind", "task");
  json_object_set_string_member (with, "id", office_record_get_id (before));
  json_object_set_object_member (with, change, fields);
  return office_undo_new ("patch", with, guarded ? office_record_get_id (before) : NULL, guarded ? field : NULL,
                          expected);
}

static JsonNode *
set_node (const char *member)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, member);
  json_node_take_array (node, array);
  return node;
}

static gboolean
has_member (OfficeRecord *record, const char *field, const char *member)
{
  g_auto (GStrv) ids = office_record_dup_ids (record, field);

  return g_strv_contains ((const char *const *) ids, member);
}

static gboolean
change_set (OfficeSession *self, const char *const *tasks, const char *field, const char *member, gboolean in,
            GError **error)
{
  gboolean done = TRUE;
  Many many;
  g_autofree char *several = NULL;

  begin (&many, self);
  for (guint i = 0; done && tasks[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) before = office_session_get_record (self, tasks[i], "task");

      if (before == NULL || has_member (before, field, member) == in)
        continue;
      done = office_session_patch_set (self, "task", tasks[i], field, member, in, error);
      if (done)
        did (&many, undo_patch (before, in ? "take" : "add", field, set_node (member), NULL));
    }
  several = g_strdup_printf (ngettext ("%'u task changed", "%'u tasks changed", many.undos->len), many.undos->len);
  return end (&many, done, _ ("Task changed"), several);
}

/**
 * office_session_assign_tasks:
 * @self: a session
 * @tasks: ids
 * @person: a person's id
 * @assigned: whether the person is to do them
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_assign_tasks (OfficeSession *self, const char *const *tasks, const char *person, gboolean assigned,
                             GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return change_set (self, tasks, "assignees", person, assigned, error);
}

/**
 * office_session_label_tasks:
 * @self: a session
 * @tasks: ids
 * @label: a label's id
 * @on: whether they have it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_label_tasks (OfficeSession *self, const char *const *tasks, const char *label, gboolean on,
                            GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return change_set (self, tasks, "labels", label, on, error);
}

/**
 * office_session_edit_tasks:
 * @self: a session
 * @tasks: ids
 * @field: "due" or "priority"
 * @value: (nullable): its new text; %NULL empties it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_tasks (OfficeSession *self, const char *const *tasks, const char *field, const char *value,
                           GError **error)
{
  gboolean done = TRUE;
  Many many;
  g_autofree char *several = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  begin (&many, self);
  for (guint i = 0; done && tasks[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) before = office_session_get_record (self, tasks[i], "task");
      g_autoptr (JsonNode) expected = text_node (value);

      if (before == NULL || g_strcmp0 (office_record_get_text (before, field), value) == 0)
        continue;
      done = office_session_patch_text (self, "task", tasks[i], field, value, error);
      if (done)
        did (&many, undo_patch (before, "set", field, text_node (office_record_get_text (before, field)), expected));
    }
  several = g_strdup_printf (ngettext ("%'u task changed", "%'u tasks changed", many.undos->len), many.undos->len);
  return end (&many, done, _ ("Task changed"), several);
}

/* ---- away from the board ---- */

/**
 * office_session_archive_tasks:
 * @self: a session
 * @tasks: ids
 * @archived: whether they are put away from the board, or back onto it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_archive_tasks (OfficeSession *self, const char *const *tasks, gboolean archived, GError **error)
{
  gboolean done = TRUE;
  Many many;
  g_autofree char *several = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  begin (&many, self);
  for (guint i = 0; done && tasks[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) before = office_session_get_record (self, tasks[i], "task");
      JsonObject *with, *back;

      if (before == NULL || office_record_has (before, "archived_at") == archived)
        continue;
      with = with_id (tasks[i]);
      json_object_set_boolean_member (with, "archived", archived);
      done = office_session_perform (self, "task.archive", with, error);
      if (!done)
        continue;
      back = with_id (tasks[i]);
      json_object_set_boolean_member (back, "archived", !archived);
      did (&many, office_undo_new ("task.archive", back, NULL, NULL, NULL));
    }
  if (archived)
    {
      several = g_strdup_printf (ngettext ("%'u task archived", "%'u tasks archived", many.undos->len),
                                 many.undos->len);
      return end (&many, done, _ ("Task archived"), several);
    }
  several = g_strdup_printf (
      ngettext ("%'u task is back on the board", "%'u tasks are back on the board", many.undos->len), many.undos->len);
  return end (&many, done, _ ("Task is back on the board"), several);
}

/**
 * office_session_trash_tasks:
 * @self: a session
 * @tasks: ids
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_trash_tasks (OfficeSession *self, const char *const *tasks, GError **error)
{
  gboolean done = TRUE;
  Many many;
  g_autofree char *several = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  begin (&many, self);
  for (guint i = 0; done && tasks[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) before = office_session_get_record (self, tasks[i], "task");

      if (before == NULL || office_record_has (before, "trashed_at"))
        continue;
      done = office_session_remove_record (self, "task", tasks[i], error);
      if (done)
        did (&many, office_undo_new ("task.restore", with_id (tasks[i]), NULL, NULL, NULL));
    }
  several = g_strdup_printf (ngettext ("%'u task moved to the trash", "%'u tasks moved to the trash", many.undos->len),
                             many.undos->len);
  return end (&many, done, _ ("Task moved to the trash"), several);
}

static int
compare_put_away (gconstpointer a, gconstpointer b, gpointer field)
{
  const gint64 first = office_record_get_integer (*(OfficeRecord *const *) a, field);
  const gint64 second = office_record_get_integer (*(OfficeRecord *const *) b, field);

  return first > second ? -1 : first < second;
}

static void
put_away_free (gpointer data)
{
  OfficePutAway *put_away = data;

  g_object_unref (put_away->task);
  g_free (put_away);
}

/**
 * office_session_list_put_away:
 * @self: a session
 * @room: a room's id
 * @trash: those in the trash; otherwise those in the archive
 *
 * Returns: (transfer full) (element-type OfficePutAway): the tasks of the room that are not on its board, the last put away
 * first
 */
GPtrArray *
office_session_list_put_away (OfficeSession *self, const char *room, gboolean trash)
{
  const char *field = trash ? "trashed_at" : "archived_at";
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GPtrArray *tasks = g_ptr_array_new_with_free_func (put_away_free);

  g_return_val_if_fail (OFFICE_IS_SESSION (self), tasks);

  records = office_replica_list (self->replica, "task", "room", room);
  for (guint i = 0; i < records->len; i++)
    if (office_record_has (records->pdata[i], "trashed_at") == trash && office_record_has (records->pdata[i], field))
      g_ptr_array_add (found, records->pdata[i]);
  g_ptr_array_sort_with_data (found, compare_put_away, (gpointer) field);
  for (guint i = 0; i < found->len; i++)
    {
      OfficePutAway *put_away = g_new0 (OfficePutAway, 1);

      put_away->task = g_object_ref (office_session_take_task (self, found->pdata[i], NULL));
      put_away->at = office_record_get_integer (found->pdata[i], field);
      g_ptr_array_add (tasks, put_away);
    }
  return tasks;
}
