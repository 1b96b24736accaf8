/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"
#include "office-database.h"
#include "office-findings.h"

G_BEGIN_DECLS

/*
 * A backup is one SQLite file: the book as it was at one moment, and beside its tables
 *
 *   backup (key, value)                          made_at, version, rev, and digest: a SHA-256 over all records
 *   backup_file (number, name, mode, size, hash) the data folder's other files: key, certificate, attached files
 *   backup_chunk (file, number, bytes)           their content in pieces
 *
 * It is taken while the host runs and writes. The book comes first and the files after it, as a file is always there before a
 * record names it.
 */
typedef struct {
  gint64 rev;
  guint n_files;
  gint64 size; /* bytes of the backup */
} OfficeBackupReport;

gboolean office_backup_make (const char *data, const char *path, gboolean replace, OfficeClock *clock, OfficeFindings *warnings, OfficeBackupReport *report, GError **error);

/* office-backup-read.c */
OfficeDatabase *office_backup_open (const char *path, GError **error); /* read-only; refuses what is no backup */
void office_backup_check (OfficeDatabase *backup, OfficeFindings *findings); /* all of it: pages, records, files */
gboolean office_backup_extract (OfficeDatabase *backup, const char *folder, GError **error); /* the book as office.db, without what makes it a backup, and all files */
char *office_backup_compute_digest (OfficeDatabase *backup, GError **error);
char *office_backup_dup_value (OfficeDatabase *backup, const char *key, GError **error); /* NULL without error: none */

/* "restore": office-restore.c. *aside: where the present data went; NULL: there was none. */
gboolean office_restore (const char *path, const char *data, OfficeClock *clock, OfficeFindings *findings, char **aside, GError **error);

G_END_DECLS
