/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-new-task.h"

#include "office-position.h"
#include "office-problem.h"
#include "office-session-private.h"
#include "office-whereabouts.h"

#include <glib/gi18n.h>
#include <string.h>

/* Tasks that are made whole, one or many at once. */

static void
add_text (JsonObject *with, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (with, name, value);
}

static void
add_texts (JsonObject *with, const char *name, const char *const *values)
{
  JsonArray *array;

  if (values == NULL || values[0] == NULL)
    return;
  array = json_array_new ();
  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_array_member (with, name, array);
}

static gboolean
has_time (const char *date)
{
  return date != NULL && strchr (date, 'T') != NULL;
}

static void
add_zone (JsonObject *with, const OfficeNewTask *task)
{
  g_autofree char *zone = has_time (task->due) || has_time (task->start) ? office_zone_dup_local () : NULL;

  add_text (with, "zone", zone);
}

static JsonObject *
make_members (const OfficeNewTask *task, const char *id, const char *column, const char *position)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", task->room);
  json_object_set_string_member (with, "column", column);
  json_object_set_string_member (with, "title", task->title);
  add_text (with, "position", position);
  add_text (with, "description", task->description);
  add_text (with, "due", task->due);
  add_text (with, "start", task->start);
  add_zone (with, task);
  add_text (with, "priority", task->priority);
  add_text (with, "repeat", task->repeat);
  if (task->estimate > 0)
    json_object_set_int_member (with, "estimate", task->estimate);
  add_texts (with, "assignees", task->assignees);
  add_texts (with, "labels", task->labels);
  if (task->template)
    json_object_set_boolean_member (with, "template", TRUE);
  return with;
}

static void
add_steps (OfficeSession *self, GPtrArray *deeds, const OfficeNewTask *task, const char *id)
{
  const guint n = task->steps != NULL ? g_strv_length ((char **) task->steps) : 0;
  g_auto (GStrv) positions = n > 0 ? office_position_spread (n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *with = json_object_new ();
      g_autofree char *step = office_session_make_id (self);

      json_object_set_string_member (with, "kind", "step");
      json_object_set_string_member (with, "id", step);
      json_object_set_string_member (with, "room", task->room);
      json_object_set_string_member (with, "task", id);
      json_object_set_string_member (with, "text", task->steps[i]);
      json_object_set_string_member (with, "position", positions[i]);
      g_ptr_array_add (deeds, office_deed_new ("put", with));
    }
}

/* The key of the first that stands in the column now; NULL: none does. */
static char *
office_session_dup_top (OfficeSession *self, const char *column)
{
  g_autoptr (GPtrArray) tasks = office_session_list_sorted (self, "task", "column", column);

  return tasks->len > 0 ? g_strdup (office_record_get_text (tasks->pdata[0], "position")) : NULL;
}

/* The last is made first: each stands on top of the one before. */
static GPtrArray *
office_session_list_deeds (OfficeSession *self, const OfficeNewTask *tasks, guint n, char **ids, GError **error)
{
  g_autoptr (GPtrArray) deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);
  g_autoptr (GHashTable) tops = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = n; i-- > 0;)
    {
      g_autofree char *column = tasks[i].column != NULL ? g_strdup (tasks[i].column)
                                                        : office_session_dup_open_column (self, tasks[i].room, error);
      g_autofree char *position = NULL;

      if (column == NULL)
        return NULL;
      if (!g_hash_table_contains (tops, column))
        g_hash_table_insert (tops, g_strdup (column), office_session_dup_top (self, column));
      position = office_position_between (NULL, g_hash_table_lookup (tops, column), NULL);
      g_ptr_array_add (deeds, office_deed_new ("task.create", make_members (&tasks[i], ids[i], column, position)));
      add_steps (self, deeds, &tasks[i], ids[i]);
      g_hash_table_insert (tops, g_steal_pointer (&column), g_steal_pointer (&position));
    }
  return g_steal_pointer (&deeds);
}

static void
office_session_say_made (OfficeSession *self, const OfficeNewTask *tasks, guint n, char **ids)
{
  g_autoptr (GPtrArray) back = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (back, office_deed_new ("remove", office_session_make_removal ("task", ids[i])));
  if (n > 1)
    office_session_say (self, office_undo_new_several (back), g_dngettext (NULL, "%'u task made", "%'u tasks made", n),
                        n);
  else if (tasks->template)
    office_session_say (self, office_undo_new_several (back), _ ("Template made: %s"), tasks->title);
  else
    office_session_say (self, office_undo_new_several (back), _ ("Task made: %s"), tasks->title);
}

/**
 * office_session_make_tasks:
 * @self: a session
 * @tasks: (array length=n): what is made
 * @n: how many
 * @ids: (out) (optional) (transfer full) (array zero-terminated=1): their ids
 * @error: return location
 *
 * Returns: whether the book allowed all of them; %FALSE: none was made
 */
gboolean
office_session_make_tasks (OfficeSession *self, const OfficeNewTask *tasks, guint n, char ***ids, GError **error)
{
  g_auto (GStrv) made = g_new0 (char *, n + 1);
  g_autoptr (GPtrArray) deeds = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (tasks != NULL && n > 0, FALSE);

  for (guint i = 0; i < n; i++)
    made[i] = office_session_make_id (self);
  deeds = office_session_list_deeds (self, tasks, n, made, error);
  if (deeds == NULL || !office_session_perform_all (self, deeds, error))
    return FALSE;
  office_session_say_made (self, tasks, n, made);
  if (ids != NULL)
    *ids = g_steal_pointer (&made);
  return TRUE;
}
