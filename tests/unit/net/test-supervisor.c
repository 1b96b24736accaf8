/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-supervisor.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

static void
check_tells (GSocketAddress *address, const char *variable)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT,
                                             NULL);
  g_autoptr (GError) error = NULL;
  char text[64] = { 0 };

  g_assert_true (g_socket_bind (socket, address, FALSE, &error));
  g_setenv ("NOTIFY_SOCKET", variable, TRUE);
  office_supervisor_tell ("READY=1");
  g_assert_cmpint (g_socket_receive (socket, text, sizeof text - 1, NULL, &error), ==, strlen ("READY=1"));
  g_assert_cmpstr (text, ==, "READY=1");
}

static void
test_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "notify", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  check_tells (address, path);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_abstract (void)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *variable = g_strconcat ("@", id, NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new_with_type (id, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);

  check_tells (address, variable);
}

static void
test_nobody (void)
{
  g_unsetenv ("NOTIFY_SOCKET");
  office_supervisor_tell ("READY=1");
  g_setenv ("NOTIFY_SOCKET", "/nowhere/at/all", TRUE);
  office_supervisor_tell ("READY=1");
  g_unsetenv ("NOTIFY_SOCKET");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/supervisor/path", test_path);
  g_test_add_func ("/net/supervisor/abstract", test_abstract);
  g_test_add_func ("/net/supervisor/nobody", test_nobody);
  return g_test_run ();
}
