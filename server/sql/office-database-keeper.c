/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-keeper.h"
#include "office-database-pin.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

/* Pages of 4 KiB: from when the journal is moved, 4 MB; and from when no more should come before it was, 16 MB. */
#define ENOUGH_PAGES 1000
#define MOST_PAGES   4000

typedef enum {
  TASK_SYNC,
  TASK_CHECKPOINT,
  TASK_STOP,
  N_TASKS,
} Task;

struct _OfficeDatabaseKeeper {
  char *path;
  GThread *thread; /* NULL until something is to be done; the database's thread owns this field */
  GAsyncQueue *tasks;
  gint waiting[N_TASKS]; /* atomic: it is in the queue, and not begun */
  gint failed;           /* atomic: the journal could not be written through */
  gint n_checkpoints;    /* atomic: those that were asked for and are not done */
  gint n_pages;          /* atomic: of the journal, as the last commit left it; only the database's thread writes it */
  gint moved;            /* atomic: how many of them are in the file */
  /* Of the keeper's thread. */
  gboolean has_synced_folder;
  sqlite3 *handle;
  OfficeDatabasePin *pin;
};

static gboolean
open_database (OfficeDatabaseKeeper *self)
{
  static const char sql[] = "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 16777216;"
                            "SELECT count (*) FROM sqlite_schema";

  if (self->handle != NULL)
    return TRUE;
  if (sqlite3_open_v2 (self->path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK
      && sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  sqlite3_close (self->handle);
  self->handle = NULL;
  return FALSE;
}

/*
 * It keeps nobody from reading or writing. Where it fails the journal grows.
 *
 * The journal must not begin anew meanwhile: up to version 3.51.2 of SQLite pages could be lost where a second move of a journal
 * began that was in the file already, just when a commit began it anew (sqlite.org/wal.html#walresetbug). A reader at its end
 * keeps it from that as long as there is something to be moved, and where there is nothing the move is left out.
 */
static void
move_journal (OfficeDatabaseKeeper *self)
{
  int n_pages = 0, moved = 0;

  if (g_atomic_int_get (&self->n_pages) <= g_atomic_int_get (&self->moved))
    return;
  if (open_database (self) && office_database_pin_hold (self->pin)
      && sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_PASSIVE, &n_pages, &moved) == SQLITE_OK)
    g_atomic_int_set (&self->moved, moved);
  else
    g_debug ("The journal of “%s” stays where it is", self->path);
  office_database_pin_release (self->pin);
}

static void
checkpoint (OfficeDatabaseKeeper *self)
{
  move_journal (self);
  g_atomic_int_add (&self->n_checkpoints, -1);
}

static int
sync_file (const char *path, int (*sync) (int descriptor))
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);
  int failure = 0;

  if (descriptor < 0)
    return errno;
  if (sync (descriptor) != 0)
    failure = errno;
  close (descriptor);
  return failure;
}

/* A journal may have been made since this database was opened: its name is to be on the disk too. */
static int
sync_folder (OfficeDatabaseKeeper *self)
{
  g_autofree char *folder = NULL;
  int failure;

  if (self->has_synced_folder)
    return 0;
  folder = g_path_get_dirname (self->path);
  failure = sync_file (folder, fsync);
  self->has_synced_folder = failure == 0;
  return failure;
}

/*
 * The system keeps no locks on a journal, so that it may be opened and closed beside SQLite's own descriptor. What SQLite moves
 * into the file it writes through before.
 */
static void
sync_journal (OfficeDatabaseKeeper *self)
{
  g_autofree char *path = g_strconcat (self->path, "-wal", NULL);
  int failure = sync_file (path, fdatasync);

  if (failure == 0)
    failure = sync_folder (self);
  if (failure == 0)
    return;
  g_message ("“%s” is not written through, from now on the window waits for it: %s", path, g_strerror (failure));
  g_atomic_int_set (&self->failed, TRUE);
}

static gpointer
work (gpointer data)
{
  OfficeDatabaseKeeper *self = data;
  Task task;

  /* Numbers in a queue of pointers begin with 1. */
  while ((task = (Task) (GPOINTER_TO_INT (g_async_queue_pop (self->tasks)) - 1)) != TASK_STOP)
    {
      /* From here on what is committed has to ask again. */
      g_atomic_int_set (&self->waiting[task], FALSE);
      if (task == TASK_SYNC)
        sync_journal (self);
      else
        checkpoint (self);
    }
  sqlite3_close (self->handle);
  return NULL;
}

OfficeDatabaseKeeper *
office_database_keeper_new (const char *path)
{
  OfficeDatabaseKeeper *self = g_new0 (OfficeDatabaseKeeper, 1);

  self->path = g_strdup (path);
  self->pin = office_database_pin_new (path);
  self->tasks = g_async_queue_new ();
  return self;
}

static void
push (OfficeDatabaseKeeper *self, Task task)
{
  g_async_queue_push (self->tasks, GINT_TO_POINTER (task + 1));
}

static void
ask (OfficeDatabaseKeeper *self, Task task)
{
  if (!g_atomic_int_compare_and_exchange (&self->waiting[task], FALSE, TRUE))
    return;
  if (task == TASK_CHECKPOINT)
    g_atomic_int_inc (&self->n_checkpoints);
  if (self->thread == NULL)
    self->thread = g_thread_new ("office-keeper", work, self);
  push (self, task);
}

void
office_database_keeper_note (OfficeDatabaseKeeper *self, int n_pages)
{
  /* It has begun anew, which it does only when all was moved, and never while a move is going on. */
  if (n_pages < g_atomic_int_get (&self->n_pages))
    g_atomic_int_set (&self->moved, 0);
  g_atomic_int_set (&self->n_pages, n_pages);
  if (n_pages >= ENOUGH_PAGES)
    ask (self, TASK_CHECKPOINT);
}

void
office_database_keeper_sync (OfficeDatabaseKeeper *self)
{
  ask (self, TASK_SYNC);
}

gboolean
office_database_keeper_is_behind (OfficeDatabaseKeeper *self)
{
  return g_atomic_int_get (&self->n_pages) >= MOST_PAGES && g_atomic_int_get (&self->n_checkpoints) > 0;
}

gboolean
office_database_keeper_has_failed (OfficeDatabaseKeeper *self)
{
  return g_atomic_int_get (&self->failed);
}

void
office_database_keeper_free (OfficeDatabaseKeeper *self)
{
  if (self->thread != NULL)
    {
      push (self, TASK_STOP);
      g_thread_join (self->thread);
    }
  g_async_queue_unref (self->tasks);
  office_database_pin_free (self->pin);
  g_free (self->path);
  g_free (self);
}
