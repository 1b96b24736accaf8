/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-private.h"

#include <errno.h>

/* SQLite's codes, and the system's behind them, as sentences for whoever keeps the book. */

G_DEFINE_QUARK (office - sql - error - quark, office_sql_error)

static gboolean
is_no_room (int number)
{
  return number == ENOSPC || number == EDQUOT;
}

void
office_database_set_file_error (OfficeDatabase *self, int number, GError **error)
{
  if (is_no_room (number))
    g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL, "The disk is full: no room for the database “%s”",
                 self->path);
  else
    g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_PERMISSION,
                 "The database “%s” cannot be opened or written: %s", self->path,
                 g_strerror (number != 0 ? number : EACCES));
}

static void
set_io_error (OfficeDatabase *self, int code, int number, GError **error)
{
  if (is_no_room (number) || code == SQLITE_IOERR_WRITE)
    office_database_set_file_error (self, ENOSPC, error);
  else
    g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED, "The disk failed under the database “%s”: %s",
                 self->path, number != 0 ? g_strerror (number) : sqlite3_errstr (code));
}

void
office_database_set_error (OfficeDatabase *self, int code, GError **error)
{
  int number = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      office_database_set_file_error (self, ENOSPC, error);
      break;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_DAMAGED, "The database “%s” is damaged", self->path);
      break;

    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      office_database_set_file_error (self, number, error);
      break;

    case SQLITE_IOERR:
      set_io_error (self, code, number, error);
      break;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_BUSY, "The database “%s” is in use by another program",
                   self->path);
      break;

    default:
      g_set_error (error, OFFICE_SQL_ERROR,
                   (code & 0xff) == SQLITE_CONSTRAINT ? OFFICE_SQL_ERROR_CONSTRAINT : OFFICE_SQL_ERROR_FAILED,
                   "The database “%s” refused a statement: %s", self->path,
                   self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));
      break;
    }
}
