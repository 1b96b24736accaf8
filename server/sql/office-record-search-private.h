/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record-search.h"
#include "office-record-table-private.h"

G_BEGIN_DECLS

struct _OfficeRecordSearch
{
  OfficeRecordTable *table; /* borrowed: it owns this */
  gboolean dirty;           /* something may wait to be written into the index */
  gint64 below;             /* rows with a lower number may be missing in the index: it is being built; 0: it is whole */
  gboolean has_old;         /* an index of another version is yet to be dropped */
  GHashTable *shares;       /* char * gram → double *: how large a part of all rows has it, about */
};

/* Around one put of the table. */
typedef struct {
  gint64 record; /* its number; 0: it is new */
  gint64 time;
  char *grams;  /* to be written; NULL: nothing */
  char *folded; /* likewise */
} OfficeRecordSearchChange;

void office_record_search_free (OfficeRecordSearch *self);
gboolean office_record_search_ensure (OfficeRecordSearch *self, GError **error);
gboolean office_record_search_note_coming (OfficeRecordSearch *self, gint64 record, gint64 time, const char *grams, const char *folded, GError **error);
void office_record_search_change_clear (OfficeRecordSearchChange *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OfficeRecordSearchChange, office_record_search_change_clear)

/* A transaction of its own, where none is open. */
gboolean office_record_search_begin (OfficeRecordSearch *self, gboolean *begun, GError **error);
gboolean office_record_search_end (OfficeRecordSearch *self, gboolean begun, gboolean done, GError **error);
gboolean office_record_search_before_put (OfficeRecordSearch *self, OfficeRecord *record, OfficeRecordSearchChange *change, GError **error);
gboolean office_record_search_after_put (OfficeRecordSearch *self, OfficeRecordSearchChange *change, GError **error);
gboolean office_record_search_before_remove (OfficeRecordSearch *self, const char *id, const char *scope, GError **error); /* scope NULL: any */
gboolean office_record_search_before_purge (OfficeRecordSearch *self, const char *scope, GError **error);
gboolean office_record_search_flush (OfficeRecordSearch *self, GError **error);

/* ---- an index of another version ---- */
gboolean office_record_search_find_old (OfficeRecordSearch *self, GError **error);
gboolean office_record_search_set_aside (OfficeRecordSearch *self, GError **error);
gboolean office_record_search_drop_slice (OfficeRecordSearch *self, GError **error);

/* ---- merging ---- */
gboolean office_record_search_spread_merges (OfficeRecordSearch *self, GError **error);
gboolean office_record_search_merge (OfficeRecordSearch *self, guint n_rows, GError **error);

/* ---- what is in the index ---- */
gboolean office_record_search_is_known (const char *kind); /* whether records of this kind are in the index */
const char *office_record_search_get_scheme (void);
char *office_record_search_dup_grams (OfficeRecord *record, char **folded); /* NULL: it is not to be found; folded: of dup_folded(), optional */
gboolean office_record_search_has_link (const char *text);
const char *office_record_search_get_role (OfficeRecord *record); /* "message", "task" or "step" */
gboolean office_record_search_can_be_found (OfficeRecord *record);
char *office_record_search_dup_field_grams (OfficeRecord *record); /* those of its fields alone; NULL: it is not to be found */
char *office_record_search_dup_folded (OfficeRecord *record); /* its searched texts, a line each */
gint64 office_record_search_get_time (OfficeRecord *record);
GPtrArray *office_record_search_list_grams (const char *folded); /* char *: of a word or a phrase that is looked for */

/* ---- what is asked of a record ---- */
typedef struct {
  OfficeRecordTable *table;
  const OfficeRecordSearchRequest *request;
  GHashTable *states; /* column id → its state */
} OfficeRecordSieve;
void office_record_sieve_init (OfficeRecordSieve *self, OfficeRecordTable *table, const OfficeRecordSearchRequest *request);
void office_record_sieve_clear (OfficeRecordSieve *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OfficeRecordSieve, office_record_sieve_clear)
gboolean office_record_search_asks_nothing (const OfficeRecordSearchRequest *request);
gboolean office_record_sieve_matches (OfficeRecordSieve *self, const char *folded); /* of dup_folded() */
gboolean office_record_sieve_may_take (OfficeRecordSieve *self, const char *text);
gboolean office_record_sieve_takes (OfficeRecordSieve *self, OfficeRecord *record);
gboolean office_record_sieve_takes_fields (OfficeRecordSieve *self, OfficeRecord *record);

/* ---- what is asked of the index ---- */
gboolean office_record_search_append_words (OfficeRecordTable *table, GString *expression, const OfficeRecordSearchRequest *request, gint64 below, GError **error);

G_END_DECLS
