/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-problem.h"

static void
assert_text (Desk *desk, const char *id, const char *field, const char *expected)
{
  g_autofree char *text = desk_dup_text (desk, id, field);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_messages (Desk *desk, const char *expected)
{
  g_autofree char *text = desk_show_messages (desk, ROOM);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_shown_at_once (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autoptr (OfficeOutboxEntry) entry = NULL;
  guint before;

  desk_settle_in (desk);
  before = desk->n_changed;
  desk->n_outbox_changed = 0;
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  assert_messages (desk, "Morning!\n");
  g_assert_cmpuint (desk->n_changed, ==, before + 1);
  g_assert_cmpuint (desk->changed->len, ==, 1);
  g_assert_cmpuint (desk->n_outbox_changed, ==, 1);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
  entry = office_replica_find_entry_of (desk->replica, id);
  g_assert_nonnull (entry);
  g_assert_cmpstr (office_operation_get_id (entry->operation), ==, operation);
  g_assert_cmpint (office_operation_get_base (entry->operation), ==, 10);
  g_assert_false (entry->sent);
}

static void
test_refused_here (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (JsonObject) with = json_object_new ();
  g_autoptr (GError) error = NULL;
  char *operation = NULL;
  guint before;

  desk_settle_in (desk);
  before = desk->n_changed;
  json_object_set_string_member (with, "id", "0190a000-0000-7000-8000-000000000001");
  json_object_set_string_member (with, "room", DEN);
  json_object_set_string_member (with, "text", "Anyone?");
  g_assert_false (office_replica_perform (desk->replica, "message.send", with, &operation, &error));
  g_assert_true (error->domain == OFFICE_PROBLEM);
  g_assert_null (operation);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 0);
  g_assert_cmpuint (desk->n_changed, ==, before);
}

/* The result comes before the changes; only with the changes does the operation leave. */
static void
test_acknowledged (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  OfficeOutboxEntry *entry;
  GPtrArray *bodies = bodies_new ();
  g_autoptr (OfficeRecord) message = NULL;

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  desk_accept (desk, operation, 11);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 0);
  entry = office_replica_find_entry_of (desk->replica, id);
  g_assert_cmpint (entry->rev, ==, 11);
  office_outbox_entry_free (entry);
  assert_messages (desk, "Morning!\n");

  add_message (bodies, 11, ROOM, id, 7, ME, "Morning!");
  desk_changes (desk, 10, 11, bodies);
  g_assert_null (office_replica_find_entry_of (desk->replica, id));
  message = office_replica_get (desk->replica, id);
  g_assert_cmpint (office_record_get_integer (message, "seq"), ==, 7);
  g_assert_cmpint (office_record_get_rev (message), ==, 11);
}

/* The changes come before the result. */
static void
test_acknowledged_late (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  add_message (bodies, 11, ROOM, id, 7, ME, "Morning!");
  desk_changes (desk, 10, 11, bodies);
  assert_messages (desk, "Morning!\n");
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
  desk_accept (desk, operation, 11);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 0);
  g_assert_null (office_replica_find_entry_of (desk->replica, id));
  assert_messages (desk, "Morning!\n");
}

/* Ben edits what I have edited and not yet sent: mine stays on top, and his comes out when mine is refused. */
static void
test_rebase (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, id, "Paint the door");
  desk_changes (desk, 10, 11, bodies);
  operation = desk_rename_task (desk, id, "Paint the red door");
  assert_text (desk, id, "title", "Paint the red door");

  bodies = bodies_new ();
  add_task (bodies, 12, ROOM, id, "Paint the gate");
  desk_changes (desk, 11, 12, bodies);
  assert_text (desk, id, "title", "Paint the red door");

  desk_refuse (desk, operation, OFFICE_PROBLEM_FORBIDDEN);
  assert_text (desk, id, "title", "Paint the gate");
}

static void
test_rebase_accepted (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GPtrArray *bodies = bodies_new ();
  guint before;

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, id, "One");
  desk_changes (desk, 10, 11, bodies);
  first = desk_rename_task (desk, id, "Two");
  second = desk_rename_task (desk, id, "Three");
  before = desk->n_changed;
  desk_accept (desk, first, 12);
  bodies = bodies_new ();
  add_task (bodies, 12, ROOM, id, "Two");
  desk_changes (desk, 11, 12, bodies);
  assert_text (desk, id, "title", "Three");
  g_assert_cmpuint (desk->n_changed, <=, before + 1);
  desk_accept (desk, second, 13);
  bodies = bodies_new ();
  add_task (bodies, 13, ROOM, id, "Three");
  desk_changes (desk, 12, 13, bodies);
  assert_text (desk, id, "title", "Three");
  g_assert_null (office_replica_find_entry_of (desk->replica, id));
}

/* A change to something else leaves what waits alone, and does not tell the window that it changed. */
static void
test_unrelated_change (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *other = make_id (2);
  g_autofree char *operation = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  add_message (bodies, 11, ROOM, other, 7, BEN, "Hello");
  desk_changes (desk, 10, 11, bodies);
  g_assert_cmpuint (desk->changed->len, ==, 1);
  g_assert_cmpstr (office_record_get_id (desk->changed->pdata[0]), ==, other);
  assert_messages (desk, "Morning!\nHello\n");
}

static void
test_refused_message (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (OfficeOutboxEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  desk_refuse (desk, operation, OFFICE_PROBLEM_FORBIDDEN);
  assert_messages (desk, "");
  g_assert_true (office_record_is_gone (desk->changed->pdata[0]));
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 0);
  refused = office_replica_list_refused (desk->replica);
  g_assert_cmpuint (refused->len, ==, 1);
  entry = office_replica_find_entry_of (desk->replica, id);
  g_assert_cmpstr (json_object_get_string_member (office_operation_get_with (entry->operation), "text"), ==,
                   "Morning!");
  g_assert_error (entry->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
  g_assert_cmpstr (entry->problem->message, ==, "The host says no");

  g_assert_true (office_replica_retry (desk->replica, operation, &error));
  g_assert_no_error (error);
  assert_messages (desk, "Morning!\n");
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
  none = office_replica_list_refused (desk->replica);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_discard (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autoptr (GError) error = NULL;

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  g_assert_false (office_replica_discard (desk->replica, operation, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_clear_error (&error);
  desk_refuse (desk, operation, OFFICE_PROBLEM_FORBIDDEN);
  g_assert_true (office_replica_discard (desk->replica, operation, &error));
  g_assert_no_error (error);
  g_assert_null (office_replica_find_entry_of (desk->replica, id));
}

/* One that is refused does not hold up those behind it, and takes nothing of theirs along. */
static void
test_refusal_between (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *one = make_id (1);
  g_autofree char *two = make_id (2);
  g_autofree char *three = make_id (3);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  desk_settle_in (desk);
  first = desk_send_message (desk, ROOM, one, "One");
  second = desk_send_message (desk, ROOM, two, "Two");
  third = desk_send_message (desk, ROOM, three, "Three");
  assert_messages (desk, "Three\nTwo\nOne\n");
  desk_refuse (desk, second, OFFICE_PROBLEM_INVALID);
  assert_messages (desk, "Three\nOne\n");
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 2);
}

static void
test_temporary (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) again = NULL;

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Morning!");
  first = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (office_replica_count_sent (desk->replica), ==, 1);
  none = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (none->len, ==, 0);
  desk_refuse (desk, operation, OFFICE_PROBLEM_TOO_MANY);
  assert_messages (desk, "Morning!\n");
  g_assert_cmpuint (office_replica_count_sent (desk->replica), ==, 0);
  again = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (office_operation_get_id (again->pdata[0]), ==, operation);
}

static void
test_line_lost (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *one = make_id (1);
  g_autofree char *two = make_id (2);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GPtrArray) again = NULL;

  desk_settle_in (desk);
  first = desk_send_message (desk, ROOM, one, "One");
  second = desk_send_message (desk, ROOM, two, "Two");
  sent = office_replica_take_operations (desk->replica, 1, 60000);
  g_assert_cmpuint (sent->len, ==, 1);
  office_replica_line_lost (desk->replica);
  again = office_replica_take_operations (desk->replica, 100, 60000);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpstr (office_operation_get_id (again->pdata[0]), ==, first);
  g_assert_cmpstr (office_operation_get_id (again->pdata[1]), ==, second);
}

static void
test_limits_of_a_frame (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) one = NULL;

  desk_settle_in (desk);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = make_id (i + 1);

      g_free (desk_send_message (desk, ROOM, id, long_text));
    }
  some = office_replica_take_operations (desk->replica, 100, 12000);
  g_assert_cmpuint (some->len, ==, 2);
  one = office_replica_take_operations (desk->replica, 100, 10);
  g_assert_cmpuint (one->len, ==, 1);
}

/* What changes nothing is not sent. */
static void
test_nothing_to_do (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autoptr (JsonObject) with = json_object_new ();
  JsonObject *set = json_object_new ();
  g_autoptr (GError) error = NULL;
  char *operation = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, id, "One");
  desk_changes (desk, 10, 11, bodies);
  json_object_set_string_member (set, "title", "One");
  json_object_set_string_member (with, "kind", "task");
  json_object_set_string_member (with, "id", id);
  json_object_set_object_member (with, "set", set);
  g_assert_true (office_replica_perform (desk->replica, "patch", with, &operation, &error));
  g_assert_no_error (error);
  g_assert_null (operation);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 0);
}

/* A change on top of a record that others remove: it goes from the screen, and stays in the outbox for the host to
 * refuse. */
static void
test_removed_under_it (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task (bodies, 11, ROOM, id, "One");
  desk_changes (desk, 10, 11, bodies);
  operation = desk_rename_task (desk, id, "Two");
  bodies = bodies_new ();
  add_gone (bodies, 12, "task", "room:" ROOM, id);
  desk_changes (desk, 11, 12, bodies);
  assert_text (desk, id, "title", NULL);
  g_assert_true (office_record_is_gone (desk->changed->pdata[0]));
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
}

/* A room that the host does not make: what was being written in it has no place any more. */
static void
test_draft_of_refused_room (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (JsonObject) with = json_object_new ();
  g_autofree char *room = make_id (1);
  g_autofree char *place = g_strconcat ("room:", room, NULL);
  g_autofree char *operation = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *draft = NULL;
  g_autoptr (GError) error = NULL;

  desk_settle_in (desk);
  json_object_set_string_member (with, "id", room);
  json_object_set_string_member (with, "name", "Den");
  json_object_set_string_member (with, "visibility", "private");
  office_replica_perform (desk->replica, "room.create", with, &operation, &error);
  g_assert_no_error (error);
  office_replica_set_draft (desk->replica, place, "Half a", &error);
  g_assert_no_error (error);
  desk_accept (desk, operation, 11);
  kept = office_replica_dup_draft (desk->replica, place);
  g_assert_cmpstr (kept, ==, "Half a");
  /* The cursor passes the operation, and the room has not come: somebody took this person out of it at once. */
  desk_changes (desk, 10, 12, bodies_new ());
  draft = office_replica_dup_draft (desk->replica, place);
  g_assert_cmpstr (draft, ==, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/outbox/shown-at-once", test_shown_at_once);
  g_test_add_func ("/replica/outbox/refused-here", test_refused_here);
  g_test_add_func ("/replica/outbox/acknowledged", test_acknowledged);
  g_test_add_func ("/replica/outbox/acknowledged-late", test_acknowledged_late);
  g_test_add_func ("/replica/outbox/rebase", test_rebase);
  g_test_add_func ("/replica/outbox/rebase-accepted", test_rebase_accepted);
  g_test_add_func ("/replica/outbox/unrelated-change", test_unrelated_change);
  g_test_add_func ("/replica/outbox/refused-message", test_refused_message);
  g_test_add_func ("/replica/outbox/discard", test_discard);
  g_test_add_func ("/replica/outbox/refusal-between", test_refusal_between);
  g_test_add_func ("/replica/outbox/temporary", test_temporary);
  g_test_add_func ("/replica/outbox/line-lost", test_line_lost);
  g_test_add_func ("/replica/outbox/limits-of-a-frame", test_limits_of_a_frame);
  g_test_add_func ("/replica/outbox/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/replica/outbox/removed-under-it", test_removed_under_it);
  g_test_add_func ("/replica/outbox/draft-of-refused-room", test_draft_of_refused_room);
  return g_test_run ();
}
