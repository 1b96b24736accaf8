/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-work.h"

#include "office-files-private.h"

#include <glib/gstdio.h>
#include <string.h>

/*
 * Files that go with messages. Their bytes are few and lie on the real disk, which loses nothing; what may fail is that the
 * book learns of an upload, or the desk that it was done.
 */

#define MOST_FILES 2

static char *
build_path (SimHost *host, const char *hash)
{
  g_autofree char *folder = g_build_filename (host->folder, "files", NULL);

  return office_files_folder_build (folder, hash);
}

void
sim_files_attach (SimDesk *desk, JsonObject *with)
{
  JsonArray *files = json_object_has_member (with, "files") ? json_object_get_array_member (with, "files") : NULL;
  const gint64 n = sim_world_choose (desk->world, 1, MOST_FILES);

  if (files == NULL)
    {
      files = json_array_new ();
      json_object_set_array_member (with, "files", files);
    }
  for (gint64 i = 0; i < n; i++)
    {
      g_autofree char *id = sim_work_new_id (desk);
      g_autofree char *text = sim_desk_dup_word (desk);
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
      const gsize size = strlen (text);
      JsonObject *entry = sim_work_make ("id", id, "name", text, "type", "text/plain", "hash", hash, NULL);

      json_object_set_int_member (entry, "size", (gint64) size);
      json_array_add_object_element (files, entry);
      g_hash_table_insert (desk->world->files, g_strdup (hash), g_bytes_new (text, size));
      /* One that dies in this is about to be taken down by whoever has called. */
      office_replica_set_blob (desk->replica, hash, (gint64) size, OFFICE_BLOB_QUEUED, NULL);
    }
}

/* ---- up ---- */

typedef struct {
  SimDesk *desk;
  char *hash, *person;
} Upload;

static void
upload_free (gpointer data)
{
  Upload *self = data;

  g_free (self->hash);
  g_free (self->person);
  g_free (self);
}

static gboolean
note (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Upload *self = data;

  return office_files_note_upload (transaction, self->hash, self->person, error);
}

static void
on_noted (gpointer data, gint64 rev, const GError *error)
{
  Upload *self = data;
  SimDesk *desk = self->desk;
  GBytes *bytes = g_hash_table_lookup (desk->world->files, self->hash);

  /* The answer is lost now and then, and it goes up once more. */
  if (error != NULL || desk->replica == NULL || desk->wire == NULL || sim_world_happens (desk->world, 10)
      || office_replica_get_blob (desk->replica, self->hash) != OFFICE_BLOB_QUEUED)
    return;
  office_replica_set_blob (desk->replica, self->hash, (gint64) g_bytes_get_size (bytes), OFFICE_BLOB_KEPT, NULL);
}

static void
send_up (SimDesk *desk, const char *hash)
{
  SimHost *host = desk->world->host;
  g_autofree char *path = build_path (host, hash);
  g_autofree char *folder = g_path_get_dirname (path);
  GBytes *bytes = g_hash_table_lookup (desk->world->files, hash);
  Upload *upload = g_new0 (Upload, 1);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  upload->desk = desk;
  upload->hash = g_strdup (hash);
  upload->person = g_strdup (desk->person);
  sim_world_log (desk->world, "%s: %.8s goes up", desk->name, hash);
  office_store_submit (host->store, note, on_noted, upload, upload_free);
  sim_host_wake (host);
}

static gboolean
on_turn (gpointer data)
{
  SimDesk *desk = data;
  g_autofree char *hash = NULL;
  gint64 size;

  sim_world_after (desk->world, sim_world_choose (desk->world, 300, desk->world->healed ? 1000 : 8000), on_turn, desk,
                   NULL);
  if (desk->replica == NULL || desk->cut_off || desk->world->host->store == NULL
      || office_line_get_state (desk->line) != OFFICE_LINE_LIVE)
    return G_SOURCE_REMOVE;
  hash = office_replica_dup_upload (desk->replica, &size);
  if (hash != NULL)
    send_up (desk, hash);
  return G_SOURCE_REMOVE;
}

void
sim_files_begin (SimDesk *desk)
{
  on_turn (desk);
}
