/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#define N_WORKS 300

static char *room, *other_room;

static void
test_founding (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup (office_store_get_office_id (fixture->store));
  g_autoptr (OfficeCursor) head = office_cursor_copy (office_store_get_head (fixture->store));
  g_autofree char *name = office_store_dup_office_name (fixture->store);
  g_autofree char *tag = office_store_find_tag (fixture->store, 1);
  g_autofree char *again = NULL;

  g_assert_true (office_id_is_valid (id));
  g_assert_cmpint (head->rev, ==, 1);
  g_assert_cmpuint (strlen (head->tag), ==, 16);
  g_assert_cmpuint (strlen (head->epoch), ==, 16);
  g_assert_cmpstr (tag, ==, head->tag);
  g_assert_cmpstr (name, ==, "Atelier Nord");

  store_fixture_close (fixture);
  store_fixture_open (fixture);
  again = office_store_dup_office_name (fixture->store);
  g_assert_cmpstr (again, ==, "Atelier Nord");
  g_assert_cmpstr (office_store_get_office_id (fixture->store), ==, id);
  g_assert_true (office_cursor_equal (office_store_get_head (fixture->store), head));
  g_assert_cmpuint (fixture->batches->len, ==, 0);
}

/* Batches follow each other without a gap and hold every change once, in order, as it is stored. */
static void
assert_batches (StoreFixture *fixture, gint64 after, guint n_changes)
{
  gint64 last = after;
  guint n = 0;

  for (guint i = 0; i < fixture->batches->len; i++)
    {
      const OfficeBatch *batch = g_ptr_array_index (fixture->batches, i);

      g_assert_cmpint (batch->after, ==, after);
      g_assert_cmpint (batch->rev, >, after);
      after = batch->rev;
      for (guint c = 0; c < batch->changes->len; c++, n++)
        {
          const OfficeChange *change = g_ptr_array_index (batch->changes, c);
          g_autofree char *body = office_record_to_body (change->record);

          g_assert_cmpint (change->rev, >=, last);
          g_assert_cmpint (change->rev, <=, batch->rev);
          last = change->rev;
          g_assert_cmpstr (change->body, ==, body);
          g_assert_cmpuint (change->length, ==, strlen (body));
          g_assert_cmpint (office_record_get_rev (change->record), ==, change->rev);
        }
    }
  g_assert_cmpuint (n, ==, n_changes);
  g_assert_cmpint (after, ==, office_store_get_head (fixture->store)->rev);
}

static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) works = g_ptr_array_new_with_free_func ((GDestroyNotify) work_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autofree char *tag = NULL;
  g_autofree char *beyond = NULL;

  for (guint i = 0; i < N_WORKS; i++)
    {
      Work *work = work_new (store_column (i, room, "To do"));

      work->order = order;
      g_ptr_array_add (works, work);
      work_submit (work, fixture);
    }
  g_assert_cmpuint (office_store_get_queued (fixture->store), ==, N_WORKS);
  store_fixture_settle (fixture);

  g_assert_cmpuint (order->len, ==, N_WORKS);
  for (guint i = 0; i < N_WORKS; i++)
    {
      const Work *work = g_ptr_array_index (order, i);

      g_assert_true (work == g_ptr_array_index (works, i));
      g_assert_no_error (work->error);
      g_assert_cmpint (work->rev, ==, (gint64) i + 2);
    }
  assert_batches (fixture, 1, N_WORKS);
  if (fixture->mode == OFFICE_STORE_INLINE)
    g_assert_cmpuint (fixture->batches->len, ==, 1);

  tag = office_store_find_tag (fixture->store, N_WORKS + 1);
  g_assert_cmpstr (tag, ==, office_store_get_head (fixture->store)->tag);
  beyond = office_store_find_tag (fixture->store, N_WORKS + 2);
  g_assert_null (beyond);
}

/* Every revision of a group bears the group's tag, and another group has another. */
static void
test_tags (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) one = work_new (NULL);
  g_autoptr (Work) two = work_new (NULL);
  g_autofree char *founding = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *none = NULL;

  work_submit (one, fixture);
  work_do (two, fixture);
  founding = office_store_find_tag (fixture->store, 1);
  first = office_store_find_tag (fixture->store, 2);
  second = office_store_find_tag (fixture->store, 3);
  none = office_store_find_tag (fixture->store, 0);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, founding);
  g_assert_null (none);
}

static void
test_empty_revision (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) work = work_new (NULL);

  g_assert_cmpint (work_do (work, fixture), ==, 2);
  assert_batches (fixture, 1, 0);
  g_assert_cmpuint (fixture->batches->len, ==, 1);
}

static gboolean
do_nothing (OfficeTransaction *transaction, gpointer data, GError **error)
{
  return TRUE;
}

static void
test_no_revision (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) work = work_new (NULL);

  office_store_submit (fixture->store, do_nothing, work_done, work, NULL);
  store_fixture_settle (fixture);
  g_assert_cmpuint (work->n_done, ==, 1);
  g_assert_cmpint (work->rev, ==, 0);
  g_assert_cmpuint (fixture->batches->len, ==, 0);
}

static void
test_reading (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *scope = office_scope_for_room (room);
  const char *scopes[] = { scope, "office", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  g_autofree char *column = store_id (1);
  g_autoptr (OfficeRecord) found = NULL;
  gint64 reached;

  for (guint i = 1; i <= 5; i++)
    {
      g_autoptr (Work) work = work_new (i == 1 ? store_column (1, room, "Done") : store_message (i, room, i));

      work_do (work, fixture);
    }
  {
    g_autoptr (GPtrArray) changes = office_store_changes (fixture->store, scopes, 1, 6, 100000, &reached, &error);
    g_autoptr (GPtrArray) page = office_store_page (fixture->store, scope, NULL, 100000, &next, &error);
    g_autoptr (GPtrArray) messages = office_store_messages (fixture->store, room, 5, 2, &error);
    g_autoptr (GPtrArray) columns = office_book_list (OFFICE_BOOK (fixture->store), "column", "room", room);

    g_assert_no_error (error);
    g_assert_cmpuint (changes->len, ==, 5);
    g_assert_cmpint (reached, ==, 6);
    g_assert_cmpuint (page->len, ==, 5);
    g_assert_null (next);
    g_assert_cmpuint (messages->len, ==, 2);
    g_assert_cmpint (office_record_get_integer (g_ptr_array_index (messages, 0), "seq"), ==, 4);
    g_assert_cmpuint (columns->len, ==, 1);
  }
  found = office_book_get (OFFICE_BOOK (fixture->store), column);
  g_assert_cmpstr (office_record_get_text (found, "name"), ==, "Done");
  g_assert_cmpint (office_book_next_seq (OFFICE_BOOK (fixture->store), room), ==, 0);
}

static OfficeRecord *
new_room (const char *id, const char *visibility)
{
  g_autofree char *scope = office_scope_for_room (id);
  OfficeRecord *record = office_record_new ("room", id, scope);

  office_record_set_text (record, "visibility", visibility);
  return record;
}

static OfficeRecord *
new_person (guint number, const char *role)
{
  g_autofree char *id = store_id (number);
  OfficeRecord *record = office_record_new ("person", id, "office");

  office_record_set_text (record, "name", "Anna");
  office_record_set_text (record, "role", role);
  return record;
}

static OfficeRecord *
new_member (guint number, const char *of, guint person)
{
  g_autofree char *id = store_id (number);
  g_autofree char *who = store_id (person);
  g_autofree char *scope = office_scope_for_room (of);
  OfficeRecord *record = office_record_new ("member", id, scope);

  office_record_set_text (record, "room", of);
  office_record_set_text (record, "person", who);
  return record;
}

static void
assert_scopes (StoreFixture *fixture, guint person, const char *expected)
{
  g_autofree char *id = store_id (person);
  g_auto (GStrv) scopes = office_store_dup_scopes_of (fixture->store, id);
  g_autofree char *text = g_strjoinv (" ", scopes);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_scopes (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *private_room = store_id (0xc3);
  g_autoptr (Work) work = work_new (new_room (room, "public"));
  GPtrArray *written = work->effects->written;

  g_ptr_array_add (written, new_room (other_room, "public"));
  g_ptr_array_add (written, new_room (private_room, "private"));
  g_ptr_array_add (written, new_person (1, "member"));
  g_ptr_array_add (written, new_person (2, "admin"));
  g_ptr_array_add (written, new_person (3, "guest"));
  g_ptr_array_add (written, new_member (4, private_room, 1));
  g_ptr_array_add (written, new_member (5, room, 3));
  g_ptr_array_add (written, new_member (6, room, 1));
  work_do (work, fixture);

#define R(n) "room:000000" n "-0000-7000-8000-000000000000"
#define P(n) "person:0000000" n "-0000-7000-8000-000000000000"
  assert_scopes (fixture, 1, "office " P ("1") " " R ("c1") " " R ("c2") " " R ("c3"));
  assert_scopes (fixture, 2, "office " P ("2") " " R ("c1") " " R ("c2"));
  assert_scopes (fixture, 3, "office " P ("3") " " R ("c1"));
  assert_scopes (fixture, 9, "");
  assert_scopes (fixture, 0xc1, "");
}

/* What is queued is done before the file is closed, and told. */
static void
test_close (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) queued = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) late = work_new (store_column (2, room, "To do"));
  g_autofree char *id = store_id (1);
  g_autoptr (OfficeRecord) found = NULL;

  work_submit (queued, fixture);
  office_store_close (fixture->store);
  g_assert_cmpuint (queued->n_done, ==, 1);
  g_assert_cmpint (queued->rev, ==, 2);
  g_assert_cmpuint (fixture->batches->len, ==, 1);

  work_submit (late, fixture);
  g_assert_cmpuint (late->n_done, ==, 1);
  g_assert_error (late->error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);

  store_fixture_close (fixture);
  store_fixture_open (fixture);
  found = office_book_get (OFFICE_BOOK (fixture->store), id);
  g_assert_nonnull (found);
}

static void
close_when_done (gpointer data, gint64 rev, const GError *error)
{
  office_store_close (data);
}

static void
test_close_from_callback (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) work = work_new (NULL);

  office_store_submit (fixture->store, do_nothing, close_when_done, fixture->store, NULL);
  work_submit (work, fixture);
  store_fixture_settle (fixture);
  g_assert_cmpuint (work->n_done, ==, 1);
}

typedef struct {
  StoreFixture *fixture;
  Work *next;
} Chain;

static void
submit_next (gpointer data, gint64 rev, const GError *error)
{
  Chain *chain = data;

  work_submit (chain->next, chain->fixture);
}

static void
test_submit_from_callback (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) next = work_new (NULL);
  Chain chain = { fixture, next };

  office_store_submit (fixture->store, do_nothing, submit_next, &chain, NULL);
  while (next->n_done == 0)
    store_fixture_settle (fixture);
  g_assert_cmpint (next->rev, ==, 2);
}

/* Flushing waits for the disk; who waits is told by the main context. */
static void
test_flush (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) work = work_new (store_column (1, room, "To do"));
  g_autofree char *id = store_id (1);
  g_autoptr (OfficeRecord) found = NULL;

  work_submit (work, fixture);
  office_store_flush (fixture->store);
  found = office_book_get (OFFICE_BOOK (fixture->store), id);
  g_assert_nonnull (found);
  g_assert_cmpuint (work->n_done, ==, 0);
  store_fixture_settle (fixture);
  g_assert_cmpuint (work->n_done, ==, 1);
}

static void
test_in_memory (void)
{
  g_autoptr (OfficeClock) clock = office_fake_clock_new (STORE_NOW);
  g_autoptr (OfficeRandom) random = office_fake_random_new (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeStore) store = office_store_open (":memory:", "A", OFFICE_STORE_INLINE, clock, random, &error);
  g_autoptr (Work) work = work_new (store_column (1, room, "To do"));
  g_autofree char *id = store_id (1);
  g_autoptr (OfficeRecord) found = NULL;

  g_assert_no_error (error);
  office_store_submit (store, work_run, work_done, work, NULL);
  found = office_book_get (OFFICE_BOOK (store), id);
  g_assert_null (found);
  office_store_flush (store);
  found = office_book_get (OFFICE_BOOK (store), id);
  g_assert_nonnull (found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  room = store_id (0xc1);
  other_room = store_id (0xc2);

  STORE_TEST ("/store/inline/founding", OFFICE_STORE_INLINE, test_founding);
  STORE_TEST ("/store/inline/order", OFFICE_STORE_INLINE, test_order);
  STORE_TEST ("/store/inline/tags", OFFICE_STORE_INLINE, test_tags);
  STORE_TEST ("/store/inline/empty-revision", OFFICE_STORE_INLINE, test_empty_revision);
  STORE_TEST ("/store/inline/no-revision", OFFICE_STORE_INLINE, test_no_revision);
  STORE_TEST ("/store/inline/reading", OFFICE_STORE_INLINE, test_reading);
  STORE_TEST ("/store/inline/scopes", OFFICE_STORE_INLINE, test_scopes);
  STORE_TEST ("/store/inline/close", OFFICE_STORE_INLINE, test_close);
  STORE_TEST ("/store/inline/close-from-callback", OFFICE_STORE_INLINE, test_close_from_callback);
  STORE_TEST ("/store/inline/submit-from-callback", OFFICE_STORE_INLINE, test_submit_from_callback);
  STORE_TEST ("/store/threaded/founding", OFFICE_STORE_THREADED, test_founding);
  STORE_TEST ("/store/threaded/order", OFFICE_STORE_THREADED, test_order);
  STORE_TEST ("/store/threaded/empty-revision", OFFICE_STORE_THREADED, test_empty_revision);
  STORE_TEST ("/store/threaded/no-revision", OFFICE_STORE_THREADED, test_no_revision);
  STORE_TEST ("/store/threaded/reading", OFFICE_STORE_THREADED, test_reading);
  STORE_TEST ("/store/threaded/close", OFFICE_STORE_THREADED, test_close);
  STORE_TEST ("/store/threaded/close-from-callback", OFFICE_STORE_THREADED, test_close_from_callback);
  STORE_TEST ("/store/threaded/submit-from-callback", OFFICE_STORE_THREADED, test_submit_from_callback);
  STORE_TEST ("/store/threaded/flush", OFFICE_STORE_THREADED, test_flush);
  g_test_add_func ("/store/in-memory", test_in_memory);
  return g_test_run ();
}
