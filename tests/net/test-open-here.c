/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An office that this computer hosts: the real program, started by a desk, in a process of its own. The desk starts "this
 * executable", which is this test: it notes the process and becomes the real program, kept off the network.
 */
#include "office-desk.h"
#include "office-membership-private.h"
#include "office-test-folder.h"
#include "office-wait.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOTES   "OFFICE_TEST_NOTES"
#define LOOK_MS 50

typedef struct {
  OfficeClock *clock;
  OfficeRandom *random;
  char *folder;
  char *notes; /* the hosts that were started, a process id a line */
} Fixture;

static GArray *
read_hosts (Fixture *fixture)
{
  GArray *hosts = g_array_new (FALSE, FALSE, sizeof (pid_t));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (fixture->notes, &text, NULL, NULL))
    return hosts;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      pid_t host = (pid_t) g_ascii_strtoll (lines[i], NULL, 10);

      g_array_append_val (hosts, host);
    }
  return hosts;
}

static guint
count_hosts (Fixture *fixture)
{
  g_autoptr (GArray) hosts = read_hosts (fixture);

  return hosts->len;
}

static pid_t
last_host (Fixture *fixture)
{
  g_autoptr (GArray) hosts = read_hosts (fixture);

  g_assert_cmpuint (hosts->len, >, 0);
  return g_array_index (hosts, pid_t, hosts->len - 1);
}

/* Who reaps a process that is no child of ours is not known, so one that only waits to be reaped is gone too. */
static gboolean
is_running (pid_t process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", process);
  g_autofree char *text = NULL;
  const char *state;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  state = strrchr (text, ')');
  return state != NULL && state[2] != 'Z';
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
end_host (pid_t host, int how)
{
  guint turning = g_timeout_add (LOOK_MS, look_again, NULL);

  kill (host, how);
  OFFICE_WAIT_UNTIL (!is_running (host));
  g_source_remove (turning);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = office_system_clock_new ();
  fixture->random = office_system_random_new ();
  fixture->folder = g_dir_make_tmp ("office-open-here-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->notes = g_build_filename (fixture->folder, "notes", NULL);
  g_setenv (NOTES, fixture->notes, TRUE);
}

/* A host that was started last may not have noted itself yet: whoever still works in this test's folder goes too. */
static void
end_strays (Fixture *fixture)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while (processes != NULL && (name = g_dir_read_name (processes)) != NULL)
    {
      pid_t process = (pid_t) g_ascii_strtoll (name, NULL, 10);
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *arguments = NULL;
      gsize length = 0;

      if (process > 0 && process != getpid () && g_file_get_contents (path, &arguments, &length, NULL)
          && memmem (arguments, length, fixture->folder, strlen (fixture->folder)) != NULL)
        end_host (process, SIGKILL);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) hosts = read_hosts (fixture);

  for (guint i = 0; i < hosts->len; i++)
    if (is_running (g_array_index (hosts, pid_t, i)))
      end_host (g_array_index (hosts, pid_t, i), SIGTERM);
  end_strays (fixture);
  office_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->notes);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->random);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OfficeMembership *
open_here (OfficeDesk *desk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  office_desk_open_here_async (desk, NULL, "Atelier Nord", "Anna", "correct horse", NULL, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_desk_enter_finish (desk, result, error);
}

static OfficeDesk *
start_window (Fixture *fixture)
{
  return office_desk_new (fixture->folder, fixture->clock, fixture->random);
}

/* Opens the only office there is, and closes it again: what a window does between its start and its end. */
static guint16
work_for_a_moment (Fixture *fixture)
{
  g_autoptr (OfficeDesk) desk = start_window (fixture);
  GListModel *memberships = office_desk_get_memberships (desk);
  g_autoptr (OfficeMembership) membership = NULL;
  g_autoptr (OfficeSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (memberships), ==, 1);
  membership = g_list_model_get_item (memberships, 0);
  g_assert_nonnull (office_membership_get_hosted_in (membership));
  session = office_desk_open (desk, membership, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_get_state (session) == OFFICE_LINE_LIVE);
  g_assert_cmpstr (office_person_get_name (office_session_get_me (session)), ==, "Anna");
  office_session_stop (session);
  return office_membership_get_where (membership)->port;
}

static guint16
open_office (Fixture *fixture)
{
  g_autoptr (OfficeDesk) desk = start_window (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeMembership) membership = open_here (desk, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (office_membership_get_office_name (membership), ==, "Atelier Nord");
  g_assert_cmpstr (office_membership_get_where (membership)->host, ==, "127.0.0.1");
  return office_membership_get_where (membership)->port;
}

/* ---- tests ---- */

static void
test_outlives_the_window (Fixture *fixture, gconstpointer data)
{
  guint16 port = open_office (fixture);
  pid_t host = last_host (fixture);

  /* No child of ours, and not in the session that a closing terminal ends. */
  g_assert_cmpint (waitpid (host, NULL, WNOHANG), ==, -1);
  g_assert_cmpint (errno, ==, ECHILD);
  g_assert_cmpint (getsid (host), !=, getsid (0));

  /* The next window finds it running and starts no other. */
  g_assert_cmpuint (work_for_a_moment (fixture), ==, port);
  g_assert_true (is_running (host));
  g_assert_cmpuint (count_hosts (fixture), ==, 1);
}

static void
test_starts_again (Fixture *fixture, gconstpointer data)
{
  const int ways[] = { SIGTERM, SIGKILL };
  guint16 port = open_office (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      end_host (last_host (fixture), ways[i]);
      g_assert_cmpuint (work_for_a_moment (fixture), ==, port);
      g_assert_cmpuint (count_hosts (fixture), ==, i + 2);
    }
}

/* Returns: a socket that holds the port, or NULL where something else does. */
static GSocket *
take_port (guint16 port)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);

  if (!g_socket_bind (socket, address, TRUE, NULL) || !g_socket_listen (socket, NULL))
    return NULL;
  return g_steal_pointer (&socket);
}

static void
test_port_is_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) socket = take_port (OFFICE_DEFAULT_PORT);
  guint16 port = open_office (fixture);

  g_assert_cmpuint (port, !=, OFFICE_DEFAULT_PORT);
  end_host (last_host (fixture), SIGTERM);
  g_clear_object (&socket);
  /* People have the link by now: the office stays where it is, though the usual port is free again. */
  g_assert_cmpuint (work_for_a_moment (fixture), ==, port);
}

static void
test_second_office (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDesk) desk = start_window (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeMembership) first = open_here (desk, &error);
  g_autoptr (OfficeMembership) second = NULL;

  g_assert_no_error (error);
  second = open_here (desk, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (office_membership_get_office_id (first), !=, office_membership_get_office_id (second));
  g_assert_cmpstr (office_membership_get_hosted_in (first), !=, office_membership_get_hosted_in (second));
  g_assert_cmpuint (office_membership_get_where (first)->port, !=, office_membership_get_where (second)->port);
}

static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *blocked = g_build_filename (fixture->folder, "blocked", NULL);
  g_autoptr (OfficeDesk) desk = NULL;
  g_autoptr (OfficeMembership) membership = NULL;
  g_autoptr (GError) error = NULL;

  /* A file where the folder should be. */
  g_assert_true (g_file_set_contents (blocked, "", -1, NULL));
  desk = office_desk_new (blocked, fixture->clock, fixture->random);
  membership = open_here (desk, &error);
  g_assert_null (membership);
  g_assert_nonnull (error);
  g_assert_false (g_str_has_prefix (error->message, "office: "));
  g_assert_cmpint (strlen (error->message), >, 10);
}

static int
become_the_program (int argc, char **argv)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  FILE *notes = fopen (g_getenv (NOTES), "a");

  fprintf (notes, "%d\n", getpid ());
  fclose (notes);
  g_ptr_array_add (arguments, (gpointer) g_getenv ("OFFICE_PROGRAM"));
  for (int i = 1; i < argc; i++)
    g_ptr_array_add (arguments, argv[i]);
  g_ptr_array_add (arguments, (gpointer) "--no-announce");
  g_ptr_array_add (arguments, (gpointer) "--listen=127.0.0.1");
  g_ptr_array_add (arguments, NULL);
  execv (arguments->pdata[0], (char **) arguments->pdata);
  return 1;
}

int
main (int argc, char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--serve"))
    return become_the_program (argc, argv);

  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/open-here/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("outlives-the-window", test_outlives_the_window);
  ADD ("starts-again", test_starts_again);
  ADD ("port-is-taken", test_port_is_taken);
  ADD ("second-office", test_second_office);
  ADD ("no-room", test_no_room);
  return g_test_run ();
}
