/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"
#include "office-database.h"
#include "office-effects.h"
#include "office-frame.h"
#include "office-random.h"
#include "office-record-search.h"
#include "office-record-table.h"

G_BEGIN_DECLS

/*
 * The office's book. One writer thread owns the writing handle: it drains its queue, runs every piece of work in a
 * savepoint of one transaction, commits (synchronous=FULL), and hands the group as one batch to the main context that made
 * the store. Reading functions use a second, read-only handle and belong to that main context's thread.
 * Sync knows only these: submit (commit), changes, page, get/list, and the batch signal (publish).
 */
#define OFFICE_TYPE_STORE (office_store_get_type ())
G_DECLARE_FINAL_TYPE (OfficeStore, office_store, OFFICE, STORE, GObject)

typedef struct _OfficeTransaction OfficeTransaction;

typedef enum {
  OFFICE_STORE_THREADED, /* a writer thread */
  OFFICE_STORE_INLINE,   /* work runs when office_store_flush() is called: for the simulation and tools */
} OfficeStoreMode;

/* Opens or makes the book. A new one gets an office record named `name`, an epoch, and nothing else. */
OfficeStore *office_store_open (const char *path, const char *name, OfficeStoreMode mode, OfficeClock *clock, OfficeRandom *random, GError **error);
void office_store_close (OfficeStore *self); /* finishes what is queued, joins the thread */
void office_store_flush (OfficeStore *self); /* INLINE: runs the queue as one group; THREADED: waits until what is queued is done (its callbacks come later) */

const char *office_store_get_office_id (OfficeStore *self);
char *office_store_dup_office_name (OfficeStore *self);
/* The head as published: what batches have brought to this thread. */
const OfficeCursor *office_store_get_head (OfficeStore *self);

/* ---- writing ---- */

/* Runs in the writer's thread, inside the transaction. FALSE with an error undoes only this work. */
typedef gboolean (*OfficeStoreWork) (OfficeTransaction *transaction, gpointer data, GError **error);
/* Runs in the store's main context after the commit, before the batch signal of its group. rev 0 when no revision was made. error nullable, borrowed. */
typedef void (*OfficeStoreDone) (gpointer data, gint64 rev, const GError *error);
void office_store_submit (OfficeStore *self, OfficeStoreWork work, OfficeStoreDone done, gpointer data, GDestroyNotify destroy);
guint office_store_get_queued (OfficeStore *self);

/* One record or removal of a batch, encoded once for all receivers. */
typedef struct {
  gint64 rev;
  char *scope;
  char *kind;
  char *id;
  gboolean gone;
  OfficeRecord *record; /* not to be changed */
  char *body;
  gsize length;
} OfficeChange;

typedef struct {
  gatomicrefcount ref_count;
  gint64 after, rev; /* covers after < rev' ≤ rev */
  char *tag;         /* of the last revision */
  GPtrArray *changes; /* OfficeChange, in order of rev */
} OfficeBatch;
GType office_batch_get_type (void); /* boxed */
OfficeBatch *office_batch_ref (OfficeBatch *self);
void office_batch_unref (OfficeBatch *self);

/* signal "committed" (OfficeBatch*): one for each commit group that made revisions, in order. */

/* ---- inside a transaction (writer's thread) ---- */
#define OFFICE_TYPE_TRANSACTION (office_transaction_get_type ())
GType office_transaction_get_type (void); /* implements OfficeBook */
OfficeDatabase *office_transaction_get_database (OfficeTransaction *self);
gint64 office_transaction_get_now (OfficeTransaction *self);
OfficeRandom *office_transaction_get_random (OfficeTransaction *self);
OfficeClock *office_transaction_get_clock (OfficeTransaction *self);
const char *office_transaction_get_office_id (OfficeTransaction *self);
/* All or, on failure, nothing of it. After an OFFICE_PROBLEM (413, 409) the work may go on and store its refusal. Gives the effects the work's revision (one a work, made at the first call), writes records, tombstones and field revisions. `person` is remembered as who changed the fields. */
gboolean office_transaction_write (OfficeTransaction *self, OfficeEffects *effects, const char *person, GError **error);
/* An operation that changes nothing still takes a revision. */
gint64 office_transaction_take_revision (OfficeTransaction *self, GError **error);
/* When a task will be overdue is kept as it is written; who has told it, or has nothing to tell, keeps it anew or forgets it. */
gboolean office_transaction_keep_overdue (OfficeTransaction *self, OfficeRecord *task, GError **error);
gboolean office_transaction_forget_overdue (OfficeTransaction *self, const char *task, GError **error);
/* The stored result of an operation id, as JSON text; NULL: not seen yet. */
char *office_transaction_find_result (OfficeTransaction *self, const char *operation, GError **error);
gboolean office_transaction_store_result (OfficeTransaction *self, const char *operation, const char *device, gint64 rev, const char *result, GError **error);

/* ---- reading (main thread) ---- */
/* OfficeStore implements OfficeBook for reading (next_seq and field_rev answer 0). */
char *office_store_find_tag (OfficeStore *self, gint64 rev); /* NULL: unknown (pruned or never) */
gint64 office_store_get_floor (OfficeStore *self);           /* a cursor below it needs a snapshot */
GPtrArray *office_store_changes (OfficeStore *self, const char *const *scopes, gint64 after, gint64 until, gsize max_bytes, gint64 *reached, GError **error);
GPtrArray *office_store_page (OfficeStore *self, const char *scope, const char *after, gsize max_bytes, char **next, GError **error);
gboolean office_store_is_message_mark (const char *mark); /* of a page after which only messages come */
GPtrArray *office_store_messages (OfficeStore *self, const char *room, gint64 before, guint limit, GError **error); /* OfficeRecord, newest first; of threads and tasks too */
GPtrArray *office_store_message_bodies (OfficeStore *self, const char *room, gint64 before, guint limit, GError **error); /* the same as char *, as they are stored */
typedef struct {
  char *person;
  gint64 seq;      /* of the room's own conversation, up to which they have read; 0: nothing */
  gboolean hidden; /* they do not tell */
} OfficeReader;
void office_reader_free (OfficeReader *self);
GPtrArray *office_store_list_readers (OfficeStore *self, const char *room, GError **error); /* OfficeReader: its members */
/* What the host has to do at a time, in that order: ids of `scheduled` and `reminder` records that are neither done nor refused, and of tasks that are overdue and not told. */
gboolean office_store_find_due (OfficeStore *self, gint64 *at, GError **error); /* of the first; G_MAXINT64: there is none */
/* OfficeRecord: tasks with a due date that are neither done, trashed, archived nor templates, and that name the person as who has or who made them; of all rooms, by that date. A piece of the list, for which so many rows are looked at; *due NULL: from the beginning; then where to go on, until it is NULL again: nothing is left. */
GPtrArray *office_store_list_dated_tasks (OfficeStore *self, const char *person, guint rows, char **due, gint64 *number, GError **error);
/* Whether the book was put back from a backup, and what people have done since may yet come again. */
gboolean office_store_is_unsettled (OfficeStore *self);
gboolean office_transaction_settle (OfficeTransaction *self, GError **error); /* it has come */
GPtrArray *office_store_list_due (OfficeStore *self, gint64 until, guint limit, GError **error);
/* A search in `scopes` by `me`. A question looks at so many rows of the book only, so that it may find less than `limit`, or nothing, with more to come. */
typedef struct {
  OfficeFind find;
  const char *me;
  const char *const *scopes;
  guint limit;
  gint64 mark; /* 0: from the newest; else what came with the answer before */
} OfficeStoreQuestion;
/* In the store's main context, or at once. found: OfficeRecordFound, newest first, borrowed; NULL on failure. mark: 0 when nothing is left. */
typedef void (*OfficeStoreFound) (gpointer data, GPtrArray *found, gint64 mark, const GError *error);
void office_store_find (OfficeStore *self, const OfficeStoreQuestion *question, OfficeStoreFound done, gpointer data, GDestroyNotify destroy);
/* All scopes that exist and that this person may see now; NULL-terminated, sorted. */
char **office_store_dup_scopes_of (OfficeStore *self, const char *person);
char *office_store_digest (OfficeStore *self, const char *const *scopes, GError **error);

G_END_DECLS
