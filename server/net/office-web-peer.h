/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-hub.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One WebSocket as the hub's transport. Signal "closed" (): the line is gone and the hub has forgotten the peer. */
#define OFFICE_TYPE_WEB_PEER (office_web_peer_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWebPeer, office_web_peer, OFFICE, WEB_PEER, GObject)

OfficeWebPeer *office_web_peer_new (OfficeHub *hub, GIOStream *stream, GUri *uri, const char *protocol);
void office_web_peer_drop (OfficeWebPeer *self); /* the hub forgets it at once, whatever the line does; no "closed" follows */

G_END_DECLS
