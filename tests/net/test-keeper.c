/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-keeper-door.h"
#include "office-keeper.h"
#include "office-net-fixture.h"
#include "office-problem.h"
#include "office-test-folder.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The door for the host's keeper: what a program of ours would not say, and where the host runs or does not. */

static GSocket *
knock (NetFixture *self)
{
  int descriptor;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = office_keeper_address (self->folder, &descriptor, &error);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_SEQPACKET, 0, &error);

  g_assert_no_error (error);
  g_socket_connect (socket, address, NULL, &error);
  g_assert_no_error (error);
  close (descriptor);
  g_socket_set_blocking (socket, FALSE);
  return g_steal_pointer (&socket);
}

/* Turns the host's main context meanwhile. */
static char *
hear (GSocket *socket)
{
  char text[OFFICE_KEEPER_MESSAGE];
  gssize length = -1;

  OFFICE_WAIT_UNTIL ((length = g_socket_receive (socket, text, sizeof text, NULL, NULL)) >= 0);
  return g_strndup (text, (gsize) length);
}

static char *
ask (NetFixture *self, const char *message, gsize length)
{
  g_autoptr (GSocket) socket = knock (self);
  g_autoptr (GError) error = NULL;

  g_socket_send (socket, message, length, NULL, &error);
  g_assert_no_error (error);
  return hear (socket);
}

static void
test_private (NetFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, OFFICE_KEEPER_SOCKET, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_true (S_ISSOCK (status.st_mode));
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  office_host_stop (self->host);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_malformed (NetFixture *self, gconstpointer data)
{
  static const struct {
    const char *message, *words;
  } cases[] = {
    { "{", "422" },
    { "[]", "422" },
    { "{}", "“do”" },
    { "{\"do\":\"dance\"}", "404" },
    { "{\"do\":\"invite\"}", "role" },
    { "{\"do\":\"invite\",\"role\":\"king\",\"uses\":1,\"hours\":1}", "role" },
    { "{\"do\":\"invite\",\"role\":\"member\",\"uses\":0,\"hours\":1}", "uses" },
    { "{\"do\":\"invite\",\"role\":\"member\",\"uses\":1,\"hours\":9999}", "hours" },
    { "{\"do\":\"reset\",\"person\":\"anna\",\"password\":\"x\"}", "person" },
    { "{\"do\":\"reset\",\"person\":\"0190a000-0000-7000-8000-00000000dead\",\"password\":\"x\"}", "404" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = ask (self, cases[i].message, strlen (cases[i].message));

      g_test_message ("%s: %s", cases[i].message, answer);
      g_assert_true (g_str_has_prefix (answer, "{\"problem\":{"));
      g_assert_nonnull (strstr (answer, cases[i].words));
    }
}

static void
test_too_large (NetFixture *self, gconstpointer data)
{
  g_autofree char *noise = g_strnfill (OFFICE_KEEPER_MESSAGE + 100, ' ');
  g_autofree char *answer = ask (self, noise, OFFICE_KEEPER_MESSAGE + 100);

  g_assert_nonnull (strstr (answer, "\"problem\""));
}

static void
test_invite (NetFixture *self, gconstpointer data)
{
  const char *message = "{\"do\":\"invite\",\"role\":\"guest\",\"uses\":2,\"hours\":1}";
  g_autofree char *answer = ask (self, message, strlen (message));
  g_autoptr (JsonNode) node = json_from_string (answer, NULL);
  g_autoptr (OfficeInvitationLink) link = NULL;
  g_autoptr (NetAnswer) joined = NULL;

  g_assert_nonnull (node);
  link = office_invitation_link_parse (json_object_get_string_member (json_node_get_object (node), "link"), NULL);
  g_assert_nonnull (link);
  g_assert_cmpuint (link->port, ==, office_host_get_port (self->host));
  joined = net_fixture_join (self, "Anna", "1"); /* the first person is an admin whatever the code says */
  g_free (self->code);
  self->code = g_strdup (link->code);
  {
    g_autoptr (NetAnswer) guest = net_fixture_join (self, "Ben", "2");

    g_assert_cmpuint (guest->status, ==, 201);
    g_assert_cmpstr (json_object_get_string_member (guest->body, "role"), ==, "guest");
  }
}

/* Somebody who says nothing holds nobody up, neither others nor the end. */
static void
test_silent (NetFixture *self, gconstpointer data)
{
  g_autoptr (GSocket) silent = knock (self);
  g_autofree char *answer = ask (self, "{}", 2);
  g_autofree char *end = NULL;

  g_assert_nonnull (answer);
  office_host_stop (self->host);
  end = hear (silent);
  g_assert_cmpstr (end, ==, "");
}

static void
test_gone (NetFixture *self, gconstpointer data)
{
  const char *message = "{\"do\":\"invite\",\"role\":\"guest\",\"uses\":2,\"hours\":1}";
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GSocket) hasty = knock (self);

      if (i == 1)
        g_socket_send (hasty, message, strlen (message), NULL, NULL);
      g_socket_close (hasty, NULL);
    }
  answer = ask (self, "{}", 2);
  g_assert_nonnull (answer);
}

/* A socket that a host left behind when it was killed is no obstacle. */
static void
test_left_behind (NetFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, OFFICE_KEEPER_SOCKET, NULL);
  g_autofree char *answer = NULL;

  office_host_stop (self->host);
  g_assert_finalize_object (g_steal_pointer (&self->host));
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  net_fixture_start (self);
  answer = ask (self, "{}", 2);
  g_assert_nonnull (answer);
}

/* A tool that holds the folder is no host that could be asked. */
static void
test_held_by_a_tool (NetFixture *self, gconstpointer data)
{
  g_autoptr (OfficeDataFolder) held = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *link = NULL;

  office_host_stop (self->host);
  held = office_data_folder_open (self->folder, &error);
  g_assert_no_error (error);
  link = office_keeper_invite (
      &(OfficeKeeperInvitation){ .data = self->folder, .role = "member", .uses = 1, .hours = 1, .port = 1 }, &error);
  g_assert_null (link);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "stop it first"));
}

/* A socket's address is short, a folder's path need not be. */
static void
test_long_path (void)
{
  g_autofree char *top = g_dir_make_tmp ("office-XXXXXX", NULL);
  g_autofree char *part = g_strnfill (200, 'x');
  NetFixture self = { .plain = TRUE };
  g_autofree char *answer = NULL;

  self.folder = g_build_filename (top, part, part, NULL);
  self.clock = office_system_clock_new ();
  self.random = office_system_random_new ();
  net_fixture_start (&self);
  answer = ask (&self, "{}", 2);
  g_assert_nonnull (answer);
  office_host_stop (self.host);
  g_assert_finalize_object (self.host);
  g_object_unref (self.clock);
  g_object_unref (self.random);
  g_free (self.code);
  g_free (self.folder);
  office_test_remove_tree (top);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                                            \
  g_test_add ("/net/keeper/" path, NetFixture, NULL, net_fixture_set_up, function, net_fixture_tear_down)
  ADD ("private", test_private);
  ADD ("malformed", test_malformed);
  ADD ("too-large", test_too_large);
  ADD ("invite", test_invite);
  ADD ("silent", test_silent);
  ADD ("gone", test_gone);
  ADD ("left-behind", test_left_behind);
  ADD ("held-by-a-tool", test_held_by_a_tool);
  g_test_add_func ("/net/keeper/long-path", test_long_path);
  return g_test_run ();
}
