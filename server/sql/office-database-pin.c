/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-pin.h"

#include <sqlite3.h>

struct _OfficeDatabasePin {
  char *path;
  sqlite3 *handle; /* NULL until it is held for the first time */
};

OfficeDatabasePin *
office_database_pin_new (const char *path)
{
  OfficeDatabasePin *self = g_new0 (OfficeDatabasePin, 1);

  self->path = g_strdup (path);
  return self;
}

static gboolean
open_handle (OfficeDatabasePin *self)
{
  if (self->handle != NULL)
    return TRUE;
  if (sqlite3_open_v2 (self->path, &self->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      /* It reads four bytes: no memory is set aside for statements. */
      sqlite3_db_config (self->handle, SQLITE_DBCONFIG_LOOKASIDE, NULL, 0, 0);
      return TRUE;
    }
  sqlite3_close (self->handle);
  self->handle = NULL;
  return FALSE;
}

gboolean
office_database_pin_hold (OfficeDatabasePin *self)
{
  office_database_pin_release (self);
  /* A transaction stands somewhere from its first read on; this one needs no schema. */
  return open_handle (self)
         && sqlite3_exec (self->handle, "BEGIN; PRAGMA schema_version", NULL, NULL, NULL) == SQLITE_OK;
}

void
office_database_pin_release (OfficeDatabasePin *self)
{
  if (self->handle != NULL && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

void
office_database_pin_free (OfficeDatabasePin *self)
{
  office_database_pin_release (self);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}
