/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One SQLite handle, owned by one thread. SQLite's codes are translated here and nowhere else. */
#define OFFICE_SQL_ERROR (office_sql_error_quark ())

typedef enum {
  OFFICE_SQL_ERROR_FAILED,
  OFFICE_SQL_ERROR_FULL,       /* no room on the disk */
  OFFICE_SQL_ERROR_DAMAGED,    /* not a database, or corrupt */
  OFFICE_SQL_ERROR_PERMISSION, /* cannot be opened or written */
  OFFICE_SQL_ERROR_BUSY,       /* held by another process */
  OFFICE_SQL_ERROR_NEWER,      /* written by a newer version of the program */
  OFFICE_SQL_ERROR_CONSTRAINT,
} OfficeSqlError;
GQuark office_sql_error_quark (void);

#define OFFICE_TYPE_DATABASE (office_database_get_type ())
G_DECLARE_FINAL_TYPE (OfficeDatabase, office_database, OFFICE, DATABASE, GObject)

typedef enum {
  OFFICE_DATABASE_FULL,      /* synchronous=FULL: for the host */
  OFFICE_DATABASE_NORMAL,    /* synchronous=NORMAL: survives kill -9, not a power cut */
  OFFICE_DATABASE_READ_ONLY, /* a second handle on a book that is open elsewhere */
  OFFICE_DATABASE_SINGLE,    /* one file without a journal that stays, synchronous=FULL: for copies and backups */
} OfficeDatabaseMode;

OfficeDatabase *office_database_open (const char *path, OfficeDatabaseMode mode, GError **error); /* WAL, foreign keys, 0600; ":memory:" allowed */
void office_database_close (OfficeDatabase *self); /* at once; also done by the last unref */
sqlite3 *office_database_get_handle (OfficeDatabase *self);
const char *office_database_get_shared_path (OfficeDatabase *self); /* of a desk's book: what other threads may open beside it; nullable: they may not */
gboolean office_database_execute (OfficeDatabase *self, const char *sql, GError **error); /* constant SQL only */
gboolean office_database_begin (OfficeDatabase *self, GError **error);                    /* BEGIN IMMEDIATE */
gboolean office_database_set_durable (OfficeDatabase *self, gboolean durable, GError **error); /* the transactions from here on; a desk's do not wait for it */
gboolean office_database_is_behind (OfficeDatabase *self); /* what can wait is better written some moments later */
gboolean office_database_commit (OfficeDatabase *self, GError **error);
/* The last work within each transaction, before it is committed; FALSE: the commit fails. NULL: none. One at a time. */
typedef gboolean (*OfficeDatabaseBeforeCommit) (gpointer data, GError **error);
void office_database_set_before_commit (OfficeDatabase *self, OfficeDatabaseBeforeCommit function, gpointer data);
void office_database_rollback (OfficeDatabase *self);
gboolean office_database_is_in_transaction (OfficeDatabase *self);                        /* SQLite may undo one by itself */
gboolean office_database_begin_reading (OfficeDatabase *self);                            /* the reads that follow see one state */
void office_database_end_reading (OfficeDatabase *self, gboolean begun);
gboolean office_database_savepoint (OfficeDatabase *self, GError **error);
gboolean office_database_release (OfficeDatabase *self, GError **error);
void office_database_rollback_to (OfficeDatabase *self); /* and release */

/* A prepared statement, kept by the database for its SQL text (which must be a string that lives on, not built from
 * foreign text). Getting it resets and clears it. Use it, step it, and let the next get reset it, or reset early. */
typedef struct _OfficeStatement OfficeStatement;
OfficeStatement *office_database_prepare (OfficeDatabase *self, const char *sql, GError **error); /* borrowed */
void office_statement_bind_text (OfficeStatement *self, int index, const char *value); /* copies; NULL binds NULL */
void office_statement_bind_integer (OfficeStatement *self, int index, gint64 value);
void office_statement_bind_blob (OfficeStatement *self, int index, const void *data, gsize length);
gboolean office_statement_step (OfficeStatement *self, gboolean *has_row, GError **error); /* FALSE: failed */
gboolean office_statement_run (OfficeStatement *self, GError **error);                     /* a statement without rows; resets it */
const char *office_statement_get_text (OfficeStatement *self, int column); /* borrowed until the next step */
char *office_statement_dup_text (OfficeStatement *self, int column, gsize *length); /* transfer full; length optional */
gint64 office_statement_get_integer (OfficeStatement *self, int column);
gconstpointer office_statement_get_blob (OfficeStatement *self, int column, gsize *length);
void office_statement_reset (OfficeStatement *self);

/* Migrations: steps[i] brings user_version i to i+1, all in one transaction, after a copy was set aside as FILE.version-N. A version above n_steps is refused (NEWER). */
gboolean office_database_migrate (OfficeDatabase *self, const char *const *steps, guint n_steps, GError **error);

gboolean office_database_copy (OfficeDatabase *self, const char *path, GError **error); /* one state of the whole book into one new file, 0600, on the disk */

G_END_DECLS
