/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static char *room, *other_room;

static OfficeBatch *
last_batch (StoreFixture *fixture)
{
  g_assert_cmpuint (fixture->batches->len, >, 0);
  return g_ptr_array_index (fixture->batches, fixture->batches->len - 1);
}

static const OfficeChange *
change_at (const OfficeBatch *batch, guint i)
{
  g_assert_cmpuint (i, <, batch->changes->len);
  return g_ptr_array_index (batch->changes, i);
}

static gboolean
has_record (StoreFixture *fixture, guint number)
{
  g_autofree char *id = store_id (number);
  g_autoptr (OfficeRecord) record = office_book_get (OFFICE_BOOK (fixture->store), id);

  return record != NULL;
}

/* One work of three fails: the others are done, and its revision is not missing. */
static void
test_bad_work (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) one = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) bad = work_new (store_column (2, room, "To do"));
  g_autoptr (Work) three = work_new (store_column (3, room, "To do"));

  bad->fails = TRUE;
  work_submit (one, fixture);
  work_submit (bad, fixture);
  work_do (three, fixture);
  g_assert_cmpint (one->rev, ==, 2);
  g_assert_cmpint (bad->rev, ==, 0);
  g_assert_error (bad->error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_cmpint (three->rev, ==, 3);
  g_assert_true (has_record (fixture, 1));
  g_assert_false (has_record (fixture, 2));
  g_assert_true (has_record (fixture, 3));
  g_assert_cmpuint (last_batch (fixture)->changes->len, ==, 2);
}

static void
test_change_of_scope (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) made = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) moved = work_new (store_column (1, other_room, "To do"));
  g_autofree char *old_scope = office_scope_for_room (room);
  g_autofree char *new_scope = office_scope_for_room (other_room);
  const char *scopes[] = { old_scope, NULL };
  g_autoptr (GPtrArray) changes = NULL;
  gint64 reached;

  work_do (made, fixture);
  work_do (moved, fixture);
  g_assert_cmpuint (last_batch (fixture)->changes->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const OfficeChange *change = change_at (last_batch (fixture), i);

      g_assert_cmpint (change->rev, ==, 3);
      g_assert_cmpstr (change->scope, ==, change->gone ? old_scope : new_scope);
    }
  g_assert_true (change_at (last_batch (fixture), 0)->gone != change_at (last_batch (fixture), 1)->gone);
  g_assert_true (has_record (fixture, 1));
  changes = office_store_changes (fixture->store, scopes, 0, 3, 10000, &reached, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (changes, 0), "\"gone\":true"));
}

/* The rules may say themselves that the record has left its old scope; it is told once all the same. */
static void
test_change_of_scope_told_twice (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) made = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) moved = work_new (store_column (1, other_room, "To do"));
  g_autofree char *id = store_id (1);
  g_autofree char *old_scope = office_scope_for_room (room);

  g_ptr_array_add (moved->effects->gone, office_record_new_gone ("column", id, old_scope, 0));
  work_do (made, fixture);
  work_do (moved, fixture);
  g_assert_cmpuint (last_batch (fixture)->changes->len, ==, 2);
  g_assert_true (has_record (fixture, 1));
}

static void
test_gone (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *id = store_id (1);
  g_autofree char *scope = office_scope_for_room (room);
  g_autoptr (Work) made = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) removed = work_new (office_record_new_gone ("column", id, scope, 0));

  work_do (made, fixture);
  work_do (removed, fixture);
  g_assert_false (has_record (fixture, 1));
  g_assert_cmpuint (last_batch (fixture)->changes->len, ==, 1);
  g_assert_true (change_at (last_batch (fixture), 0)->gone);
  g_assert_cmpint (change_at (last_batch (fixture), 0)->rev, ==, 3);
  g_assert_nonnull (strstr (change_at (last_batch (fixture), 0)->body, "\"rev\":3"));
}

static gboolean
write_twice (OfficeTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (OfficeEffects) first = office_effects_new ();
  g_autoptr (OfficeEffects) second = office_effects_new ();

  g_ptr_array_add (first->written, store_column (1, room, "Once"));
  g_ptr_array_add (first->written, store_column (2, room, "Other"));
  g_ptr_array_add (second->written, store_column (1, room, "Twice"));
  return office_transaction_write (transaction, first, NULL, error)
         && office_transaction_write (transaction, second, NULL, error);
}

static void
test_one_revision_a_work (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) work = work_new (NULL);

  office_store_submit (fixture->store, write_twice, work_done, work, NULL);
  store_fixture_settle (fixture);
  g_assert_no_error (work->error);
  g_assert_cmpint (work->rev, ==, 2);
  g_assert_cmpuint (last_batch (fixture)->changes->len, ==, 2);
  g_assert_nonnull (strstr (change_at (last_batch (fixture), 1)->body, "Twice"));
}

/* The second record is too large: the first must not stay, and the work can go on to say so. */
static gboolean
write_too_much (OfficeTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  g_autoptr (GError) own = NULL;
  g_autofree char *words = g_strnfill (OFFICE_LIMIT_RECORD, 'x');

  g_ptr_array_add (effects->written, store_column (1, room, "To do"));
  g_ptr_array_add (effects->written, store_column (2, room, words));
  g_assert_false (office_transaction_write (transaction, effects, NULL, &own));
  g_assert_error (own, OFFICE_PROBLEM, OFFICE_PROBLEM_TOO_LARGE);
  return office_transaction_store_result (transaction, "refused", NULL, 0, "{}", error);
}

static void
test_too_large (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) work = work_new (NULL);
  g_autoptr (Work) next = work_new (NULL);

  office_store_submit (fixture->store, write_too_much, work_done, work, NULL);
  work_do (next, fixture);
  g_assert_no_error (work->error);
  g_assert_cmpint (work->rev, ==, 0);
  g_assert_cmpint (next->rev, ==, 2);
  g_assert_false (has_record (fixture, 1));
  g_assert_cmpuint (last_batch (fixture)->changes->len, ==, 0);
}

/* What a work has read of itself before it was undone is not what the next one reads. */
static gboolean
rename_read_and_fail (OfficeTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  g_autofree char *id = store_id (1);
  g_autoptr (OfficeRecord) seen = NULL;

  g_ptr_array_add (effects->written, store_column (1, room, "Later"));
  g_assert_true (office_transaction_write (transaction, effects, NULL, error));
  seen = office_book_get (OFFICE_BOOK (transaction), id);
  g_assert_cmpstr (office_record_get_text (seen, "name"), ==, "Later");
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, NULL, "The test wants it so");
  return FALSE;
}

static gboolean
expect_old_name (OfficeTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *id = store_id (1);
  g_autoptr (OfficeRecord) seen = office_book_get (OFFICE_BOOK (transaction), id);

  g_assert_cmpstr (office_record_get_text (seen, "name"), ==, "To do");
  ++*(guint *) data;
  return TRUE;
}

static void
test_read_after_undoing (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) made = work_new (store_column (1, room, "To do"));
  guint n_looks = 0;

  work_do (made, fixture);
  office_store_submit (fixture->store, expect_old_name, NULL, &n_looks, NULL);
  office_store_submit (fixture->store, rename_read_and_fail, NULL, NULL, NULL);
  office_store_submit (fixture->store, expect_old_name, NULL, &n_looks, NULL);
  store_fixture_settle (fixture);
  g_assert_cmpuint (n_looks, ==, 2);
}

typedef struct {
  guint number;
  gboolean fails;
} Say;

static gboolean
say (OfficeTransaction *transaction, gpointer data, GError **error)
{
  const Say *self = data;
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  gint64 seq = office_book_next_seq (OFFICE_BOOK (transaction), room);

  g_ptr_array_add (effects->written, store_message (self->number, room, seq));
  if (!office_transaction_write (transaction, effects, NULL, error))
    return FALSE;
  if (self->fails)
    office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL, "The test wants it so");
  return !self->fails;
}

static gboolean
only_ask (OfficeTransaction *transaction, gpointer data, GError **error)
{
  office_book_next_seq (OFFICE_BOOK (transaction), room);
  return TRUE;
}

/* Neither a refusal, nor a failure, nor the removal of the last message leaves a gap or gives a number twice. */
static void
test_seq (StoreFixture *fixture, gconstpointer data)
{
  static Say says[] = { { 1, FALSE }, { 2, TRUE }, { 3, FALSE }, { 4, FALSE } };
  g_autofree char *id = store_id (4);
  g_autofree char *scope = office_scope_for_room (room);
  g_autoptr (Work) removal = work_new (office_record_new_gone ("message", id, scope, 0));
  Say last = { 5, FALSE };
  static const gint64 expected[] = { 4, 2, 1 };
  g_autoptr (GPtrArray) messages = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    {
      office_store_submit (fixture->store, say, NULL, &says[i], NULL);
      office_store_submit (fixture->store, only_ask, NULL, NULL, NULL);
    }
  work_do (removal, fixture);
  office_store_submit (fixture->store, say, NULL, &last, NULL);
  store_fixture_settle (fixture);

  messages = office_store_messages (fixture->store, room, 0, 10, NULL);
  g_assert_cmpuint (messages->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < messages->len; i++)
    g_assert_cmpint (office_record_get_integer (g_ptr_array_index (messages, i), "seq"), ==, expected[i]);
}

typedef struct {
  char *field;
  gint64 rev;
  char *by;
} FieldQuestion;

static gboolean
ask_field (OfficeTransaction *transaction, gpointer data, GError **error)
{
  FieldQuestion *question = data;
  g_autofree char *id = store_id (1);

  g_clear_pointer (&question->by, g_free);
  question->rev = office_book_field_rev (OFFICE_BOOK (transaction), id, question->field, &question->by, NULL);
  return TRUE;
}

static void
assert_field_rev (StoreFixture *fixture, const char *field, gint64 rev, const char *by)
{
  FieldQuestion question = { (char *) field };

  office_store_submit (fixture->store, ask_field, NULL, &question, NULL);
  store_fixture_settle (fixture);
  g_assert_cmpint (question.rev, ==, rev);
  g_assert_cmpstr (question.by, ==, by);
  g_free (question.by);
}

static void
test_field_revisions (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *id = store_id (1);
  g_autofree char *scope = office_scope_for_room (room);
  g_autoptr (Work) made = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) renamed = work_new (store_column (1, room, "Later"));
  g_autoptr (Work) same = work_new (store_column (1, room, "Later"));
  g_autoptr (Work) removed = work_new (office_record_new_gone ("column", id, scope, 0));

  work_do (made, fixture);
  assert_field_rev (fixture, "name", 0, NULL);
  work_do (renamed, fixture);
  assert_field_rev (fixture, "name", 3, "anna");
  assert_field_rev (fixture, "state", 0, NULL);
  work_do (same, fixture);
  assert_field_rev (fixture, "name", 3, "anna");
  work_do (removed, fixture);
  assert_field_rev (fixture, "name", 0, NULL);
}

static gboolean
find_result (OfficeTransaction *transaction, gpointer data, GError **error)
{
  char **result = data;

  *result = office_transaction_find_result (transaction, "operation", error);
  return TRUE;
}

static char *
ask_result (StoreFixture *fixture)
{
  char *result = NULL;

  office_store_submit (fixture->store, find_result, NULL, &result, NULL);
  store_fixture_settle (fixture);
  return result;
}

/* A result is there exactly if what it tells of is there, also after the host was started again. */
static void
test_results (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) failed = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) done = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) again = work_new (store_column (2, room, "To do"));
  g_autofree char *none = NULL;
  g_autofree char *stored = NULL;

  failed->operation = done->operation = again->operation = "operation";
  failed->fails = TRUE;
  work_do (failed, fixture);
  none = ask_result (fixture);
  g_assert_null (none);

  work_do (done, fixture);
  g_assert_no_error (done->error);
  store_fixture_close (fixture);
  store_fixture_open (fixture);
  stored = ask_result (fixture);
  g_assert_cmpstr (stored, ==, "{\"first\":true}");

  work_do (again, fixture);
  g_assert_error (again->error, OFFICE_PROBLEM, OFFICE_PROBLEM_INTERNAL);
  g_assert_false (has_record (fixture, 2));
}

/* A work that does not look at its errors fails all the same. */
static gboolean
overlook (OfficeTransaction *transaction, gpointer data, GError **error)
{
  office_transaction_store_result (transaction, "twice", "device", 0, "{}", NULL);
  office_transaction_store_result (transaction, "twice", "device", 0, "{}", NULL);
  office_transaction_take_revision (transaction, NULL);
  return TRUE;
}

static void
test_overlooked_failure (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (Work) work = work_new (NULL);

  office_store_submit (fixture->store, overlook, work_done, work, NULL);
  store_fixture_settle (fixture);
  g_assert_error (work->error, OFFICE_PROBLEM, OFFICE_PROBLEM_INTERNAL);
  g_assert_cmpint (work->rev, ==, 0);
  g_assert_cmpuint (fixture->batches->len, ==, 0);
}

/* After 180 days removals are forgotten, and a cursor from before them is told so. After 400, results. */
static void
test_floor (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *id = store_id (1);
  g_autofree char *scope = office_scope_for_room (room);
  const char *scopes[] = { scope, NULL };
  g_autoptr (Work) made = work_new (store_column (1, room, "To do"));
  g_autoptr (Work) removed = work_new (office_record_new_gone ("column", id, scope, 0));
  g_autoptr (Work) later = work_new (store_column (2, room, "To do"));
  g_autofree char *kept = NULL;
  g_autofree char *forgotten = NULL;
  g_autofree char *at_floor = NULL;
  g_autofree char *below_floor = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  gint64 reached;

  made->operation = "operation";
  work_do (made, fixture);
  work_do (removed, fixture);
  g_assert_cmpint (office_store_get_floor (fixture->store), ==, 0);

  office_fake_clock_advance (fixture->clock, 181 * STORE_DAY);
  work_do (later, fixture);
  g_assert_cmpint (office_store_get_floor (fixture->store), ==, 3);
  at_floor = office_store_find_tag (fixture->store, 3);
  below_floor = office_store_find_tag (fixture->store, 2);
  g_assert_nonnull (at_floor);
  g_assert_null (below_floor);
  changes = office_store_changes (fixture->store, scopes, 0, 4, 10000, &reached, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_null (strstr (g_ptr_array_index (changes, 0), "gone"));

  kept = ask_result (fixture);
  g_assert_nonnull (kept);
  office_fake_clock_advance (fixture->clock, 220 * STORE_DAY);
  forgotten = ask_result (fixture);
  g_assert_null (forgotten);
  g_assert_cmpint (office_store_get_head (fixture->store)->rev, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  room = store_id (0xc1);
  other_room = store_id (0xc2);

  STORE_TEST ("/transaction/bad-work", OFFICE_STORE_INLINE, test_bad_work);
  STORE_TEST ("/transaction/change-of-scope", OFFICE_STORE_INLINE, test_change_of_scope);
  STORE_TEST ("/transaction/change-of-scope-told-twice", OFFICE_STORE_INLINE, test_change_of_scope_told_twice);
  STORE_TEST ("/transaction/gone", OFFICE_STORE_INLINE, test_gone);
  STORE_TEST ("/transaction/one-revision-a-work", OFFICE_STORE_INLINE, test_one_revision_a_work);
  STORE_TEST ("/transaction/too-large", OFFICE_STORE_INLINE, test_too_large);
  STORE_TEST ("/transaction/read-after-undoing", OFFICE_STORE_INLINE, test_read_after_undoing);
  STORE_TEST ("/transaction/seq", OFFICE_STORE_INLINE, test_seq);
  STORE_TEST ("/transaction/field-revisions", OFFICE_STORE_INLINE, test_field_revisions);
  STORE_TEST ("/transaction/results", OFFICE_STORE_THREADED, test_results);
  STORE_TEST ("/transaction/overlooked-failure", OFFICE_STORE_INLINE, test_overlooked_failure);
  STORE_TEST ("/transaction/floor", OFFICE_STORE_INLINE, test_floor);
  return g_test_run ();
}
