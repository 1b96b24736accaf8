/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-hub.h"
#include "office-router.h"

G_BEGIN_DECLS

/* GET /sync: the WebSocket handshake, and the peers that came through it. */
typedef struct _OfficeSyncDoor OfficeSyncDoor;

OfficeSyncDoor *office_sync_door_new (OfficeHub *hub);
void office_sync_door_free (OfficeSyncDoor *self); /* forgets peers that are still there */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeSyncDoor, office_sync_door_free)

void office_sync_door_answer (OfficeExchange *exchange, gpointer data); /* an OfficeRouteHandler; data: the door */
void office_sync_door_close (OfficeSyncDoor *self); /* lets nobody in any more */
guint office_sync_door_count (OfficeSyncDoor *self);

G_END_DECLS
