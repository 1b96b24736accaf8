/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-world.h"

/* Everything that goes wrong in an office, in a few minutes. */

#define MOST_IMAGES 4

struct _SimFaults {
  SimWorld *world;
  OfficeDiskImage *host[MOST_IMAGES]; /* NULL: none taken yet */
  SimLedgerImage *host_ledger[MOST_IMAGES];
  gint64 host_head[MOST_IMAGES];
  struct {
    OfficeDiskImage *image;
    guint n_entered;
  } desk[SIM_MOST_DESKS];
  gboolean restores; /* this world has them */
};

void
sim_faults_free (SimFaults *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < MOST_IMAGES; i++)
    {
      g_clear_pointer (&self->host[i], office_disk_image_free);
      g_clear_pointer (&self->host_ledger[i], sim_ledger_image_free);
    }
  for (guint i = 0; i < SIM_MOST_DESKS; i++)
    g_clear_pointer (&self->desk[i].image, office_disk_image_free);
  g_free (self);
}

static SimDesk *
pick_desk (SimWorld *world)
{
  return world->desks[sim_world_choose (world, 0, world->n_desks - 1)];
}

/* ---- the network ---- */

static void
cut (SimFaults *self)
{
  SimDesk *desk = pick_desk (self->world);

  sim_world_log (self->world, "%s: the line is cut", desk->name);
  sim_network_cut (self->world, desk);
}

static gboolean
on_joined_again (gpointer data)
{
  ((SimDesk *) data)->cut_off = FALSE;
  return G_SOURCE_REMOVE;
}

static void
cut_off (SimFaults *self)
{
  SimDesk *desk = pick_desk (self->world);

  sim_world_log (self->world, "%s: cut off", desk->name);
  desk->cut_off = TRUE;
  sim_network_cut (self->world, desk);
  sim_world_after (self->world, sim_world_choose (self->world, 5000, 150000), on_joined_again, desk, NULL);
}

static gboolean
on_reads_again (gpointer data)
{
  ((SimDesk *) data)->stalled = FALSE;
  return G_SOURCE_REMOVE;
}

static void
stall (SimFaults *self)
{
  SimDesk *desk = pick_desk (self->world);

  sim_world_log (self->world, "%s: does not read", desk->name);
  desk->stalled = TRUE;
  sim_world_after (self->world, sim_world_choose (self->world, 5000, 60000), on_reads_again, desk, NULL);
}

/* ---- the host ---- */

static gboolean
on_host_back (gpointer data)
{
  sim_host_start (((SimWorld *) data)->host);
  return G_SOURCE_REMOVE;
}

static void
come_back_later (SimFaults *self)
{
  sim_world_after (self->world, sim_world_choose (self->world, 100, 40000), on_host_back, self->world, NULL);
}

static void
crash_host (SimFaults *self)
{
  SimWorld *world = self->world;

  if (world->host->store == NULL)
    return;
  sim_host_crash (world->host, sim_world_happens (world, 50), sim_world_happens (world, 60));
  come_back_later (self);
}

static void
back_up_host (SimFaults *self)
{
  guint slot = (guint) sim_world_choose (self->world, 0, MOST_IMAGES - 1);

  if (self->world->host->store == NULL)
    return;
  g_clear_pointer (&self->host[slot], office_disk_image_free);
  g_clear_pointer (&self->host_ledger[slot], sim_ledger_image_free);
  self->host_ledger[slot] = sim_ledger_copy (self->world->ledger);
  self->host[slot] = office_fake_disk_copy (self->world->host->disk);
  self->host_head[slot] = office_store_get_head (self->world->host->store)->rev;
}

static void
restore_host (SimFaults *self)
{
  SimWorld *world = self->world;
  guint slot = (guint) sim_world_choose (world, 0, MOST_IMAGES - 1);

  if (self->host[slot] == NULL || world->host->store == NULL)
    return;
  sim_world_log (world, "host: set back to revision %" G_GINT64_FORMAT, self->host_head[slot]);
  sim_host_restore (world->host, self->host[slot]);
  sim_ledger_paste (world->ledger, self->host_ledger[slot]);
  come_back_later (self);
}

/* ---- the desks ---- */

static void
crash_desk (SimFaults *self)
{
  SimDesk *desk = pick_desk (self->world);

  if (desk->replica == NULL)
    return;
  if (sim_world_happens (self->world, 50))
    office_fake_disk_crash_in (desk->disk, (guint) sim_world_choose (self->world, 1, 30),
                               sim_world_happens (self->world, 50));
  else
    sim_desk_crash (desk, sim_world_happens (self->world, 50));
}

static void
back_up_desk (SimFaults *self)
{
  SimDesk *desk = pick_desk (self->world);

  if (desk->replica == NULL)
    return;
  g_clear_pointer (&self->desk[desk->number].image, office_disk_image_free);
  self->desk[desk->number].image = office_fake_disk_copy (desk->disk);
  self->desk[desk->number].n_entered = desk->entered->len;
}

static void
restore_desk (SimFaults *self)
{
  SimDesk *desk = pick_desk (self->world);

  if (self->desk[desk->number].image != NULL && desk->replica != NULL)
    sim_desk_restore (desk, self->desk[desk->number].image, self->desk[desk->number].n_entered);
}

/* Somebody copies the whole home folder to a new machine and then uses both. */
static void
copy_desk (SimFaults *self)
{
  SimWorld *world = self->world;
  SimDesk *desk = pick_desk (world);
  SimDesk *copy;

  if (world->n_desks == SIM_MOST_DESKS || desk->copied || desk->replica == NULL)
    return;
  sim_world_log (world, "%s: copied to another machine", desk->name);
  copy = sim_desk_new_copy (desk);
  sim_desk_start (copy);
  sim_work_employ (copy);
}

typedef struct {
  guint weight;
  gboolean restores;
  void (*happen) (SimFaults *self);
} Misfortune;

static const Misfortune misfortunes[] = {
  { 20, FALSE, cut },        { 12, FALSE, cut_off },    { 6, FALSE, stall },       { 12, FALSE, crash_host },
  { 14, FALSE, crash_desk }, { 8, TRUE, back_up_host }, { 4, TRUE, restore_host }, { 6, TRUE, back_up_desk },
  { 3, TRUE, restore_desk }, { 2, TRUE, copy_desk },
};

static void
strike (SimFaults *self)
{
  guint sum = 0;
  guint choice;

  for (guint i = 0; i < G_N_ELEMENTS (misfortunes); i++)
    sum += misfortunes[i].restores && !self->restores ? 0 : misfortunes[i].weight;
  choice = (guint) sim_world_choose (self->world, 0, sum - 1);
  for (guint i = 0; i < G_N_ELEMENTS (misfortunes); i++)
    {
      guint weight = misfortunes[i].restores && !self->restores ? 0 : misfortunes[i].weight;

      if (choice < weight)
        {
          misfortunes[i].happen (self);
          return;
        }
      choice -= weight;
    }
}

static gboolean
on_strike (gpointer data)
{
  SimFaults *self = data;

  if (self->world->healed)
    return G_SOURCE_REMOVE;
  strike (self);
  sim_world_after (self->world, sim_world_choose (self->world, 500, 25000), on_strike, self, NULL);
  return G_SOURCE_REMOVE;
}

void
sim_faults_begin (SimWorld *self)
{
  SimFaults *faults = self->faults = g_new0 (SimFaults, 1);

  faults->world = self;
  /* Half of the worlds are spared restores: what is promised without them is more. */
  faults->restores = sim_world_happens (self, 50);
  sim_world_after (self, 3000, on_strike, faults, NULL);
}

void
sim_faults_heal (SimWorld *self)
{
  self->healed = TRUE;
  sim_world_log (self, "healed");
  sim_host_start (self->host);
  for (guint i = 0; i < self->n_desks; i++)
    {
      SimDesk *desk = self->desks[i];

      desk->cut_off = desk->stalled = FALSE;
      office_fake_disk_crash_in (desk->disk, 0, FALSE);
      sim_desk_start (desk);
      office_line_try_now (desk->line);
    }
}
