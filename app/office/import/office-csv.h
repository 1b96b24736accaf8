/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-import-date.h"
#include "office-import.h"

G_BEGIN_DECLS

/* A table of text (RFC 4180, with whichever delimiter), and what its columns mean. */

typedef struct {
  guint line;       /* on which it begins */
  GPtrArray *cells; /* of char */
} OfficeCsvRow;

typedef struct {
  char delimiter;
  GPtrArray *rows;     /* of OfficeCsvRow */
  GPtrArray *problems; /* of OfficeImportProblem */
  guint n_columns;     /* of the widest row */
} OfficeCsv;

typedef enum {
  OFFICE_CSV_IGNORED,
  OFFICE_CSV_TITLE,
  OFFICE_CSV_DESCRIPTION,
  OFFICE_CSV_COLUMN,
  OFFICE_CSV_LABELS,
  OFFICE_CSV_ASSIGNEES,
  OFFICE_CSV_START,
  OFFICE_CSV_DUE,
  OFFICE_CSV_PRIORITY,
  OFFICE_CSV_ESTIMATE,
  OFFICE_CSV_STEPS,
  OFFICE_CSV_REPEAT,
  OFFICE_CSV_DONE,
  OFFICE_CSV_N_FIELDS
} OfficeCsvField;

char office_csv_guess_delimiter (const char *text);
OfficeCsv *office_csv_parse (const char *text, char delimiter); /* UTF-8; 0: guessed. full */
void office_csv_free (OfficeCsv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeCsv, office_csv_free)

gboolean office_csv_guess_header (OfficeCsv *self); /* whether the first row names the columns */
OfficeCsvField *office_csv_guess_fields (OfficeCsv *self, gboolean header); /* n_columns of them; full */
const char *office_csv_field_get_name (OfficeCsvField field);               /* translated */
OfficeImportOrder office_csv_guess_order (OfficeCsv *self, const OfficeCsvField *fields, gboolean header);
OfficeImport *office_csv_to_import (OfficeCsv *self, const OfficeCsvField *fields, gboolean header,
                                    OfficeImportOrder order); /* full */

/* ---- writing ---- */
void office_csv_append_row (GString *text, const char *const *cells,
                            guint n); /* quoted where it has to be; NULL: empty */

G_END_DECLS
