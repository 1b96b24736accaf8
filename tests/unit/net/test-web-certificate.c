/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate for browsers: what is said of one that cannot be used, and how it is renewed. */
#include "office-fake-clock.h"
#include "office-problem.h"
#include "office-test-authority.h"
#include "office-test-folder.h"
#include "office-web-certificate.h"
#include "office-web-door.h"

#include <sys/stat.h>
#include <unistd.h>

#define NOW    G_GINT64_CONSTANT (1750000000) /* s */
#define DAY    G_GINT64_CONSTANT (86400)
#define MINUTE (60 * 1000)

typedef struct {
  OfficeTestAuthority *authority;
  OfficeClock *clock;
  char *folder;
  char *certificate, *key;
  guint n_renewed;
} Fixture;

static void
sign (Fixture *self, const char *hosts, gint64 days)
{
  office_test_authority_sign (self->authority, hosts, NOW - DAY, NOW + days * DAY, self->certificate, self->key);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->authority = office_test_authority_new ();
  self->clock = office_fake_clock_new (NOW * 1000);
  self->folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  self->certificate = g_build_filename (self->folder, "fullchain.pem", NULL);
  self->key = g_build_filename (self->folder, "privkey.pem", NULL);
  sign (self, "*.example.org,desk.example.org,127.0.0.1", 90);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (office_fake_clock_count_timeouts (self->clock), ==, 0);
  g_object_unref (self->clock);
  office_test_authority_free (self->authority);
  office_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->certificate);
  g_free (self->key);
}

static void
on_renewed (OfficeWebCertificate *certificate, Fixture *self)
{
  self->n_renewed++;
}

static OfficeWebCertificate *
open_it (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  OfficeWebCertificate *opened = office_web_certificate_open (self->certificate, self->key, self->clock, &error);

  g_assert_no_error (error);
  g_signal_connect (opened, "renewed", G_CALLBACK (on_renewed), self);
  return opened;
}

static void
pass_a_minute (Fixture *self)
{
  office_fake_clock_advance (self->clock, MINUTE);
}

/* The file in the words, and what is to be done. */
static void
check_refused (Fixture *self, const char *certificate, const char *key, const char *path, const char *advice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeWebCertificate) opened = office_web_certificate_open (certificate, key, self->clock, &error);

  g_assert_null (opened);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == OFFICE_PROBLEM);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, advice));
}

static void
write_text (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "other.pem", NULL);
  g_autofree char *other_key = g_build_filename (self->folder, "other-key.pem", NULL);

  check_refused (self, other, self->key, other, "no such file");
  check_refused (self, self->certificate, other, other, "no such file");
  check_refused (self, self->folder, self->key, self->folder, "cannot be read");
  check_refused (self, self->key, self->key, self->key, "BEGIN CERTIFICATE");
  check_refused (self, self->certificate, self->certificate, self->certificate, "BEGIN PRIVATE KEY");
  office_test_authority_sign (self->authority, "elsewhere.example.org", NOW, NOW + DAY, other, other_key);
  check_refused (self, self->certificate, other_key, other_key, "does not belong");
  write_text (other_key, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIH0MF8G\n-----END ENCRYPTED PRIVATE KEY-----\n");
  check_refused (self, self->certificate, other_key, other_key, "openssl pkey");
  write_text (other_key,
              "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIH0\n-----END RSA PRIVATE KEY-----\n");
  check_refused (self, self->certificate, other_key, other_key, "openssl pkey");
  write_text (other, "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
  check_refused (self, other, self->key, other, "no usable");
  g_assert_true (g_file_set_contents (other, "\x30\x82\x00\x01", 4, NULL));
  check_refused (self, other, self->key, other, "openssl x509");
}

static void
test_rights (Fixture *self, gconstpointer data)
{
  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }
  g_assert_no_errno (chmod (self->key, 0));
  check_refused (self, self->certificate, self->key, self->key, "LoadCredential");
}

/* One file with both, as some programs write it; and a chain that stands before the host's own certificate. */
static void
test_together (Fixture *self, gconstpointer data)
{
  g_autofree char *both = g_build_filename (self->folder, "both.pem", NULL);
  g_autofree char *certificate = NULL, *key = NULL, *text = NULL, *reversed = NULL;
  const char *between;
  g_autoptr (OfficeWebCertificate) opened = NULL;
  g_autoptr (GTlsCertificate) issuer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (self->certificate, &certificate, NULL, NULL));
  g_assert_true (g_file_get_contents (self->key, &key, NULL, NULL));
  text = g_strconcat (key, certificate, NULL);
  write_text (both, text);
  opened = office_web_certificate_open (both, both, self->clock, &error);
  g_assert_no_error (error);
  g_object_get (office_web_certificate_get (opened), "issuer", &issuer, NULL);
  g_assert_nonnull (issuer);
  office_web_certificate_close (opened);

  between = g_strrstr (certificate, "-----BEGIN CERTIFICATE-----");
  reversed = g_strdup_printf ("%s%.*s", between, (int) (between - certificate), certificate);
  write_text (both, reversed);
  check_refused (self, both, self->key, both, "first in its file");
}

static void
test_renewed (Fixture *self, gconstpointer data)
{
  g_autoptr (OfficeWebCertificate) opened = open_it (self);
  g_autoptr (GTlsCertificate) first = g_object_ref (office_web_certificate_get (opened));
  g_autofree char *name = office_web_certificate_dup_name (opened);

  g_assert_cmpstr (name, ==, "desk.example.org");
  g_assert_null (office_web_certificate_get_complaint (opened));
  pass_a_minute (self);
  office_web_certificate_renew (opened);
  g_assert_cmpuint (self->n_renewed, ==, 0);
  g_assert_true (office_web_certificate_get (opened) == first);

  sign (self, "desk.example.org", 180);
  g_assert_true (office_web_certificate_get (opened) == first);
  pass_a_minute (self);
  g_assert_cmpuint (self->n_renewed, ==, 1);
  g_assert_false (g_tls_certificate_is_same (office_web_certificate_get (opened), first));

  sign (self, "desk.example.org", 200);
  office_web_certificate_renew (opened);
  g_assert_cmpuint (self->n_renewed, ==, 2);
  pass_a_minute (self);
  g_assert_cmpuint (self->n_renewed, ==, 2);
  office_web_certificate_close (opened);
}

/* Certbot's way: links into an archive, which are made to lead to newer files. */
static void
test_renewed_links (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "live.pem", NULL);
  g_autofree char *key_link = g_build_filename (self->folder, "live-key.pem", NULL);
  g_autofree char *second = g_build_filename (self->folder, "fullchain2.pem", NULL);
  g_autofree char *second_key = g_build_filename (self->folder, "privkey2.pem", NULL);
  g_autoptr (OfficeWebCertificate) opened = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (symlink (self->certificate, link));
  g_assert_no_errno (symlink (self->key, key_link));
  opened = office_web_certificate_open (link, key_link, self->clock, &error);
  g_assert_no_error (error);
  g_signal_connect (opened, "renewed", G_CALLBACK (on_renewed), self);
  office_test_authority_sign (self->authority, "desk.example.org", NOW, NOW + 90 * DAY, second, second_key);
  pass_a_minute (self);
  g_assert_cmpuint (self->n_renewed, ==, 0);
  g_assert_no_errno (unlink (link));
  g_assert_no_errno (symlink (second, link));
  pass_a_minute (self);
  /* Between the two links nothing fits: the one of before stays, and the keeper is told. */
  g_assert_cmpuint (self->n_renewed, ==, 0);
  g_assert_nonnull (strstr (office_web_certificate_get_complaint (opened), "does not belong"));
  g_assert_no_errno (unlink (key_link));
  g_assert_no_errno (symlink (second_key, key_link));
  pass_a_minute (self);
  g_assert_cmpuint (self->n_renewed, ==, 1);
  g_assert_null (office_web_certificate_get_complaint (opened));
  office_web_certificate_close (opened);
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (OfficeWebCertificate) opened = open_it (self);
  g_autoptr (GTlsCertificate) first = g_object_ref (office_web_certificate_get (opened));

  g_assert_no_errno (unlink (self->certificate));
  pass_a_minute (self);
  g_assert_true (office_web_certificate_get (opened) == first);
  g_assert_nonnull (strstr (office_web_certificate_get_complaint (opened), self->certificate));
  sign (self, "desk.example.org", 90);
  pass_a_minute (self);
  g_assert_null (office_web_certificate_get_complaint (opened));
  g_assert_cmpuint (self->n_renewed, ==, 1);
  office_web_certificate_close (opened);
}

/* The office opens with it, and the keeper is told; so also while it runs. */
static void
test_times (Fixture *self, gconstpointer data)
{
  g_autoptr (OfficeWebCertificate) ended = NULL;
  g_autoptr (OfficeWebCertificate) early = NULL;
  g_autoptr (OfficeWebCertificate) going = NULL;

  office_test_authority_sign (self->authority, "desk.example.org", NOW - 90 * DAY, NOW - DAY, self->certificate,
                              self->key);
  ended = open_it (self);
  g_assert_nonnull (strstr (office_web_certificate_get_complaint (ended), "ended on 2025-06-14"));
  office_web_certificate_close (ended);

  office_test_authority_sign (self->authority, "desk.example.org", NOW + DAY, NOW + 90 * DAY, self->certificate,
                              self->key);
  early = open_it (self);
  g_assert_nonnull (strstr (office_web_certificate_get_complaint (early), "clock"));
  office_web_certificate_close (early);

  sign (self, "desk.example.org", 3);
  going = open_it (self);
  g_assert_null (office_web_certificate_get_complaint (going));
  office_fake_clock_advance (self->clock, 2 * DAY * 1000);
  g_assert_nonnull (strstr (office_web_certificate_get_complaint (going), "ends on"));
  office_fake_clock_advance (self->clock, DAY * 1000);
  g_assert_nonnull (strstr (office_web_certificate_get_complaint (going), "ended on"));
  sign (self, "desk.example.org", 90);
  pass_a_minute (self);
  g_assert_null (office_web_certificate_get_complaint (going));
  office_web_certificate_close (going);
}

static void
test_names (Fixture *self, gconstpointer data)
{
  g_autoptr (OfficeWebCertificate) opened = open_it (self);
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (office_web_certificate_expect (opened, "127.0.0.1", NULL));
  g_assert_false (office_web_certificate_expect (opened, "127.0.0.2", NULL));
  g_assert_false (office_web_certificate_expect (opened, "desk.example.com", &error));
  g_assert_nonnull (strstr (error->message, "--public-address"));
  g_assert_true (office_web_certificate_expect (opened, "any.example.org", NULL));
  sign (self, "desk.example.com", 90);
  pass_a_minute (self);
  g_assert_cmpuint (self->n_renewed, ==, 1);
  g_assert_nonnull (strstr (office_web_certificate_get_complaint (opened), "not for “any.example.org”"));
  sign (self, "*.example.org,10.0.0.7", 90);
  pass_a_minute (self);
  g_assert_null (office_web_certificate_get_complaint (opened));
  address = office_web_certificate_dup_name (opened);
  g_assert_cmpstr (address, ==, "10.0.0.7");
  office_web_certificate_close (opened);
}

static void
test_addresses (void)
{
  static const struct {
    const char *text, *address, *host;
  } cases[] = {
    { "desk.example.org", "https://desk.example.org:8766", "desk.example.org" },
    { "desk.example.org:443", "https://desk.example.org", "desk.example.org" },
    { "desk.example.org:8443", "https://desk.example.org:8443", "desk.example.org" },
    { "10.0.0.7", "https://10.0.0.7:8766", "10.0.0.7" },
    { "::1", "https://[::1]:8766", "::1" },
    { "[2001:db8::7]:443", "https://[2001:db8::7]", "2001:db8::7" },
    { "", NULL, NULL },
    { "https://desk.example.org", NULL, NULL },
    { "desk.example.org/calendar", NULL, NULL },
    { "desk.example.org:0", NULL, NULL },
    { "desk.example.org:99999", NULL, NULL },
    { "two words", NULL, NULL },
    { "a@b", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *host = NULL;
      g_autofree char *address = office_web_door_make_address (cases[i].text, 8766, &host, &error);

      g_assert_cmpstr (address, ==, cases[i].address);
      g_assert_cmpstr (host, ==, cases[i].host);
      if (address == NULL)
        g_assert_nonnull (strstr (error->message, "--public-address"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/net/web-certificate/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("refused", test_refused);
  ADD ("rights", test_rights);
  ADD ("together", test_together);
  ADD ("renewed", test_renewed);
  ADD ("renewed-links", test_renewed_links);
  ADD ("gone", test_gone);
  ADD ("times", test_times);
  ADD ("names", test_names);
  g_test_add_func ("/net/web-certificate/addresses", test_addresses);
  return g_test_run ();
}
