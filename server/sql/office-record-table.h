/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-database.h"
#include "office-record.h"

G_BEGIN_DECLS

/*
 * The record table of both books: id, kind, scope, rev, body, a generated column and an index for every indexed field of
 * kinds.c (added when the table of kinds has grown), and a table of tombstones. `prefix` lets one database hold two such
 * tables (a client's "record" and "shadow").
 */
typedef struct _OfficeRecordTable OfficeRecordTable;

OfficeRecordTable *office_record_table_new (OfficeDatabase *database, const char *name, GError **error); /* makes what is missing; name is a constant */
void office_record_table_free (OfficeRecordTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeRecordTable, office_record_table_free)

gboolean office_record_table_put (OfficeRecordTable *self, OfficeRecord *record, GError **error); /* insert or replace; takes the record's tombstone in that scope away */
gboolean office_record_table_put_body (OfficeRecordTable *self, OfficeRecord *record, const char *body, GError **error); /* body: what office_record_to_body gave */
gboolean office_record_table_remove (OfficeRecordTable *self, const char *id, GError **error);    /* without a tombstone */
gboolean office_record_table_bury (OfficeRecordTable *self, OfficeRecord *gone, GError **error);  /* removes the record if it is in that scope; writes a tombstone */
OfficeRecord *office_record_table_get (OfficeRecordTable *self, const char *id, GError **error);  /* NULL without error: none */
char *office_record_table_get_body (OfficeRecordTable *self, const char *id, GError **error);
OfficeRecord *office_record_table_next_task (OfficeRecordTable *self, const char *column, const char *position, const char *id, GError **error); /* as office_book_next_task() */
GPtrArray *office_record_table_list (OfficeRecordTable *self, const char *kind, const char *field, const char *value, GError **error); /* field NULL: all of the kind */
gboolean office_record_table_purge_scope (OfficeRecordTable *self, const char *scope, GError **error); /* records and tombstones */

/* Messages of a room in order of seq: those with seq < before (0: newest), newest first. thread and task NULL: only messages of neither. */
GPtrArray *office_record_table_messages (OfficeRecordTable *self, const char *room, const char *thread, const char *task, gint64 before, guint limit, GError **error);
GPtrArray *office_record_table_messages_after (OfficeRecordTable *self, const char *room, const char *thread, const char *task, gint64 after, guint limit, GError **error); /* oldest first */
GPtrArray *office_record_table_messages_waiting (OfficeRecordTable *self, const char *room, const char *thread, const char *task, GError **error); /* without seq, in order of insertion */
GPtrArray *office_record_table_history (OfficeRecordTable *self, const char *room, gint64 before, guint limit, GError **error); /* of threads and tasks too, newest first */
GPtrArray *office_record_table_history_bodies (OfficeRecordTable *self, const char *room, gint64 before, guint limit, GError **error); /* char * */
GPtrArray *office_record_table_pinned (OfficeRecordTable *self, const char *room, guint limit, GError **error); /* messages, the last pinned first */
gint64 office_record_table_max_seq (OfficeRecordTable *self, const char *room, GError **error);
guint office_record_table_count_unread (OfficeRecordTable *self, const char *room, const char *me, gint64 after_seq, GError **error); /* not mine, not removed, of neither thread nor task */

/*
 * Bodies that changed: of records and tombstones in one of `scopes` with after < rev ≤ until, in order of rev, at most
 * about max_bytes but always whole revisions and at least one. *reached: the last revision covered (until, when all).
 * Bodies are char *.
 */
GPtrArray *office_record_table_changes (OfficeRecordTable *self, const char *const *scopes, gint64 after, gint64 until, gsize max_bytes, gint64 *reached, GError **error);

/* One page of a scope's snapshot (PROTOCOL.md section 6, page). after NULL: the first. *next transfer full, NULL on the last. */
gboolean office_record_page_is_message_mark (const char *mark); /* of a page after which only messages come */
GPtrArray *office_record_table_page (OfficeRecordTable *self, const char *scope, const char *after, gsize max_bytes, char **next, GError **error);

/* SHA-256 over (id, rev, body) of all records in `scopes` in order of id: whether two books are equal. Hex. */
char *office_record_table_digest (OfficeRecordTable *self, const char *const *scopes, GError **error); /* of each scope: office-scope-digest.h */

G_END_DECLS
