/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-journal.h"

#include <linux/magic.h>
#include <sys/vfs.h>

/*
 * How the journal begins anew.
 *
 * Where commits do not wait for the disk (synchronous = NORMAL), SQLite waits for it in one of them all the same: the first after
 * all of the journal was moved into the file writes a new head over the old one, and has it written through before any page
 * follows. Without that, after a power cut, the old head could stand before old pages of which some were overwritten already, and
 * those that are left would be read over a newer file (sqlite.org/src/info/ff5be73dee).
 *
 * The wait is for an order only, and a file system that keeps its own order gives it for nothing: the journal is cut to nothing
 * before the new head is written. Blocks that a file has lost are not given to anybody before the loss itself is on the disk. So
 * after a power cut the file is either as it was before, all of it, which is in the database already and harmless to be read once
 * more; or it was cut, and has a part of what was written since, of which SQLite takes what its sums hold for. A later move of
 * the journal into the database has it written through first, as ever.
 *
 * SQLite has no setting for this but its own files are open to be replaced (sqlite.org/c3ref/io_methods.html), so that this
 * handle's journal gets two methods of ours, and keeps all others.
 */

/* What SQLite writes where the journal begins, and nowhere else (sqlite.org/fileformat2.html#walformat). */
#define HEAD_BYTES 32

/* Not in linux/magic.h: they come from elsewhere. */
#define BCACHEFS_MAGIC 0xca451a4e
#define ZFS_MAGIC      0x2fc12fc1

struct _OfficeDatabaseJournal {
  sqlite3_io_methods methods; /* the first: the file points to it */
  const sqlite3_io_methods *system;
  gboolean has_begun; /* nothing was written behind the new head */
};

static OfficeDatabaseJournal *
get_journal (sqlite3_file *file)
{
  return (OfficeDatabaseJournal *) file->pMethods;
}

/* Whether it was: otherwise SQLite's own wait is needed. */
static gboolean
cut (OfficeDatabaseJournal *self, sqlite3_file *file)
{
  return self->system->xTruncate (file, 0) == SQLITE_OK;
}

static int
write_journal (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  OfficeDatabaseJournal *self = get_journal (file);

  self->has_begun = offset == 0 && length == HEAD_BYTES && cut (self, file);
  return self->system->xWrite (file, data, length, offset);
}

static int
sync_journal (sqlite3_file *file, int flags)
{
  OfficeDatabaseJournal *self = get_journal (file);

  if (!self->has_begun)
    return self->system->xSync (file, flags);
  self->has_begun = FALSE;
  return SQLITE_OK;
}

/*
 * Those that have a journal of their own or write nothing in place. What is laid over another one (containers, live systems) stands
 * on one of these: the others lack the attributes that it needs.
 */
static gboolean
keeps_order (const char *path)
{
  struct statfs status;

  if (statfs (path, &status) != 0)
    return FALSE;
  switch ((guint32) status.f_type)
    {
    case EXT4_SUPER_MAGIC:
    case XFS_SUPER_MAGIC:
    case BTRFS_SUPER_MAGIC:
    case F2FS_SUPER_MAGIC:
    case BCACHEFS_MAGIC:
    case ZFS_MAGIC:
    case TMPFS_MAGIC:
    case OVERLAYFS_SUPER_MAGIC:
      return TRUE;

    default:
      return FALSE;
    }
}

/* SQLite opens it with the first read. */
static sqlite3_file *
get_file (sqlite3 *handle)
{
  sqlite3_file *file = NULL;

  if (sqlite3_exec (handle, "PRAGMA schema_version", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_file_control (handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK)
    return NULL;
  return file != NULL && file->pMethods != NULL ? file : NULL;
}

/**
 * office_database_journal_new:
 * @handle: of a database in WAL mode on the system's own disk, outside a transaction
 * @path: its file
 *
 * From here on no commit of @handle waits for the disk because the journal begins anew, if the file system allows for that.
 *
 * Returns: (transfer full) (nullable): to be freed after @handle was closed; %NULL: commits may wait as before
 */
OfficeDatabaseJournal *
office_database_journal_new (sqlite3 *handle, const char *path)
{
  OfficeDatabaseJournal *self;
  sqlite3_file *file;

  if (!keeps_order (path))
    return NULL;
  file = get_file (handle);
  if (file == NULL)
    return NULL;
  self = g_new0 (OfficeDatabaseJournal, 1);
  self->system = file->pMethods;
  self->methods = *self->system;
  self->methods.iVersion = MIN (self->system->iVersion, 3); /* the last that this structure knows */
  self->methods.xWrite = write_journal;
  self->methods.xSync = sync_journal;
  file->pMethods = &self->methods;
  return self;
}

void
office_database_journal_free (OfficeDatabaseJournal *self)
{
  g_free (self);
}
