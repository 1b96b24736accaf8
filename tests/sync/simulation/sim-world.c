/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-world.h"

#include <glib/gstdio.h>

#define BEGINNING G_GINT64_CONSTANT (1750000000000)

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

SimWorld *
sim_world_new (guint64 seed, gboolean with_log)
{
  SimWorld *self = g_new0 (SimWorld, 1);
  g_autoptr (GError) error = NULL;

  self->seed = seed;
  self->folder = g_dir_make_tmp ("office-simulation-XXXXXX", &error);
  g_assert_no_error (error);
  self->fate = office_fake_random_new (seed);
  self->clock = office_fake_clock_new (BEGINNING);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->log = with_log ? g_string_new (NULL) : NULL;
  self->ledger = sim_ledger_new (self);
  self->host = sim_host_new (self);
  return self;
}

void
sim_world_free (SimWorld *self)
{
  /* The host first: its ends of the wires know the desks. */
  sim_host_free (self->host);
  for (guint i = 0; i < self->n_desks; i++)
    sim_desk_free (self->desks[i]);
  sim_faults_free (self->faults);
  sim_ledger_free (self->ledger);
  g_hash_table_unref (self->files);
  g_object_unref (self->clock);
  g_object_unref (self->fate);
  remove_folder (self->folder);
  g_free (self->folder);
  if (self->log != NULL)
    g_string_free (self->log, TRUE);
  g_free (self->failure);
  g_free (self);
}

static gint64
get_earlier (gint64 wait, OfficeClock *clock)
{
  gint64 due = office_fake_clock_get_next_due (clock);

  return due >= 0 && (wait < 0 || due < wait) ? due : wait;
}

gboolean
sim_world_step (SimWorld *self)
{
  gint64 wait = get_earlier (-1, self->clock);

  wait = get_earlier (wait, self->host->clock);
  for (guint i = 0; i < self->n_desks; i++)
    wait = get_earlier (wait, self->desks[i]->clock);
  g_assert (wait >= 0);

  office_fake_clock_advance (self->clock, wait);
  office_fake_clock_advance (self->host->clock, wait);
  for (guint i = 0; i < self->n_desks; i++)
    {
      office_fake_clock_advance (self->desks[i]->clock, wait);
      sim_desk_die_if_due (self->desks[i]);
    }
  return self->failure == NULL;
}

gint64
sim_world_get_time (SimWorld *self)
{
  return office_clock_monotonic (self->clock);
}

typedef struct {
  GSourceFunc callback;
  gpointer data;
  GDestroyNotify destroy;
} Happening;

static gboolean
on_due (gpointer data)
{
  Happening *self = data;

  self->callback (self->data);
  return G_SOURCE_REMOVE;
}

static void
happening_free (gpointer data)
{
  Happening *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

void
sim_world_after (SimWorld *self, gint64 milliseconds, GSourceFunc callback, gpointer data, GDestroyNotify destroy)
{
  Happening *happening = g_new0 (Happening, 1);

  happening->callback = callback;
  happening->data = data;
  happening->destroy = destroy;
  office_clock_add_timeout (self->clock, (guint) milliseconds, on_due, happening, happening_free);
}

gint64
sim_world_choose (SimWorld *self, gint64 low, gint64 high)
{
  return (gint64) office_random_between (self->fate, (guint64) low, (guint64) high);
}

gboolean
sim_world_happens (SimWorld *self, guint percent)
{
  return sim_world_choose (self, 1, 100) <= percent;
}

static void
add_line (SimWorld *self, const char *text)
{
  if (self->log != NULL)
    g_string_append_printf (self->log, "%9.3f %s\n", (double) sim_world_get_time (self) / 1000.0, text);
}

void
sim_world_log (SimWorld *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (self->log == NULL)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_line (self, text);
}

void
sim_world_fail (SimWorld *self, const char *format, ...)
{
  va_list arguments;

  if (self->failure != NULL)
    return;
  va_start (arguments, format);
  self->failure = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_line (self, self->failure);
}
