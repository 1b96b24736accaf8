/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-database-journal.h"
#include "office-database-keeper.h"
#include "office-database.h"

G_BEGIN_DECLS

/* "Offc": tells a book of ours from another program's database. */
#define OFFICE_DATABASE_APPLICATION_ID 0x4f666663

struct _OfficeDatabase {
  GObject parent_instance;

  sqlite3 *handle;
  char *path;
  OfficeDatabaseMode mode;
  OfficeDatabaseKeeper *keeper;   /* of a desk's book; NULL: this thread waits for the disk itself */
  OfficeDatabaseJournal *journal; /* nullable: what the keeper does not take, SQLite waits for */
  gboolean kept;                  /* what is committed is handed to the keeper */
  GHashTable *statements;         /* char * → OfficeStatement */
  GHashTable *by_address; /* a text that was asked for → OfficeStatement, which may have another text by now */
  OfficeDatabaseBeforeCommit before_commit; /* nullable */
  gpointer before_commit_data;
};

/* Say in one sentence what SQLite's code, or the system's number, means for the database's file. */
void office_database_set_error (OfficeDatabase *self, int code, GError **error);
void office_database_set_file_error (OfficeDatabase *self, int number, GError **error);

gboolean office_database_is_in_memory (OfficeDatabase *self);
/* The one value of a statement that gives one row. */
gboolean office_database_query_integer (OfficeDatabase *self, const char *sql, gint64 *value, GError **error);

/* FILE.version-N: what a book was before it was brought to a later version. */
char *office_database_set_copy_aside (OfficeDatabase *self, guint version, GError **error);
char *office_database_dup_aside_path (OfficeDatabase *self, guint version, guint number); /* number 1: the first */

G_END_DECLS
