/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"
#include "office-effects.h"
#include "office-frame.h"
#include "office-query.h"
#include "office-random.h"

G_BEGIN_DECLS

/*
 * The client's book: records as the window shows them, shadow copies of the server's version while operations wait, the
 * outbox, the cursor. Everything is written in one transaction before it is signalled. Belongs to the thread that opened it.
 * Implements OfficeBook (what is visible).
 */
#define OFFICE_TYPE_REPLICA (office_replica_get_type ())
G_DECLARE_FINAL_TYPE (OfficeReplica, office_replica, OFFICE, REPLICA, GObject)

/* An operation that the host refused, or that is still to be sent. */
typedef struct {
  OfficeOperation *operation;
  gboolean sent;   /* on its way on this connection */
  gint64 rev;      /* acknowledged, waiting for the cursor; 0: not yet */
  GError *problem; /* refused for good; nullable */
} OfficeOutboxEntry;
void office_outbox_entry_free (OfficeOutboxEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeOutboxEntry, office_outbox_entry_free)

/* Something to do: what, and its members. */
typedef struct {
  char *intent;
  JsonObject *with;
} OfficeDeed;
OfficeDeed *office_deed_new (const char *intent, JsonObject *with); /* takes with */
void office_deed_free (OfficeDeed *self);

/* office_id, person: who this book belongs to; must agree with what the file says (else OFFICE_PROBLEM_CONFLICT). A damaged file is set aside and a fresh one made; *damaged tells. */
OfficeReplica *office_replica_open (const char *path, const char *office_id, const char *person, OfficeClock *clock,
                                    OfficeRandom *random, gboolean *damaged, GError **error);
void office_replica_close (OfficeReplica *self);
gboolean office_replica_is_behind (OfficeReplica *self); /* what can wait is better brought some moments later */
#define OFFICE_REPLICA_BEHIND_MS 10 /* then it is asked again */

/* signal "changed" (GPtrArray of OfficeRecord): visible records that were written or went (gone), one emission a batch.
 * signal "outbox-changed" (): entries came, went, were acknowledged or refused.
 * signal "overwritten" (OfficeResult*): a field of another's was replaced.
 * signal "kept-both" (char *record): another changed the same lines of a long text; it holds both now. */

/* ---- acting ---- */
/* Makes the operation, changes the visible records and queues it, in one transaction. Refused here and now: FALSE, nothing changed. */
gboolean office_replica_perform (OfficeReplica *self, const char *intent, JsonObject *with, char **operation_id,
                                 GError **error);
/* Several in one transaction: all, or none. deeds: of OfficeDeed, in order. */
gboolean office_replica_perform_all (OfficeReplica *self, GPtrArray *deeds, GError **error);
guint office_replica_count_waiting (
    OfficeReplica *self); /* changes not yet acknowledged, not refused; without what was read */
GPtrArray *office_replica_list_refused (OfficeReplica *self); /* OfficeOutboxEntry, transfer full */
GPtrArray *office_replica_list_waiting (OfficeReplica *self);
/* What waits and was not read before, by the ids that it names: pairs of record and task, both nullable. */
GPtrArray *office_replica_list_waiting_ids (OfficeReplica *self, gint64 *place, gint64 *sum, gboolean *whole);
guint office_replica_count_sent (OfficeReplica *self); /* on their way on this connection */
gboolean office_replica_discard (OfficeReplica *self, const char *operation,
                                 GError **error); /* a refused one, or one under review */
gboolean office_replica_take_back (OfficeReplica *self, const char *operation,
                                   GError **error); /* a discarded one, until the next start */
gboolean office_replica_retry (OfficeReplica *self, const char *operation, GError **error); /* as a new operation */
OfficeOperation *office_replica_dup_operation (OfficeReplica *self,
                                               const char *id); /* any that the outbox still has; NULL: none */
/* After an absence so long that the host may have forgotten which operations it knows, nothing is sent until this is over. */
gboolean office_replica_is_under_review (OfficeReplica *self);
gboolean office_replica_end_review (OfficeReplica *self, GError **error); /* what waits is sent */
/* The refused or waiting operation that made or last changed this record; NULL: none. transfer full */
OfficeOutboxEntry *office_replica_find_entry_of (OfficeReplica *self, const char *record);

/* ---- reading ---- */
OfficeRecord *office_replica_get (OfficeReplica *self, const char *id); /* NULL: none */
GPtrArray *office_replica_list (OfficeReplica *self, const char *kind, const char *field,
                                const char *value); /* never NULL */
/* Newest first; waiting ones (without seq) come first of all. before 0: from the newest. */
GPtrArray *office_replica_messages (OfficeReplica *self, const char *room, const char *thread, const char *task,
                                    gint64 before, guint limit);
GPtrArray *office_replica_messages_after (OfficeReplica *self, const char *room, const char *thread, const char *task,
                                          gint64 after, guint limit); /* oldest first */
/* Who said how much in a thread. */
typedef struct {
  char *person;
  guint n_messages; /* that are not removed */
  guint n_after;    /* of them behind the seq that was asked about */
  gint64 last_at;   /* ms */
} OfficeReplicaTalker;
GPtrArray *office_replica_list_talkers (OfficeReplica *self, const char *thread,
                                        gint64 after); /* OfficeReplicaTalker, the latest first; full, never NULL */
gint64 office_replica_get_read_seq (OfficeReplica *self, const char *room, const char *thread); /* behind it something can be unread; thread nullable */
gboolean office_replica_is_member (OfficeReplica *self, const char *room);
guint office_replica_count_unread (OfficeReplica *self, const char *room);     /* by the visible read marker */
guint office_replica_count_discussion (OfficeReplica *self, const char *task); /* messages of it, not removed */
guint office_replica_count_mentions (OfficeReplica *self, const char *room);
GPtrArray *office_replica_list_pinned (OfficeReplica *self, const char *room,
                                       guint limit); /* messages, the last pinned first; never NULL */
gint64 office_replica_get_marker (OfficeReplica *self,
                                  const char *place); /* of a room or a thread: seq read up to; 0: nothing */
/* What is new for this person, older than `before` (ms), newest first; see office-replica-activity.c */
typedef enum {
  OFFICE_ACTIVITY_MENTION,
  OFFICE_ACTIVITY_REPLY,
  OFFICE_ACTIVITY_REACTION,
  OFFICE_ACTIVITY_ASSIGNMENT,
  OFFICE_ACTIVITY_REMINDER
} OfficeActivityKind;
GPtrArray *office_replica_list_activity (OfficeReplica *self, OfficeActivityKind kind, gint64 before,
                                         guint limit); /* messages, reactions, assignments, reminders; never NULL */
guint office_replica_count_replies (OfficeReplica *self, const char *thread, gint64 from, gint64 before);
gint64 office_replica_get_max_seq (OfficeReplica *self, const char *room);
/*
 * Messages, tasks and steps that are shown and match, newest first. people and rooms: ids that the query's from: and in: mean;
 * NULL where it has none. mark: 0 from the newest, and again when nothing is left. What is found is the function's, never NULL, and
 * comes when the main loop turns, unless the question is stopped. The number is 0 and nothing comes where the replica is closed.
 */
typedef void (*OfficeReplicaFoundFunc) (GPtrArray *found, gint64 mark, gpointer data);
guint office_replica_ask (OfficeReplica *self, const OfficeQuery *query, const char *const *people,
                          const char *const *rooms, guint limit, gint64 mark, OfficeReplicaFoundFunc func, gpointer data);
void office_replica_stop_asking (OfficeReplica *self, guint number);
gboolean office_replica_is_indexing (OfficeReplica *self); /* the search does not know everything yet that is here */
gboolean office_replica_index (OfficeReplica *self);       /* goes on with that for some milliseconds; FALSE: done for now */
OfficeRecord *office_replica_dup_message_since (
    OfficeReplica *self, const char *room,
    gint64 since); /* the first of the conversation at that time or later; nullable */

/* The names of tasks, without those in the trash. *mark: as for find. Never NULL. */
typedef struct {
  char *id;
  char *title; /* nullable */
  char *room;  /* nullable: its id */
  gint64 number; /* in its room; 0: none yet */
  char *former;  /* nullable: short ids of rooms that it has left */
  gboolean done;
} OfficeTaskName;
GPtrArray *office_replica_list_task_names (OfficeReplica *self, guint limit, gint64 *mark);
GPtrArray *office_replica_list_transferred (
    OfficeReplica *self); /* OfficeRecord: tasks that have `former`; never NULL */
const char *office_replica_get_office_id (OfficeReplica *self);
const char *office_replica_get_person (OfficeReplica *self);
const char *office_replica_get_device (OfficeReplica *self); /* made with the file */
gboolean office_replica_set_device (OfficeReplica *self, const char *device,
                                    GError **error);       /* the one that the token was given to */
char *office_replica_digest (OfficeReplica *self);         /* over the server's versions of all scopes held */
gboolean office_replica_has_content (OfficeReplica *self); /* a first sync has brought something of every scope once */

gboolean office_replica_is_complete (
    OfficeReplica
        *self); /* everything that the person may see is here; FALSE while a first sync or a room is on its way */

/* Texts being written, by place ("room:ID", "description:ID" …); NULL or "" removes. Never sent. */
char *office_replica_dup_draft (OfficeReplica *self, const char *place);
gboolean office_replica_set_draft (OfficeReplica *self, const char *place, const char *text, GError **error);
GPtrArray *office_replica_list_drafts (OfficeReplica *self,
                                       const char *prefix); /* char *: places that begin so; full */
/* Two texts of a record that could not be merged, until the person has chosen. */
gboolean office_replica_dup_kept (OfficeReplica *self, const char *record, char **mine,
                                  char **theirs); /* FALSE: there are none */
gboolean office_replica_set_kept (OfficeReplica *self, const char *record, const char *mine, const char *theirs,
                                  GError **error); /* NULL, NULL: chosen */

/* ---- files: what is kept of them in the folder beside the book; see office-replica-blobs.c ---- */
typedef enum {
  OFFICE_BLOB_NONE,   /* not on this computer */
  OFFICE_BLOB_QUEUED, /* here, and the host has yet to get it */
  OFFICE_BLOB_KEPT,   /* here, and the host has it */
} OfficeBlobState;
OfficeBlobState office_replica_get_blob (OfficeReplica *self, const char *hash);
gboolean office_replica_set_blob (OfficeReplica *self, const char *hash, gint64 size, OfficeBlobState state,
                                  GError **error); /* NONE forgets it */
char *office_replica_dup_upload (OfficeReplica *self,
                                 gint64 *size); /* the hash that the first operation waits for; NULL: none */
gboolean office_replica_refuse_blob (OfficeReplica *self, const char *hash, const GError *problem,
                                     GError **error); /* what waits for it is refused for good */
gboolean office_replica_awaits_blob (OfficeReplica *self,
                                     const char *hash);     /* an operation that is to be sent names it */
char *office_replica_dup_web_address (OfficeReplica *self); /* "https://HOST[:PORT]" for browsers, as the host last said; nullable */
gint64 office_replica_get_file_limit (OfficeReplica *self); /* bytes of a file that the host takes, as it last said */
GPtrArray *office_replica_list_orphans (
    OfficeReplica *self); /* hashes (char *) that nothing here names any more; full */
GPtrArray *office_replica_list_draft_files (
    OfficeReplica *self, const char *place); /* JsonObject: entries as message.send takes them; full */
gboolean office_replica_set_draft_files (OfficeReplica *self, const char *place, GPtrArray *entries,
                                         GError **error); /* JsonObject; NULL: none */

/* ---- the line's side ---- */
const OfficeCursor *office_replica_get_cursor (OfficeReplica *self); /* NULL: first start */
char **office_replica_dup_scopes (OfficeReplica *self);              /* held whole */
GPtrArray *office_replica_dup_pages (OfficeReplica *self);           /* OfficePagesHeld: half done */
gboolean office_replica_apply_welcome (OfficeReplica *self, OfficeFrame *welcome, GError **error);
gboolean office_replica_apply_page (OfficeReplica *self, OfficeFrame *page, GError **error);
gboolean office_replica_apply_piece (OfficeReplica *self, OfficeFrame *frame, guint n, GError **error); /* the first n records of changes or a page, and out of it */
gboolean office_replica_apply_changes (OfficeReplica *self, OfficeFrame *changes,
                                       GError **error); /* CONFLICT when after is not the cursor */
gboolean office_replica_apply_answer (OfficeReplica *self, GPtrArray *records,
                                      GError **error); /* OfficeRecord, that was asked for ahead of its page */
gboolean office_replica_apply_results (OfficeReplica *self, OfficeFrame *results, GError **error);
GPtrArray *office_replica_take_operations (
    OfficeReplica *self, guint limit, gsize max_bytes); /* OfficeOperation to send next, in order; marks them sent */
void office_replica_note_live (OfficeReplica *self);    /* a "live" came: from now on has_content */
void office_replica_line_lost (OfficeReplica *self);    /* what was sent and not acknowledged is to be sent again */

G_END_DECLS
