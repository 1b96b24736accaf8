/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "admin-fixture.h"

#include "office-certificate.h"

#include <glib/gstdio.h>

#define FILE_ID "0190a000-0000-7000-8000-0000000000f1"
#define MESSAGE "(SELECT min (id) FROM record WHERE kind = 'message')"

static void
assert_found (AdminFixture *self, const char *words)
{
  g_autofree char *text = admin_check (self);

  g_test_message ("%s", text);
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not among the findings:\n%s", words, text);
}

static void
test_sound (AdminFixture *self, gconstpointer data)
{
  g_autofree char *text = admin_check (self);

  g_assert_cmpstr (text, ==, "");
}

/* Each fault alone, in a book that was sound. */
static const struct {
  const char *name, *sql, *words;
} faults[] = {
  { "no-json", "INSERT INTO record_gone (id, kind, scope, rev, body) VALUES ('x', 'x', 'office', 1, '[1')",
    "cannot be read" },
  { "no-record", "UPDATE record SET body = '{\"id\":1}' WHERE id = " MESSAGE, "cannot be read" },
  { "other-id", "UPDATE record SET id = '0190a000-0000-7000-8000-00000000dead' WHERE id = " MESSAGE,
    "differs from the row" },
  { "other-revision", "UPDATE record SET rev = 1 WHERE id = " MESSAGE, "differs from the row" },
  { "future", "UPDATE record SET rev = 99, body = json_set (body, '$.rev', 99) WHERE id = " MESSAGE,
    "has the revision 99, the book's last is 5" },
  { "other-type", "UPDATE record SET body = json_set (body, '$.seq', 'two') WHERE id = " MESSAGE, "cannot be read" },
  { "no-scope", "UPDATE record SET scope = 'moon', body = json_set (body, '$.scope', 'moon') WHERE id = " MESSAGE,
    "cannot be read" },
  { "wrong-scope",
    "UPDATE record SET scope = 'office', body = json_set (body, '$.scope', 'office') WHERE id = " MESSAGE,
    "where there is no such kind" },
  { "no-room", "DELETE FROM record WHERE kind = 'room'", "which is missing" },
  { "other-room",
    "UPDATE record SET body = json_set (body, '$.room', '0190a000-0000-7000-8000-00000000dead')"
    " WHERE kind = 'column'",
    "names another room" },
  { "no-text", "UPDATE record SET body = json_remove (body, '$.text') WHERE id = " MESSAGE,
    "has neither words nor files" },
  { "message-lost", "DELETE FROM record WHERE id = " MESSAGE,
    "1 numbers of messages are missing, and 0 are accounted for" },
  { "number-twice", "UPDATE record SET body = json_set (body, '$.seq', 1) WHERE kind = 'message'",
    "two messages have the number 1" },
  { "number-ahead", "UPDATE room_seq SET seq = 1", "has the number 2, the last that its room gave is 1" },
  { "numbers-lost", "UPDATE room_seq SET seq = 7", "5 numbers of messages are missing" },
  { "gone-and-there",
    "INSERT INTO record_gone (id, kind, scope, rev, body) SELECT id, kind, scope, 5, '{}' FROM record"
    " WHERE kind = 'column'",
    "both there and gone" },
  { "no-person", "DELETE FROM record WHERE kind = 'person' AND body ->> '$.name' = 'Ben'", "(ben) has no person" },
  { "no-account", "PRAGMA foreign_keys = OFF; DELETE FROM account WHERE name_key = 'ben'",
    "A row of “token” names a row of “account” that is missing" },
  { "no-identity", "DELETE FROM meta WHERE key = 'epoch'", "does not say which office" },
  { "newer", "PRAGMA user_version = 9999", "has the form 9999" },
};

static void
test_fault (AdminFixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  admin_damage (self->book, faults[i].sql);
  assert_found (self, faults[i].words);
}

/* Messages that went for good with their task leave tombstones, and in half a year not even these; one that came back from
 * another room has been numbered anew. */
static void
test_numbers_accounted_for (AdminFixture *self, gconstpointer data)
{
  static const char *const ways[] = {
    "INSERT INTO record_gone (id, kind, scope, rev, body) SELECT id, kind, scope, 5, json_object ('id', id, 'kind', "
    "kind,"
    " 'scope', scope, 'rev', 5, 'gone', json ('true')) FROM record WHERE id = " MESSAGE ";"
    "DELETE FROM record WHERE id = " MESSAGE,
    "DELETE FROM record_gone; INSERT INTO meta VALUES ('floor', 5)",
    "DELETE FROM meta WHERE key = 'floor';"
    "INSERT INTO field_revision (id, field, rev) SELECT id, 'room', 5 FROM record WHERE kind = 'message'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *text = NULL;

      admin_damage (self->book, ways[i]);
      text = admin_check (self);
      g_assert_cmpstr (text, ==, "");
    }
  admin_damage (self->book, "DELETE FROM field_revision");
  assert_found (self, "1 numbers of messages are missing");
}

static void
test_torn_pages (AdminFixture *self, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->book, &contents, &length, NULL));
  memset (contents + 5 * 4096, 0xa5, 4096);
  g_assert_true (g_file_set_contents (self->book, contents, (gssize) length, NULL));
  assert_found (self, "damaged");
}

static void
test_many (AdminFixture *self, gconstpointer data)
{
  admin_damage (self->book,
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)"
                " INSERT INTO record (id, kind, scope, rev, body) SELECT 'x' || i, 'x', 'x', 1, '{}' FROM n");
  assert_found (self, "And 40 more like these: record.");
}

static void
test_files (AdminFixture *self, gconstpointer data)
{
  g_autofree char *hash = admin_attach (self, "A drawing", -1);
  g_autofree char *path = g_strdup_printf ("%s/files/%.2s/%s", self->data, hash, hash);
  /* As a record of a kind that names files. */
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO record (id, kind, scope, rev, body) SELECT 'ID', 'file', scope, 5, json_object ('id', 'ID', 'kind',"
      " 'file', 'scope', scope, 'rev', 5, 'room', body ->> '$.room', 'message', id, 'name', 'Plan', 'type', "
      "'text/plain', 'hash', "
      "'%s')"
      " FROM record WHERE id = " MESSAGE "; UPDATE record SET id = '" FILE_ID
      "', body = replace (body, '\"ID\"', '\"" FILE_ID "\"') WHERE id = 'ID';"
      /* Which stands for its words. */
      " UPDATE record SET body = json_remove (body, '$.text') WHERE id = " MESSAGE,
      hash);
  g_autofree char *sound = NULL;

  admin_damage (self->book, sql);
  sound = admin_check (self);
  g_assert_cmpstr (sound, ==, "");

  g_assert_true (g_file_set_contents (path, "A drawinG", -1, NULL));
  assert_found (self, "does not have the content that its name says");
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_found (self, "is missing");
}

/* A hash that somebody wrote into a message is a word like others. */
static void
test_hash_as_text (AdminFixture *self, gconstpointer data)
{
  g_autofree char *hash = g_strnfill (64, 'a');
  g_autofree char *sql = g_strdup_printf (
      "UPDATE record SET body = json_set (body, '$.text', '%s') WHERE id = " MESSAGE, hash);
  g_autofree char *text = NULL;

  admin_damage (self->book, sql);
  text = admin_check (self);
  g_assert_cmpstr (text, ==, "");
}

static void
test_certificate (AdminFixture *self, gconstpointer data)
{
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (GTlsCertificate) certificate = office_certificate_open (self->data, "A", self->clock, random, TRUE, NULL);
  g_autofree char *key = g_build_filename (self->data, "key.pem", NULL);
  g_autofree char *sound = admin_check (self);

  g_assert_nonnull (certificate);
  g_assert_cmpstr (sound, ==, "");
  g_assert_cmpint (g_unlink (key), ==, 0);
  assert_found (self, "key.pem");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADMIN_TEST ("/admin/check/sound", test_sound);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/admin/check/fault/", faults[i].name, NULL);

      g_test_add (path, AdminFixture, GUINT_TO_POINTER (i), admin_fixture_set_up, test_fault, admin_fixture_tear_down);
    }
  ADMIN_TEST ("/admin/check/numbers-accounted-for", test_numbers_accounted_for);
  ADMIN_TEST ("/admin/check/torn-pages", test_torn_pages);
  ADMIN_TEST ("/admin/check/many", test_many);
  ADMIN_TEST ("/admin/check/files", test_files);
  ADMIN_TEST ("/admin/check/hash-as-text", test_hash_as_text);
  ADMIN_TEST ("/admin/check/certificate", test_certificate);
  return g_test_run ();
}
