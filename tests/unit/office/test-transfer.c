/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-problem.h"
#include "office-test-notice.h"
#include "office-test-scene.h"

/* A task of the Library goes to the Yard, a private room of Ben and Anna, as the windows see it. */
typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeBoard *library, *yard_board;
  OfficeConversation *discussion;
  OfficeTask *doors;
  char *yard;
  OfficeTestNotice notice;
} Fixture;

static void
answer (Fixture *fixture)
{
  office_test_scene_answer (fixture->scene);
  office_test_scene_settle (fixture->scene);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *const people[] = { SCENE_ANNA, NULL };

  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  g_assert_true (
      office_session_create_room (fixture->session, "Yard", NULL, OFFICE_ROOM_PRIVATE, people, &fixture->yard, NULL));
  answer (fixture);
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_ANNA, "First");
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_MEI, "Second");
  fixture->library = office_session_open_board (fixture->session, SCENE_LIBRARY);
  fixture->yard_board = office_session_open_board (fixture->session, fixture->yard);
  fixture->doors = office_session_find_task (fixture->session, SCENE_DOORS);
  fixture->discussion = office_session_open_conversation (fixture->session, SCENE_LIBRARY, SCENE_DOORS);
  office_test_notice_watch (&fixture->notice, fixture->session);
  office_test_scene_settle (fixture->scene);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->library);
  g_object_unref (fixture->yard_board);
  g_object_unref (fixture->discussion);
  g_free (fixture->yard);
  office_test_notice_clear (&fixture->notice);
  office_test_scene_free (fixture->scene);
}

static gboolean
stands_on (Fixture *fixture, OfficeBoard *board)
{
  for (guint c = 0; c < g_list_model_get_n_items (G_LIST_MODEL (board)); c++)
    {
      g_autoptr (GListModel) column = g_list_model_get_item (G_LIST_MODEL (board), c);

      for (guint i = 0; i < g_list_model_get_n_items (column); i++)
        {
          g_autoptr (OfficeTask) task = g_list_model_get_item (column, i);

          if (task == fixture->doors)
            return TRUE;
        }
    }
  return FALSE;
}

static void
assert_in (Fixture *fixture, const char *room)
{
  gboolean yard = g_str_equal (room, fixture->yard);

  g_assert_cmpstr (office_task_get_room_id (fixture->doors), ==, room);
  g_assert_true (stands_on (fixture, fixture->yard_board) == yard);
  g_assert_true (stands_on (fixture, fixture->library) == !yard);
  g_assert_cmpstr (office_conversation_get_room_id (fixture->discussion), ==, room);
}

static char *
dup_texts (Fixture *fixture)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->discussion)); i++)
    {
      g_autoptr (OfficeMessage) message = g_list_model_get_item (G_LIST_MODEL (fixture->discussion), i);

      g_string_append_printf (texts, "%s%s", i > 0 ? " " : "", office_message_get_text (message));
    }
  return g_string_free (texts, FALSE);
}

static void
assert_texts (Fixture *fixture, const char *expected)
{
  g_autofree char *texts = dup_texts (fixture);

  g_assert_cmpstr (texts, ==, expected);
}

static void
go (Fixture *fixture, const char *room)
{
  g_autoptr (GError) error = NULL;

  office_session_transfer_task (fixture->session, SCENE_DOORS, room, &error);
  g_assert_no_error (error);
}

static void
bump (gpointer data)
{
  ++*(guint *) data;
}

static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMessage) first = g_list_model_get_item (G_LIST_MODEL (fixture->discussion), 0);
  guint notified = 0;

  g_signal_connect_swapped (fixture->doors, "notify::room-id", G_CALLBACK (bump), &notified);
  go (fixture, fixture->yard);
  assert_in (fixture, fixture->yard);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpstr (fixture->notice.text, ==, "Task moved to Yard");
  g_assert_cmpuint (office_task_get_n_steps (fixture->doors), ==, 2);
  g_assert_cmpuint (office_task_get_n_messages (fixture->doors), ==, 2);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 1);
  assert_texts (fixture, "First Second");
  /* What others said there does not look as if it waited to be sent. */
  g_assert_cmpint (office_message_get_delivery (first), ==, OFFICE_DELIVERY_SENT);
  g_assert_cmpstr (office_message_get_room_id (first), ==, fixture->yard);

  answer (fixture);
  assert_in (fixture, fixture->yard);
  assert_texts (fixture, "First Second");
  {
    g_autoptr (OfficeMessage) same = g_list_model_get_item (G_LIST_MODEL (fixture->discussion), 0);

    g_assert_true (same == first);
    g_assert_cmpint (office_message_get_seq (first), ==, 1);
  }
  office_test_scene_say (fixture->scene, fixture->yard, SCENE_DOORS, SCENE_ANNA, "Third");
  assert_texts (fixture, "First Second Third");
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GListModel *assignees = office_task_get_assignees (fixture->doors);
  GListModel *labels = office_task_get_labels (fixture->doors);

  office_session_set_label (fixture->session, SCENE_DOORS, SCENE_FACADE, TRUE, NULL);
  office_session_assign (fixture->session, SCENE_DOORS, SCENE_MEI, TRUE, NULL);
  answer (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (assignees), ==, 2);
  go (fixture, fixture->yard);
  g_assert_cmpuint (g_list_model_get_n_items (assignees), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 0);
  answer (fixture);

  office_test_notice_undo (&fixture->notice);
  assert_in (fixture, SCENE_LIBRARY);
  g_assert_cmpstr (office_task_get_column_id (fixture->doors), ==, SCENE_TODO);
  g_assert_cmpuint (g_list_model_get_n_items (assignees), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 1);
  answer (fixture);
  assert_in (fixture, SCENE_LIBRARY);
  g_assert_cmpuint (g_list_model_get_n_items (assignees), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 1);
  {
    g_autoptr (GListModel) todo = g_list_model_get_item (G_LIST_MODEL (fixture->library), 0);
    g_autoptr (OfficeTask) top = g_list_model_get_item (todo, 0);

    g_assert_true (top == fixture->doors);
  }
  assert_texts (fixture, "First Second");
}

static void
test_undo_is_skipped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *with = g_strdup_printf ("{\"id\":\"" SCENE_DOORS "\",\"room\":\"%s\"}", SCENE_LIBRARY);

  go (fixture, fixture->yard);
  answer (fixture);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.transfer", with);
  assert_in (fixture, SCENE_LIBRARY);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: Anna has changed the room since");
  assert_in (fixture, SCENE_LIBRARY);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  go (fixture, fixture->yard);
  office_test_scene_refuse (fixture->scene, OFFICE_PROBLEM_CONFLICT, "The room is archived");
  office_test_scene_settle (fixture->scene);
  assert_in (fixture, SCENE_LIBRARY);
  assert_texts (fixture, "First Second");
  g_assert_cmpstr (fixture->notice.text, ==,
                   "Not sent: Move of “Door schedule, level 2” to Yard. The room is archived");
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 1);
}

/* What is written offline on a task that goes elsewhere meanwhile goes along, before it and behind it in the outbox. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autofree char *step = NULL;

  g_assert_true (office_session_send (fixture->session, SCENE_LIBRARY, SCENE_DOORS, "Before", NULL, NULL));
  go (fixture, fixture->yard);
  g_assert_true (office_session_send (fixture->session, fixture->yard, SCENE_DOORS, "Behind", NULL, NULL));
  g_assert_true (office_session_create_step (fixture->session, SCENE_DOORS, "Also", &step, NULL));
  assert_texts (fixture, "First Second Before Behind");
  g_assert_cmpuint (office_task_get_n_steps (fixture->doors), ==, 3);
  answer (fixture);
  assert_in (fixture, fixture->yard);
  assert_texts (fixture, "First Second Before Behind");
  g_assert_cmpuint (office_task_get_n_steps (fixture->doors), ==, 3);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
}

/* Another takes the task elsewhere while one's own words about it still wait. */
static void
test_by_another (Fixture *fixture, gconstpointer data)
{
  g_autofree char *with = g_strdup_printf ("{\"id\":\"" SCENE_DOORS "\",\"room\":\"%s\"}", fixture->yard);

  g_assert_true (office_session_send (fixture->session, SCENE_LIBRARY, SCENE_DOORS, "Mine", NULL, NULL));
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.transfer", with);
  office_test_scene_settle (fixture->scene);
  assert_in (fixture, fixture->yard);
  assert_texts (fixture, "First Second Mine");
  answer (fixture);
  assert_texts (fixture, "First Second Mine");
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
}

/* To where this person does not see it: it is gone, and what was written on it is kept under "Not sent". */
static void
test_out_of_sight (Fixture *fixture, gconstpointer data)
{
  g_autofree char *room = office_id_new (office_test_scene_get_clock (fixture->scene),
                                         office_test_scene_get_random (fixture->scene));
  g_autofree char *with = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"Den\",\"visibility\":\"private\"}", room);
  g_autofree char *away = g_strdup_printf ("{\"id\":\"" SCENE_DOORS "\",\"room\":\"%s\"}", room);
  const char *back = "{\"id\":\"" SCENE_DOORS "\",\"room\":\"" SCENE_LIBRARY "\"}";
  g_autoptr (GPtrArray) refused = NULL;
  g_autofree char *words = NULL;
  guint notified = 0;

  office_test_scene_act (fixture->scene, SCENE_ANNA, "room.create", with);
  g_assert_null (office_session_find_room (fixture->session, room));
  g_assert_true (office_session_send (fixture->session, SCENE_LIBRARY, SCENE_DOORS, "Too late", NULL, NULL));
  g_signal_connect_swapped (fixture->doors, "notify::present", G_CALLBACK (bump), &notified);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.transfer", away);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_false (office_task_is_present (fixture->doors));
  g_assert_null (office_session_find_task (fixture->session, SCENE_DOORS));
  g_assert_false (stands_on (fixture, fixture->library));
  assert_texts (fixture, "");
  answer (fixture);
  refused = office_session_list_refused (fixture->session);
  g_assert_cmpuint (refused->len, ==, 1);
  words = office_session_dup_entry_text (fixture->session, refused->pdata[0]);
  g_assert_cmpstr (words, ==, "Too late");

  /* And back again. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.transfer", back);
  office_test_scene_settle (fixture->scene);
  g_assert_true (office_task_is_present (fixture->doors));
  assert_in (fixture, SCENE_LIBRARY);
}

static guint
unread_of (Fixture *fixture, const char *room)
{
  return office_room_get_unread (office_session_find_room (fixture->session, room));
}

static guint
mentions_of (Fixture *fixture, const char *room)
{
  return office_room_get_mentions (office_session_find_room (fixture->session, room));
}

/* A mention counts where its task is, until it is read, and no message changes what is unread of a conversation. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *say = g_strdup_printf ("{\"id\":\"0190a000-0000-7000-8000-000000000901\",\"room\":\"" SCENE_LIBRARY
                                          "\",\"task\":\"" SCENE_DOORS "\",\"text\":\"[@Ben](office:person/" SCENE_BEN
                                          ")!\"}");
  g_autofree char *back = g_strdup ("{\"id\":\"" SCENE_DOORS "\",\"room\":\"" SCENE_LIBRARY "\"}");
  g_autoptr (OfficeConversation) library = office_session_open_conversation (fixture->session, SCENE_LIBRARY, NULL);
  g_autoptr (OfficeConversation) yard = office_session_open_conversation (fixture->session, fixture->yard, NULL);
  guint unread = unread_of (fixture, SCENE_LIBRARY);
  guint mentions;

  mentions = mentions_of (fixture, SCENE_LIBRARY);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "message.send", say);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (mentions_of (fixture, SCENE_LIBRARY), ==, mentions + 1);

  go (fixture, fixture->yard);
  for (guint i = 0; i < 2; i++)
    {
      office_test_scene_settle (fixture->scene);
      g_assert_cmpuint (mentions_of (fixture, SCENE_LIBRARY), ==, mentions);
      g_assert_cmpuint (mentions_of (fixture, fixture->yard), ==, 1);
      g_assert_cmpuint (unread_of (fixture, SCENE_LIBRARY), ==, unread);
      g_assert_cmpuint (unread_of (fixture, fixture->yard), ==, 0);
      answer (fixture);
    }

  office_conversation_mark_read (yard);
  answer (fixture);
  g_assert_cmpuint (mentions_of (fixture, fixture->yard), ==, 0);
  /* Read there is read here. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.transfer", back);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (mentions_of (fixture, fixture->yard), ==, 0);
  g_assert_cmpuint (mentions_of (fixture, SCENE_LIBRARY), ==, mentions);
  g_assert_cmpuint (unread_of (fixture, SCENE_LIBRARY), ==, unread);
}

/* The numbers that messages bring along from a busy room do not mark the quiet one as read. */
static void
test_markers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) yard = office_session_open_conversation (fixture->session, fixture->yard, NULL);

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 50);
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_ANNA, "Late");
  office_test_scene_say (fixture->scene, fixture->yard, NULL, SCENE_ANNA, "One");
  go (fixture, fixture->yard);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (unread_of (fixture, fixture->yard), ==, 1);
  office_conversation_mark_read (yard);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (unread_of (fixture, fixture->yard), ==, 0);
  office_test_scene_say (fixture->scene, fixture->yard, NULL, SCENE_ANNA, "Two");
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (unread_of (fixture, fixture->yard), ==, 1);
  answer (fixture);
  g_assert_cmpuint (unread_of (fixture, fixture->yard), ==, 1);
}

/* A message shows its task wherever that is, as long as this person sees it. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMessage) morning = office_session_dup_message (fixture->session, SCENE_MORNING);
  OfficeTask *samples = office_session_find_task (fixture->session, SCENE_SAMPLES);
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_transfer_task (fixture->session, SCENE_SAMPLES, fixture->yard, &error));
  answer (fixture);
  g_assert_true (office_message_get_task (morning) == samples);
  g_assert_cmpstr (office_task_get_room_id (samples), ==, fixture->yard);
  g_assert_cmpint (office_task_get_state (samples), ==, OFFICE_STATE_DOING);
  g_assert_cmpstr (office_message_get_room_id (morning), ==, SCENE_LIBRARY);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/office/transfer/at-once", test_at_once);
  ADD ("/office/transfer/undo", test_undo);
  ADD ("/office/transfer/undo-is-skipped", test_undo_is_skipped);
  ADD ("/office/transfer/refused", test_refused);
  ADD ("/office/transfer/waiting", test_waiting);
  ADD ("/office/transfer/by-another", test_by_another);
  ADD ("/office/transfer/out-of-sight", test_out_of_sight);
  ADD ("/office/transfer/counts", test_counts);
  ADD ("/office/transfer/markers", test_markers);
  ADD ("/office/transfer/link", test_link);
  return g_test_run ();
}
