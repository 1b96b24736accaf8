/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-listening-socket.h"

#include "office-problem.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG         4096
#define FIRST_INHERITED 3 /* SD_LISTEN_FDS_START */

static void
set_problem (GError **error, const GError *cause, const char *address, guint16 port, const char *option)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    office_problem_set (error, OFFICE_PROBLEM_CONFLICT, NULL,
                        "Port %u is in use by another program; stop it or choose another with %s.", port, option);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL,
                        "Port %u may not be used by this user; choose one above 1023 with %s.", port, option);
  else
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                        "The host cannot listen on %s port %u: %s; choose an address of this machine with --listen.",
                        address != NULL ? address : "any address,", port, cause->message);
}

static GSocket *
listen_on (GInetAddress *inet, guint16 port, gboolean dual_stack, GError **error)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (inet, port);
  g_autoptr (GSocket) socket = g_socket_new (g_inet_address_get_family (inet), G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  if (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6)
    g_socket_set_option (socket, IPPROTO_IPV6, IPV6_V6ONLY, !dual_stack, NULL);
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static GSocket *
listen_on_all (guint16 port, GError **error)
{
  g_autoptr (GInetAddress) any6 = g_inet_address_new_any (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GInetAddress) any4 = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GError) local_error = NULL;
  GSocket *socket = listen_on (any6, port, TRUE, &local_error);

  if (socket != NULL)
    return socket;
  /* A machine without IPv6 has no such sockets at all; anything else is a real failure that IPv4 alone must not hide.
   */
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)
      || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return listen_on (any4, port, FALSE, error);
}

/**
 * office_listening_socket_open:
 * @address: (nullable): a numeric address of this machine; %NULL: all, IPv4 and IPv6
 * @port: 0 lets the kernel choose
 * @option: where the port comes from, for who has to choose another: "--port"
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a listening socket that does not block
 */
GSocket *
office_listening_socket_open (const char *address, guint16 port, const char *option, GError **error)
{
  g_autoptr (GInetAddress) inet = NULL;
  g_autoptr (GError) local_error = NULL;
  GSocket *socket;

  if (address != NULL)
    {
      inet = g_inet_address_new_from_string (address);
      if (inet == NULL)
        {
          office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                              "“%s” is no numeric address; give one of this machine with --listen, such as 127.0.0.1.",
                              address);
          return NULL;
        }
    }
  socket = inet != NULL ? listen_on (inet, port, FALSE, &local_error) : listen_on_all (port, &local_error);
  if (socket == NULL)
    set_problem (error, local_error, address, port, option);
  return socket;
}

/**
 * office_listening_socket_inherit:
 * @error: return location
 *
 * Takes the socket of systemd's socket activation (sd_listen_fds(3)): descriptor 3, if LISTEN_PID names this process.
 * The variables are taken out of the environment, so that it happens once. Call before any thread is started.
 *
 * Returns: (transfer full) (nullable): a listening socket; %NULL without @error when none was handed over
 */
GSocket *
office_listening_socket_inherit (GError **error)
{
  const char *process = g_getenv ("LISTEN_PID");
  const char *count = g_getenv ("LISTEN_FDS");
  gboolean ours = process != NULL && count != NULL && g_ascii_strtoll (process, NULL, 10) == getpid ()
                  && g_ascii_strtoll (count, NULL, 10) >= 1;
  g_autoptr (GError) local_error = NULL;
  GSocket *socket;

  g_unsetenv ("LISTEN_PID");
  g_unsetenv ("LISTEN_FDS");
  g_unsetenv ("LISTEN_FDNAMES");
  if (!ours)
    return NULL;

  fcntl (FIRST_INHERITED, F_SETFD, FD_CLOEXEC);
  socket = g_socket_new_from_fd (FIRST_INHERITED, &local_error);
  if (socket == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                          "The socket handed over by the service manager cannot be used: %s.", local_error->message);
      return NULL;
    }
  g_socket_set_blocking (socket, FALSE);
  return socket;
}
