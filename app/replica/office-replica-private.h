/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record-seeker.h"
#include "office-record-table.h"
#include "office-replica.h"

G_BEGIN_DECLS

/*
 * How the replica keeps two truths in one file.
 *
 * `record` is what the window shows. For each record that an operation in the outbox touches there is also the server's
 * version: a row in `shadow`, or a row in `absent` when the server has none. The rule that all code here keeps:
 *
 *     record = server's version + the effects of the outstanding operations, in their order
 *
 * A record that is in neither `shadow` nor `absent` is the server's version. When a server's version under outstanding
 * operations moves, or an operation leaves the outbox, the batch is stale and the rule is made true again by rebasing:
 * every shadow is put back, those that nobody needs go, and the outstanding operations are applied anew.
 *
 * An operation goes through these states (the numbers are in the file):
 *
 *     WAITING → ACKNOWLEDGED (its revision is known) → DONE (the cursor has passed it; kept to be sent again)
 *             ↘ REFUSED (for good; kept until the person lets it go) → DISCARDED (can be taken back until the next start)
 *
 * When the server turns out to live another life (welcome.reset), ACKNOWLEDGED goes back to WAITING and DONE to AGAIN,
 * which is sent like WAITING until it has a revision, becomes DONE like ACKNOWLEDGED, and has no effects of its own on what is shown. All that is then to be sent is `lost` until this life has taken them: one
 * that it refuses, since what it stands on was made by another who has not come back yet, is done anew once the book allows it.
 *
 * A waiting operation with `merge_after` was refused since somebody else changed the same long text: it is held until the
 * host's version of the record has passed that revision, see office-replica-merge.c.
 *
 * `suspect` holds the ids of records that a snapshot under way has yet to confirm: they give way to any version that
 * comes, whatever its revision, and go when the scope's last page has not brought them.
 */

typedef enum {
  OFFICE_OUTBOX_WAITING = 0,
  OFFICE_OUTBOX_ACKNOWLEDGED = 1,
  OFFICE_OUTBOX_REFUSED = 2,
  OFFICE_OUTBOX_DONE = 3,
  OFFICE_OUTBOX_AGAIN = 4,
  OFFICE_OUTBOX_DISCARDED = 5,
} OfficeOutboxState;

#define OFFICE_OUTBOX_KEPT_MS (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)

struct _OfficeReplica
{
  GObject parent_instance;

  GThread *thread; /* the only one that may use this object */
  OfficeDatabase *database;
  OfficeRecordTable *visible; /* "record" */
  OfficeRecordTable *shadow;
  OfficeRecordSeeker *seeker; /* of what is visible; NULL until something is looked for */
  OfficeClock *clock;
  OfficeRandom *random;
  char *office_id;
  char *person;
  char *device;
  OfficeCursor *cursor; /* as in the file */
  gboolean has_content;
  GHashTable *in_flight; /* ids of operations sent on this connection and not answered */
};

/* ---- the file ---- */
OfficeDatabase *office_replica_open_file (const char *path, OfficeClock *clock, char **device, gboolean *damaged, GError **error);
gboolean office_replica_run (OfficeReplica *self, GError **error, const char *sql, const char *types, ...);
OfficeStatement *office_replica_query (OfficeReplica *self, GError **error, const char *sql, const char *types, ...);
gboolean office_replica_query_integer (OfficeReplica *self, gint64 *value, GError **error, const char *sql, const char *types, ...);
GPtrArray *office_replica_query_texts (OfficeReplica *self, guint columns, GError **error, const char *sql, const char *types, ...);
char *office_replica_dup_meta (OfficeReplica *self, const char *name, GError **error);
gboolean office_replica_set_meta (OfficeReplica *self, const char *name, const char *value, GError **error);
gboolean office_replica_load_cursor (OfficeReplica *self, GError **error);

/* ---- a batch: one transaction, and what is to be signalled after it ---- */
typedef struct {
  OfficeReplica *replica;
  GHashTable *changes; /* record id → what became of it on the screen */
  GPtrArray *order;    /* of those ids, borrowed */
  GPtrArray *overwritten; /* OfficeResult, borrowed */
  GPtrArray *kept_both;  /* char *: ids of records with a text that could not be merged */
  GPtrArray *landed;   /* char *: operations that are no longer in flight */
  OfficeCursor *cursor; /* the new one; NULL: unchanged */
  gboolean suspects;   /* there are any */
  gboolean overlaid;   /* there are any shadows */
  gboolean stale;      /* a rebase is due */
  gboolean has_content; /* something of every scope has come */
  gboolean outbox_changed;
  gboolean durable;    /* it is to survive a power cut */
  gboolean finished;
} OfficeReplicaBatch;

OfficeReplicaBatch *office_replica_batch_begin (OfficeReplica *self, GError **error);
OfficeReplicaBatch *office_replica_batch_begin_durable (OfficeReplica *self, GError **error);
gboolean office_replica_batch_commit (OfficeReplicaBatch *batch, GError **error);
void office_replica_batch_free (OfficeReplicaBatch *batch); /* rolls back what was not committed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeReplicaBatch, office_replica_batch_free)
gboolean office_replica_batch_show (OfficeReplicaBatch *batch, OfficeRecord *record, gboolean new_for_sure, GError **error);
gboolean office_replica_batch_hide (OfficeReplicaBatch *batch, OfficeRecord *gone, GError **error);
gboolean office_replica_batch_set_cursor (OfficeReplicaBatch *batch, OfficeCursor *cursor, GError **error); /* takes it */

/* ---- shadows ---- */
gboolean office_replica_write_effects (OfficeReplicaBatch *batch, gint64 position, OfficeEffects *effects, GError **error);
gboolean office_replica_receive (OfficeReplicaBatch *batch, OfficeRecord *record, GError **error);
gboolean office_replica_forget_server (OfficeReplicaBatch *batch, OfficeRecord *gone, GError **error);
gboolean office_replica_rebase (OfficeReplicaBatch *batch, GError **error);
gboolean office_replica_settle (OfficeReplicaBatch *batch, GError **error);

/* ---- scopes ---- */
gboolean office_replica_begin_snapshot (OfficeReplicaBatch *batch, const char *scope, gboolean anew, GError **error);
gboolean office_replica_finish_snapshot (OfficeReplicaBatch *batch, const char *scope, GError **error);
gboolean office_replica_suspect_all (OfficeReplicaBatch *batch, GError **error);
gboolean office_replica_sweep_strangers (OfficeReplicaBatch *batch, GError **error);
gboolean office_replica_purge_scope (OfficeReplicaBatch *batch, const char *scope, GError **error);

/* ---- drafts ---- */
gboolean office_replica_forget_drafts (OfficeReplica *self, const char *scope, GError **error);

/* ---- outbox ---- */
OfficeOperation *office_replica_parse_operation (const char *text);
gboolean office_replica_act (OfficeReplicaBatch *batch, const char *intent, JsonObject *with, char **operation_id, GError **error);
gboolean office_replica_retire (OfficeReplicaBatch *batch, GError **error);
gboolean office_replica_doubt (OfficeReplicaBatch *batch, GError **error);
gboolean office_replica_reopen_outbox (OfficeReplicaBatch *batch, gint64 head, GError **error);
gboolean office_replica_replace (OfficeReplicaBatch *batch, gint64 position, const char *anew, GError **error);
gboolean office_replica_bring_back (OfficeReplicaBatch *batch, GError **error);

gboolean office_replica_refuse (OfficeReplicaBatch *batch, OfficeResult *result, gint64 state, GError **error);

/* ---- files ---- */
gboolean office_replica_note_files (OfficeReplicaBatch *batch, gint64 position, OfficeEffects *effects, GError **error);
gboolean office_replica_want_files (OfficeReplicaBatch *batch, const char *operation, gboolean *wanted, GError **error);

/* ---- long texts ---- */
gboolean office_replica_look_at_base (OfficeReplicaBatch *batch, const char *intent, JsonObject *with, gint64 *base, char **follows, char **texts, GError **error);
gboolean office_replica_hold (OfficeReplicaBatch *batch, OfficeResult *result, gboolean *held, GError **error);
JsonObject *office_replica_merge_again (OfficeReplicaBatch *batch, const char *operation, JsonObject *with, GError **error);
gboolean office_replica_merge_held (OfficeReplicaBatch *batch, GError **error);

/* ---- a long absence ---- */
gboolean office_replica_note_web_address (OfficeReplicaBatch *batch, const char *address, GError **error);
gboolean office_replica_note_file_limit (OfficeReplicaBatch *batch, gint64 limit, GError **error);
gboolean office_replica_note_contact (OfficeReplicaBatch *batch, GError **error);
gboolean office_replica_begin_review (OfficeReplicaBatch *batch, GError **error);
gboolean office_replica_look_at_absence (OfficeReplicaBatch *batch, GError **error);
gboolean office_replica_end_empty_review (OfficeReplicaBatch *batch, GError **error);

void office_replica_emit (OfficeReplica *self, GPtrArray *records, gboolean outbox_changed, GPtrArray *overwritten, GPtrArray *kept_both);

G_END_DECLS
