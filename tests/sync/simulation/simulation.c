/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulation.h"

#include "sim-world.h"

#define CHAOS_MS    G_GINT64_CONSTANT (240000)
#define PATIENCE_MS G_GINT64_CONSTANT (1200000)

static gboolean
is_active (SimDesk *desk, gboolean copies)
{
  return !desk->copied || desk->is_copy == copies;
}

static gboolean
is_at_rest (SimWorld *self, gboolean copies)
{
  if (self->n_flying > 0 || office_store_get_queued (self->host->store) > 0)
    return FALSE;
  for (guint i = 0; i < self->n_desks; i++)
    if (is_active (self->desks[i], copies) && !sim_desk_is_at_rest (self->desks[i]))
      return FALSE;
  return TRUE;
}

/* Of two machines with one database, one at a time. */
static void
choose_machines (SimWorld *self, gboolean copies)
{
  self->copies_turn = copies;
  for (guint i = 0; i < self->n_desks; i++)
    if (!is_active (self->desks[i], copies))
      office_line_stop (self->desks[i]->line);
  for (guint i = 0; i < self->n_desks; i++)
    if (is_active (self->desks[i], copies))
      office_line_start (self->desks[i]->line);
}

static char *
describe_unrest (SimWorld *self, gboolean copies)
{
  for (guint i = 0; i < self->n_desks; i++)
    if (is_active (self->desks[i], copies) && !sim_desk_is_at_rest (self->desks[i]))
      return sim_desk_describe (self->desks[i]);
  return g_strdup ("the network");
}

static gboolean
settle (SimWorld *self, gboolean copies)
{
  gint64 deadline = sim_world_get_time (self) + PATIENCE_MS;
  gint64 next_look = 0;

  choose_machines (self, copies);
  while (sim_world_step (self))
    {
      if (sim_world_get_time (self) < next_look)
        continue;
      if (is_at_rest (self, copies))
        return TRUE;
      next_look = sim_world_get_time (self) + 500;
      if (sim_world_get_time (self) > deadline)
        {
          g_autofree char *who = describe_unrest (self, copies);

          sim_world_fail (self, "%s does not come to rest", who);
        }
    }
  return FALSE;
}

static void
judge_desks (SimWorld *self, gboolean copies)
{
  for (guint i = 0; i < self->n_desks; i++)
    if (is_active (self->desks[i], copies))
      sim_verdict_on_desk (self->desks[i]);
}

static gboolean
has_copies (SimWorld *self)
{
  for (guint i = 0; i < self->n_desks; i++)
    if (self->desks[i]->is_copy)
      return TRUE;
  return FALSE;
}

/* Until a whole round has brought nothing new. */
static void
come_to_rest (SimWorld *self)
{
  gint64 head;

  do
    {
      if (has_copies (self) && !settle (self, TRUE))
        return;
      if (!settle (self, FALSE))
        return;
      head = office_store_get_head (self->host->store)->rev;
      judge_desks (self, FALSE);
      if (!has_copies (self))
        return;
      if (!settle (self, TRUE))
        return;
      judge_desks (self, TRUE);
    }
  while (head != office_store_get_head (self->host->store)->rev);
}

static void
run (SimWorld *self)
{
  gint64 chaos = CHAOS_MS;

  sim_work_begin (self);
  sim_faults_begin (self);
  while (sim_world_get_time (self) < chaos)
    if (!sim_world_step (self))
      return;
  sim_faults_heal (self);
  come_to_rest (self);
  if (self->failure == NULL)
    sim_verdict_on_work (self);
}

static void
fill_figures (SimWorld *self, SimFigures *figures)
{
  figures->n_operations = 0;
  for (guint i = 0; i < self->n_desks; i++)
    figures->n_operations += self->desks[i]->entered->len;
  figures->n_revisions = self->host->store != NULL ? (guint) office_store_get_head (self->host->store)->rev : 0;
}

char *
simulation_run (guint64 seed, char **log, SimFigures *figures)
{
  SimWorld *world = sim_world_new (seed, log != NULL);
  char *failure;

  run (world);
  failure = g_steal_pointer (&world->failure);
  if (log != NULL)
    *log = g_strdup (world->log->str);
  if (figures != NULL)
    fill_figures (world, figures);
  sim_world_free (world);
  return failure;
}

guint
simulation_count_failures (guint64 first, guint n, guint most_failures)
{
  guint n_failures = 0;

  for (guint i = 0; i < n && n_failures < most_failures; i++)
    {
      g_autofree char *failure = simulation_run (first + i, NULL, NULL);

      if (failure == NULL)
        continue;
      n_failures++;
      g_printerr ("# seed %" G_GUINT64_FORMAT ": %s\n# replay it with: ./dev soak %" G_GUINT64_FORMAT "\n", first + i,
                  failure, first + i);
    }
  return n_failures;
}
