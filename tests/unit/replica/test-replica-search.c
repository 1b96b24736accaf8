/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include <sqlite3.h>

#define DEN_SCOPE  "room:" DEN
#define ROOM_SCOPE "room:" ROOM

/* The numbers of make_id() of what is found, newest first. */
static char *
find_for (Desk *desk, const char *text)
{
  g_autoptr (GPtrArray) found = desk_find (desk, text, 2);
  GString *numbers = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (numbers, "%s%d", numbers->len > 0 ? " " : "",
                            atoi (office_record_get_id (found->pdata[i]) + 24));
  return g_string_free (numbers, FALSE);
}

static void
assert_found (Desk *desk, const char *text, const char *expected)
{
  g_autofree char *found = find_for (desk, text);

  g_assert_cmpstr (found, ==, expected);
}

static void
add_said (GPtrArray *bodies, gint64 rev, const char *room, guint number, gint64 seq, const char *text)
{
  g_autofree char *id = make_id (number);
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = office_record_new ("message", id, scope);

  office_record_set_text (record, "room", room);
  office_record_set_integer (record, "seq", seq);
  office_record_set_text (record, "author", BEN);
  office_record_set_integer (record, "at", START + seq * 60000);
  office_record_set_text (record, "text", text);
  add_record (bodies, record, rev);
}

/* What the file holds of the index, in the words of a person who looks into it. */
static int
count_rows (Desk *desk, const char *sql)
{
  sqlite3 *file;
  sqlite3_stmt *statement;
  int count;

  g_assert_cmpint (sqlite3_open_v2 (desk->path, &file, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (file,
                                 "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, record_search, instance)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (file, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (file), ==, SQLITE_OK);
  return count;
}

/* A snapshot brings the newest messages first. */
static void
test_snapshot (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  g_assert_true (desk_try_changes (desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, &error));
  add_room (bodies, 11, DEN, "private", TRUE);
  add_said (bodies, 11, DEN, 3, 3, "the third word");
  add_said (bodies, 11, DEN, 2, 2, "the second word");
  desk_page (desk, DEN_SCOPE, "m:2", bodies);
  assert_found (desk, "word", "3 2");
  bodies = bodies_new ();
  add_said (bodies, 11, DEN, 1, 1, "the first word");
  desk_page (desk, DEN_SCOPE, NULL, bodies);
  assert_found (desk, "word", "3 2 1");
  desk_close (desk);
  desk_open (desk, NULL);
  assert_found (desk, "word", "3 2 1");
}

static void
test_changes (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (2);
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_said (bodies, 11, ROOM, 1, 1, "a lamp");
  add_said (bodies, 11, ROOM, 2, 2, "a lamp");
  desk_changes (desk, 10, 11, bodies);
  bodies = bodies_new ();
  add_said (bodies, 12, ROOM, 1, 1, "a candle");
  desk_changes (desk, 11, 12, bodies);
  assert_found (desk, "lamp", "2");
  assert_found (desk, "candle", "1");
  bodies = bodies_new ();
  add_gone (bodies, 13, "message", ROOM_SCOPE, id);
  desk_changes (desk, 12, 13, bodies);
  assert_found (desk, "lamp", "");
}

/* One's own words are found before the host has them, and once. */
static void
test_waiting (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *mine = make_id (1);
  g_autofree char *task = make_id (2);
  g_autofree char *refused = make_id (3);
  g_autofree char *sent = NULL;
  g_autofree char *renamed = NULL;
  g_autofree char *said = NULL;
  g_autofree char *digest = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, task, "Order the shelf");
  desk_changes (desk, 10, 11, bodies);
  sent = desk_send_message (desk, ROOM, mine, "my shelf");
  renamed = desk_rename_task (desk, task, "Order the rack");
  assert_found (desk, "shelf", "1");
  assert_found (desk, "rack", "2");
  /* Which looks below what waits, and must leave no trace. */
  digest = office_replica_digest (desk->replica);
  assert_found (desk, "shelf", "1");
  assert_found (desk, "rack", "2");

  desk_accept (desk, sent, 12);
  bodies = bodies_new ();
  add_message (bodies, 12, ROOM, mine, 1, ME, "my shelf");
  desk_changes (desk, 11, 12, bodies);
  assert_found (desk, "shelf", "1");
  desk_refuse (desk, renamed, OFFICE_PROBLEM_FORBIDDEN);
  assert_found (desk, "rack", "");
  assert_found (desk, "shelf", "1 2");
  said = desk_send_message (desk, ROOM, refused, "another shelf");
  desk_refuse (desk, said, OFFICE_PROBLEM_FORBIDDEN);
  assert_found (desk, "another", "");
}

/* Whoever may no longer see a room finds nothing of it, and its words are gone from the index. */
static void
test_dropped_scope (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *task = make_id (2);
  g_autofree char *mine = make_id (3);
  g_autofree char *operation = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  g_assert_true (desk_try_changes (desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, &error));
  add_room (bodies, 11, DEN, "private", TRUE);
  add_said (bodies, 11, DEN, 1, 1, "a secret");
  add_task (bodies, 11, DEN, task, "Secret task");
  desk_page (desk, DEN_SCOPE, NULL, bodies);
  bodies = bodies_new ();
  add_said (bodies, 12, ROOM, 4, 1, "no secret");
  desk_changes (desk, 11, 12, bodies);
  operation = desk_send_message (desk, DEN, mine, "my secret");
  assert_found (desk, "secret is:message", "4 1 3");

  g_assert_true (desk_try_changes (desk, 12, 13, bodies_new (), NULL, DEN_SCOPE, &error));
  assert_found (desk, "secret", "4");
  desk_close (desk);
  g_assert_cmpint (count_rows (desk, "SELECT count(*) FROM temp.vocabulary WHERE term = 'in-" DEN "'"), ==, 0);
  g_assert_cmpint (count_rows (desk, "SELECT count(*) FROM temp.vocabulary WHERE term = 'sec'"), ==, 1);
  g_assert_cmpint (count_rows (desk, "SELECT count(DISTINCT doc) FROM temp.vocabulary"), ==, 1);
  g_assert_cmpint (count_rows (desk, "SELECT count(*) FROM record_search_entry"), ==, 1);
  desk_open (desk, NULL);
  assert_found (desk, "secret", "4");
}

/* A host that lives another life: what it no longer has is not found. */
static void
test_reset (void)
{
  g_autoptr (Desk) desk = desk_new ();
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_said (bodies, 11, ROOM, 1, 1, "a lamp");
  add_said (bodies, 11, ROOM, 2, 2, "a lamp");
  desk_changes (desk, 10, 11, bodies);
  desk_welcome (desk, "TWO", 5, TRUE, NULL, "office person:" ME " room:" ROOM);
  assert_found (desk, "lamp", "2 1"); /* the window stays filled */
  bodies = bodies_new ();
  add_room (bodies, 4, ROOM, "public", TRUE);
  add_said (bodies, 5, ROOM, 1, 1, "a lamp");
  desk_page (desk, ROOM_SCOPE, NULL, bodies);
  assert_found (desk, "lamp", "1");
}

/* A file of a version that had no index. */
static void
test_older_file (void)
{
  g_autoptr (Desk) desk = desk_new ();
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_said (bodies, 11, ROOM, 1, 1, "a lamp");
  desk_changes (desk, 10, 11, bodies);
  desk_close (desk);
  {
    sqlite3 *file;

    g_assert_cmpint (sqlite3_open (desk->path, &file), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_exec (file,
                                   "DROP TABLE record_search; DROP TABLE record_search_entry;"
                                   "DROP TABLE record_search_scheme",
                                   NULL, NULL, NULL),
                     ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_close (file), ==, SQLITE_OK);
  }
  desk_open (desk, NULL);
  assert_found (desk, "lamp", "1");
}

static void
drop_index (Desk *desk)
{
  sqlite3 *file;

  g_assert_cmpint (sqlite3_open (desk->path, &file), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (file, "UPDATE record_search_scheme SET scheme = 'of an older version'", NULL, NULL, NULL), ==,
      SQLITE_OK);
  g_assert_cmpint (sqlite3_close (file), ==, SQLITE_OK);
}

static void
on_indexed (OfficeReplica *replica, guint *n)
{
  (*n)++;
}

/* A large file of a version whose index was another: the window is there at once, and the index comes in slices. */
static void
test_large_older_file (void)
{
  g_autoptr (Desk) desk = desk_new ();
  guint n_indexed = 0;

  desk_settle_in (desk);
  for (guint page = 0; page < 25; page++)
    {
      GPtrArray *bodies = bodies_new ();

      for (guint i = 1; i <= 100; i++)
        add_said (bodies, 11 + page, ROOM, page * 100 + i, page * 100 + i, page == 0 && i == 1 ? "a lamp" : "nothing");
      desk_changes (desk, 10 + page, 11 + page, bodies);
    }
  assert_found (desk, "lamp", "1");
  desk_close (desk);
  drop_index (desk);
  desk_open (desk, NULL);
  g_assert_true (office_replica_is_indexing (desk->replica));
  assert_found (desk, "lamp", "");
  g_assert_true (office_replica_index (desk->replica));
  desk_close (desk);
  desk_open (desk, NULL);
  g_signal_connect (desk->replica, "indexed", G_CALLBACK (on_indexed), &n_indexed);
  while (office_replica_index (desk->replica))
    g_assert_cmpuint (n_indexed, ==, 0);
  g_assert_cmpuint (n_indexed, ==, 1);
  g_assert_false (office_replica_is_indexing (desk->replica));
  assert_found (desk, "lamp", "1");
  desk_close (desk);
  desk_open (desk, NULL);
  g_assert_false (office_replica_is_indexing (desk->replica));
  assert_found (desk, "lamp", "1");
}

static void
test_closed (void)
{
  g_autoptr (Desk) desk = desk_new ();

  desk_settle_in (desk);
  office_replica_close (desk->replica);
  assert_found (desk, "lamp", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/replica/search/snapshot", test_snapshot);
  g_test_add_func ("/replica/search/changes", test_changes);
  g_test_add_func ("/replica/search/waiting", test_waiting);
  g_test_add_func ("/replica/search/dropped-scope", test_dropped_scope);
  g_test_add_func ("/replica/search/reset", test_reset);
  g_test_add_func ("/replica/search/older-file", test_older_file);
  g_test_add_func ("/replica/search/large-older-file", test_large_older_file);
  g_test_add_func ("/replica/search/closed", test_closed);
  return g_test_run ();
}
