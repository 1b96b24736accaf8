/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-statement-private.h"

#include "office-database-private.h"

#include <string.h>

struct _OfficeStatement {
  OfficeDatabase *database; /* borrowed: it owns the statement */
  sqlite3_stmt *handle;
};

/**
 * office_statement_new: (skip)
 * @database: (transfer none): the database, which must outlive the statement
 * @sql: one statement
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full): the prepared statement, or %NULL
 */
OfficeStatement *
office_statement_new (OfficeDatabase *database, const char *sql, GError **error)
{
  sqlite3 *connection = office_database_get_handle (database);
  sqlite3_stmt *handle = NULL;
  OfficeStatement *self;
  int code = sqlite3_prepare_v3 (connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);

  if (code != SQLITE_OK)
    {
      office_database_set_error (database, code, error);
      return NULL;
    }
  self = g_new0 (OfficeStatement, 1);
  self->database = database;
  self->handle = handle;
  return self;
}

/**
 * office_statement_free: (skip)
 * @self: (transfer full): a statement
 */
void
office_statement_free (OfficeStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

const char *
office_statement_get_sql (OfficeStatement *self)
{
  return sqlite3_sql (self->handle);
}

/* The numbers of parameters are the program's own, so that a wrong one is a mistake of ours; memory is not. */
static void
check_bound (OfficeStatement *self, int code)
{
  if (code == SQLITE_NOMEM)
    g_error ("Out of memory while binding a value");
  if (code != SQLITE_OK)
    g_critical ("A value could not be bound to “%s”: %s", sqlite3_sql (self->handle), sqlite3_errstr (code));
}

/**
 * office_statement_bind_text:
 * @self: a statement that is not being stepped
 * @index: the parameter, from 1
 * @value: (nullable): valid UTF-8, copied; %NULL binds NULL
 */
void
office_statement_bind_text (OfficeStatement *self, int index, const char *value)
{
  check_bound (self, sqlite3_bind_text (self->handle, index, value, -1, SQLITE_TRANSIENT));
}

/**
 * office_statement_bind_integer:
 * @self: a statement that is not being stepped
 * @index: the parameter, from 1
 * @value: any integer
 */
void
office_statement_bind_integer (OfficeStatement *self, int index, gint64 value)
{
  check_bound (self, sqlite3_bind_int64 (self->handle, index, value));
}

/**
 * office_statement_bind_blob:
 * @self: a statement that is not being stepped
 * @index: the parameter, from 1
 * @data: (nullable): bytes, copied; %NULL binds NULL
 * @length: their number
 */
void
office_statement_bind_blob (OfficeStatement *self, int index, const void *data, gsize length)
{
  check_bound (self, sqlite3_bind_blob64 (self->handle, index, data, length, SQLITE_TRANSIENT));
}

/**
 * office_statement_step:
 * @self: a statement
 * @has_row: (out) (optional): whether there is a row to be read
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Goes to the next row. After the last row and after a failure the statement is reset, so that it holds no lock and
 * keeps no snapshot alive; who stops before the last row resets it.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_statement_step (OfficeStatement *self, gboolean *has_row, GError **error)
{
  int code = sqlite3_step (self->handle);

  if (has_row != NULL)
    *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code == SQLITE_DONE)
    {
      sqlite3_reset (self->handle);
      return TRUE;
    }
  office_database_set_error (self->database, code, error);
  sqlite3_reset (self->handle);
  return FALSE;
}

/**
 * office_statement_run:
 * @self: a statement without rows of interest
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Runs the statement and resets it.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_statement_run (OfficeStatement *self, GError **error)
{
  gboolean has_row;

  if (!office_statement_step (self, &has_row, error))
    return FALSE;
  if (has_row)
    sqlite3_reset (self->handle);
  return TRUE;
}

/**
 * office_statement_get_text:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next step or reset; %NULL for NULL
 */
const char *
office_statement_get_text (OfficeStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * office_statement_dup_text:
 * @self: a statement that stands on a row
 * @column: from 0
 * @length: (out) (optional): number of bytes
 *
 * Copies without looking for the end, which counts where bodies are read by the thousand.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for NULL
 */
char *
office_statement_dup_text (OfficeStatement *self, int column, gsize *length)
{
  gsize n_bytes;
  gconstpointer bytes = office_statement_get_blob (self, column, &n_bytes);
  char *text;

  if (length != NULL)
    *length = n_bytes;
  if (bytes == NULL)
    return NULL;
  text = g_malloc (n_bytes + 1);
  memcpy (text, bytes, n_bytes);
  text[n_bytes] = '\0';
  return text;
}

/**
 * office_statement_get_integer:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: the integer; 0 for NULL
 */
gint64
office_statement_get_integer (OfficeStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * office_statement_get_blob:
 * @self: a statement that stands on a row
 * @column: from 0; a text column gives its bytes without copying or counting them
 * @length: (out) (optional): number of bytes
 *
 * Returns: (transfer none) (nullable): the bytes, until the next step or reset
 */
gconstpointer
office_statement_get_blob (OfficeStatement *self, int column, gsize *length)
{
  gconstpointer data = sqlite3_column_blob (self->handle, column);

  if (length != NULL)
    *length = (gsize) sqlite3_column_bytes (self->handle, column);
  return data;
}

/**
 * office_statement_reset:
 * @self: a statement
 *
 * Ends the reading and forgets the bound values.
 */
void
office_statement_reset (OfficeStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
}
