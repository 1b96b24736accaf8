/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record-table.h"

G_BEGIN_DECLS

typedef struct _OfficeRecordSearch OfficeRecordSearch;

struct _OfficeRecordTable {
  OfficeDatabase *database;
  char *name;
  GHashTable *texts; /* const char * template or const OfficeField * → char * SQL for this table; by address */
  OfficeRecordSearch *search; /* nullable: no index is kept */
  gboolean may_have_gone; /* FALSE: there surely is no tombstone */
};

/* The table's SQL for a template, a string literal in which $T stands for the table's name. */
OfficeStatement *office_record_table_prepare (OfficeRecordTable *self, const char *template, GError **error); /* borrowed */
gboolean office_record_table_execute (OfficeRecordTable *self, const char *template, GError **error); /* statements that are used once */
char *office_record_table_expand (const char *name, const char *template);

/* Steps through a statement whose first column is a body. */
GPtrArray *office_record_table_collect (OfficeStatement *statement, GError **error); /* OfficeRecord */

gboolean office_record_schema_ensure (OfficeDatabase *database, const char *name, GError **error);

G_END_DECLS
