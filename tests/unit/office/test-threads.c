/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
#include "office-test-scene.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeMessage *morning;
  guint n_ids;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->morning = office_session_dup_message (fixture->session, SCENE_MORNING);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->morning);
  office_test_scene_free (fixture->scene);
}

/* Somebody answers in the thread of the message of the morning; transfer full: the id. */
static char *
reply (Fixture *fixture, const char *author, const char *text)
{
  char *id = g_strdup_printf ("0190a000-0000-7000-8000-0000000e%04x", ++fixture->n_ids);
  g_autofree char *with = g_strdup_printf ("{\"id\":\"%s\",\"room\":\"%s\",\"thread\":\"%s\",\"text\":\"%s\"}", id,
                                           SCENE_LIBRARY, SCENE_MORNING, text);

  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 60000);
  office_test_scene_act (fixture->scene, author, "message.send", with);
  return id;
}

static void
say (Fixture *fixture, const char *author, const char *text)
{
  g_free (reply (fixture, author, text));
}

static guint
length (OfficeConversation *talk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (talk));
}

static const char *
text_at (OfficeConversation *talk, guint index)
{
  g_autoptr (OfficeMessage) message = g_list_model_get_item (G_LIST_MODEL (talk), index);

  return office_message_get_text (message);
}

static void
test_summary_follows (Fixture *fixture, gconstpointer data)
{
  g_autofree char *removed = NULL;
  g_autofree char *with = NULL;
  g_autoptr (OfficePerson) latest = NULL;
  OfficeThread *thread;

  g_assert_null (office_message_get_thread (fixture->morning));
  say (fixture, SCENE_ANNA, "The larch is here");
  thread = office_message_get_thread (fixture->morning);
  g_assert_nonnull (thread);
  g_assert_cmpuint (office_thread_get_n_replies (thread), ==, 1);
  removed = reply (fixture, SCENE_MEI, "Not that one");
  say (fixture, SCENE_ANNA, "Perfect");
  g_assert_true (office_message_get_thread (fixture->morning) == thread);
  g_assert_cmpuint (office_thread_get_n_replies (thread), ==, 3);
  /* It is on my message: I follow it, and have seen nothing. */
  g_assert_cmpuint (office_thread_get_n_new (thread), ==, 3);
  g_assert_cmpint (office_thread_get_last_at (thread), ==, office_session_get_now (fixture->session));
  g_assert_cmpuint (g_list_model_get_n_items (office_thread_get_people (thread)), ==, 2);
  latest = g_list_model_get_item (office_thread_get_people (thread), 0);
  g_assert_cmpstr (office_person_get_id (latest), ==, SCENE_ANNA);

  with = g_strdup_printf ("{\"kind\":\"message\",\"id\":\"%s\"}", removed);
  office_test_scene_act (fixture->scene, SCENE_MEI, "remove", with);
  g_assert_cmpuint (office_thread_get_n_replies (thread), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (office_thread_get_people (thread)), ==, 1);
}

static void
test_stands_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) room = office_session_open_conversation (fixture->session, SCENE_LIBRARY, NULL);
  g_autoptr (OfficeConversation) thread = office_session_open_thread (fixture->session, SCENE_MORNING);
  g_autoptr (OfficeConversation) same = NULL;
  g_autofree char *id = NULL;
  const guint before = length (room);

  g_assert_cmpstr (office_conversation_get_thread_id (thread), ==, SCENE_MORNING);
  g_assert_true (office_conversation_get_root (thread) == fixture->morning);
  g_assert_cmpuint (length (thread), ==, 1);
  id = reply (fixture, SCENE_ANNA, "In the thread");
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "In the room");
  g_assert_cmpuint (length (room), ==, before + 1);
  g_assert_cmpuint (length (thread), ==, 2);
  g_assert_cmpstr (text_at (thread, 1), ==, "In the thread");

  same = office_session_open_thread (fixture->session, id);
  g_assert_cmpstr (office_conversation_get_thread_id (same), ==, SCENE_MORNING);
  g_assert_cmpuint (office_conversation_go_to (same, id), ==, 1);
  g_assert_cmpuint (office_conversation_go_to (room, id), ==, G_MAXUINT);
  g_assert_null (office_session_open_thread (fixture->session, SCENE_DOORS));
}

static void
test_root_leads_when_all_is_there (Fixture *fixture, gconstpointer data)
{
  const guint n = 4 * OFFICE_CONVERSATION_FIRST;
  g_autoptr (OfficeConversation) thread = NULL;

  for (guint i = 0; i < n; i++)
    say (fixture, i % 2 ? SCENE_ANNA : SCENE_MEI, "More");
  thread = office_session_open_thread (fixture->session, SCENE_MORNING);
  g_assert_cmpuint (length (thread), ==, OFFICE_CONVERSATION_FIRST);
  g_assert_true (office_conversation_has_older (thread));
  g_assert_cmpuint (office_conversation_load_older (thread, n), ==, n - OFFICE_CONVERSATION_FIRST);
  g_assert_cmpuint (length (thread), ==, n + 1);
  g_assert_cmpuint (office_conversation_go_to (thread, SCENE_MORNING), ==, 0);

  office_conversation_trim (thread, FALSE, 20);
  g_assert_cmpuint (length (thread), ==, 20);
  g_assert_cmpuint (office_conversation_go_to (thread, SCENE_MORNING), ==, 0);
  g_assert_true (office_conversation_has_newer (thread));
}

static void
test_answers_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) room = office_session_open_conversation (fixture->session, SCENE_LIBRARY, NULL);
  g_autoptr (OfficeConversation) thread = office_session_open_thread (fixture->session, SCENE_MORNING);
  const OfficeOutgoing outgoing = { .room = SCENE_LIBRARY, .thread = SCENE_MORNING, .text = "Mine" };
  const guint before = length (room);
  g_autofree char *id = NULL;
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (OfficeMessage) last = NULL;

  g_assert_true (office_session_send_message (fixture->session, &outgoing, &id, NULL));
  g_assert_cmpuint (length (thread), ==, 2);
  g_assert_cmpuint (length (room), ==, before);
  g_assert_cmpuint (office_thread_get_n_replies (office_message_get_thread (fixture->morning)), ==, 1);
  g_assert_cmpuint (office_thread_get_n_new (office_message_get_thread (fixture->morning)), ==, 0);

  office_test_scene_answer (fixture->scene);
  record = office_test_scene_get_record (fixture->scene, id);
  g_assert_cmpstr (office_record_get_text (record, "thread"), ==, SCENE_MORNING);
  last = g_list_model_get_item (G_LIST_MODEL (thread), 1);
  g_assert_cmpint (office_message_get_seq (last), >, 0);
}

static void
test_refused_stays_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) room = office_session_open_conversation (fixture->session, SCENE_LIBRARY, NULL);
  g_autoptr (OfficeConversation) thread = office_session_open_thread (fixture->session, SCENE_MORNING);
  const OfficeOutgoing outgoing = { .room = SCENE_LIBRARY, .thread = SCENE_MORNING, .text = "Mine" };
  const guint before = length (room);

  g_assert_true (office_session_send_message (fixture->session, &outgoing, NULL, NULL));
  office_test_scene_refuse (fixture->scene, 403, "You may not write here");
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (length (thread), ==, 2);
  g_assert_cmpstr (text_at (thread, 1), ==, "Mine");
  g_assert_cmpuint (length (room), ==, before);
}

static void
test_of_a_discussion (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = office_session_open_conversation (fixture->session, SCENE_LIBRARY, SCENE_DOORS);
  g_autofree char *root = g_strdup (
      office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_ANNA, "Three fail"));
  g_autoptr (OfficeConversation) thread = office_session_open_thread (fixture->session, root);
  const OfficeOutgoing outgoing
      = { .room = SCENE_LIBRARY, .task = SCENE_DOORS, .thread = root, .text = "I look at them" };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (length (talk), ==, 1);
  office_session_send_message (fixture->session, &outgoing, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length (talk), ==, 1);
  g_assert_cmpuint (length (thread), ==, 2);
}

/* What was taken back and has answers stays as a stub. */
static void
test_removed_root_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) room = office_session_open_conversation (fixture->session, SCENE_GENERAL, NULL);
  g_autofree char *root = g_strdup (office_test_scene_say (fixture->scene, SCENE_GENERAL, NULL, SCENE_ANNA, "Lunch?"));
  g_autofree char *with = g_strdup_printf ("{\"kind\":\"message\",\"id\":\"%s\"}", root);
  const OfficeOutgoing outgoing = { .room = SCENE_GENERAL, .thread = root, .text = "Yes" };
  const guint before = length (room);

  g_assert_true (office_session_send_message (fixture->session, &outgoing, NULL, NULL));
  office_test_scene_answer (fixture->scene);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "remove", with);
  g_assert_cmpuint (length (room), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/threads/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("summary-follows", test_summary_follows);
  ADD ("stands-apart", test_stands_apart);
  ADD ("root-leads-when-all-is-there", test_root_leads_when_all_is_there);
  ADD ("answers-there", test_answers_there);
  ADD ("refused-stays-there", test_refused_stays_there);
  ADD ("of-a-discussion", test_of_a_discussion);
  ADD ("removed-root-stays", test_removed_root_stays);
#undef ADD

  return g_test_run ();
}
