/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-keeper.h"

#include <sqlite3.h>

enum { CHECKPOINT = 1, STOP };

struct _OfficeDatabaseKeeper {
  char *path;
  GThread *thread; /* NULL until something is to be done; the database's thread owns this field */
  GAsyncQueue *tasks;
  gint waiting;    /* atomic: a checkpoint is in the queue, and not begun */
  sqlite3 *handle; /* of the keeper's thread */
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

/* It keeps nobody from reading or writing. Where it fails the journal grows, until the database's own thread moves it. */
static void
checkpoint (OfficeDatabaseKeeper *self)
{
  if (!open_database (self)
      || sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) != SQLITE_OK)
    g_debug ("The journal of “%s” stays where it is", self->path);
}

static gpointer
work (gpointer data)
{
  OfficeDatabaseKeeper *self = data;

  while (GPOINTER_TO_INT (g_async_queue_pop (self->tasks)) != STOP)
    {
      /* From here on what is committed has to ask again. */
      g_atomic_int_set (&self->waiting, FALSE);
      checkpoint (self);
    }
  if (self->handle != NULL)
    sqlite3_close (self->handle);
  return NULL;
}

OfficeDatabaseKeeper *
office_database_keeper_new (const char *path)
{
  OfficeDatabaseKeeper *self = g_new0 (OfficeDatabaseKeeper, 1);

  self->path = g_strdup (path);
  self->tasks = g_async_queue_new ();
  return self;
}

void
office_database_keeper_checkpoint (OfficeDatabaseKeeper *self)
{
  if (!g_atomic_int_compare_and_exchange (&self->waiting, FALSE, TRUE))
    return;
  if (self->thread == NULL)
    self->thread = g_thread_new ("office-keeper", work, self);
  g_async_queue_push (self->tasks, GINT_TO_POINTER (CHECKPOINT));
}

void
office_database_keeper_free (OfficeDatabaseKeeper *self)
{
  if (self->thread != NULL)
    {
      g_async_queue_push (self->tasks, GINT_TO_POINTER (STOP));
      g_thread_join (self->thread);
    }
  g_async_queue_unref (self->tasks);
  g_free (self->path);
  g_free (self);
}
