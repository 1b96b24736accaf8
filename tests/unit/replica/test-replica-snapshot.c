/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-id.h"

#define DEN_SCOPE  "room:" DEN
#define ROOM_SCOPE "room:" ROOM

static void
assert_text (Desk *desk, const char *id, const char *field, const char *expected)
{
  g_autofree char *text = desk_dup_text (desk, id, field);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_scopes (Desk *desk, const char *expected)
{
  g_auto (GStrv) scopes = office_replica_dup_scopes (desk->replica);
  g_autofree char *text = g_strjoinv (" ", scopes);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_first_sync (void)
{
  g_autoptr (Desk) desk = desk_new ();
  const OfficeCursor *cursor;

  g_assert_null (office_replica_get_cursor (desk->replica));
  g_assert_false (office_replica_has_content (desk->replica));
  desk_settle_in (desk);
  cursor = office_replica_get_cursor (desk->replica);
  g_assert_cmpstr (cursor->epoch, ==, "ONE");
  g_assert_cmpint (cursor->rev, ==, 10);
  g_assert_true (office_replica_has_content (desk->replica));
  assert_scopes (desk, "office person:" ME " " ROOM_SCOPE);
  assert_text (desk, BEN, "name", "Ben");
}

/* The window opens with the newest of every room, long before the oldest message has come. */
static void
test_content_before_the_end (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  GPtrArray *bodies = bodies_new ();

  desk_welcome (desk, "ONE", 10, TRUE, NULL, "office person:" ME " " ROOM_SCOPE " " DEN_SCOPE);
  desk_page (desk, "office", NULL, bodies_new ());
  desk_page (desk, "person:" ME, NULL, bodies_new ());
  add_room (bodies, 4, ROOM, "public", TRUE);
  add_message (bodies, 9, ROOM, id, 8, BEN, "Newest");
  desk_page (desk, ROOM_SCOPE, "m:8", bodies);
  g_assert_false (office_replica_has_content (desk->replica));
  bodies = bodies_new ();
  add_room (bodies, 5, DEN, "private", TRUE);
  desk_page (desk, DEN_SCOPE, "m:3", bodies);
  g_assert_true (office_replica_has_content (desk->replica));

  desk_close (desk);
  desk_open (desk, NULL);
  g_assert_true (office_replica_has_content (desk->replica));
  assert_scopes (desk, "office person:" ME);
}

static void
test_cursor_must_match (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_message (bodies, 12, ROOM, id, 1, BEN, "Early");
  g_assert_false (desk_try_changes (desk, 11, 12, bodies, NULL, NULL, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_cmpint (office_replica_get_cursor (desk->replica)->rev, ==, 10);
  assert_text (desk, id, "text", NULL);
}

static void
test_quiet_advance (void)
{
  g_autoptr (Desk) desk = desk_new ();
  guint before;

  desk_settle_in (desk);
  before = desk->n_changed;
  desk_changes (desk, 10, 99, bodies_new ());
  g_assert_cmpint (office_replica_get_cursor (desk->replica)->rev, ==, 99);
  g_assert_cmpuint (desk->n_changed, ==, before);
}

/* A page that was read before a change and comes after it does not undo it. */
static void
test_older_page (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  g_assert_true (desk_try_changes (desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, &error));
  add_task (bodies, 12, DEN, id, "New");
  desk_changes (desk, 11, 12, bodies);
  bodies = bodies_new ();
  add_task (bodies, 9, DEN, id, "Old");
  desk_page (desk, DEN_SCOPE, NULL, bodies);
  assert_text (desk, id, "title", "New");
}

static void
test_dropped_scope (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *mine = make_id (2);
  g_autofree char *task = make_id (3);
  g_autofree char *task_place = g_strconcat ("task:", task, NULL);
  g_autofree char *operation = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *task_draft = NULL;
  g_autoptr (OfficeOutboxEntry) waiting = NULL;
  g_autoptr (OfficeOutboxEntry) refused = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_room (bodies, 11, DEN, "private", TRUE);
  add_message (bodies, 11, DEN, id, 1, BEN, "Secret");
  add_task (bodies, 11, DEN, task, "Secret task");
  g_assert_true (desk_try_changes (desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, &error));
  desk_page (desk, DEN_SCOPE, NULL, bodies);
  office_replica_set_draft (desk->replica, DEN_SCOPE, "Half a", &error);
  office_replica_set_draft (desk->replica, task_place, "Half a", &error);
  g_assert_no_error (error);
  operation = desk_send_message (desk, DEN, mine, "My own words");

  g_assert_true (desk_try_changes (desk, 11, 12, bodies_new (), NULL, DEN_SCOPE, &error));
  assert_text (desk, DEN, "name", NULL);
  assert_text (desk, id, "text", NULL);
  assert_text (desk, mine, "text", NULL);
  draft = office_replica_dup_draft (desk->replica, DEN_SCOPE);
  task_draft = office_replica_dup_draft (desk->replica, task_place);
  g_assert_null (draft);
  g_assert_null (task_draft);
  assert_scopes (desk, "office person:" ME " " ROOM_SCOPE);

  waiting = office_replica_find_entry_of (desk->replica, mine);
  g_assert_nonnull (waiting);
  desk_refuse (desk, operation, OFFICE_PROBLEM_FORBIDDEN);
  refused = office_replica_find_entry_of (desk->replica, mine);
  g_assert_cmpstr (json_object_get_string_member (office_operation_get_with (refused->operation), "text"), ==,
                   "My own words");
}

/* A page that was on its way when its scope was dropped brings nothing back. */
static void
test_page_of_dropped_scope (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_message (bodies, 9, DEN, id, 1, BEN, "Secret");
  desk_page (desk, DEN_SCOPE, NULL, bodies);
  assert_text (desk, id, "text", NULL);
}

/* Whole in the new scope before it is gone from the old: the removal means the old one. */
static void
test_move_between_scopes (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, id, "Here");
  desk_changes (desk, 10, 11, bodies);
  g_assert_true (desk_try_changes (desk, 11, 12, bodies_new (), DEN_SCOPE, NULL, &error));
  desk_page (desk, DEN_SCOPE, NULL, bodies_new ());
  bodies = bodies_new ();
  add_task (bodies, 13, DEN, id, "There");
  add_gone (bodies, 13, "task", ROOM_SCOPE, id);
  desk_changes (desk, 12, 13, bodies);
  assert_text (desk, id, "title", "There");
  assert_text (desk, id, "room", DEN);
}

static void
test_resume (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *one = make_id (1);
  g_autofree char *two = make_id (2);
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  desk_welcome (desk, "ONE", 12, FALSE, NULL, DEN_SCOPE);
  add_room (bodies, 11, DEN, "private", TRUE);
  desk_page (desk, DEN_SCOPE, "m:2", bodies);
  desk_close (desk);

  desk_open (desk, NULL);
  assert_scopes (desk, "office person:" ME " " ROOM_SCOPE);
  pages = office_replica_dup_pages (desk->replica);
  g_assert_cmpuint (pages->len, ==, 1);
  g_assert_cmpstr (((OfficePagesHeld *) pages->pdata[0])->scope, ==, DEN_SCOPE);
  g_assert_cmpstr (((OfficePagesHeld *) pages->pdata[0])->after, ==, "m:2");
  desk_welcome (desk, "ONE", 12, FALSE, NULL, NULL);
  bodies = bodies_new ();
  add_message (bodies, 11, DEN, one, 1, BEN, "One");
  desk_page (desk, DEN_SCOPE, NULL, bodies);
  assert_text (desk, DEN, "name", "General");
  assert_text (desk, one, "text", "One");
  none = office_replica_dup_pages (desk->replica);
  g_assert_cmpuint (none->len, ==, 0);
  assert_scopes (desk, "office person:" ME " " ROOM_SCOPE " " DEN_SCOPE);
}

/* The line broke before the first page of a scope, and the person lost it before the line was back: the host was never told of
 * it and does not say to drop it. */
static void
test_lost_before_first_page (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autoptr (GError) error = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  g_assert_true (desk_try_changes (desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, &error));
  add_message (bodies, 12, DEN, id, 1, BEN, "Secret");
  desk_changes (desk, 11, 12, bodies);
  assert_text (desk, id, "text", "Secret");
  desk_welcome (desk, "ONE", 13, FALSE, NULL, DEN_SCOPE);
  assert_text (desk, id, "text", "Secret");
  desk_welcome (desk, "ONE", 13, FALSE, NULL, NULL);
  assert_text (desk, id, "text", NULL);
  desk_page (desk, DEN_SCOPE, NULL, bodies_new ());
  assert_scopes (desk, "office person:" ME " " ROOM_SCOPE);
}

/* The host was restored from a backup. Nothing leaves the screen before its scope's last page; what the pages did not
 * bring then goes, and what live changes brought meanwhile stays. Revisions of the other life do not count. */
static void
test_mark_and_sweep (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *kept = make_id (1);
  g_autofree char *lost = make_id (2);
  g_autofree char *fresh = make_id (3);
  GPtrArray *bodies = bodies_new ();
  g_autoptr (GError) error = NULL;

  desk_settle_in (desk);
  add_task (bodies, 50, ROOM, kept, "In the other life");
  add_task (bodies, 51, ROOM, lost, "Lost");
  desk_changes (desk, 10, 51, bodies);

  desk_welcome (desk, "ONE", 20, TRUE, NULL, "office person:" ME " " ROOM_SCOPE);
  assert_text (desk, kept, "title", "In the other life");
  assert_text (desk, lost, "title", "Lost");
  g_assert_cmpint (office_replica_get_cursor (desk->replica)->rev, ==, 20);
  assert_scopes (desk, "");

  bodies = bodies_new ();
  add_task (bodies, 21, ROOM, fresh, "Meanwhile");
  desk_changes (desk, 20, 21, bodies);
  bodies = bodies_new ();
  add_room (bodies, 4, ROOM, "public", TRUE);
  add_task (bodies, 15, ROOM, kept, "Restored");
  desk_page (desk, ROOM_SCOPE, "m:1", bodies);
  assert_text (desk, kept, "title", "Restored");
  assert_text (desk, lost, "title", "Lost");
  desk_page (desk, ROOM_SCOPE, NULL, bodies_new ());
  assert_text (desk, lost, "title", NULL);
  assert_text (desk, kept, "title", "Restored");
  assert_text (desk, fresh, "title", "Meanwhile");
  assert_text (desk, BEN, "name", "Ben");
}

/* A scope that the new life does not give me goes at once. */
static void
test_reset_without_scope (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_message (bodies, 11, ROOM, id, 1, BEN, "Hello");
  desk_changes (desk, 10, 11, bodies);
  desk_welcome (desk, "TWO", 5, TRUE, NULL, "office person:" ME);
  assert_text (desk, id, "text", NULL);
  assert_text (desk, ROOM, "name", NULL);
  assert_text (desk, BEN, "name", "Ben");
}

/* After a fork what was acknowledged is sent again under its old id, before what still waits. */
static void
test_send_again (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *one = make_id (1);
  g_autofree char *two = make_id (2);
  g_autofree char *three = make_id (3);
  g_autofree char *done = NULL;
  g_autofree char *acknowledged = NULL;
  g_autofree char *waiting = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) none = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  done = desk_send_message (desk, ROOM, one, "One");
  desk_accept (desk, done, 11);
  add_message (bodies, 11, ROOM, one, 1, ME, "One");
  desk_changes (desk, 10, 11, bodies);
  acknowledged = desk_send_message (desk, ROOM, two, "Two");
  desk_accept (desk, acknowledged, 12);
  waiting = desk_send_message (desk, ROOM, three, "Three");

  desk_welcome (desk, "TWO", 5, TRUE, NULL, "office person:" ME " " ROOM_SCOPE);
  again = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (again->len, ==, 3);
  g_assert_cmpstr (office_operation_get_id (again->pdata[0]), ==, done);
  g_assert_cmpstr (office_operation_get_id (again->pdata[1]), ==, acknowledged);
  g_assert_cmpstr (office_operation_get_id (again->pdata[2]), ==, waiting);

  desk_accept (desk, done, 6);
  desk_accept (desk, acknowledged, 7);
  desk_accept (desk, waiting, 8);
  office_replica_line_lost (desk->replica);
  none = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_send_again_for_a_month (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *one = make_id (1);
  g_autofree char *operation = NULL;
  g_autoptr (GPtrArray) none = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, one, "One");
  desk_accept (desk, operation, 11);
  add_message (bodies, 11, ROOM, one, 1, ME, "One");
  desk_changes (desk, 10, 11, bodies);
  office_fake_clock_advance (desk->clock, G_GINT64_CONSTANT (31) * 24 * 60 * 60 * 1000);
  desk_welcome (desk, "TWO", 5, TRUE, NULL, "office person:" ME " " ROOM_SCOPE);
  none = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What the new life refuses is shown among what was not sent, though it was once accepted. */
static void
test_lost_and_refused (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *one = make_id (1);
  g_autofree char *operation = NULL;
  g_autoptr (OfficeOutboxEntry) entry = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, one, "One");
  desk_accept (desk, operation, 11);
  add_message (bodies, 11, ROOM, one, 1, ME, "One");
  desk_changes (desk, 10, 11, bodies);
  desk_welcome (desk, "TWO", 5, TRUE, NULL, "office person:" ME);
  desk_refuse (desk, operation, OFFICE_PROBLEM_FORBIDDEN);
  entry = office_replica_find_entry_of (desk->replica, one);
  g_assert_nonnull (entry);
  g_assert_error (entry->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
}

/* A room that I make: its records come as pages after the change that gains it. It never leaves the screen between. */
/* The host was set back to a moment between the cursor and what it had acknowledged: the cursor is still good. */
static void
test_acknowledged_is_doubted (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) none = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Hello");
  first = office_replica_take_operations (desk->replica, 10, 60000);
  desk_accept (desk, operation, 12);
  office_replica_line_lost (desk->replica);
  desk_welcome (desk, "ONE", 15, FALSE, NULL, NULL);
  again = office_replica_take_operations (desk->replica, 10, 60000);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (office_operation_get_id (again->pdata[0]), ==, operation);

  desk_accept (desk, operation, 16);
  add_message (bodies, 16, ROOM, id, 1, ME, "Hello");
  desk_changes (desk, 10, 16, bodies);
  office_replica_line_lost (desk->replica);
  desk_welcome (desk, "ONE", 16, FALSE, NULL, NULL);
  none = office_replica_take_operations (desk->replica, 10, 60000);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Another has made the room that this message stands in, and comes back later than this desk. */
static void
test_brought_back (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  GPtrArray *bodies = bodies_new ();
  g_autoptr (GError) error = NULL;

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Said before");
  desk_accept (desk, operation, 11);
  add_message (bodies, 11, ROOM, id, 1, ME, "Said before");
  desk_changes (desk, 10, 11, bodies);

  desk_welcome (desk, "TWO", 5, TRUE, NULL, "office person:" ME);
  bodies = bodies_new ();
  add_office (bodies, 1);
  add_person (bodies, 2, ME, "Ada");
  desk_page (desk, "office", NULL, bodies);
  desk_page (desk, "person:" ME, NULL, bodies_new ());
  again = office_replica_take_operations (desk->replica, 10, 60000);
  g_assert_cmpuint (again->len, ==, 1);
  desk_refuse (desk, operation, OFFICE_PROBLEM_NOT_FOUND);
  refused = office_replica_list_refused (desk->replica);
  g_assert_cmpuint (refused->len, ==, 1);
  g_clear_pointer (&refused, g_ptr_array_unref);

  g_assert_true (desk_try_changes (desk, 5, 6, bodies_new (), ROOM_SCOPE, NULL, &error));
  bodies = bodies_new ();
  add_room (bodies, 6, ROOM, "public", TRUE);
  desk_page (desk, ROOM_SCOPE, NULL, bodies);
  refused = office_replica_list_refused (desk->replica);
  g_assert_cmpuint (refused->len, ==, 0);
  operations = office_replica_take_operations (desk->replica, 10, 60000);
  g_assert_cmpuint (operations->len, ==, 1);
  g_assert_cmpstr (office_operation_get_id (operations->pdata[0]), !=, operation);
  assert_text (desk, id, "text", "Said before");
}

static void
test_own_room_stays (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (JsonObject) with = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  json_object_set_string_member (with, "id", DEN);
  json_object_set_string_member (with, "name", "Den");
  json_object_set_string_member (with, "visibility", "private");
  office_replica_perform (desk->replica, "room.create", with, &operation, &error);
  g_assert_no_error (error);
  assert_text (desk, DEN, "name", "Den");
  desk_accept (desk, operation, 11);
  g_assert_true (desk_try_changes (desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, &error));
  assert_text (desk, DEN, "name", "Den");
  add_room (bodies, 11, DEN, "private", TRUE);
  desk_page (desk, DEN_SCOPE, NULL, bodies);
  assert_text (desk, DEN, "name", "General");
  g_assert_null (office_replica_find_entry_of (desk->replica, DEN));
}

/* The digest is of what the host said, whatever waits on top of it. */
static void
test_digest (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *task = make_id (1);
  g_autofree char *message = make_id (2);
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;
  g_autofree char *rename = NULL;
  g_autofree char *send = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, task, "One");
  desk_changes (desk, 10, 11, bodies);
  before = office_replica_digest (desk->replica);
  rename = desk_rename_task (desk, task, "Two");
  send = desk_send_message (desk, ROOM, message, "Hello");
  during = office_replica_digest (desk->replica);
  g_assert_cmpstr (before, ==, during);
  assert_text (desk, task, "title", "Two");
  bodies = bodies_new ();
  add_task (bodies, 12, ROOM, task, "Three");
  desk_changes (desk, 11, 12, bodies);
  after = office_replica_digest (desk->replica);
  g_assert_cmpstr (before, !=, after);
}

static void
test_another_office (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (OfficeCursor) cursor = office_cursor_new ("ONE", 1, "TAG");
  const char *const none[] = { NULL };
  g_autofree char *text = office_frame_welcome (BEN, "Elsewhere", ME, cursor, TRUE, none, none, START, "0.1.0",
                                                OFFICE_LIMIT_FILE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);

  g_assert_no_error (error);
  g_assert_false (office_replica_apply_welcome (desk->replica, frame, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/snapshot/first-sync", test_first_sync);
  g_test_add_func ("/replica/snapshot/content-before-the-end", test_content_before_the_end);
  g_test_add_func ("/replica/snapshot/cursor-must-match", test_cursor_must_match);
  g_test_add_func ("/replica/snapshot/quiet-advance", test_quiet_advance);
  g_test_add_func ("/replica/snapshot/older-page", test_older_page);
  g_test_add_func ("/replica/snapshot/dropped-scope", test_dropped_scope);
  g_test_add_func ("/replica/snapshot/page-of-dropped-scope", test_page_of_dropped_scope);
  g_test_add_func ("/replica/snapshot/move-between-scopes", test_move_between_scopes);
  g_test_add_func ("/replica/snapshot/resume", test_resume);
  g_test_add_func ("/replica/snapshot/lost-before-first-page", test_lost_before_first_page);
  g_test_add_func ("/replica/snapshot/mark-and-sweep", test_mark_and_sweep);
  g_test_add_func ("/replica/snapshot/reset-without-scope", test_reset_without_scope);
  g_test_add_func ("/replica/snapshot/send-again", test_send_again);
  g_test_add_func ("/replica/snapshot/send-again-for-a-month", test_send_again_for_a_month);
  g_test_add_func ("/replica/snapshot/lost-and-refused", test_lost_and_refused);
  g_test_add_func ("/replica/snapshot/own-room-stays", test_own_room_stays);
  g_test_add_func ("/replica/snapshot/brought-back", test_brought_back);
  g_test_add_func ("/replica/snapshot/acknowledged-is-doubted", test_acknowledged_is_doubted);
  g_test_add_func ("/replica/snapshot/digest", test_digest);
  g_test_add_func ("/replica/snapshot/another-office", test_another_office);
  return g_test_run ();
}
