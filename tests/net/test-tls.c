/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-net-fixture.h"

#include <sys/socket.h>

#define N_SILENT       100
#define SILENT_SECONDS 10 /* after which the host gives one up that says nothing */

static void
result_came (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
accept_any (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags flags, gpointer data)
{
  return TRUE;
}

static void
prepare_tls (GSocketClient *client, GSocketClientEvent event, GSocketConnectable *connectable, GIOStream *stream,
             gpointer data)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_signal_connect (stream, "accept-certificate", G_CALLBACK (accept_any), NULL);
}

static GSocketConnection *
connect_to (NetFixture *self, gboolean tls, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_socket_client_set_tls (client, tls);
  g_signal_connect (client, "event", G_CALLBACK (prepare_tls), NULL);
  g_socket_client_connect_to_host_async (client, "127.0.0.1", office_host_get_port (self->host), NULL, result_came,
                                         &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return g_socket_client_connect_to_host_finish (client, result, error);
}

/* The fingerprint that an invitation carries is that of the certificate which a client sees. */
static void
test_fingerprint (NetFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = connect_to (self, TRUE, &error);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *seen = NULL;
  g_autoptr (OfficeInvitationLink) link = office_host_invite (self->host, "member", 1, 1, NULL);

  g_assert_no_error (error);
  g_object_get (connection, "base-io-stream", &stream, NULL);
  g_object_get (stream, "peer-certificate", &certificate, NULL);
  g_object_get (certificate, "certificate", &der, NULL);
  seen = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  g_assert_cmpstr (seen, ==, office_host_get_fingerprint (self->host));
  g_assert_cmpstr (link->fingerprint, ==, seen);
  g_assert_cmpstr (link->host, ==, "127.0.0.1");
  g_assert_false (link->plain);
}

static void
test_requests (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) health = net_fixture_ask (self, "GET", "/health", NULL, NULL);
  g_autoptr (NetAnswer) anna = net_fixture_join (self, "Anna", "1");
  g_autoptr (NetAnswer) invitation = NULL;

  g_assert_cmpuint (health->status, ==, 200);
  g_assert_cmpuint (anna->status, ==, 201);
  invitation = net_fixture_ask (self, "POST", "/invitations", "{\"role\":\"member\",\"uses\":1,\"hours\":2}",
                                json_object_get_string_member (anna->body, "token"));
  g_assert_cmpstr (json_object_get_string_member (invitation->body, "fingerprint"), ==,
                   office_host_get_fingerprint (self->host));
}

/* Clients that connect and say nothing, or nonsense, are in nobody's way. */
static void
test_stalled_handshake (NetFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) silent = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocketConnection) talker = connect_to (self, FALSE, NULL);
  g_autoptr (NetAnswer) health = NULL;
  static const char plain[] = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < N_SILENT; i++)
    g_ptr_array_add (silent, connect_to (self, FALSE, NULL));
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (talker)), plain, strlen (plain), NULL, NULL,
                             NULL);
  health = net_fixture_ask (self, "GET", "/health", NULL, NULL);
  g_assert_cmpuint (health->status, ==, 200);
  /* Nobody had to wait until the silent ones were given up. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, SILENT_SECONDS * G_USEC_PER_SEC);
}

/* A client that is gone before it was taken must not end the listening. */
static void
test_reset (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) health = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GSocketConnection) connection = connect_to (self, FALSE, NULL);
      struct linger linger = { 1, 0 };

      setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &linger,
                  sizeof linger);
    }
  health = net_fixture_ask (self, "GET", "/health", NULL, NULL);
  g_assert_cmpuint (health->status, ==, 200);
}

/* A handshake is dear: what is asked for next comes on the same connection. */
static void
test_kept_connection (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) first = net_fixture_ask (self, "GET", "/health", NULL, NULL);

  g_assert_cmpuint (first->status, ==, 200);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (NetAnswer) next = net_fixture_ask (self, "GET", "/health", NULL, NULL);

      g_assert_cmpuint (next->status, ==, 200);
      g_assert_cmpuint (next->connection, ==, first->connection);
    }
}

static guint
ask_from (NetFixture *self, const char *scheme)
{
  g_autofree char *origin = g_strdup_printf ("%s://127.0.0.1:%u", scheme, office_host_get_port (self->host));
  SoupMessage *message = net_fixture_build (self, "GET", "/health", NULL);
  g_autoptr (NetAnswer) answer = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Origin", origin);
  answer = net_fixture_send (self, message);
  return answer->status;
}

/* A page that came without TLS is another origin, as anybody between may have written it. */
static void
test_origin (NetFixture *self, gconstpointer data)
{
  g_assert_cmpuint (ask_from (self, "https"), ==, 200);
  g_assert_cmpuint (ask_from (self, "http"), ==, 403);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                                            \
  g_test_add ("/net/tls/" path, NetFixture, NULL, net_fixture_set_up_tls, function, net_fixture_tear_down)
  ADD ("fingerprint", test_fingerprint);
  ADD ("requests", test_requests);
  ADD ("kept-connection", test_kept_connection);
  ADD ("origin", test_origin);
  ADD ("stalled-handshake", test_stalled_handshake);
  ADD ("reset", test_reset);
  return g_test_run ();
}
