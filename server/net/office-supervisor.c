/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-supervisor.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>

static GSocketAddress *
parse_address (const char *path)
{
  if (path[0] == '@')
    return g_unix_socket_address_new_with_type (path + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);
  return g_unix_socket_address_new (path);
}

/**
 * office_supervisor_tell:
 * @state: lines such as `READY=1`
 *
 * A manager that cannot be reached is none of the host's business; that goes to the debug log.
 */
void
office_supervisor_tell (const char *state)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || (path[0] != '/' && path[0] != '@'))
    return;
  address = parse_address (path);
  socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, &error);
  if (socket == NULL || g_socket_send_to (socket, address, state, strlen (state), NULL, &error) < 0)
    g_debug ("The service manager cannot be told “%s”: %s", state, error->message);
}
