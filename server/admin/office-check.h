/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-database.h"
#include "office-findings.h"

G_BEGIN_DECLS

/*
 * Whether a book is sound: the file as SQLite sees it, and all that the program itself relies on. Reads one state of the
 * book, also while a host writes.
 */
void office_check_book (OfficeDatabase *database, OfficeFindings *findings);

/* office-check-records.c: every record, and what must be true between them. */
void office_check_records (OfficeDatabase *database, OfficeFindings *findings);

/* office-check-files.c: each file of a data folder has the content that its name says, those that records name are there,
 * key and certificate belong together. */
void office_check_folder (OfficeDatabase *database, const char *folder, OfficeFindings *findings);
GHashTable *office_check_list_named_files (OfficeDatabase *database, GError **error); /* char *: SHA-256 of all that records name */
gboolean office_check_is_hash (const char *text);                                     /* 64 lower-case hex digits */

G_END_DECLS
