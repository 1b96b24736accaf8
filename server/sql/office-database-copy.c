/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Whole copies of a book: before its form changes, and for backups. */

#define UNFINISHED ".part"
#define ALL_PAGES  (-1)

/* What goes wrong is the copy's matter, but for damage, which is found in what is read. */
static void
set_copy_error (OfficeDatabase *source, OfficeDatabase *copy, int code, GError **error)
{
  gboolean damage = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;

  office_database_set_error (damage ? source : copy, code, error);
}

static int
copy_pages (OfficeDatabase *source, OfficeDatabase *copy)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy->handle, "main", source->handle, "main");

  if (backup == NULL)
    return sqlite3_extended_errcode (copy->handle);
  /* All in one step: one state of the book, whatever others write meanwhile, and nobody has to wait for it. */
  sqlite3_backup_step (backup, ALL_PAGES);
  return sqlite3_backup_finish (backup);
}

/* The book's pages say that it has a journal beside it; a copy is one file. */
static gboolean
write_copy (OfficeDatabase *source, OfficeDatabase *copy, GError **error)
{
  int code = sqlite3_open_v2 (copy->path, &copy->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_extended_result_codes (copy->handle, TRUE);
      code = copy_pages (source, copy);
    }
  if (code == SQLITE_OK)
    code = sqlite3_exec (copy->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  set_copy_error (source, copy, code, error);
  return FALSE;
}

static gboolean
sync_path (OfficeDatabase *copy, const char *path, GError **error)
{
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code = 0;

  if (descriptor < 0 || fsync (descriptor) != 0)
    code = errno;
  if (descriptor >= 0)
    close (descriptor);
  /* Some file systems know no fsync() for a folder. */
  if (code == 0 || code == EINVAL)
    return TRUE;
  office_database_set_file_error (copy, code, error);
  return FALSE;
}

static gboolean
make_file (OfficeDatabase *copy, GError **error)
{
  int descriptor = g_open (copy->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (descriptor < 0)
    {
      office_database_set_file_error (copy, errno, error);
      return FALSE;
    }
  close (descriptor);
  return TRUE;
}

/**
 * office_database_copy:
 * @self: a database at rest; others may write to its file meanwhile
 * @path: a file that is not there yet
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Copies one state of the whole database into one file of its own, with permissions 0600 and without a journal beside
 * it, which is on the disk when the function returns. Blocking, for as long as the disk takes.
 *
 * Returns: whether the copy is there; if not, nothing of it is left
 */
gboolean
office_database_copy (OfficeDatabase *self, const char *path, GError **error)
{
  g_autoptr (OfficeDatabase) copy = g_object_new (OFFICE_TYPE_DATABASE, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean done;

  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->handle != NULL, FALSE);

  copy->path = g_strdup (path);
  if (!make_file (copy, error))
    return FALSE;
  done = write_copy (self, copy, error);
  office_database_close (copy);
  if (done && sync_path (copy, path, error) && sync_path (copy, folder, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

char *
office_database_dup_aside_path (OfficeDatabase *self, guint version, guint number)
{
  return number > 1 ? g_strdup_printf ("%s.version-%u-%u", self->path, version, number)
                    : g_strdup_printf ("%s.version-%u", self->path, version);
}

/* Never over a copy that is there: it may hold what this book no longer does. */
static char *
find_free_path (OfficeDatabase *self, guint version)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *path = office_database_dup_aside_path (self, version, number);

      if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return g_steal_pointer (&path);
    }
}

/**
 * office_database_set_copy_aside: (skip)
 * @self: a database with a file
 * @version: the file's version
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Copies the file to FILE.version-N, or FILE.version-N-2 and so on where that is taken. The name appears when the copy is
 * whole.
 *
 * Returns: (transfer full): the copy's path, or %NULL
 */
char *
office_database_set_copy_aside (OfficeDatabase *self, guint version, GError **error)
{
  g_autofree char *path = find_free_path (self, version);
  g_autofree char *unfinished = g_strconcat (path, UNFINISHED, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (unfinished);
  if (!office_database_copy (self, unfinished, error))
    return NULL;
  if (g_rename (unfinished, path) != 0)
    {
      office_database_set_file_error (self, errno, error);
      g_unlink (unfinished);
      return NULL;
    }
  return sync_path (self, folder, error) ? g_steal_pointer (&path) : NULL;
}
