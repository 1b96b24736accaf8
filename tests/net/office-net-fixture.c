/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-net-fixture.h"

#include "office-fake-clock.h"
#include "office-test-folder.h"

#define MORNING G_GINT64_CONSTANT (1750000000000)

static gboolean
accept_certificate (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags flags, gpointer data)
{
  return TRUE;
}

void
net_fixture_start (NetFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeInvitationLink) link = NULL;

  self->host = office_host_new (
      &(OfficeHostOptions){
          .data = self->folder,
          .name = "Atelier Nord",
          .listen = "127.0.0.1",
          .plain = self->plain,
          .certificate = self->certificate,
          .key = self->key,
          .public_address = self->certificate != NULL ? "127.0.0.1" : NULL,
      },
      self->clock, self->random);
  office_host_start (self->host, &error);
  g_assert_no_error (error);
  link = office_host_invite (self->host, "admin", 10, 24, &error);
  g_assert_no_error (error);
  g_free (self->code);
  self->code = g_strdup (link->code);
}

static void
set_up (NetFixture *self, gboolean plain)
{
  if (self->folder == NULL)
    self->folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  self->clock = office_fake_clock_new (MORNING);
  self->random = office_system_random_new ();
  self->session = soup_session_new ();
  self->plain = plain;
  net_fixture_start (self);
}

void
net_fixture_set_up (NetFixture *self, gconstpointer data)
{
  set_up (self, TRUE);
}

void
net_fixture_set_up_tls (NetFixture *self, gconstpointer data)
{
  set_up (self, FALSE);
}

void
net_fixture_set_up_web (NetFixture *self, const char *certificate, const char *key)
{
  self->certificate = certificate;
  self->key = key;
  set_up (self, FALSE);
}

void
net_fixture_tear_down (NetFixture *self, gconstpointer data)
{
  soup_session_abort (self->session);
  if (self->host != NULL)
    {
      office_host_stop (self->host);
      g_assert_finalize_object (self->host);
    }
  g_object_unref (self->session);
  g_object_unref (self->random);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->clock);
  office_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->code);
}

char *
net_fixture_dup_url (NetFixture *self, const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", self->plain ? "http" : "https", office_host_get_port (self->host),
                          path);
}

SoupMessage *
net_fixture_build (NetFixture *self, const char *method, const char *path, const char *body)
{
  g_autofree char *url = net_fixture_dup_url (self, path);
  SoupMessage *message = soup_message_new (method, url);

  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate), NULL);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

static void
answer_came (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

NetAnswer *
net_fixture_send (NetFixture *self, SoupMessage *message)
{
  NetAnswer *answer = g_new0 (NetAnswer, 1);
  g_autoptr (SoupMessage) owned = message;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;

  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, answer_came, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  bytes = soup_session_send_and_read_finish (self->session, result, &answer->error);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (bytes == NULL)
    return answer;
  answer->status = soup_message_get_status (message);
  answer->connection = soup_message_get_connection_id (message);
  /* The data of no bytes is NULL. */
  answer->text = g_bytes_get_size (bytes) > 0 ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                                              : g_strdup ("");
  node = json_from_string (answer->text, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    answer->body = json_object_ref (json_node_get_object (node));
  return answer;
}

NetAnswer *
net_fixture_ask (NetFixture *self, const char *method, const char *path, const char *body, const char *token)
{
  SoupMessage *message = net_fixture_build (self, method, path, body);

  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
    }
  return net_fixture_send (self, message);
}

NetAnswer *
net_fixture_join (NetFixture *self, const char *name, const char *device_digit)
{
  g_autofree char *body = g_strdup_printf (
      "{\"code\":\"%s\",\"name\":\"%s\",\"password\":\"correct horse\","
      "\"device\":\"0190a000-0000-7000-8000-00000000000%s\",\"device_name\":\"Desk\"}",
      self->code, name, device_digit);

  return net_fixture_ask (self, "POST", "/join", body, NULL);
}

void
net_answer_free (NetAnswer *self)
{
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, json_object_unref);
  g_clear_error (&self->error);
  g_free (self->text);
  g_free (self);
}

void
net_assert_problem (NetAnswer *answer, guint status, const char *field)
{
  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (soup_message_headers_get_content_type (answer->headers, NULL), ==, "application/problem+json");
  g_assert_nonnull (answer->body);
  g_assert_cmpint (json_object_get_int_member (answer->body, "status"), ==, status);
  g_assert_cmpstr (json_object_get_string_member_with_default (answer->body, "title", ""), !=, "");
  g_assert_cmpstr (json_object_get_string_member_with_default (answer->body, "field", NULL), ==, field);
}
