/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* Short ids: given once, without gaps, also to what was there before there were any. */

enum {
  ROOM = 1,
  OTHER,
  DIRECT,
  TASKS = 100,
};

static void
put_room (StoreFixture *fixture, guint number, const char *name)
{
  g_autofree char *id = store_id (number);
  g_autofree char *scope = office_scope_for_room (id);
  OfficeRecord *room = office_record_new ("room", id, scope);
  g_autoptr (Work) work = NULL;

  office_record_set_text (room, "name", name);
  office_record_set_text (room, "visibility", name != NULL ? "public" : "direct");
  work = work_new (room);
  g_assert_cmpint (work_do (work, fixture), >, 0);
}

static void
put_task (StoreFixture *fixture, guint id, guint room, gint64 created_at, gint64 number)
{
  g_autofree char *task_id = store_id (id);
  g_autofree char *room_id = store_id (room);
  g_autofree char *scope = office_scope_for_room (room_id);
  OfficeRecord *task = office_record_new ("task", task_id, scope);
  g_autoptr (Work) work = NULL;

  office_record_set_text (task, "room", room_id);
  office_record_set_text (task, "title", "Oak");
  office_record_set_integer (task, "created_at", created_at);
  office_record_set_integer (task, "number", number);
  work = work_new (task);
  g_assert_cmpint (work_do (work, fixture), >, 0);
}

static void
reopen (StoreFixture *fixture)
{
  store_fixture_close (fixture);
  store_fixture_open (fixture);
}

static gint64
number_of (StoreFixture *fixture, guint id)
{
  g_autofree char *task_id = store_id (id);
  g_autoptr (OfficeRecord) task = office_book_get (OFFICE_BOOK (fixture->store), task_id);

  return office_record_get_integer (task, "number");
}

static void
check_key (StoreFixture *fixture, guint id, const char *expected)
{
  g_autofree char *room_id = store_id (id);
  g_autoptr (OfficeRecord) room = office_book_get (OFFICE_BOOK (fixture->store), room_id);

  g_assert_cmpstr (office_record_get_text (room, "key"), ==, expected);
}

static void
test_old (StoreFixture *fixture, gconstpointer data)
{
  put_room (fixture, ROOM, "Design");
  put_room (fixture, OTHER, "Design");
  put_room (fixture, DIRECT, NULL);
  put_task (fixture, 13, ROOM, 3000, 0);
  put_task (fixture, 12, ROOM, 1000, 0);
  put_task (fixture, 11, ROOM, 2000, 0);
  put_task (fixture, 14, OTHER, 500, 0);
  reopen (fixture);
  check_key (fixture, ROOM, "DES");
  check_key (fixture, OTHER, "DES2");
  check_key (fixture, DIRECT, NULL);
  g_assert_cmpint (number_of (fixture, 12), ==, 1);
  g_assert_cmpint (number_of (fixture, 11), ==, 2);
  g_assert_cmpint (number_of (fixture, 13), ==, 3);
  g_assert_cmpint (number_of (fixture, 14), ==, 1);
}

/* More than one round does; each number is given once. */
static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  const guint n = 1100;
  g_autofree gboolean *seen = g_new0 (gboolean, n + 1);

  put_room (fixture, ROOM, "Many");
  for (guint i = 0; i < n; i++)
    put_task (fixture, TASKS + i, ROOM, 1000 + i, 0);
  reopen (fixture);
  for (guint i = 0; i < n; i++)
    {
      gint64 number = number_of (fixture, TASKS + i);

      g_assert_cmpint (number, ==, i + 1);
      g_assert_false (seen[number]);
      seen[number] = TRUE;
    }
}

/* Opened again, nothing changes. */
static void
test_once (StoreFixture *fixture, gconstpointer data)
{
  gint64 head;

  put_room (fixture, ROOM, "Design");
  put_room (fixture, DIRECT, NULL);
  put_task (fixture, 11, ROOM, 1, 0);
  reopen (fixture);
  head = office_store_get_head (fixture->store)->rev;
  reopen (fixture);
  g_assert_cmpint (office_store_get_head (fixture->store)->rev, ==, head);
}

static gboolean
ask (OfficeTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *room = store_id (ROOM);

  *(gint64 *) data = office_book_next_number (OFFICE_BOOK (transaction), room);
  return TRUE;
}

/* A number stays used up when its task is gone. */
static void
test_used_up (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *task_id = store_id (11);
  g_autofree char *room_id = store_id (ROOM);
  g_autofree char *scope = office_scope_for_room (room_id);
  g_autoptr (Work) work = work_new (NULL);
  gint64 next = 0;

  put_room (fixture, ROOM, "Design");
  put_task (fixture, 11, ROOM, 1, 7);
  work->effects = office_effects_new ();
  g_ptr_array_add (work->effects->gone, office_record_new_gone ("task", task_id, scope, 0));
  work_do (work, fixture);
  office_store_submit (fixture->store, ask, NULL, &next, NULL);
  store_fixture_settle (fixture);
  g_assert_cmpint (next, ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  STORE_TEST ("/store/numbering/old", OFFICE_STORE_INLINE, test_old);
  STORE_TEST ("/store/numbering/many", OFFICE_STORE_INLINE, test_many);
  STORE_TEST ("/store/numbering/once", OFFICE_STORE_THREADED, test_once);
  STORE_TEST ("/store/numbering/used-up", OFFICE_STORE_INLINE, test_used_up);
  return g_test_run ();
}
