/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-backup.h"

#include "office-check.h"
#include "office-data-book.h"
#include "office-data-files.h"
#include "office-problem.h"
#include "office-store-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 1048576

static const char tables[] = "CREATE TABLE backup (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
                             "CREATE TABLE backup_file (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
                             "  mode INTEGER NOT NULL, size INTEGER NOT NULL, hash TEXT NOT NULL);"
                             "CREATE TABLE backup_chunk (file INTEGER NOT NULL, number INTEGER NOT NULL,"
                             "  bytes BLOB NOT NULL, UNIQUE (file, number));";

/* ---- files ---- */

typedef struct {
  OfficeDatabase *backup;
  guint number; /* of the file */
  gint64 size;
  GChecksum *checksum;
} Packing;

static gboolean
pack_chunk (Packing *packing, const guint8 *bytes, gsize length, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      packing->backup, "INSERT INTO backup_chunk (file, number, bytes) VALUES (?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, packing->number);
  office_statement_bind_integer (statement, 2, packing->size / CHUNK);
  office_statement_bind_blob (statement, 3, bytes, length);
  packing->size += length;
  g_checksum_update (packing->checksum, bytes, (gssize) length);
  return office_statement_run (statement, error);
}

static gboolean
pack_name (Packing *packing, const OfficeDataFile *file, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      packing->backup, "INSERT INTO backup_file (number, name, mode, size, hash) VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, packing->number);
  office_statement_bind_text (statement, 2, file->name);
  office_statement_bind_integer (statement, 3, file->mode);
  office_statement_bind_integer (statement, 4, packing->size);
  office_statement_bind_text (statement, 5, g_checksum_get_string (packing->checksum));
  return office_statement_run (statement, error);
}

/* Whole chunks, so that a chunk's number tells where it belongs. */
static gboolean
fill_chunk (int descriptor, guint8 *chunk, gsize *length)
{
  gssize n = 1;

  *length = 0;
  while (n > 0 && *length < CHUNK)
    {
      n = read (descriptor, chunk + *length, CHUNK - *length);
      if (n > 0)
        *length += n;
    }
  return n >= 0;
}

static gboolean
pack_content (Packing *packing, const char *path, int descriptor, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gsize length;

  do
    {
      if (!fill_chunk (descriptor, chunk, &length))
        {
          office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "“%s” cannot be read: %s", path,
                              g_strerror (errno));
          return FALSE;
        }
      if (length > 0 && !pack_chunk (packing, chunk, length, error))
        return FALSE;
    }
  while (length == CHUNK);
  return TRUE;
}

static gboolean
pack_file (OfficeDatabase *backup, guint number, const char *folder, const OfficeDataFile *file,
           OfficeFindings *warnings, OfficeBackupReport *report, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *path = g_build_filename (folder, file->name, NULL);
  g_autofree char *name = g_path_get_basename (file->name);
  Packing packing = { .backup = backup, .number = number, .checksum = checksum };
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  gboolean done;

  if (descriptor < 0 && errno == ENOENT)
    return TRUE; /* a file that nothing named any more went away meanwhile */
  if (descriptor < 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL, "“%s” cannot be read: %s", path, g_strerror (errno));
      return FALSE;
    }
  done = pack_content (&packing, path, descriptor, error) && pack_name (&packing, file, error);
  close (descriptor);
  if (done && office_check_is_hash (name) && strcmp (g_checksum_get_string (checksum), name) != 0)
    office_findings_add (warnings, "file content", "The file “%s” does not have the content that its name says.", path);
  report->n_files += done;
  return done;
}

static gboolean
pack_files (OfficeDatabase *backup, const char *folder, OfficeFindings *warnings, OfficeBackupReport *report,
            GError **error)
{
  g_autoptr (GPtrArray) files = office_data_files_list (folder, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    if (!pack_file (backup, i + 1, folder, g_ptr_array_index (files, i), warnings, report, error))
      return FALSE;
  return files != NULL;
}

/* ---- the book ---- */

static gboolean
write_value (OfficeDatabase *backup, const char *key, const char *text, gint64 number, GError **error)
{
  OfficeStatement *statement = office_database_prepare (backup, "INSERT INTO backup (key, value) VALUES (?1, ?2)",
                                                        error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, key);
  if (text != NULL)
    office_statement_bind_text (statement, 2, text);
  else
    office_statement_bind_integer (statement, 2, number);
  return office_statement_run (statement, error);
}

/* A damaged book is not kept as if it were a good one; older backups stay as they are. */
static gboolean
check_pages (OfficeDatabase *backup, const char *data, GError **error)
{
  OfficeStatement *statement = office_database_prepare (backup, "PRAGMA quick_check(1)", error);
  gboolean sound;

  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return FALSE;
  sound = g_strcmp0 (office_statement_get_text (statement, 0), "ok") == 0;
  if (!sound)
    office_problem_set (
        error, OFFICE_PROBLEM_INTERNAL, NULL,
        "The database in “%s” is damaged (%s), so that no backup was made; keep the older ones, and see "
        "“office --admin check”",
        data, office_statement_get_text (statement, 0));
  office_statement_reset (statement);
  return sound;
}

/* SQLite's pages bear no checksums: this tells later whether the records are the ones that were kept. */
static gboolean
write_digest (OfficeDatabase *backup, GError **error)
{
  g_autofree char *digest = office_backup_compute_digest (backup, error);

  return digest != NULL && write_value (backup, "digest", digest, 0, error);
}

static gboolean
fill (OfficeDatabase *backup, const char *data, OfficeClock *clock, OfficeFindings *warnings,
      OfficeBackupReport *report, GError **error)
{
  g_autofree char *tag = NULL;

  return check_pages (backup, data, error) && office_store_schema_read_head (backup, &report->rev, &tag, error)
         && office_database_begin (backup, error) && office_database_execute (backup, tables, error)
         && write_value (backup, "made_at", NULL, office_clock_now (clock), error)
         && write_value (backup, "version", OFFICE_VERSION, 0, error)
         && write_value (backup, "rev", NULL, report->rev, error) && write_digest (backup, error)
         && pack_files (backup, data, warnings, report, error) && office_database_commit (backup, error);
}

static gboolean
write_backup (const char *data, const char *path, OfficeClock *clock, OfficeFindings *warnings,
              OfficeBackupReport *report, GError **error)
{
  g_autoptr (OfficeDatabase) database = office_data_book_open (data, error);
  g_autoptr (OfficeDatabase) backup = NULL;
  gboolean done;

  if (database == NULL || !office_database_copy (database, path, error))
    return FALSE;
  office_database_close (database);
  backup = office_database_open (path, OFFICE_DATABASE_SINGLE, error);
  if (backup == NULL)
    return FALSE;
  done = fill (backup, data, clock, warnings, report, error);
  if (!done)
    office_database_rollback (backup);
  office_database_close (backup);
  return done && office_data_files_sync (path, error);
}

/* ---- its place ---- */

static gboolean
refuse_existing (const char *path, GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, NULL,
                      "“%s” is there already; give another name, or --replace to put the new backup in its place",
                      path);
  return FALSE;
}

static gboolean
put_in_place (const char *from, const char *to, gboolean replace, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  int code = renameat2 (AT_FDCWD, from, AT_FDCWD, to, replace ? 0 : RENAME_NOREPLACE);

  /* Not every file system can refuse by itself. */
  if (code != 0 && (errno == EINVAL || errno == ENOSYS) && !g_file_test (to, G_FILE_TEST_EXISTS))
    code = g_rename (from, to);
  if (code == 0)
    return office_data_files_sync (folder, error);
  if (errno == EEXIST || g_file_test (to, G_FILE_TEST_EXISTS))
    return refuse_existing (to, error);
  office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL, "“%s” cannot be written: %s", to, g_strerror (errno));
  return FALSE;
}

/**
 * office_backup_make:
 * @data: a data folder; a host may run on it
 * @path: the backup's file
 * @replace: whether one that is there is replaced
 * @clock: tells when it is made
 * @warnings: gets what is wrong with a file, which is kept as it is
 * @report: (out caller-allocates): what was kept
 * @error: return location: one sentence
 *
 * Writes beside @path, with permissions 0600, and renames when all is on the disk. Blocking, for as long as the disks take;
 * the host goes on meanwhile.
 *
 * Returns: whether the backup is there; if not, @path is what it was
 */
gboolean
office_backup_make (const char *data, const char *path, gboolean replace, OfficeClock *clock, OfficeFindings *warnings,
                    OfficeBackupReport *report, GError **error)
{
  g_autofree char *unfinished = g_strdup_printf ("%s.part-%d", path, (int) getpid ());
  GStatBuf status;

  *report = (OfficeBackupReport){ 0 };
  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return refuse_existing (path, error);
  if (write_backup (data, unfinished, clock, warnings, report, error)
      && put_in_place (unfinished, path, replace, error))
    {
      report->size = g_stat (path, &status) == 0 ? (gint64) status.st_size : 0;
      return TRUE;
    }
  g_unlink (unfinished);
  return FALSE;
}
