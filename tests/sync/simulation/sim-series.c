/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-series.h"

#include "office-id.h"
#include "office-recurrence.h"

#define MOST_TIMES 9 /* that one task is done in a world */

/* A task as it was from a revision on. */
typedef struct {
  gint64 rev;
  char *rule; /* nullable */
  gboolean completed, trashed, template;
} State;

struct _SimSeries {
  GHashTable *tasks; /* id → GArray of State, by rev */
};

static void
state_clear (gpointer data)
{
  g_free (((State *) data)->rule);
}

static GArray *
states_new (void)
{
  GArray *states = g_array_new (FALSE, FALSE, sizeof (State));

  g_array_set_clear_func (states, state_clear);
  return states;
}

SimSeries *
sim_series_new (void)
{
  SimSeries *self = g_new0 (SimSeries, 1);

  self->tasks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

SimSeries *
sim_series_copy (SimSeries *self)
{
  SimSeries *copy = sim_series_new ();
  GHashTableIter iter;
  gpointer id, states;

  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, &id, &states))
    {
      GArray *others = states_new ();

      for (guint i = 0; i < ((GArray *) states)->len; i++)
        {
          State state = g_array_index ((GArray *) states, State, i);

          state.rule = g_strdup (state.rule);
          g_array_append_val (others, state);
        }
      g_hash_table_insert (copy->tasks, g_strdup (id), others);
    }
  return copy;
}

void
sim_series_free (SimSeries *self)
{
  g_hash_table_unref (self->tasks);
  g_free (self);
}

void
sim_series_forget_after (SimSeries *self, gint64 rev)
{
  GHashTableIter iter;
  gpointer states;

  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &states))
    {
      GArray *array = states;

      while (array->len > 0 && g_array_index (array, State, array->len - 1).rev > rev)
        g_array_set_size (array, array->len - 1);
    }
}

/* The last; NULL: it was not there. */
static State *
find_state (SimSeries *self, const char *id)
{
  GArray *states = g_hash_table_lookup (self->tasks, id);

  return states != NULL && states->len > 0 ? &g_array_index (states, State, states->len - 1) : NULL;
}

static gboolean
is_task (OfficeChange *change)
{
  return !change->gone && g_str_equal (change->kind, "task");
}

static void
note (SimSeries *self, OfficeChange *change)
{
  OfficeRecord *task = change->record;
  GArray *states = g_hash_table_lookup (self->tasks, change->id);
  const State state = {
    .rev = change->rev,
    .rule = g_strdup (office_record_get_text (task, "repeat")),
    .completed = office_record_has (task, "completed_at"),
    .trashed = office_record_has (task, "trashed_at"),
    .template = office_record_get_boolean (task, "template"),
  };

  if (states == NULL)
    {
      states = states_new ();
      g_hash_table_insert (self->tasks, g_strdup (change->id), states);
    }
  g_array_append_val (states, state);
}

static gboolean
is_next_of (const char *id, const char *task)
{
  for (guint i = 1; i <= MOST_TIMES; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup ("repeat") : g_strdup_printf ("repeat %u", i);
      g_autofree char *derived = office_id_derive (task, name);

      if (g_str_equal (derived, id))
        return TRUE;
    }
  return FALSE;
}

/* Of one revision, which is changes [first, end) of the batch; the states are still those before it. */
typedef struct {
  SimSeries *series;
  SimWorld *world;
  GPtrArray *changes;
  guint first, end;
} Revision;

/* The next that this revision made of the task: NULL: none. */
static OfficeRecord *
find_next (Revision *self, OfficeChange *task, guint *n)
{
  OfficeRecord *next = NULL;

  *n = 0;
  for (guint i = self->first; i < self->end; i++)
    {
      OfficeChange *change = self->changes->pdata[i];
      State *before = is_task (change) ? find_state (self->series, change->id) : NULL;

      if (!is_task (change) || office_record_has (change->record, "trashed_at") || (before != NULL && !before->trashed)
          || !is_next_of (change->id, task->id))
        continue;
      next = change->record;
      (*n)++;
    }
  return next;
}

/* Whether it was done in this revision, and comes again. */
static gboolean
is_to_come_again (Revision *self, OfficeChange *task)
{
  State *before = find_state (self->series, task->id);

  return before != NULL && !before->completed && before->rule != NULL
         && office_record_has (task->record, "completed_at") && !office_record_has (task->record, "trashed_at")
         && !office_record_get_boolean (task->record, "template");
}

/* It is what this revision made of another one, which had lain in the trash, on a board that has no column for what is to be
 * done. */
static gboolean
is_made_here (Revision *self, OfficeChange *task)
{
  if (!find_state (self->series, task->id)->trashed)
    return FALSE;
  for (guint i = self->first; i < self->end; i++)
    {
      OfficeChange *change = self->changes->pdata[i];

      if (is_task (change) && change != task && is_to_come_again (self, change) && is_next_of (task->id, change->id))
        return TRUE;
    }
  return FALSE;
}

static void
judge_done (Revision *self, OfficeChange *task, guint *n_made)
{
  g_autofree char *rule = office_recurrence_count_down (find_state (self->series, task->id)->rule);
  guint n;
  OfficeRecord *next = find_next (self, task, &n);

  *n_made += n;
  if (n != (rule != NULL))
    sim_world_fail (self->world, "task %s was done at %" G_GINT64_FORMAT " and made %u next ones", task->id, task->rev,
                    n);
  else if (next != NULL
           && (office_record_has (task->record, "repeat")
               || g_strcmp0 (office_record_get_text (next, "repeat"), rule) != 0))
    sim_world_fail (self->world, "task %s was done at %" G_GINT64_FORMAT ", its rule is %s and that of the next is %s",
                    task->id, task->rev, office_record_get_text (task->record, "repeat"),
                    office_record_get_text (next, "repeat"));
}

static void
judge (Revision *self)
{
  guint n_made = 0, n_new = 0;

  for (guint i = self->first; i < self->end; i++)
    {
      OfficeChange *change = self->changes->pdata[i];

      if (!is_task (change))
        continue;
      n_new += office_id_is_derived (change->id) && find_state (self->series, change->id) == NULL;
      if (is_to_come_again (self, change) && !is_made_here (self, change))
        judge_done (self, change, &n_made);
    }
  if (n_new > n_made)
    sim_world_fail (self->world, "a task that is next to none came about at %" G_GINT64_FORMAT,
                    ((OfficeChange *) self->changes->pdata[self->first])->rev);
}

void
sim_series_note_batch (SimSeries *self, SimWorld *world, OfficeBatch *batch)
{
  Revision revision = { self, world, batch->changes, 0, 0 };

  while (revision.end < batch->changes->len)
    {
      const gint64 rev = ((OfficeChange *) batch->changes->pdata[revision.first])->rev;

      while (revision.end < batch->changes->len && ((OfficeChange *) batch->changes->pdata[revision.end])->rev == rev)
        revision.end++;
      judge (&revision);
      for (guint i = revision.first; i < revision.end; i++)
        if (is_task (batch->changes->pdata[i]))
          note (self, batch->changes->pdata[i]);
      revision.first = revision.end;
    }
}
