/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
#include "office-test-scene.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_scene_free (fixture->scene);
}

typedef struct {
  guint times;
  guint position, removed, added; /* of the last time */
} Changes;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Changes *changes = data;

  *changes = (Changes){ changes->times + 1, position, removed, added };
}

static guint
length (OfficeConversation *talk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (talk));
}

/* Borrowed: the conversation holds it. */
static OfficeMessage *
at (OfficeConversation *talk, guint index)
{
  g_autoptr (OfficeMessage) message = g_list_model_get_item (G_LIST_MODEL (talk), index);

  return message;
}

static OfficeMessage *
last (OfficeConversation *talk)
{
  return at (talk, length (talk) - 1);
}

static OfficeConversation *
open_library (Fixture *fixture)
{
  return office_session_open_conversation (fixture->session, SCENE_LIBRARY, NULL);
}

static void
assert_contiguous (OfficeConversation *talk)
{
  for (guint i = 1; i < length (talk); i++)
    if (office_message_get_seq (at (talk, i)) > 0)
      g_assert_cmpint (office_message_get_seq (at (talk, i)), ==, office_message_get_seq (at (talk, i - 1)) + 1);
}

static void
test_opens_at_the_newest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = NULL;

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 100);
  talk = open_library (fixture);
  g_assert_cmpuint (length (talk), ==, OFFICE_CONVERSATION_FIRST);
  g_assert_true (office_conversation_has_older (talk));
  g_assert_false (office_conversation_has_newer (talk));
  g_assert_cmpint (office_message_get_seq (last (talk)), ==, 104);
  assert_contiguous (talk);
}

static void
test_exactly_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = NULL;

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, OFFICE_CONVERSATION_FIRST - 4);
  talk = open_library (fixture);
  g_assert_cmpuint (length (talk), ==, OFFICE_CONVERSATION_FIRST);
  g_assert_false (office_conversation_has_older (talk));
  g_assert_cmpuint (office_conversation_load_older (talk, 10), ==, 0);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = NULL;
  Changes changes = { 0 };

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 100);
  talk = open_library (fixture);
  g_signal_connect (talk, "items-changed", G_CALLBACK (on_items_changed), &changes);
  g_assert_cmpuint (office_conversation_load_older (talk, 15), ==, 15);
  g_assert_cmpuint (changes.times, ==, 1);
  g_assert_cmpuint (changes.position, ==, 0);
  g_assert_cmpuint (changes.added, ==, 15);
  g_assert_cmpuint (changes.removed, ==, 0);
  while (office_conversation_has_older (talk))
    office_conversation_load_older (talk, 15);
  g_assert_cmpuint (length (talk), ==, 104);
  assert_contiguous (talk);

  office_conversation_trim (talk, TRUE, 30);
  g_assert_cmpuint (length (talk), ==, 30);
  g_assert_true (office_conversation_has_newer (talk));
  g_assert_cmpint (office_message_get_seq (last (talk)), ==, 30);
  /* What comes at the far end does not make a gap here. */
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "Far away");
  g_assert_cmpuint (length (talk), ==, 30);
  g_assert_cmpuint (office_conversation_load_newer (talk, 15), ==, 15);
  assert_contiguous (talk);
  office_conversation_go_to_newest (talk);
  g_assert_false (office_conversation_has_newer (talk));
  g_assert_cmpuint (length (talk), ==, OFFICE_CONVERSATION_FIRST);
  g_assert_cmpstr (office_message_get_text (last (talk)), ==, "Far away");
}

static void
test_goes_to_a_message (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = NULL;
  guint index;

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 200);
  talk = open_library (fixture);
  index = office_conversation_go_to (talk, SCENE_MORNING);
  g_assert_cmpuint (index, ==, 1);
  g_assert_cmpstr (office_message_get_id (at (talk, index)), ==, SCENE_MORNING);
  g_assert_false (office_conversation_has_older (talk));
  g_assert_true (office_conversation_has_newer (talk));
  assert_contiguous (talk);
  g_assert_cmpuint (office_conversation_go_to (talk, SCENE_DOORS), ==, G_MAXUINT);
}

static void
test_batch_is_one_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  Changes changes = { 0 };

  g_signal_connect (talk, "items-changed", G_CALLBACK (on_items_changed), &changes);
  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 20);
  g_assert_cmpuint (changes.times, ==, 1);
  g_assert_cmpuint (changes.position, ==, 4);
  g_assert_cmpuint (changes.added, ==, 20);
  /* Of another room: nothing. */
  office_test_scene_add_messages (fixture->scene, SCENE_GENERAL, 5);
  g_assert_cmpuint (changes.times, ==, 1);
}

/* What was missed while the person was away is not loaded, and is unread from its first message on. */
static void
test_missed_is_unread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) before = open_library (fixture);
  g_autoptr (OfficeConversation) talk = NULL;
  Changes changes = { 0 };

  office_conversation_mark_read (before);
  talk = open_library (fixture);
  g_signal_connect (talk, "items-changed", G_CALLBACK (on_items_changed), &changes);
  for (guint i = 0; i < 3; i++)
    office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 50);
  g_assert_cmpuint (changes.times, ==, 0);
  g_assert_true (office_conversation_has_newer (talk));
  g_assert_cmpint (office_conversation_get_first_unread (talk), ==, 5);
  /* Only what is loaded is read. */
  g_assert_cmpuint (office_conversation_load_newer (talk, 10), ==, 10);
  assert_contiguous (talk);
  office_conversation_mark_read (talk);
  g_assert_cmpint (office_replica_get_marker (office_test_scene_get_replica (fixture->scene), SCENE_LIBRARY), ==, 14);
  office_conversation_go_to_newest (talk);
  g_assert_cmpint (office_message_get_seq (last (talk)), ==, 154);
}

static void
test_own_message_keeps_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  g_autofree char *id = NULL;
  OfficeMessage *message;
  Changes changes = { 0 };

  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  g_signal_connect (talk, "items-changed", G_CALLBACK (on_items_changed), &changes);
  g_assert_true (office_session_send (fixture->session, SCENE_LIBRARY, NULL, "I call him.", &id, NULL));
  g_assert_cmpuint (changes.times, ==, 1);
  message = last (talk);
  g_assert_cmpstr (office_message_get_id (message), ==, id);
  g_assert_cmpint (office_message_get_seq (message), ==, 0);
  g_assert_true (office_message_is_mine (message));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
  g_assert_true (last (talk) == message);
  g_assert_cmpint (office_message_get_seq (message), ==, 5);
  g_assert_cmpuint (changes.times, ==, 1);
}

static void
test_waiting_stand_at_the_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  OfficeMessage *mine;

  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "First", NULL, NULL);
  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Second", NULL, NULL);
  mine = at (talk, 4);
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "In between");
  g_assert_cmpstr (office_message_get_text (at (talk, 4)), ==, "In between");
  g_assert_true (at (talk, 5) == mine);
  g_assert_cmpstr (office_message_get_text (last (talk)), ==, "Second");
  /* Another window of the same room sees the same. */
  {
    g_autoptr (OfficeConversation) other = open_library (fixture);

    g_assert_cmpuint (length (other), ==, 7);
    g_assert_true (at (other, 5) == mine);
  }
}

static void
test_delivery (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  OfficeClock *clock = office_test_scene_get_clock (fixture->scene);

  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Offline", NULL, NULL);
  g_assert_cmpint (office_message_get_delivery (last (talk)), ==, OFFICE_DELIVERY_WAITING);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Live", NULL, NULL);
  g_assert_cmpint (office_message_get_delivery (last (talk)), ==, OFFICE_DELIVERY_SENDING);
  office_fake_clock_advance (clock, 999);
  g_assert_cmpint (office_message_get_delivery (last (talk)), ==, OFFICE_DELIVERY_SENDING);
  office_fake_clock_advance (clock, 1);
  g_assert_cmpint (office_message_get_delivery (last (talk)), ==, OFFICE_DELIVERY_WAITING);
  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Cut off", NULL, NULL);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_WAITING);
  g_assert_cmpint (office_message_get_delivery (last (talk)), ==, OFFICE_DELIVERY_WAITING);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_test_scene_answer (fixture->scene);
  for (guint i = 4; i < length (talk); i++)
    g_assert_cmpint (office_message_get_delivery (at (talk, i)), ==, OFFICE_DELIVERY_SENT);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  g_autofree char *id = NULL;
  g_autoptr (OfficeMessage) message = NULL;
  guint before = length (talk);

  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Here is the scan.", &id, NULL);
  message = g_object_ref (last (talk));
  office_test_scene_refuse (fixture->scene, 403, "This room is read only");
  office_test_scene_settle (fixture->scene);
  g_assert_true (last (talk) == message);
  g_assert_cmpint (office_message_get_delivery (message), ==, OFFICE_DELIVERY_REFUSED);
  g_assert_cmpstr (office_message_get_refusal (message), ==, "This room is read only");
  g_assert_cmpstr (office_message_get_text (message), ==, "Here is the scan.");
  /* It stays at the end. */
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "Later");
  g_assert_true (last (talk) == message);

  g_assert_true (office_session_retry_message (fixture->session, id, NULL));
  g_assert_cmpint (office_message_get_delivery (message), ==, OFFICE_DELIVERY_SENDING);
  g_assert_null (office_message_get_refusal (message));
  g_assert_true (last (talk) == message);
  g_assert_cmpuint (length (talk), ==, before + 2);
  office_test_scene_refuse (fixture->scene, 403, "Still not");
  g_assert_cmpint (office_message_get_delivery (message), ==, OFFICE_DELIVERY_REFUSED);
  g_assert_true (office_session_discard_message (fixture->session, id, NULL));
  g_assert_cmpuint (length (talk), ==, before + 1);
}

static void
test_unread_divider_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  OfficeRoom *room = office_session_find_room (fixture->session, SCENE_LIBRARY);

  g_assert_cmpint (office_conversation_get_first_unread (talk), ==, 3);
  office_conversation_mark_read (talk);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_unread (room), ==, 0);
  g_assert_cmpint (office_conversation_get_first_unread (talk), ==, 3);
  {
    g_autoptr (OfficeConversation) again = open_library (fixture);

    g_assert_cmpint (office_conversation_get_first_unread (again), ==, 0);
  }
  /* Nothing to mark: nothing is sent. */
  office_test_scene_answer (fixture->scene);
  office_conversation_mark_read (talk);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
}

/* What came while nobody looked begins with its first message, and not with what was new before. */
static void
test_unread_divided_anew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  g_autofree char *first = NULL;

  office_conversation_divide (talk);
  g_assert_cmpint (office_conversation_get_first_unread (talk), ==, 3);
  office_conversation_mark_read (talk);
  office_conversation_divide (talk);
  g_assert_cmpint (office_conversation_get_first_unread (talk), ==, 3);
  first = g_strdup (office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "While nobody looked"));
  office_test_scene_settle (fixture->scene);
  office_conversation_divide (talk);
  g_assert_cmpstr (office_conversation_get_first_unread_id (talk), ==, first);
  g_assert_cmpuint (office_conversation_get_n_unread (talk), ==, 1);
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "And another");
  office_test_scene_settle (fixture->scene);
  office_conversation_divide (talk);
  g_assert_cmpstr (office_conversation_get_first_unread_id (talk), ==, first);
}

static void
test_discussions_are_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  g_autoptr (OfficeConversation) discussion = office_session_open_conversation (fixture->session, SCENE_LIBRARY,
                                                                                SCENE_DOORS);
  OfficeTask *task = office_session_find_task (fixture->session, SCENE_DOORS);
  guint before = length (talk);

  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_ANNA, "2.15 is only a cupboard.");
  office_session_send (fixture->session, SCENE_LIBRARY, SCENE_DOORS, "Then it needs none.", NULL, NULL);
  g_assert_cmpuint (length (talk), ==, before);
  g_assert_cmpuint (length (discussion), ==, 2);
  g_assert_cmpuint (office_task_get_n_messages (task), ==, 2);
}

static void
test_edits_and_removals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  g_autofree char *id = NULL;
  guint before = length (talk);

  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Tpyo", &id, NULL);
  office_test_scene_answer (fixture->scene);
  g_assert_true (office_session_edit_message (fixture->session, id, "Typo", NULL));
  g_assert_cmpstr (office_message_get_text (last (talk)), ==, "Typo");
  g_assert_true (office_message_get_edited (last (talk)));
  g_assert_true (office_session_remove_message (fixture->session, id, NULL));
  g_assert_cmpuint (length (talk), ==, before + 1);
  g_assert_true (office_message_get_removed (last (talk)));
  g_assert_true (office_session_remove_message (fixture->session, SCENE_MORNING, NULL));
  g_assert_cmpuint (length (talk), ==, before + 1);
  g_assert_true (office_message_get_removed (at (talk, 1)));
}

/* What happened to a task is said as a sentence of whoever did it, and is not theirs to edit. */
static void
test_events (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = open_library (fixture);
  const char *id = office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_BEN, "[Doors](office:task/1)");
  g_autoptr (OfficeRecord) record = office_test_scene_get_record (fixture->scene, id);
  g_autoptr (OfficeRecord) event = office_record_copy (record);

  g_assert_false (office_message_is_event (last (talk)));
  office_record_set_text (event, "event", "completed");
  office_test_scene_receive (fixture->scene, g_steal_pointer (&event), NULL);
  g_assert_true (office_message_is_event (last (talk)));
  g_assert_true (office_message_is_action (last (talk)));
  g_assert_cmpstr (office_message_get_text (last (talk)), ==, "completed [Doors](office:task/1)");
}

static void
test_objects_are_let_go (Fixture *fixture, gconstpointer data)
{
  OfficeMessage *message = office_session_dup_message (fixture->session, SCENE_MORNING);
  gpointer watched = message;

  g_object_add_weak_pointer (G_OBJECT (message), &watched);
  g_assert_true (office_session_dup_message (fixture->session, SCENE_MORNING) == message);
  g_object_unref (message);
  g_object_unref (message);
  g_assert_null (watched);
}

#define YARD "0190a000-0000-7000-8000-0000000000c9" /* public; Anna and Mei have talked there, Ben is not in it */

static void
compose_yard (Fixture *fixture)
{
  office_test_scene_act (fixture->scene, SCENE_ANNA, "room.create",
                         "{\"id\":\"" YARD "\",\"name\":\"Yard\",\"visibility\":\"public\"}");
  for (guint i = 0; i < 3 * OFFICE_CONVERSATION_FIRST; i++)
    office_test_scene_say (fixture->scene, YARD, NULL, i % 2 == 0 ? SCENE_ANNA : SCENE_MEI, "Sand and gravel");
  office_test_scene_settle (fixture->scene);
}

static guint
unread_in_yard (Fixture *fixture)
{
  office_test_scene_settle (fixture->scene);
  return office_room_get_unread (office_session_find_room (fixture->session, YARD));
}

static OfficeConversation *
open_yard (Fixture *fixture)
{
  return office_session_open_conversation (fixture->session, YARD, NULL);
}

/* As what one opens first: its newest end, and no line over all that was said. */
static void
assert_nothing_new (OfficeConversation *talk)
{
  g_assert_cmpint (office_conversation_get_first_unread (talk), ==, 0);
  g_assert_cmpuint (office_conversation_get_n_unread (talk), ==, 0);
  g_assert_false (office_conversation_has_newer (talk));
  g_assert_cmpint (office_message_get_seq (last (talk)), ==, 3 * OFFICE_CONVERSATION_FIRST);
}

static gint64
seq_read_by_ben (Fixture *fixture)
{
  return office_replica_get_marker (office_test_scene_get_replica (fixture->scene), YARD);
}

/* Who only looks into a public room has nothing unread there, however much is said. */
static void
test_looked_into (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = NULL;

  compose_yard (fixture);
  g_assert_cmpuint (unread_in_yard (fixture), ==, 0);
  talk = open_yard (fixture);
  assert_nothing_new (talk);
  office_conversation_mark_read (talk);
  g_assert_cmpint (seq_read_by_ben (fixture), ==, 0);
}

/* What was said before one came can be read; what is said from then on is new. On the host's word, and before it has come. */
static void
test_newcomer (Fixture *fixture, gconstpointer data)
{
  const gint64 newest = 3 * OFFICE_CONVERSATION_FIRST;
  g_autoptr (OfficeConversation) talk = NULL;
  g_autoptr (OfficeConversation) again = NULL;

  compose_yard (fixture);
  g_assert_true (office_session_join_room (fixture->session, YARD, NULL));
  g_assert_cmpuint (unread_in_yard (fixture), ==, 0);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (unread_in_yard (fixture), ==, 0);
  talk = open_yard (fixture);
  assert_nothing_new (talk);

  office_test_scene_say (fixture->scene, YARD, NULL, SCENE_MEI, "Welcome, Ben");
  g_assert_cmpuint (unread_in_yard (fixture), ==, 1);
  office_conversation_divide (talk);
  g_assert_cmpint (office_conversation_get_first_unread (talk), ==, newest + 1);
  again = open_yard (fixture);
  g_assert_cmpint (office_conversation_get_first_unread (again), ==, newest + 1);
  g_assert_cmpuint (office_conversation_get_n_unread (again), ==, 1);
}

/* Others are told that a newcomer has seen what stands there once they look, and not before. */
static void
test_newcomer_looks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = NULL;

  compose_yard (fixture);
  g_assert_true (office_session_join_room (fixture->session, YARD, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_cmpint (seq_read_by_ben (fixture), ==, 0);
  talk = open_yard (fixture);
  office_conversation_mark_read (talk);
  g_assert_cmpint (seq_read_by_ben (fixture), ==, 3 * OFFICE_CONVERSATION_FIRST);
}

/* Called by name, then brought in: that is not lost among what was there before. */
static void
test_newcomer_was_called (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *yard;

  compose_yard (fixture);
  office_test_scene_act (fixture->scene, SCENE_MEI, "message.send",
                         "{\"id\":\"0190a000-0000-7000-8000-0000000009d1\",\"room\":\"" YARD
                         "\",\"text\":\"[@Ben](office:person/" SCENE_BEN ") where is the gravel?\"}");
  office_test_scene_act (fixture->scene, SCENE_MEI, "member.add",
                         "{\"room\":\"" YARD "\",\"person\":\"" SCENE_BEN "\"}");
  g_assert_cmpuint (unread_in_yard (fixture), ==, 0);
  yard = office_session_find_room (fixture->session, YARD);
  g_assert_true (office_room_get_joined (yard));
  g_assert_cmpuint (office_room_get_mentions (yard), ==, 1);
}

/* Nor is what was said while one was away from the room; marked unread, anything is, and undo takes just that back. */
static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  compose_yard (fixture);
  g_assert_true (office_session_join_room (fixture->session, YARD, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_true (office_session_remove_member (fixture->session, YARD, SCENE_BEN, NULL));
  office_test_scene_answer (fixture->scene);
  for (guint i = 0; i < 5; i++)
    office_test_scene_say (fixture->scene, YARD, NULL, SCENE_ANNA, "Meanwhile");
  g_assert_cmpuint (unread_in_yard (fixture), ==, 0);
  g_assert_true (office_session_join_room (fixture->session, YARD, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (unread_in_yard (fixture), ==, 0);

  g_assert_true (office_session_mark_unread (fixture->session, YARD, NULL, 10, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (unread_in_yard (fixture), ==, 3 * OFFICE_CONVERSATION_FIRST + 5 - 9);
  office_session_undo_last (fixture->session);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (unread_in_yard (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/office/conversation/newest", test_opens_at_the_newest);
  ADD ("/office/conversation/exactly-full", test_exactly_full);
  ADD ("/office/conversation/pages", test_pages);
  ADD ("/office/conversation/go-to", test_goes_to_a_message);
  ADD ("/office/conversation/batch", test_batch_is_one_change);
  ADD ("/office/conversation/missed", test_missed_is_unread);
  ADD ("/office/conversation/own-message", test_own_message_keeps_its_place);
  ADD ("/office/conversation/waiting", test_waiting_stand_at_the_end);
  ADD ("/office/conversation/delivery", test_delivery);
  ADD ("/office/conversation/refused", test_refused);
  ADD ("/office/conversation/unread", test_unread_divider_stays);
  ADD ("/office/conversation/divided-anew", test_unread_divided_anew);
  ADD ("/office/conversation/discussion", test_discussions_are_apart);
  ADD ("/office/conversation/edits", test_edits_and_removals);
  ADD ("/office/conversation/events", test_events);
  ADD ("/office/conversation/let-go", test_objects_are_let_go);
  ADD ("/office/conversation/looked-into", test_looked_into);
  ADD ("/office/conversation/newcomer", test_newcomer);
  ADD ("/office/conversation/newcomer-looks", test_newcomer_looks);
  ADD ("/office/conversation/newcomer-was-called", test_newcomer_was_called);
  ADD ("/office/conversation/comes-back", test_comes_back);
  return g_test_run ();
}
