/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden.h"

#include "office-frame.h"
#include "office-problem.h"

#include <string.h>

#define ID(number) "0190a000-0000-7000-8000-0000000000" number
#define ROOM       ID ("c1")

static OfficeFrame *
read_golden (const char *name, OfficeFrameKind kind, gsize limit)
{
  g_autofree char *text = golden_read (name);
  g_autoptr (GError) error = NULL;
  OfficeFrame *frame = office_frame_parse (text, strlen (text), limit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (frame->kind, ==, kind);
  return frame;
}

/* Takes the written text. */
static void
check_written (const char *name, char *written)
{
  g_autofree char *text = golden_read (name);
  g_autofree char *taken = written;

  g_assert_cmpstr (taken, ==, text);
}

static void
check_refused (const char *text, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);

  g_test_message ("%s", text);
  g_assert_null (frame);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (error), ==, field);
}

static void
test_hello (void)
{
  g_autoptr (OfficeFrame) frame = read_golden ("hello", OFFICE_FRAME_HELLO, OFFICE_LIMIT_CLIENT_FRAME);
  OfficePagesHeld *held = g_ptr_array_index (frame->pages, 0);
  g_autofree char *golden = golden_read ("hello");
  g_autoptr (GString) expected = g_string_new (golden);

  g_assert_cmpint (frame->protocol, ==, 1);
  g_assert_cmpstr (frame->token, ==, "TOKEN");
  g_assert_cmpstr (frame->device, ==, ID ("01"));
  g_assert_cmpstr (frame->agent, ==, "Office 0.1.0");
  g_assert_cmpstr (frame->model, ==, "0123456789abcdef");
  g_assert_cmpstr (frame->replica, ==, "full");
  g_assert_cmpstr (frame->cursor->epoch, ==, "EPOCH");
  g_assert_cmpint (frame->cursor->rev, ==, 41);
  g_assert_cmpstr (frame->cursor->tag, ==, "TAG");
  g_assert_cmpuint (g_strv_length (frame->scopes), ==, 2);
  g_assert_cmpuint (frame->pages->len, ==, 1);
  g_assert_cmpstr (held->scope, ==, "room:" ROOM);
  g_assert_cmpstr (held->after, ==, "m:120");

  /* The hash changes with every line of kinds.c. */
  g_string_replace (expected, "0123456789abcdef", office_kinds_get_hash (), 1);
  {
    g_autofree char *written = office_frame_hello (frame->token, frame->device, frame->agent, frame->cursor,
                                                   (const char *const *) frame->scopes, frame->pages);

    g_assert_cmpstr (written, ==, expected->str);
  }
}

static void
test_first_hello (void)
{
  static const char *const none[] = { NULL };
  g_autofree char *text = office_frame_hello ("TOKEN", ID ("01"), "Office", NULL, none, NULL);
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, NULL);

  g_assert_nonnull (frame);
  g_assert_null (frame->cursor);
  g_assert_cmpuint (g_strv_length (frame->scopes), ==, 0);
  g_assert_cmpuint (frame->pages->len, ==, 0);
}

static void
test_operations (void)
{
  g_autoptr (OfficeFrame) frame = read_golden ("operations", OFFICE_FRAME_OPERATIONS, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) office_operation_unref);
  OfficeOperation *operation;

  g_assert_cmpuint (frame->operations->len, ==, 1);
  operation = office_operation_new_from_object (g_ptr_array_index (frame->operations, 0), NULL);
  g_assert_nonnull (operation);
  g_ptr_array_add (operations, operation);
  g_assert_cmpstr (office_operation_get_id (operation), ==, ID ("f1"));
  g_assert_cmpstr (office_operation_get_intent (operation), ==, "message.send");
  g_assert_cmpint (office_operation_get_base (operation), ==, 41);
  g_assert_cmpint (office_operation_get_at (operation), ==, 1750000000000);
  check_written ("operations", office_frame_operations (operations));
}

/* One that is malformed is refused alone: the frame around it is well. */
static void
test_malformed_operation (void)
{
  static const char text[] = "{\"frame\":\"operations\",\"operations\":[{\"id\":\"" ID ("f1") "\"},{\"id\":\"" ID (
      "f2") "\",\"do\":7,\"with\":[]}]}";
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, NULL);

  g_assert_nonnull (frame);
  g_assert_cmpuint (frame->operations->len, ==, 2);
  g_assert_null (office_operation_new_from_object (g_ptr_array_index (frame->operations, 0), NULL));
  check_refused ("{\"frame\":\"operations\",\"operations\":[{}]}", "id");
  check_refused ("{\"frame\":\"operations\",\"operations\":[7]}", "operations");
}

static void
test_many_operations (void)
{
  g_autoptr (GString) text = g_string_new ("{\"frame\":\"operations\",\"operations\":[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= OFFICE_LIMIT_OPERATIONS; i++)
    g_string_append (text, i > 0 ? ",{\"id\":\"" ID ("f1") "\"}" : "{\"id\":\"" ID ("f1") "\"}");
  g_string_append (text, "]}");
  g_assert_null (office_frame_parse (text->str, text->len, OFFICE_LIMIT_CLIENT_FRAME, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_TOO_LARGE);
  g_assert_cmpstr (office_problem_get_field (error), ==, "operations");
}

static void
test_client (void)
{
  g_autoptr (OfficeFrame) received = read_golden ("received", OFFICE_FRAME_RECEIVED, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (OfficeFrame) history = read_golden ("history", OFFICE_FRAME_HISTORY, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (OfficeFrame) typing = read_golden ("typing", OFFICE_FRAME_TYPING, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (OfficeFrame) in_thread = read_golden ("typing-thread", OFFICE_FRAME_TYPING, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (OfficeFrame) presence = read_golden ("presence", OFFICE_FRAME_PRESENCE, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (OfficeFrame) ping = read_golden ("ping", OFFICE_FRAME_PING, OFFICE_LIMIT_CLIENT_FRAME);

  g_assert_cmpint (received->rev, ==, 42);
  g_assert_cmpint (received->bytes, ==, 18211);
  g_assert_cmpint (history->number, ==, 7);
  g_assert_cmpstr (history->room, ==, ROOM);
  g_assert_cmpint (history->before, ==, 120);
  g_assert_cmpint (history->limit, ==, 50);
  g_assert_cmpstr (typing->room, ==, ROOM);
  g_assert_null (typing->person);
  g_assert_cmpstr (in_thread->thread, ==, ID ("d1"));
  g_assert_null (in_thread->task);
  g_assert_cmpstr (presence->state, ==, "away");
  g_assert_null (presence->people);
  check_written ("received", office_frame_received (42, 18211));
  check_written ("history", office_frame_history (7, ROOM, 120, 50));
  check_written ("typing", office_frame_typing (ROOM, NULL, NULL, NULL));
  check_written ("typing-thread", office_frame_typing (ROOM, ID ("d1"), NULL, NULL));
  check_written ("presence", office_frame_state ("away"));
  check_written ("ping", office_frame_ping ());
}

static void
test_watch (void)
{
  g_autoptr (OfficeFrame) watch = read_golden ("watch", OFFICE_FRAME_WATCH, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (OfficeFrame) nothing = read_golden ("watch-nothing", OFFICE_FRAME_WATCH, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (OfficeFrame) seen = read_golden ("seen", OFFICE_FRAME_SEEN, OFFICE_LIMIT_SERVER_FRAME);
  OfficeSeen *one = g_ptr_array_index (seen->people, 0);

  g_assert_cmpstr (watch->room, ==, ROOM);
  g_assert_null (nothing->room);
  g_assert_cmpstr (seen->room, ==, ROOM);
  g_assert_true (seen->whole);
  g_assert_cmpuint (seen->people->len, ==, 2);
  g_assert_cmpstr (one->person, ==, ID ("b1"));
  g_assert_cmpint (one->seq, ==, 121);
  check_written ("watch", office_frame_watch (ROOM));
  check_written ("watch-nothing", office_frame_watch (NULL));
  check_written ("seen", office_frame_seen (ROOM, TRUE, seen->people));
  check_refused ("{\"frame\":\"watch\",\"room\":\"the lobby\"}", "room");
  check_refused ("{\"frame\":\"seen\",\"room\":\"" ROOM "\"}", "people");
  check_refused ("{\"frame\":\"seen\",\"room\":\"" ROOM "\",\"people\":[{\"person\":\"" ROOM "\"}]}", "seq");
}

static void
test_find (void)
{
  g_autoptr (OfficeFrame) frame = read_golden ("find", OFFICE_FRAME_FIND, OFFICE_LIMIT_CLIENT_FRAME);
  g_autoptr (OfficeFrame) answer = read_golden ("answer-find", OFFICE_FRAME_ANSWER, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (OfficeFrame) bare = NULL;
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  const OfficeFind find = { frame->query, (const char *const *) frame->from, (const char *const *) frame->in,
                            frame->since, frame->until };
  static const char text[] = "{\"frame\":\"find\",\"number\":1,\"query\":\"x\",\"limit\":1}";

  g_assert_cmpint (frame->number, ==, 8);
  g_assert_cmpstr (frame->query, ==, "from:ben \"door schedule\" after:2025-06-01");
  g_assert_cmpstr (frame->from[0], ==, ID ("b2"));
  g_assert_cmpuint (g_strv_length (frame->in), ==, 1);
  g_assert_cmpint (frame->since, ==, 1748815200000);
  g_assert_cmpint (frame->until, ==, OFFICE_LIMIT_INTEGER);
  g_assert_cmpstr (frame->mark, ==, "5120");
  g_assert_cmpint (frame->limit, ==, 20);
  check_written ("find", office_frame_find (8, &find, "5120", 20));

  bare = office_frame_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, NULL);
  g_assert_nonnull (bare);
  g_assert_null (bare->mark);
  g_assert_cmpuint (g_strv_length (bare->from), ==, 0);

  g_assert_cmpstr (answer->next, ==, "4711");
  g_ptr_array_add (bodies, office_record_to_body (g_ptr_array_index (answer->records, 0)));
  check_written ("answer-find", office_frame_answer (8, bodies, "4711", NULL));
  check_refused ("{\"frame\":\"find\",\"number\":1,\"limit\":1}", "query");
  check_refused ("{\"frame\":\"find\",\"number\":1,\"query\":\"x\",\"limit\":101}", "limit");
  check_refused ("{\"frame\":\"find\",\"number\":1,\"query\":\"x\",\"limit\":1,\"people\":[\"Ben\"]}", "people");
}

static void
test_welcome (void)
{
  g_autoptr (OfficeFrame) frame = read_golden ("welcome", OFFICE_FRAME_WELCOME, OFFICE_LIMIT_SERVER_FRAME);
  g_autofree char *bare = NULL;
  g_autoptr (OfficeFrame) short_frame = NULL;

  g_assert_cmpstr (frame->office_id, ==, ID ("a1"));
  g_assert_cmpstr (frame->office_name, ==, "Atelier Nord");
  g_assert_cmpstr (frame->you, ==, ID ("b1"));
  g_assert_cmpstr (frame->cursor->epoch, ==, "EPOCH");
  g_assert_cmpint (frame->cursor->rev, ==, 57);
  g_assert_cmpstr (frame->cursor->tag, ==, "TAG");
  g_assert_false (frame->reset);
  g_assert_cmpstr (frame->drop[0], ==, "room:" ID ("c2"));
  g_assert_cmpstr (frame->gained[0], ==, "room:" ID ("c3"));
  g_assert_cmpint (frame->time, ==, 1750000000000);
  g_assert_cmpstr (frame->version, ==, "0.1.0");
  g_assert_cmpint (frame->frame_limit, ==, OFFICE_LIMIT_CLIENT_FRAME);
  g_assert_cmpint (frame->unreceived_limit, ==, OFFICE_LIMIT_UNRECEIVED);
  g_assert_cmpint (frame->operations_limit, ==, OFFICE_LIMIT_OPERATIONS);
  check_written ("welcome",
                 office_frame_welcome (frame->office_id, frame->office_name, frame->you, frame->cursor, FALSE,
                                       (const char *const *) frame->drop, (const char *const *) frame->gained,
                                       frame->time, frame->version, frame->file_limit, frame->web_address));

  bare = g_strdup ("{\"frame\":\"welcome\",\"office\":{\"id\":\"" ID ("a1") "\",\"name\":\"A\"},\"you\":\"" ID (
      "b1") "\",\"epoch\":\"E\",\"head\":0,\"tag\":\"\",\"time\":1}");
  short_frame = office_frame_parse (bare, strlen (bare), OFFICE_LIMIT_SERVER_FRAME, NULL);
  g_assert_nonnull (short_frame);
  g_assert_nonnull (short_frame->drop);
  g_assert_nonnull (short_frame->gained);
  g_assert_cmpint (short_frame->operations_limit, ==, OFFICE_LIMIT_OPERATIONS);
}

static void
test_changes (void)
{
  g_autoptr (OfficeFrame) frame = read_golden ("changes", OFFICE_FRAME_CHANGES, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (OfficeFrame) page = read_golden ("page", OFFICE_FRAME_PAGE, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (OfficeFrame) live = read_golden ("live", OFFICE_FRAME_LIVE, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_cmpint (frame->after, ==, 41);
  g_assert_cmpint (frame->rev, ==, 42);
  g_assert_cmpint (frame->cursor->rev, ==, 42);
  g_assert_null (frame->cursor->epoch);
  g_assert_cmpstr (frame->cursor->tag, ==, "TAG");
  g_assert_cmpuint (frame->records->len, ==, 1);
  g_assert_cmpstr (frame->gained[0], ==, "room:" ID ("c3"));
  g_assert_cmpstr (frame->drop[0], ==, "room:" ID ("c2"));
  g_ptr_array_add (bodies, office_record_to_body (g_ptr_array_index (frame->records, 0)));
  check_written ("changes", office_frame_changes (41, 42, "TAG", bodies, (const char *const *) frame->gained,
                                                  (const char *const *) frame->drop));

  g_assert_cmpstr (page->scope, ==, "room:" ID ("c3"));
  g_assert_cmpstr (page->next, ==, "m:80");
  g_assert_false (page->last);
  g_assert_cmpuint (page->records->len, ==, 0);
  check_written ("page", office_frame_page ("room:" ID ("c3"), none, "m:80", FALSE));
  g_assert_cmpint (live->rev, ==, 57);
  check_written ("live", office_frame_live (57));
}

static GPtrArray *
list_bodies (OfficeFrame *frame)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < frame->records->len; i++)
    g_ptr_array_add (bodies, office_record_to_body (g_ptr_array_index (frame->records, i)));
  return bodies;
}

/* What one operation on a task brings; what comes with a room's board. */
static void
test_changes_of_tasks (void)
{
  g_autoptr (OfficeFrame) frame = read_golden ("changes-task", OFFICE_FRAME_CHANGES, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (OfficeFrame) page = read_golden ("page-plan", OFFICE_FRAME_PAGE, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (GPtrArray) bodies = list_bodies (frame);
  g_autoptr (GPtrArray) page_bodies = list_bodies (page);

  g_assert_cmpuint (frame->records->len, ==, 4);
  g_assert_cmpstr (office_record_get_kind_name (g_ptr_array_index (frame->records, 1)), ==, "change");
  g_assert_cmpstr (office_record_get_text (g_ptr_array_index (frame->records, 2), "event"), ==, "completed");
  g_assert_true (office_record_is_gone (g_ptr_array_index (frame->records, 3)));
  check_written ("changes-task", office_frame_changes (44, 45, "TAG", bodies, NULL, NULL));

  g_assert_true (page->last);
  g_assert_cmpint (office_record_get_integer (g_ptr_array_index (page->records, 0), "limit"), ==, 5);
  g_assert_cmpstr (office_record_get_kind_name (g_ptr_array_index (page->records, 1)), ==, "view");
  g_assert_cmpstr (office_record_get_text (g_ptr_array_index (page->records, 2), "assignee"), ==, ID ("b2"));
  check_written ("page-plan", office_frame_page (page->scope, page_bodies, NULL, TRUE));
}

static void
test_many_records (void)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (OfficeFrame) frame = NULL;

  for (guint i = 0; i < 500; i++)
    g_ptr_array_add (
        bodies,
        g_strdup_printf (
            "{\"id\":\"" ID ("d1") "\",\"kind\":\"label\",\"scope\":\"office\",\"rev\":%u,\"name\":\"%u\"}", i + 1, i));
  text = office_frame_changes (0, 500, "TAG", bodies, NULL, NULL);
  g_assert_null (strstr (text, "gained"));
  frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, NULL);
  g_assert_nonnull (frame);
  g_assert_cmpuint (frame->records->len, ==, 500);
  g_assert_cmpint (office_record_get_rev (g_ptr_array_index (frame->records, 499)), ==, 500);
  g_assert_cmpuint (g_strv_length (frame->gained), ==, 0);
  g_assert_cmpuint (g_strv_length (frame->drop), ==, 0);
}

static void
test_results (void)
{
  g_autoptr (OfficeFrame) frame = read_golden ("results", OFFICE_FRAME_RESULTS, OFFICE_LIMIT_SERVER_FRAME);
  OfficeResult *accepted, *refused, *overwriting;
  OfficeOverwritten *overwritten;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (OfficeResult) again = NULL;

  g_assert_cmpuint (frame->results->len, ==, 3);
  accepted = g_ptr_array_index (frame->results, 0);
  refused = g_ptr_array_index (frame->results, 1);
  overwriting = g_ptr_array_index (frame->results, 2);
  g_assert_cmpint (accepted->rev, ==, 42);
  g_assert_no_error (accepted->problem);
  g_assert_error (refused->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (refused->problem), ==, "title");
  g_assert_cmpint (refused->rev, ==, 0);
  overwritten = g_ptr_array_index (overwriting->overwritten, 0);
  g_assert_cmpstr (overwritten->field, ==, "title");
  g_assert_cmpstr (overwritten->by, ==, ID ("b2"));
  g_assert_cmpstr (json_node_get_string (overwritten->was), ==, "Old words");
  check_written ("results", office_frame_results (frame->results));

  node = office_result_to_node (overwriting);
  again = office_result_new_from_object (json_node_get_object (node), NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->overwritten->len, ==, 1);
}

static void
test_answer (void)
{
  g_autoptr (OfficeFrame) answer = read_golden ("answer", OFFICE_FRAME_ANSWER, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (OfficeFrame) refused = read_golden ("answer-problem", OFFICE_FRAME_ANSWER, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_cmpint (answer->number, ==, 7);
  g_assert_cmpuint (answer->records->len, ==, 0);
  g_assert_error (refused->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_assert_null (refused->records);
  check_written ("answer", office_frame_answer (7, none, NULL, NULL));
  check_written ("answer-problem", office_frame_answer (7, NULL, NULL, refused->problem));
}

static void
test_host (void)
{
  g_autoptr (OfficeFrame) typing = read_golden ("typing-host", OFFICE_FRAME_TYPING, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (OfficeFrame) presence = read_golden ("presence-host", OFFICE_FRAME_PRESENCE, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (OfficeFrame) pong = read_golden ("pong", OFFICE_FRAME_PONG, OFFICE_LIMIT_SERVER_FRAME);
  g_autoptr (OfficeFrame) bye = read_golden ("bye", OFFICE_FRAME_BYE, OFFICE_LIMIT_SERVER_FRAME);
  OfficePresence *person = g_ptr_array_index (presence->people, 0);
  g_autoptr (OfficeFrame) outdated = read_golden ("bye-outdated", OFFICE_FRAME_BYE, OFFICE_LIMIT_SERVER_FRAME);
  g_autofree char *final = office_frame_bye (bye->problem, -1, -1);
  g_autoptr (OfficeFrame) final_frame = office_frame_parse (final, strlen (final), OFFICE_LIMIT_SERVER_FRAME, NULL);

  g_assert_cmpstr (typing->person, ==, ID ("b2"));
  g_assert_cmpstr (typing->task, ==, ID ("e1"));
  g_assert_true (presence->whole);
  g_assert_cmpstr (person->person, ==, ID ("b2"));
  g_assert_cmpstr (person->state, ==, "here");
  g_assert_cmpint (pong->rev, ==, 57);
  g_assert_error (bye->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_assert_cmpint (bye->back_low, ==, 1000);
  g_assert_cmpint (bye->back_high, ==, 5000);
  g_assert_cmpint (final_frame->back_low, ==, -1);
  g_assert_cmpint (final_frame->protocol, ==, 0);
  g_assert_cmpint (outdated->protocol, ==, 1);
  check_written ("typing-host", office_frame_typing (ROOM, NULL, ID ("e1"), ID ("b2")));
  check_written ("presence-host", office_frame_presence (TRUE, presence->people));
  check_written ("pong", office_frame_pong (57));
  check_written ("bye", office_frame_bye (bye->problem, 1000, 5000));
  check_written ("bye-outdated", office_frame_bye (outdated->problem, -1, -1));
}

static void
test_unknown (void)
{
  static const char text[] = "{\"frame\":\"weather\",\"rain\":true}";
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, NULL);

  g_assert_nonnull (frame);
  g_assert_cmpint (frame->kind, ==, OFFICE_FRAME_UNKNOWN);
}

static void
test_refused (void)
{
  check_refused ("", NULL);
  check_refused ("[]", NULL);
  check_refused ("{}", "frame");
  check_refused ("{\"frame\":7}", "frame");
  check_refused ("{\"frame\":\"hello\"}", "protocol");
  check_refused ("{\"frame\":\"hello\",\"protocol\":\"1\"}", "protocol");
  check_refused ("{\"frame\":\"hello\",\"protocol\":1}", "token");
  check_refused ("{\"frame\":\"hello\",\"protocol\":1,\"token\":\"T\",\"device\":\"d\"}", "device");
  check_refused ("{\"frame\":\"hello\",\"protocol\":1,\"token\":\"T\",\"device\":\"" ID ("01") "\",\"cursor\":7}",
                 "cursor");
  check_refused ("{\"frame\":\"hello\",\"protocol\":1,\"token\":\"T\",\"device\":\"" ID (
                     "01") "\",\"cursor\":{\"epoch\":\"E\",\"tag\":\"T\"}}",
                 "rev");
  check_refused ("{\"frame\":\"hello\",\"protocol\":1,\"token\":\"T\",\"device\":\"" ID ("01") "\",\"scopes\":[\"x\"]}",
                 "scopes");
  check_refused ("{\"frame\":\"hello\",\"protocol\":1,\"token\":\"T\",\"device\":\"" ID ("01") "\",\"scopes\":[1]}",
                 "scopes");
  check_refused ("{\"frame\":\"hello\",\"protocol\":1,\"token\":\"T\",\"device\":\"" ID (
                     "01") "\",\"pages\":[{\"scope\":\"office\"}]}",
                 "after");
  check_refused ("{\"frame\":\"received\",\"rev\":-1,\"bytes\":1}", "rev");
  check_refused ("{\"frame\":\"received\",\"rev\":1}", "bytes");
  check_refused ("{\"frame\":\"history\",\"number\":1,\"room\":\"" ROOM "\",\"before\":1,\"limit\":0}", "limit");
  check_refused ("{\"frame\":\"history\",\"number\":1,\"room\":\"" ROOM "\",\"before\":1,\"limit\":201}", "limit");
  check_refused ("{\"frame\":\"history\",\"number\":1,\"room\":\"r\",\"before\":1,\"limit\":1}", "room");
  check_refused ("{\"frame\":\"typing\"}", "room");
  check_refused ("{\"frame\":\"presence\",\"state\":\"gone\"}", "state");
  check_refused ("{\"frame\":\"presence\"}", "state");
  check_refused ("{\"frame\":\"presence\",\"people\":[{}]}", "person");
  check_refused ("{\"frame\":\"page\",\"scope\":\"office\",\"records\":[]}", "next");
  check_refused ("{\"frame\":\"page\",\"scope\":\"x\",\"records\":[],\"last\":true}", "scope");
  check_refused ("{\"frame\":\"page\",\"scope\":\"office\",\"records\":[{}],\"last\":true}", "id");
  check_refused ("{\"frame\":\"page\",\"scope\":\"office\",\"last\":true}", "records");
  check_refused ("{\"frame\":\"changes\",\"after\":5,\"rev\":4,\"tag\":\"T\",\"records\":[]}", "rev");
  check_refused ("{\"frame\":\"changes\",\"after\":5,\"rev\":6,\"records\":[]}", "tag");
  check_refused ("{\"frame\":\"live\"}", "rev");
  check_refused ("{\"frame\":\"results\",\"results\":[{\"id\":\"" ID ("f1") "\"}]}", "rev");
  check_refused ("{\"frame\":\"results\",\"results\":[{\"id\":\"" ID ("f1") "\",\"rev\":0}]}", "rev");
  check_refused ("{\"frame\":\"results\",\"results\":[{\"id\":\"" ID ("f1") "\",\"rev\":1,\"overwritten\":[7]}]}",
                 "overwritten");
  check_refused ("{\"frame\":\"answer\",\"number\":1}", "records");
  check_refused ("{\"frame\":\"welcome\"}", "office");
  check_refused ("{\"frame\":\"bye\"}", "problem");
  check_refused ("{\"frame\":\"bye\",\"problem\":{},\"after\":[1]}", "after");
  check_refused ("{\"frame\":\"bye\",\"problem\":{},\"after\":[5,1]}", "after");
  check_refused ("{\"frame\":\"bye\",\"problem\":{},\"after\":[\"1\",2]}", "after");
  check_refused ("{\"frame\":\"bye\",\"problem\":{},\"after\":[1,999999999999]}", "after");
}

/* No member of any frame can be exchanged for something else that brings the reader down. */
static void
test_mutilated (void)
{
  static const char *const values[] = { "null", "true",   "0",    "-1",   "1.5", "\"\"",          "\"x\"",
                                        "[]",   "[null]", "[[]]", "[{}]", "{}",  "{\"id\":null}", "9007199254740991" };
  g_auto (GStrv) names = golden_list ();
  guint parsed = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = golden_read (names[i]);
      g_autoptr (JsonObject) object = office_json_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, NULL);
      g_autoptr (GList) members = json_object_get_members (object);

      for (GList *link = members; link != NULL; link = link->next)
        for (guint v = 0; v < G_N_ELEMENTS (values); v++)
          {
            g_autoptr (GString) json = g_string_new ("{");
            g_autoptr (OfficeFrame) frame = NULL;

            for (GList *other = members; other != NULL; other = other->next)
              {
                if (other != members)
                  g_string_append_c (json, ',');
                office_json_append_text (json, other->data);
                g_string_append_c (json, ':');
                if (other == link)
                  g_string_append (json, values[v]);
                else
                  office_json_append_node (json, json_object_get_member (object, other->data));
              }
            g_string_append_c (json, '}');
            frame = office_frame_parse (json->str, json->len, OFFICE_LIMIT_SERVER_FRAME, NULL);
            parsed += frame != NULL;
          }
    }
  g_assert_cmpuint (parsed, >, 0);
}

static void
test_cursor (void)
{
  g_autoptr (OfficeCursor) cursor = office_cursor_new ("E", 4, "T");
  g_autoptr (OfficeCursor) copy = office_cursor_copy (cursor);
  g_autoptr (OfficeCursor) other = office_cursor_new ("E", 4, "U");

  g_assert_true (office_cursor_equal (cursor, copy));
  g_assert_false (office_cursor_equal (cursor, other));
  g_assert_false (office_cursor_equal (cursor, NULL));
  g_assert_true (office_cursor_equal (NULL, NULL));
  g_assert_null (office_cursor_copy (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/hello", test_hello);
  g_test_add_func ("/frame/first-hello", test_first_hello);
  g_test_add_func ("/frame/operations", test_operations);
  g_test_add_func ("/frame/malformed-operation", test_malformed_operation);
  g_test_add_func ("/frame/many-operations", test_many_operations);
  g_test_add_func ("/frame/client", test_client);
  g_test_add_func ("/frame/watch", test_watch);
  g_test_add_func ("/frame/find", test_find);
  g_test_add_func ("/frame/welcome", test_welcome);
  g_test_add_func ("/frame/changes", test_changes);
  g_test_add_func ("/frame/changes-of-tasks", test_changes_of_tasks);
  g_test_add_func ("/frame/many-records", test_many_records);
  g_test_add_func ("/frame/results", test_results);
  g_test_add_func ("/frame/answer", test_answer);
  g_test_add_func ("/frame/host", test_host);
  g_test_add_func ("/frame/unknown", test_unknown);
  g_test_add_func ("/frame/refused", test_refused);
  g_test_add_func ("/frame/mutilated", test_mutilated);
  g_test_add_func ("/frame/cursor", test_cursor);
  return g_test_run ();
}
