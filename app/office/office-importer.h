/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-import.h"
#include "office-session.h"

G_BEGIN_DECLS

/*
 * Makes tasks of an import: in a room that there is, or in a new one. It works without a line, goes on in small pieces while the
 * window lives, and is one undo for the person.
 * Property "done": how many of "total" steps are made.
 * Signal "finished" ().
 */
#define OFFICE_TYPE_IMPORTER (office_importer_get_type ())
G_DECLARE_FINAL_TYPE (OfficeImporter, office_importer, OFFICE, IMPORTER, GObject)

OfficeImporter *office_importer_new (OfficeSession *session, OfficeImport *import); /* takes the import */
OfficeImport *office_importer_get_import (OfficeImporter *self);                     /* borrowed */
GPtrArray *office_importer_list_missing (OfficeImporter *self); /* names of people who are not in the office; full, of char */

void office_importer_start (OfficeImporter *self, const char *room);          /* one that there is */
void office_importer_start_in_new (OfficeImporter *self, const char *name);   /* a private room of this name */
void office_importer_stop (OfficeImporter *self);                             /* what is made by then stays, and can be undone */
guint office_importer_get_done (OfficeImporter *self);
guint office_importer_get_total (OfficeImporter *self);

/* ---- when it has finished ---- */
guint office_importer_get_n_made (OfficeImporter *self);       /* tasks */
const char *office_importer_get_room (OfficeImporter *self);   /* nullable: it could not be made */
/* What could not be made is in the import's problems. */

G_END_DECLS
