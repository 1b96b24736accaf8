/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-test-host.h"
#include "office-test-folder.h"

#include "office-id.h"

static OfficeTestHost *
open_host (guint64 seed, const char *path, OfficeStoreMode mode)
{
  OfficeTestHost *self = g_new0 (OfficeTestHost, 1);
  g_autoptr (GError) error = NULL;

  self->clock = office_fake_clock_new (OFFICE_TEST_NOW);
  self->random = office_fake_random_new (seed);
  self->store = office_store_open (path, "Atelier Nord", mode, self->clock, self->random, &error);
  g_assert_no_error (error);
  self->hub = office_hub_new (self->store, self->clock, self->random);
  return self;
}

static OfficeTestHost *
open_in_folder (guint64 seed, OfficeStoreMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("office-sync-XXXXXX", &error);
  g_autofree char *path = NULL;
  OfficeTestHost *self;

  g_assert_no_error (error);
  path = g_build_filename (folder, "office.db", NULL);
  self = open_host (seed, path, mode);
  self->folder = g_steal_pointer (&folder);
  return self;
}

OfficeTestHost *
office_test_host_new (guint64 seed)
{
  return open_in_folder (seed, OFFICE_STORE_INLINE);
}

OfficeTestHost *
office_test_host_new_threaded (guint64 seed)
{
  return open_in_folder (seed, OFFICE_STORE_THREADED);
}

OfficeTestHost *
office_test_host_new_in_memory (guint64 seed)
{
  return open_host (seed, ":memory:", OFFICE_STORE_INLINE);
}

void
office_test_host_free (OfficeTestHost *self)
{
  if (self->files != NULL)
    {
      office_files_stop (self->files);
      while (office_files_count_busy (self->files) > 0)
        {
          office_test_host_settle (self);
          g_main_context_iteration (NULL, FALSE);
        }
      g_assert_finalize_object (self->files);
    }
  g_assert_finalize_object (self->hub);
  office_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->random);
  g_clear_object (&self->clock);
  if (self->folder != NULL)
    office_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self);
}

void
office_test_host_settle (OfficeTestHost *self)
{
  do
    {
      office_store_flush (self->store);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  while (office_store_get_queued (self->store) > 0);
}

void
office_test_host_advance (OfficeTestHost *self, gint64 milliseconds)
{
  office_fake_clock_advance (self->clock, milliseconds);
}

OfficeTicket *
office_test_host_join (OfficeTestHost *self, const char *name, const char *role)
{
  g_autofree char *device = office_test_host_new_id (self);
  OfficeTicket *ticket = office_test_join (self->store, name, role, device);

  office_test_host_settle (self);
  return ticket;
}

OfficeTicket *
office_test_host_issue (OfficeTestHost *self, const char *person)
{
  g_autofree char *device = office_test_host_new_id (self);

  return office_test_host_issue_on (self, person, device);
}

OfficeTicket *
office_test_host_issue_on (OfficeTestHost *self, const char *person, const char *device)
{
  OfficeTicket *ticket = office_test_issue (self->store, person, device);

  g_assert_nonnull (ticket);
  office_test_host_settle (self);
  return ticket;
}

char *
office_test_host_new_id (OfficeTestHost *self)
{
  return office_id_new (self->clock, self->random);
}

typedef struct {
  OfficeUploadState state;
  gboolean done;
} Upload;

static void
on_uploaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Upload *upload = data;
  g_autoptr (GError) error = NULL;

  office_files_write_finish (OFFICE_FILES (source), result, &upload->state, &error);
  g_assert_no_error (error);
  upload->done = TRUE;
}

char *
office_test_host_upload (OfficeTestHost *self, const char *person, const char *text)
{
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  Upload upload = { 0 };
  g_autoptr (GError) error = NULL;

  if (self->files == NULL)
    self->files = office_files_new (self->store, self->clock, OFFICE_LIMIT_FILE, &error);
  g_assert_no_error (error);
  office_files_write_async (self->files, hash, person, 0, strlen (text), bytes, on_uploaded, &upload);
  while (!upload.done)
    {
      office_test_host_settle (self);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (upload.state.complete);
  return hash;
}

static void
add_scope (OfficeTestHost *self, GHashTable *snapshot, const char *scope)
{
  g_autofree char *after = NULL;

  do
    {
      g_autoptr (GError) error = NULL;
      char *next = NULL;
      g_autoptr (GPtrArray) bodies = office_store_page (self->store, scope, after, 10000, &next, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < bodies->len; i++)
        {
          g_autoptr (OfficeRecord) record = office_record_new_from_body (g_ptr_array_index (bodies, i), -1, &error);

          g_assert_no_error (error);
          g_hash_table_insert (snapshot, g_strdup (office_record_get_id (record)), office_record_to_body (record));
        }
      g_free (after);
      after = next;
    }
  while (after != NULL);
}

GHashTable *
office_test_host_snapshot (OfficeTestHost *self, const char *person)
{
  GHashTable *snapshot = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) scopes = office_store_dup_scopes_of (self->store, person);

  for (guint i = 0; scopes[i] != NULL; i++)
    add_scope (self, snapshot, scopes[i]);
  return snapshot;
}

gint64
office_test_host_get_head (OfficeTestHost *self)
{
  return office_store_get_head (self->store)->rev;
}
