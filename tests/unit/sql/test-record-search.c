/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-folded-text.h"
#include "office-record-search.h"
#include "sql-fixture.h"

#include <string.h>

#define N_IDS    50
#define N_ROUNDS 60
#define NOW      G_GINT64_CONSTANT (1772539200000) /* 2026-03-03T12:00Z */
#define DAY      G_GINT64_CONSTANT (86400000)

typedef struct {
  OfficeDatabase *database;
  OfficeRecordTable *table;
} Book;

static char *room, *other_room, *anna, *ben;

static void
book_open (Book *book, SqlFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  book->table = sql_open_table (fixture, &book->database);
  office_record_table_enable_search (book->table, &error);
  while (!office_record_table_is_search_whole (book->table) && office_record_table_build_search (book->table, &error))
    ;
  g_assert_no_error (error);
}

static void
book_close (Book *book)
{
  office_record_table_free (book->table);
  g_object_unref (book->database);
}

static void
put (Book *book, OfficeRecord *record)
{
  g_autoptr (GError) error = NULL;

  office_record_table_put (book->table, record, &error);
  g_assert_no_error (error);
}

static OfficeRecord *
say (Book *book, guint number, const char *where, const char *author, gint64 at, const char *text)
{
  OfficeRecord *record = sql_message (number, where, number, author);

  office_record_set_text (record, "text", text);
  office_record_set_integer (record, "at", at);
  put (book, record);
  return record;
}

static void
tell (Book *book, guint number, const char *text)
{
  g_autoptr (OfficeRecord) record = say (book, number, room, anna, NOW + number * 1000, text);
}

static OfficeRecord *
new_in_room (const char *kind, guint number, const char *where)
{
  g_autofree char *id = sql_id (number);
  g_autofree char *scope = office_scope_for_room (where);
  OfficeRecord *record = office_record_new (kind, id, scope);

  office_record_set_text (record, "room", where);
  return record;
}

static void
put_column (Book *book, guint number, const char *state)
{
  g_autoptr (OfficeRecord) record = new_in_room ("column", number, room);

  office_record_set_text (record, "name", "Column");
  office_record_set_text (record, "state", state);
  put (book, record);
}

static OfficeRecord *
put_task (Book *book, guint number, guint column, const char *title, const char *description)
{
  OfficeRecord *record = new_in_room ("task", number, room);
  g_autofree char *column_id = sql_id (column);

  office_record_set_text (record, "title", title);
  office_record_set_text (record, "description", description);
  office_record_set_text (record, "column", column_id);
  office_record_set_text (record, "created_by", ben);
  office_record_set_integer (record, "created_at", NOW + number * 1000);
  put (book, record);
  return record;
}

static GPtrArray *
find_page (Book *book, const char *text, const char *const *people, const char *const *rooms, guint limit, gint64 *mark)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (OfficeQuery) query = office_query_parse (text, NOW, zone);
  OfficeRecordSearchRequest request = { query, people, rooms, anna };
  g_autoptr (GError) error = NULL;
  GPtrArray *found = office_record_table_find (book->table, &request, limit, mark, &error);

  g_assert_no_error (error);
  return found;
}

/* ---- what is found without an index ---- */

static char **
list_scopes (Book *book)
{
  g_autoptr (GStrvBuilder) scopes = g_strv_builder_new ();
  OfficeStatement *statement = office_database_prepare (book->database, "SELECT DISTINCT scope FROM record", NULL);
  gboolean has_row;

  while (office_statement_step (statement, &has_row, NULL) && has_row)
    g_strv_builder_add (scopes, office_statement_get_text (statement, 0));
  return g_strv_builder_end (scopes);
}

static void
scan (Book *book, const char *text, const char *const *people, const char *const *rooms, const char *const *scopes,
      GHashTable *bodies)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (OfficeQuery) query = office_query_parse (text, NOW, zone);
  OfficeRecordSearchRequest request = { query, people, rooms, anna };
  gint64 mark = 0, before = G_MAXINT64;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = office_record_table_scan (book->table, &request, scopes, 2, 50, &mark, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, <=, 2);
      for (guint i = 0; i < found->len; i++)
        {
          OfficeRecordFound *one = found->pdata[i];

          g_assert_true (g_strv_contains (scopes, one->scope));
          g_assert_cmpint (one->mark, <, before);
          before = one->mark;
          g_assert_true (g_hash_table_add (bodies, g_strdup (one->body)));
        }
    }
  while (mark != 0);
}

/* The index and a look through the table find the same. */
static void
compare_scan (Book *book, const char *text, const char *const *people, const char *const *rooms, GPtrArray *expected)
{
  g_auto (GStrv) scopes = list_scopes (book);
  static const char *const nowhere[] = { NULL };
  g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) none = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  scan (book, text, people, rooms, (const char *const *) scopes, bodies);
  g_assert_cmpuint (g_hash_table_size (bodies), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_autofree char *body = office_record_to_body (expected->pdata[i]);

      g_assert_true (g_hash_table_contains (bodies, body));
    }
  scan (book, text, people, rooms, nowhere, none);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

/* The numbers of what is found, newest first. */
static char *
find_for (Book *book, const char *text, const char *const *people, const char *const *rooms)
{
  GString *numbers = g_string_new (NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  gint64 mark = 0;

  do
    {
      g_autoptr (GPtrArray) found = find_page (book, text, people, rooms, 2, &mark);

      g_assert_cmpuint (found->len, <=, 2);
      for (guint i = 0; i < found->len; i++)
        {
          g_string_append_printf (numbers, "%s%x", numbers->len > 0 ? " " : "",
                                  (guint) g_ascii_strtoull (office_record_get_id (found->pdata[i]), NULL, 16));
          g_ptr_array_add (all, office_record_ref (found->pdata[i]));
        }
    }
  while (mark != 0);
  compare_scan (book, text, people, rooms, all);
  return g_string_free (numbers, FALSE);
}

static void
assert_found (Book *book, const char *text, const char *expected)
{
  g_autofree char *found = find_for (book, text, NULL, NULL);

  g_assert_cmpstr (found, ==, expected);
}

/* ---- the index and the table ---- */

static char *
read_lines (OfficeDatabase *database, const char *sql)
{
  GString *lines = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (database, sql, &error);
  gboolean has_row;

  g_assert_no_error (error);
  while (office_statement_step (statement, &has_row, &error) && has_row)
    g_string_append_printf (lines, "%s %s\n", office_statement_get_text (statement, 0),
                            office_statement_get_text (statement, 1));
  g_assert_no_error (error);
  return g_string_free (lines, FALSE);
}

/* Every gram of every record that is in the index, by the records' ids. */
static char *
read_index (Book *book)
{
  g_autoptr (GError) error = NULL;

  office_database_execute (book->database,
                           "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary"
                           " USING fts5vocab (main, record_search, instance);"
                           "INSERT INTO record_search (record_search) VALUES ('integrity-check')",
                           &error);
  g_assert_no_error (error);
  return read_lines (book->database,
                     "SELECT r.id, v.term FROM temp.vocabulary AS v LEFT JOIN record_search_entry AS e ON e.number ="
                     " v.doc LEFT JOIN record AS r ON r.number = e.record ORDER BY 1, 2");
}

static char *
count (Book *book, const char *what)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*), '' FROM %s", what);

  return read_lines (book->database, sql);
}

/* The index is what it would be if it were made anew, and nothing more is kept for it. */
static void
assert_exact (Book *book, SqlFixture *fixture)
{
  g_autofree char *index = read_index (book);
  g_autofree char *waiting = count (
      book, "(SELECT 1 FROM temp.record_search_going UNION ALL SELECT 1 FROM temp.record_search_coming)");
  g_autofree char *entries = count (book, "record_search_entry");
  g_autofree char *expected_entries = NULL;
  g_autofree char *expected = NULL;

  g_assert_cmpstr (waiting, ==, "0 \n");
  book_close (book);
  {
    g_autoptr (GError) error = NULL;

    book->database = sql_open (fixture);
    office_database_execute (book->database, "UPDATE record_search_scheme SET scheme = 'another'", &error);
    g_assert_no_error (error);
    g_object_unref (book->database);
  }
  book_open (book, fixture);
  expected = read_index (book);
  expected_entries = count (book, "record_search_entry");
  g_assert_cmpstr (index, ==, expected);
  g_assert_cmpstr (entries, ==, expected_entries);
}

static const char *const words[] = { "budget",
                                     "Plan",
                                     "plans",
                                     "the",
                                     "a",
                                     "of",
                                     "Straße",
                                     "École",
                                     "会议",
                                     "明天",
                                     "会",
                                     "テスト",
                                     "한국어",
                                     "👍",
                                     "x",
                                     "office",
                                     "traffic",
                                     "PYTHON",
                                     "用python",
                                     "banana",
                                     "an",
                                     "na",
                                     "2026",
                                     "e\xcc\x81"
                                     "t",
                                     "https://example.org/a" };

static char *
make_text (guint most)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, (int) most); n > 0; n--)
    g_string_append_printf (text, "%s%s", text->len > 0 && g_test_rand_bit () ? " " : "",
                            words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

static OfficeRecord *
make_random (guint number)
{
  const char *where = g_test_rand_bit () ? room : other_room;
  g_autofree char *text = make_text (9);
  gint64 time = NOW + g_test_rand_int_range (0, 20) * 500;
  OfficeRecord *record;

  if (number % 10 == 9)
    {
      g_autofree char *carrier = sql_id ((guint) g_test_rand_int_range (0, N_IDS));

      record = new_in_room (number == 9 ? "mention" : "file", number, where);
      office_record_set_text (record, "message", carrier);
      office_record_set_text (record, "name", text);
      return record;
    }
  if (number % 3 != 0)
    {
      record = sql_message (number, where, number, g_test_rand_bit () ? anna : ben);
      office_record_set_text (record, "text", text);
      office_record_set_integer (record, "at", time);
      office_record_set_boolean (record, "removed", g_test_rand_int_range (0, 8) == 0);
      return record;
    }
  record = new_in_room (number % 2 == 0 ? "task" : "step", number, where);
  if (number % 2 != 0)
    {
      office_record_set_text (record, "text", text);
      return record;
    }
  office_record_set_text (record, "title", text);
  office_record_set_integer (record, "created_at", time);
  office_record_set_integer (record, "trashed_at", g_test_rand_int_range (0, 8) == 0 ? NOW : 0);
  return record;
}

static void
act (Book *book)
{
  guint number = (guint) g_test_rand_int_range (0, N_IDS);
  g_autofree char *id = sql_id (number);
  g_autofree char *scope = office_scope_for_room (g_test_rand_bit () ? room : other_room);
  g_autoptr (OfficeRecord) gone = NULL;
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      office_record_table_remove (book->table, id, &error);
      break;
    case 1:
      gone = office_record_new_gone ("message", id, scope, 1);
      office_record_table_bury (book->table, gone, &error);
      break;
    case 2:
      if (g_test_rand_int_range (0, 6) == 0)
        office_record_table_purge_scope (book->table, scope, &error);
      break;
    default:
      record = make_random (number);
      put (book, record);
      break;
    }
  g_assert_no_error (error);
}

/* What a savepoint or a rollback takes back is taken back from the index too. */
static void
act_in_transaction (Book *book)
{
  g_autoptr (GError) error = NULL;

  office_database_begin (book->database, &error);
  g_assert_no_error (error);
  for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
    {
      gboolean part = g_test_rand_int_range (0, 4) == 0;

      if (part)
        office_database_savepoint (book->database, &error);
      act (book);
      act (book);
      if (g_test_rand_int_range (0, 10) == 0)
        {
          gint64 mark = 0;
          g_autoptr (GPtrArray) found = find_page (book, "plan", NULL, NULL, 50, &mark);
        }
      if (part && g_test_rand_bit ())
        office_database_rollback_to (book->database);
      else if (part)
        office_database_release (book->database, &error);
    }
  if (g_test_rand_int_range (0, 4) == 0)
    office_database_rollback (book->database);
  else
    office_database_commit (book->database, &error);
  g_assert_no_error (error);
}

static gboolean
should_find (OfficeRecord *record, const OfficeQuery *query)
{
  gboolean task = strcmp (office_record_get_kind_name (record), "task") == 0;
  g_autofree char *folded = office_text_fold (office_record_get_text (record, task ? "title" : "text"));

  return !office_record_get_boolean (record, "removed") && office_record_get_integer (record, "trashed_at") == 0
         && office_query_matches (query, folded);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Nothing that matches is missed, whatever is asked for. */
static void
assert_complete (Book *book)
{
  g_autofree char *text = make_text (4);
  g_autofree char *part = g_utf8_substring (text, 0, g_test_rand_int_range (1, (int) g_utf8_strlen (text, -1) + 1));
  g_autofree char *asked = g_strdup_printf (g_test_rand_bit () ? "\"%s\"" : "%s", part);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (OfficeQuery) query = office_query_parse (asked, NOW, zone);
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) messages = office_record_table_list (book->table, "message", NULL, NULL, NULL);
  g_autoptr (GPtrArray) tasks = office_record_table_list (book->table, "task", NULL, NULL, NULL);
  g_autoptr (GPtrArray) found = NULL;
  gint64 mark = 0;

  for (guint i = 0; i < messages->len; i++)
    if (!office_query_is_empty (query) && should_find (messages->pdata[i], query))
      g_ptr_array_add (expected, (gpointer) office_record_get_id (messages->pdata[i]));
  for (guint i = 0; i < tasks->len; i++)
    if (!office_query_is_empty (query) && should_find (tasks->pdata[i], query))
      g_ptr_array_add (expected, (gpointer) office_record_get_id (tasks->pdata[i]));
  found = find_page (book, asked, NULL, NULL, 2 * N_IDS, &mark);
  g_assert_cmpint (mark, ==, 0);
  for (guint i = 0; i < found->len; i++)
    if (!g_strv_contains ((const char *const[]){ "step", "file", NULL }, office_record_get_kind_name (found->pdata[i])))
      g_ptr_array_add (ids, (gpointer) office_record_get_id (found->pdata[i]));
  g_ptr_array_sort (expected, compare_ids);
  g_ptr_array_sort (ids, compare_ids);
  g_assert_cmpuint (ids->len, ==, expected->len);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpstr (ids->pdata[i], ==, expected->pdata[i]);
}

static void
test_random (SqlFixture *fixture, gconstpointer data)
{
  Book book = { 0 };

  book_open (&book, fixture);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      if (g_test_rand_int_range (0, 3) == 0)
        act (&book); /* without a transaction around it */
      else
        act_in_transaction (&book);
      for (guint n = 0; n < 10; n++)
        assert_complete (&book);
      assert_exact (&book, fixture);
    }
  book_close (&book);
}

/* ---- what is found ---- */

static void
test_words (SqlFixture *fixture, gconstpointer data)
{
  Book book = { 0 };

  book_open (&book, fixture);
  tell (&book, 1, "The traffic plan for the École");
  tell (&book, 2, "Budget plan, see https://example.org/budget");
  tell (&book, 3, "明天的会议，在办公室");
  tell (&book, 4, "An office for [@Ben Planck](office:person/00000000-0000-7000-8000-000000000001)");
  tell (&book, 5, "오늘 회의 👍");

  assert_found (&book, "plan", "4 2 1");
  assert_found (&book, "ffic", "4 1");
  assert_found (&book, "plan budget", "2");
  assert_found (&book, "\"plan budget\"", "");
  assert_found (&book, "\"traffic plan\"", "1");
  assert_found (&book, "plan -budget", "4 1");
  assert_found (&book, "-budget", "");
  assert_found (&book, "ecole", "1");
  assert_found (&book, "ÉCOLE", "1");
  assert_found (&book, "会议", "3");
  assert_found (&book, "会", "3");
  assert_found (&book, "办公室", "3");
  assert_found (&book, "公议", "");
  assert_found (&book, "회의", "5");
  assert_found (&book, "👍", "5");
  assert_found (&book, "p", "4 2 1");
  assert_found (&book, "of", "4");
  assert_found (&book, "office:person", "");
  assert_found (&book, "00000000-0000-7000", "");
  assert_found (&book, "has:link", "2");
  assert_found (&book, "", "");
  assert_found (&book, "…", "");
  book_close (&book);
}

static void
test_tasks (SqlFixture *fixture, gconstpointer data)
{
  const char *const mine[] = { anna, NULL };
  Book book = { 0 };
  g_autoptr (OfficeRecord) open_task = NULL;
  g_autoptr (OfficeRecord) done_task = NULL;
  g_autoptr (OfficeRecord) trashed = NULL;
  g_autoptr (OfficeRecord) step = new_in_room ("step", 0x20, room);
  g_autoptr (OfficeRecord) file = new_in_room ("file", 0x30, room);
  g_autoptr (OfficeRecord) other_file = new_in_room ("file", 0x31, room);
  g_autofree char *source = sql_id (1);

  book_open (&book, fixture);
  put_column (&book, 0x50, "open");
  put_column (&book, 0x51, "done");
  tell (&book, 1, "shelf one");
  tell (&book, 2, "shelf two");
  open_task = put_task (&book, 0x10, 0x50, "Shelf drawing", "scale 1:5");
  done_task = put_task (&book, 0x11, 0x51, "Order", "the shelf");
  trashed = put_task (&book, 0x12, 0x50, "Old shelf", NULL);
  office_record_set_integer (trashed, "trashed_at", NOW);
  put (&book, trashed);
  office_record_set_ids (open_task, "assignees", mine);
  office_record_set_text (open_task, "source", source);
  put (&book, open_task);
  office_record_set_text (step, "task", office_record_get_id (open_task));
  office_record_set_text (step, "text", "glue the shelf");
  put (&book, step);

  assert_found (&book, "shelf", "11 10 2 1 20");
  assert_found (&book, "shelf is:task", "11 10 20");
  assert_found (&book, "shelf is:message", "2 1");
  assert_found (&book, "shelf is:open", "10 20");
  assert_found (&book, "shelf is:done", "11");
  assert_found (&book, "is:done", "11");
  assert_found (&book, "is:task is:message", "");
  assert_found (&book, "shelf is:mine", "10 2 1 20");
  assert_found (&book, "is:mine is:task", "10 20");
  assert_found (&book, "shelf has:task", "1");
  assert_found (&book, "has:file", "");
  office_record_set_text (file, "message", source);
  put (&book, file);
  assert_found (&book, "has:file", "1");
  office_record_set_text (other_file, "task", office_record_get_id (done_task));
  put (&book, other_file);
  assert_found (&book, "shelf has:file", "11 1");
  assert_found (&book, "shelf has:file is:message", "1");
  assert_found (&book, "drawing scale", "10");
  assert_found (&book, "\"drawing scale\"", "");
  book_close (&book);
}

static void
put_file (Book *book, guint number, const char *where, const char *field, guint carrier, const char *name)
{
  g_autoptr (OfficeRecord) file = new_in_room ("file", number, where);
  g_autofree char *id = sql_id (carrier);

  office_record_set_text (file, field, id);
  office_record_set_text (file, "name", name);
  office_record_set_text (file, "author", ben);
  office_record_set_integer (file, "at", NOW + number * 1000);
  put (book, file);
}

/* By its name, for what it hangs on, of which the rest is asked. */
static void
test_files (SqlFixture *fixture, gconstpointer data)
{
  const char *const his[] = { ben, NULL };
  const char *const there[] = { other_room, NULL };
  Book book = { 0 };
  g_autoptr (OfficeRecord) message = NULL;
  g_autoptr (OfficeRecord) task = NULL;
  g_autofree char *file = sql_id (0x30);
  g_autoptr (GError) error = NULL;

  book_open (&book, fixture);
  put_column (&book, 0x50, "open");
  message = say (&book, 1, room, ben, NOW, "see www.example.org and the draft");
  task = put_task (&book, 0x10, 0x50, "Order", NULL);
  put_file (&book, 0x30, room, "message", 1, "Big2 façade.bin");
  put_file (&book, 0x31, room, "task", 0x10, "big2-order.pdf");
  put_file (&book, 0x32, room, "message", 0x99, "big2 of nothing");

  assert_found (&book, "big2", "31 30");
  assert_found (&book, "ig2", "31 30");
  assert_found (&book, "b", "31 30");
  assert_found (&book, "facade", "30");
  assert_found (&book, "\"big2 facade\"", "30");
  assert_found (&book, "big2 -draft", "31");
  assert_found (&book, "big2 is:message", "30");
  assert_found (&book, "big2 is:open", "31");
  assert_found (&book, "big2 is:done", "");
  assert_found (&book, "big2 is:mine", "");
  assert_found (&book, "big2 has:file", "31 30");
  assert_found (&book, "big2 has:link", "30");
  assert_found (&book, "has:file", "10 1");
  assert_found (&book, "is:task", "10");
  assert_found (&book, "big2 has:task", "");
  {
    g_autofree char *of_him = find_for (&book, "big2 from:ben is:message", his, NULL);
    g_autofree char *elsewhere = find_for (&book, "big2 in:other", NULL, there);

    g_assert_cmpstr (of_him, ==, "30");
    g_assert_cmpstr (elsewhere, ==, "");
  }

  /* It goes with what it hangs on, and can go alone. */
  put_file (&book, 0x31, other_room, "task", 0x10, "small.pdf");
  assert_found (&book, "big2", "30");
  assert_found (&book, "small", "31");
  office_record_set_integer (task, "trashed_at", NOW);
  put (&book, task);
  assert_found (&book, "small", "");
  office_record_set_boolean (message, "removed", TRUE);
  put (&book, message);
  assert_found (&book, "big2", "");
  office_record_set_boolean (message, "removed", FALSE);
  put (&book, message);
  assert_found (&book, "big2", "30");
  office_record_table_remove (book.table, file, &error);
  g_assert_no_error (error);
  assert_found (&book, "big2", "");
  assert_exact (&book, fixture);
  book_close (&book);
}

static void
test_filters (SqlFixture *fixture, gconstpointer data)
{
  const char *const annas[] = { anna, NULL };
  const char *const both[] = { anna, ben, NULL };
  const char *const none[] = { NULL };
  const char *const rooms[] = { other_room, NULL };
  Book book = { 0 };
  g_autofree char *by_anna = NULL;
  g_autofree char *by_both = NULL;
  g_autofree char *by_none = NULL;
  g_autofree char *in_room = NULL;
  g_autofree char *in_none = NULL;

  book_open (&book, fixture);
  office_record_unref (say (&book, 1, room, anna, NOW - 2 * DAY, "lamp"));
  office_record_unref (say (&book, 2, room, ben, NOW - DAY, "lamp"));
  office_record_unref (say (&book, 3, other_room, anna, NOW, "lamp"));
  by_anna = find_for (&book, "lamp", annas, NULL);
  by_both = find_for (&book, "lamp", both, NULL);
  by_none = find_for (&book, "lamp", none, NULL);
  in_room = find_for (&book, "lamp", both, rooms);
  in_none = find_for (&book, "lamp", NULL, none);
  g_assert_cmpstr (by_anna, ==, "3 1");
  g_assert_cmpstr (by_both, ==, "3 2 1");
  g_assert_cmpstr (by_none, ==, "");
  g_assert_cmpstr (in_room, ==, "3");
  g_assert_cmpstr (in_none, ==, "");
  assert_found (&book, "lamp on:yesterday", "2");
  assert_found (&book, "lamp before:today", "2 1");
  assert_found (&book, "after:yesterday", "3");
  assert_found (&book, "after:2026-03-01 before:today", "2");
  book_close (&book);
}

/* Newest first by the time of the record, not by the order in which it came. */
static void
test_order (SqlFixture *fixture, gconstpointer data)
{
  Book book = { 0 };

  book_open (&book, fixture);
  for (guint i = 8; i > 0; i--)
    office_record_unref (say (&book, i, room, anna, NOW + i * 60000, "the same"));
  assert_found (&book, "same", "8 7 6 5 4 3 2 1");
  /* Edited: it stays where it was. */
  office_record_unref (say (&book, 3, room, anna, NOW + 3 * 60000, "the same, edited"));
  assert_found (&book, "same", "8 7 6 5 4 3 2 1");
  book_close (&book);
}

/* An import may give thousands of messages the same time. */
static void
test_same_moment (SqlFixture *fixture, gconstpointer data)
{
  Book book = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gint64 mark = 0;

  book_open (&book, fixture);
  office_database_begin (book.database, &error);
  g_assert_no_error (error);
  for (guint i = 1; i <= 5000; i++)
    office_record_unref (say (&book, i, room, anna, NOW, i % 2500 == 0 ? "needle" : "straw"));
  office_database_commit (book.database, &error);
  g_assert_no_error (error);
  found = find_page (&book, "needle on:today", NULL, NULL, 50, &mark);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (mark, ==, 0);
  book_close (&book);
}

/* A call that finds nothing in much that it looks at hands back, and can go on. */
static void
test_bounded (SqlFixture *fixture, gconstpointer data)
{
  Book book = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 mark = 0;
  guint n_calls = 0, n_found = 0;

  book_open (&book, fixture);
  office_database_begin (book.database, &error);
  for (guint i = 1; i <= 5000; i++)
    tell (&book, i, i == 1 ? "abcd" : "bcd abc");
  office_database_commit (book.database, &error);
  g_assert_no_error (error);
  do
    {
      g_autoptr (GPtrArray) found = find_page (&book, "abcd", NULL, NULL, 50, &mark);

      n_found += found->len;
      n_calls++;
    }
  while (mark != 0);
  g_assert_cmpuint (n_found, ==, 1);
  g_assert_cmpuint (n_calls, >, 1);
  book_close (&book);
}

/* A book of a version without an index gets one. */
static void
test_build (SqlFixture *fixture, gconstpointer data)
{
  Book book = { 0 };

  book.table = sql_open_table (fixture, &book.database);
  for (guint i = 1; i <= 9; i++)
    tell (&book, i, i % 3 == 0 ? "a needle" : "straw");
  book_close (&book);

  book_open (&book, fixture);
  assert_found (&book, "needle", "9 6 3");
  tell (&book, 10, "needles");
  assert_found (&book, "needle", "a 9 6 3");
  book_close (&book);

  book_open (&book, fixture);
  assert_found (&book, "needle", "a 9 6 3");
  assert_exact (&book, fixture);
  book_close (&book);
}

/* Whatever is typed, FTS5 understands what it is asked. */
static void
test_hostile (SqlFixture *fixture, gconstpointer data)
{
  static const char *const bits[]
      = { "\"",    "'",  "-",   ":",        "*",   "(",           ")",     " AND ",   " OR ",         " NOT ",
          "NEAR(", "^",  "{",   "}",        "+",   " ",           "from:", "is:open", "before:today", "record_search",
          "\xff",  "\n", "会",  "\xcc\x81", "👍",   "\x01",        "%",     ";",       "\\",           "a",
          "ß",     "ab", "abc", "_",        "in-", "\xe0\xae\x8d" };
  Book book = { 0 };

  book_open (&book, fixture);
  tell (&book, 1, "abc 会 👍 ss");
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *found = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
      found = find_for (&book, text->str, NULL, NULL);
    }
  book_close (&book);
}

/* The longest query that is read, of the longest words. */
static void
test_long (SqlFixture *fixture, gconstpointer data)
{
  Book book = { 0 };
  g_autoptr (GString) asked = g_string_new (NULL);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < OFFICE_QUERY_TERMS; i++)
    {
      g_string_append_printf (asked, "%062x ", i * 7919);
      g_string_append_printf (said, "%062x.", i * 7919);
    }
  book_open (&book, fixture);
  tell (&book, 1, said->str);
  assert_found (&book, asked->str, "1");
  book_close (&book);
}

/* Each message comes in a commit of its own; what FTS5 made of each does not pile up, and no commit merges for long. */
static void
test_merging (SqlFixture *fixture, gconstpointer data)
{
  Book book;
  g_autofree char *segments = NULL;
  g_autofree char *automatic = NULL;

  book_open (&book, fixture);
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *saying = g_strdup_printf ("Number %u of many, with a word%u of its own", i, i * 7919u);

      tell (&book, 1000 + i, saying);
    }
  segments = count (&book, "(SELECT DISTINCT segid FROM record_search_idx)");
  g_assert_cmpint (g_ascii_strtoll (segments, NULL, 10), <, 40);
  automatic = read_lines (book.database, "SELECT v, '' FROM record_search_config WHERE k = 'automerge'");
  g_assert_cmpstr (automatic, ==, "0 \n");
  assert_exact (&book, fixture);
  book_close (&book);
}

/* ---- an index that is built in slices ---- */

#define N_LARGE 3000

static void
open_in_slices (Book *book, SqlFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  book->table = sql_open_table (fixture, &book->database);
  office_record_table_enable_search (book->table, &error);
  g_assert_no_error (error);
}

static void
build_slice (Book *book)
{
  g_autoptr (GError) error = NULL;

  if (!office_record_table_is_search_whole (book->table))
    office_record_table_build_search (book->table, &error);
  g_assert_no_error (error);
}

/* Anywhere: where the slices have been, and where they have yet to come. */
static void
act_anywhere (Book *book)
{
  const guint number = (guint) g_test_rand_int_range (0, N_LARGE + 200);
  g_autofree char *id = sql_id (number);
  g_autoptr (OfficeRecord) record = g_test_rand_int_range (0, 4) > 0 ? make_random (number) : NULL;
  g_autoptr (GError) error = NULL;

  if (record != NULL)
    office_record_table_put (book->table, record, &error);
  else
    office_record_table_remove (book->table, id, &error);
  g_assert_no_error (error);
}

static void
fill_without_index (SqlFixture *fixture)
{
  g_autoptr (OfficeDatabase) database = NULL;
  OfficeRecordTable *table = sql_open_table (fixture, &database);
  g_autoptr (GError) error = NULL;

  office_database_begin (database, &error);
  for (guint i = 0; i < N_LARGE; i++)
    {
      g_autoptr (OfficeRecord) record = make_random (i);

      office_record_table_put (table, record, &error);
      g_assert_no_error (error);
    }
  office_database_commit (database, &error);
  g_assert_no_error (error);
  office_record_table_free (table);
}

/* As a version whose index was another would have left it. */
static void
make_old (SqlFixture *fixture)
{
  Book book = { 0 };
  g_autoptr (GError) error = NULL;

  open_in_slices (&book, fixture);
  while (!office_record_table_is_search_whole (book.table))
    build_slice (&book);
  office_database_execute (book.database, "UPDATE record_search_scheme SET scheme = 'another'", &error);
  g_assert_no_error (error);
  book_close (&book);
}

static int
count_old_tables (Book *book)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (
      book->database, "SELECT count (*) FROM sqlite_schema WHERE name LIKE 'record_search_old%'", &error);
  int count;

  g_assert_no_error (error);
  g_assert_true (office_statement_step (statement, NULL, &error));
  count = (int) office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return count;
}

static void
test_slices (SqlFixture *fixture, gconstpointer old)
{
  Book book;
  guint n_slices = 0;

  fill_without_index (fixture);
  if (old != NULL)
    make_old (fixture);
  open_in_slices (&book, fixture);
  g_assert_false (office_record_table_is_search_whole (book.table));
  while (!office_record_table_is_search_whole (book.table))
    {
      for (int n = g_test_rand_int_range (0, 20); n > 0; n--)
        act_anywhere (&book);
      if (g_test_rand_int_range (0, 5) == 0)
        act_in_transaction (&book);
      /* It goes on where it was when the program ended. */
      if (g_test_rand_int_range (0, 4) == 0)
        {
          book_close (&book);
          open_in_slices (&book, fixture);
        }
      build_slice (&book);
      g_assert_cmpuint (++n_slices, <, 100);
    }
  g_assert_cmpuint (n_slices, >, 0); /* few, where a whole room went */
  g_assert_cmpint (count_old_tables (&book), ==, 0);
  assert_exact (&book, fixture);
  book_close (&book);
}

/* While an older index is dropped, a version comes whose index is yet another. */
static void
test_old_twice (SqlFixture *fixture, gconstpointer data)
{
  Book book;
  g_autoptr (GError) error = NULL;

  fill_without_index (fixture);
  make_old (fixture);
  open_in_slices (&book, fixture);
  g_assert_cmpint (count_old_tables (&book), >, 0);
  office_database_execute (book.database, "UPDATE record_search_building SET scheme = 'yet another'", &error);
  g_assert_no_error (error);
  book_close (&book);
  open_in_slices (&book, fixture);
  while (!office_record_table_is_search_whole (book.table))
    build_slice (&book);
  g_assert_cmpint (count_old_tables (&book), ==, 0);
  assert_exact (&book, fixture);
  book_close (&book);
}

/* What is there of it can be asked: the newest first, and what was written since. */
static void
test_partial (SqlFixture *fixture, gconstpointer data)
{
  Book book;
  g_autoptr (GPtrArray) found = NULL;
  gint64 mark = 0;

  {
    g_autoptr (OfficeDatabase) database = NULL;
    OfficeRecordTable *table = sql_open_table (fixture, &database);
    Book without = { database, table };

    for (guint i = 1; i <= N_LARGE; i++)
      tell (&without, i, i == 1 ? "the oldest lamp" : i == N_LARGE ? "the newest lamp" : "nothing");
    office_record_table_free (table);
  }
  open_in_slices (&book, fixture);
  tell (&book, N_LARGE + 1, "a lamp since");
  found = find_page (&book, "lamp", NULL, NULL, 10, &mark);
  g_assert_cmpuint (found->len, ==, 2);
  tell (&book, 1, "no such thing any more");
  while (!office_record_table_is_search_whole (book.table))
    build_slice (&book);
  mark = 0;
  g_clear_pointer (&found, g_ptr_array_unref);
  found = find_page (&book, "lamp", NULL, NULL, 10, &mark);
  g_assert_cmpuint (found->len, ==, 2);
  assert_exact (&book, fixture);
  book_close (&book);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  room = sql_id (0x1000);
  other_room = sql_id (0x1001);
  anna = sql_id (0x2000);
  ben = sql_id (0x2001);

  SQL_TEST ("/sql/search/words", test_words);
  SQL_TEST ("/sql/search/slices", test_slices);
  g_test_add ("/sql/search/files", SqlFixture, NULL, sql_fixture_set_up, test_files, sql_fixture_tear_down);
  g_test_add ("/sql/search/slices-of-old", SqlFixture, "old", sql_fixture_set_up, test_slices, sql_fixture_tear_down);
  SQL_TEST ("/sql/search/old-twice", test_old_twice);
  SQL_TEST ("/sql/search/partial", test_partial);
  SQL_TEST ("/sql/search/tasks", test_tasks);
  SQL_TEST ("/sql/search/filters", test_filters);
  SQL_TEST ("/sql/search/order", test_order);
  SQL_TEST ("/sql/search/same-moment", test_same_moment);
  SQL_TEST ("/sql/search/bounded", test_bounded);
  SQL_TEST ("/sql/search/build", test_build);
  SQL_TEST ("/sql/search/hostile", test_hostile);
  SQL_TEST ("/sql/search/long", test_long);
  SQL_TEST ("/sql/search/merging", test_merging);
  SQL_TEST ("/sql/search/random", test_random);
  status = g_test_run ();

  g_free (room);
  g_free (other_room);
  g_free (anna);
  g_free (ben);
  return status;
}
