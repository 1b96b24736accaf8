/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Waits for the disk on a thread of its own, so that the thread that owns the database does not: has the journal written
 * through, and moves it into the database's file with a handle of its own. Calls come from the database's thread and do not
 * wait, but for the last.
 */
typedef struct _OfficeDatabaseKeeper OfficeDatabaseKeeper;

OfficeDatabaseKeeper *office_database_keeper_new (
    const char *path); /* of a database in WAL mode; its thread begins with the first task */
void office_database_keeper_checkpoint (OfficeDatabaseKeeper *self);
gboolean office_database_keeper_is_moving (
    OfficeDatabaseKeeper *self); /* a checkpoint that was asked for is not done */
int office_database_keeper_get_moved (
    OfficeDatabaseKeeper
        *self); /* pages the journal had when the last checkpoint had all of them in the file; 0: not all */
void office_database_keeper_sync (OfficeDatabaseKeeper *self); /* what is committed so far is to survive a power cut */
gboolean office_database_keeper_has_failed (
    OfficeDatabaseKeeper *self); /* the disk did not take it: better wait for it oneself */
void office_database_keeper_free (OfficeDatabaseKeeper *self); /* waits until what was asked for is done */

G_END_DECLS
