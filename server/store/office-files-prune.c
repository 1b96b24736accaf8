/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-files-private.h"

#include "office-store-private.h"

#include <glib/gstdio.h>

/*
 * What nobody needs goes. The writer's thread looks for files without a record and forgets who has uploaded them: from that
 * commit on no operation can name them. Only then, and unless somebody uploads one anew, they are removed.
 */

#define DAY_MS        G_GINT64_CONSTANT (86400000)
#define KEPT_MS       DAY_MS
#define INCOMING_MS   (7 * DAY_MS)
#define UPLOAD_MS     (30 * DAY_MS)
#define HASHES_A_WORK 100

typedef struct {
  OfficeFiles *files;
  char *folder;
  gint64 now;
  GPtrArray *hashes; /* char * */
  guint next;        /* of hashes */
  GPtrArray *doomed; /* of the work that runs; borrowed */
} Sweep;

static void
sweep_free (gpointer data)
{
  Sweep *self = data;

  self->files->n_sweeps--;
  g_object_unref (self->files);
  g_free (self->folder);
  g_clear_pointer (&self->hashes, g_ptr_array_unref);
  g_clear_pointer (&self->doomed, g_ptr_array_unref);
  g_free (self);
}

/* ---- writer's thread ---- */

static gboolean
is_named (OfficeDatabase *database, const char *hash, gboolean *named, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      database,
      "SELECT 1 FROM record WHERE kind = 'file' AND kind <> 'message' AND f_hash = ?1"
      " UNION ALL SELECT 1 FROM record WHERE kind = 'enclosure' AND kind <> 'message' AND f_hash = ?1 LIMIT 1",
      error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, hash);
  if (!office_statement_step (statement, named, error))
    return FALSE;
  office_statement_reset (statement);
  return TRUE;
}

static gboolean
forget_uploads (OfficeDatabase *database, const char *hash, GError **error)
{
  OfficeStatement *statement = office_database_prepare (database, "DELETE FROM upload WHERE hash = ?1", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, hash);
  return office_statement_run (statement, error);
}

static gboolean
forget_old_uploads (OfficeDatabase *database, gint64 before, GError **error)
{
  OfficeStatement *statement = office_database_prepare (database, "DELETE FROM upload WHERE at < ?1", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, before);
  return office_statement_run (statement, error);
}

static gboolean
doom (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Sweep *self = data;
  OfficeDatabase *database = office_transaction_get_database (transaction);
  guint end = MIN (self->next + HASHES_A_WORK, self->hashes->len);

  g_ptr_array_set_size (self->doomed, 0);
  if (!forget_old_uploads (database, self->now - UPLOAD_MS, error))
    return FALSE;
  for (guint i = self->next; i < end; i++)
    {
      gboolean named;

      if (!is_named (database, self->hashes->pdata[i], &named, error)
          || (!named && !forget_uploads (database, self->hashes->pdata[i], error)))
        return FALSE;
      if (!named)
        g_ptr_array_add (self->doomed, self->hashes->pdata[i]);
    }
  self->next = end;
  return TRUE;
}

/* ---- main thread ---- */

static gboolean
is_being_uploaded (OfficeFiles *files, const char *hash)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, files->busy);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, hash))
      return TRUE;
  return FALSE;
}

static void
remove_doomed (Sweep *self)
{
  for (guint i = 0; i < self->doomed->len; i++)
    {
      const char *hash = self->doomed->pdata[i];
      g_autofree char *path = office_files_folder_build (self->folder, hash);

      /* One that came anew meanwhile bears a new time. */
      if (!is_being_uploaded (self->files, hash) && office_files_folder_is_older (path, self->now - KEPT_MS))
        g_unlink (path);
    }
}

static void go_on (Sweep *self);

static void
doomed (gpointer data, gint64 rev, const GError *error)
{
  Sweep *self = data;

  /* The writer has told a failure; tomorrow is another day. */
  if (error != NULL)
    {
      sweep_free (self);
      return;
    }
  remove_doomed (self);
  go_on (self);
}

static void
go_on (Sweep *self)
{
  if (self->next >= self->hashes->len || self->files->stopped)
    sweep_free (self);
  else
    office_store_submit (self->files->store, doom, doomed, self, NULL);
}

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sweep *self = data;

  office_files_folder_sweep_incoming (self->folder, self->now - INCOMING_MS);
  self->hashes = office_files_folder_list (self->folder, self->now - KEPT_MS);
  g_task_return_boolean (task, TRUE);
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  go_on (data);
}

static gboolean
a_day_has_passed (gpointer data)
{
  office_files_prune (data);
  return G_SOURCE_REMOVE;
}

/**
 * office_files_prune: (skip)
 * @self: the files
 *
 * Removes what no record names and what came to a halt on its way, and does so again in a day.
 */
void
office_files_prune (OfficeFiles *self)
{
  g_autoptr (GTask) task = NULL;
  Sweep *sweep;

  self->timeout = office_clock_add_timeout (self->clock, DAY_MS, a_day_has_passed, self, NULL);
  sweep = g_new0 (Sweep, 1);
  sweep->files = g_object_ref (self);
  self->n_sweeps++;
  sweep->folder = g_strdup (self->folder);
  sweep->now = office_clock_now (self->clock);
  sweep->doomed = g_ptr_array_new ();
  task = g_task_new (NULL, NULL, looked, sweep);
  g_task_set_task_data (task, sweep, NULL);
  g_task_run_in_thread (task, look);
}
