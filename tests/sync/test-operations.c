/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-problem.h"
#include "office-test-client.h"

#include <string.h>

static void
test_results (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *message = office_test_host_new_id (host);
  g_autofree char *good = office_test_client_do (anna, "message.send", "{'id':'%s','room':'%s','text':'Morning!'}",
                                                 message, room);
  g_autofree char *bad = office_test_client_do (anna, "message.send", "{'id':'%s','room':'%s','text':''}", message,
                                                room);
  g_autofree char *after = office_test_client_do (anna, "patch", "{'kind':'room','id':'%s','set':{'topic':'Hello'}}",
                                                  room);
  OfficeResult *result;

  g_ptr_array_set_size (anna->order, 0);
  office_test_client_forget (anna);
  office_test_host_settle (host);
  office_test_client_read (anna);
  g_assert_cmpuint (anna->order->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (anna->order, 0), ==, good);
  g_assert_cmpstr (g_ptr_array_index (anna->order, 1), ==, bad);
  g_assert_cmpstr (g_ptr_array_index (anna->order, 2), ==, after);

  result = office_test_client_get_result (anna, bad);
  g_assert_nonnull (result->problem);
  g_assert_cmpint (result->rev, ==, 0);
  g_assert_cmpint (office_test_client_get_result (anna, after)->rev, ==,
                   office_test_client_get_result (anna, good)->rev + 1);
  g_assert_cmpint (anna->cursor->rev, ==, office_test_client_get_result (anna, after)->rev);

  /* Results stand before the changes of their group, which is one frame. */
  g_assert_cmpint (((OfficeFrame *) g_ptr_array_index (anna->seen, 0))->kind, ==, OFFICE_FRAME_RESULTS);
  g_assert_cmpuint (office_test_client_count (anna, OFFICE_FRAME_CHANGES), ==, 1);
  office_test_client_assert_current (anna);
}

/* Several operations in one frame have their results in one frame, the malformed one among them. */
static void
test_malformed_alone (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (2);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_host_new_id (host);
  g_autofree char *first = office_test_host_new_id (host);
  g_autofree char *second = office_test_host_new_id (host);
  g_autofree char *third = office_test_host_new_id (host);

  office_test_client_say (
      anna, g_strdup_printf ("{\"frame\":\"operations\",\"operations\":[{\"id\":\"%s\",\"do\":7,\"with\":{}},"
                             "{\"id\":\"%s\",\"do\":\"room.create\",\"base\":1,\"at\":1,\"with\":{\"id\":\"%s\","
                             "\"name\":\"Lobby\",\"visibility\":\"public\"}},"
                             "{\"id\":\"%s\",\"do\":\"dance\",\"base\":1,\"at\":1,\"with\":{}}]}",
                             first, second, room, third));
  office_test_host_settle (host);
  office_test_client_read (anna);
  g_assert_cmpuint (office_test_client_last (anna, OFFICE_FRAME_RESULTS)->results->len, ==, 3);
  g_assert_error (office_test_client_get_result (anna, first)->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_no_error (office_test_client_get_result (anna, second)->problem);
  g_assert_error (office_test_client_get_result (anna, third)->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_true (office_test_client_holds (anna, room));

  /* Nothing but malformed ones is answered too, at once. */
  office_test_client_say (anna, g_strdup_printf ("{\"frame\":\"operations\",\"operations\":[{\"id\":\"%s\"}]}", first));
  g_assert_cmpuint (office_fake_transport_count (anna->transport), ==, 1);
  office_test_client_read (anna);
}

static void
test_exactly_once (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (3);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *message = office_test_host_new_id (host);
  g_autofree char *with = g_strdup_printf ("{'id':'%s','room':'%s','text':'Once'}", message, room);
  g_autofree char *broken = g_strdup_printf ("{'id':'%s','room':'%s','text':'Late'}", message, message);
  g_autofree char *good = office_test_host_new_id (host);
  g_autofree char *refused = office_test_host_new_id (host);
  gint64 rev, head;

  office_test_client_send (anna, good, "message.send", with);
  office_test_client_send (anna, refused, "message.send", broken);
  /* The acknowledgement is lost. */
  office_test_client_drop (anna);
  office_test_host_settle (host);
  head = office_test_host_get_head (host);

  office_test_client_connect (anna);
  office_test_client_send (anna, good, "message.send", with);
  office_test_client_send (anna, good, "message.send", with);
  office_test_client_send (anna, refused, "message.send", with); /* by now it might succeed */
  office_test_host_settle (host);
  office_test_client_read (anna);

  rev = office_test_client_get_result (anna, good)->rev;
  g_assert_cmpint (rev, ==, head);
  g_assert_cmpint (office_test_host_get_head (host), ==, head);
  g_assert_error (office_test_client_get_result (anna, refused)->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  office_test_client_assert_current (anna);
}

/* The results of others are not to be had by repeating their ids. */
static void
test_foreign_id (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (4);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) desk = office_test_client_new (host,
                                                              office_test_host_issue (host, anna->ticket->person));
  g_autofree char *room = office_test_host_new_id (host);
  g_autofree char *id = office_test_host_new_id (host);
  g_autofree char *with = g_strdup_printf ("{'id':'%s','name':'Plans','visibility':'private'}", room);

  office_test_client_connect (desk);
  office_test_client_send (anna, id, "room.create", with);
  office_test_host_settle (host);
  office_test_client_send (ben, id, "room.create", with);
  office_test_client_send (desk, id, "room.create", with);
  office_test_host_settle (host);
  office_test_client_read (ben);
  office_test_client_read (desk);
  g_assert_error (office_test_client_get_result (ben, id)->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_error (office_test_client_get_result (desk, id)->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);

  /* Nor by somebody else at the same desk. */
  {
    g_autoptr (OfficeTestClient) next = office_test_client_new (
        host, office_test_host_issue_on (host, ben->ticket->person, anna->ticket->device));

    office_test_client_connect (next);
    office_test_client_read (anna);
    office_test_client_assert_bye (anna, OFFICE_PROBLEM_CONFLICT);
    office_test_client_send (next, id, "room.create", with);
    office_test_host_settle (host);
    office_test_client_read (next);
    g_assert_error (office_test_client_get_result (next, id)->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  }
}

static void
test_too_many (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (5);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *last = NULL;

  for (guint i = 0; i < 1001; i++)
    {
      g_free (last);
      last = office_test_client_do (anna, "patch", "{'kind':'room','id':'%s','set':{'topic':'%u'}}", room, i);
    }
  office_test_client_read (anna);
  g_assert_error (office_test_client_get_result (anna, last)->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_TOO_MANY);
  office_test_host_settle (host);
  office_test_client_read (anna);

  /* A temporary refusal was not stored. */
  {
    g_autofree char *with = g_strdup_printf ("{'kind':'room','id':'%s','set':{'topic':'last'}}", room);

    office_test_client_send (anna, last, "patch", with);
    office_test_host_settle (host);
    office_test_client_read (anna);
  }
  g_assert_no_error (office_test_client_get_result (anna, last)->problem);
  office_test_client_assert_current (anna);
}

/* An own operation moves the cursor also where nothing of it is visible any more. */
static void
test_invisible_own (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (6);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *again = NULL;

  office_test_client_did (anna, "patch", "{'kind':'room','id':'%s','set':{'topic':'Same'}}", room);
  office_test_client_forget (anna);
  again = office_test_client_do (anna, "patch", "{'kind':'room','id':'%s','set':{'topic':'Same'}}", room);
  office_test_host_settle (host);
  office_test_client_read (anna);
  g_assert_cmpint (office_test_client_get_result (anna, again)->rev, ==, office_test_host_get_head (host));
  g_assert_cmpint (anna->cursor->rev, ==, office_test_host_get_head (host));

  office_test_client_did (anna, "member.remove", "{'room':'%s','person':'%s'}", room, anna->ticket->person);
  g_assert_cmpint (anna->cursor->rev, ==, office_test_host_get_head (host));
  g_assert_false (office_test_client_holds (anna, room));
}

static void
test_overwritten (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (7);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *task = office_test_client_make_task (anna, room, "Old words");
  g_autofree char *id = office_test_host_new_id (host);
  g_autofree char *with = g_strdup_printf ("{'kind':'task','id':'%s','set':{'title':'Other words'}}", task);

  office_test_client_read (ben);
  office_test_client_did (anna, "patch", "{'kind':'task','id':'%s','set':{'title':'New words'}}", task);
  for (guint i = 0; i < 2; i++)
    {
      OfficeOverwritten *overwritten;

      /* The second time it is the stored result. */
      office_test_client_send (ben, id, "patch", with);
      office_test_host_settle (host);
      office_test_client_read (ben);
      g_assert_nonnull (office_test_client_get_result (ben, id)->overwritten);
      overwritten = g_ptr_array_index (office_test_client_get_result (ben, id)->overwritten, 0);
      g_assert_cmpstr (overwritten->field, ==, "title");
      g_assert_cmpstr (overwritten->by, ==, anna->ticket->person);
      g_assert_cmpstr (json_node_get_string (overwritten->was), ==, "New words");
    }
}

/* Results of a connection that has gone are for nobody. */
static void
test_gone_before_results (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (8);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_host_new_id (host);
  g_autofree char *id = office_test_client_do (anna, "room.create", "{'id':'%s','name':'Lobby','visibility':'public'}",
                                               room);

  office_test_client_drop (anna);
  office_test_host_settle (host);
  office_test_client_connect (anna);
  g_assert_true (office_test_client_holds (anna, room));
  office_test_client_assert_current (anna);
}

static void
test_history (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (9);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *words = g_strnfill (9900, 'w');
  OfficeFrame *answer;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = office_test_host_new_id (host);

      office_test_client_did (anna, "message.send", "{'id':'%s','room':'%s','text':'%s'}", id, room, words);
    }
  office_test_client_say (anna, office_frame_history (7, room, 31, 5));
  office_test_client_read (anna);
  answer = office_test_client_last (anna, OFFICE_FRAME_ANSWER);
  g_assert_cmpint (answer->number, ==, 7);
  g_assert_cmpuint (answer->records->len, ==, 5);
  g_assert_cmpint (office_record_get_integer (g_ptr_array_index (answer->records, 0), "seq"), ==, 30);

  /* What does not fit is cut off. */
  office_test_client_say (anna, office_frame_history (8, room, 1000, 200));
  office_test_client_read (anna);
  answer = office_test_client_last (anna, OFFICE_FRAME_ANSWER);
  g_assert_cmpint (answer->number, ==, 8);
  g_assert_cmpuint (answer->records->len, >, 20);
  g_assert_cmpuint (answer->records->len, <, 40);

  office_test_client_say (ben, office_frame_history (9, room, 31, 5));
  office_test_client_read (ben);
  answer = office_test_client_last (ben, OFFICE_FRAME_ANSWER);
  g_assert_error (answer->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
}

/* The refusal for a missing file is not kept: the same operation, under the same id, is done once the file is there. */
static void
test_missing_file (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (10);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *operation = office_test_host_new_id (host);
  g_autofree char *message = office_test_host_new_id (host);
  g_autofree char *file = office_test_host_new_id (host);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "PLAN", -1);
  g_autofree char *with = g_strdup_printf (
      "{'id':'%s','room':'%s','files':[{'id':'%s','name':'P','type':'a/b','size':4,'hash':'%s'}]}", message, room, file,
      hash);
  OfficeResult *result;

  for (guint i = 0; i < 2; i++)
    {
      office_test_client_send (anna, operation, "message.send", with);
      office_test_host_settle (host);
      office_test_client_read (anna);
      result = office_test_client_get_result (anna, operation);
      g_assert_true (office_problem_is_missing_file (result->problem));
      g_assert_false (office_test_client_holds (anna, message));
    }
  g_free (office_test_host_upload (host, anna->ticket->person, "PLAN"));
  office_test_client_send (anna, operation, "message.send", with);
  office_test_host_settle (host);
  office_test_client_read (anna);
  result = office_test_client_get_result (anna, operation);
  g_assert_no_error (result->problem);
  g_assert_true (office_test_client_holds (anna, message));
  g_assert_true (office_test_client_holds (anna, file));
  office_test_client_assert_current (anna);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/operations/results", test_results);
  g_test_add_func ("/sync/operations/malformed-alone", test_malformed_alone);
  g_test_add_func ("/sync/operations/exactly-once", test_exactly_once);
  g_test_add_func ("/sync/operations/foreign-id", test_foreign_id);
  g_test_add_func ("/sync/operations/too-many", test_too_many);
  g_test_add_func ("/sync/operations/invisible-own", test_invisible_own);
  g_test_add_func ("/sync/operations/overwritten", test_overwritten);
  g_test_add_func ("/sync/operations/gone-before-results", test_gone_before_results);
  g_test_add_func ("/sync/operations/history", test_history);
  g_test_add_func ("/sync/operations/missing-file", test_missing_file);
  return g_test_run ();
}
