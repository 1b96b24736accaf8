/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Browsers and calendars at a door of their own, as programs that trust authorities, and desks that do not, see it. */
#include "office-fake-clock.h"
#include "office-host-private.h"
#include "office-net-fixture.h"
#include "office-test-authority.h"

#define FROM  G_GINT64_CONSTANT (1577836800) /* 2020 */
#define UNTIL G_GINT64_CONSTANT (2493072000) /* 2049 */

typedef struct {
  NetFixture net;
  OfficeTestAuthority *authority;
  char *certificate, *key;
  SoupSession *browser; /* trusts the authority and nobody else */
} Fixture;

static void
sign (Fixture *self, const char *hosts, gint64 until)
{
  office_test_authority_sign (self->authority, hosts, FROM, until, self->certificate, self->key);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsDatabase) database = NULL;

  self->authority = office_test_authority_new ();
  self->net.folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  self->certificate = g_build_filename (self->net.folder, "fullchain.pem", NULL);
  self->key = g_build_filename (self->net.folder, "privkey.pem", NULL);
  sign (self, "127.0.0.1,localhost", UNTIL);
  net_fixture_set_up_web (&self->net, self->certificate, self->key);
  database = office_test_authority_make_database (self->authority, self->net.folder);
  self->browser = soup_session_new ();
  soup_session_set_tls_database (self->browser, database);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  soup_session_abort (self->browser);
  g_object_unref (self->browser);
  net_fixture_tear_down (&self->net, data);
  office_test_authority_free (self->authority);
  g_free (self->certificate);
  g_free (self->key);
}

static char *
dup_url (Fixture *self, const char *path)
{
  return g_strdup_printf ("https://127.0.0.1:%u%s",
                          office_web_door_get_port (office_host_get_web_door (self->net.host)), path);
}

/* As a browser that has never been here: no connection is used twice. */
static NetAnswer *
browse (Fixture *self, const char *method, const char *path, char **fingerprint)
{
  g_autofree char *url = dup_url (self, path);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  SoupSession *desk = self->net.session;
  NetAnswer *answer;

  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  self->net.session = self->browser;
  answer = net_fixture_send (&self->net, g_object_ref (message));
  self->net.session = desk;
  if (fingerprint != NULL && answer->error == NULL)
    {
      g_autoptr (GByteArray) der = NULL;

      g_object_get (soup_message_get_tls_peer_certificate (message), "certificate", &der, NULL);
      *fingerprint = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
    }
  return answer;
}

static void
test_trusted (Fixture *self, gconstpointer data)
{
  g_autofree char *seen = NULL, *expected = dup_url (self, "");
  g_autoptr (NetAnswer) door = browse (self, "GET", "/", &seen);
  g_autoptr (NetAnswer) calendar = browse (self, "GET", "/calendar/3q2-7wAAESIzRFVmd4iZqrvM3e7_ABEiM0RVZneImao.ics",
                                           NULL);
  g_autoptr (OfficeInvitationLink) link = office_host_invite (self->net.host, "member", 1, 1, NULL);

  g_assert_no_error (door->error);
  g_assert_cmpuint (door->status, ==, 200);
  net_assert_problem (calendar, 404, NULL);
  g_assert_cmpstr (json_object_get_string_member (calendar->body, "title"), ==, "There is no such calendar");
  g_assert_cmpstr (office_host_get_web_address (self->net.host), ==, expected);
  /* Desks have the office's own, and an invitation leads them there. */
  g_assert_cmpstr (seen, !=, office_host_get_fingerprint (self->net.host));
  g_assert_cmpstr (link->fingerprint, ==, office_host_get_fingerprint (self->net.host));
  g_assert_cmpuint (link->port, ==, office_host_get_port (self->net.host));
}

/* The office's own door is what it was, and a browser still does not trust it. */
static void
test_own_door (Fixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) desk = net_fixture_ask (&self->net, "GET", "/health", NULL, NULL);
  g_autoptr (NetAnswer) browser = NULL;
  SoupSession *session = self->net.session;
  g_autofree char *url = net_fixture_dup_url (&self->net, "/health");

  g_assert_cmpuint (desk->status, ==, 200);
  self->net.session = self->browser;
  browser = net_fixture_send (&self->net, soup_message_new ("GET", url));
  self->net.session = session;
  g_assert_error (browser->error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
}

static void
test_no_desks (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "/join", "/sign-in", "/sign-out", "/invitations" };
  g_autofree char *port = g_strdup_printf ("%u", office_host_get_port (self->net.host));
  g_autoptr (NetAnswer) health = browse (self, "GET", "/health", NULL);
  g_autoptr (NetAnswer) sync = browse (self, "GET", "/sync", NULL);
  g_autoptr (NetAnswer) file = browse (self, "GET", "/files/0", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (NetAnswer) answer = browse (self, "POST", paths[i], NULL);

      net_assert_problem (answer, 404, NULL);
      g_assert_nonnull (strstr (json_object_get_string_member (answer->body, "title"), port));
    }
  net_assert_problem (sync, 404, NULL);
  net_assert_problem (health, 404, NULL);
  g_assert_cmpstr (json_object_get_string_member (health->body, "reason"), ==, "for-browsers");
  net_assert_problem (file, 404, NULL);
}

/* Who comes sees the new one, and desks notice nothing. */
static void
test_renewal (Fixture *self, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *pinned = NULL;
  g_autoptr (NetAnswer) before = browse (self, "GET", "/", &first);
  g_autoptr (NetAnswer) after = NULL;
  g_autoptr (NetAnswer) last = NULL;
  g_autoptr (NetAnswer) desk = NULL;

  g_assert_cmpuint (before->status, ==, 200);
  pinned = g_strdup (office_host_get_fingerprint (self->net.host));
  sign (self, "127.0.0.1", UNTIL);
  office_host_renew_certificate (self->net.host);
  after = browse (self, "GET", "/", &second);
  g_assert_no_error (after->error);
  g_assert_cmpuint (after->status, ==, 200);
  g_assert_cmpstr (second, !=, first);

  /* Nobody has to say so: the host looks. */
  sign (self, "127.0.0.1", UNTIL);
  office_fake_clock_advance (self->net.clock, 61 * 1000);
  last = browse (self, "GET", "/", &third);
  g_assert_no_error (last->error);
  g_assert_cmpstr (third, !=, second);

  desk = net_fixture_ask (&self->net, "GET", "/health", NULL, NULL);
  g_assert_cmpuint (desk->status, ==, 200);
  g_assert_cmpstr (office_host_get_fingerprint (self->net.host), ==, pinned);
}

/* A renewal that went wrong takes nothing from anybody. */
static void
test_bad_renewal (Fixture *self, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (NetAnswer) before = browse (self, "GET", "/", &first);
  g_autoptr (NetAnswer) after = NULL;

  g_assert_true (g_file_set_contents (self->key, "-----BEGIN PRIVATE KEY-----\nhalf", -1, NULL));
  office_host_renew_certificate (self->net.host);
  after = browse (self, "GET", "/", &second);
  g_assert_no_error (after->error);
  g_assert_cmpstr (second, ==, first);
  g_assert_nonnull (strstr (office_web_door_get_complaint (office_host_get_web_door (self->net.host)), self->key));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/net/web-door/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("trusted", test_trusted);
  ADD ("own-door", test_own_door);
  ADD ("no-desks", test_no_desks);
  ADD ("renewal", test_renewal);
  ADD ("bad-renewal", test_bad_renewal);
  return g_test_run ();
}
