/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-acceptor.h"
#include "office-connector.h"
#include "office-listening-socket.h"
#include "office-problem.h"
#include "office-wait.h"

#define OFFICE       "0190a000-0000-7000-8000-0000000000a1"
#define ADA          "0190a000-0000-7000-8000-0000000000b1"
#define NO_HOST_PORT 9 /* discard: nobody listens there */
#define MANY         100

/*
 * A host of the test's own, with a certificate that nobody vouches for. Connections are taken as by a real host, not by libsoup: up
 * to 3.6.5 that one looks at a connection which is gone when its handshake ends after its server, as here when a client refuses
 * the certificate (libsoup 31052a23).
 */
typedef struct {
  SoupServer *server;
  OfficeAcceptor *acceptor;
  OfficeInvitationLink *where; /* with the right fingerprint */
  SoupWebsocketConnection *peer;
  char *heard;
  char *authorization;
  const char *speaks; /* the only language at /sync; NULL: ours */
} Host;

static void
answer (SoupServerMessage *message, guint status, const char *media_type, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, media_type, SOUP_MEMORY_COPY, body, strlen (body));
}

#define CARD                                                                                                           \
  "{\"token\":\"TOKEN\",\"expires_at\":1750000000000,\"person\":\"" ADA "\",\"role\":\"member\","                      \
  "\"office\":{\"id\":\"" OFFICE "\",\"name\":\"Atelier Nord\"}}"

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Host *self = data;

  g_free (self->authorization);
  self->authorization = g_strdup (
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization"));
  if (g_str_equal (path, "/health"))
    answer (message, 200, "application/json",
            "{\"status\":\"ok\",\"office\":{\"id\":\"" OFFICE "\",\"name\":\"Atelier Nord\"},\"people\":3,"
            "\"version\":\"0.1.0\",\"protocol\":1,\"revision\":5,\"connections\":1}");
  else if (g_str_equal (path, "/join"))
    answer (message, 403, "application/problem+json",
            "{\"type\":\"about:blank\",\"status\":403,\"title\":\"The code is used up\",\"field\":\"code\"}");
  else if (g_str_equal (path, "/sign-in"))
    answer (message, 200, "application/json", CARD);
  else if (g_str_equal (path, "/sign-out"))
    soup_server_message_set_status (message, 204, NULL);
  else if (g_str_equal (path, "/invitations"))
    answer (message, 201, "application/json", "{\"code\":\"abcdefgh12345678\",\"role\":\"member\",\"uses\":1}");
  else if (self->speaks != NULL && g_str_equal (path, "/sync"))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Sec-WebSocket-Protocol",
                                    self->speaks);
      answer (message, 426, "application/problem+json",
              "{\"type\":\"about:blank\",\"status\":426,\"title\":\"Update\"}");
    }
  else
    answer (message, 404, "text/html", "<h1>Some other server</h1>");
}

static void
on_heard (SoupWebsocketConnection *peer, int type, GBytes *bytes, Host *self)
{
  g_free (self->heard);
  self->heard = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
on_peer (SoupServer *server, SoupServerMessage *message, const char *path, SoupWebsocketConnection *peer, gpointer data)
{
  Host *self = data;

  g_set_object (&self->peer, peer);
  g_assert_null (soup_websocket_connection_get_extensions (peer));
  g_signal_connect (peer, "message", G_CALLBACK (on_heard), self);
}

static char *
compute_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}

static Host *
host_new (const char *certificate_name)
{
  Host *self = g_new0 (Host, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *fingerprint = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GSocket) socket = office_listening_socket_open ("127.0.0.1", 0, "--port", &error);
  g_autoptr (GSocketAddress) address = NULL;
  char *protocols[] = { (char *) "office.v1", NULL };

  g_assert_no_error (error);

  if (certificate_name != NULL)
    {
      path = g_test_build_filename (G_TEST_DIST, "unit", "link", certificate_name, NULL);
      certificate = g_tls_certificate_new_from_file (path, &error);
      g_assert_no_error (error);
      fingerprint = compute_fingerprint (certificate);
    }
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_add_websocket_handler (self->server, "/sync", NULL, protocols, on_peer, self, NULL);
  self->acceptor = office_acceptor_new (self->server, socket, certificate, MANY);
  office_acceptor_start (self->acceptor);
  address = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  self->where = office_invitation_link_new ("127.0.0.1",
                                            g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)), NULL,
                                            fingerprint, certificate == NULL);
  return self;
}

static void
host_free (Host *self)
{
  office_acceptor_stop (self->acceptor);
  OFFICE_WAIT_UNTIL (office_acceptor_count_handshakes (self->acceptor) == 0);
  g_clear_object (&self->acceptor);
  soup_server_disconnect (self->server);
  g_clear_object (&self->peer);
  g_object_unref (self->server);
  office_invitation_link_free (self->where);
  g_free (self->heard);
  g_free (self->authorization);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Host, host_free)

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OfficeHealth *
ask_health (OfficeConnector *connector, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  office_connector_health_async (connector, NULL, on_answer, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_connector_health_finish (connector, result, error);
}

static void
assert_health (const OfficeInvitationLink *where)
{
  g_autoptr (OfficeConnector) connector = office_connector_new (where);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeHealth) health = ask_health (connector, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (health->office_id, ==, OFFICE);
  g_assert_cmpstr (health->office_name, ==, "Atelier Nord");
  g_assert_cmpint (health->people, ==, 3);
}

static void
test_health (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");

  assert_health (host->where);
}

static void
test_plain (void)
{
  g_autoptr (Host) host = host_new (NULL);

  assert_health (host->where);
}

/* Without a pin the first certificate is the pin from then on. */
static void
test_first_seen (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");
  g_autoptr (OfficeInvitationLink) address = office_invitation_link_new ("127.0.0.1", host->where->port, NULL, NULL,
                                                                         FALSE);
  g_autoptr (OfficeConnector) connector = office_connector_new (address);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeHealth) first = NULL;
  g_autoptr (OfficeHealth) second = NULL;

  g_assert_null (office_connector_get_seen_fingerprint (connector));
  first = ask_health (connector, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (office_connector_get_seen_fingerprint (connector), ==, host->where->fingerprint);

  {
    g_autofree char *path = g_test_build_filename (G_TEST_DIST, "unit", "link", "certificate-two.pem", NULL);
    g_autoptr (GTlsCertificate) other = g_tls_certificate_new_from_file (path, &error);

    g_assert_no_error (error);
    soup_server_disconnect (host->server);
    office_acceptor_set_certificate (host->acceptor, other);
  }
  second = ask_health (connector, &error);
  g_assert_null (second);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
  g_assert_cmpstr (office_problem_get_field (error), ==, "fingerprint");
}

static void
test_wrong_certificate (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");
  g_autofree char *wrong = g_strnfill (64, 'a');
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", host->where->port, NULL, wrong,
                                                                       FALSE);
  g_autoptr (OfficeConnector) connector = office_connector_new (where);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask_health (connector, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
  g_assert_cmpstr (office_problem_get_field (error), ==, "fingerprint");
}

static void
test_nobody_there (void)
{
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", NO_HOST_PORT, NULL, NULL, FALSE);
  g_autoptr (OfficeConnector) connector = office_connector_new (where);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask_health (connector, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_assert_cmpstr (error->message, ==, "The office does not answer at 127.0.0.1:9");
}

static void
test_cancelled (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");
  g_autoptr (OfficeConnector) connector = office_connector_new (host->where);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  office_connector_health_async (connector, cancellable, on_answer, &result);
  g_cancellable_cancel (cancellable);
  OFFICE_WAIT_UNTIL (result != NULL);
  g_assert_null (office_connector_health_finish (connector, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_enter (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");
  g_autoptr (OfficeConnector) connector = office_connector_new (host->where);
  g_autoptr (GAsyncResult) join = NULL;
  g_autoptr (GAsyncResult) sign_in = NULL;
  g_autoptr (OfficeWelcomeCard) card = NULL;
  g_autoptr (GError) error = NULL;

  office_connector_join_async (connector, "abcdefgh12345678", "Ada", "a password", ADA, NULL, on_answer, &join);
  OFFICE_WAIT_UNTIL (join != NULL);
  g_assert_null (office_connector_enter_finish (connector, join, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
  g_assert_cmpstr (error->message, ==, "The code is used up");
  g_assert_cmpstr (office_problem_get_field (error), ==, "code");
  g_clear_error (&error);

  office_connector_sign_in_async (connector, "Ada", "a password", ADA, NULL, on_answer, &sign_in);
  OFFICE_WAIT_UNTIL (sign_in != NULL);
  card = office_connector_enter_finish (connector, sign_in, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (card->token, ==, "TOKEN");
  g_assert_cmpstr (card->person, ==, ADA);
  g_assert_cmpstr (card->office_id, ==, OFFICE);
  g_assert_cmpint (card->expires_at, ==, G_GINT64_CONSTANT (1750000000000));
}

static void
test_with_token (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");
  g_autoptr (OfficeConnector) connector = office_connector_new (host->where);
  g_autoptr (GAsyncResult) invite = NULL;
  g_autoptr (GAsyncResult) sign_out = NULL;
  g_autoptr (OfficeInvitationLink) link = NULL;
  g_autoptr (GError) error = NULL;

  office_connector_invite_async (connector, "TOKEN", "member", 1, 24, NULL, on_answer, &invite);
  OFFICE_WAIT_UNTIL (invite != NULL);
  link = office_connector_invite_finish (connector, invite, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (host->authorization, ==, "Bearer TOKEN");
  g_assert_cmpstr (link->code, ==, "abcdefgh12345678");
  g_assert_cmpint (link->port, ==, host->where->port);
  g_assert_cmpstr (link->fingerprint, ==, host->where->fingerprint);

  office_connector_sign_out_async (connector, "TOKEN", NULL, on_answer, &sign_out);
  OFFICE_WAIT_UNTIL (sign_out != NULL);
  g_assert_true (office_connector_sign_out_finish (connector, sign_out, &error));
  g_assert_no_error (error);
}

typedef struct {
  guint n_opened;
  guint n_closed;
  GError *reason;
  char *text;
} Ear;

static void
on_opened (OfficeSocket *socket, Ear *self)
{
  self->n_opened++;
}

static void
on_text (OfficeSocket *socket, const char *text, guint64 length, Ear *self)
{
  g_assert_cmpuint (strlen (text), ==, length);
  g_free (self->text);
  self->text = g_strdup (text);
}

static void
on_closed (OfficeSocket *socket, const GError *reason, Ear *self)
{
  self->n_closed++;
  g_clear_error (&self->reason);
  self->reason = reason != NULL ? g_error_copy (reason) : NULL;
}

static void
listen (OfficeSocket *socket, Ear *ear)
{
  g_signal_connect (socket, "opened", G_CALLBACK (on_opened), ear);
  g_signal_connect (socket, "text", G_CALLBACK (on_text), ear);
  g_signal_connect (socket, "closed", G_CALLBACK (on_closed), ear);
}

static void
ear_clear (Ear *self)
{
  g_free (self->text);
  g_clear_error (&self->reason);
}

static void
test_socket (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");
  g_autoptr (OfficeConnector) connector = office_connector_new (host->where);
  g_autoptr (OfficeSocket) socket = office_connector_make_socket (connector);
  g_autofree char *long_text = g_strnfill (262144, 'x');
  Ear ear = { 0 };

  listen (socket, &ear);
  office_socket_open (socket);
  OFFICE_WAIT_UNTIL (ear.n_opened == 1 && host->peer != NULL);
  office_socket_send (socket, "{\"frame\":\"hello\"}");
  OFFICE_WAIT_UNTIL (host->heard != NULL);
  g_assert_cmpstr (host->heard, ==, "{\"frame\":\"hello\"}");
  soup_websocket_connection_send_text (host->peer, long_text);
  OFFICE_WAIT_UNTIL (ear.text != NULL);
  g_assert_cmpuint (strlen (ear.text), ==, 262144);

  soup_websocket_connection_close (host->peer, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  OFFICE_WAIT_UNTIL (ear.n_closed == 1);

  g_clear_object (&host->peer);
  office_socket_open (socket);
  OFFICE_WAIT_UNTIL (ear.n_opened == 2);
  office_socket_close (socket);
  g_assert_cmpuint (ear.n_closed, ==, 1);
  OFFICE_WAIT_UNTIL (ear.n_closed == 2);
  g_assert_no_error (ear.reason);

  office_socket_open (socket);
  office_socket_close (socket);
  OFFICE_WAIT_UNTIL (ear.n_closed == 3);
  g_assert_no_error (ear.reason);
  g_assert_cmpuint (ear.n_opened, ==, 2);
  ear_clear (&ear);
}

static void
test_socket_too_large (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");
  g_autoptr (OfficeConnector) connector = office_connector_new (host->where);
  g_autoptr (OfficeSocket) socket = office_connector_make_socket (connector);
  g_autofree char *long_text = g_strnfill (300000, 'x');
  Ear ear = { 0 };

  listen (socket, &ear);
  office_socket_open (socket);
  OFFICE_WAIT_UNTIL (ear.n_opened == 1 && host->peer != NULL);
  soup_websocket_connection_send_text (host->peer, long_text);
  OFFICE_WAIT_UNTIL (ear.n_closed == 1);
  g_assert_null (ear.text);
  g_assert_error (ear.reason, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  ear_clear (&ear);
}

static void
test_socket_wrong_certificate (void)
{
  g_autoptr (Host) host = host_new ("certificate-one.pem");
  g_autofree char *wrong = g_strnfill (64, 'a');
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", host->where->port, NULL, wrong,
                                                                       FALSE);
  g_autoptr (OfficeConnector) connector = office_connector_new (where);
  g_autoptr (OfficeSocket) socket = office_connector_make_socket (connector);
  Ear ear = { 0 };

  listen (socket, &ear);
  office_socket_open (socket);
  OFFICE_WAIT_UNTIL (ear.n_closed == 1);
  g_assert_cmpuint (ear.n_opened, ==, 0);
  g_assert_error (ear.reason, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
  g_assert_cmpstr (office_problem_get_field (ear.reason), ==, "fingerprint");
  ear_clear (&ear);
}

static void
test_socket_other_language (void)
{
  static const struct {
    const char *speaks, *side;
  } cases[] = { { "office.v2", "device" }, { "office.v0", "host" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Host) host = host_new ("certificate-one.pem");
      g_autoptr (OfficeConnector) connector = office_connector_new (host->where);
      g_autoptr (OfficeSocket) socket = office_connector_make_socket (connector);
      Ear ear = { 0 };

      soup_server_remove_handler (host->server, "/sync");
      host->speaks = cases[i].speaks;
      listen (socket, &ear);
      office_socket_open (socket);
      OFFICE_WAIT_UNTIL (ear.n_closed == 1);
      g_assert_error (ear.reason, OFFICE_PROBLEM, OFFICE_PROBLEM_OUTDATED);
      g_assert_cmpstr (office_problem_get_field (ear.reason), ==, cases[i].side);
      ear_clear (&ear);
    }
}

static void
test_socket_nobody_there (void)
{
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", NO_HOST_PORT, NULL, NULL, TRUE);
  g_autoptr (OfficeConnector) connector = office_connector_new (where);
  g_autoptr (OfficeSocket) socket = office_connector_make_socket (connector);
  Ear ear = { 0 };

  listen (socket, &ear);
  office_socket_open (socket);
  OFFICE_WAIT_UNTIL (ear.n_closed == 1);
  g_assert_error (ear.reason, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  ear_clear (&ear);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connector/health", test_health);
  g_test_add_func ("/connector/plain", test_plain);
  g_test_add_func ("/connector/first-seen", test_first_seen);
  g_test_add_func ("/connector/wrong-certificate", test_wrong_certificate);
  g_test_add_func ("/connector/nobody-there", test_nobody_there);
  g_test_add_func ("/connector/cancelled", test_cancelled);
  g_test_add_func ("/connector/enter", test_enter);
  g_test_add_func ("/connector/with-token", test_with_token);
  g_test_add_func ("/connector/socket/there-and-back", test_socket);
  g_test_add_func ("/connector/socket/too-large", test_socket_too_large);
  g_test_add_func ("/connector/socket/wrong-certificate", test_socket_wrong_certificate);
  g_test_add_func ("/connector/socket/other-language", test_socket_other_language);
  g_test_add_func ("/connector/socket/nobody-there", test_socket_nobody_there);
  return g_test_run ();
}
