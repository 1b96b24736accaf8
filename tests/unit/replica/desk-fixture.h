/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-fake-clock.h"
#include "office-fake-random.h"
#include "office-problem.h"
#include "office-replica.h"

G_BEGIN_DECLS

/* A replica in a folder of its own, and a host that is played by the test: it says frames and nothing else. */

#define OFFICE "0190a000-0000-7000-8000-0000000000a1"
#define ME "0190a000-0000-7000-8000-0000000000b1"
#define BEN "0190a000-0000-7000-8000-0000000000b2"
#define ROOM "0190a000-0000-7000-8000-0000000000c1"
#define DEN "0190a000-0000-7000-8000-0000000000c2" /* a private room */
#define START G_GINT64_CONSTANT (1750000000000)

typedef struct {
  OfficeClock *clock;
  OfficeRandom *random;
  char *folder;
  char *path;
  OfficeReplica *replica;
  GPtrArray *changed;     /* OfficeRecord: of the last "changed" */
  guint n_changed;        /* emissions */
  guint n_outbox_changed;
  guint n_overwritten;
} Desk;

Desk *desk_new (void);
Desk *desk_new_in_memory (void); /* for what is told many times; nothing is left when it is closed */
void desk_free (Desk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)
void desk_open (Desk *self, gboolean *damaged);
void desk_close (Desk *self);

/* The first sync: the office, both people, ROOM with its members and a column, all at revisions up to 10. */
void desk_settle_in (Desk *self);
char *desk_column_id (const char *room);

/* What the host says. The text is parsed as it would be off the wire. */
void desk_welcome (Desk *self, const char *epoch, gint64 head, gboolean reset, const char *drop, const char *gained);
void desk_page (Desk *self, const char *scope, const char *next, GPtrArray *bodies);                     /* takes bodies; next NULL: the last */
void desk_changes (Desk *self, gint64 after, gint64 rev, GPtrArray *bodies);                             /* takes bodies */
gboolean desk_try_changes (Desk *self, gint64 after, gint64 rev, GPtrArray *bodies, const char *gained, const char *drop, GError **error);
void desk_accept (Desk *self, const char *operation, gint64 rev);
void desk_refuse (Desk *self, const char *operation, OfficeProblem status);

/* Bodies */
GPtrArray *bodies_new (void);
void add_office (GPtrArray *bodies, gint64 rev);
void add_person (GPtrArray *bodies, gint64 rev, const char *id, const char *name);
void add_room (GPtrArray *bodies, gint64 rev, const char *room, const char *visibility, gboolean with_me);
void add_message (GPtrArray *bodies, gint64 rev, const char *room, const char *id, gint64 seq, const char *author, const char *text);
void add_task (GPtrArray *bodies, gint64 rev, const char *room, const char *id, const char *title);
void add_gone (GPtrArray *bodies, gint64 rev, const char *kind, const char *scope, const char *id);
void add_record (GPtrArray *bodies, OfficeRecord *record, gint64 rev);                                   /* takes record */
char *make_id (guint number);

/* What the person does; the operation's id, transfer full. */
char *desk_send_message (Desk *self, const char *room, const char *id, const char *text);
char *desk_rename_task (Desk *self, const char *id, const char *title);

/* What the window shows. */
char *desk_dup_text (Desk *self, const char *id, const char *field); /* NULL: no such record */
GPtrArray *desk_find (Desk *self, const char *text, guint limit);    /* OfficeRecord: all that is found, in pages of that size; full */
char *desk_show_messages (Desk *self, const char *room);             /* texts, newest first, one a line */

G_END_DECLS
