/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-hub.h"
#include "office-peer-private.h"
#include "office-presence-private.h"
#include "office-problem.h"
#include "office-timekeeper-private.h"
#include "office-watch-private.h"

G_BEGIN_DECLS

/*
 * The hub's insides, shared by the files of this part: greeting (hello), pump (what one connection lacks), fan-out (one
 * batch to all), rounds (time), intake (operations), presence,
 * watch (who has read), typing, history and find,
 * timekeeper (what is due).
 *
 * Everything runs in the store's main context. A transport may close, and so remove its peer, inside any send: walk over
 * peers only with office_hub_each(), and hold a reference of a peer that is looked at after a send.
 */
struct _OfficeHub {
  GObject parent_instance;

  OfficeStore *store;
  OfficeClock *clock;
  OfficeRandom *random;

  GPtrArray *peers; /* OfficePeer; holes (NULL) while somebody walks over it */
  guint walking;
  gboolean holes;
  GHashTable *devices; /* device → OfficePeer, from the welcome on */
  OfficeAttendance *attendance;
  OfficePresenceBoard *presence;
  OfficeWatchBoard *watch;
  OfficeTimekeeper *timekeeper; /* NULL: the hub stops */

  /* The newest batch that was followed. The store's own head runs ahead of it while a batch is on its way, when rights
   * are not yet up to date, so nothing is ever sent up to that one. */
  OfficeCursor *head;

  GQueue greeting; /* OfficePeer by since, all with the same patience */
  guint greeting_timeout;
  GQueue queued; /* OfficePeer, in the order of their turns */
  guint n_catching_up;
  gboolean starting; /* queued peers are being started */

  guint *finds; /* searches on their way, which may outlive the hub: a box */

  guint tick; /* one timeout for pings, silence and quiet clients */
  GBytes *ping;
  gint64 file_limit; /* bytes */
  char *web_address;  /* nullable */
  gulong committed;
  gboolean stopped;
};

typedef void (*OfficePeerFunc) (OfficeHub *self, OfficePeer *peer, gpointer data);
void office_hub_each (OfficeHub *self, OfficePeerFunc func, gpointer data);
void office_hub_forget (OfficeHub *self, OfficePeer *peer);
void office_hub_start_queued (OfficeHub *self);
GError *office_hub_problem_of (const GError *error);
gboolean office_hub_is_final (const GError *problem);

/* office-rounds.c */
void office_rounds_update (OfficeHub *self);

/* office-greeting.c */
void office_greeting_receive (OfficeHub *hub, OfficePeer *peer, OfficeFrame *hello);

/* office-pump.c */
void office_pump_run (OfficeHub *hub, OfficePeer *peer);
void office_pump_advance (OfficeHub *hub, OfficePeer *peer);

/* office-fanout.c */
void office_fanout_batch (OfficeHub *hub, OfficeBatch *batch);

/* office-intake.c */
void office_intake_receive (OfficeHub *hub, OfficePeer *peer, GPtrArray *operations);

/* office-typing.c */
void office_typing_receive (OfficeHub *hub, OfficePeer *peer, OfficeFrame *frame);

/* office-history.c */
void office_history_receive (OfficeHub *hub, OfficePeer *peer, OfficeFrame *frame);

/* office-find.c */
void office_find_receive (OfficeHub *hub, OfficePeer *peer, OfficeFrame *frame);

G_END_DECLS
