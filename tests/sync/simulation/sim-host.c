/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-world.h"

#include <glib/gstdio.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)

static void
on_committed (OfficeStore *store, OfficeBatch *batch, SimHost *self)
{
  sim_ledger_note_batch (self->world->ledger, batch);
}

SimHost *
sim_host_new (SimWorld *world)
{
  SimHost *self = g_new0 (SimHost, 1);

  self->world = world;
  self->folder = g_build_filename (world->folder, "host", NULL);
  self->path = g_build_filename (self->folder, "office.db", NULL);
  g_mkdir (self->folder, 0700);
  self->random = office_fake_random_new (office_random_integer (world->fate));
  /* Off by up to a day, as every clock here. */
  self->clock = office_fake_clock_new (office_clock_now (world->clock) + sim_world_choose (world, 0, 2 * DAY_MS)
                                       - DAY_MS);
  self->disk = office_fake_disk_new (self->folder, world->fate);
  self->wires = g_ptr_array_new ();
  sim_host_start (self);
  self->office_id = g_strdup (office_store_get_office_id (self->store));
  return self;
}

static void
shut (SimHost *self)
{
  sim_network_host_died (self->world);
  g_clear_object (&self->hub);
  g_signal_handlers_disconnect_by_data (self->store, self);
  office_store_close (self->store);
  g_clear_object (&self->store);
}

void
sim_host_free (SimHost *self)
{
  if (self->store != NULL)
    shut (self);
  g_object_unref (self->disk);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_ptr_array_unref (self->wires);
  g_free (self->office_id);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

void
sim_host_start (SimHost *self)
{
  g_autoptr (GError) error = NULL;

  if (self->store != NULL)
    return;
  self->store = office_store_open (self->path, "Atelier Nord", OFFICE_STORE_INLINE, self->clock, self->random, &error);
  if (self->store == NULL)
    g_error ("Seed %" G_GUINT64_FORMAT ": the host's book cannot be opened: %s", self->world->seed, error->message);
  sim_ledger_note_head (self->world->ledger, office_store_get_head (self->store)->rev);
  g_signal_connect (self->store, "committed", G_CALLBACK (on_committed), self);
  self->hub = office_hub_new (self->store, self->clock, self->random);
  sim_world_log (self->world, "host: up at revision %" G_GINT64_FORMAT, office_store_get_head (self->store)->rev);
}

static gboolean
on_flush (gpointer data)
{
  SimHost *self = data;

  self->will_flush = FALSE;
  if (self->store != NULL)
    office_store_flush (self->store);
  return G_SOURCE_REMOVE;
}

void
sim_host_wake (SimHost *self)
{
  if (self->store == NULL || self->will_flush || office_store_get_queued (self->store) == 0)
    return;
  self->will_flush = TRUE;
  sim_world_after (self->world, sim_world_choose (self->world, 0, 40), on_flush, self, NULL);
}

/* A commit that nobody hears of: its frames go nowhere. */
static void
die_in_a_commit (SimHost *self, gboolean power)
{
  SimWorld *world = self->world;

  for (guint i = 0; i < world->n_desks; i++)
    sim_network_cut (world, world->desks[i]);
  office_fake_disk_crash_in (self->disk, (guint) sim_world_choose (world, 1, 12), power);
  office_store_flush (self->store);
}

void
sim_host_crash (SimHost *self, gboolean power, gboolean in_a_commit)
{
  if (self->store == NULL)
    return;
  sim_world_log (self->world, "host: %s%s, %u waiting", power ? "power cut" : "killed",
                 in_a_commit ? " in a commit" : "", office_store_get_queued (self->store));
  if (in_a_commit)
    die_in_a_commit (self, power);
  office_fake_disk_crash (self->disk, power);
  shut (self);
  office_fake_disk_restart (self->disk);
}

void
sim_host_restore (SimHost *self, OfficeDiskImage *image)
{
  sim_host_crash (self, FALSE, FALSE);
  office_fake_disk_paste (self->disk, image);
  self->epoch++;
}
