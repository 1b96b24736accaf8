/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A reader that stands at the journal's end and so keeps SQLite from beginning the journal anew, whoever writes. Belongs to one
 * thread; none of its calls waits for the disk.
 */
typedef struct _OfficeDatabasePin OfficeDatabasePin;

OfficeDatabasePin *office_database_pin_new (const char *path);
/* At the end as it is now; there must be pages that are not yet in the file. */
gboolean office_database_pin_hold (OfficeDatabasePin *self);
void office_database_pin_release (OfficeDatabasePin *self);
void office_database_pin_free (OfficeDatabasePin *self); /* releases */

G_END_DECLS
