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

static gboolean
stands_in (OfficeRecord *record, const char *column)
{
  return record != NULL && g_str_equal (office_record_get_kind_name (record), "task")
         && g_strcmp0 (office_record_get_text (record, "column"), column) == 0;
}

/* As the book has it, if it is a task of the column. Nullable, full. */
static OfficeRecord *
find_standing (OfficeAct *self, const char *column, const char *id)
{
  g_autoptr (OfficeRecord) record = office_book_get (self->book, id);

  return stands_in (record, column) ? g_steal_pointer (&record) : NULL;
}

/* Whether the operation has brought another task here, or taken one away: the book does not know of that yet. */
static gboolean
has_changed_column (OfficeAct *self, OfficeRecord *task, const char *column)
{
  for (guint i = 0; i < self->effects->written->len; i++)
    {
      OfficeRecord *written = g_ptr_array_index (self->effects->written, i);
      g_autoptr (OfficeRecord) before = NULL;

      if (!g_str_equal (office_record_get_kind_name (written), "task")
          || g_str_equal (office_record_get_id (written), office_record_get_id (task)))
        continue;
      before = find_standing (self, column, office_record_get_id (written));
      if (before != NULL || stands_in (written, column))
        return TRUE;
    }
  return FALSE;
}

/* The others of the column in their order, with those that the operation has brought here and without those that it has
 * taken away: it may make several tasks in one column. */
static GPtrArray *
list_others (OfficeAct *self, OfficeRecord *task, const char *column)
{
  GPtrArray *tasks = office_book_list (self->book, "task", "column", column);
  gint own;

  for (guint i = tasks->len; i-- > 0;)
    if (g_hash_table_contains (self->written, office_record_get_id (g_ptr_array_index (tasks, i))))
      g_ptr_array_remove_index_fast (tasks, i);
  for (guint i = 0; i < self->effects->written->len; i++)
    {
      OfficeRecord *written = g_ptr_array_index (self->effects->written, i);

      if (stands_in (written, column) && office_record_has (written, "position"))
        g_ptr_array_add (tasks, office_record_ref (written));
    }
  own = find_index (tasks, office_record_get_id (task));
  if (own >= 0)
    g_ptr_array_remove_index_fast (tasks, (guint) own);
  g_ptr_array_sort (tasks, compare_positions);
  return tasks;
}

/* What stands behind a task, or first; the task that is placed does not count. Nullable, full. */
static OfficeRecord *
find_behind (OfficeAct *self, const char *column, OfficeRecord *front, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) next = office_book_next_task (
      self->book, column, front != NULL ? office_record_get_text (front, "position") : NULL,
      front != NULL ? office_record_get_id (front) : NULL);

  if (next == NULL || !g_str_equal (office_record_get_id (next), office_record_get_id (task)))
    return g_steal_pointer (&next);
  return office_book_next_task (self->book, column, office_record_get_text (next, "position"),
                                office_record_get_id (next));
}

/* Between which two a task comes to stand; each nullable, full. FALSE: the one behind which it shall stand is not there. */
static gboolean
find_neighbours (OfficeAct *self, OfficeRecord *task, const char *column, const char *after, OfficeRecord **front,
                 OfficeRecord **next)
{
  g_autoptr (GPtrArray) others = NULL;
  gint place = -1;

  if (after != NULL && g_str_equal (after, office_record_get_id (task)))
    return FALSE;
  if (!has_changed_column (self, task, column))
    {
      *front = after != NULL ? find_standing (self, column, after) : NULL;
      if (after != NULL && *front == NULL)
        return FALSE;
      *next = find_behind (self, column, *front, task);
      return TRUE;
    }
  others = list_others (self, task, column);
  if (after != NULL)
    place = find_index (others, after);
  if (after != NULL && place < 0)
    return FALSE;
  *front = place >= 0 ? office_record_ref (g_ptr_array_index (others, place)) : NULL;
  *next = place + 1 < (gint) others->len ? office_record_ref (g_ptr_array_index (others, place + 1)) : NULL;
  return TRUE;
}

/* All others of the column, and behind which of them it goes. */
static void
spread_column (OfficeAct *self, OfficeRecord *task, const char *column, const char *after)
{
  g_autoptr (GPtrArray) others = list_others (self, task, column);

  spread (self, task, others, after != NULL ? find_index (others, after) + 1 : 0);
}

gboolean
office_act_place_task (OfficeAct *self, OfficeRecord *task, OfficeRecord *column, const char *after,
                       const char *proposed, GError **error)
{
  const char *where = office_record_get_id (column);
  g_autoptr (OfficeRecord) own = find_standing (self, where, office_record_get_id (task));
  g_autoptr (OfficeRecord) front = NULL;
  g_autoptr (OfficeRecord) next = NULL;
  const char *before, *behind;
  g_autofree char *key = NULL;

  if (!find_neighbours (self, task, where, after, &front, &next))
    return refuse_after (self, task, after, error);
  before = front != NULL ? office_record_get_text (front, "position") : NULL;
  behind = next != NULL ? office_record_get_text (next, "position") : NULL;
  if (own != NULL && lies_between (office_record_get_text (task, "position"), before, behind))
    return TRUE;
  key = lies_between (proposed, before, behind) ? g_strdup (proposed) : office_position_between (before, behind, NULL);
  if (key != NULL && strlen (key) <= OFFICE_POSITION_REBALANCE)
    office_record_set_text (office_act_edit (self, task), "position", key);
  else
    spread_column (self, task, where, after);
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
