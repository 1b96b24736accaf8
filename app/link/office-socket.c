/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-socket.h"

G_DEFINE_INTERFACE (OfficeSocket, office_socket, G_TYPE_OBJECT)

static void
office_socket_default_init (OfficeSocketInterface *iface)
{
  /**
   * OfficeSocket::opened:
   * @self: the socket
   *
   * Frames can be sent.
   */
  g_signal_new ("opened", OFFICE_TYPE_SOCKET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * OfficeSocket::text:
   * @self: the socket
   * @text: a frame as it came; checked in no way; valid during the emission
   * @length: its length in bytes
   */
  g_signal_new ("text", OFFICE_TYPE_SOCKET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_UINT64);
  /**
   * OfficeSocket::closed:
   * @self: the socket
   * @reason: (nullable): an OFFICE_PROBLEM; %NULL where it was closed in good order
   *
   * Emitted once for each office_socket_open(), also where opening failed, and never from within open() or close().
   */
  g_signal_new ("closed", OFFICE_TYPE_SOCKET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

/**
 * office_socket_open:
 * @self: a socket that was never opened, or has emitted "closed"
 *
 * Begins to connect; "opened" or "closed" follows.
 */
void
office_socket_open (OfficeSocket *self)
{
  g_return_if_fail (OFFICE_IS_SOCKET (self));

  OFFICE_SOCKET_GET_IFACE (self)->open (self);
}

/**
 * office_socket_send:
 * @self: a socket
 * @text: a frame
 *
 * Queues the frame; does nothing where the socket is not open.
 */
void
office_socket_send (OfficeSocket *self, const char *text)
{
  g_return_if_fail (OFFICE_IS_SOCKET (self));
  g_return_if_fail (text != NULL);

  OFFICE_SOCKET_GET_IFACE (self)->send (self, text);
}

/**
 * office_socket_close:
 * @self: a socket
 *
 * Closes, also while it is connecting; "closed" follows, unless it is closed already.
 */
void
office_socket_close (OfficeSocket *self)
{
  g_return_if_fail (OFFICE_IS_SOCKET (self));

  OFFICE_SOCKET_GET_IFACE (self)->close (self);
}

/**
 * office_socket_again:
 * @self: a socket, while it emits "text"
 * @ms: milliseconds, at most 60,000; 0: as soon as the window had its turn
 *
 * Asks for the same text once more, before any other, after the window had its turn and @ms have passed: somebody takes it in
 * pieces, or cannot take it yet.
 *
 * Returns: whether it will be emitted again, unless the socket is closed before; %FALSE: it has to be taken whole
 */
gboolean
office_socket_again (OfficeSocket *self, guint ms)
{
  OfficeSocketInterface *iface;

  g_return_val_if_fail (OFFICE_IS_SOCKET (self), FALSE);

  iface = OFFICE_SOCKET_GET_IFACE (self);
  return iface->again != NULL && iface->again (self, ms);
}
