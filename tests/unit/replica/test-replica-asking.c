/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"
#include "office-wait.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* The search on a thread of its own. */

#define ROOM_SCOPE "room:" ROOM
#define PAGE       2

typedef struct {
  GString *numbers; /* of make_id() of what was found, newest first */
  gint64 mark;
  guint n;      /* answers */
  Desk *closes; /* on the first answer; nullable */
} Answers;

static void
on_found (GPtrArray *found, gint64 mark, gpointer data)
{
  Answers *answers = data;

  g_assert_cmpuint (found->len, <=, PAGE);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (answers->numbers, "%s%d", answers->numbers->len > 0 ? " " : "",
                            atoi (office_record_get_id (found->pdata[i]) + 24));
  answers->mark = mark;
  answers->n++;
  g_ptr_array_unref (found);
  if (answers->closes != NULL)
    office_replica_close (answers->closes->replica);
}

static guint
ask (Desk *desk, const char *text, gint64 mark, Answers *answers)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (OfficeQuery) query = office_query_parse (text, START, zone);

  if (answers->numbers == NULL)
    answers->numbers = g_string_new (NULL);
  return office_replica_ask (desk->replica, query, NULL, NULL, PAGE, mark, on_found, answers);
}

static void
assert_found (Desk *desk, const char *text, const char *expected)
{
  Answers answers = { 0 };

  do
    {
      guint n = answers.n;

      g_assert_cmpuint (ask (desk, text, answers.mark, &answers), !=, 0);
      g_assert_cmpuint (answers.n, ==, n); /* never at once */
      OFFICE_WAIT_UNTIL (answers.n > n);
    }
  while (answers.mark != 0);
  g_assert_cmpstr (answers.numbers->str, ==, expected);
  g_string_free (answers.numbers, TRUE);
}

static void
add_said (GPtrArray *bodies, gint64 rev, guint number, const char *text)
{
  g_autofree char *id = make_id (number);
  OfficeRecord *record = office_record_new ("message", id, ROOM_SCOPE);

  office_record_set_text (record, "room", ROOM);
  office_record_set_integer (record, "seq", number);
  office_record_set_text (record, "author", BEN);
  office_record_set_integer (record, "at", START + number * 60000);
  office_record_set_text (record, "text", text);
  add_record (bodies, record, rev);
}

/* Five lamps. */
static void
fill (Desk *desk)
{
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  for (guint i = 1; i <= 5; i++)
    add_said (bodies, 11, i, "a lamp");
  desk_changes (desk, 10, 11, bodies);
}

static void
test_pages (gconstpointer in_memory)
{
  g_autoptr (Desk) desk = in_memory != NULL ? desk_new_in_memory () : desk_new ();
  GPtrArray *bodies = bodies_new ();

  fill (desk);
  assert_found (desk, "lamp", "5 4 3 2 1");
  assert_found (desk, "candle", "");
  add_said (bodies, 12, 3, "a candle");
  desk_changes (desk, 11, 12, bodies);
  assert_found (desk, "lamp", "5 4 2 1");
  assert_found (desk, "candle", "3");
}

/* What waits to be sent is found, too. */
static void
test_waiting (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (6);
  g_autofree char *operation = NULL;

  fill (desk);
  operation = desk_send_message (desk, ROOM, id, "my own lamp");
  assert_found (desk, "own", "6");
}

static void
test_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  Answers stopped = { 0 };

  fill (desk);
  for (guint i = 0; i < 50; i++)
    office_replica_stop_asking (desk->replica, ask (desk, "lamp", 0, &stopped));
  assert_found (desk, "lamp", "5 4 3 2 1");
  g_assert_cmpuint (stopped.n, ==, 0);
  /* It has its answer, which the main loop has not given yet. */
  {
    guint number = ask (desk, "lamp", 0, &stopped);

    while (!g_main_context_pending (NULL))
      g_thread_yield ();
    office_replica_stop_asking (desk->replica, number);
  }
  assert_found (desk, "lamp", "5 4 3 2 1");
  g_assert_cmpuint (stopped.n, ==, 0);
  g_string_free (stopped.numbers, TRUE);
}

/* Between the answer and the moment when it comes out the book changes. */
static void
test_gone_meanwhile (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (5);
  GPtrArray *bodies = bodies_new ();
  Answers answers = { 0 };

  fill (desk);
  ask (desk, "lamp", 0, &answers);
  while (!g_main_context_pending (NULL))
    g_thread_yield ();
  add_gone (bodies, 12, "message", ROOM_SCOPE, id);
  desk_changes (desk, 11, 12, bodies);
  OFFICE_WAIT_UNTIL (answers.n == 1);
  g_assert_cmpstr (answers.numbers->str, ==, "4");
  g_string_free (answers.numbers, TRUE);
}

/* This person is taken out of the room. */
static void
test_dropped_meanwhile (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  Answers answers = { 0 };

  fill (desk);
  ask (desk, "lamp", 0, &answers);
  while (!g_main_context_pending (NULL))
    g_thread_yield ();
  g_assert_true (desk_try_changes (desk, 11, 12, bodies_new (), NULL, ROOM_SCOPE, &error));
  OFFICE_WAIT_UNTIL (answers.n == 1);
  g_assert_cmpstr (answers.numbers->str, ==, "");
  g_string_free (answers.numbers, TRUE);
}

static void
test_closed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  Answers answers = { 0 };

  fill (desk);
  ask (desk, "lamp", 0, &answers);
  ask (desk, "lamp", 0, &answers);
  answers.closes = desk;
  OFFICE_WAIT_UNTIL (answers.n > 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (answers.n, ==, 1);
  g_assert_cmpuint (ask (desk, "lamp", 0, &answers), ==, 0);
  g_string_free (answers.numbers, TRUE);
}

/* The thread lets go of the file with its answer, or the journal would grow for as long as the window is open. */
static void
test_journal (void)
{
  g_autoptr (Desk) desk = desk_new ();
  sqlite3 *file;
  int n_in_journal = -1, n_moved = -1;

  fill (desk);
  assert_found (desk, "lamp", "5 4 3 2 1");
  g_assert_cmpint (sqlite3_open (desk->path, &file), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (file, "SELECT count (*) FROM record", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_wal_checkpoint_v2 (file, "main", SQLITE_CHECKPOINT_TRUNCATE, &n_in_journal, &n_moved), ==,
                   SQLITE_OK);
  g_assert_cmpint (n_in_journal, ==, 0);
  g_assert_cmpint (sqlite3_close (file), ==, SQLITE_OK);
  assert_found (desk, "lamp", "5 4 3 2 1");
}

/* As where no more files can be opened: the window's thread searches itself, until the thread can. */
static void
test_no_second_handle (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *elsewhere = g_strconcat (desk->path, ".elsewhere", NULL);

  fill (desk);
  g_assert_cmpint (g_rename (desk->path, elsewhere), ==, 0);
  assert_found (desk, "lamp", "5 4 3 2 1");
  g_assert_cmpint (g_rename (elsewhere, desk->path), ==, 0);
  assert_found (desk, "lamp", "5 4 3 2 1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/replica/asking/pages", NULL, test_pages);
  g_test_add_data_func ("/replica/asking/pages-in-memory", "in memory", test_pages);
  g_test_add_func ("/replica/asking/waiting", test_waiting);
  g_test_add_func ("/replica/asking/stopped", test_stopped);
  g_test_add_func ("/replica/asking/gone-meanwhile", test_gone_meanwhile);
  g_test_add_func ("/replica/asking/dropped-meanwhile", test_dropped_meanwhile);
  g_test_add_func ("/replica/asking/closed", test_closed);
  g_test_add_func ("/replica/asking/journal", test_journal);
  g_test_add_func ("/replica/asking/no-second-handle", test_no_second_handle);
  return g_test_run ();
}
