/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two desks without windows, the real host, real sockets with TLS: what the team sees of each other.
 */
#include "office-desk.h"
#include "office-host.h"
#include "office-problem.h"
#include "office-scheduled.h"
#include "office-session-save.h"
#include "office-test-folder.h"
#include "office-wait.h"

#include <glib/gstdio.h>

typedef struct {
  OfficeClock *clock;
  OfficeRandom *random;
  char *folder;
  OfficeHost *host;
  guint16 port;
} Fixture;

typedef struct {
  OfficeDesk *desk;
  OfficeMembership *membership;
  OfficeSession *session;
} Seat;

static OfficeHost *
start_host (Fixture *fixture, guint16 port)
{
  g_autofree char *data = g_build_filename (fixture->folder, "host", NULL);
  OfficeHostOptions options = { .data = data, .name = "Atelier Nord", .listen = "127.0.0.1", .port = port };
  OfficeHost *host = office_host_new (&options, fixture->clock, fixture->random);
  g_autoptr (GError) error = NULL;

  office_host_start (host, &error);
  g_assert_no_error (error);
  return host;
}

static void
stop_host (Fixture *fixture)
{
  office_host_stop (fixture->host);
  g_clear_object (&fixture->host);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = office_system_clock_new ();
  fixture->random = office_system_random_new ();
  fixture->folder = g_dir_make_tmp ("office-desks-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->host = start_host (fixture, 0);
  fixture->port = office_host_get_port (fixture->host);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->host != NULL)
    stop_host (fixture);
  office_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->random);
}

/* ---- taking a seat ---- */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OfficeInvitationLink *
invite (Fixture *fixture, const char *role)
{
  g_autoptr (GError) error = NULL;
  OfficeInvitationLink *link = office_host_invite (fixture->host, role, 1, 1, &error);

  g_assert_no_error (error);
  return link;
}

static OfficeMembership *
try_to_join (OfficeDesk *desk, OfficeInvitationLink *link, const char *name, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  office_desk_join_async (desk, link, name, password, NULL, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_desk_enter_finish (desk, result, error);
}

static Seat *
sit_down (Fixture *fixture, const char *name, const char *role)
{
  Seat *seat = g_new0 (Seat, 1);
  g_autofree char *folder = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (OfficeInvitationLink) link = invite (fixture, role);
  g_autoptr (GError) error = NULL;

  seat->desk = office_desk_new (folder, fixture->clock, fixture->random);
  seat->membership = try_to_join (seat->desk, link, name, "correct horse", &error);
  g_assert_no_error (error);
  seat->session = office_desk_open (seat->desk, seat->membership, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_get_state (seat->session) == OFFICE_LINE_LIVE);
  return seat;
}

static void
get_up (Seat *seat)
{
  office_session_stop (seat->session);
  g_clear_object (&seat->session);
  g_clear_object (&seat->membership);
  g_clear_object (&seat->desk);
  g_free (seat);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seat, get_up)

/* ---- looking ---- */

static OfficeRoom *
find_room (Seat *seat, const char *name)
{
  GListModel *rooms = office_session_get_rooms (seat->session);

  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      if (g_strcmp0 (office_room_get_name (room), name) == 0)
        return room;
    }
  return NULL;
}

static OfficeMessage *
get_last (OfficeConversation *conversation)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (conversation));
  g_autoptr (OfficeMessage) message = n > 0 ? g_list_model_get_item (G_LIST_MODEL (conversation), n - 1) : NULL;

  return message;
}

static gboolean
last_says (OfficeConversation *conversation, const char *text)
{
  OfficeMessage *last = get_last (conversation);

  return last != NULL && g_strcmp0 (office_message_get_text (last), text) == 0;
}

static const char *
general (Seat *seat)
{
  OFFICE_WAIT_UNTIL (find_room (seat, "General") != NULL);
  return office_room_get_id (find_room (seat, "General"));
}

/* ---- tests ---- */

static void
test_messages_are_live (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  const char *room = general (anna);
  g_autoptr (OfficeConversation) annas = office_session_open_conversation (anna->session, room, NULL);
  g_autoptr (OfficeConversation) bens = office_session_open_conversation (ben->session, general (ben), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (room, ==, general (ben));
  office_session_send (anna->session, room, NULL, "Morning!", NULL, &error);
  g_assert_no_error (error);
  /* Shown on one's own desk before the host has answered. */
  g_assert_true (last_says (annas, "Morning!"));
  g_assert_cmpint (office_message_get_seq (get_last (annas)), ==, 0);

  OFFICE_WAIT_UNTIL (last_says (bens, "Morning!"));
  g_assert_cmpstr (office_person_get_name (office_message_get_author (get_last (bens))), ==, "Anna");
  OFFICE_WAIT_UNTIL (office_room_get_unread (office_session_find_room (ben->session, room)) == 1);
  OFFICE_WAIT_UNTIL (office_message_get_delivery (get_last (annas)) == OFFICE_DELIVERY_SENT);
  g_assert_cmpint (office_message_get_seq (get_last (annas)), >, 0);

  office_session_send (ben->session, room, NULL, "Hello @Anna", NULL, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (get_last (annas) != NULL && office_message_mentions_me (get_last (annas)));
  OFFICE_WAIT_UNTIL (office_room_get_mentions (office_session_find_room (anna->session, room)) == 1);

  office_conversation_mark_read (annas);
  OFFICE_WAIT_UNTIL (office_room_get_unread (office_session_find_room (anna->session, room)) == 0);
  g_assert_cmpuint (office_room_get_mentions (office_session_find_room (anna->session, room)), ==, 0);
}

static void
test_task_of_a_message (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  const char *room = general (anna);
  g_autoptr (OfficeConversation) bens = office_session_open_conversation (ben->session, general (ben), NULL);
  g_autoptr (OfficeBoard) board = office_session_open_board (anna->session, room);
  g_autofree char *message = NULL;
  g_autofree char *task = NULL;
  g_autoptr (OfficeColumn) doing = NULL;
  g_autoptr (GError) error = NULL;

  office_session_send (anna->session, room, NULL, "Send the samples to the client", &message, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (last_says (bens, "Send the samples to the client"));

  /* Ben makes a task of Anna's message; Anna sees it on her board, linked to the message. */
  office_session_create_task_from_message (ben->session, message, &task, &error);
  g_assert_no_error (error);
  g_assert_nonnull (office_message_get_task (get_last (bens)));
  OFFICE_WAIT_UNTIL (office_session_find_task (anna->session, task) != NULL);
  g_assert_cmpstr (office_task_get_source_id (office_session_find_task (anna->session, task)), ==, message);
  g_assert_cmpstr (office_task_get_title (office_session_find_task (anna->session, task)), ==,
                   "Send the samples to the client");

  /* Anna moves it, assigns it and gives it a date; the message on Ben's desk tells. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (board)), ==, 3);
  doing = g_list_model_get_item (G_LIST_MODEL (board), 1);
  office_session_move_task (anna->session, task, office_column_get_id (doing), NULL, &error);
  g_assert_no_error (error);
  office_session_edit_task (anna->session, task, "due", "2031-06-13T10:00", &error);
  g_assert_no_error (error);
  office_session_assign (anna->session, task, office_person_get_id (office_session_get_me (anna->session)), TRUE,
                         &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_task_get_state (office_message_get_task (get_last (bens))) == OFFICE_STATE_DOING);
  OFFICE_WAIT_UNTIL (g_strcmp0 (office_task_get_due (office_message_get_task (get_last (bens))), "2031-06-13T10:00")
                     == 0);
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (office_task_get_assignees (office_message_get_task (get_last (bens))))
                     == 1);

  office_session_complete_task (ben->session, task, TRUE, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_task_get_state (office_session_find_task (anna->session, task)) == OFFICE_STATE_DONE);
}

static gboolean
is_described (Seat *seat, const char *task, const char *description)
{
  return g_strcmp0 (office_task_get_description (office_session_find_task (seat->session, task)), description) == 0;
}

/* Ben writes without a line while Anna changes the same description; when he is back, both have both. */
static void
test_description_of_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  g_autofree char *task = NULL;
  g_autoptr (GError) error = NULL;

  office_session_create_task (anna->session, general (anna), NULL, "Doors", &task, &error);
  g_assert_no_error (error);
  office_session_edit_task (anna->session, task, "description", "One\nTwo\nThree", &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_find_task (ben->session, task) != NULL
                     && is_described (ben, task, "One\nTwo\nThree"));

  office_session_stop (ben->session);
  office_session_edit_task (anna->session, task, "description", "Zero\nTwo\nThree", &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (anna->session) == 0);
  office_session_edit_task (ben->session, task, "description", "One\nTwo\nThree\nFour", &error);
  g_assert_no_error (error);
  office_session_edit_task (ben->session, task, "description", "One\nTwo\nThree\nFour\nFive", &error);
  g_assert_no_error (error);

  office_session_start (ben->session);
  OFFICE_WAIT_UNTIL (is_described (anna, task, "Zero\nTwo\nThree\nFour\nFive"));
  OFFICE_WAIT_UNTIL (is_described (ben, task, "Zero\nTwo\nThree\nFour\nFive"));
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (ben->session) == 0);
  g_assert_cmpuint (office_session_get_n_refused (ben->session), ==, 0);
}

static void
test_private_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  const char *bens_id = office_person_get_id (office_session_get_me (ben->session));
  g_autofree char *room = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  office_session_create_room (anna->session, "Partners", NULL, OFFICE_ROOM_PRIVATE, NULL, &room, &error);
  g_assert_no_error (error);
  office_session_send (anna->session, room, NULL, "Between us", &message, &error);
  g_assert_no_error (error);
  /* What is said in public afterwards comes last: by then the private room would have come as well. */
  office_session_send (anna->session, general (anna), NULL, "In public", NULL, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_room_get_unread (office_session_find_room (ben->session, general (ben))) == 1);
  g_assert_null (office_session_find_room (ben->session, room));
  g_assert_null (office_session_dup_message (ben->session, message));

  /* Let in, he has all of it; shown out, nothing is left. */
  office_session_add_member (anna->session, room, bens_id, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_find_room (ben->session, room) != NULL);
  {
    g_autoptr (OfficeConversation) conversation = office_session_open_conversation (ben->session, room, NULL);

    OFFICE_WAIT_UNTIL (last_says (conversation, "Between us"));
  }
  office_session_remove_member (anna->session, room, bens_id, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (find_room (ben, "Partners") == NULL);
  g_assert_null (office_session_dup_message (ben->session, message));
}

static void
test_direct_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  const char *annas_id = office_person_get_id (office_session_get_me (anna->session));
  const char *bens_id = office_person_get_id (office_session_get_me (ben->session));
  g_autofree char *annas_room = NULL;
  g_autofree char *bens_room = NULL;
  g_autoptr (OfficeConversation) conversation = NULL;
  g_autoptr (GError) error = NULL;

  /* Both open it at once, before either has heard of the other's: it is the same. */
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (office_session_get_people (anna->session)) == 2);
  office_session_open_direct (anna->session, (const char *[]){ bens_id, NULL }, &annas_room, &error);
  g_assert_no_error (error);
  office_session_open_direct (ben->session, (const char *[]){ annas_id, NULL }, &bens_room, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (annas_room, ==, bens_room);
  office_session_send (ben->session, bens_room, NULL, "Lunch?", NULL, &error);
  g_assert_no_error (error);
  conversation = office_session_open_conversation (anna->session, annas_room, NULL);
  OFFICE_WAIT_UNTIL (last_says (conversation, "Lunch?"));
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (ben->session) == 0);
  g_assert_cmpuint (g_list_model_get_n_items (office_session_get_directs (anna->session)), ==, 1);
}

static void
test_line_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  g_autofree char *room = g_strdup (general (anna));
  g_autoptr (OfficeConversation) annas = office_session_open_conversation (anna->session, room, NULL);
  g_autoptr (OfficeConversation) bens = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  general (ben);
  bens = office_session_open_conversation (ben->session, room, NULL);
  stop_host (fixture);
  OFFICE_WAIT_UNTIL (office_session_get_state (anna->session) == OFFICE_LINE_WAITING);
  OFFICE_WAIT_UNTIL (office_session_get_state (ben->session) == OFFICE_LINE_WAITING);

  /* Work goes on, is counted, and goes out when the line is back. */
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("While it was away %u", i);

      office_session_send (anna->session, room, NULL, text, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (office_session_get_n_waiting (anna->session), ==, 3);
  g_assert_true (last_says (annas, "While it was away 2"));
  OFFICE_WAIT_UNTIL (office_message_get_delivery (get_last (annas)) == OFFICE_DELIVERY_WAITING);

  fixture->host = start_host (fixture, fixture->port);
  office_session_try_now (anna->session);
  office_session_try_now (ben->session);
  OFFICE_WAIT_UNTIL (last_says (bens, "While it was away 2"));
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (anna->session) == 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (annas)), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bens)), ==, 3);
}

static void
test_content_before_the_line (Fixture *fixture, gconstpointer data)
{
  Seat *anna = sit_down (fixture, "Anna", "admin");
  g_autofree char *room = g_strdup (general (anna));
  g_autoptr (OfficeConversation) conversation = NULL;
  g_autoptr (GError) error = NULL;

  office_session_send (anna->session, room, NULL, "Still here tomorrow", NULL, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (anna->session) == 0);
  office_session_stop (anna->session);
  g_clear_object (&anna->session);
  stop_host (fixture);

  /* The next start, with nobody on the line. */
  anna->session = office_desk_open (anna->desk, anna->membership, &error);
  g_assert_no_error (error);
  g_assert_true (office_session_has_content (anna->session));
  g_assert_nonnull (office_session_find_room (anna->session, room));
  conversation = office_session_open_conversation (anna->session, room, NULL);
  g_assert_true (last_says (conversation, "Still here tomorrow"));
  g_clear_object (&conversation);
  get_up (anna);
}

static void
test_refused_at_the_door (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "Eve", NULL);
  g_autoptr (OfficeDesk) desk = office_desk_new (folder, fixture->clock, fixture->random);
  g_autoptr (OfficeInvitationLink) link = invite (fixture, "member");
  g_autoptr (OfficeInvitationLink) wrong_code = office_invitation_link_copy (link);
  g_autoptr (OfficeInvitationLink) wrong_pin = office_invitation_link_copy (link);
  g_autoptr (OfficeInvitationLink) nobody = office_invitation_link_copy (link);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wrong_code->code[0] = wrong_code->code[0] == '7' ? '8' : '7';
  g_assert_null (try_to_join (desk, wrong_code, "Eve", "correct horse", &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
  g_clear_error (&error);

  wrong_pin->fingerprint[0] = wrong_pin->fingerprint[0] == 'a' ? 'b' : 'a';
  g_assert_null (try_to_join (desk, wrong_pin, "Eve", "correct horse", &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN);
  g_assert_cmpstr (office_problem_get_field (error), ==, "fingerprint");
  g_clear_error (&error);

  g_assert_null (try_to_join (desk, link, "Eve", "short", &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_clear_error (&error);

  /* A port where nobody listens: the one of a host that has stopped. */
  stop_host (fixture);
  g_assert_null (try_to_join (desk, nobody, "Eve", "correct horse", &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_assert_cmpuint (g_list_model_get_n_items (office_desk_get_memberships (desk)), ==, 0);
}

static void
test_sign_in_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (OfficeInvitationLink) link = invite (fixture, "member");
  g_autofree char *folder = g_build_filename (fixture->folder, "laptop", NULL);
  g_autoptr (OfficeDesk) laptop = office_desk_new (folder, fixture->clock, fixture->random);
  g_autoptr (OfficeMembership) membership = NULL;
  g_autoptr (OfficeSession) session = NULL;
  g_autoptr (GAsyncResult) wrong = NULL, right = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&link->code, g_free);
  office_desk_sign_in_async (laptop, link, "anna", "wrong horse", NULL, keep_result, &wrong);
  OFFICE_WAIT_UNTIL (wrong != NULL);
  g_assert_null (office_desk_enter_finish (laptop, wrong, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAUTHENTICATED);
  g_clear_error (&error);

  office_desk_sign_in_async (laptop, link, "anna", "correct horse", NULL, keep_result, &right);
  OFFICE_WAIT_UNTIL (right != NULL);
  membership = office_desk_enter_finish (laptop, right, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (office_membership_get_person (membership), ==, office_membership_get_person (anna->membership));
  session = office_desk_open (laptop, membership, &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_get_state (session) == OFFICE_LINE_LIVE);
  g_assert_cmpint (office_session_get_state (anna->session), ==, OFFICE_LINE_LIVE);
  office_session_stop (session);
}

/* ---- a copied desk ---- */

static void
copy_tree (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;
  const char *name;

  if (dir == NULL)
    {
      g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      return;
    }
  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner_from = g_build_filename (from, name, NULL);
      g_autofree char *inner_to = g_build_filename (to, name, NULL);

      copy_tree (inner_from, inner_to);
    }
}

static OfficeSession *
open_copy (Fixture *fixture, const char *name, OfficeDesk **desk)
{
  g_autofree char *folder = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (OfficeMembership) membership = NULL;
  g_autoptr (GError) error = NULL;
  OfficeSession *session;

  *desk = office_desk_new (folder, fixture->clock, fixture->random);
  membership = g_list_model_get_item (office_desk_get_memberships (*desk), 0);
  session = office_desk_open (*desk, membership, &error);
  g_assert_no_error (error);
  return session;
}

static guint
count_said (OfficeSession *session, const char *room, const char *text)
{
  g_autoptr (OfficeConversation) conversation = office_session_open_conversation (session, room, NULL);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (conversation)); i++)
    {
      g_autoptr (OfficeMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), i);

      n += g_strcmp0 (office_message_get_text (message), text) == 0 ? 1 : 0;
    }
  return n;
}

/* The same desk on two computers, with something in the outbox: the newer takes the line, the older stops and waits to be
 * asked; what both had in the outbox happens once. */
static void
test_copied_desk (Fixture *fixture, gconstpointer data)
{
  Seat *anna = sit_down (fixture, "Anna", "admin");
  g_autofree char *from = g_build_filename (fixture->folder, "Anna", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "Copy", NULL);
  g_autofree char *room = g_strdup (general (anna));
  g_autoptr (OfficeDesk) first_desk = NULL, second_desk = NULL;
  g_autoptr (OfficeSession) first = NULL, second = NULL;

  office_session_stop (anna->session);
  g_assert_true (office_session_send (anna->session, room, NULL, "Once", NULL, NULL));
  get_up (anna);
  copy_tree (from, to);

  first = open_copy (fixture, "Anna", &first_desk);
  OFFICE_WAIT_UNTIL (office_session_get_state (first) == OFFICE_LINE_LIVE && office_session_get_n_waiting (first) == 0);
  second = open_copy (fixture, "Copy", &second_desk);
  OFFICE_WAIT_UNTIL (office_session_get_state (second) == OFFICE_LINE_LIVE
                     && office_session_get_n_waiting (second) == 0);
  OFFICE_WAIT_UNTIL (office_session_get_trouble (first) == OFFICE_TROUBLE_ELSEWHERE);
  g_assert_cmpint (office_session_get_state (first), ==, OFFICE_LINE_STOPPED);

  /* Use Here, and the other one stops in its turn. What was done meanwhile is sent. */
  g_assert_true (office_session_send (first, room, NULL, "From the first", NULL, NULL));
  office_session_try_now (first);
  OFFICE_WAIT_UNTIL (office_session_get_state (first) == OFFICE_LINE_LIVE && office_session_get_n_waiting (first) == 0);
  OFFICE_WAIT_UNTIL (office_session_get_trouble (second) == OFFICE_TROUBLE_ELSEWHERE);
  g_assert_cmpint (office_session_get_state (first), ==, OFFICE_LINE_LIVE);
  OFFICE_WAIT_UNTIL (count_said (first, room, "From the first") == 1);
  g_assert_cmpuint (count_said (first, room, "Once"), ==, 1);
  g_assert_cmpuint (count_said (second, room, "Once"), ==, 1);
  office_session_stop (first);
  office_session_stop (second);
}

/* ---- files ---- */

static char *
write_file (Fixture *fixture, const char *name, gsize size)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *bytes = g_malloc (size + 1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) ('a' + (i * 31 + i / 977) % 26);
  g_file_set_contents (path, bytes, (gssize) size, &error);
  g_assert_no_error (error);
  return path;
}

static OfficeAttachment *
attach (Seat *seat, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  office_session_attach_async (seat->session, file, NULL, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_session_attach_finish (seat->session, result, error);
}

static void
send_file (Seat *seat, const char *room, OfficeAttachment *file, const char *text, char **id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_ptr_array_add (files, file);
  office_session_send_files (seat->session, room, NULL, text, files, id, &error);
  g_assert_no_error (error);
}

static void
send_attached (Seat *seat, const char *room, const char *path, const char *text, char **id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeAttachment) file = attach (seat, path, &error);

  g_assert_no_error (error);
  send_file (seat, room, file, text, id);
}

static OfficeAttachmentState
state_of (GListModel *files)
{
  g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, 0);

  g_assert_nonnull (file);
  return office_attachment_get_state (file);
}

static char *
lend (Seat *seat, OfficeAttachment *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  office_session_lend_file_async (seat->session, file, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_session_lend_file_finish (result, error);
}

static void
assert_same (Seat *seat, GListModel *files, const char *path)
{
  g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *here = lend (seat, file, &error);
  g_autofree char *name = here != NULL ? g_path_get_basename (here) : NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *expected = NULL;
  gsize length, expected_length;

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "Film.dat");
  g_assert_true (g_file_get_contents (here, &bytes, &length, NULL));
  g_assert_true (g_file_get_contents (path, &expected, &expected_length, NULL));
  g_assert_cmpmem (bytes, length, expected, expected_length);
}

static void
note_least (OfficeAttachment *file, GParamSpec *pspec, double *least)
{
  *least = MIN (*least, office_attachment_get_progress (file));
}

/* A large one that is on its way gives way to a small one, and goes on where it was. */
static void
test_file_gives_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  const char *room = general (anna);
  g_autofree char *film = write_file (fixture, "Film.dat", 24 * 1024 * 1024);
  g_autofree char *note = write_file (fixture, "Note.dat", 1000);
  g_autofree char *film_id = NULL;
  g_autofree char *note_id = NULL;
  g_autoptr (GListModel) films = NULL;
  g_autoptr (GListModel) notes = NULL;
  g_autoptr (OfficeAttachment) large = NULL;
  /* Kept before the large one is on its way, which could have arrived meanwhile. */
  g_autoptr (OfficeAttachment) small = attach (anna, note, NULL);
  double begun, least = 1;

  g_assert_nonnull (small);
  send_attached (anna, room, film, "The film", &film_id);
  films = office_session_list_files (anna->session, film_id);
  large = g_list_model_get_item (films, 0);
  OFFICE_WAIT_UNTIL (office_attachment_get_progress (large) > 0);
  begun = office_attachment_get_progress (large);
  send_file (anna, room, small, "A note", &note_id);
  g_assert_cmpint (office_attachment_get_state (large), ==, OFFICE_ATTACHMENT_SENDING);
  notes = office_session_list_files (anna->session, note_id);
  g_signal_connect (large, "notify::progress", G_CALLBACK (note_least), &least);
  OFFICE_WAIT_UNTIL (state_of (notes) == OFFICE_ATTACHMENT_HERE);
  g_assert_cmpint (office_attachment_get_state (large), ==, OFFICE_ATTACHMENT_SENDING);
  OFFICE_WAIT_UNTIL (office_attachment_get_progress (large) > begun);
  g_assert_cmpfloat (least, >=, begun);
  g_signal_handlers_disconnect_by_data (large, &least);
  OFFICE_WAIT_UNTIL (office_attachment_get_state (large) == OFFICE_ATTACHMENT_HERE);
}

/* Said by the host with its file, while nobody sits where it was written. */
static void
test_file_later (Fixture *fixture, gconstpointer data)
{
  Seat *anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  g_autoptr (OfficeConversation) bens = office_session_open_conversation (ben->session, general (ben), NULL);
  g_autofree char *path = write_file (fixture, "Film.dat", 1024 * 1024 + 4711);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  const OfficeOutgoing outgoing = { .room = general (anna), .text = "The film", .files = files };
  g_autoptr (GListModel) theirs = NULL;

  g_ptr_array_add (files, attach (anna, path, &error));
  g_assert_no_error (error);
  office_session_schedule_message (anna->session, &outgoing, office_session_get_now (anna->session) + 2000, NULL,
                                   &error);
  g_assert_no_error (error);
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (anna->session) == 0);
  get_up (anna);
  OFFICE_WAIT_UNTIL (last_says (bens, "The film"));
  theirs = office_session_list_files (ben->session, office_message_get_id (get_last (bens)));
  g_assert_cmpuint (g_list_model_get_n_items (theirs), ==, 1);
  {
    g_autoptr (OfficeAttachment) file = g_list_model_get_item (theirs, 0);

    office_session_fetch_file (ben->session, file);
  }
  OFFICE_WAIT_UNTIL (state_of (theirs) == OFFICE_ATTACHMENT_HERE);
  assert_same (ben, theirs, path);
}

/* Attached without a line: it shows at once, goes up when the host is back, and what was said after it comes after it. */
static void
test_file_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  const char *room = general (anna);
  g_autoptr (OfficeConversation) annas = office_session_open_conversation (anna->session, room, NULL);
  g_autoptr (OfficeConversation) bens = office_session_open_conversation (ben->session, general (ben), NULL);
  g_autofree char *path = write_file (fixture, "Film.dat", 2 * 1024 * 1024 + 4711);
  g_autofree char *id = NULL;
  g_autoptr (GListModel) mine = NULL;
  g_autoptr (GListModel) theirs = NULL;
  g_autoptr (GError) error = NULL;

  stop_host (fixture);
  OFFICE_WAIT_UNTIL (office_session_get_state (anna->session) == OFFICE_LINE_WAITING);
  send_attached (anna, room, path, "The film", &id);
  office_session_send (anna->session, room, NULL, "Look at it", NULL, &error);
  g_assert_no_error (error);
  g_remove (path);
  mine = office_session_list_files (anna->session, id);
  g_assert_cmpuint (g_list_model_get_n_items (mine), ==, 1);
  g_assert_cmpint (state_of (mine), ==, OFFICE_ATTACHMENT_SENDING);
  g_assert_true (last_says (annas, "Look at it"));

  g_free (path);
  path = write_file (fixture, "Film.dat", 2 * 1024 * 1024 + 4711);
  fixture->host = start_host (fixture, fixture->port);
  office_session_try_now (anna->session);
  office_session_try_now (ben->session);
  OFFICE_WAIT_UNTIL (last_says (bens, "Look at it"));
  OFFICE_WAIT_UNTIL (state_of (mine) == OFFICE_ATTACHMENT_HERE);
  theirs = office_session_list_files (ben->session, id);
  g_assert_cmpuint (g_list_model_get_n_items (theirs), ==, 1);
  g_assert_cmpint (state_of (theirs), ==, OFFICE_ATTACHMENT_REMOTE);
  {
    g_autoptr (OfficeAttachment) file = g_list_model_get_item (theirs, 0);

    g_assert_cmpstr (office_attachment_get_name (file), ==, "Film.dat");
    g_assert_null (office_session_dup_file_path (ben->session, file));
    office_session_fetch_file (ben->session, file);
    g_assert_cmpint (office_attachment_get_state (file), ==, OFFICE_ATTACHMENT_FETCHING);
  }
  OFFICE_WAIT_UNTIL (state_of (theirs) == OFFICE_ATTACHMENT_HERE);
  assert_same (ben, theirs, path);
}

static gboolean
save (Seat *seat, OfficeAttachment *file, const char *path, GError **error)
{
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  office_session_save_file_async (seat->session, file, target, keep_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_session_save_file_finish (result, error);
}

/* One that is not here is fetched and saved at one go; called off meanwhile it is not; and one whose bytes somebody has deleted
 * is fetched again. */
static void
test_file_saved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (Seat) ben = sit_down (fixture, "Ben", "member");
  g_autofree char *path = write_file (fixture, "Film.dat", 400000);
  g_autofree char *saved = g_build_filename (fixture->folder, "saved", NULL);
  g_autofree char *id = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GListModel) files = NULL;
  g_autoptr (OfficeAttachment) file = NULL;
  g_autoptr (GFile) target = g_file_new_for_path (saved);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, expected_length;

  send_attached (anna, general (anna), path, "", &id);
  files = office_session_list_files (ben->session, id);
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (files) == 1);
  file = g_list_model_get_item (files, 0);
  stop_host (fixture);
  OFFICE_WAIT_UNTIL (office_session_get_state (ben->session) == OFFICE_LINE_WAITING);
  office_session_save_file_async (ben->session, file, target, keep_result, &result);
  g_assert_cmpint (office_attachment_get_state (file), ==, OFFICE_ATTACHMENT_FETCHING);
  g_assert_cmpstr (office_attachment_get_problem (file), ==, "waits for the line");
  office_session_cancel_file (ben->session, file);
  OFFICE_WAIT_UNTIL (result != NULL);
  g_assert_false (office_session_save_file_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (office_attachment_get_state (file), ==, OFFICE_ATTACHMENT_REMOTE);

  fixture->host = start_host (fixture, fixture->port);
  office_session_try_now (ben->session);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (save (ben, file, saved, &error));
      g_assert_no_error (error);
      g_clear_pointer (&bytes, g_free);
      g_clear_pointer (&expected, g_free);
      g_assert_true (g_file_get_contents (saved, &bytes, &length, NULL));
      g_assert_true (g_file_get_contents (path, &expected, &expected_length, NULL));
      g_assert_cmpmem (bytes, length, expected, expected_length);
      g_clear_pointer (&kept, g_free);
      kept = office_session_dup_file_path (ben->session, file);
      g_assert_cmpint (g_remove (kept), ==, 0);
    }
}

/* What came goes again with the message, and the bytes with it. */
static void
test_file_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  const char *room = general (anna);
  g_autofree char *path = write_file (fixture, "Film.dat", 1000);
  g_autofree char *id = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GError) error = NULL;

  send_attached (anna, room, path, "", &id);
  files = office_session_list_files (anna->session, id);
  OFFICE_WAIT_UNTIL (state_of (files) == OFFICE_ATTACHMENT_HERE);
  {
    g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, 0);

    kept = office_session_dup_file_path (anna->session, file);
    g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  }
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (anna->session) == 0);
  office_session_remove_message (anna->session, id, &error);
  g_assert_no_error (error);
  office_session_remove_all_now (anna->session);
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (files) == 0);
  OFFICE_WAIT_UNTIL (!g_file_test (kept, G_FILE_TEST_EXISTS));
}

static void
test_folder_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Seat) anna = sit_down (fixture, "Anna", "admin");
  g_autoptr (GError) error = NULL;

  g_assert_null (attach (anna, fixture->folder, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("office-home-XXXXXX", NULL);
  int status;

  /* Tokens are kept in the user's data folder; G_TEST_OPTION_ISOLATE_DIRS does the same but leaks. */
  g_assert_nonnull (home);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/desks/messages-are-live", test_messages_are_live);
  ADD ("/desks/task-of-a-message", test_task_of_a_message);
  ADD ("/desks/description-of-two", test_description_of_two);
  ADD ("/desks/private-room", test_private_room);
  ADD ("/desks/direct-room", test_direct_room);
  ADD ("/desks/line-comes-back", test_line_comes_back);
  ADD ("/desks/content-before-the-line", test_content_before_the_line);
  ADD ("/desks/refused-at-the-door", test_refused_at_the_door);
  ADD ("/desks/file-offline", test_file_offline);
  ADD ("/desks/file-saved", test_file_saved);
  ADD ("/desks/file-removed", test_file_removed);
  ADD ("/desks/file-gives-way", test_file_gives_way);
  ADD ("/desks/file-later", test_file_later);
  ADD ("/desks/folder-refused", test_folder_refused);
  ADD ("/desks/sign-in-elsewhere", test_sign_in_elsewhere);
  ADD ("/desks/copied-desk", test_copied_desk);

  status = g_test_run ();
  office_test_remove_tree (home);
  return status;
}
