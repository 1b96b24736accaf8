/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql-fixture.h"

#include "office-problem.h"

#define ROOM       "00000001-0000-4000-8000-000000000000"
#define OTHER_ROOM "00000002-0000-4000-8000-000000000000"
#define ANNA       "0000000a-0000-4000-8000-000000000000"
#define BEN        "0000000b-0000-4000-8000-000000000000"
#define TASK       "000000aa-0000-4000-8000-000000000000"

static void
put (OfficeRecordTable *table, OfficeRecord *record)
{
  g_autoptr (GError) error = NULL;

  office_record_table_put (table, record, &error);
  g_assert_no_error (error);
  office_record_unref (record);
}

static OfficeRecord *
new_task (guint number, const char *room, const char *column)
{
  g_autofree char *id = sql_id (number);
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *task = office_record_new ("task", id, scope);

  office_record_set_text (task, "room", room);
  office_record_set_text (task, "column", column);
  office_record_set_text (task, "title", "Water the plants");
  return task;
}

static void
assert_fields (GPtrArray *records, const char *field, const char *expected)
{
  g_autofree char *text = sql_join_field (records, field);

  g_assert_cmpstr (text, ==, expected);
  g_ptr_array_unref (records);
}

static void
test_put_and_get (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  g_autofree char *id = sql_id (7);
  g_autofree char *body = NULL;
  g_autoptr (OfficeRecord) found = NULL;
  OfficeRecord *message = sql_message (7, ROOM, 1, ANNA);

  g_assert_null (office_record_table_get (table, id, &error));
  g_assert_no_error (error);
  office_record_set_rev (message, 5);
  put (table, message);
  found = office_record_table_get (table, id, &error);
  g_assert_cmpint (office_record_get_rev (found), ==, 5);
  body = office_record_table_get_body (table, id, &error);
  g_assert_cmpstr (body, ==,
                   "{\"id\":\"00000007-0000-7000-8000-000000000000\",\"kind\":\"message\","
                   "\"scope\":\"room:" ROOM "\",\"rev\":5,\"room\":\"" ROOM "\",\"seq\":1,"
                   "\"author\":\"" ANNA "\",\"text\":\"Something that was said\"}");
  g_assert_true (office_record_table_remove (table, id, &error));
  g_assert_null (office_record_table_get (table, id, &error));
  g_assert_no_error (error);
}

static void
test_list (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) of_room = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) all_messages = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  g_autoptr (GPtrArray) in_scope = NULL;

  put (table, new_task (1, ROOM, ANNA));
  put (table, new_task (2, ROOM, BEN));
  put (table, new_task (3, OTHER_ROOM, BEN));
  put (table, sql_message (4, ROOM, 1, ANNA));
  put (table, sql_message (5, OTHER_ROOM, 1, ANNA));
  put (table, office_record_new ("balloon", TASK, "office"));

  tasks = office_record_table_list (table, "task", NULL, NULL, &error);
  g_assert_cmpuint (tasks->len, ==, 3);
  of_room = office_record_table_list (table, "task", "column", BEN, &error);
  g_assert_cmpuint (of_room->len, ==, 2);
  in_scope = office_record_table_list (table, "task", "scope", "room:" OTHER_ROOM, &error);
  g_assert_cmpuint (in_scope->len, ==, 1);
  messages = office_record_table_list (table, "message", "room", OTHER_ROOM, &error);
  g_assert_cmpuint (messages->len, ==, 1);
  all_messages = office_record_table_list (table, "message", NULL, NULL, &error);
  g_assert_cmpuint (all_messages->len, ==, 2);
  unknown = office_record_table_list (table, "balloon", NULL, NULL, &error);
  g_assert_cmpuint (unknown->len, ==, 1);
  g_assert_no_error (error);
  g_assert_null (office_record_table_list (table, "task", "title", "Water the plants", &error));
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED);
}

static char *
read_changes (OfficeRecordTable *table, const char *scope)
{
  const char *scopes[] = { scope, NULL };
  gint64 reached;
  g_autoptr (GPtrArray) bodies = office_record_table_changes (table, scopes, 0, 100, 100000, &reached, NULL);

  g_assert_cmpint (reached, ==, 100);
  return sql_join_bodies (bodies);
}

static void
test_bury (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  g_autofree char *id = sql_id (1);
  g_autoptr (OfficeRecord) gone = office_record_new_gone ("task", id, "room:" ROOM, 3);
  g_autoptr (OfficeRecord) kept = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *empty = NULL;

  put (table, new_task (1, OTHER_ROOM, ANNA));
  g_assert_true (office_record_table_bury (table, gone, &error));
  kept = office_record_table_get (table, id, &error);
  g_assert_nonnull (kept);
  before = read_changes (table, "room:" ROOM);
  g_assert_cmpstr (before, ==,
                   "{\"id\":\"00000001-0000-7000-8000-000000000000\",\"kind\":\"task\",\"scope\":\"room:" ROOM
                   "\",\"rev\":3,\"gone\":true}\n");

  put (table, new_task (1, ROOM, ANNA));
  after = read_changes (table, "room:" ROOM);
  g_assert_null (strstr (after, "gone"));
  g_assert_true (office_record_table_bury (table, gone, &error));
  g_assert_null (office_record_table_get (table, id, &error));

  g_assert_true (office_record_table_purge_scope (table, "room:" ROOM, &error));
  empty = read_changes (table, "room:" ROOM);
  g_assert_cmpstr (empty, ==, "");
}

static void
fill_room (OfficeRecordTable *table)
{
  g_autofree char *first = sql_id (1);

  for (guint i = 1; i <= 12; i++)
    {
      OfficeRecord *message = sql_message (i, ROOM, i, i % 2 == 0 ? ANNA : BEN);

      if (i == 5 || i == 6)
        office_record_set_text (message, "thread", first);
      if (i == 7 || i == 8)
        office_record_set_text (message, "task", TASK);
      if (i == 8)
        office_record_set_text (message, "thread", first);
      if (i == 10)
        office_record_set_boolean (message, "removed", TRUE);
      put (table, message);
    }
  put (table, sql_message (20, OTHER_ROOM, 99, ANNA));
  for (guint i = 42; i > 39; i--)
    put (table, sql_message (i, ROOM, 0, ANNA));
}

static void
test_messages (SqlFixture *fixture, gconstpointer data)
{
  OfficeRecord *brought = sql_message (50, ROOM, 70, ANNA);
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  g_autofree char *first = sql_id (1);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) bodies = NULL;

  fill_room (table);
  assert_fields (office_record_table_messages (table, ROOM, NULL, NULL, 0, 3, NULL), "seq", "12 11 10 ");
  assert_fields (office_record_table_messages (table, ROOM, NULL, NULL, 10, 50, NULL), "seq", "9 4 3 2 1 ");
  assert_fields (office_record_table_messages (table, ROOM, first, NULL, 0, 50, NULL), "seq", "8 6 5 ");
  assert_fields (office_record_table_messages (table, ROOM, NULL, TASK, 0, 50, NULL), "seq", "7 ");
  assert_fields (office_record_table_messages_after (table, ROOM, NULL, NULL, 3, 3, NULL), "seq", "4 9 10 ");
  assert_fields (office_record_table_messages_after (table, ROOM, first, NULL, 5, 3, NULL), "seq", "6 8 ");
  assert_fields (office_record_table_history (table, ROOM, 0, 50, NULL), "seq", "12 11 10 9 8 7 6 5 4 3 2 1 ");
  assert_fields (office_record_table_history (table, ROOM, 3, 50, NULL), "seq", "2 1 ");
  bodies = office_record_table_history_bodies (table, ROOM, 3, 50, NULL);
  g_assert_cmpuint (bodies->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (bodies, 0), "\"seq\":2"));
  g_assert_cmpint (office_record_table_max_seq (table, ROOM, NULL), ==, 12);
  g_assert_cmpint (office_record_table_max_seq (table, TASK, NULL), ==, 0);
  office_record_set_rev (brought, 0);
  put (table, brought);
  g_assert_cmpint (office_record_table_max_seq (table, ROOM, NULL), ==, 12);

  waiting = office_record_table_messages_waiting (table, ROOM, NULL, NULL, NULL);
  g_assert_cmpuint (waiting->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = sql_id (42 - i);

      g_assert_cmpstr (office_record_get_id (g_ptr_array_index (waiting, i)), ==, id);
    }
}

static void
test_unread (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);

  fill_room (table);
  /* Of the conversation's 1 2 3 4 9 10 11 12, the odd ones are Ben's, and 10 was removed. */
  g_assert_cmpuint (office_record_table_count_unread (table, ROOM, ANNA, 0, NULL), ==, 4);
  g_assert_cmpuint (office_record_table_count_unread (table, ROOM, BEN, 0, NULL), ==, 3);
  g_assert_cmpuint (office_record_table_count_unread (table, ROOM, BEN, 2, NULL), ==, 2);
  g_assert_cmpuint (office_record_table_count_unread (table, ROOM, TASK, 11, NULL), ==, 1);
  g_assert_cmpuint (office_record_table_count_unread (table, ROOM, BEN, 12, NULL), ==, 0);
}

static int
count_step (gpointer data)
{
  ++*(guint64 *) data;
  return 0;
}

/* How many instructions of SQLite's machine the conversation's reads take; unlike time, it is the same on every run. */
static guint64
measure_reads (OfficeRecordTable *table, sqlite3 *handle, gint64 newest)
{
  guint64 steps = 0;

  sqlite3_progress_handler (handle, 1, count_step, &steps);
  g_ptr_array_unref (office_record_table_messages (table, ROOM, NULL, NULL, 0, 50, NULL));
  g_ptr_array_unref (office_record_table_messages_after (table, ROOM, NULL, NULL, newest - 50, 50, NULL));
  g_ptr_array_unref (office_record_table_messages_waiting (table, ROOM, NULL, NULL, NULL));
  g_ptr_array_unref (office_record_table_history (table, ROOM, 0, 50, NULL));
  office_record_table_max_seq (table, ROOM, NULL);
  office_record_table_count_unread (table, ROOM, BEN, newest - 50, NULL);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  return steps;
}

static void
test_cost (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  sqlite3 *handle = office_database_get_handle (database);
  guint64 small, large;
  guint i;

  g_assert_true (office_database_begin (database, NULL));
  for (i = 1; i <= 100; i++)
    put (table, sql_message (i, ROOM, i, ANNA));
  measure_reads (table, handle, 100); /* prepares */
  small = measure_reads (table, handle, 100);
  for (; i <= 5000; i++)
    put (table, sql_message (i, ROOM, i, ANNA));
  large = measure_reads (table, handle, 5000);
  g_assert_true (office_database_commit (database, NULL));

  g_assert_cmpuint (small, >, 100);
  g_assert_cmpuint (large, <=, small + small / 10);
}

static guint64
measure_revision (OfficeRecordTable *table, sqlite3 *handle, gint64 rev, guint n)
{
  const char *const scopes[] = { "room:" ROOM, NULL };
  g_autoptr (GPtrArray) bodies = NULL;
  guint64 steps = 0;
  gint64 reached;

  sqlite3_progress_handler (handle, 1, count_step, &steps);
  bodies = office_record_table_changes (table, scopes, rev - 1, rev, 1, &reached, NULL);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  g_assert_cmpuint (bodies->len, ==, n);
  g_assert_cmpint (reached, ==, rev);
  return steps;
}

/* A revision that is read in many pieces, as it changed thousands of records, is read once. */
static void
test_cost_of_revision (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  guint64 small, large;

  g_assert_true (office_database_begin (database, NULL));
  for (guint i = 0; i < 3300; i++)
    {
      OfficeRecord *task = new_task (i, ROOM, ANNA);

      office_record_set_rev (task, i < 300 ? 1 : 2);
      put (table, task);
    }
  small = measure_revision (table, office_database_get_handle (database), 1, 300);
  large = measure_revision (table, office_database_get_handle (database), 2, 3000);
  g_assert_true (office_database_commit (database, NULL));
  g_assert_cmpuint (small, >, 300);
  g_assert_cmpuint (large, <=, small * 12);
}

static void
assert_bad_mark (OfficeRecordTable *table, const char *mark)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;

  g_assert_null (office_record_table_page (table, "room:" ROOM, mark, 1000, &next, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (error), ==, "pages");
  g_assert_null (next);
}

static void
test_bad_marks (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);

  assert_bad_mark (table, "");
  assert_bad_mark (table, "x:1");
  assert_bad_mark (table, "r:");
  assert_bad_mark (table, "r:' OR 1");
  assert_bad_mark (table, "m:-1");
  assert_bad_mark (table, "m:1 ");
  assert_bad_mark (table, "m:99999999999999999999");
}

/* A table that an older version made, before any field was indexed. */
static void
test_grown_kinds (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = sql_open (fixture);
  g_autoptr (OfficeRecordTable) table = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (OfficeRecord) task = new_task (1, ROOM, BEN);
  g_autofree char *body = office_record_to_body (task);
  OfficeStatement *statement;

  office_database_execute (
      database,
      "CREATE TABLE record (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
      "  scope TEXT NOT NULL, rev INTEGER NOT NULL, body TEXT NOT NULL)",
      &error);
  g_assert_no_error (error);
  statement = office_database_prepare (database, "INSERT INTO record VALUES (1, 'x', 'task', 'room:" ROOM "', 1, ?1)",
                                       &error);
  office_statement_bind_text (statement, 1, body);
  g_assert_true (office_statement_run (statement, &error));

  table = office_record_table_new (database, "record", &error);
  g_assert_no_error (error);
  tasks = office_record_table_list (table, "task", "column", BEN, &error);
  g_assert_cmpuint (tasks->len, ==, 1);
  g_clear_pointer (&table, office_record_table_free);
  table = office_record_table_new (database, "record", &error);
  g_assert_no_error (error);
}

static void
test_two_tables (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  g_autoptr (OfficeRecordTable) shadow = office_record_table_new (database, "shadow", &error);
  g_autofree char *id = sql_id (1);
  g_autoptr (OfficeRecord) found = NULL;

  g_assert_no_error (error);
  put (shadow, new_task (1, ROOM, BEN));
  g_assert_null (office_record_table_get (table, id, &error));
  found = office_record_table_get (shadow, id, &error);
  g_assert_nonnull (found);
}

static void
test_digest (SqlFixture *fixture, gconstpointer data)
{
  static const char *const scopes[] = { "room:" ROOM, "office", NULL };
  g_autoptr (OfficeDatabase) database = NULL;
  g_autoptr (OfficeRecordTable) table = sql_open_table (fixture, &database);
  g_autoptr (OfficeRecordTable) copy = office_record_table_new (database, "copy", NULL);
  g_autofree char *one = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  put (table, new_task (1, ROOM, BEN));
  put (table, new_task (2, ROOM, BEN));
  put (copy, new_task (3, OTHER_ROOM, BEN));
  put (copy, new_task (2, ROOM, BEN));
  put (copy, new_task (1, ROOM, BEN));
  one = office_record_table_digest (table, scopes, NULL);
  same = office_record_table_digest (copy, scopes, NULL);
  g_assert_cmpstr (one, ==, same);
  put (copy, new_task (1, ROOM, ANNA));
  other = office_record_table_digest (copy, scopes, NULL);
  g_assert_cmpstr (one, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  SQL_TEST ("/sql/record-table/put-and-get", test_put_and_get);
  SQL_TEST ("/sql/record-table/list", test_list);
  SQL_TEST ("/sql/record-table/bury", test_bury);
  SQL_TEST ("/sql/record-table/messages", test_messages);
  SQL_TEST ("/sql/record-table/unread", test_unread);
  SQL_TEST ("/sql/record-table/cost", test_cost);
  SQL_TEST ("/sql/record-table/cost-of-revision", test_cost_of_revision);
  SQL_TEST ("/sql/record-table/bad-marks", test_bad_marks);
  SQL_TEST ("/sql/record-table/grown-kinds", test_grown_kinds);
  SQL_TEST ("/sql/record-table/two-tables", test_two_tables);
  SQL_TEST ("/sql/record-table/digest", test_digest);
  return g_test_run ();
}
