/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

/* A description that Ben changes at the same time: the host refuses mine, and the desk merges. */

#define BASE "One\nTwo\nThree"
#define LINE "――――――――"

typedef struct {
  Desk *desk;
  char *task;
  guint n_kept_both;
} Case;

static void
on_kept_both (OfficeReplica *replica, const char *record, Case *self)
{
  g_assert_cmpstr (record, ==, self->task);
  self->n_kept_both++;
}

static void
listen (Case *self)
{
  g_signal_connect (self->desk->replica, "kept-both", G_CALLBACK (on_kept_both), self);
}

static void
host_says (Case *self, gint64 after, gint64 rev, const char *description)
{
  g_autofree char *column = desk_column_id (ROOM);
  OfficeRecord *task = office_record_new ("task", self->task, "room:" ROOM);
  GPtrArray *bodies = bodies_new ();

  office_record_set_text (task, "room", ROOM);
  office_record_set_text (task, "column", column);
  office_record_set_text (task, "position", "V");
  office_record_set_text (task, "title", "Paint");
  office_record_set_text (task, "description", description);
  add_record (bodies, task, rev);
  desk_changes (self->desk, after, rev, bodies);
}

static Case *
case_new (void)
{
  Case *self = g_new0 (Case, 1);

  self->desk = desk_new ();
  self->task = make_id (1);
  desk_settle_in (self->desk);
  host_says (self, 10, 11, BASE);
  listen (self);
  return self;
}

static void
case_free (Case *self)
{
  desk_free (self->desk);
  g_free (self->task);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

static char *
describe (Case *self, const char *description)
{
  g_autoptr (JsonObject) with = json_object_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *set = json_object_new ();
  char *operation = NULL;

  json_object_set_string_member (set, "description", description);
  json_object_set_string_member (with, "kind", "task");
  json_object_set_string_member (with, "id", self->task);
  json_object_set_object_member (with, "set", set);
  office_replica_perform (self->desk->replica, "patch", with, &operation, &error);
  g_assert_no_error (error);
  return operation;
}

static void
host_refuses (Case *self, const char *operation, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) office_result_free);
  g_autofree char *text = NULL;
  g_autoptr (OfficeFrame) frame = NULL;

  g_ptr_array_add (
      results, office_result_new (operation, 0,
                                  office_problem_new (OFFICE_PROBLEM_CONFLICT, field, "Somebody else has changed it")));
  text = office_frame_results (results);
  frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);
  g_assert_no_error (error);
  office_replica_apply_results (self->desk->replica, frame, &error);
  g_assert_no_error (error);
}

static void
assert_shown (Case *self, const char *expected)
{
  g_autofree char *text = desk_dup_text (self->desk, self->task, "description");

  g_assert_cmpstr (text, ==, expected);
}

/* What goes to the host now: one operation with this text, standing on this revision; NULL: nothing. */
static char *
assert_sent (Case *self, const char *description, gint64 base)
{
  g_autoptr (GPtrArray) operations = office_replica_take_operations (self->desk->replica, 100, 60000);
  JsonObject *set;

  g_assert_cmpuint (operations->len, ==, description != NULL ? 1 : 0);
  if (description == NULL)
    return NULL;
  set = json_object_get_object_member (office_operation_get_with (operations->pdata[0]), "set");
  g_assert_cmpstr (json_object_get_string_member (set, "description"), ==, description);
  g_assert_cmpint (office_operation_get_base (operations->pdata[0]), ==, base);
  return g_strdup (office_operation_get_id (operations->pdata[0]));
}

static void
assert_refused (Case *self, guint n)
{
  g_autoptr (GPtrArray) refused = office_replica_list_refused (self->desk->replica);

  g_assert_cmpuint (refused->len, ==, n);
}

static void
test_clean (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One\nTwo\nThree\nFour");
  g_autofree char *sent = assert_sent (self, "One\nTwo\nThree\nFour", 11);
  g_autofree char *merged = NULL;

  host_says (self, 11, 12, "Zero\nTwo\nThree");
  assert_shown (self, "One\nTwo\nThree\nFour");
  host_refuses (self, operation, "description");
  assert_shown (self, "Zero\nTwo\nThree\nFour");
  merged = assert_sent (self, "Zero\nTwo\nThree\nFour", 12);
  g_assert_cmpstr (merged, !=, operation);
  g_assert_cmpuint (self->n_kept_both, ==, 0);
  g_assert_cmpuint (office_replica_count_waiting (self->desk->replica), ==, 1);
  assert_refused (self, 0);

  desk_accept (self->desk, merged, 13);
  host_says (self, 12, 13, "Zero\nTwo\nThree\nFour");
  assert_shown (self, "Zero\nTwo\nThree\nFour");
  g_assert_null (office_replica_find_entry_of (self->desk->replica, self->task));
}

static void
test_both_kept (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One\nMine\nThree");
  g_autofree char *sent = NULL;

  host_says (self, 11, 12, "One\nTheirs\nThree");
  host_refuses (self, operation, "description");
  assert_shown (self, "One\nTheirs\nThree\n" LINE "\nOne\nMine\nThree");
  sent = assert_sent (self, "One\nTheirs\nThree\n" LINE "\nOne\nMine\nThree", 12);
  g_assert_cmpuint (self->n_kept_both, ==, 1);
  assert_refused (self, 0);
}

/* The refusal comes before what it is about: mine stays on the screen and is not sent until then, also after a restart. */
static void
test_refused_first (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One\nTwo\nThree\nFour");
  g_autofree char *sent = NULL;
  GPtrArray *bodies = bodies_new ();

  host_refuses (self, operation, "description");
  assert_shown (self, "One\nTwo\nThree\nFour");
  g_assert_null (assert_sent (self, NULL, 0));
  assert_refused (self, 0);
  g_assert_cmpuint (office_replica_count_waiting (self->desk->replica), ==, 1);

  desk_close (self->desk);
  desk_open (self->desk, NULL);
  listen (self);
  add_person (bodies, 12, BEN, "Benno");
  desk_changes (self->desk, 11, 12, bodies);
  g_assert_null (assert_sent (self, NULL, 0));
  host_says (self, 12, 13, "Zero\nTwo\nThree");
  assert_shown (self, "Zero\nTwo\nThree\nFour");
  sent = assert_sent (self, "Zero\nTwo\nThree\nFour", 13);
}

/* The second stands on the base of the first, also where Ben's text has come in between under what I wrote: else the host
 * would take it, and Ben's text would be gone. */
static void
test_two_of_mine (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *first = describe (self, "One\nTwo\nThree\nFour");
  g_autofree char *second = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GPtrArray) operations = NULL;

  host_says (self, 11, 12, "Zero\nTwo\nThree");
  second = describe (self, "One\nTwo\nThree\nFour\nFive");
  operations = office_replica_take_operations (self->desk->replica, 100, 60000);
  g_assert_cmpuint (operations->len, ==, 2);
  g_assert_cmpint (office_operation_get_base (operations->pdata[1]), ==, 11);

  host_refuses (self, first, "description");
  assert_shown (self, "One\nTwo\nThree\nFour\nFive");
  g_assert_null (assert_sent (self, NULL, 0));
  host_refuses (self, second, "description");
  assert_shown (self, "Zero\nTwo\nThree\nFour\nFive");
  sent = assert_sent (self, "Zero\nTwo\nThree\nFour\nFive", 12);
  assert_refused (self, 0);
}

/* Both refusals are there before Ben's text is. */
static void
test_two_held (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *first = describe (self, "One\nTwo\nThree\nFour");
  g_autofree char *second = describe (self, "One\nTwo\nThree\nFour\nFive");
  g_autofree char *sent = NULL;

  host_refuses (self, first, "description");
  host_refuses (self, second, "description");
  g_assert_null (assert_sent (self, NULL, 0));
  host_says (self, 11, 12, "Zero\nTwo\nThree");
  assert_shown (self, "Zero\nTwo\nThree\nFour\nFive");
  sent = assert_sent (self, "Zero\nTwo\nThree\nFour\nFive", 12);
}

/* Ben wrote the same. */
static void
test_nothing_left (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One\nTwo");

  host_says (self, 11, 12, "One\nTwo");
  host_refuses (self, operation, "description");
  assert_shown (self, "One\nTwo");
  g_assert_null (assert_sent (self, NULL, 0));
  g_assert_cmpuint (office_replica_count_waiting (self->desk->replica), ==, 0);
  assert_refused (self, 0);
}

/* What cannot be done anew is kept as refused, with my words in it. */
static void
test_too_long (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *mine = g_strnfill (6000, 'm');
  g_autofree char *theirs = g_strnfill (6000, 't');
  g_autofree char *operation = describe (self, mine);
  g_autoptr (GPtrArray) refused = NULL;
  OfficeOutboxEntry *entry;
  JsonObject *set;

  host_says (self, 11, 12, theirs);
  host_refuses (self, operation, "description");
  assert_shown (self, theirs);
  g_assert_null (assert_sent (self, NULL, 0));
  refused = office_replica_list_refused (self->desk->replica);
  g_assert_cmpuint (refused->len, ==, 1);
  entry = refused->pdata[0];
  g_assert_error (entry->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  set = json_object_get_object_member (office_operation_get_with (entry->operation), "set");
  g_assert_cmpstr (json_object_get_string_member (set, "description"), ==, mine);
  g_assert_cmpuint (self->n_kept_both, ==, 0);
}

static void
test_task_gone (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One");
  GPtrArray *bodies = bodies_new ();

  host_refuses (self, operation, "description");
  add_gone (bodies, 12, "task", "room:" ROOM, self->task);
  desk_changes (self->desk, 11, 12, bodies);
  assert_shown (self, NULL);
  assert_refused (self, 1);
  g_assert_cmpuint (office_replica_count_waiting (self->desk->replica), ==, 0);
}

/* A conflict about something else is a refusal like any other. */
static void
test_other_conflict (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One");

  host_refuses (self, operation, "room");
  assert_shown (self, BASE);
  assert_refused (self, 1);
}

/* The host lives another life, in which revisions are lower: what is held does not wait for those of the old one. */
static void
test_reset (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One\nTwo\nThree\nFour");
  g_autofree char *sent = NULL;
  GPtrArray *room = bodies_new ();

  host_refuses (self, operation, "description");
  desk_welcome (self->desk, "TWO", 5, TRUE, NULL, "office person:" ME " room:" ROOM);
  assert_shown (self, "One\nTwo\nThree\nFour");
  g_assert_null (assert_sent (self, NULL, 0));
  add_room (room, 4, ROOM, "public", TRUE);
  desk_page (self->desk, "room:" ROOM, "4", room);
  room = bodies_new ();
  add_task (room, 5, ROOM, self->task, "Paint");
  desk_page (self->desk, "room:" ROOM, NULL, room);
  assert_shown (self, "One\nTwo\nThree\nFour");
  sent = assert_sent (self, "One\nTwo\nThree\nFour", 5);
}

/* Each names the one that it goes on from, so that the host takes one after the other. */
static void
test_follows (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *first = describe (self, "One");
  g_autofree char *second = describe (self, "One\nTwo and a half");
  g_autofree char *third = NULL;
  g_autoptr (GPtrArray) operations = office_replica_take_operations (self->desk->replica, 100, 60000);
  g_autoptr (GPtrArray) more = NULL;

  g_assert_cmpstr (office_operation_get_follows (operations->pdata[0]), ==, NULL);
  g_assert_cmpstr (office_operation_get_follows (operations->pdata[1]), ==, first);
  desk_accept (self->desk, first, 12);
  desk_accept (self->desk, second, 13);
  third = describe (self, "Three");
  more = office_replica_take_operations (self->desk->replica, 100, 60000);
  g_assert_cmpstr (office_operation_get_follows (more->pdata[0]), ==, second);
}

/* What was acknowledged in the other life stands on no revision of this one. The host that does not know it and has another
 * text refuses it, and it is merged. */
static void
test_again_after_reset (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One\nTwo\nThree\nFour");
  g_autofree char *sent = assert_sent (self, "One\nTwo\nThree\nFour", 11);
  g_autofree char *again = NULL;
  g_autofree char *merged = NULL;
  GPtrArray *room = bodies_new ();

  desk_accept (self->desk, operation, 12);
  host_says (self, 11, 12, "One\nTwo\nThree\nFour");
  desk_welcome (self->desk, "TWO", 14, TRUE, NULL, "office person:" ME " room:" ROOM);
  add_room (room, 4, ROOM, "public", TRUE);
  add_task (room, 5, ROOM, self->task, "Paint");
  desk_page (self->desk, "room:" ROOM, NULL, room);
  host_says (self, 14, 15, "Zero\nTwo\nThree");
  again = assert_sent (self, "One\nTwo\nThree\nFour", 0);
  g_assert_cmpstr (again, ==, operation);
  host_refuses (self, again, "description");
  assert_shown (self, "Zero\nTwo\nThree\nFour");
  merged = assert_sent (self, "Zero\nTwo\nThree\nFour", 15);
  assert_refused (self, 0);
}

/* "Send again" must not take away what others wrote meanwhile. */
static void
test_retry_merges (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = describe (self, "One\nTwo\nThree\nFour");
  g_autofree char *sent = NULL;
  g_autoptr (GError) error = NULL;

  host_refuses (self, operation, "room");
  assert_refused (self, 1);
  host_says (self, 11, 12, "Zero\nTwo\nThree");
  office_replica_retry (self->desk->replica, operation, &error);
  g_assert_no_error (error);
  assert_shown (self, "Zero\nTwo\nThree\nFour");
  sent = assert_sent (self, "Zero\nTwo\nThree\nFour", 12);
  assert_refused (self, 0);
}

static void
add_described (GPtrArray *bodies, gint64 rev, Case *self, const char *description)
{
  g_autofree char *column = desk_column_id (ROOM);
  OfficeRecord *task = office_record_new ("task", self->task, "room:" ROOM);

  office_record_set_text (task, "room", ROOM);
  office_record_set_text (task, "column", column);
  office_record_set_text (task, "position", "V");
  office_record_set_text (task, "title", "Paint");
  office_record_set_text (task, "description", description);
  add_record (bodies, task, rev);
}

/* The host was restored from a backup and has lost what it had accepted; others have been there before me, and what they
 * made of the text is not replaced without a word: it is merged with what mine started from. */
static void
test_again (void)
{
  static const struct {
    const char *theirs, *expected;
    guint n_kept_both;
  } cases[] = {
    { BASE, BASE "\nFour", 0 },
    { "Zero\nTwo\nThree", "Zero\nTwo\nThree\nFour", 0 },
    { BASE "\nTheirs", BASE "\nTheirs\n" LINE "\n" BASE "\nFour", 1 },
    { BASE "\nFour", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Case) self = case_new ();
      g_autofree char *operation = describe (self, BASE "\nFour");
      g_autofree char *again = NULL;
      g_autofree char *merged = NULL;
      GPtrArray *room = bodies_new ();

      g_free (assert_sent (self, BASE "\nFour", 11));
      desk_accept (self->desk, operation, 12);
      host_says (self, 11, 12, BASE "\nFour");

      desk_welcome (self->desk, "TWO", 11, TRUE, NULL, "office person:" ME " room:" ROOM);
      again = assert_sent (self, BASE "\nFour", 0);
      g_assert_cmpstr (again, ==, operation);
      /* Before the snapshot is whole, what is shown is of the other life: nothing to merge with. */
      host_refuses (self, operation, "description");
      assert_shown (self, BASE "\nFour");
      g_assert_null (assert_sent (self, NULL, 0));
      add_room (room, 4, ROOM, "public", TRUE);
      add_described (room, 11, self, cases[i].theirs);
      desk_page (self->desk, "room:" ROOM, NULL, room);
      merged = assert_sent (self, cases[i].expected, 11);
      g_assert_cmpuint (self->n_kept_both, ==, cases[i].n_kept_both);
      assert_shown (self, cases[i].expected != NULL ? cases[i].expected : cases[i].theirs);
      assert_refused (self, 0);
    }
}

/* Revisions of the other life are no measure of what one has seen in this one. */
static void
test_base_after_reset (void)
{
  g_autoptr (Case) self = case_new ();
  g_autofree char *operation = desk_rename_task (self->desk, self->task, "Paint it");
  g_autoptr (GPtrArray) operations = NULL;

  desk_welcome (self->desk, "TWO", 5, TRUE, NULL, "office person:" ME " room:" ROOM);
  operations = office_replica_take_operations (self->desk->replica, 10, 10000);
  g_assert_cmpuint (operations->len, ==, 1);
  g_assert_cmpstr (office_operation_get_id (operations->pdata[0]), ==, operation);
  g_assert_cmpint (office_operation_get_base (operations->pdata[0]), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/merge/clean", test_clean);
  g_test_add_func ("/replica/merge/both-kept", test_both_kept);
  g_test_add_func ("/replica/merge/refused-first", test_refused_first);
  g_test_add_func ("/replica/merge/two-of-mine", test_two_of_mine);
  g_test_add_func ("/replica/merge/two-held", test_two_held);
  g_test_add_func ("/replica/merge/nothing-left", test_nothing_left);
  g_test_add_func ("/replica/merge/too-long", test_too_long);
  g_test_add_func ("/replica/merge/task-gone", test_task_gone);
  g_test_add_func ("/replica/merge/other-conflict", test_other_conflict);
  g_test_add_func ("/replica/merge/reset", test_reset);
  g_test_add_func ("/replica/merge/follows", test_follows);
  g_test_add_func ("/replica/merge/again-after-reset", test_again_after_reset);
  g_test_add_func ("/replica/merge/retry", test_retry_merges);
  g_test_add_func ("/replica/merge/again", test_again);
  g_test_add_func ("/replica/merge/base-after-reset", test_base_after_reset);
  return g_test_run ();
}
