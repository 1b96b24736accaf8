/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Moves a database's journal into its file on a thread and a handle of its own, so that the thread that owns the database
 * does not wait for the disk. Calls come from the database's thread and do not wait, but for the last.
 */
typedef struct _OfficeDatabaseKeeper OfficeDatabaseKeeper;

OfficeDatabaseKeeper *office_database_keeper_new (const char *path); /* of a database in WAL mode; its thread begins with the first task */
void office_database_keeper_checkpoint (OfficeDatabaseKeeper *self);
void office_database_keeper_free (OfficeDatabaseKeeper *self); /* waits until what was asked for is done */

G_END_DECLS
