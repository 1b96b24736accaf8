/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-listening-socket.h"
#include "office-problem.h"

static guint16
port_of (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static void
test_any_port (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = office_listening_socket_open ("127.0.0.1", 0, "--port", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (port_of (socket), >, 0);
  g_assert_false (g_socket_get_blocking (socket));
}

static void
test_in_use (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) first = office_listening_socket_open ("127.0.0.1", 0, "--port", NULL);
  g_autoptr (GSocket) second = office_listening_socket_open ("127.0.0.1", port_of (first), "--port", &error);
  g_autofree char *port = g_strdup_printf ("Port %u is in use", port_of (first));

  g_assert_null (second);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_true (g_str_has_prefix (error->message, port));
}

static void
test_bad_address (void)
{
  const char *const addresses[] = { "nonsense", "127.0.0.1:80", "", "192.0.2.1" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (office_listening_socket_open (addresses[i], 0, "--port", &error));
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
      g_assert_nonnull (strstr (error->message, "--listen"));
    }
}

static void
test_inherit_none (void)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("LISTEN_FDS", "1", TRUE);
  g_setenv ("LISTEN_PID", "1", TRUE); /* somebody else's */
  g_assert_null (office_listening_socket_inherit (&error));
  g_assert_no_error (error);
  g_assert_null (g_getenv ("LISTEN_FDS"));
  g_assert_null (g_getenv ("LISTEN_PID"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/listening-socket/any-port", test_any_port);
  g_test_add_func ("/net/listening-socket/in-use", test_in_use);
  g_test_add_func ("/net/listening-socket/bad-address", test_bad_address);
  g_test_add_func ("/net/listening-socket/inherit-none", test_inherit_none);
  return g_test_run ();
}
