/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"
#include "office-id.h"

#include <string.h>

/* Files in the outbox: what waits for them, what does not, and what is kept on this computer. */

#define HASH  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
#define OTHER "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"

static JsonObject *
make_entry (const char *id, const char *hash)
{
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "id", id);
  json_object_set_string_member (entry, "name", "Plan.png");
  json_object_set_string_member (entry, "type", "image/png");
  json_object_set_int_member (entry, "size", 7);
  json_object_set_string_member (entry, "hash", hash);
  return entry;
}

static char *
send_file (Desk *desk, const char *room, guint number, const char *hash)
{
  g_autoptr (JsonObject) with = json_object_new ();
  g_autofree char *id = make_id (number);
  g_autofree char *file = make_id (number + 1);
  JsonArray *files = json_array_new ();
  char *operation = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", room);
  json_array_add_object_element (files, make_entry (file, hash));
  json_object_set_array_member (with, "files", files);
  office_replica_perform (desk->replica, "message.send", with, &operation, &error);
  g_assert_no_error (error);
  g_assert_nonnull (operation);
  return operation;
}

static void
set_blob (Desk *desk, const char *hash, OfficeBlobState state)
{
  g_autoptr (GError) error = NULL;

  office_replica_set_blob (desk->replica, hash, 7, state, &error);
  g_assert_no_error (error);
}

/* The ids of what would go now, one a line. */
static char *
take (Desk *desk)
{
  g_autoptr (GPtrArray) operations = office_replica_take_operations (desk->replica, 100, 100000);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < operations->len; i++)
    g_string_append_printf (ids, "%s\n", office_operation_get_id (operations->pdata[i]));
  return g_string_free (ids, FALSE);
}

static void
assert_taken (Desk *desk, const char *first, const char *second)
{
  g_autofree char *ids = take (desk);
  g_autofree char *expected = g_strconcat (first != NULL ? first : "", first != NULL ? "\n" : "",
                                           second != NULL ? second : "", second != NULL ? "\n" : "", NULL);

  g_assert_cmpstr (ids, ==, expected);
}

static void
settle_in (Desk *desk)
{
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_room (bodies, 11, DEN, "private", TRUE);
  g_assert_true (desk_try_changes (desk, 10, 11, bodies, "room:" DEN, NULL, NULL));
  bodies = bodies_new ();
  add_room (bodies, 11, DEN, "private", TRUE);
  desk_page (desk, "room:" DEN, NULL, bodies);
}

static char *
schedule (Desk *desk, guint number, const char *file, const char *hash)
{
  g_autoptr (JsonObject) with = json_object_new ();
  g_autofree char *id = make_id (number);
  JsonArray *files = json_array_new ();
  char *operation = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", ROOM);
  json_object_set_int_member (with, "send_at", 4000000000000);
  if (file != NULL)
    json_array_add_object_element (files, make_entry (file, hash));
  else
    json_object_set_string_member (with, "text", "Without");
  json_object_set_array_member (with, "files", files);
  office_replica_perform (desk->replica, "message.schedule", with, &operation, &error);
  g_assert_no_error (error);
  g_assert_nonnull (operation);
  return operation;
}

static gboolean
is_orphan (Desk *desk, const char *hash)
{
  g_autoptr (GPtrArray) orphans = office_replica_list_orphans (desk->replica);

  return g_ptr_array_find_with_equal_func (orphans, hash, g_str_equal, NULL);
}

/* What is said later waits for its file too, and so do changes of it, but not the room. */
static void
test_waits_to_be_scheduled (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *file = make_id (2);
  g_autofree char *enclosure = office_id_derive (file, "enclosure");
  g_autofree char *said_id = make_id (3);
  g_autofree char *operation = NULL;
  g_autofree char *change = NULL;
  g_autofree char *said = NULL;
  g_autofree char *upload = NULL;
  g_autofree char *name = NULL;
  gint64 size;

  settle_in (desk);
  set_blob (desk, HASH, OFFICE_BLOB_QUEUED);
  operation = schedule (desk, 1, file, HASH);
  name = desk_dup_text (desk, enclosure, "name");
  g_assert_cmpstr (name, ==, "Plan.png");
  upload = office_replica_dup_upload (desk->replica, &size);
  g_assert_cmpstr (upload, ==, HASH);
  g_assert_false (is_orphan (desk, HASH));
  change = schedule (desk, 1, NULL, NULL);
  g_free (name);
  name = desk_dup_text (desk, enclosure, "name");
  g_assert_null (name);
  g_assert_false (is_orphan (desk, HASH));
  said = desk_send_message (desk, ROOM, said_id, "Meanwhile");
  assert_taken (desk, said, NULL);
  set_blob (desk, HASH, OFFICE_BLOB_KEPT);
  assert_taken (desk, operation, NULL);
  assert_taken (desk, NULL, NULL);
  desk_accept (desk, operation, 12);
  assert_taken (desk, change, NULL);
}

/* It shows at once, and waits for its file; so does what comes behind it in the room, and nothing else. */
static void
test_waits (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *behind_id = make_id (5);
  g_autofree char *elsewhere_id = make_id (6);
  g_autofree char *file_id = make_id (2);
  g_autofree char *operation = NULL;
  g_autofree char *behind = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *upload = NULL;
  g_autofree char *name = NULL;
  gint64 size;

  settle_in (desk);
  set_blob (desk, HASH, OFFICE_BLOB_QUEUED);
  g_assert_null (office_replica_dup_upload (desk->replica, &size));
  operation = send_file (desk, ROOM, 1, HASH);
  behind = desk_send_message (desk, ROOM, behind_id, "See above");
  elsewhere = desk_send_message (desk, DEN, elsewhere_id, "Here");
  name = desk_dup_text (desk, file_id, "name");
  g_assert_cmpstr (name, ==, "Plan.png");
  upload = office_replica_dup_upload (desk->replica, &size);
  g_assert_cmpstr (upload, ==, HASH);
  g_assert_cmpint (size, ==, 7);
  assert_taken (desk, elsewhere, NULL);
  assert_taken (desk, NULL, NULL);

  /* The restart of the program changes nothing of it. */
  desk_close (desk);
  desk_open (desk, NULL);
  assert_taken (desk, elsewhere, NULL);
  set_blob (desk, HASH, OFFICE_BLOB_KEPT);
  g_assert_null (office_replica_dup_upload (desk->replica, &size));
  assert_taken (desk, operation, NULL);
  /* It may yet be put off: the rest of the room follows when it is done. */
  assert_taken (desk, NULL, NULL);
  desk_accept (desk, operation, 12);
  assert_taken (desk, behind, NULL);
}

#define LARGE "5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e5a1e"

static void
assert_next (Desk *desk, const char *expected)
{
  gint64 size;
  g_autofree char *upload = office_replica_dup_upload (desk->replica, &size);

  g_assert_cmpstr (upload, ==, expected);
}

/* What is small is not kept waiting by what was attached before it; large ones go in their order. */
static void
test_small_first (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  settle_in (desk);
  g_assert_true (office_replica_set_blob (desk->replica, LARGE, 900000000, OFFICE_BLOB_QUEUED, NULL));
  g_assert_true (office_replica_set_blob (desk->replica, OTHER, 3000000, OFFICE_BLOB_QUEUED, NULL));
  set_blob (desk, HASH, OFFICE_BLOB_QUEUED);
  first = send_file (desk, ROOM, 1, LARGE);
  second = send_file (desk, ROOM, 3, OTHER);
  assert_next (desk, LARGE);
  third = send_file (desk, DEN, 7, HASH);
  assert_next (desk, HASH);
  set_blob (desk, HASH, OFFICE_BLOB_KEPT);
  assert_next (desk, LARGE);
  assert_taken (desk, third, NULL);
  g_assert_true (office_replica_set_blob (desk->replica, LARGE, 900000000, OFFICE_BLOB_KEPT, NULL));
  assert_next (desk, OTHER);
  assert_taken (desk, first, NULL);
}

static void
answer_missing (Desk *desk, const char *operation)
{
  g_autofree char *text = g_strdup_printf (
      "{\"frame\":\"results\",\"results\":[{\"id\":\"%s\",\"problem\":{\"status\":409,"
      "\"title\":\"Upload it first\",\"field\":\"files\"}}]}",
      operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);

  g_assert_no_error (error);
  office_replica_apply_results (desk->replica, frame, &error);
  g_assert_no_error (error);
}

/* The host has lost the file: it goes up again, then the operation under the same id. */
static void
test_missing (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *operation = NULL;
  g_autofree char *upload = NULL;
  gint64 size;

  settle_in (desk);
  set_blob (desk, HASH, OFFICE_BLOB_KEPT);
  operation = send_file (desk, ROOM, 1, HASH);
  assert_taken (desk, operation, NULL);
  answer_missing (desk, operation);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
  g_assert_cmpint (office_replica_get_blob (desk->replica, HASH), ==, OFFICE_BLOB_QUEUED);
  upload = office_replica_dup_upload (desk->replica, &size);
  g_assert_cmpstr (upload, ==, HASH);
  assert_taken (desk, NULL, NULL);
  set_blob (desk, HASH, OFFICE_BLOB_KEPT);
  assert_taken (desk, operation, NULL);
}

/* Neither side has it: the person is told. */
static void
test_lost (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *operation = NULL;
  g_autoptr (GPtrArray) refused = NULL;

  settle_in (desk);
  operation = send_file (desk, ROOM, 1, HASH);
  assert_taken (desk, operation, NULL);
  answer_missing (desk, operation);
  refused = office_replica_list_refused (desk->replica);
  g_assert_cmpuint (refused->len, ==, 1);
}

static void
test_refused_here (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) problem = office_problem_new (OFFICE_PROBLEM_TOO_LARGE, "size", "Too large");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autofree char *operation = NULL;
  g_autofree char *behind_id = make_id (5);
  g_autofree char *behind = NULL;
  g_autofree char *file_id = make_id (2);
  g_autofree char *upload = NULL;
  gint64 size;

  settle_in (desk);
  set_blob (desk, HASH, OFFICE_BLOB_QUEUED);
  operation = send_file (desk, ROOM, 1, HASH);
  behind = desk_send_message (desk, ROOM, behind_id, "Did it come?");
  g_assert_true (office_replica_refuse_blob (desk->replica, HASH, problem, &error));
  g_assert_no_error (error);
  refused = office_replica_list_refused (desk->replica);
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_cmpstr (((OfficeOutboxEntry *) refused->pdata[0])->problem->message, ==, "Too large");
  g_assert_null (desk_dup_text (desk, file_id, "name"));
  assert_taken (desk, behind, NULL);

  /* Tried again, it waits again. */
  g_assert_true (office_replica_retry (desk->replica, operation, &error));
  upload = office_replica_dup_upload (desk->replica, &size);
  g_assert_cmpstr (upload, ==, HASH);
  assert_taken (desk, NULL, NULL);
}

static void
assert_orphans (Desk *desk, const char *hash)
{
  g_autoptr (GPtrArray) orphans = office_replica_list_orphans (desk->replica);

  g_assert_cmpuint (orphans->len, ==, hash != NULL ? 1 : 0);
  if (hash != NULL)
    g_assert_cmpstr (orphans->pdata[0], ==, hash);
}

static void
add_file (GPtrArray *bodies, gint64 rev, const char *room, guint number, const char *hash)
{
  g_autofree char *id = make_id (number);
  g_autofree char *scope = g_strconcat ("room:", room, NULL);
  OfficeRecord *file = office_record_new ("file", id, scope);

  office_record_set_text (file, "room", room);
  office_record_set_text (file, "name", "Plan.png");
  office_record_set_text (file, "hash", hash);
  add_record (bodies, file, rev);
}

/* What goes with a room that is lost, but for what another room shows too. */
static void
test_orphans_of_a_scope (void)
{
  g_autoptr (Desk) desk = desk_new ();
  GPtrArray *bodies = bodies_new ();
  g_autoptr (GError) error = NULL;

  settle_in (desk);
  add_file (bodies, 12, DEN, 1, HASH);
  add_file (bodies, 12, DEN, 2, OTHER);
  add_file (bodies, 12, ROOM, 3, OTHER);
  desk_changes (desk, 11, 12, bodies);
  set_blob (desk, HASH, OFFICE_BLOB_KEPT);
  set_blob (desk, OTHER, OFFICE_BLOB_KEPT);
  assert_orphans (desk, NULL);
  desk_try_changes (desk, 12, 13, bodies_new (), NULL, "room:" DEN, &error);
  g_assert_no_error (error);
  assert_orphans (desk, HASH);
  set_blob (desk, HASH, OFFICE_BLOB_NONE);
  assert_orphans (desk, NULL);
}

static void
test_drafts (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) lost = NULL;
  g_autofree char *id = make_id (1);
  g_autoptr (GError) error = NULL;

  settle_in (desk);
  set_blob (desk, HASH, OFFICE_BLOB_QUEUED);
  assert_orphans (desk, HASH);
  g_ptr_array_add (files, make_entry (id, HASH));
  g_assert_true (office_replica_set_draft_files (desk->replica, "room:" DEN, files, &error));
  g_assert_no_error (error);
  assert_orphans (desk, NULL);
  desk_close (desk);
  desk_open (desk, NULL);
  kept = office_replica_list_draft_files (desk->replica, "room:" DEN);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (kept->pdata[0], "hash"), ==, HASH);
  none = office_replica_list_draft_files (desk->replica, "room:" ROOM);
  g_assert_cmpuint (none->len, ==, 0);
  desk_try_changes (desk, 11, 12, bodies_new (), NULL, "room:" DEN, &error);
  g_assert_no_error (error);
  lost = office_replica_list_draft_files (desk->replica, "room:" DEN);
  g_assert_cmpuint (lost->len, ==, 0);
  assert_orphans (desk, HASH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/files/waits", test_waits);
  g_test_add_func ("/replica/files/waits-to-be-scheduled", test_waits_to_be_scheduled);
  g_test_add_func ("/replica/files/small-first", test_small_first);
  g_test_add_func ("/replica/files/missing", test_missing);
  g_test_add_func ("/replica/files/lost", test_lost);
  g_test_add_func ("/replica/files/refused-here", test_refused_here);
  g_test_add_func ("/replica/files/orphans-of-a-scope", test_orphans_of_a_scope);
  g_test_add_func ("/replica/files/drafts", test_drafts);
  return g_test_run ();
}
