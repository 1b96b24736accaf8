/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-query.h"
#include "office-record-table.h"

G_BEGIN_DECLS

/*
 * The search index of a record table: messages, tasks, their steps and files, by the fields that kinds.c marks as searched.
 * It is exact: what is committed to the table is in the index, what is no longer there is not. See office-record-search.c.
 */

/*
 * From now on the table keeps the index. One that is missing or of another version is built anew: what is there of it can be asked
 * meanwhile, and it is whole when office_record_table_build_search() has been called often enough.
 */
gboolean office_record_table_enable_search (OfficeRecordTable *self, GError **error);
gboolean office_record_table_is_search_whole (OfficeRecordTable *self);
gboolean office_record_table_build_search (OfficeRecordTable *self, GError **error); /* a slice of it */

typedef struct {
  const OfficeQuery *query;
  const char *const *people; /* ids for the query's from:; NULL: it has none */
  const char *const *rooms;  /* ids for the query's in:; NULL: it has none */
  const char *me;            /* id for is:mine */
  guint rows;                /* that a call looks at, at most; 0: so few that it stays short */
  const gint *stopped;       /* nullable; atomic: when it is set, a call ends before it has found what there is */
} OfficeRecordSearchRequest;

/* At most so many ids of people or rooms are asked for. */
#define OFFICE_RECORD_SEARCH_IDS 100

/*
 * OfficeRecord, newest first. *mark: 0 from the newest; then what came out, until it is 0 again: nothing is left. A call
 * looks at so many rows only that it stays short, and may find less than `limit`, or nothing, with more to come.
 */
GPtrArray *office_record_table_find (OfficeRecordTable *self, const OfficeRecordSearchRequest *request, guint limit, gint64 *mark, GError **error);

/* What a scan has found. */
typedef struct {
  gint64 mark; /* to go on behind it */
  char *scope;
  char *body;
} OfficeRecordFound;
void office_record_found_free (OfficeRecordFound *self);

/*
 * The same of a table that keeps no index: what is in one of these scopes, newest first by the order of insertion. A call
 * looks at `rows` of the table, whatever is in them. Array of OfficeRecordFound.
 */
GPtrArray *office_record_table_scan (OfficeRecordTable *self, const OfficeRecordSearchRequest *request, const char *const *scopes, guint limit, guint rows, gint64 *mark, GError **error);

const char *office_record_search_get_carrier (OfficeRecord *file); /* the message or the task that it hangs on; nullable */

G_END_DECLS
