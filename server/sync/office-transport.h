/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * What carries a peer's frames: a WebSocket, or a queue in a test. The faster transport to come implements this too.
 *
 * Whoever made the transport gives each frame that arrives to office_hub_receive() and says office_hub_remove() exactly
 * once, when nothing will arrive any more; that may happen inside send or close. Frames may not be given to the hub from
 * inside send or close. What the hub sends is bounded by what the client has received for records, not for answers to
 * its questions: a transport that finds some megabytes unwritten closes itself.
 */
#define OFFICE_TYPE_TRANSPORT (office_transport_get_type ())
G_DECLARE_INTERFACE (OfficeTransport, office_transport, OFFICE, TRANSPORT, GObject)

struct _OfficeTransportInterface {
  GTypeInterface parent_iface;

  void (*send) (OfficeTransport *self, GBytes *text); /* shared by all receivers; never blocks */
  void (*close) (OfficeTransport *self, guint16 code, const char *reason);
};

void office_transport_send (OfficeTransport *self, GBytes *text);
void office_transport_close (OfficeTransport *self, guint16 code, const char *reason);

G_END_DECLS
