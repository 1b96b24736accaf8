/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"
#include "office-fake-random.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * kill -9 while the index of an older book is dropped and a new one built, in slices, and its person writes: whoever opens it
 * again goes on, and in the end all is found.
 */

#define N_MESSAGES 5000
#define OWN        (N_MESSAGES + 1) /* the first number of what is written meanwhile */
#define ROOM_SCOPE "room:" ROOM

/* What a life tells, a byte each. */
enum { SLICE = 's', WRITTEN = 'w', WHOLE = 'e' };

static void
add_said (GPtrArray *bodies, gint64 rev, guint number)
{
  g_autofree char *id = make_id (number);
  g_autofree char *text = g_strdup_printf ("lamp %u of the old hall", number);
  OfficeRecord *record = office_record_new ("message", id, ROOM_SCOPE);

  office_record_set_text (record, "room", ROOM);
  office_record_set_integer (record, "seq", number);
  office_record_set_text (record, "author", BEN);
  office_record_set_integer (record, "at", START + number * 60000);
  office_record_set_text (record, "text", text);
  add_record (bodies, record, rev);
}

static void
fill (Desk *desk)
{
  desk_settle_in (desk);
  for (guint page = 0; page < N_MESSAGES / 500; page++)
    {
      GPtrArray *bodies = bodies_new ();

      for (guint i = 1; i <= 500; i++)
        add_said (bodies, 11 + page, page * 500 + i);
      desk_changes (desk, 10 + page, 11 + page, bodies);
    }
}

static void
execute (Desk *desk, const char *sql)
{
  sqlite3 *file;

  g_assert_cmpint (sqlite3_open (desk->path, &file), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (file, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (file), ==, SQLITE_OK);
}

static void
tell (int pipe, char what)
{
  if (write (pipe, &what, 1) != 1)
    _exit (1);
}

/*
 * Does not end by itself. What it writes is of no other life's numbers. It does not get far beyond what was waited for, however
 * late it is killed.
 */
static void
live (Desk *desk, int pipe, guint life, guint n_told)
{
  OfficeRandom *other = office_fake_random_new (100 + life);

  g_set_object (&desk->random, other);
  desk_open (desk, NULL);
  for (guint i = 0; 2 * i <= n_told + 2; i++)
    {
      g_autofree char *id = make_id (OWN + life * 1000 + i);

      tell (pipe, office_replica_index (desk->replica) ? SLICE : WHOLE);
      g_free (desk_send_message (desk, ROOM, id, "a candle of my own"));
      tell (pipe, WRITTEN);
    }
  for (;;)
    pause ();
}

/* Until it has told so much; what it does at that moment is left to chance. Returns whether the index was whole. */
static gboolean
end_a_life (Desk *desk, guint life, guint n_told, guint *n_written)
{
  gboolean whole = FALSE;
  int ends[2], status;
  pid_t child;
  char what;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      live (desk, ends[1], life, n_told);
    }
  close (ends[1]);
  for (guint i = 0; read (ends[0], &what, 1) == 1; i++)
    {
      if (i == n_told)
        g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      *n_written += what == WRITTEN;
      whole |= what == WHOLE;
    }
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return whole;
}

static guint
count_found (Desk *desk, const char *text)
{
  g_autoptr (GPtrArray) found = desk_find (desk, text, 500);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < found->len; i++)
    g_assert_true (g_hash_table_add (ids, (gpointer) office_record_get_id (found->pdata[i])));
  return g_hash_table_size (ids);
}

static void
test_killed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  guint n_lives = 0, n_written = 0;

  fill (desk);
  desk_close (desk);
  execute (desk, "UPDATE record_search_scheme SET scheme = 'of an older version'");
  while (!end_a_life (desk, n_lives, (guint) g_test_rand_int_range (0, 6), &n_written))
    g_assert_cmpuint (++n_lives, <, 1000);
  g_assert_cmpuint (n_lives, >, 2);

  desk_open (desk, NULL);
  while (office_replica_index (desk->replica))
    ;
  g_assert_cmpuint (count_found (desk, "lamp"), ==, N_MESSAGES);
  g_assert_cmpuint (count_found (desk, "\"lamp 4711 of\""), ==, 1);
  g_assert_cmpuint (count_found (desk, "candle"), >=, n_written); /* what was done may not have been told */
  desk_close (desk);
  execute (desk, "INSERT INTO record_search (record_search) VALUES ('integrity-check')");
  execute (desk, "CREATE TABLE record_search_old (x)"); /* nothing is left of the old one */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/index/killed", test_killed);
  return g_test_run ();
}
