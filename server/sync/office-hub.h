/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"
#include "office-transport.h"

G_BEGIN_DECLS

/*
 * Operations in, changes out. The hub knows peers by their transport; it has no sockets, no threads and no clock of its
 * own. Everything here runs in the store's main context.
 */
#define OFFICE_TYPE_HUB (office_hub_get_type ())
G_DECLARE_FINAL_TYPE (OfficeHub, office_hub, OFFICE, HUB, GObject)

typedef struct _OfficePeer OfficePeer; /* one connection; private to sync */

OfficeHub *office_hub_new (OfficeStore *store, OfficeClock *clock, OfficeRandom *random);
OfficePeer *office_hub_add (OfficeHub *self, OfficeTransport *transport); /* the hub keeps a reference of the transport until removed */
void office_hub_receive (OfficeHub *self, OfficePeer *peer, const char *text, gsize length); /* one whole text frame as it came, unchecked */
void office_hub_remove (OfficeHub *self, OfficePeer *peer); /* the transport has closed; frees the peer */
void office_hub_end_token (OfficeHub *self, const char *person, const char *device); /* signed out: bye 401 */
void office_hub_set_web_address (OfficeHub *self, const char *address); /* NULL: none; likewise */
void office_hub_set_file_limit (OfficeHub *self, gint64 limit); /* told to who connects from now on */
void office_hub_stop (OfficeHub *self);                         /* bye 503 to everyone, with a range to come back */
guint office_hub_count_peers (OfficeHub *self);

/* How an operation reaches the book: also used to seed the demo and by tools. Runs in the writer's thread through office_store_submit(). */
OfficeResult *office_hub_apply (OfficeTransaction *transaction, OfficeOperation *operation, const char *person, const char *device);

G_END_DECLS
