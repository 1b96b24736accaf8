/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-certificate.h"
#include "office-problem.h"

#include <glib/gstdio.h>

typedef struct {
  OfficeClock *clock;
  OfficeRandom *random;
  char *folder;
  char *key;
  char *certificate;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->clock = office_system_clock_new ();
  self->random = office_system_random_new ();
  self->folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  self->key = g_build_filename (self->folder, "key.pem", NULL);
  self->certificate = g_build_filename (self->folder, "certificate.pem", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->key);
  g_unlink (self->certificate);
  g_assert_no_errno (g_rmdir (self->folder));
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_free (self->folder);
  g_free (self->key);
  g_free (self->certificate);
}

static GTlsCertificate *
open_pair (Fixture *self, gboolean fresh, GError **error)
{
  return office_certificate_open (self->folder, "Atelier Nord", self->clock, self->random, fresh, error);
}

static void
test_made (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = open_pair (self, TRUE, &error);
  g_autofree char *fingerprint = NULL, *subject = NULL;
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) addresses = NULL;
  gconstpointer first_name;
  gsize length;
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_no_errno (g_stat (self->key, &info));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);

  fingerprint = office_certificate_dup_fingerprint (certificate);
  g_assert_true (g_regex_match_simple ("^[0-9a-f]{64}$", fingerprint, 0, 0));

  g_object_get (certificate, "subject-name", &subject, "not-valid-after", &until, "dns-names", &names, "ip-addresses",
                &addresses, NULL);
  g_assert_cmpstr (subject, ==, "CN=Office Atelier Nord");
  g_assert_cmpint (g_date_time_difference (until, now) / G_TIME_SPAN_DAY, >=, 20 * 365);
  g_assert_cmpuint (names->len, >=, 2);
  first_name = g_bytes_get_data (g_ptr_array_index (names, 0), &length);
  g_assert_cmpmem (first_name, length, "localhost", strlen ("localhost"));
  g_assert_cmpuint (addresses->len, >=, 2);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) first = open_pair (self, TRUE, NULL);
  g_autoptr (GTlsCertificate) second = open_pair (self, FALSE, NULL);
  g_autofree char *one = office_certificate_dup_fingerprint (first);
  g_autofree char *other = office_certificate_dup_fingerprint (second);

  g_assert_cmpstr (one, ==, other);
}

static void
test_half (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) first = open_pair (self, TRUE, NULL);
  g_autoptr (GTlsCertificate) refused = NULL;
  g_autoptr (GTlsCertificate) again = NULL;
  g_autoptr (GError) error = NULL;

  g_unlink (self->certificate);
  refused = open_pair (self, FALSE, &error);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INTERNAL);
  g_assert_nonnull (strstr (error->message, self->certificate));
  g_assert_null (refused);
  g_clear_error (&error);

  /* Cut off in its first start: nobody has seen it. */
  again = open_pair (self, TRUE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
}

static void
test_mismatch (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) first = open_pair (self, TRUE, NULL);
  g_autoptr (GTlsCertificate) second = NULL;
  g_autoptr (GTlsCertificate) third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *old_key = NULL;

  g_assert_true (g_file_get_contents (self->key, &old_key, NULL, NULL));
  g_unlink (self->key);
  g_unlink (self->certificate);
  second = open_pair (self, TRUE, NULL);
  g_assert_true (g_file_set_contents (self->key, old_key, -1, NULL));
  third = open_pair (self, FALSE, &error);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INTERNAL);
  g_assert_nonnull (strstr (error->message, "does not belong"));
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_autoptr (GTlsCertificate) first = open_pair (self, TRUE, NULL);
  g_autoptr (GTlsCertificate) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->certificate, "not a certificate", -1, NULL));
  second = open_pair (self, FALSE, &error);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INTERNAL);
  g_assert_nonnull (strstr (error->message, self->certificate));
}

static void
test_long_name (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = office_certificate_open (
      self->folder, "ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää", self->clock, self->random, TRUE,
      &error);
  g_autofree char *subject = NULL;

  g_assert_no_error (error);
  g_object_get (certificate, "subject-name", &subject, NULL);
  g_assert_true (g_utf8_validate (subject, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/net/certificate/made", Fixture, NULL, set_up, test_made, tear_down);
  g_test_add ("/net/certificate/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/net/certificate/half", Fixture, NULL, set_up, test_half, tear_down);
  g_test_add ("/net/certificate/mismatch", Fixture, NULL, set_up, test_mismatch, tear_down);
  g_test_add ("/net/certificate/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/net/certificate/long-name", Fixture, NULL, set_up, test_long_name, tear_down);
  return g_test_run ();
}
