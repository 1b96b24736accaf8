/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <signal.h>
#include <string.h>

#define PATH_VARIABLE "OFFICE_TEST_PATH"
#define DIE_AT        40

static char *room;

static gboolean
has_record (StoreFixture *fixture, guint number)
{
  g_autofree char *id = store_id (number);
  g_autoptr (OfficeRecord) record = office_book_get (OFFICE_BOOK (fixture->store), id);

  return record != NULL;
}

/* A disk of a few pages. */
static gboolean
shrink_disk (OfficeTransaction *transaction, gpointer data, GError **error)
{
  return office_database_execute (office_transaction_get_database (transaction), "PRAGMA max_page_count = 1", error);
}

static gboolean
grow_disk (OfficeTransaction *transaction, gpointer data, GError **error)
{
  return office_database_execute (office_transaction_get_database (transaction), "PRAGMA max_page_count = 100000",
                                  error);
}

static OfficeRecord *
new_large (guint number)
{
  g_autofree char *words = g_strnfill (40000, 'x');

  return store_column (number, room, words);
}

/* Nobody of the group is told that it was stored, nothing of it is, and when there is room again all goes on. */
static void
test_full_disk (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) works = g_ptr_array_new_with_free_func ((GDestroyNotify) work_free);
  g_autoptr (Work) after = work_new (new_large (50));

  office_store_submit (fixture->store, shrink_disk, NULL, NULL, NULL);
  store_fixture_settle (fixture);

  g_test_expect_message ("Office", G_LOG_LEVEL_MESSAGE, "The disk is full*");
  for (guint i = 0; i < 5; i++)
    {
      Work *work = work_new (new_large (i));

      g_ptr_array_add (works, work);
      work_submit (work, fixture);
    }
  store_fixture_settle (fixture);
  for (guint i = 0; i < works->len; i++)
    {
      const Work *work = g_ptr_array_index (works, i);

      g_assert_error (work->error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
      g_assert_cmpstr (work->error->message, ==, "The host’s disk is full");
      g_assert_cmpint (work->rev, ==, 0);
      g_assert_false (has_record (fixture, i));
    }
  g_assert_cmpuint (fixture->batches->len, ==, 0);
  g_assert_cmpint (office_store_get_head (fixture->store)->rev, ==, 1);

  g_test_expect_message ("Office", G_LOG_LEVEL_MESSAGE, "*can be written again");
  office_store_submit (fixture->store, grow_disk, NULL, NULL, NULL);
  g_assert_cmpint (work_do (after, fixture), ==, 2);
  g_assert_true (has_record (fixture, 50));
  g_test_assert_expected_messages ();
}

static gboolean
overlook_full_disk (OfficeTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (OfficeEffects) effects = office_effects_new ();

  g_ptr_array_add (effects->written, new_large (1));
  office_transaction_write (transaction, effects, NULL, NULL);
  return TRUE;
}

static void
test_overlooked_full_disk (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) before = work_new (NULL);
  g_autoptr (Work) work = work_new (NULL);

  office_store_submit (fixture->store, shrink_disk, NULL, NULL, NULL);
  store_fixture_settle (fixture);
  g_test_expect_message ("Office", G_LOG_LEVEL_MESSAGE, "The disk is full*");
  work_submit (before, fixture);
  office_store_submit (fixture->store, overlook_full_disk, work_done, work, NULL);
  store_fixture_settle (fixture);
  g_assert_error (before->error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_assert_error (work->error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_test_assert_expected_messages ();
}

static void
assert_not_opened (StoreFixture *fixture, OfficeSqlError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeStore) store = office_store_open (fixture->path, "A", fixture->mode, fixture->clock, fixture->random,
                                                     &error);

  g_assert_null (store);
  g_assert_error (error, OFFICE_SQL_ERROR, (int) code);
}

static void
test_newer_version (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *handle;

  store_fixture_close (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version = 999", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  assert_not_opened (fixture, OFFICE_SQL_ERROR_NEWER);
}

static void
test_damaged (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  store_fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, &error));
  memset (contents + 100, 0xa5, length - 100);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, &error));
  assert_not_opened (fixture, OFFICE_SQL_ERROR_DAMAGED);
}

/* ---- kill -9 ---- */

typedef struct {
  guint number;
} Saying;

/* Says something with a result, and dies in the middle of the fortieth. */
static gboolean
say_and_die (OfficeTransaction *transaction, gpointer data, GError **error)
{
  const Saying *saying = data;
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  g_autofree char *id = store_id (saying->number);
  gint64 seq = office_book_next_seq (OFFICE_BOOK (transaction), room);

  g_ptr_array_add (effects->written, store_message (saying->number, room, seq));
  if (!office_transaction_write (transaction, effects, NULL, error))
    return FALSE;
  if (saying->number == DIE_AT)
    raise (SIGKILL);
  return office_transaction_store_result (transaction, id, "device", seq, "{}", error);
}

static void
tell_acknowledged (gpointer data, gint64 rev, const GError *error)
{
  g_print ("acknowledged %u\n", ((Saying *) data)->number);
}

static void
die_while_writing (void)
{
  const char *path = g_getenv (PATH_VARIABLE);
  g_autoptr (OfficeClock) clock = NULL;
  g_autoptr (OfficeRandom) random = NULL;
  OfficeStore *store;

  if (path == NULL)
    return;
  clock = office_fake_clock_new (STORE_NOW);
  random = office_fake_random_new (2);
  store = office_store_open (path, "A", OFFICE_STORE_THREADED, clock, random, NULL);
  for (guint i = 1; i <= DIE_AT; i++)
    {
      Saying *saying = g_new0 (Saying, 1);

      saying->number = i;
      office_store_submit (store, say_and_die, tell_acknowledged, saying, g_free);
      /* Some are settled before the end comes, some share its group. */
      if (i % 15 == 0)
        OFFICE_WAIT_UNTIL (office_store_get_queued (store) == 0);
    }
  OFFICE_WAIT_UNTIL (office_store_get_queued (store) == 0);
}

static gboolean
count_results (OfficeTransaction *transaction, gpointer data, GError **error)
{
  guint *n = data;

  for (guint i = 1; i <= DIE_AT; i++)
    {
      g_autofree char *id = store_id (i);
      g_autofree char *result = office_transaction_find_result (transaction, id, error);

      *n += result != NULL;
    }
  return TRUE;
}

/* What was acknowledged is there, what is there is whole, and numbers go on where they stopped. */
static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (Work) next = work_new (NULL);
  gint64 head;
  guint n_results = 0;

  store_fixture_close (fixture);
  g_setenv (PATH_VARIABLE, fixture->path, TRUE);
  g_test_trap_subprocess ("/store/failures/killed/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv (PATH_VARIABLE);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stdout ("*acknowledged 30*");

  store_fixture_open (fixture);
  head = office_store_get_head (fixture->store)->rev;
  messages = office_store_messages (fixture->store, room, 0, 2 * DIE_AT, NULL);
  g_assert_cmpuint (messages->len, >=, 30);
  g_assert_cmpuint (messages->len, <, DIE_AT);
  for (guint i = 0; i < messages->len; i++)
    g_assert_cmpint (office_record_get_integer (g_ptr_array_index (messages, i), "seq"), ==, messages->len - i);
  office_store_submit (fixture->store, count_results, NULL, &n_results, NULL);
  store_fixture_settle (fixture);
  g_assert_cmpuint (n_results, ==, messages->len);
  g_assert_cmpint (head, ==, messages->len + 1);
  g_assert_cmpint (work_do (next, fixture), ==, head + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  room = store_id (0xc1);

  STORE_TEST ("/store/failures/full-disk", OFFICE_STORE_INLINE, test_full_disk);
  STORE_TEST ("/store/failures/overlooked-full-disk", OFFICE_STORE_INLINE, test_overlooked_full_disk);
  STORE_TEST ("/store/failures/newer-version", OFFICE_STORE_INLINE, test_newer_version);
  STORE_TEST ("/store/failures/damaged", OFFICE_STORE_INLINE, test_damaged);
  STORE_TEST ("/store/failures/killed", OFFICE_STORE_THREADED, test_killed);
  g_test_add_func ("/store/failures/killed/subprocess", die_while_writing);
  return g_test_run ();
}
