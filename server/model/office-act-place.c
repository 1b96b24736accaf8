/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-position.h"
#include "office-reason.h"

#include <string.h>

/*
 * Where a task stands in its column. The operation names the task in front and proposes a key, so that the window can
 * show the task at once; the key is taken if it does stand there, else another one is made. Trashed tasks keep their
 * places and count as neighbours: a task that comes back does not fall onto another.
 */

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  OfficeRecord *first = *(OfficeRecord *const *) a;
  OfficeRecord *second = *(OfficeRecord *const *) b;
  int order = g_strcmp0 (office_record_get_text (first, "position"), office_record_get_text (second, "position"));

  return order != 0 ? order : strcmp (office_record_get_id (first), office_record_get_id (second));
}

static const char *
position_at (GPtrArray *tasks, gint index)
{
  return index >= 0 && (guint) index < tasks->len
             ? office_record_get_text (g_ptr_array_index (tasks, index), "position")
             : NULL;
}

static gint
find_index (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (office_record_get_id (g_ptr_array_index (records, i)), id))
      return (gint) i;
  return -1;
}

/* Why there is no such neighbour in the column: it was never one, or it stands elsewhere by now, here or in another room. */
static gboolean
refuse_after (OfficeAct *self, OfficeRecord *task, const char *after, GError **error)
{
  g_autoptr (OfficeRecord) neighbour = office_act_get (self, after, "task");

  if (neighbour != NULL && !g_str_equal (after, office_record_get_id (task))
      && office_access_may_see_scope (self->book, self->person, office_record_get_scope (neighbour)))
    office_reason_set (error, OFFICE_REASON_NEIGHBOUR_MOVED, "after");
  else
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "after", "The member “after” names no task of the column");
  return FALSE;
}

static gboolean
lies_between (const char *key, const char *before, const char *after)
{
  return key != NULL && strlen (key) <= OFFICE_POSITION_REBALANCE && (before == NULL || g_strcmp0 (before, key) < 0)
         && (after == NULL || g_strcmp0 (key, after) < 0);
}

/* The keys have become too long, or two are the same: all tasks of the column get new ones, in the order they have. */
static void
spread (OfficeAct *self, OfficeRecord *task, GPtrArray *tasks, gint place)
{
  g_auto (GStrv) keys = office_position_spread (tasks->len + 1);

  g_ptr_array_insert (tasks, place, office_record_ref (task));
  for (guint i = 0; i < tasks->len; i++)
    {
      OfficeRecord *other = g_ptr_array_index (tasks, i);

      if (g_strcmp0 (office_record_get_text (other, "position"), keys[i]) != 0)
        office_record_set_text (office_act_edit (self, other), "position", keys[i]);
    }
}

GPtrArray *
office_act_list_by_position (OfficeAct *self, const char *kind, const char *field, const char *value)
{
  GPtrArray *records = office_book_list (self->book, kind, field, value);

  g_ptr_array_sort (records, compare_positions);
  return records;
}

/* Those that the operation has brought here or taken away before count: it may make several tasks in one column. */
static GPtrArray *
list_tasks (OfficeAct *self, const char *column)
{
  GPtrArray *tasks = office_book_list (self->book, "task", "column", column);

  for (guint i = tasks->len; i-- > 0;)
    if (g_hash_table_contains (self->written, office_record_get_id (g_ptr_array_index (tasks, i))))
      g_ptr_array_remove_index_fast (tasks, i);
  for (guint i = 0; i < self->effects->written->len; i++)
    {
      OfficeRecord *written = g_ptr_array_index (self->effects->written, i);

      if (g_str_equal (office_record_get_kind_name (written), "task") && office_record_has (written, "position")
          && g_strcmp0 (office_record_get_text (written, "column"), column) == 0)
        g_ptr_array_add (tasks, office_record_ref (written));
    }
  g_ptr_array_sort (tasks, compare_positions);
  return tasks;
}

/* Before the operation. */
static gboolean
stood_in (OfficeAct *self, OfficeRecord *task, const char *column)
{
  g_autoptr (OfficeRecord) before = office_book_get (self->book, office_record_get_id (task));

  return before != NULL && g_strcmp0 (office_record_get_text (before, "column"), column) == 0;
}

gboolean
office_act_place_task (OfficeAct *self, OfficeRecord *task, OfficeRecord *column, const char *after,
                       const char *proposed, GError **error)
{
  g_autoptr (GPtrArray) tasks = list_tasks (self, office_record_get_id (column));
  gint own = find_index (tasks, office_record_get_id (task));
  gint front = -1;
  const char *before, *behind;
  g_autofree char *key = NULL;

  if (own >= 0)
    g_ptr_array_remove_index (tasks, (guint) own);
  if (after != NULL)
    {
      front = find_index (tasks, after);
      if (front < 0)
        return refuse_after (self, task, after, error);
    }
  before = position_at (tasks, front);
  behind = position_at (tasks, front + 1);
  if (stood_in (self, task, office_record_get_id (column))
      && lies_between (office_record_get_text (task, "position"), before, behind))
    return TRUE;
  key = lies_between (proposed, before, behind) ? g_strdup (proposed) : office_position_between (before, behind, NULL);
  if (key != NULL && strlen (key) <= OFFICE_POSITION_REBALANCE)
    office_record_set_text (office_act_edit (self, task), "position", key);
  else
    spread (self, task, tasks, front + 1);
  return TRUE;
}

/* Keys for `n` more behind those that are there; NULL: there is no room behind them. */
static char **
make_keys (GPtrArray *there, guint n)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  const char *last = position_at (there, (gint) there->len - 1);

  for (guint i = 0; i < n; i++)
    {
      char *key = office_position_between (last, NULL, NULL);

      if (key == NULL)
        return NULL;
      g_ptr_array_add (keys, key);
      if (strlen (key) > OFFICE_POSITION_REBALANCE)
        return NULL;
      last = key;
    }
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

/* All of a column, also what lies in the trash, goes to the end of another. */
void
office_act_append_all (OfficeAct *self, OfficeRecord *from, OfficeRecord *to)
{
  g_autoptr (GPtrArray) tasks = office_act_list_by_position (self, "task", "column", office_record_get_id (from));
  g_autoptr (GPtrArray) there = office_act_list_by_position (self, "task", "column", office_record_get_id (to));
  g_auto (GStrv) keys = make_keys (there, tasks->len);
  guint first = 0;

  for (guint i = 0; i < tasks->len; i++)
    office_act_set_column (self, office_act_edit (self, g_ptr_array_index (tasks, i)), to);
  if (keys == NULL)
    {
      first = there->len;
      g_strfreev (keys);
      keys = office_position_spread (there->len + tasks->len);
      for (guint i = 0; i < there->len; i++)
        office_record_set_text (office_act_edit (self, g_ptr_array_index (there, i)), "position", keys[i]);
    }
  for (guint i = 0; i < tasks->len; i++)
    office_record_set_text (office_act_edit (self, g_ptr_array_index (tasks, i)), "position", keys[first + i]);
}
