/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper's command line against a host that is a process of its own, with desks at work on it.
 */
#include "office-desk.h"
#include "office-invitation-link.h"
#include "office-problem.h"
#include "office-replica-digest.h"
#include "office-test-folder.h"
#include "office-wait.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/prctl.h>

#define PASSWORD "correct horse"

static const char *program;

typedef struct {
  char *folder;
  char *data;
  OfficeClock *clock;
  OfficeRandom *random;
  GSubprocess *host;
  OfficeInvitationLink *link;
  OfficeDesk *desk;
  char *desk_folder;
  OfficeMembership *membership;
  OfficeSession *session;
  char *room;
} Fixture;

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* ---- the host ---- */

/* A test that fails leaves no host behind. */
static void
die_with_the_test (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static char *
read_line (GDataInputStream *stream)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *line;

  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  line = g_data_input_stream_read_line_finish (stream, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

static void
start_host (Fixture *self, guint16 port)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *port_option = g_strdup_printf ("--port=%u", port);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *opening = NULL;
  g_autofree char *link = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_the_test, NULL, NULL);
  self->host = g_subprocess_launcher_spawn (launcher, &error, program, "--serve", "--no-announce", "--listen=127.0.0.1",
                                            "--name=Atelier Nord", port_option, "--data", self->data, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->host));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  opening = read_line (lines);
  link = read_line (lines);
  g_clear_pointer (&self->link, office_invitation_link_free);
  self->link = office_invitation_link_parse (link, &error);
  g_assert_no_error (error);
}

static void
stop_host (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_subprocess_send_signal (self->host, SIGTERM);
  g_subprocess_wait_async (self->host, NULL, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  g_assert_true (g_subprocess_wait_finish (self->host, result, NULL));
  g_clear_object (&self->host);
}

/* ---- the keeper ---- */

typedef struct {
  int status;
  char *output, *complaint;
} Answer;

static void
answer_free (Answer *self)
{
  g_free (self->output);
  g_free (self->complaint);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* The desks of this process go on meanwhile. */
static Answer *
keep (Fixture *self, const char *input, const char *command, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Answer *answer = g_new0 (Answer, 1);
  va_list more;
  const char *word;

  g_ptr_array_add (words, (gpointer) program);
  g_ptr_array_add (words, (gpointer) "--admin");
  g_ptr_array_add (words, (gpointer) "--data");
  g_ptr_array_add (words, self->data);
  va_start (more, command);
  for (word = command; word != NULL; word = va_arg (more, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (more);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv (
      (const char *const *) words->pdata,
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, input, NULL, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  g_subprocess_communicate_utf8_finish (process, result, &answer->output, &answer->complaint, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  answer->status = g_subprocess_get_exit_status (process);
  g_test_message ("office --admin %s: %d\n%s%s", command, answer->status, answer->output, answer->complaint);
  return answer;
}

static void
keep_well (Fixture *self, const char *command, const char *argument)
{
  g_autoptr (Answer) answer = keep (self, NULL, command, argument, NULL);

  g_assert_cmpstr (answer->complaint, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
}

/* ---- the desk ---- */

static OfficeMembership *
finish_entering (OfficeDesk *desk, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  OfficeMembership *membership;

  OFFICE_WAIT_UNTIL (*result != NULL);
  membership = office_desk_enter_finish (desk, *result, &error);
  g_assert_no_error (error);
  return membership;
}

static OfficeMembership *
join (OfficeDesk *desk, OfficeInvitationLink *link, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;

  office_desk_join_async (desk, link, name, PASSWORD, NULL, keep_result, &result);
  return finish_entering (desk, &result);
}

static OfficeSession *
open_session (OfficeDesk *desk, OfficeMembership *membership)
{
  g_autoptr (GError) error = NULL;
  OfficeSession *session = office_desk_open (desk, membership, &error);

  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_get_state (session) == OFFICE_LINE_LIVE);
  return session;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GListModel *rooms;
  g_autoptr (OfficeRoom) room = NULL;

  self->folder = g_dir_make_tmp ("office-admin-XXXXXX", NULL);
  self->data = g_build_filename (self->folder, "data", NULL);
  self->clock = office_system_clock_new ();
  self->random = office_system_random_new ();
  start_host (self, 0);
  self->desk_folder = g_build_filename (self->folder, "anna", NULL);
  self->desk = office_desk_new (self->desk_folder, self->clock, self->random);
  self->membership = join (self->desk, self->link, "Anna");
  self->session = open_session (self->desk, self->membership);
  rooms = office_session_get_rooms (self->session);
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (rooms) == 1);
  room = g_list_model_get_item (rooms, 0);
  self->room = g_strdup (office_room_get_id (room));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  office_session_stop (self->session);
  g_object_unref (self->session);
  g_object_unref (self->membership);
  g_object_unref (self->desk);
  if (self->host != NULL)
    stop_host (self);
  office_invitation_link_free (self->link);
  office_test_remove_tree (self->folder);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_free (self->desk_folder);
  g_free (self->room);
  g_free (self->folder);
  g_free (self->data);
}

static void
say (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  office_session_send (self->session, self->room, NULL, text, NULL, &error);
  g_assert_no_error (error);
}

static void
wait_until_sent (Fixture *self)
{
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (self->session) == 0);
}

static char *
dup_replica_path (Fixture *self)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.db", office_membership_get_office_id (self->membership),
                                           office_membership_get_person (self->membership));

  return g_build_filename (self->desk_folder, "replicas", name, NULL);
}

static gint64
count (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return value;
}

/* ---- tests ---- */

typedef struct {
  Fixture *fixture;
  guint said;
} Load;

static gboolean
say_more (gpointer data)
{
  Load *load = data;
  g_autofree char *text = g_strdup_printf ("Message %u", ++load->said);

  say (load->fixture, text);
  return G_SOURCE_CONTINUE;
}

/* While somebody writes without a pause: each backup is whole, and holds what was acknowledged before it began. */
static void
test_backup_under_load (Fixture *self, gconstpointer data)
{
  Load load = { .fixture = self };
  guint source = g_timeout_add (1, say_more, &load);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.backup", i);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      guint before;

      /* On a busy machine nothing may have been acknowledged by then. */
      OFFICE_WAIT_UNTIL (load.said >= 20 * (i + 1) && load.said > office_session_get_n_waiting (self->session));
      before = load.said - office_session_get_n_waiting (self->session);
      keep_well (self, "backup", path);
      keep_well (self, "check", path);
      g_assert_cmpint (count (path, "SELECT count (*) FROM record WHERE kind = 'message'"), >=, before);
      g_assert_cmpint (load.said, >, before);
    }
  g_source_remove (source);
  wait_until_sent (self);
  keep_well (self, "check", NULL);
  g_assert_cmpint (office_session_get_state (self->session), ==, OFFICE_LINE_LIVE);
}

static gboolean
last_says (OfficeConversation *conversation, const char *text)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (conversation));
  g_autoptr (OfficeMessage) last = n > 0 ? g_list_model_get_item (G_LIST_MODEL (conversation), n - 1) : NULL;

  return last != NULL && g_strcmp0 (office_message_get_text (last), text) == 0;
}

/* The desk finds another life of the office than it knew, and sends again what the host has forgotten. */
static void
test_restore (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "a.backup", NULL);
  g_autofree char *book = g_build_filename (self->data, "office.db", NULL);
  g_autofree char *desk_folder = g_build_filename (self->folder, "ben", NULL);
  g_autoptr (OfficeDesk) desk = office_desk_new (desk_folder, self->clock, self->random);
  g_autoptr (OfficeMembership) membership = NULL;
  g_autoptr (OfficeSession) session = NULL;
  g_autoptr (OfficeConversation) conversation = NULL;
  g_autoptr (Answer) running = NULL;
  guint16 port = self->link->port;
  guint forgotten;

  say (self, "Before the backup");
  wait_until_sent (self);
  keep_well (self, "backup", path);
  say (self, "After the backup");
  say (self, "And this, too");
  wait_until_sent (self);

  running = keep (self, NULL, "restore", path, NULL);
  g_assert_cmpint (running->status, ==, 1);
  g_assert_nonnull (strstr (running->complaint, "in use"));
  stop_host (self);
  OFFICE_WAIT_UNTIL (office_session_get_state (self->session) == OFFICE_LINE_WAITING);
  keep_well (self, "restore", path);
  forgotten = count (book, "SELECT count (*) FROM record WHERE kind = 'message'");
  g_assert_cmpuint (forgotten, ==, 1);

  start_host (self, port);
  office_session_try_now (self->session);
  OFFICE_WAIT_UNTIL (office_session_get_state (self->session) == OFFICE_LINE_LIVE);
  membership = join (desk, self->link, "Ben");
  session = open_session (desk, membership);
  conversation = office_session_open_conversation (session, self->room, NULL);
  OFFICE_WAIT_UNTIL (last_says (conversation, "And this, too"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (conversation)), ==, 3);
  wait_until_sent (self);
  keep_well (self, "check", NULL);
  office_session_stop (session);
}

static gboolean
digests_agree (Fixture *self)
{
  g_autoptr (Answer) host = keep (self, NULL, "digest", "anna", NULL);
  g_autofree char *path = dup_replica_path (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *desk = office_replica_digest_file (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (host->status, ==, 0);
  g_test_message ("%s", desk);
  return g_str_equal (host->output, desk);
}

static void
test_digest (Fixture *self, gconstpointer data)
{
  g_autofree char *path = dup_replica_path (self);
  g_autofree char *private_room = NULL;
  g_autoptr (Answer) all = NULL;
  g_autoptr (Answer) nobody = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *with_waiting = NULL;
  g_autofree char *before = NULL;

  office_session_create_room (self->session, "Partners", NULL, OFFICE_ROOM_PRIVATE, NULL, &private_room, &error);
  g_assert_no_error (error);
  say (self, "Morning!");
  wait_until_sent (self);
  OFFICE_WAIT_UNTIL (digests_agree (self));

  /* What waits to be sent is not yet the host's, and changes nothing. */
  before = office_replica_digest_file (path, &error);
  office_session_stop (self->session);
  say (self, "Without a line");
  with_waiting = office_replica_digest_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (with_waiting, ==, before);
  office_session_start (self->session);
  wait_until_sent (self);
  OFFICE_WAIT_UNTIL (digests_agree (self));

  all = keep (self, NULL, "digest", NULL);
  g_assert_nonnull (strstr (all->output, private_room));
  nobody = keep (self, NULL, "digest", "Zoe", NULL);
  g_assert_cmpint (nobody->status, ==, 1);
}

static void
test_digest_of_unequal_books (Fixture *self, gconstpointer data)
{
  g_autofree char *book = g_build_filename (self->data, "office.db", NULL);
  g_autoptr (Answer) damaged = NULL;
  sqlite3 *handle = NULL;

  say (self, "Morning!");
  wait_until_sent (self);
  OFFICE_WAIT_UNTIL (digests_agree (self));
  stop_host (self);
  g_assert_cmpint (sqlite3_open (book, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "UPDATE record SET body = json_set (body, '$.text', 'Evening!'), rev = rev + 1"
                                 " WHERE kind = 'message'",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_false (digests_agree (self));
  damaged = keep (self, NULL, "check", NULL);
  g_assert_cmpint (damaged->status, ==, 1);
  g_assert_nonnull (strstr (damaged->output, "differs from the row"));
}

/* Through the host while it runs, and by the tool when it does not. */
static void
test_invite (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "ben", NULL);
  g_autoptr (OfficeDesk) desk = office_desk_new (folder, self->clock, self->random);
  g_autoptr (Answer) running = keep (self, NULL, "invite", "--role", "guest", NULL);
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_parse (running->output, NULL);
  g_autoptr (OfficeMembership) membership = join (desk, link, "Ben");
  g_autoptr (Answer) people = keep (self, NULL, "people", NULL);
  g_autoptr (Answer) bad = keep (self, NULL, "invite", "--role", "king", NULL);
  g_autoptr (Answer) stopped = NULL;
  g_autoptr (OfficeInvitationLink) second = NULL;
  g_autoptr (OfficeMembership) again = NULL;
  g_autofree char *port = g_strdup_printf ("--port=%u", self->link->port);
  guint16 number = self->link->port;

  g_assert_nonnull (strstr (people->output, "Anna\tadmin\t1\t"));
  g_assert_nonnull (strstr (people->output, "Ben\tguest\t1\t"));
  g_assert_cmpint (bad->status, ==, 1);
  g_assert_nonnull (strstr (bad->complaint, "role"));

  stop_host (self);
  stopped = keep (self, NULL, "invite", "--address", "127.0.0.1", port, NULL);
  second = office_invitation_link_parse (stopped->output, NULL);
  g_assert_nonnull (second);
  g_assert_cmpstr (second->fingerprint, ==, self->link->fingerprint);
  start_host (self, number);
  again = join (desk, second, "Cleo");
}

static OfficeMembership *
sign_in (Fixture *self, OfficeDesk *desk, const char *password, GError **error)
{
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_copy (self->link);
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_pointer (&link->code, g_free);
  office_desk_sign_in_async (desk, link, "Anna", password, NULL, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_desk_enter_finish (desk, result, error);
}

/* The connection ends at once, the old password serves no more, the new one does. */
static void
test_reset (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "laptop", NULL);
  g_autoptr (OfficeDesk) laptop = office_desk_new (folder, self->clock, self->random);
  g_autoptr (Answer) reset = keep (self, NULL, "reset", "ANNA", NULL);
  g_autoptr (Answer) chosen = NULL;
  g_autoptr (Answer) too_short = NULL;
  g_autoptr (Answer) nobody = NULL;
  g_autoptr (OfficeMembership) with_new = NULL;
  g_autoptr (OfficeMembership) with_chosen = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (reset->status, ==, 0);
  g_assert_nonnull (strstr (reset->output, "signed out: 1."));
  OFFICE_WAIT_UNTIL (office_session_get_state (self->session) == OFFICE_LINE_STOPPED);
  g_assert_null (sign_in (self, laptop, PASSWORD, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAUTHENTICATED);
  g_clear_error (&error);
  lines = g_strsplit (reset->output, "\n", -1);
  with_new = sign_in (self, laptop, lines[1], &error);
  g_assert_no_error (error);

  too_short = keep (self, "short\n", "reset", "Anna", "--password", NULL);
  g_assert_cmpint (too_short->status, ==, 1);
  nobody = keep (self, NULL, "reset", "Zoe", NULL);
  g_assert_cmpint (nobody->status, ==, 1);
  g_assert_nonnull (strstr (nobody->complaint, "Zoe"));

  stop_host (self);
  chosen = keep (self, "battery staple\n", "reset", "Anna", "--password", NULL);
  g_assert_cmpint (chosen->status, ==, 0);
  start_host (self, self->link->port);
  with_chosen = sign_in (self, laptop, "battery staple", &error);
  g_assert_no_error (error);
}

static void
test_wrong_arguments (Fixture *self, gconstpointer data)
{
  g_autoptr (Answer) unknown = keep (self, NULL, "dance", NULL);
  g_autoptr (Answer) too_few = keep (self, NULL, "backup", NULL);
  g_autoptr (Answer) too_many = keep (self, NULL, "people", "Anna", NULL);
  g_autoptr (Answer) help = keep (self, NULL, "help", "backup", NULL);
  g_autoptr (Answer) no_help = keep (self, NULL, "help", "dance", NULL);

  g_assert_cmpint (unknown->status, ==, 2);
  g_assert_cmpint (too_few->status, ==, 2);
  g_assert_cmpint (too_many->status, ==, 2);
  g_assert_cmpint (help->status, ==, 0);
  g_assert_true (g_str_has_prefix (help->output, "office --admin backup FILE"));
  g_assert_cmpint (no_help->status, ==, 2);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("office-home-XXXXXX", NULL);
  int status;

  /* Tokens are kept in the user's data folder. */
  g_assert_nonnull (home);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  program = g_getenv ("OFFICE_PROGRAM");
  g_assert_nonnull (program);

#define ADD(path, function) g_test_add ("/net/admin/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("backup-under-load", test_backup_under_load);
  ADD ("restore", test_restore);
  ADD ("digest", test_digest);
  ADD ("digest-of-unequal-books", test_digest_of_unequal_books);
  ADD ("invite", test_invite);
  ADD ("reset", test_reset);
  ADD ("wrong-arguments", test_wrong_arguments);

  status = g_test_run ();
  office_test_remove_tree (home);
  return status;
}
