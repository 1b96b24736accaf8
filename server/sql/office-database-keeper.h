/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Waits for the disk on a thread of its own, so that the thread that owns the database does not: has the journal written
 * through, and moves it into the database's file with a handle of its own. Calls come from the database's thread and do not
 * wait, but for that which frees it.
 */
typedef struct _OfficeDatabaseKeeper OfficeDatabaseKeeper;

/* path: of a database in WAL mode. The thread begins with the first task. */
OfficeDatabaseKeeper *office_database_keeper_new (const char *path);
void office_database_keeper_free (OfficeDatabaseKeeper *self); /* waits until what was asked for is done */

/* After each commit: it left so many pages in the journal. From some size on they are moved. */
void office_database_keeper_note (OfficeDatabaseKeeper *self, int n_pages);
/* The journal is large, and being moved: who brings more of what can wait better waits some moments. */
gboolean office_database_keeper_is_behind (OfficeDatabaseKeeper *self);

void office_database_keeper_sync (OfficeDatabaseKeeper *self); /* what is committed so far is to survive a power cut */
/* The disk did not take it: better wait for it oneself. */
gboolean office_database_keeper_has_failed (OfficeDatabaseKeeper *self);

G_END_DECLS
