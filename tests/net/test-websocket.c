/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
#include "office-frame.h"
#include "office-net-fixture.h"
#include "office-web-peer.h"

#include <sys/socket.h>

#define DEVICE    "0190a000-0000-7000-8000-000000000001"
#define ROOM      "0190a000-0000-7000-8000-0000000000c1"
#define MESSAGE   "0190a000-0000-7000-8000-0000000000d1"
#define SCHEDULED "0190a000-0000-7000-8000-0000000000d2"
#define OPERATION "0190a000-0000-7000-8000-00000000f%03u"

typedef struct {
  NetFixture net;
  SoupWebsocketConnection *connection;
  GQueue texts; /* char* */
  gboolean closed;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  net_fixture_set_up (&self->net, data);
  g_queue_init (&self->texts);
}

static void
set_up_tls (Fixture *self, gconstpointer data)
{
  net_fixture_set_up_tls (&self->net, data);
  g_queue_init (&self->texts);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->connection != NULL)
    {
      if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
      OFFICE_WAIT_UNTIL (self->closed);
      g_object_unref (self->connection);
    }
  g_queue_clear_full (&self->texts, g_free);
  net_fixture_tear_down (&self->net, data);
}

static void
text_came (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer data)
{
  Fixture *self = data;

  g_assert_cmpint (type, ==, SOUP_WEBSOCKET_DATA_TEXT);
  g_queue_push_tail (&self->texts, g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message)));
}

static void
connection_closed (SoupWebsocketConnection *connection, gpointer data)
{
  ((Fixture *) data)->closed = TRUE;
}

static void
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
result_came (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Tries to open the line; FALSE with the status of the refusal. */
static gboolean
connect_line (Fixture *self, const char *protocol, const char *origin, guint *status)
{
  char *protocols[] = { (char *) protocol, NULL };
  g_autoptr (SoupMessage) message = net_fixture_build (&self->net, "GET", "/sync", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  soup_session_websocket_connect_async (self->net.session, message, origin, protocol != NULL ? protocols : NULL,
                                        G_PRIORITY_DEFAULT, NULL, result_came, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  self->connection = soup_session_websocket_connect_finish (self->net.session, result, &error);
  *status = soup_message_get_status (message);
  if (self->connection == NULL)
    return FALSE;
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, 0);
  g_signal_connect (self->connection, "message", G_CALLBACK (text_came), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (connection_closed), self);
  return TRUE;
}

static void
open_line (Fixture *self)
{
  guint status;

  g_assert_true (connect_line (self, "office.v1", NULL, &status));
  g_assert_cmpuint (status, ==, 101);
}

static OfficeFrame *
wait_for_frame (Fixture *self, OfficeFrameKind kind)
{
  for (;;)
    {
      g_autofree char *text = NULL;
      g_autoptr (OfficeFrame) frame = NULL;
      g_autoptr (GError) error = NULL;

      OFFICE_WAIT_UNTIL (!g_queue_is_empty (&self->texts) || self->closed);
      g_assert_false (g_queue_is_empty (&self->texts));
      text = g_queue_pop_head (&self->texts);
      frame = office_frame_parse (text, strlen (text), 1024 * 1024, &error);
      g_assert_no_error (error);
      if (frame->kind == kind)
        return g_steal_pointer (&frame);
    }
}

static char *
join (Fixture *self)
{
  g_autoptr (NetAnswer) answer = net_fixture_join (&self->net, "Anna", "1");

  g_assert_cmpuint (answer->status, ==, 201);
  return g_strdup (json_object_get_string_member (answer->body, "token"));
}

static void
say_hello (Fixture *self, const char *token)
{
  g_autofree char *hello = office_frame_hello (token, DEVICE, "Test", NULL, (const char *const[]){ NULL }, NULL);

  soup_websocket_connection_send_text (self->connection, hello);
}

static void
test_hello (Fixture *self, gconstpointer data)
{
  g_autofree char *token = join (self);
  g_autoptr (OfficeFrame) welcome = NULL, live = NULL;

  open_line (self);
  g_assert_cmpstr (soup_websocket_connection_get_protocol (self->connection), ==, "office.v1");
  /* libsoup's client offers permessage-deflate. */
  g_assert_null (soup_websocket_connection_get_extensions (self->connection));
  say_hello (self, token);
  welcome = wait_for_frame (self, OFFICE_FRAME_WELCOME);
  g_assert_cmpstr (welcome->office_name, ==, "Atelier Nord");
  live = wait_for_frame (self, OFFICE_FRAME_LIVE);
  g_assert_cmpint (live->rev, ==, office_store_get_head (office_host_get_store (self->net.host))->rev);
  g_assert_cmpuint (office_hub_count_peers (office_host_get_hub (self->net.host)), ==, 1);

  soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
  OFFICE_WAIT_UNTIL (self->closed);
  OFFICE_WAIT_UNTIL (office_hub_count_peers (office_host_get_hub (self->net.host)) == 0);
}

static void
test_wrong_token (Fixture *self, gconstpointer data)
{
  g_autoptr (OfficeFrame) bye = NULL;

  open_line (self);
  say_hello (self, "nonsense");
  bye = wait_for_frame (self, OFFICE_FRAME_BYE);
  g_assert_cmpint (bye->problem->code, ==, 401);
  OFFICE_WAIT_UNTIL (self->closed);
}

static void
test_sign_out (Fixture *self, gconstpointer data)
{
  g_autofree char *token = join (self);
  g_autoptr (OfficeFrame) live = NULL, bye = NULL;
  g_autoptr (NetAnswer) answer = NULL;

  open_line (self);
  say_hello (self, token);
  live = wait_for_frame (self, OFFICE_FRAME_LIVE);
  answer = net_fixture_ask (&self->net, "POST", "/sign-out", "{}", token);
  g_assert_cmpuint (answer->status, ==, 204);
  bye = wait_for_frame (self, OFFICE_FRAME_BYE);
  g_assert_cmpint (bye->problem->code, ==, 401);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  guint status;
  g_autoptr (NetAnswer) plain = NULL;

  g_assert_false (connect_line (self, NULL, NULL, &status));
  g_assert_cmpuint (status, ==, 426);
  g_assert_false (connect_line (self, "office.v2", NULL, &status));
  g_assert_cmpuint (status, ==, 426);
  g_assert_false (connect_line (self, "office.v1", "http://evil.example", &status));
  g_assert_cmpuint (status, ==, 403);
  plain = net_fixture_ask (&self->net, "GET", "/sync", NULL, NULL);
  net_assert_problem (plain, 426, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (plain->headers, "Upgrade"), ==, "websocket");
}

static void
test_own_origin (Fixture *self, gconstpointer data)
{
  g_autofree char *own = net_fixture_dup_url (&self->net, "");
  guint status;

  g_assert_true (connect_line (self, "office.v1", own, &status));
}

static void
test_binary (Fixture *self, gconstpointer data)
{
  open_line (self);
  soup_websocket_connection_send_binary (self->connection, "{}", 2);
  OFFICE_WAIT_UNTIL (self->closed);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (self->connection), ==,
                    SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA);
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (65537, ' ');
  g_autoptr (OfficeFrame) bye = NULL;

  open_line (self);
  soup_websocket_connection_send_text (self->connection, text);
  bye = wait_for_frame (self, OFFICE_FRAME_BYE);
  g_assert_cmpint (bye->problem->code, ==, 413);
  OFFICE_WAIT_UNTIL (self->closed);
}

static void
test_far_too_large (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (4 * 1024 * 1024, ' ');

  open_line (self);
  soup_websocket_connection_send_text (self->connection, text);
  OFFICE_WAIT_UNTIL (self->closed);
  OFFICE_WAIT_UNTIL (office_hub_count_peers (office_host_get_hub (self->net.host)) == 0);
}

/* ---- what libsoup's client would never do ---- */

static GSocketConnection *
open_raw (Fixture *self)
{
  static const char request[] = "GET /sync HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Protocol: office.v1\r\n\r\n";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *output;

  g_socket_client_connect_to_host_async (client, "127.0.0.1", office_host_get_port (self->net.host), NULL, result_came,
                                         &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  connection = g_socket_client_connect_to_host_finish (client, result, &error);
  g_assert_no_error (error);
  output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_assert_true (g_output_stream_write_all (output, request, strlen (request), NULL, NULL, &error));
  OFFICE_WAIT_UNTIL (office_hub_count_peers (office_host_get_hub (self->net.host)) == 1);
  return g_steal_pointer (&connection);
}

/* Writes what goes without blocking; FALSE when the other side has closed. */
static gboolean
write_some (GSocketConnection *connection, const void *bytes, gsize length)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GError) error = NULL;

  g_socket_set_blocking (socket, FALSE);
  if (g_socket_send (socket, bytes, length, NULL, &error) >= 0)
    return TRUE;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
}

/* A message that never ends, in fragments that each are small: it must not be collected without end. */
static void
test_endless_fragments (Fixture *self, gconstpointer data)
{
  g_autoptr (GSocketConnection) connection = open_raw (self);
  guint8 fragment[8 + 1024] = { 0x01, 0x80 | 126, 1024 >> 8, 1024 & 0xff, 0, 0, 0, 0 };
  OfficeHub *hub = office_host_get_hub (self->net.host);
  guint n_sent = 0;

  memset (fragment + 8, ' ', 1024);
  while (office_hub_count_peers (hub) > 0 && write_some (connection, fragment, sizeof fragment))
    {
      fragment[0] = 0x00;
      g_assert_cmpuint (n_sent++, <, 16 * 1024);
      g_main_context_iteration (NULL, FALSE);
    }
  OFFICE_WAIT_UNTIL (office_hub_count_peers (hub) == 0);
}

static GIOStream *
stream_for (int descriptor)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (descriptor, NULL);

  g_socket_set_blocking (socket, FALSE);
  return G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
}

/* Whoever never reads is given up before much waits for it. */
static void
test_stalled_reader (Fixture *self, gconstpointer data)
{
  OfficeHub *hub = office_host_get_hub (self->net.host);
  g_autofree char *text = g_strnfill (64 * 1024, ' ');
  g_autoptr (GBytes) frame = g_bytes_new (text, strlen (text));
  g_autoptr (GUri) uri = g_uri_parse ("http://localhost/sync", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GIOStream) near = NULL;
  g_autoptr (GIOStream) far = NULL;
  g_autoptr (OfficeWebPeer) peer = NULL;
  gboolean closed = FALSE;
  int pair[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM, 0, pair));
  near = stream_for (pair[0]);
  far = stream_for (pair[1]);
  peer = office_web_peer_new (hub, near, uri, "office.v1");
  g_signal_connect_swapped (peer, "closed", G_CALLBACK (set_true), &closed);
  for (guint i = 0; i < 64; i++)
    {
      office_transport_send (OFFICE_TRANSPORT (peer), frame);
      g_main_context_iteration (NULL, FALSE);
    }
  OFFICE_WAIT_UNTIL (closed);
  g_assert_cmpuint (office_hub_count_peers (hub), ==, 0);
}

static void
test_stop (Fixture *self, gconstpointer data)
{
  g_autofree char *token = join (self);
  g_autoptr (OfficeFrame) live = NULL, bye = NULL;

  open_line (self);
  say_hello (self, token);
  live = wait_for_frame (self, OFFICE_FRAME_LIVE);
  office_host_stop (self->net.host);
  bye = wait_for_frame (self, OFFICE_FRAME_BYE);
  g_assert_cmpint (bye->problem->code, ==, 503);
  g_assert_cmpint (bye->back_low, >=, 0);
  OFFICE_WAIT_UNTIL (self->closed);
}

/* The host starts again on the same port, and the office is the same. */
static void
test_restart (Fixture *self, gconstpointer data)
{
  g_autofree char *token = join (self);
  g_autoptr (OfficeFrame) live = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port = office_host_get_port (self->net.host);

  office_host_stop (self->net.host);
  office_host_start (self->net.host, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (office_host_get_port (self->net.host), ==, port);
  open_line (self);
  say_hello (self, token);
  live = wait_for_frame (self, OFFICE_FRAME_LIVE);
}

/* with: JSON with ' for " */
static void
act (Fixture *self, guint number, const char *intent, const char *with)
{
  g_autofree char *text = g_strdup_printf ("{'frame':'operations','operations':[{'id':'" OPERATION
                                           "','do':'%s','base':0,'at':0,'with':%s}]}",
                                           number, intent, with);
  g_autoptr (OfficeFrame) results = NULL;

  g_strdelimit (text, "'", '"');
  soup_websocket_connection_send_text (self->connection, text);
  results = wait_for_frame (self, OFFICE_FRAME_RESULTS);
  g_assert_no_error (((OfficeResult *) results->results->pdata[0])->problem);
}

static void
say (Fixture *self, char *frame)
{
  g_autofree char *owned = frame;

  soup_websocket_connection_send_text (self->connection, owned);
}

static gboolean
brings (OfficeFrame *frame, const char *text)
{
  for (guint i = 0; frame->records != NULL && i < frame->records->len; i++)
    if (g_strcmp0 (office_record_get_kind_name (frame->records->pdata[i]), "message") == 0
        && g_strcmp0 (office_record_get_text (frame->records->pdata[i], "text"), text) == 0)
      return TRUE;
  return FALSE;
}

/* In a page or in changes. */
static void
wait_for_message (Fixture *self, const char *said)
{
  gboolean found = FALSE;

  while (!found)
    {
      g_autofree char *text = NULL;
      g_autoptr (OfficeFrame) frame = NULL;

      OFFICE_WAIT_UNTIL (!g_queue_is_empty (&self->texts));
      text = g_queue_pop_head (&self->texts);
      frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, NULL);
      g_assert_nonnull (frame);
      found = brings (frame, said);
    }
}

/* Searching, watching and sending later, with all of a host's threads. */
static void
test_talk (Fixture *self, gconstpointer data)
{
  g_autofree char *token = join (self);
  g_autoptr (OfficeFrame) welcome = NULL, live = NULL, answer = NULL, seen = NULL, again = NULL;
  const OfficeFind find = { "needle", NULL, NULL, 0, G_MAXINT64 };
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;

  open_line (self);
  say_hello (self, token);
  welcome = wait_for_frame (self, OFFICE_FRAME_WELCOME);
  live = wait_for_frame (self, OFFICE_FRAME_LIVE);
  act (self, 1, "room.create", "{'id':'" ROOM "','name':'Lobby','visibility':'public'}");
  act (self, 2, "message.send", "{'id':'" MESSAGE "','room':'" ROOM "','text':'A needle'}");
  act (self, 3, "read.mark", "{'room':'" ROOM "','seq':1}");

  say (self, office_frame_find (5, &find, NULL, 10));
  answer = wait_for_frame (self, OFFICE_FRAME_ANSWER);
  g_assert_cmpint (answer->number, ==, 5);
  g_assert_no_error (answer->problem);
  g_assert_cmpuint (answer->records->len, ==, 1);
  g_assert_cmpstr (office_record_get_id (answer->records->pdata[0]), ==, MESSAGE);

  say (self, office_frame_watch (ROOM));
  say (self, office_frame_find (6, &find, NULL, 10));
  again = wait_for_frame (self, OFFICE_FRAME_ANSWER); /* so that the host has heard of it */
  office_fake_clock_advance (self->net.clock, 1000);
  seen = wait_for_frame (self, OFFICE_FRAME_SEEN);
  g_assert_true (seen->whole);
  g_assert_cmpuint (seen->people->len, ==, 1);
  g_assert_cmpstr (((OfficeSeen *) seen->people->pdata[0])->person, ==, welcome->you);

  later = g_strdup_printf ("{'id':'" SCHEDULED "','room':'" ROOM "','text':'Good morning','send_at':%" G_GINT64_FORMAT
                           "}",
                           office_clock_now (self->net.clock) + 60000);
  act (self, 4, "message.schedule", later);
  office_host_stop (self->net.host);
  OFFICE_WAIT_UNTIL (self->closed);
  office_fake_clock_advance (self->net.clock, 120000);
  office_host_start (self->net.host, &error);
  g_assert_no_error (error);
  g_clear_object (&self->connection);
  g_queue_clear_full (&self->texts, g_free);
  self->closed = FALSE;
  open_line (self);
  say_hello (self, token);
  wait_for_message (self, "Good morning");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/net/websocket/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("hello", test_hello);
  g_test_add ("/net/websocket/hello-tls", Fixture, NULL, set_up_tls, test_hello, tear_down);
  ADD ("wrong-token", test_wrong_token);
  ADD ("sign-out", test_sign_out);
  ADD ("refused", test_refused);
  ADD ("own-origin", test_own_origin);
  ADD ("binary", test_binary);
  ADD ("too-large", test_too_large);
  ADD ("far-too-large", test_far_too_large);
  ADD ("endless-fragments", test_endless_fragments);
  ADD ("stalled-reader", test_stalled_reader);
  ADD ("stop", test_stop);
  ADD ("restart", test_restart);
  ADD ("talk", test_talk);
  return g_test_run ();
}
