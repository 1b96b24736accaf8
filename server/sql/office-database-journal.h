/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * Lets a handle begin its journal anew without waiting for the disk. Belongs to the handle's thread.
 */
typedef struct _OfficeDatabaseJournal OfficeDatabaseJournal;

/* handle: on the system's own disk, in WAL mode. NULL: SQLite waits there as it always does. */
OfficeDatabaseJournal *office_database_journal_new (sqlite3 *handle, const char *path);
void office_database_journal_free (OfficeDatabaseJournal *self); /* after the handle was closed */

G_END_DECLS
