/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-csv.h"

G_BEGIN_DECLS

/* What a file turned out to be: tasks, or a table whose columns are to be given a meaning first. */
typedef struct {
  char *name;           /* of the file, without its ending */
  const char *encoding; /* that it was read as */
  OfficeImport *import; /* nullable */
  OfficeCsv *csv;       /* nullable */
  char *text;           /* of the table: to part it otherwise */
} OfficeImportFile;

void office_import_file_free (OfficeImportFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeImportFile, office_import_file_free)

/* Reads in a thread. One that is larger than OFFICE_IMPORT_LIMIT is refused before it is read. */
void office_import_file_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback done, gpointer data);
OfficeImportFile *office_import_file_read_finish (GAsyncResult *result, GError **error); /* full */

/* For tests, and the thread. */
OfficeImportFile *office_import_file_read (GInputStream *stream, const char *name, GCancellable *cancellable,
                                           GError **error);
char *office_import_decode (const char *bytes, gsize length,
                            const char **encoding); /* UTF-8, UTF-16 and Latin-1; full */

G_END_DECLS
