/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-resting-streams.h"
#include "office-wait.h"

#include <string.h>
#include <sys/socket.h>

#define MOST    2
#define SECONDS 1
#define REQUEST "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
#define ANSWER  "Here you are."

/* A server whose connections are the ends of pairs. */
typedef struct {
  SoupServer *server;
  OfficeRestingStreams *streams;
} Fixture;

typedef struct {
  GSocketConnection *client;
  GSocketConnection *host; /* NULL: nothing holds it any more; not owned */
  GString *heard;
  gboolean ended;
} Line;

static void
answer (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, ANSWER, strlen (ANSWER));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, answer, NULL, NULL);
  self->streams = office_resting_streams_new (self->server, MOST, SECONDS);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  soup_server_disconnect (self->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->streams);
  g_assert_finalize_object (self->server);
}

static GSocketConnection *
make_end (int descriptor)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (descriptor, NULL);

  g_socket_set_blocking (socket, FALSE);
  return g_socket_connection_factory_create_connection (socket);
}

static Line *
line_new (Fixture *fixture)
{
  Line *self = g_new0 (Line, 1);
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  self->client = make_end (ends[0]);
  self->host = make_end (ends[1]);
  self->heard = g_string_new (NULL);
  office_resting_streams_accept (fixture->streams, G_IO_STREAM (self->host), self->host);
  g_object_add_weak_pointer (G_OBJECT (self->host), (gpointer *) &self->host);
  g_object_unref (self->host);
  g_assert_nonnull (self->host);
  return self;
}

static void
line_free (Line *self)
{
  g_clear_weak_pointer (&self->host);
  g_object_unref (self->client);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_free)

static void
line_say (Line *self, const char *text)
{
  gssize n = g_socket_send (g_socket_connection_get_socket (self->client), text, strlen (text), NULL, NULL);

  g_assert_cmpint (n, ==, strlen (text));
}

static void
line_listen (Line *self)
{
  char bytes[1024];
  gssize n;

  while ((n = g_socket_receive (g_socket_connection_get_socket (self->client), bytes, sizeof bytes, NULL, NULL)) > 0)
    g_string_append_len (self->heard, bytes, n);
  self->ended = n == 0;
}

static guint
line_count_answers (Line *self)
{
  guint n = 0;

  line_listen (self);
  for (const char *at = self->heard->str; (at = strstr (at, ANSWER)) != NULL; at++)
    n++;
  return n;
}

static gboolean
line_has_ended (Line *self)
{
  line_listen (self);
  return self->ended;
}

/* ---- the tests ---- */

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (Line) line = line_new (self);

  for (guint i = 1; i <= 3; i++)
    {
      line_say (line, REQUEST);
      OFFICE_WAIT_UNTIL (line_count_answers (line) == i && office_resting_streams_get_n (self->streams) == 1);
    }
  g_assert_false (line_has_ended (line));
}

/* Both at once: nothing comes in for the second. */
static void
test_together (Fixture *self, gconstpointer data)
{
  g_autoptr (Line) line = line_new (self);

  line_say (line, REQUEST REQUEST);
  OFFICE_WAIT_UNTIL (line_count_answers (line) == 2 && office_resting_streams_get_n (self->streams) == 1);
  line_say (line, REQUEST);
  OFFICE_WAIT_UNTIL (line_count_answers (line) == 3);
  g_assert_cmpuint (office_resting_streams_get_n (self->streams), ==, 1);
}

static void
test_not_wanted (Fixture *self, gconstpointer data)
{
  g_autoptr (Line) line = line_new (self);

  line_say (line, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  OFFICE_WAIT_UNTIL (line_has_ended (line) && line->host == NULL);
  g_assert_cmpuint (line_count_answers (line), ==, 1);
  g_assert_cmpuint (office_resting_streams_get_n (self->streams), ==, 0);
}

/* The one that libsoup forgets. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autoptr (Line) line = line_new (self);

  line_say (line, REQUEST);
  OFFICE_WAIT_UNTIL (line_count_answers (line) == 1);
  g_assert_true (g_io_stream_close (G_IO_STREAM (line->client), NULL, NULL));
  OFFICE_WAIT_UNTIL (line->host == NULL);
  g_assert_cmpuint (office_resting_streams_get_n (self->streams), ==, 0);
}

static void
test_time (Fixture *self, gconstpointer data)
{
  g_autoptr (Line) line = line_new (self);

  line_say (line, REQUEST);
  OFFICE_WAIT_UNTIL (line_has_ended (line) && line->host == NULL);
  /* Nothing that could be taken for the answer to a request that is on its way. */
  g_assert_true (g_str_has_suffix (line->heard->str, ANSWER));
  g_assert_cmpuint (line_count_answers (line), ==, 1);
  g_assert_cmpuint (office_resting_streams_get_n (self->streams), ==, 0);
}

static void
test_number (Fixture *self, gconstpointer data)
{
  g_autoptr (Line) first = line_new (self);
  g_autoptr (Line) second = line_new (self);
  g_autoptr (Line) third = line_new (self);
  Line *lines[] = { first, second, third };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      line_say (lines[i], REQUEST);
      OFFICE_WAIT_UNTIL (line_count_answers (lines[i]) == 1);
    }
  OFFICE_WAIT_UNTIL (line_has_ended (first) && first->host == NULL);
  g_assert_cmpuint (office_resting_streams_get_n (self->streams), ==, MOST);
  line_say (third, REQUEST);
  OFFICE_WAIT_UNTIL (line_count_answers (third) == 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/net/resting-streams/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("kept", test_kept);
  ADD ("together", test_together);
  ADD ("not-wanted", test_not_wanted);
  ADD ("closed", test_closed);
  ADD ("time", test_time);
  ADD ("number", test_number);
  return g_test_run ();
}
