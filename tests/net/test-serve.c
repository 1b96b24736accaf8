/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-invitation-link.h"
#include "office-net-fixture.h"
#include "office-test-authority.h"
#include "office-test-folder.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define YEAR_2049 G_GINT64_CONSTANT (2493072000)

/* `office --serve` as a process of its own. */
typedef struct {
  char *folder;
  char *data;
  GSubprocess *process;
  OfficeInvitationLink *link;
  char *opening;             /* the first line */
  char *web;                 /* where browsers come; nullable */
  const char *const *before; /* words before the program; nullable */
  NetFixture client;
} Fixture;

static const char *program;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  self->data = g_build_filename (self->folder, "data", NULL);
  self->client.session = soup_session_new ();
}

static void
forget (Fixture *self)
{
  g_clear_object (&self->process);
  g_clear_pointer (&self->link, office_invitation_link_free);
  g_clear_pointer (&self->opening, g_free);
  g_clear_pointer (&self->web, g_free);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->process != NULL)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  forget (self);
  soup_session_abort (self->client.session);
  g_object_unref (self->client.session);
  office_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->data);
}

static void
result_came (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static char *
read_line (GDataInputStream *stream)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *line;

  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, result_came, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  line = g_data_input_stream_read_line_finish (stream, result, NULL, &error);
  g_assert_no_error (error);
  return line;
}

/* A test that fails leaves no host behind. */
static void
die_with_the_test (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
spawn (Fixture *self, GSubprocessLauncher *launcher, const char *data, const char *const *more)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  for (guint i = 0; self->before != NULL && self->before[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) self->before[i]);
  g_ptr_array_add (arguments, (gpointer) program);
  g_ptr_array_add (arguments, (gpointer) "--serve");
  g_ptr_array_add (arguments, (gpointer) "--no-announce");
  g_ptr_array_add (arguments, (gpointer) "--listen=127.0.0.1");
  g_ptr_array_add (arguments, (gpointer) "--data");
  g_ptr_array_add (arguments, (gpointer) data);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) more[i]);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static void
start (Fixture *self, const char *const *more)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *link = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_the_test, NULL, NULL);
  self->process = spawn (self, launcher, self->data, more);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  self->opening = read_line (lines);
  link = read_line (lines);
  g_assert_nonnull (self->opening);
  g_assert_nonnull (link);
  self->link = office_invitation_link_parse (link, &error);
  g_assert_no_error (error);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    if (g_str_has_prefix (more[i], "--certificate"))
      {
        g_autofree char *third = read_line (lines);
        const char *address = strstr (third, "https://");

        g_assert_nonnull (address);
        self->web = g_strdup (address);
      }
}

static void
wait_for_exit (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_subprocess_wait_async (self->process, NULL, result_came, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  g_assert_true (g_subprocess_wait_finish (self->process, result, NULL));
}

static void
stop (Fixture *self, int signal_number)
{
  g_subprocess_send_signal (self->process, signal_number);
  wait_for_exit (self);
}

/* Runs a host that must not start; its sentence. */
static char *
run_refused (Fixture *self, const char *data, const char *const *more, int status)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = spawn (self, launcher, data, more);
  g_autofree char *output = NULL;
  char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &sentence, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
  g_assert_cmpstr (output, ==, "");
  g_test_message ("%s", sentence);
  g_assert_true (g_str_has_prefix (sentence, "office: "));
  g_assert_true (g_str_has_suffix (sentence, "\n"));
  g_assert_true (strchr (sentence, '\n') == sentence + strlen (sentence) - 1);
  return sentence;
}

static gboolean
check_pin (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags flags, gpointer data)
{
  Fixture *self = data;
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *seen = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  seen = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  return g_strcmp0 (seen, self->link->fingerprint) == 0;
}

static NetAnswer *
ask (Fixture *self, const char *method, const char *path, const char *body)
{
  g_autofree char *base = office_invitation_link_get_base (self->link);
  g_autofree char *url = g_strconcat (base, path, NULL);
  SoupMessage *message = soup_message_new (method, url);

  g_signal_connect (message, "accept-certificate", G_CALLBACK (check_pin), self);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return net_fixture_send (&self->client, message);
}

static NetAnswer *
join (Fixture *self, const char *name)
{
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\",\"name\":\"%s\",\"password\":\"correct horse\","
                                           "\"device\":\"0190a000-0000-7000-8000-000000000001\"}",
                                           self->link->code, name);

  return ask (self, "POST", "/join", body);
}

static const char *const any_port[] = { "--port=0", "--name=Atelier Nord", NULL };
static const char *const any_port_plain[] = { "--port=0", "--plain", NULL };

static void
test_ready (Fixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) health = NULL;
  g_autofree char *base = NULL;
  GStatBuf info;

  start (self, any_port);
  base = office_invitation_link_get_base (self->link);
  g_assert_true (g_str_has_prefix (self->opening, "Office \"Atelier Nord\" is open on "));
  g_assert_nonnull (strstr (self->opening, base));
  g_assert_nonnull (strstr (self->opening, self->data));
  g_assert_cmpstr (self->link->host, ==, "127.0.0.1");
  g_assert_false (self->link->plain);
  health = ask (self, "GET", "/health", NULL);
  g_assert_cmpuint (health->status, ==, 200);
  g_assert_no_errno (g_stat (self->data, &info));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);

  stop (self, SIGTERM);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
}

static void
test_interrupt (Fixture *self, gconstpointer data)
{
  start (self, any_port);
  stop (self, SIGINT);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
}

/* The line printed always invites: the first person as admin, later ones as members. And kill -9 costs nothing. */
static void
test_killed (Fixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) anna = NULL, ben = NULL, health = NULL;
  g_autofree char *fingerprint = NULL, *first_code = NULL;

  start (self, any_port);
  fingerprint = g_strdup (self->link->fingerprint);
  first_code = g_strdup (self->link->code);
  anna = join (self, "Anna");
  g_assert_cmpuint (anna->status, ==, 201);
  g_assert_cmpstr (json_object_get_string_member (anna->body, "role"), ==, "admin");
  stop (self, SIGKILL);
  g_assert_true (g_subprocess_get_if_signaled (self->process));
  forget (self);

  start (self, any_port);
  g_assert_cmpstr (self->link->fingerprint, ==, fingerprint);
  g_assert_cmpstr (self->link->code, !=, first_code);
  health = ask (self, "GET", "/health", NULL);
  g_assert_cmpint (json_object_get_int_member (health->body, "people"), ==, 1);
  ben = join (self, "Ben");
  g_assert_cmpuint (ben->status, ==, 201);
  g_assert_cmpstr (json_object_get_string_member (ben->body, "role"), ==, "member");
}

static void
test_plain (Fixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) health = NULL;

  start (self, any_port_plain);
  g_assert_true (self->link->plain);
  g_assert_null (self->link->fingerprint);
  health = ask (self, "GET", "/health", NULL);
  g_assert_cmpuint (health->status, ==, 200);
}

static void
test_second_host (Fixture *self, gconstpointer data)
{
  g_autofree char *sentence = NULL;
  g_autofree char *process = NULL;

  start (self, any_port);
  sentence = run_refused (self, self->data, any_port, 1);
  process = g_strdup_printf ("process %s", g_subprocess_get_identifier (self->process));
  g_assert_nonnull (strstr (sentence, "in use by another host"));
  g_assert_nonnull (strstr (sentence, process));
}

static void
test_port_in_use (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autofree char *port = NULL, *sentence = NULL;

  start (self, any_port);
  port = g_strdup_printf ("--port=%u", self->link->port);
  sentence = run_refused (self, other, (const char *const[]){ port, NULL }, 1);
  g_assert_nonnull (strstr (sentence, "in use"));
  g_assert_nonnull (strstr (sentence, "--port"));
}

static void
test_bad_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "file", NULL);
  g_autofree char *not_a_folder = NULL, *no_permission = NULL;

  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  not_a_folder = run_refused (self, file, any_port, 1);
  g_assert_nonnull (strstr (not_a_folder, "not a folder"));
  no_permission = run_refused (self, "/proc/office", any_port, 1);
  g_assert_nonnull (strstr (no_permission, "/proc/office"));
}

static void
test_damaged_database (Fixture *self, gconstpointer data)
{
  g_autofree char *database = g_build_filename (self->data, "office.db", NULL);
  g_autofree char *noise = g_strnfill (8192, 'x');
  g_autofree char *sentence = NULL, *kept = NULL;

  g_mkdir_with_parents (self->data, 0700);
  g_assert_true (g_file_set_contents (database, noise, -1, NULL));
  sentence = run_refused (self, self->data, any_port, 1);
  g_assert_nonnull (strstr (sentence, "damaged"));
  g_assert_nonnull (strstr (sentence, database));
  g_assert_true (g_file_get_contents (database, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, noise);
}

static void
test_newer_database (Fixture *self, gconstpointer data)
{
  g_autofree char *database = g_build_filename (self->data, "office.db", NULL);
  g_autofree char *sentence = NULL;
  sqlite3 *handle = NULL;

  start (self, any_port);
  stop (self, SIGTERM);
  g_assert_cmpint (sqlite3_open (database, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version = 9999", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  sentence = run_refused (self, self->data, any_port, 1);
  g_assert_nonnull (strstr (sentence, "newer version"));
}

static void
test_bad_certificate (Fixture *self, gconstpointer data)
{
  g_autofree char *key = g_build_filename (self->data, "key.pem", NULL);
  g_autofree char *sentence = NULL;

  start (self, any_port);
  stop (self, SIGTERM);
  g_assert_true (g_file_set_contents (key, "no key", -1, NULL));
  sentence = run_refused (self, self->data, any_port, 1);
  g_assert_nonnull (strstr (sentence, key));
}

static NetAnswer *
browse (Fixture *self, GTlsDatabase *database, char **fingerprint)
{
  g_autofree char *url = g_strconcat (self->web, "/", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GByteArray) der = NULL;
  NetAnswer *answer;

  soup_session_set_tls_database (self->client.session, database);
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  answer = net_fixture_send (&self->client, g_object_ref (message));
  g_assert_no_error (answer->error);
  g_object_get (soup_message_get_tls_peer_certificate (message), "certificate", &der, NULL);
  *fingerprint = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  return answer;
}

/* As the keeper does it: two files, and after a renewal a signal. */
static void
test_certificate (Fixture *self, gconstpointer data)
{
  g_autoptr (OfficeTestAuthority) authority = office_test_authority_new ();
  g_autoptr (GTlsDatabase) database = office_test_authority_make_database (authority, self->folder);
  g_autofree char *certificate = g_build_filename (self->folder, "fullchain.pem", NULL);
  g_autofree char *key = g_build_filename (self->folder, "privkey.pem", NULL);
  g_autofree char *certificate_option = g_strconcat ("--certificate=", certificate, NULL);
  g_autofree char *key_option = g_strconcat ("--key=", key, NULL);
  const char *const options[] = { "--port=0",         "--web-port=0", "--public-address=127.0.0.1",
                                  certificate_option, key_option,     NULL };
  g_autofree char *first = NULL, *second = NULL, *sentence = NULL;
  g_autoptr (NetAnswer) before = NULL;
  g_autoptr (NetAnswer) desk = NULL;

  office_test_authority_sign (authority, "127.0.0.1", 0, YEAR_2049, certificate, key);
  start (self, options);
  before = browse (self, database, &first);
  g_assert_cmpuint (before->status, ==, 200);
  g_assert_cmpstr (first, !=, self->link->fingerprint);
  office_test_authority_sign (authority, "127.0.0.1", 0, YEAR_2049, certificate, key);
  g_subprocess_send_signal (self->process, SIGHUP);
  do
    {
      g_autoptr (NetAnswer) after = NULL;

      g_clear_pointer (&second, g_free);
      after = browse (self, database, &second);
      g_assert_cmpuint (after->status, ==, 200);
    }
  while (g_str_equal (first, second));
  soup_session_set_tls_database (self->client.session, NULL);
  desk = ask (self, "GET", "/health", NULL);
  g_assert_cmpuint (desk->status, ==, 200);
  stop (self, SIGTERM);

  g_assert_true (g_file_set_contents (key, "no key", -1, NULL));
  sentence = run_refused (self, self->data, options, 1);
  g_assert_nonnull (strstr (sentence, key));
  g_clear_pointer (&sentence, g_free);
  office_test_authority_sign (authority, "desk.example.org", 0, YEAR_2049, certificate, key);
  sentence = run_refused (self, self->data, options, 1);
  g_assert_nonnull (strstr (sentence, "--public-address"));
}

static void
test_bad_options (Fixture *self, gconstpointer data)
{
  const char *const cases[] = { "--port=99999", "--port=many", "--colour", "surplus" };
  g_autofree char *address = NULL, *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_free (run_refused (self, self->data, (const char *const[]){ cases[i], NULL }, 2));
  g_assert_false (g_file_test (self->data, G_FILE_TEST_EXISTS));
  address = run_refused (self, self->data, (const char *const[]){ "--port=0", "--listen=nonsense", NULL }, 1);
  g_assert_nonnull (strstr (address, "--listen"));
  name = run_refused (self, self->data, (const char *const[]){ "--port=0", "--name=", NULL }, 1);
  g_assert_nonnull (strstr (name, "--name"));
}

/* A disk that is full: a file system of one megabyte would need root, a limit on file sizes does not. */
static void
limit_files (gpointer data)
{
  struct rlimit limit = { 40 * 1024, 40 * 1024 };

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

static void
test_no_room (Fixture *self, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *sentence = NULL;

  g_subprocess_launcher_set_child_setup (launcher, limit_files, NULL, NULL);
  process = spawn (self, launcher, self->data, any_port);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &sentence, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_test_message ("%s", sentence);
  g_assert_true (g_str_has_prefix (sentence, "office: "));
}

static char *
receive (GSocket *socket)
{
  char text[64] = { 0 };

  g_assert_cmpint (g_socket_receive_with_blocking (socket, text, sizeof text - 1, TRUE, NULL, NULL), >, 0);
  return g_strdup (text);
}

static void
test_supervised (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "notify", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, 0, NULL);
  g_autofree char *ready = NULL, *stopping = NULL;

  g_socket_set_timeout (socket, OFFICE_WAIT_SECONDS);
  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  g_setenv ("NOTIFY_SOCKET", path, TRUE);
  start (self, any_port);
  g_unsetenv ("NOTIFY_SOCKET");
  ready = receive (socket);
  g_assert_cmpstr (ready, ==, "READY=1");
  stop (self, SIGTERM);
  stopping = receive (socket);
  g_assert_cmpstr (stopping, ==, "STOPPING=1");
}

/* The service manager listens; the host takes its socket as descriptor 3. */
static void
test_activated (Fixture *self, gconstpointer data)
{
  static const char *const manager[] = { "/bin/sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\"", NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (NetAnswer) health = NULL;
  g_autofree char *link = NULL;

  g_assert_true (g_socket_bind (socket, address, TRUE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  g_subprocess_launcher_take_fd (launcher, dup (g_socket_get_fd (socket)), 3);
  g_subprocess_launcher_set_child_setup (launcher, die_with_the_test, NULL, NULL);
  self->before = manager;
  self->process = spawn (self, launcher, self->data, any_port);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->opening = read_line (lines);
  link = read_line (lines);
  self->link = office_invitation_link_parse (link, NULL);
  g_assert_cmpuint (self->link->port, ==, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  health = ask (self, "GET", "/health", NULL);
  g_assert_cmpuint (health->status, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = g_getenv ("OFFICE_PROGRAM");
  g_assert_nonnull (program);
#define ADD(path, function) g_test_add ("/net/serve/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("ready", test_ready);
  ADD ("interrupt", test_interrupt);
  ADD ("killed", test_killed);
  ADD ("plain", test_plain);
  ADD ("second-host", test_second_host);
  ADD ("port-in-use", test_port_in_use);
  ADD ("bad-folder", test_bad_folder);
  ADD ("damaged-database", test_damaged_database);
  ADD ("newer-database", test_newer_database);
  ADD ("bad-certificate", test_bad_certificate);
  ADD ("certificate", test_certificate);
  ADD ("bad-options", test_bad_options);
  ADD ("no-room", test_no_room);
  ADD ("supervised", test_supervised);
  ADD ("activated", test_activated);
  return g_test_run ();
}
