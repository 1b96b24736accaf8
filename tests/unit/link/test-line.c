/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"
#include "fake-socket.h"
#include "office-line.h"
#include "office-reason.h"
#include "office-wait.h"

#include <sys/syscall.h>
#include <unistd.h>

#define SCOPES "office person:" ME " room:" ROOM

#define TASK "0190a000-0000-7000-8000-0000000000e1"

typedef struct {
  Desk *desk;
  FakeSocket *socket;
  OfficeLine *line;
  guint n_presence;
  guint n_typing;
  guint n_seen;
} Wire;

static void
on_presence (OfficeLine *line, gboolean whole, GPtrArray *people, Wire *self)
{
  g_assert_true (whole);
  g_assert_cmpuint (people->len, ==, 1);
  self->n_presence++;
}

static void
on_typing (OfficeLine *line, const char *room, const char *thread, const char *task, const char *person, Wire *self)
{
  g_assert_cmpstr (room, ==, ROOM);
  g_assert_null (thread);
  g_assert_cmpstr (task, ==, TASK);
  g_assert_cmpstr (person, ==, BEN);
  self->n_typing++;
}

static void
on_seen (OfficeLine *line, const char *room, gboolean whole, GPtrArray *people, Wire *self)
{
  OfficeSeen *seen = people->pdata[0];

  g_assert_cmpstr (room, ==, ROOM);
  g_assert_true (whole);
  g_assert_cmpstr (seen->person, ==, BEN);
  g_assert_cmpint (seen->seq, ==, 7);
  self->n_seen++;
}

static Wire *
wire_new (void)
{
  Wire *self = g_new0 (Wire, 1);

  self->desk = desk_new ();
  desk_settle_in (self->desk);
  self->socket = fake_socket_new ();
  self->line = office_line_new (self->desk->replica, OFFICE_SOCKET (self->socket), "TOKEN", self->desk->clock,
                                self->desk->random);
  g_signal_connect (self->line, "presence", G_CALLBACK (on_presence), self);
  g_signal_connect (self->line, "typing", G_CALLBACK (on_typing), self);
  g_signal_connect (self->line, "seen", G_CALLBACK (on_seen), self);
  return self;
}

static void
wire_free (Wire *self)
{
  g_assert_finalize_object (self->line);
  g_assert_cmpuint (office_fake_clock_count_timeouts (self->desk->clock), ==, 0);
  g_assert_finalize_object (self->socket);
  desk_free (self->desk);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wire, wire_free)

static void
assert_state (Wire *self, OfficeLineState state)
{
  g_assert_cmpint (office_line_get_state (self->line), ==, state);
}

static void
say_welcome (Wire *self, gint64 head, gint64 time)
{
  const char *const none[] = { NULL };
  g_autoptr (OfficeCursor) cursor = office_cursor_new ("ONE", head, "TAG");

  fake_socket_say (self->socket, office_frame_welcome (OFFICE, "Atelier Nord", ME, cursor, FALSE, none, none, time,
                                                       "0.1.0", OFFICE_LIMIT_FILE, NULL));
}

static void
say_changes (Wire *self, gint64 after, gint64 rev)
{
  const char *const none[] = { NULL };
  g_autoptr (GPtrArray) bodies = bodies_new ();

  fake_socket_say (self->socket, office_frame_changes (after, rev, "TAG", bodies, none, none));
}

static void
say_bye (Wire *self, OfficeProblem status, gint64 low, gint64 high)
{
  g_autoptr (GError) problem = office_problem_new (status, NULL, "The host says why");

  fake_socket_say (self->socket, office_frame_bye (problem, low, high));
}

static void
say_result (Wire *self, const char *operation, gint64 rev, GError *problem)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) office_result_free);

  g_ptr_array_add (results, office_result_new (operation, rev, problem));
  fake_socket_say (self->socket, office_frame_results (results));
}

static void
go_live (Wire *self)
{
  if (office_line_get_state (self->line) == OFFICE_LINE_STOPPED)
    office_line_start (self->line);
  assert_state (self, OFFICE_LINE_CONNECTING);
  fake_socket_answer (self->socket);
  fake_socket_expect (self->socket, "hello");
  say_welcome (self, 10, START);
  fake_socket_say (self->socket, office_frame_live (10));
  assert_state (self, OFFICE_LINE_LIVE);
}

static void
test_greeting (void)
{
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *hello = NULL;

  assert_state (wire, OFFICE_LINE_STOPPED);
  office_line_start (wire->line);
  assert_state (wire, OFFICE_LINE_CONNECTING);
  fake_socket_answer (wire->socket);
  assert_state (wire, OFFICE_LINE_GREETING);
  hello = fake_socket_take (wire->socket);
  g_assert_nonnull (strstr (hello, "\"token\":\"TOKEN\""));
  g_assert_nonnull (strstr (hello, "\"rev\":10"));
  g_assert_nonnull (strstr (hello, "room:" ROOM));
  say_welcome (wire, 10, START + 5000);
  assert_state (wire, OFFICE_LINE_CATCHING_UP);
  g_assert_cmpint (office_line_get_clock_offset (wire->line), ==, 5000);
  fake_socket_say (wire->socket, office_frame_live (10));
  assert_state (wire, OFFICE_LINE_LIVE);
  g_assert_null (office_line_get_problem (wire->line));
}

static void
test_received (void)
{
  g_autoptr (Wire) wire = wire_new ();
  const char *const none[] = { NULL };
  g_autoptr (GPtrArray) bodies = bodies_new ();
  g_autofree char *frame = office_frame_changes (10, 11, "TAG", bodies, none, none);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *expected_first = NULL;
  g_autofree char *expected_second = NULL;

  go_live (wire);
  say_changes (wire, 10, 11);
  say_changes (wire, 11, 12);
  first = fake_socket_take (wire->socket);
  second = fake_socket_take (wire->socket);
  expected_first = office_frame_received (11, (gint64) strlen (frame));
  expected_second = office_frame_received (12, 2 * (gint64) strlen (frame));
  g_assert_cmpstr (first, ==, expected_first);
  g_assert_cmpstr (second, ==, expected_second);
}

/* A frame with more records than are stored in a turn. */
static char *
make_large_frame (void)
{
  const char *const none[] = { NULL };
  g_autoptr (GPtrArray) bodies = bodies_new ();

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = make_id (100 + i);

      add_message (bodies, 11, ROOM, id, 1 + i, BEN, "One of many");
    }
  return office_frame_changes (10, 11, "TAG", bodies, none, none);
}

static guint
count_messages (Wire *wire)
{
  g_autoptr (GPtrArray) messages = office_replica_list (wire->desk->replica, "message", NULL, NULL);

  return messages->len;
}

static void
say_piece (Wire *wire, guint n_stored)
{
  fake_socket_say (wire->socket, make_large_frame ());
  g_assert_cmpuint (count_messages (wire), ==, n_stored);
  if (n_stored == 100)
    {
      g_assert_false (fake_socket_is_asked_again (wire->socket));
      return;
    }
  g_assert_true (fake_socket_is_asked_again (wire->socket));
  g_assert_cmpint (office_replica_get_cursor (wire->desk->replica)->rev, ==, 10);
  fake_socket_expect_nothing (wire->socket);
}

static void
test_pieces (void)
{
  g_autoptr (Wire) wire = wire_new ();

  fake_socket_set_patient (wire->socket);
  go_live (wire);
  say_piece (wire, 40);
  say_piece (wire, 80);
  say_piece (wire, 100);
  fake_socket_expect (wire->socket, "received");
  g_assert_cmpint (office_replica_get_cursor (wire->desk->replica)->rev, ==, 11);
  say_changes (wire, 11, 12);
  fake_socket_expect (wire->socket, "received");
}

/* The host says it all again, since the cursor had not moved. */
static void
test_pieces_broken (void)
{
  g_autoptr (Wire) wire = wire_new ();

  fake_socket_set_patient (wire->socket);
  go_live (wire);
  say_piece (wire, 40);
  fake_socket_end (wire->socket, NULL);
  office_line_try_now (wire->line);
  go_live (wire);
  fake_socket_say (wire->socket, make_large_frame ());
  g_assert_true (fake_socket_is_asked_again (wire->socket));
  fake_socket_say (wire->socket, make_large_frame ());
  fake_socket_say (wire->socket, make_large_frame ());
  fake_socket_expect (wire->socket, "received");
  g_assert_cmpuint (count_messages (wire), ==, 100);
}

static void
stop (OfficeReplica *replica, GPtrArray *records, Wire *wire)
{
  office_line_stop (wire->line);
}

/* Who sees a piece may close the office: the next connection begins with what it is told, not with what was left of that. */
static void
test_pieces_stopped (void)
{
  g_autoptr (Wire) wire = wire_new ();
  gulong handler;

  fake_socket_set_patient (wire->socket);
  go_live (wire);
  handler = g_signal_connect (wire->desk->replica, "changed", G_CALLBACK (stop), wire);
  fake_socket_say (wire->socket, make_large_frame ());
  g_signal_handler_disconnect (wire->desk->replica, handler);
  assert_state (wire, OFFICE_LINE_STOPPED);
  fake_socket_end (wire->socket, NULL);
  go_live (wire);
  g_assert_cmpuint (count_messages (wire), ==, 40);
}

/* ---- a disk that does not keep up ---- */

static GMutex disk;     /* locked: it takes nothing */
static GThread *person; /* must not wait for it; NULL: may */

/* Before that of the C library, for this program. */
int
fdatasync (int descriptor)
{
  if (person == g_thread_self ())
    g_error ("A window waits for the disk");
  g_mutex_lock (&disk);
  g_mutex_unlock (&disk);
  return (int) syscall (SYS_fdatasync, descriptor);
}

static void
say_message (Wire *self, gint64 rev, const char *text)
{
  const char *const none[] = { NULL };
  g_autoptr (GPtrArray) bodies = bodies_new ();
  g_autofree char *id = make_id ((guint) (100 + rev));

  add_message (bodies, rev, ROOM, id, rev - 10, BEN, text);
  fake_socket_say (self->socket, office_frame_changes (rev - 1, rev, "TAG", bodies, none, none));
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* What the host says waits until there is room for it in the journal; what the person says does not. */
static void
test_behind (void)
{
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *text = g_strnfill (OFFICE_LIMIT_TEXT, 'x');
  g_autofree char *mine = make_id (1);
  guint tick;
  gint64 rev = 10;

  fake_socket_set_patient (wire->socket);
  go_live (wire);
  g_mutex_lock (&disk);
  person = g_thread_self ();
  while (!fake_socket_is_asked_again (wire->socket))
    say_message (wire, ++rev, text);
  g_assert_cmpint (rev, >, 11);
  g_assert_true (office_replica_is_behind (wire->desk->replica));
  g_assert_cmpint (office_replica_get_cursor (wire->desk->replica)->rev, ==, rev - 1);
  g_free (desk_send_message (wire->desk, ROOM, mine, "Mine"));
  g_assert_cmpuint (count_messages (wire), ==, rev - 11 + 1);

  g_mutex_unlock (&disk);
  tick = g_timeout_add (2, look_again, NULL);
  OFFICE_WAIT_UNTIL (!office_replica_is_behind (wire->desk->replica));
  g_source_remove (tick);
  say_message (wire, rev, text);
  g_assert_false (fake_socket_is_asked_again (wire->socket));
  g_assert_cmpint (office_replica_get_cursor (wire->desk->replica)->rev, ==, rev);
  g_assert_cmpuint (count_messages (wire), ==, rev - 10 + 1);
  person = NULL;
}

/* A socket that cannot wait has it stored at once. */
static void
test_no_pieces (void)
{
  g_autoptr (Wire) wire = wire_new ();

  go_live (wire);
  fake_socket_say (wire->socket, make_large_frame ());
  g_assert_cmpuint (count_messages (wire), ==, 100);
  fake_socket_expect (wire->socket, "received");
}

static void
test_operations (void)
{
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *one = make_id (1);
  g_autofree char *two = make_id (2);
  g_autofree char *first = desk_send_message (wire->desk, ROOM, one, "One");
  g_autofree char *second = NULL;

  office_line_start (wire->line);
  fake_socket_answer (wire->socket);
  fake_socket_expect (wire->socket, "hello");
  fake_socket_expect_nothing (wire->socket);
  say_welcome (wire, 10, START);
  fake_socket_expect (wire->socket, "operations");
  second = desk_send_message (wire->desk, ROOM, two, "Two");
  fake_socket_expect (wire->socket, "operations");
  fake_socket_expect_nothing (wire->socket);
  say_result (wire, first, 11, NULL);
  fake_socket_expect_nothing (wire->socket);

  /* Lost without a result for the second, and before the changes brought the first: both are sent again. */
  fake_socket_end (wire->socket, NULL);
  office_line_try_now (wire->line);
  fake_socket_answer (wire->socket);
  fake_socket_expect (wire->socket, "hello");
  say_welcome (wire, 10, START);
  {
    g_autofree char *again = fake_socket_take (wire->socket);

    g_assert_nonnull (strstr (again, first));
    g_assert_nonnull (strstr (again, second));
  }
}

static void
test_bound_of_operations (void)
{
  g_autoptr (Wire) wire = wire_new ();
  guint frames = 0;
  g_autofree char *frame = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *id = make_id (i + 1);

      g_free (desk_send_message (wire->desk, ROOM, id, "Many"));
    }
  go_live (wire);
  while ((frame = fake_socket_take (wire->socket)) != NULL)
    {
      g_assert_cmpuint (strlen (frame), <=, OFFICE_LIMIT_CLIENT_FRAME);
      g_clear_pointer (&frame, g_free);
      frames++;
    }
  g_assert_cmpuint (frames, ==, 3);
  g_assert_cmpuint (office_replica_count_sent (wire->desk->replica), ==, 256);
}

/* An operation that the host puts off is not sent again in the same breath. */
static void
test_put_off (void)
{
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;

  go_live (wire);
  operation = desk_send_message (wire->desk, ROOM, id, "One");
  fake_socket_expect (wire->socket, "operations");
  say_result (wire, operation, 0, office_problem_new (OFFICE_PROBLEM_TOO_MANY, NULL, "Slower, please"));
  fake_socket_expect_nothing (wire->socket);
  office_fake_clock_advance (wire->desk->clock, 5000);
  fake_socket_expect (wire->socket, "operations");
}

/* What was put off is not sent before all that was on its way has its answer: the host would have it before what it follows. */
static void
test_put_off_in_order (void)
{
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *one = make_id (1);
  g_autofree char *two = make_id (2);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;

  go_live (wire);
  first = desk_send_message (wire->desk, ROOM, one, "One");
  fake_socket_expect (wire->socket, "operations");
  second = desk_send_message (wire->desk, ROOM, two, "Two");
  fake_socket_expect (wire->socket, "operations");
  say_result (wire, first, 0, office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "The disk is full"));
  office_fake_clock_advance (wire->desk->clock, 5000);
  fake_socket_expect_nothing (wire->socket);
  say_result (wire, second, 0, office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "The disk is full"));
  fake_socket_expect_nothing (wire->socket);
  office_fake_clock_advance (wire->desk->clock, 5000);
  again = fake_socket_take (wire->socket);
  g_assert_nonnull (strstr (again, first));
  g_assert_nonnull (strstr (again, second));
  g_assert_true (strstr (again, first) < strstr (again, second));
  fake_socket_expect_nothing (wire->socket);
}

/* A disk that stays full is told of; who does not want to wait need not. */
static void
test_try_now (void)
{
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  GError *full = NULL;

  office_reason_set (&full, OFFICE_REASON_DISK_FULL, NULL);
  go_live (wire);
  operation = desk_send_message (wire->desk, ROOM, id, "One");
  for (guint i = 0; i < 4; i++)
    {
      fake_socket_expect (wire->socket, "operations");
      say_result (wire, operation, 0, g_error_copy (full));
      fake_socket_expect_nothing (wire->socket);
      g_assert_cmpint (office_line_get_put_off (wire->line) != NULL, ==, i > 0);
      if (i < 3)
        office_fake_clock_advance (wire->desk->clock, 4000);
    }
  g_assert_cmpstr (office_problem_get_reason (office_line_get_put_off (wire->line)), ==, "disk-full");
  office_line_try_now (wire->line);
  fake_socket_expect (wire->socket, "operations");
  assert_state (wire, OFFICE_LINE_LIVE);
  say_result (wire, operation, 11, NULL);
  g_assert_null (office_line_get_put_off (wire->line));
  g_error_free (full);
}

static void
test_out_of_step (void)
{
  g_autoptr (Wire) wire = wire_new ();

  go_live (wire);
  say_changes (wire, 17, 18);
  assert_state (wire, OFFICE_LINE_WAITING);
  g_assert_error (office_line_get_problem (wire->line), OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  fake_socket_end (wire->socket, NULL);
  office_fake_clock_advance (wire->desk->clock, 60000);
  go_live (wire);
}

static void
test_nonsense (void)
{
  g_autoptr (Wire) wire = wire_new ();

  go_live (wire);
  fake_socket_say (wire->socket, g_strdup ("{\"frame\":\"of a later version\"}"));
  assert_state (wire, OFFICE_LINE_LIVE);
  fake_socket_say (wire->socket, g_strdup ("{\"frame\":"));
  assert_state (wire, OFFICE_LINE_WAITING);
  fake_socket_say (wire->socket, office_frame_live (10));
  assert_state (wire, OFFICE_LINE_WAITING);
}

static void
test_back_off (void)
{
  g_autoptr (Wire) wire = wire_new ();
  gint64 longest = 0;

  office_line_start (wire->line);
  for (guint i = 0; i < 20; i++)
    {
      gint64 bound = MIN (60000, 1000 << MIN (i, 6));
      gint64 due;

      fake_socket_end (wire->socket, office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "Nobody there"));
      assert_state (wire, OFFICE_LINE_WAITING);
      g_assert_nonnull (office_line_get_problem (wire->line));
      due = office_fake_clock_get_next_due (wire->desk->clock);
      g_assert_cmpint (due, >=, 0);
      g_assert_cmpint (due, <=, bound);
      longest = MAX (longest, due);
      office_fake_clock_advance (wire->desk->clock, due);
      assert_state (wire, OFFICE_LINE_CONNECTING);
    }
  g_assert_cmpint (longest, >, 20000);
  g_assert_cmpuint (fake_socket_count_opened (wire->socket), ==, 21);
}

static gint64
break_off (Wire *self)
{
  gint64 due;

  fake_socket_end (self->socket, office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "Gone"));
  assert_state (self, OFFICE_LINE_WAITING);
  due = office_fake_clock_get_next_due (self->desk->clock);
  office_fake_clock_advance (self->desk->clock, due);
  return due;
}

/* A line that breaks as soon as it is live is tried less and less often; one that held for a while at once. */
static void
test_back_off_after_live (void)
{
  g_autoptr (Wire) wire = wire_new ();
  gint64 longest = 0;

  office_line_start (wire->line);
  for (guint i = 0; i < 20; i++)
    {
      go_live (wire);
      longest = MAX (longest, break_off (wire));
    }
  g_assert_cmpint (longest, >, 20000);
  go_live (wire);
  office_fake_clock_advance (wire->desk->clock, 20000);
  g_assert_cmpint (break_off (wire), <=, 1000);
}

/* The old socket may take its time to close: the new one is not opened before. */
static void
test_try_while_closing (void)
{
  g_autoptr (Wire) wire = wire_new ();

  go_live (wire);
  say_changes (wire, 17, 18);
  office_line_try_now (wire->line);
  assert_state (wire, OFFICE_LINE_CONNECTING);
  g_assert_cmpuint (fake_socket_count_opened (wire->socket), ==, 1);
  fake_socket_end (wire->socket, NULL);
  assert_state (wire, OFFICE_LINE_CONNECTING);
  g_assert_cmpuint (fake_socket_count_opened (wire->socket), ==, 2);
  go_live (wire);
}

static void
test_silence (void)
{
  g_autoptr (Wire) wire = wire_new ();

  go_live (wire);
  office_fake_clock_advance (wire->desk->clock, 25000);
  fake_socket_expect (wire->socket, "ping");
  fake_socket_say (wire->socket, office_frame_pong (10));
  office_fake_clock_advance (wire->desk->clock, 25000);
  fake_socket_expect (wire->socket, "ping");
  assert_state (wire, OFFICE_LINE_LIVE);
  office_fake_clock_advance (wire->desk->clock, 34000);
  assert_state (wire, OFFICE_LINE_LIVE);
  office_fake_clock_advance (wire->desk->clock, 2000);
  g_assert_cmpint (office_line_get_state (wire->line), <, OFFICE_LINE_GREETING);
}

static void
test_bye_for_good (gconstpointer data)
{
  g_autoptr (Wire) wire = wire_new ();

  go_live (wire);
  say_bye (wire, GPOINTER_TO_INT (data), -1, -1);
  assert_state (wire, OFFICE_LINE_STOPPED);
  g_assert_error (office_line_get_problem (wire->line), OFFICE_PROBLEM, GPOINTER_TO_INT (data));
  fake_socket_end (wire->socket, NULL);
  g_assert_cmpuint (office_fake_clock_count_timeouts (wire->desk->clock), ==, 0);
  g_assert_cmpuint (fake_socket_count_opened (wire->socket), ==, 1);
  office_line_try_now (wire->line);
  go_live (wire);
}

/* Which side is to be updated: the one that speaks the lower number. */
static void
test_bye_outdated (void)
{
  static const struct {
    guint protocol;
    const char *side;
  } cases[] = { { OFFICE_PROTOCOL + 1, "device" }, { OFFICE_PROTOCOL - 1, NULL }, { OFFICE_PROTOCOL, "host" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Wire) wire = wire_new ();

      go_live (wire);
      fake_socket_say (wire->socket,
                       g_strdup_printf ("{\"frame\":\"bye\",\"problem\":{\"status\":426,\"title\":\"Update\"},"
                                        "\"protocol\":%u}",
                                        cases[i].protocol));
      assert_state (wire, OFFICE_LINE_STOPPED);
      g_assert_error (office_line_get_problem (wire->line), OFFICE_PROBLEM, OFFICE_PROBLEM_OUTDATED);
      g_assert_cmpstr (office_problem_get_field (office_line_get_problem (wire->line)), ==, cases[i].side);
    }
}

/* Told at the door: no more tries, until the person asks for one. */
static void
test_outdated_at_the_door (void)
{
  g_autoptr (Wire) wire = wire_new ();

  office_line_start (wire->line);
  fake_socket_end (wire->socket, office_line_make_outdated (TRUE));
  assert_state (wire, OFFICE_LINE_STOPPED);
  g_assert_cmpstr (office_problem_get_field (office_line_get_problem (wire->line)), ==, "device");
  g_assert_cmpuint (office_fake_clock_count_timeouts (wire->desk->clock), ==, 0);
}

static void
test_bye_for_a_while (void)
{
  g_autoptr (Wire) wire = wire_new ();
  gint64 due;

  go_live (wire);
  say_bye (wire, OFFICE_PROBLEM_UNAVAILABLE, 7000, 9000);
  assert_state (wire, OFFICE_LINE_WAITING);
  fake_socket_end (wire->socket, NULL);
  due = office_fake_clock_get_next_due (wire->desk->clock);
  g_assert_cmpint (due, >=, 7000);
  g_assert_cmpint (due, <=, 9000);
  office_fake_clock_advance (wire->desk->clock, due);
  go_live (wire);
}

static void
test_bye_without_a_time (void)
{
  g_autoptr (Wire) wire = wire_new ();
  gint64 longest = 0;

  office_line_start (wire->line);
  for (guint i = 0; i < 20; i++)
    {
      gint64 due;

      go_live (wire);
      say_bye (wire, OFFICE_PROBLEM_UNAVAILABLE, 0, 0);
      fake_socket_end (wire->socket, NULL);
      due = office_fake_clock_get_next_due (wire->desk->clock);
      longest = MAX (longest, due);
      office_fake_clock_advance (wire->desk->clock, due);
    }
  g_assert_cmpint (longest, >, 20000);
}

static void
test_wrong_certificate (void)
{
  g_autoptr (Wire) wire = wire_new ();

  office_line_start (wire->line);
  fake_socket_end (wire->socket, office_problem_new (OFFICE_PROBLEM_FORBIDDEN, "fingerprint", "Another certificate"));
  assert_state (wire, OFFICE_LINE_STOPPED);
  g_assert_cmpstr (office_line_get_problem (wire->line)->message, ==, "Another certificate");
}

static void
test_typing_and_presence (void)
{
  g_autoptr (Wire) wire = wire_new ();
  OfficePresence ben = { (char *) BEN, (char *) "here" };
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  office_line_send_typing (wire->line, ROOM, NULL, NULL);
  go_live (wire);
  fake_socket_expect_nothing (wire->socket);
  office_line_send_typing (wire->line, ROOM, NULL, NULL);
  office_line_send_typing (wire->line, ROOM, NULL, NULL);
  fake_socket_expect (wire->socket, "typing");
  fake_socket_expect_nothing (wire->socket);
  office_fake_clock_advance (wire->desk->clock, 3000);
  office_line_send_typing (wire->line, ROOM, NULL, NULL);
  fake_socket_expect (wire->socket, "typing");
  office_line_set_away (wire->line, TRUE);
  fake_socket_expect (wire->socket, "presence");

  g_ptr_array_add (people, &ben);
  fake_socket_say (wire->socket, office_frame_presence (TRUE, people));
  fake_socket_say (wire->socket, office_frame_typing (ROOM, NULL, TASK, BEN));
  g_assert_cmpuint (wire->n_presence, ==, 1);
  g_assert_cmpuint (wire->n_typing, ==, 1);

  fake_socket_end (wire->socket, NULL);
  office_line_try_now (wire->line);
  go_live (wire);
  fake_socket_expect (wire->socket, "presence");
}

/* Which room is in view is told once the line is live, when it changes, and anew on each connection. */
static void
test_watch (void)
{
  g_autoptr (Wire) wire = wire_new ();
  OfficeSeen ben = { (char *) BEN, 7 };
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  g_ptr_array_add (people, &ben);
  office_line_watch (wire->line, ROOM);
  go_live (wire);
  fake_socket_expect (wire->socket, "watch");
  office_line_watch (wire->line, ROOM);
  fake_socket_expect_nothing (wire->socket);
  fake_socket_say (wire->socket, office_frame_seen (ROOM, TRUE, people));
  g_assert_cmpuint (wire->n_seen, ==, 1);

  fake_socket_end (wire->socket, NULL);
  office_line_try_now (wire->line);
  go_live (wire);
  fake_socket_expect (wire->socket, "watch");

  /* What was on its way for the room before is not told. */
  office_line_watch (wire->line, TASK);
  fake_socket_expect (wire->socket, "watch");
  fake_socket_say (wire->socket, office_frame_seen (ROOM, TRUE, people));
  g_assert_cmpuint (wire->n_seen, ==, 1);
  office_line_watch (wire->line, NULL);
  fake_socket_expect (wire->socket, "watch");
}

static void
test_stop (void)
{
  g_autoptr (Wire) wire = wire_new ();

  go_live (wire);
  office_line_stop (wire->line);
  assert_state (wire, OFFICE_LINE_STOPPED);
  g_assert_null (office_line_get_problem (wire->line));
  fake_socket_end (wire->socket, NULL);
  assert_state (wire, OFFICE_LINE_STOPPED);
  g_assert_cmpuint (office_fake_clock_count_timeouts (wire->desk->clock), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line/greeting", test_greeting);
  g_test_add_func ("/line/received", test_received);
  g_test_add_func ("/line/pieces", test_pieces);
  g_test_add_func ("/line/pieces-broken", test_pieces_broken);
  g_test_add_func ("/line/pieces-stopped", test_pieces_stopped);
  g_test_add_func ("/line/no-pieces", test_no_pieces);
  g_test_add_func ("/line/behind", test_behind);
  g_test_add_func ("/line/operations", test_operations);
  g_test_add_func ("/line/bound-of-operations", test_bound_of_operations);
  g_test_add_func ("/line/put-off", test_put_off);
  g_test_add_func ("/line/put-off-in-order", test_put_off_in_order);
  g_test_add_func ("/line/try-now", test_try_now);
  g_test_add_func ("/line/out-of-step", test_out_of_step);
  g_test_add_func ("/line/nonsense", test_nonsense);
  g_test_add_func ("/line/back-off", test_back_off);
  g_test_add_func ("/line/back-off-after-live", test_back_off_after_live);
  g_test_add_func ("/line/try-while-closing", test_try_while_closing);
  g_test_add_func ("/line/silence", test_silence);
  g_test_add_data_func ("/line/bye/signed-out", GINT_TO_POINTER (OFFICE_PROBLEM_UNAUTHENTICATED), test_bye_for_good);
  g_test_add_data_func ("/line/bye/replaced", GINT_TO_POINTER (OFFICE_PROBLEM_CONFLICT), test_bye_for_good);
  g_test_add_data_func ("/line/bye/forbidden", GINT_TO_POINTER (OFFICE_PROBLEM_FORBIDDEN), test_bye_for_good);
  g_test_add_data_func ("/line/bye/outdated", GINT_TO_POINTER (OFFICE_PROBLEM_OUTDATED), test_bye_for_good);
  g_test_add_func ("/line/bye/sides", test_bye_outdated);
  g_test_add_func ("/line/outdated-at-the-door", test_outdated_at_the_door);
  g_test_add_func ("/line/bye/for-a-while", test_bye_for_a_while);
  g_test_add_func ("/line/bye/without-a-time", test_bye_without_a_time);
  g_test_add_func ("/line/wrong-certificate", test_wrong_certificate);
  g_test_add_func ("/line/typing-and-presence", test_typing_and_presence);
  g_test_add_func ("/line/watch", test_watch);
  g_test_add_func ("/line/stop", test_stop);
  return g_test_run ();
}
