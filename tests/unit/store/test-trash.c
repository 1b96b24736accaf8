/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-trash.h"
#include "store-fixture.h"

#define N_MANY 45

enum {
  ROOM = 1,
  TASK,
  STEP,
  MESSAGE,
  REPLY,
  MENTION,
  PERSON,
  MANY = 100,
};

static void
submit (StoreFixture *fixture, OfficeRecord *record)
{
  g_autoptr (Work) work = work_new (record);

  g_assert_cmpint (work_do (work, fixture), >, 0);
}

static OfficeRecord *
new_record (const char *kind, guint number)
{
  g_autofree char *id = store_id (number);
  g_autofree char *room = store_id (ROOM);
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = office_record_new (kind, id, scope);

  office_record_set_text (record, "room", room);
  return record;
}

static void
put_task (StoreFixture *fixture, guint number, gint64 trashed_at)
{
  OfficeRecord *task = new_record ("task", number);

  office_record_set_text (task, "title", "Oak for the stairs");
  office_record_set_integer (task, "trashed_at", trashed_at);
  submit (fixture, task);
}

static void
put_part (StoreFixture *fixture, const char *kind, guint number, const char *field, guint of)
{
  g_autofree char *whole = store_id (of);
  OfficeRecord *record = new_record (kind, number);

  office_record_set_text (record, field, whole);
  submit (fixture, record);
}

static void
put_mention (StoreFixture *fixture)
{
  g_autofree char *id = store_id (MENTION);
  g_autofree char *person = store_id (PERSON);
  g_autofree char *message = store_id (MESSAGE);
  g_autofree char *scope = office_scope_for_person (person);
  OfficeRecord *mention = office_record_new ("mention", id, scope);

  office_record_set_text (mention, "message", message);
  submit (fixture, mention);
}

static gboolean
is_there (StoreFixture *fixture, guint number)
{
  g_autofree char *id = store_id (number);
  g_autoptr (OfficeRecord) record = office_book_get (OFFICE_BOOK (fixture->store), id);

  return record != NULL;
}

/* All of the task goes, in one revision that says so of each record; what is not of it stays. */
static void
test_goes_whole (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTrash) trash = NULL;
  const OfficeBatch *batch;

  put_task (fixture, TASK, STORE_NOW);
  put_part (fixture, "step", STEP, "task", TASK);
  put_part (fixture, "message", MESSAGE, "task", TASK);
  put_part (fixture, "message", REPLY, "task", TASK + MANY);
  put_mention (fixture);
  trash = office_trash_new (fixture->store, fixture->clock);
  store_fixture_settle (fixture);
  g_assert_true (is_there (fixture, TASK));

  office_fake_clock_advance (fixture->clock, 30 * STORE_DAY);
  store_fixture_settle (fixture);
  g_assert_true (is_there (fixture, TASK));

  office_fake_clock_advance (fixture->clock, STORE_DAY);
  store_fixture_settle (fixture);
  g_assert_false (is_there (fixture, TASK));
  g_assert_false (is_there (fixture, STEP));
  g_assert_false (is_there (fixture, MESSAGE));
  g_assert_false (is_there (fixture, MENTION));
  g_assert_true (is_there (fixture, REPLY));

  batch = g_ptr_array_index (fixture->batches, fixture->batches->len - 1);
  g_assert_cmpint (batch->rev, ==, batch->after + 1);
  g_assert_cmpuint (batch->changes->len, ==, 4);
  for (guint i = 0; i < batch->changes->len; i++)
    g_assert_true (((const OfficeChange *) g_ptr_array_index (batch->changes, i))->gone);
}

/* A task that is not in the trash, or was taken out of it, has no such time. */
static void
test_others_stay (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTrash) trash = NULL;
  guint n_batches;

  put_task (fixture, TASK, 0);
  put_task (fixture, TASK + MANY, STORE_NOW + 50 * STORE_DAY);
  office_fake_clock_advance (fixture->clock, 60 * STORE_DAY);
  n_batches = fixture->batches->len;
  trash = office_trash_new (fixture->store, fixture->clock);
  store_fixture_settle (fixture);
  g_assert_true (is_there (fixture, TASK));
  g_assert_true (is_there (fixture, TASK + MANY));
  g_assert_cmpuint (fixture->batches->len, ==, n_batches);
}

/* More than fit in one work, at the host's start. */
static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTrash) trash = NULL;

  for (guint i = 0; i < N_MANY; i++)
    put_task (fixture, MANY + i, STORE_NOW);
  office_fake_clock_advance (fixture->clock, 31 * STORE_DAY);
  trash = office_trash_new (fixture->store, fixture->clock);
  store_fixture_settle (fixture);
  for (guint i = 0; i < N_MANY; i++)
    g_assert_false (is_there (fixture, MANY + i));
}

/* In an office where nobody does anything removals are forgotten too. */
static void
test_wakes_the_writer (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTrash) trash = office_trash_new (fixture->store, fixture->clock);

  put_task (fixture, TASK, 0);
  for (guint day = 0; day < 182; day++)
    {
      office_fake_clock_advance (fixture->clock, STORE_DAY);
      store_fixture_settle (fixture);
    }
  g_assert_cmpint (office_store_get_floor (fixture->store), ==, office_store_get_head (fixture->store)->rev);
}

/* The timeout goes with it, and what is under way may come back later. */
static void
test_free (StoreFixture *fixture, gconstpointer data)
{
  OfficeTrash *trash;

  for (guint i = 0; i < N_MANY; i++)
    put_task (fixture, MANY + i, STORE_NOW);
  office_fake_clock_advance (fixture->clock, 31 * STORE_DAY);
  trash = office_trash_new (fixture->store, fixture->clock);
  office_trash_free (trash);
  g_assert_cmpuint (office_fake_clock_count_timeouts (fixture->clock), ==, 0);
  store_fixture_close (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  STORE_TEST ("/trash/goes-whole", OFFICE_STORE_INLINE, test_goes_whole);
  STORE_TEST ("/trash/goes-whole/threaded", OFFICE_STORE_THREADED, test_goes_whole);
  STORE_TEST ("/trash/others-stay", OFFICE_STORE_INLINE, test_others_stay);
  STORE_TEST ("/trash/many", OFFICE_STORE_INLINE, test_many);
  STORE_TEST ("/trash/many/threaded", OFFICE_STORE_THREADED, test_many);
  STORE_TEST ("/trash/wakes-the-writer", OFFICE_STORE_INLINE, test_wakes_the_writer);
  STORE_TEST ("/trash/free", OFFICE_STORE_INLINE, test_free);
  STORE_TEST ("/trash/free/threaded", OFFICE_STORE_THREADED, test_free);
  return g_test_run ();
}
