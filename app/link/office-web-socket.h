/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-reach.h"
#include "office-socket.h"

G_BEGIN_DECLS

/* The line's frames over libsoup's WebSocket: /sync, subprotocol office.v1, no extensions. Lives on one main context. */
#define OFFICE_TYPE_WEB_SOCKET (office_web_socket_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWebSocket, office_web_socket, OFFICE, WEB_SOCKET, GObject)

OfficeSocket *office_web_socket_new (OfficeReach *reach);

G_END_DECLS
