/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-attendance-private.h"
#include "office-sequence-private.h"

G_BEGIN_DECLS

typedef enum {
  OFFICE_PEER_GREETING,    /* no hello yet */
  OFFICE_PEER_QUEUED,      /* welcomed; waits until fewer others catch up */
  OFFICE_PEER_CATCHING_UP, /* gets changes and pages */
  OFFICE_PEER_LIVE,        /* has been told so; gets every batch */
  OFFICE_PEER_CLOSING,     /* was sent away, or has gone; nothing is read or sent any more */
} OfficePeerState;

/*
 * One connection. `cursor` is where the client will be when it has read everything sent; up to `clear` it has then got
 * everything that it may see (cursor ≤ clear ≤ head). A client that is slow costs no more than this
 * struct: what it lacks is read from the book again when it has made room.
 *
 * Reference counted, since results may come when the connection has gone. Main context only.
 */
struct _OfficePeer {
  OfficeHub *hub; /* NULL once removed */
  OfficeTransport *transport;
  OfficePeerState state;
  guint index;  /* in the hub's array */
  GList link;   /* in the queue of its state: greeting or queued */
  gint64 since; /* monotonic: when it entered that queue, or made room the last time */

  OfficeAttendee *attendee; /* NULL before the welcome and after the leave */
  char *person;
  char *device;
  gint64 expires_at;

  OfficeScopes *told; /* what the client holds when it has read everything sent */
  GQueue pages;       /* OfficePagesHeld: scopes whose snapshot is still to be brought */
  gboolean page_next; /* pages and changes take turns */
  gint64 cursor, clear;
  gint64 own_rev; /* the newest revision of its own operations */
  struct {
    gint64 after;
    guint sent;
    guint last; /* hash of the last one sent */
  } parts; /* of a revision that is larger than a frame: records that were sent already */

  gint64 sent, received; /* bytes of changes and pages */
  gint64 need;           /* room that the frame to come asks for */

  guint waiting; /* operations whose result is not there yet */
  OfficeSequence *sequence;
  gint64 heard;  /* monotonic */
  guint pings;   /* since then */
  gboolean away;
  gboolean presence_missed;
  char *watched;        /* the room in view; nullable */
  gboolean seen_missed; /* it has to be told all of who has read there */
  gint64 seen_at;       /* monotonic: when it was told all the last time */
  guint finds;       /* searches on their way */
  GHashTable *typed; /* room → monotonic time of the last typing that was passed on; nullable */
};

OfficePeer *office_peer_new (OfficeHub *hub, OfficeTransport *transport);
OfficePeer *office_peer_ref (OfficePeer *self);
void office_peer_unref (OfficePeer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficePeer, office_peer_unref)

void office_peer_move (OfficePeer *self, OfficePeerState state);
gboolean office_peer_is_fed (OfficePeer *self); /* catching up or live */

gint64 office_peer_get_room (OfficePeer *self);
gboolean office_peer_fits (OfficePeer *self, gsize length);
gboolean office_peer_is_crowded (OfficePeer *self);
void office_peer_send (OfficePeer *self, GBytes *frame);
void office_peer_send_text (OfficePeer *self, char *frame);
void office_peer_send_records (OfficePeer *self, GBytes *frame);
void office_peer_end (OfficePeer *self, GError *problem, gboolean may_return);

void office_peer_tell_scopes (OfficePeer *self, OfficeScopes *scopes);
void office_peer_want_pages (OfficePeer *self, const char *const *scopes);
void office_peer_drop_pages (OfficePeer *self, const char *const *scopes);

G_END_DECLS
