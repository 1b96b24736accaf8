/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-fake-clock.h"
#include "office-fake-disk.h"
#include "office-fake-random.h"
#include "office-hub.h"
#include "office-line.h"
#include "office-test-accounts.h"

G_BEGIN_DECLS

/*
 * A world with one host and some desks, all in this thread, all from one seed. Each has a clock, a disk and a random
 * source of its own; the network between them delays, loses and breaks. What runs in it is the program: the store, the hub,
 * replicas and lines; the world only turns time and brings misfortune.
 */

typedef struct _SimWorld SimWorld;
typedef struct _SimHost SimHost;
typedef struct _SimDesk SimDesk;
typedef struct _SimLedger SimLedger;
typedef struct _SimLedgerImage SimLedgerImage;
typedef struct _SimFaults SimFaults;

#define SIM_MOST_DESKS 8

struct _SimWorld {
  guint64 seed;
  char *folder;
  OfficeRandom *fate;
  OfficeClock *clock; /* of what happens between the nodes */
  SimHost *host;
  SimDesk *desks[SIM_MOST_DESKS];
  guint n_desks;
  SimLedger *ledger;
  SimFaults *faults;  /* NULL: none have begun */
  guint n_flying;     /* frames on their way */
  GHashTable *files;  /* hash → GBytes: all that people have attached */
  gboolean healed;    /* no more misfortune */
  gboolean copies_turn; /* of two machines with one database, then the copy is used */
  GString *log;       /* NULL: nobody reads it */
  char *failure;      /* the first invariant that broke */
};

SimWorld *sim_world_new (guint64 seed, gboolean with_log);
void sim_world_free (SimWorld *self);
gboolean sim_world_step (SimWorld *self); /* to the next moment at which something is due; FALSE: an invariant broke */
gint64 sim_world_get_time (SimWorld *self); /* ms since the beginning */
void sim_world_after (SimWorld *self, gint64 milliseconds, GSourceFunc callback, gpointer data, GDestroyNotify destroy);
gint64 sim_world_choose (SimWorld *self, gint64 low, gint64 high); /* both included */
gboolean sim_world_happens (SimWorld *self, guint percent);
void sim_world_log (SimWorld *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sim_world_fail (SimWorld *self, const char *format, ...) G_GNUC_PRINTF (2, 3); /* only the first is kept */

/* ---- the network ---- */

/* One connection, and how it may go wrong. Each end is told of its end at a time of its own. */
typedef struct _SimWire SimWire;

OfficeSocket *sim_socket_new (SimWorld *world, SimDesk *desk);
void sim_socket_abandon (OfficeSocket *socket, gboolean quick); /* its desk has died: nothing is emitted any more */
void sim_network_cut (SimWorld *self, SimDesk *desk);        /* its connections go dead */
void sim_network_host_died (SimWorld *self);

/* ---- the host ---- */

struct _SimHost {
  SimWorld *world;
  char *folder, *path;
  OfficeRandom *random;
  OfficeClock *clock;
  OfficeFakeDisk *disk;
  OfficeStore *store; /* NULL: it is down */
  OfficeHub *hub;
  char *office_id;
  GPtrArray *wires;   /* SimWire: those with an end here */
  gboolean will_flush;
  guint epoch;        /* so many times was it restored */
};

SimHost *sim_host_new (SimWorld *world);
void sim_host_free (SimHost *self);
void sim_host_start (SimHost *self);
void sim_host_wake (SimHost *self);                   /* something was heard: what it queued is flushed soon */
void sim_host_crash (SimHost *self, gboolean power, gboolean in_a_commit);
void sim_host_restore (SimHost *self, OfficeDiskImage *image);

/* ---- a desk ---- */

/* An operation that the window had shown as done. */
typedef struct {
  char *id;
  char *intent;
  JsonObject *with;
  gboolean excused; /* its desk was set back to an older state, or its copy has the same id */
} SimEntered;

struct _SimDesk {
  SimWorld *world;
  guint number;
  char *name, *person, *device, *token;
  char *folder, *path;
  OfficeRandom *random;
  OfficeClock *clock;
  OfficeFakeDisk *disk;
  OfficeReplica *replica; /* NULL: it is down */
  OfficeDatabase *view;   /* of its file; NULL: nobody has looked since it came up */
  OfficeLine *line;
  OfficeSocket *socket;
  SimWire *wire;          /* the connection of its socket; NULL: none */
  gboolean cut_off;       /* no way to the host */
  gboolean stalled;       /* it does not read */
  gboolean watched;       /* somebody looks at its line now and then */
  gboolean copied;        /* two machines use this database … */
  gboolean is_copy;       /* … and this is the later one */
  GPtrArray *entered;     /* SimEntered */
  GHashTable *discarded;  /* operations let go by the person */
  guint n_words;          /* to make each text one of its own */
};

SimDesk *sim_desk_new (SimWorld *world, const char *name, OfficeTicket *ticket);
SimDesk *sim_desk_new_copy (SimDesk *other); /* its database was copied to another machine */
void sim_desk_free (SimDesk *self);
void sim_desk_start (SimDesk *self);
void sim_desk_crash (SimDesk *self, gboolean power);
void sim_desk_die_if_due (SimDesk *self); /* after each of its turns */
void sim_desk_restore (SimDesk *self, OfficeDiskImage *image, guint n_entered);
void sim_desk_enter (SimDesk *self, const char *intent, JsonObject *with); /* takes with */
gboolean sim_desk_is_at_rest (SimDesk *self);
gint64 sim_desk_count (SimDesk *self, const char *sql, const char *text); /* of its file; sql a constant; text nullable, bound to ?1 */
GHashTable *sim_desk_dup_bodies (SimDesk *self, const char *scope); /* of its file: id → body */
gboolean sim_desk_is_whole (SimDesk *self);
char *sim_desk_describe (SimDesk *self);
char *sim_desk_dup_word (SimDesk *self);

/* ---- what people do ---- */
void sim_work_begin (SimWorld *self);
void sim_work_employ (SimDesk *desk); /* does something now and then from now on, until the world heals */

/* ---- what goes with messages ---- */
void sim_files_attach (SimDesk *desk, JsonObject *with); /* some new files, which have yet to go up */
void sim_files_begin (SimDesk *desk); /* they go up now and then, while it is live */

/* ---- misfortune ---- */
void sim_faults_begin (SimWorld *self);
void sim_faults_free (SimFaults *self);
void sim_faults_heal (SimWorld *self);

/* ---- what has to be true ---- */
SimLedger *sim_ledger_new (SimWorld *world);
void sim_ledger_free (SimLedger *self);
void sim_ledger_note_batch (SimLedger *self, OfficeBatch *batch);
void sim_ledger_note_head (SimLedger *self, gint64 rev); /* the host has come back with this head: what was above is lost */
SimLedgerImage *sim_ledger_copy (SimLedger *self);
void sim_ledger_paste (SimLedger *self, SimLedgerImage *image); /* the host lives on from this moment */
void sim_ledger_image_free (SimLedgerImage *self);
void sim_ledger_check_frame (SimLedger *self, SimDesk *desk, GBytes *frame); /* on its way to the desk */
void sim_ledger_note_up (SimLedger *self, SimDesk *desk, const char *text, gsize length); /* arrived at the host */
gboolean sim_ledger_was_archived (SimLedger *self, const char *room); /* at some time */
gboolean sim_ledger_was_promised (SimLedger *self, const char *id); /* acknowledged, in whichever life of the host */
JsonObject *sim_ledger_find_operation (SimLedger *self, const char *id); /* as it was sent; nullable, borrowed */
const char *sim_ledger_find_doer (SimLedger *self, const char *id); /* the person whose operation it is; nullable, borrowed */
gboolean sim_ledger_was_member (SimLedger *self, const char *room, const char *person, gint64 rev); /* in the host's present life */
GList *sim_ledger_list_operations (SimLedger *self); /* ids, sorted; transfer container */

void sim_verdict_on_desk (SimDesk *desk); /* at rest: it has what the host has for this person */
void sim_verdict_on_work (SimWorld *self); /* all at rest: what was done is there, once */
void sim_verdict_on_words (SimDesk *desk); /* at any time: what it said is there */

G_END_DECLS
