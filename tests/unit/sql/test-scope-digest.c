/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql-fixture.h"

#include "office-scope-digest.h"

static const char all_records[] = "SELECT id, CAST (rev AS TEXT), body, scope FROM record ORDER BY id";

static GPtrArray *
collect (OfficeDatabase *database)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (database, all_records, &error);
  GPtrArray *digests;

  g_assert_no_error (error);
  digests = office_scope_digest_collect (statement, &error);
  g_assert_no_error (error);
  return digests;
}

static void
put (OfficeRecordTable *table, guint number, const char *room, gint64 rev)
{
  g_autoptr (OfficeRecord) message = sql_message (number, room, number, room);
  g_autoptr (GError) error = NULL;

  office_record_set_rev (message, rev);
  office_record_table_put (table, message, &error);
  g_assert_no_error (error);
}

/* In one pass what the table tells of each scope alone. */
static void
test_as_the_table (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  g_autofree char *one = sql_id (1001);
  g_autofree char *two = sql_id (1002);
  g_autoptr (GPtrArray) digests = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 30; i++)
    put (table, i, i % 3 == 0 ? one : two, i);
  digests = collect (database);
  g_assert_cmpuint (digests->len, ==, 2);
  for (guint i = 0; i < digests->len; i++)
    {
      const OfficeScopeDigest *digest = g_ptr_array_index (digests, i);
      g_autofree char *expected = office_record_table_digest (table, (const char *const[]){ digest->scope, NULL },
                                                              &error);

      g_assert_no_error (error);
      g_assert_cmpstr (digest->digest, ==, expected);
      g_assert_cmpuint (digest->n_records, ==, i == 0 ? 10 : 20);
    }
}

static void
test_lines (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  g_autofree char *room = sql_id (1001);
  g_autoptr (GPtrArray) none = collect (database);
  g_autoptr (GPtrArray) digests = NULL;
  g_autofree char *empty = office_scope_digest_print (none, NULL, NULL, 0, "");
  g_autofree char *lines = NULL;
  g_autofree char *expected = NULL;

  g_assert_cmpstr (empty, ==, "office -\nhead - 0 -\n");
  put (table, 1, room, 7);
  digests = collect (database);
  lines = office_scope_digest_print (digests, "OFFICE", "EPOCH", 7, "TAG");
  expected = g_strdup_printf ("office OFFICE\nhead EPOCH 7 TAG\nscope room:%s 1 %s\n", room,
                              ((OfficeScopeDigest *) digests->pdata[0])->digest);
  g_assert_cmpstr (lines, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SQL_TEST ("/sql/scope-digest/as-the-table", test_as_the_table);
  SQL_TEST ("/sql/scope-digest/lines", test_lines);
  return g_test_run ();
}
