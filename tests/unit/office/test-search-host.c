/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"
#include "fake-socket.h"
#include "office-search.h"
#include "office-wait.h"

#include <sqlite3.h>
#include <string.h>

/* A search while this desk does not have everything: the host is asked for the rest. */

#define SCOPE "room:" ROOM

typedef struct {
  Desk *desk;
  FakeSocket *socket;
  OfficeLine *line;
  OfficeSession *session;
  OfficeSearch *search;
} Fixture;

static void
say_welcome (Fixture *self, const char *const *gained)
{
  const char *const none[] = { NULL };
  g_autoptr (OfficeCursor) cursor = office_cursor_new ("ONE", 10, "TAG");

  fake_socket_answer (self->socket);
  fake_socket_expect (self->socket, "hello");
  fake_socket_say (self->socket, office_frame_welcome (OFFICE, "Atelier Nord", ME, cursor, FALSE, none, gained, START,
                                                       "0.1.0", OFFICE_LIMIT_FILE, NULL));
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
begin (Fixture *self)
{
  self->socket = fake_socket_new ();
  self->line = office_line_new (self->desk->replica, OFFICE_SOCKET (self->socket), "TOKEN", self->desk->clock,
                                self->desk->random);
  self->session = office_session_new (self->desk->replica, self->line, self->desk->clock, self->desk->random);
  self->search = office_search_new (self->session);
  office_session_start (self->session);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk
      = desk_new_in_memory (); /* no thread is needed to search it: what is found is there when the loop has turned */
  desk_settle_in (self->desk);
  begin (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->search);
  office_session_stop (self->session);
  turn ();
  if (fake_socket_is_in_use (self->socket))
    fake_socket_end (self->socket, NULL);
  g_assert_finalize_object (self->session);
  g_assert_finalize_object (self->line);
  g_assert_finalize_object (self->socket);
  desk_free (self->desk);
}

/* Each a second after the one before it. */
static void
add_said (GPtrArray *bodies, guint number, const char *author, const char *text)
{
  g_autofree char *id = make_id (number);
  OfficeRecord *record = office_record_new ("message", id, SCOPE);

  office_record_set_text (record, "room", ROOM);
  office_record_set_integer (record, "seq", number);
  office_record_set_text (record, "author", author);
  office_record_set_integer (record, "at", START + number * 1000);
  office_record_set_text (record, "text", text);
  add_record (bodies, record, number);
}

/* A room whose history is on its way: two messages have come. */
static void
begin_room (Fixture *self)
{
  const char *const gained[] = { SCOPE, NULL };
  g_autoptr (GPtrArray) bodies = bodies_new ();

  say_welcome (self, gained);
  add_room (bodies, 5, ROOM, "public", TRUE);
  add_said (bodies, 9, BEN, "The newest budget");
  add_said (bodies, 8, BEN, "Nothing of it");
  fake_socket_say (self->socket, office_frame_page (SCOPE, bodies, "m:8", FALSE));
  fake_socket_expect (self->socket, "received");
}

static void
type (Fixture *self, const char *text)
{
  office_search_set_text (self->search, text);
  turn ();
}

/* The question that the host has got. */
static OfficeFrame *
take_question (Fixture *self)
{
  g_autofree char *text = fake_socket_take (self->socket);
  g_autoptr (GError) error = NULL;
  OfficeFrame *frame;

  g_assert_nonnull (text);
  frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, &error);
  g_assert_no_error (error);
  g_assert_cmpint (frame->kind, ==, OFFICE_FRAME_FIND);
  return frame;
}

static void
answer (Fixture *self, OfficeFrame *question, GPtrArray *bodies, const char *next)
{
  fake_socket_say (self->socket, office_frame_answer (question->number, bodies, next, NULL));
  turn ();
}

/* The titles, one behind the other. */
static char *
show (Fixture *self)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->search)); i++)
    {
      g_autoptr (OfficeSearchResult) result = g_list_model_get_item (G_LIST_MODEL (self->search), i);

      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", office_search_result_get_title (result)->text);
    }
  return g_string_free (titles, FALSE);
}

static void
assert_shown (Fixture *self, const char *expected)
{
  g_autofree char *shown = show (self);

  g_assert_cmpstr (shown, ==, expected);
}

/* A file of an older message: its name is shown where the message's own words are not what was looked for. */
static void
test_file_of_the_rest (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) older = bodies_new ();
  g_autoptr (OfficeFrame) question = NULL;
  g_autofree char *message = make_id (3);
  g_autofree char *id = make_id (40);
  OfficeRecord *file = office_record_new ("file", id, SCOPE);

  begin_room (self);
  type (self, "big2");
  office_fake_clock_advance (self->desk->clock, 300);
  question = take_question (self);
  office_record_set_text (file, "room", ROOM);
  office_record_set_text (file, "message", message);
  office_record_set_text (file, "name", "big2.bin");
  add_said (older, 3, ME, "Here");
  add_record (older, file, 40);
  answer (self, question, older, NULL);
  assert_shown (self, "Here · big2.bin");
}

static void
test_asks_for_the_rest (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) older = bodies_new ();
  g_autoptr (GPtrArray) oldest = bodies_new ();
  g_autoptr (OfficeFrame) first = NULL;
  g_autoptr (OfficeFrame) second = NULL;

  begin_room (self);
  type (self, "budget");
  assert_shown (self, "The newest budget");
  g_assert_true (office_search_is_busy (self->search));
  fake_socket_expect_nothing (self->socket);
  office_fake_clock_advance (self->desk->clock, 300);
  first = take_question (self);
  g_assert_cmpstr (first->query, ==, "budget");
  g_assert_null (first->mark);

  /* One of those is here already. */
  add_said (older, 9, BEN, "The newest budget");
  add_said (older, 3, ME, "An older budget");
  answer (self, first, older, "17");
  assert_shown (self, "The newest budget|An older budget");
  office_fake_clock_advance (self->desk->clock, 1);
  second = take_question (self);
  g_assert_cmpstr (second->mark, ==, "17");
  add_said (oldest, 2, BEN, "The oldest budget");
  answer (self, second, oldest, NULL);
  assert_shown (self, "The newest budget|An older budget|The oldest budget");
  g_assert_false (office_search_is_busy (self->search));
  g_assert_false (office_search_has_more (self->search));
  office_fake_clock_advance (self->desk->clock, 5000);
  fake_socket_expect_nothing (self->socket);

  /* What comes by itself is shown once, and when all has come nobody is asked. */
  {
    g_autoptr (GPtrArray) rest = bodies_new ();

    add_said (rest, 3, ME, "An older budget");
    add_said (rest, 2, BEN, "The oldest budget");
    fake_socket_say (self->socket, office_frame_page (SCOPE, rest, NULL, TRUE));
    fake_socket_expect (self->socket, "received");
  }
  turn ();
  assert_shown (self, "The newest budget|An older budget|The oldest budget");
  type (self, "budget oldest");
  office_fake_clock_advance (self->desk->clock, 5000);
  fake_socket_expect_nothing (self->socket);
  assert_shown (self, "The oldest budget");
}

static void
test_another_text (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) late = bodies_new ();
  g_autoptr (OfficeFrame) first = NULL;
  g_autoptr (OfficeFrame) second = NULL;

  begin_room (self);
  type (self, "bud");
  office_fake_clock_advance (self->desk->clock, 299);
  type (self, "budg");
  office_fake_clock_advance (self->desk->clock, 299);
  fake_socket_expect_nothing (self->socket);
  office_fake_clock_advance (self->desk->clock, 1);
  first = take_question (self);
  g_assert_cmpstr (first->query, ==, "budg");

  /* An answer to what is not asked any more. */
  type (self, "in:here\ttender");
  add_said (late, 3, ME, "An older budget");
  answer (self, first, late, NULL);
  assert_shown (self, "");
  office_fake_clock_advance (self->desk->clock, 300);
  second = take_question (self);
  g_assert_cmpstr (second->query, ==, "in:here tender");
  g_assert_cmpuint (g_strv_length (second->in), ==, 0);

  type (self, "");
  office_fake_clock_advance (self->desk->clock, 5000);
  fake_socket_expect_nothing (self->socket);
  g_assert_false (office_search_is_busy (self->search));
}

static void
test_failures (Fixture *self, gconstpointer data)
{
  g_autoptr (OfficeFrame) first = NULL;
  g_autoptr (OfficeFrame) second = NULL;
  g_autoptr (GError) problem = office_problem_new (OFFICE_PROBLEM_TOO_MANY, NULL, "Too many");

  begin_room (self);
  type (self, "budget");
  office_fake_clock_advance (self->desk->clock, 300);
  first = take_question (self);
  fake_socket_say (self->socket, office_frame_answer (first->number, NULL, NULL, problem));
  turn ();
  fake_socket_expect_nothing (self->socket);
  office_fake_clock_advance (self->desk->clock, 1000);
  second = take_question (self);
  g_assert_cmpint (second->number, !=, first->number);

  /* The line breaks with the question open. */
  fake_socket_end (self->socket, NULL);
  turn ();
  g_assert_false (office_search_is_busy (self->search));
  assert_shown (self, "The newest budget");
}

/* Tasks that it finds are stored, and so shown with their objects. */
static void
test_tasks (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) found = bodies_new ();
  g_autoptr (OfficeFrame) question = NULL;
  g_autofree char *id = make_id (77);

  begin_room (self);
  type (self, "budget is:task");
  assert_shown (self, "");
  office_fake_clock_advance (self->desk->clock, 300);
  question = take_question (self);
  add_task (found, 7, ROOM, id, "Write the budget");
  answer (self, question, found, NULL);
  assert_shown (self, "Write the budget");
  g_assert_nonnull (office_session_find_task (self->session, id));
  g_assert_false (office_search_is_busy (self->search));
  office_fake_clock_advance (self->desk->clock, 5000);
  fake_socket_expect_nothing (self->socket);
}

/* ---- a book of an older version, whose index is built anew ---- */

#define N_PAGES 15
#define PAGE    100

static void
make_book_old (Desk *desk)
{
  sqlite3 *file;

  desk_close (desk);
  g_assert_cmpint (sqlite3_open (desk->path, &file), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (file, "UPDATE record_search_scheme SET scheme = 'of an older version'", NULL, NULL, NULL), ==,
      SQLITE_OK);
  g_assert_cmpint (sqlite3_close (file), ==, SQLITE_OK);
  desk_open (desk, NULL);
}

static void
set_up_old (Fixture *self, gconstpointer data)
{
  self->desk = desk_new ();
  desk_settle_in (self->desk);
  for (guint page = 0; page < N_PAGES; page++)
    {
      GPtrArray *bodies = bodies_new ();

      for (guint i = 1; i <= PAGE; i++)
        add_said (bodies, page * PAGE + i, BEN, page == 0 && i == 1 ? "The oldest budget" : "Nothing of it");
      desk_changes (self->desk, 10 + page, 11 + page, bodies);
    }
  make_book_old (self->desk);
  begin (self);
}

static void
count (guint *n)
{
  ++*n;
}

static gboolean
stay_busy (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* The window goes before the index: what it asks is answered at once, with what is there. It has something to do all the time
 * until that has come, lest the index is whole before the thread that searches has had its turn. */
static void
test_while_indexing (Fixture *self, gconstpointer data)
{
  const char *const none[] = { NULL };
  g_autoptr (GPtrArray) found = bodies_new ();
  g_autoptr (OfficeFrame) question = NULL;
  const guint busy = g_idle_add (stay_busy, NULL);
  guint n_published = 0;

  g_assert_true (office_search_is_partial (self->search));
  fake_socket_answer (self->socket);
  fake_socket_expect (self->socket, "hello");
  fake_socket_say (self->socket,
                   office_frame_welcome (OFFICE, "Atelier Nord", ME, office_replica_get_cursor (self->desk->replica),
                                         FALSE, none, none, START, "0.1.0", OFFICE_LIMIT_FILE, NULL));
  office_search_set_text (self->search, "budget");
  g_signal_connect_swapped (self->search, "notify::has-more", G_CALLBACK (count), &n_published);
  while (n_published == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (office_search_is_partial (self->search));
  assert_shown (self, "");
  office_fake_clock_advance (self->desk->clock, 300);
  question = take_question (self);
  g_assert_cmpstr (question->query, ==, "budget");
  add_said (found, 1, BEN, "The oldest budget");
  n_published = 0;
  fake_socket_say (self->socket, office_frame_answer (question->number, found, NULL, NULL));
  while (n_published == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (office_search_is_partial (self->search));
  assert_shown (self, "The oldest budget");

  /* Then it is found here, once. */
  g_source_remove (busy);
  OFFICE_WAIT_UNTIL (!office_search_is_partial (self->search));
  OFFICE_WAIT_UNTIL (!office_search_is_busy (self->search));
  assert_shown (self, "The oldest budget");
  type (self, "oldest");
  OFFICE_WAIT_UNTIL (!office_search_is_busy (self->search));
  office_fake_clock_advance (self->desk->clock, 5000);
  fake_socket_expect_nothing (self->socket);
  assert_shown (self, "The oldest budget");
}

/* It goes on with it in the next session. */
static void
test_stops_indexing (Fixture *self, gconstpointer data)
{
  g_assert_true (office_replica_is_indexing (self->desk->replica));
  g_main_context_iteration (NULL, FALSE);
  g_assert_true (office_replica_is_indexing (self->desk->replica));
}

/* ---- a message is opened that only the host has ---- */

typedef struct {
  gboolean done;
  gboolean there;
  GError *error;
} Fetched;

static void
on_fetched (GObject *session, GAsyncResult *result, gpointer data)
{
  Fetched *fetched = data;

  fetched->done = TRUE;
  fetched->there = office_session_fetch_message_finish (OFFICE_SESSION (session), result, &fetched->error);
}

static void
fetch (Fixture *self, guint number, Fetched *fetched)
{
  g_autofree char *id = make_id (number);

  office_session_fetch_message_async (self->session, ROOM, id, number, NULL, on_fetched, fetched);
  turn ();
}

static void
assert_asks (Fixture *self, gint64 before, GPtrArray *bodies)
{
  g_autofree char *text = fake_socket_take (self->socket);
  g_autoptr (OfficeFrame) frame = NULL;

  g_assert_nonnull (text);
  frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, NULL);
  g_assert_cmpint (frame->kind, ==, OFFICE_FRAME_HISTORY);
  g_assert_cmpstr (frame->room, ==, ROOM);
  g_assert_cmpint (frame->before, ==, before);
  answer (self, frame, bodies, NULL);
}

static void
test_fetches (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) around = bodies_new ();
  g_autoptr (OfficeConversation) conversation = NULL;
  g_autofree char *wanted = make_id (3);
  Fetched fetched = { 0 };
  Fetched again = { 0 };
  guint index;

  begin_room (self);
  conversation = office_session_open_conversation (self->session, ROOM, NULL);
  fetch (self, 3, &fetched);
  g_assert_false (fetched.done);
  for (guint i = 5; i >= 1; i--)
    add_said (around, i, BEN, "Long ago");
  assert_asks (self, 34, around);
  g_assert_no_error (fetched.error);
  g_assert_true (fetched.there);
  index = office_conversation_go_to (conversation, wanted);
  g_assert_cmpuint (index, !=, G_MAXUINT);

  /* It is here now, and nobody is asked. The page brings it once more, with what lay between. */
  fetch (self, 3, &again);
  g_assert_true (again.there);
  fake_socket_expect_nothing (self->socket);
  {
    g_autoptr (GPtrArray) rest = bodies_new ();

    for (guint i = 7; i >= 1; i--)
      add_said (rest, i, BEN, "Long ago");
    fake_socket_say (self->socket, office_frame_page (SCOPE, rest, NULL, TRUE));
    fake_socket_expect (self->socket, "received");
  }
  turn ();
  while (office_conversation_load_older (conversation, 50) > 0)
    ;
  while (office_conversation_load_newer (conversation, 50) > 0)
    ;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (conversation)), ==, 9);
  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (OfficeMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), i);

      g_assert_cmpint (office_message_get_seq (message), ==, i + 1);
    }
}

/* An answer is shown beside the message that it answers, which is looked for further back. */
static void
test_fetches_an_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) around = bodies_new ();
  g_autoptr (GPtrArray) before = bodies_new ();
  g_autofree char *reply = make_id (5);
  g_autofree char *root = make_id (2);
  OfficeRecord *record = office_record_new ("message", reply, SCOPE);
  Fetched fetched = { 0 };

  begin_room (self);
  fetch (self, 5, &fetched);
  office_record_set_text (record, "room", ROOM);
  office_record_set_integer (record, "seq", 5);
  office_record_set_text (record, "author", BEN);
  office_record_set_integer (record, "at", START);
  office_record_set_text (record, "text", "Yes");
  office_record_set_text (record, "thread", root);
  add_record (around, record, 5);
  add_said (around, 4, BEN, "Long ago");
  assert_asks (self, 36, around);
  g_assert_false (fetched.done);
  add_said (before, 2, BEN, "Shall we?");
  assert_asks (self, 4, before);
  g_assert_true (fetched.there);
  g_assert_no_error (fetched.error);
}

static void
test_fetches_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) around = bodies_new ();
  Fetched gone = { 0 };
  Fetched lost = { 0 };
  Fetched away = { 0 };

  begin_room (self);
  fetch (self, 3, &gone);
  add_said (around, 4, BEN, "Long ago");
  add_said (around, 2, BEN, "Longer ago");
  assert_asks (self, 34, around);
  g_assert_true (gone.done && !gone.there);
  g_assert_error (gone.error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_clear_error (&gone.error);

  fetch (self, 3, &lost);
  fake_socket_end (self->socket, NULL);
  turn ();
  g_assert_error (lost.error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_clear_error (&lost.error);

  fetch (self, 3, &away);
  g_assert_true (away.done);
  g_assert_error (away.error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_clear_error (&away.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  TEST ("/search/host/rest", test_asks_for_the_rest);
  TEST ("/search/host/another-text", test_another_text);
  TEST ("/search/host/failures", test_failures);
  TEST ("/search/host/tasks", test_tasks);
  TEST ("/search/host/file-of-the-rest", test_file_of_the_rest);
  g_test_add ("/search/host/while-indexing", Fixture, NULL, set_up_old, test_while_indexing, tear_down);
  g_test_add ("/search/host/stops-indexing", Fixture, NULL, set_up_old, test_stops_indexing, tear_down);
  TEST ("/search/host/fetches", test_fetches);
  TEST ("/search/host/fetches-an-answer", test_fetches_an_answer);
  TEST ("/search/host/fetches-nothing", test_fetches_nothing);
  return g_test_run ();
}
