/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-backup.h"

#include "office-check.h"
#include "office-data-files.h"
#include "office-problem.h"
#include "office-scope-digest.h"
#include "office-store-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define DATABASE_FILE "office.db"

static const char no_backup_tables[] = "DROP TABLE backup; DROP TABLE backup_file; DROP TABLE backup_chunk; VACUUM";

/**
 * office_backup_open:
 * @path: a backup
 * @error: return location: one sentence
 *
 * Returns: (transfer full): the backup, which is only read; %NULL when it is none, or made by a newer version
 */
OfficeDatabase *
office_backup_open (const char *path, GError **error)
{
  g_autoptr (OfficeDatabase) backup = NULL;
  OfficeStatement *statement;
  gboolean is_backup;
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      office_problem_set (error, errno == ENOENT ? OFFICE_PROBLEM_NOT_FOUND : OFFICE_PROBLEM_FORBIDDEN, NULL,
                          "The backup “%s” cannot be read: %s", path, g_strerror (errno));
      return NULL;
    }
  backup = office_database_open (path, OFFICE_DATABASE_READ_ONLY, error);
  if (backup == NULL)
    return NULL;
  statement = office_database_prepare (
      backup, "SELECT count (*) = 3 FROM sqlite_schema WHERE name IN ('backup', 'backup_file', 'backup_chunk')", error);
  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return NULL;
  is_backup = office_statement_get_integer (statement, 0) != 0;
  office_statement_reset (statement);
  if (is_backup)
    return g_steal_pointer (&backup);
  office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "“%s” is no backup that “office --admin backup” has made",
                      path);
  return NULL;
}

/**
 * office_backup_dup_value:
 * @backup: a backup
 * @key: `made_at`, `version` or `rev`
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the value; %NULL without an error when there is none
 */
char *
office_backup_dup_value (OfficeDatabase *backup, const char *key, GError **error)
{
  OfficeStatement *statement = office_database_prepare (backup, "SELECT value FROM backup WHERE key = ?1", error);
  gboolean has_row;
  char *value;

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, key);
  if (!office_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  value = g_strdup (office_statement_get_text (statement, 0));
  office_statement_reset (statement);
  return value;
}

/**
 * office_backup_compute_digest:
 * @backup: a backup
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full): SHA-256 over what “office --admin digest” prints of the scopes; %NULL on failure
 */
char *
office_backup_compute_digest (OfficeDatabase *backup, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      backup, "SELECT id, CAST (rev AS TEXT), body, scope FROM record ORDER BY id", error);
  g_autoptr (GPtrArray) digests = statement != NULL ? office_scope_digest_collect (statement, error) : NULL;
  g_autofree char *text = digests != NULL ? office_scope_digest_print (digests, NULL, NULL, 0, NULL) : NULL;

  return text != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : NULL;
}

static void
check_digest (OfficeDatabase *backup, OfficeFindings *findings)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = office_backup_dup_value (backup, "digest", &error);
  g_autofree char *found = error == NULL ? office_backup_compute_digest (backup, &error) : NULL;

  if (error == NULL && g_strcmp0 (kept, found) != 0)
    office_findings_add (findings, "digest", "The records are not those that the backup was made of.");
  office_findings_add_error (findings, &error);
}

/* ---- files ---- */

typedef struct {
  gint64 number, size;
  guint mode;
  char *name, *hash;
} PackedFile;

static void
packed_file_free (gpointer data)
{
  PackedFile *self = data;

  g_free (self->name);
  g_free (self->hash);
  g_free (self);
}

static GPtrArray *
list_files (OfficeDatabase *backup, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (packed_file_free);
  OfficeStatement *statement = office_database_prepare (
      backup, "SELECT number, name, mode, size, hash FROM backup_file ORDER BY name", error);
  gboolean has_row;

  while (statement != NULL && office_statement_step (statement, &has_row, error))
    {
      PackedFile *file;

      if (!has_row)
        return g_steal_pointer (&files);
      file = g_new0 (PackedFile, 1);
      file->number = office_statement_get_integer (statement, 0);
      file->name = g_strdup (office_statement_get_text (statement, 1));
      file->mode = (guint) office_statement_get_integer (statement, 2) & 0777;
      file->size = office_statement_get_integer (statement, 3);
      file->hash = g_strdup (office_statement_get_text (statement, 4));
      g_ptr_array_add (files, file);
    }
  return NULL;
}

static gboolean
write_all (int descriptor, const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = write (descriptor, bytes, length);

      if (n < 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* Gives the chunks to a descriptor, or with -1 only looks at them. */
static gboolean
unpack (OfficeDatabase *backup, const PackedFile *file, int descriptor, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  OfficeStatement *statement = office_database_prepare (
      backup, "SELECT bytes FROM backup_chunk WHERE file = ?1 ORDER BY number", error);
  gboolean has_row = FALSE;
  gint64 size = 0;

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, file->number);
  while (office_statement_step (statement, &has_row, error) && has_row)
    {
      gsize length;
      const guint8 *bytes = office_statement_get_blob (statement, 0, &length);

      g_checksum_update (checksum, bytes, (gssize) length);
      size += (gint64) length;
      if (descriptor >= 0 && !write_all (descriptor, bytes, length))
        {
          office_problem_set (error, errno == ENOSPC ? OFFICE_PROBLEM_UNAVAILABLE : OFFICE_PROBLEM_INTERNAL, NULL,
                              "“%s” cannot be written: %s", file->name, g_strerror (errno));
          office_statement_reset (statement);
          return FALSE;
        }
    }
  if (has_row)
    return FALSE; /* the step has failed, and said so */
  if (size == file->size && g_strcmp0 (g_checksum_get_string (checksum), file->hash) == 0)
    return TRUE;
  if (error == NULL || *error == NULL)
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "The file “%s” in the backup is damaged", file->name);
  return FALSE;
}

static void
check_files (OfficeDatabase *backup, OfficeFindings *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) named = office_check_list_named_files (backup, &error);
  g_autoptr (GPtrArray) files = named != NULL ? list_files (backup, &error) : NULL;
  GHashTableIter iterator;
  gpointer hash;

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const PackedFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_path_get_basename (file->name);

      if (!office_data_file_name_is_safe (file->name))
        office_findings_add (findings, "file name", "The backup has a file “%s”, which belongs into no data folder.",
                             file->name);
      else if (!unpack (backup, file, -1, &error))
        office_findings_add_error (findings, &error);
      else if (office_check_is_hash (name) && g_strcmp0 (name, file->hash) != 0)
        office_findings_add (findings, "file content", "The file “%s” does not have the content that its name says.",
                             file->name);
      g_hash_table_remove (named, name);
    }
  office_findings_add_error (findings, &error);
  if (files == NULL)
    return;
  g_hash_table_iter_init (&iterator, named);
  while (g_hash_table_iter_next (&iterator, &hash, NULL))
    office_findings_add (findings, "missing file", "The attached file %s is missing.", (const char *) hash);
}

/**
 * office_backup_check:
 * @backup: a backup
 * @findings: gets what is wrong
 *
 * Reads all of it. Blocking.
 */
void
office_backup_check (OfficeDatabase *backup, OfficeFindings *findings)
{
  office_check_book (backup, findings);
  check_digest (backup, findings);
  check_files (backup, findings);
}

/* ---- putting back ---- */

static gboolean
make_parent (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir_with_parents (parent, 0700) == 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL, "The folder “%s” cannot be made: %s", parent,
                      g_strerror (errno));
  return FALSE;
}

static gboolean
extract_file (OfficeDatabase *backup, const PackedFile *file, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file->name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  gboolean done;
  int descriptor;

  if (!office_data_file_name_is_safe (file->name))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                          "The backup has a file “%s”, which belongs into no data folder", file->name);
      return FALSE;
    }
  if (!make_parent (path, error))
    return FALSE;
  descriptor = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, (int) (file->mode & 0700));
  if (descriptor < 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL, "“%s” cannot be written: %s", path,
                          g_strerror (errno));
      return FALSE;
    }
  done = unpack (backup, file, descriptor, error) && fchmod (descriptor, file->mode) == 0 && fsync (descriptor) == 0;
  close (descriptor);
  if (!done && error != NULL && *error == NULL)
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "“%s” cannot be written: %s", path, g_strerror (errno));
  return done && office_data_files_sync (parent, error);
}

static gboolean
extract_book (OfficeDatabase *backup, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, DATABASE_FILE, NULL);
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (OfficeDatabase) book = NULL;
  gboolean done;

  if (!office_database_copy (backup, path, error))
    return FALSE;
  book = office_database_open (path, OFFICE_DATABASE_SINGLE, error);
  if (book == NULL)
    return FALSE;
  done = office_store_schema_begin_epoch (book, random, error)
         && office_database_execute (book, no_backup_tables, error);
  office_database_close (book);
  return done && office_data_files_sync (path, error);
}

/**
 * office_backup_extract:
 * @backup: a backup that was checked
 * @folder: an empty folder
 * @error: return location: one sentence
 *
 * Puts everything back, onto the disk. The book begins another epoch: who comes back with a cursor of the time after the
 * backup compares everything and sends again what is lacking.
 *
 * Returns: whether it is all there
 */
gboolean
office_backup_extract (OfficeDatabase *backup, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) files = list_files (backup, error);

  if (files == NULL || !extract_book (backup, folder, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    if (!extract_file (backup, g_ptr_array_index (files, i), folder, error))
      return FALSE;
  return office_data_files_sync (folder, error);
}
