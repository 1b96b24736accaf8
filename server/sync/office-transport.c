/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-transport.h"

G_DEFINE_INTERFACE (OfficeTransport, office_transport, G_TYPE_OBJECT)

static void
office_transport_default_init (OfficeTransportInterface *iface)
{
}

/**
 * office_transport_send:
 * @self: a transport
 * @text: (transfer none): one whole frame, UTF-8; the same bytes may be on their way to others
 *
 * Queues a text frame. Never blocks; after the transport has closed it does nothing.
 */
void
office_transport_send (OfficeTransport *self, GBytes *text)
{
  g_return_if_fail (OFFICE_IS_TRANSPORT (self));

  OFFICE_TRANSPORT_GET_IFACE (self)->send (self, text);
}

/**
 * office_transport_close:
 * @self: a transport
 * @code: a WebSocket close code (RFC 6455, 7.4)
 * @reason: one short sentence
 *
 * Closes after the frames that were sent before. The owner answers with office_hub_remove(), at once or later.
 */
void
office_transport_close (OfficeTransport *self, guint16 code, const char *reason)
{
  g_return_if_fail (OFFICE_IS_TRANSPORT (self));

  OFFICE_TRANSPORT_GET_IFACE (self)->close (self, code, reason);
}
