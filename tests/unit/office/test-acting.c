/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
#include "office-test-notice.h"
#include "office-test-scene.h"

#define HOUR (60 * 60 * 1000)

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeMessage *morning; /* mine */
  OfficeTestNotice notice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->morning = office_session_dup_message (fixture->session, SCENE_MORNING);
  office_test_notice_watch (&fixture->notice, fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->morning);
  office_test_notice_clear (&fixture->notice);
  office_test_scene_free (fixture->scene);
}

static void
advance (Fixture *fixture, gint64 ms)
{
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), ms);
}

static guint
length (GListModel *model)
{
  return model != NULL ? g_list_model_get_n_items (model) : 0;
}

/* ---- reactions ---- */

static OfficeReaction *
reaction_at (Fixture *fixture, guint index)
{
  g_autoptr (OfficeReaction) reaction = g_list_model_get_item (office_message_get_reactions (fixture->morning), index);

  return reaction;
}

static void
put (Fixture *fixture, const char *person, const char *intent, const char *emoji)
{
  g_autofree char *with = g_strdup_printf ("{\"message\":\"%s\",\"emoji\":\"%s\"}", SCENE_MORNING, emoji);

  advance (fixture, 1000);
  office_test_scene_act (fixture->scene, person, intent, with);
}

static void
test_reactions_are_live (Fixture *fixture, gconstpointer data)
{
  g_autofree char *names = NULL;
  OfficeReaction *thumb;

  g_assert_null (office_message_get_reactions (fixture->morning));
  put (fixture, SCENE_ANNA, "reaction.add", "👍");
  put (fixture, SCENE_MEI, "reaction.add", "🎉");
  put (fixture, SCENE_MEI, "reaction.add", "👍");
  g_assert_cmpuint (length (office_message_get_reactions (fixture->morning)), ==, 2);
  thumb = reaction_at (fixture, 0);
  g_assert_cmpstr (office_reaction_get_emoji (thumb), ==, "👍");
  g_assert_cmpuint (length (office_reaction_get_people (thumb)), ==, 2);
  g_assert_false (office_reaction_is_mine (thumb));

  g_assert_true (office_session_toggle_reaction (fixture->session, fixture->morning, "👍", NULL));
  g_assert_true (reaction_at (fixture, 0) == thumb);
  g_assert_true (office_reaction_is_mine (thumb));
  names = office_reaction_dup_names (thumb);
  g_assert_cmpstr (names, ==, "You, Anna Lindqvist, Mei 梅琳");
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (length (office_reaction_get_people (thumb)), ==, 3);

  g_assert_true (office_session_toggle_reaction (fixture->session, fixture->morning, "👍", NULL));
  g_assert_false (office_reaction_is_mine (thumb));
  put (fixture, SCENE_MEI, "reaction.remove", "🎉");
  g_assert_cmpuint (length (office_message_get_reactions (fixture->morning)), ==, 1);
}

static void
test_reactions_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      office_session_react (fixture->session, SCENE_MORNING, "far too long to be any emoji at all", TRUE, &error));
  g_assert_nonnull (error);
  g_assert_null (office_message_get_reactions (fixture->morning));
}

/* ---- deleting ---- */

static OfficeMessage *
last_of (OfficeConversation *talk)
{
  g_autoptr (OfficeMessage) message = g_list_model_get_item (G_LIST_MODEL (talk), length (G_LIST_MODEL (talk)) - 1);

  return message;
}

static void
test_deletion_is_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = office_session_open_conversation (fixture->session, SCENE_GENERAL, NULL);
  g_autofree char *id = NULL;
  guint before;

  g_assert_true (office_session_send (fixture->session, SCENE_GENERAL, NULL, "Too much", &id, NULL));
  office_test_scene_answer (fixture->scene);
  before = length (G_LIST_MODEL (talk));
  g_assert_true (office_session_remove_message (fixture->session, id, NULL));
  g_assert_cmpuint (length (G_LIST_MODEL (talk)), ==, before);
  g_assert_true (office_message_get_removed (last_of (talk)));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 0);

  office_test_notice_undo (&fixture->notice);
  g_assert_cmpuint (length (G_LIST_MODEL (talk)), ==, before);
  g_assert_cmpstr (office_message_get_text (last_of (talk)), ==, "Too much");
  g_assert_false (office_message_get_removed (last_of (talk)));
  advance (fixture, 20000);
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 0);
}

static void
test_deletion_is_made (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = office_session_open_conversation (fixture->session, SCENE_LIBRARY, NULL);
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const guint before = length (G_LIST_MODEL (talk));

  /* It stays as a stub. */
  g_assert_true (office_session_remove_message (fixture->session, SCENE_MORNING, NULL));
  g_assert_true (office_message_get_removed (fixture->morning));
  g_assert_cmpuint (length (G_LIST_MODEL (talk)), ==, before);
  advance (fixture, 20000);
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
  record = office_test_scene_get_record (fixture->scene, SCENE_MORNING);
  g_assert_true (office_record_get_boolean (record, "removed"));
  g_assert_true (office_message_get_removed (fixture->morning));
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: it is deleted already");

  /* What is another's, or nowhere, is refused at once. */
  {
    g_autofree char *others = g_strdup (
        office_test_scene_say (fixture->scene, SCENE_GENERAL, NULL, SCENE_ANNA, "Mine"));

    g_assert_false (office_session_remove_message (fixture->session, others, &error));
    g_assert_nonnull (error);
  }
}

/* Whoever closes the window has deleted what they have deleted. */
static void
test_deletion_is_made_at_the_end (Fixture *fixture, gconstpointer data)
{
  OfficeReplica *replica = office_test_scene_get_replica (fixture->scene);
  g_autoptr (OfficeRecord) record = NULL;

  g_assert_true (office_session_remove_message (fixture->session, SCENE_MORNING, NULL));
  office_session_stop (fixture->session);
  record = office_replica_get (replica, SCENE_MORNING);
  g_assert_true (office_record_get_boolean (record, "removed"));
}

/* Whoever is killed has, too: the next start does it. What was undone before is not touched. */
static void
test_deletion_survives (Fixture *fixture, gconstpointer data)
{
  OfficeReplica *replica = office_test_scene_get_replica (fixture->scene);
  g_autofree char *kept = NULL;
  g_autoptr (OfficeSession) next = NULL;
  g_autoptr (OfficeRecord) deleted = NULL;
  g_autoptr (OfficeRecord) undone = NULL;
  guint waiting;

  g_assert_true (office_session_send (fixture->session, SCENE_GENERAL, NULL, "To be kept", &kept, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_true (office_session_remove_message (fixture->session, kept, NULL));
  office_test_notice_undo (&fixture->notice);
  g_assert_true (office_session_remove_message (fixture->session, SCENE_MORNING, NULL));
  waiting = office_replica_count_waiting (replica);

  /* Another program opens the book, while this one has done nothing any more. */
  next = office_session_new (replica, NULL, office_test_scene_get_clock (fixture->scene),
                             office_test_scene_get_random (fixture->scene));
  office_session_start (next);
  deleted = office_replica_get (replica, SCENE_MORNING);
  undone = office_replica_get (replica, kept);
  g_assert_true (office_record_get_boolean (deleted, "removed"));
  g_assert_false (office_record_get_boolean (undone, "removed"));
  g_assert_cmpuint (office_replica_count_waiting (replica), ==, waiting + 1);

  /* Once is enough. */
  office_session_stop (next);
  office_session_start (next);
  g_assert_cmpuint (office_replica_count_waiting (replica), ==, waiting + 1);
}

/* A file is not seen any more at once, and goes when it cannot be had again; an own one of a task, on its list. */
static void
test_file_removal (Fixture *fixture, gconstpointer data)
{
  static const char id[] = "0190a000-0000-7000-8000-00000000f11e";
  g_autoptr (GListModel) files = office_session_list_files (fixture->session, SCENE_DOORS);
  g_autoptr (GListModel) of_room = office_session_list_room_files (fixture->session, SCENE_LIBRARY);
  g_autoptr (OfficeRecord) gone = NULL;

  office_test_scene_act (fixture->scene, office_replica_get_person (office_test_scene_get_replica (fixture->scene)),
                         "file.add",
                         "{\"id\":\"0190a000-0000-7000-8000-00000000f11e\",\"task\":\"" SCENE_DOORS
                         "\",\"name\":\"Plan.pdf\",\"size\":4,\"type\":\"application/pdf\",\"hash\":"
                         "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}");
  g_assert_cmpuint (length (files), ==, 1);
  g_assert_true (office_session_remove_file (fixture->session, id, NULL));
  g_assert_cmpuint (length (files), ==, 0);
  g_assert_cmpuint (length (of_room), ==, 0);
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 0);

  office_test_notice_undo (&fixture->notice);
  g_assert_cmpuint (length (files), ==, 1);
  g_assert_cmpuint (length (of_room), ==, 1);
  advance (fixture, 20000);
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 0);

  g_assert_true (office_session_remove_file (fixture->session, id, NULL));
  advance (fixture, 20000);
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
  gone = office_replica_get (office_test_scene_get_replica (fixture->scene), id);
  g_assert_null (gone);
  g_assert_cmpuint (length (files), ==, 0);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: it is deleted already");
}

/* ---- versions ---- */

static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = office_session_list_versions (fixture->session, SCENE_MORNING);
  g_autofree char *first = g_strdup (office_message_get_text (fixture->morning));
  const OfficeVersion *version;

  g_assert_cmpuint (versions->len, ==, 1);
  advance (fixture, HOUR);
  g_assert_true (office_session_edit_message (fixture->session, SCENE_MORNING, "Second", NULL));
  office_test_scene_answer (fixture->scene);
  advance (fixture, HOUR);
  g_assert_true (office_session_edit_message (fixture->session, SCENE_MORNING, "Third", NULL));
  office_test_scene_answer (fixture->scene);

  g_ptr_array_unref (versions);
  versions = office_session_list_versions (fixture->session, SCENE_MORNING);
  g_assert_cmpuint (versions->len, ==, 3);
  version = versions->pdata[0];
  g_assert_cmpstr (version->text, ==, "Third");
  g_assert_cmpint (version->at, ==, office_session_get_now (fixture->session));
  version = versions->pdata[1];
  g_assert_cmpstr (version->text, ==, "Second");
  version = versions->pdata[2];
  g_assert_cmpstr (version->text, ==, first);
  g_assert_cmpint (version->at, ==, office_message_get_at (fixture->morning));
}

/* ---- pinned, saved ---- */

static void
count (OfficeSession *session, const char *room, guint *n)
{
  g_assert_cmpstr (room, ==, SCENE_LIBRARY);
  ++*n;
}

static void
test_pins (Fixture *fixture, gconstpointer data)
{
  g_autofree char *others = g_strdup (
      office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "Larch: Müller, 040 1234"));
  g_autofree char *with = g_strdup_printf ("{\"id\":\"%s\",\"pinned\":true}", others);
  g_autoptr (GPtrArray) pinned = NULL;
  guint n = 0;

  g_signal_connect (fixture->session, "pins-changed", G_CALLBACK (count), &n);
  g_assert_false (office_session_has_pinned (fixture->session, SCENE_LIBRARY));
  advance (fixture, HOUR);
  g_assert_true (office_session_pin_message (fixture->session, SCENE_MORNING, TRUE, NULL));
  g_assert_cmpint (office_message_get_pinned_at (fixture->morning), >, 0);
  g_assert_true (office_person_is_me (office_message_get_pinned_by (fixture->morning)));
  office_test_scene_answer (fixture->scene);
  advance (fixture, HOUR);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "message.pin", with);
  g_assert_cmpuint (n, >=, 2);
  g_assert_true (office_session_has_pinned (fixture->session, SCENE_LIBRARY));
  pinned = office_session_list_pinned (fixture->session, SCENE_LIBRARY);
  g_assert_cmpuint (pinned->len, ==, 2);
  g_assert_cmpstr (office_message_get_id (pinned->pdata[0]), ==, others);
  g_assert_cmpstr (office_person_get_id (office_message_get_pinned_by (pinned->pdata[0])), ==, SCENE_ANNA);

  g_assert_true (office_session_pin_message (fixture->session, SCENE_MORNING, FALSE, NULL));
  g_assert_cmpint (office_message_get_pinned_at (fixture->morning), ==, 0);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpint (office_message_get_pinned_at (fixture->morning), >, 0);
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  GListModel *saved = office_session_get_saved (fixture->session);

  g_assert_cmpuint (length (saved), ==, 0);
  g_assert_true (office_session_save_message (fixture->session, SCENE_MORNING, TRUE, NULL));
  g_assert_true (office_message_get_saved (fixture->morning));
  g_assert_cmpuint (length (saved), ==, 1);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (length (saved), ==, 1);
  g_assert_true (office_session_save_message (fixture->session, SCENE_MORNING, FALSE, NULL));
  g_assert_false (office_message_get_saved (fixture->morning));
  g_assert_cmpuint (length (saved), ==, 0);
  office_test_notice_undo (&fixture->notice);
  g_assert_true (office_message_get_saved (fixture->morning));
  g_assert_cmpuint (length (saved), ==, 1);
}

/* ---- reminders ---- */

static void
test_reminders (Fixture *fixture, gconstpointer data)
{
  const gint64 now = office_session_get_now (fixture->session);
  GListModel *reminders = office_session_get_reminders (fixture->session);
  g_autoptr (OfficeReminder) first = NULL;
  g_autofree char *id = NULL;

  g_assert_true (office_session_remind (fixture->session, NULL, "Call Porto", now + 3 * HOUR, NULL, NULL));
  g_assert_true (office_session_remind (fixture->session, SCENE_MORNING, NULL, now + HOUR, &id, NULL));
  g_assert_cmpstr (fixture->notice.text, ==, "Reminder set: 11:00");
  g_assert_cmpint (office_message_get_remind_at (fixture->morning), ==, now + HOUR);
  g_assert_cmpuint (length (reminders), ==, 2);
  first = g_list_model_get_item (reminders, 0);
  g_assert_cmpstr (office_reminder_get_id (first), ==, id);
  g_assert_cmpstr (office_reminder_get_message_id (first), ==, SCENE_MORNING);
  g_assert_cmpstr (office_reminder_get_room_id (first), ==, SCENE_LIBRARY);

  /* Of one message there is one. */
  g_assert_true (office_session_remind (fixture->session, SCENE_MORNING, NULL, now + 26 * HOUR, NULL, NULL));
  g_assert_cmpstr (fixture->notice.text, ==, "Reminder set: Tomorrow, 12:00");
  g_assert_cmpuint (length (reminders), ==, 2);
  g_assert_cmpint (office_message_get_remind_at (fixture->morning), ==, now + 26 * HOUR);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpint (office_message_get_remind_at (fixture->morning), ==, now + HOUR);
  office_test_scene_answer (fixture->scene);

  g_assert_true (office_session_remove_reminder (fixture->session, id, NULL));
  g_assert_cmpint (office_message_get_remind_at (fixture->morning), ==, 0);
  g_assert_cmpuint (length (reminders), ==, 1);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpint (office_message_get_remind_at (fixture->morning), ==, now + HOUR);
  g_assert_cmpuint (length (reminders), ==, 2);
}

/* ---- quotes, forwarding, markers of threads ---- */

static void
test_quote (Fixture *fixture, gconstpointer data)
{
  const OfficeOutgoing outgoing = { .room = SCENE_LIBRARY, .quote = SCENE_MORNING, .text = "I do" };
  g_autoptr (OfficeMessage) message = NULL;
  g_autofree char *id = NULL;

  g_assert_true (office_session_send_message (fixture->session, &outgoing, &id, NULL));
  message = office_session_dup_message (fixture->session, id);
  g_assert_cmpstr (office_message_get_quote_id (message), ==, SCENE_MORNING);
}

static void
test_forward (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = office_session_open_conversation (fixture->session, SCENE_GENERAL, NULL);
  const char *text;

  g_assert_true (
      office_session_forward_message (fixture->session, SCENE_MORNING, SCENE_GENERAL, "@Anna Lindqvist see", NULL));
  text = office_message_get_text (last_of (talk));
  g_assert_true (g_str_has_prefix (text, "[@Anna Lindqvist](office:person/" SCENE_ANNA ") see\n\n> Morning!"));
  g_assert_true (g_str_has_suffix (text, "\n\n— Ben Okafor in [Riverside Library](office:message/" SCENE_MORNING ")"));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
}

static void
test_thread_is_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *with = g_strdup_printf (
      "{\"id\":\"0190a000-0000-7000-8000-0000000e0001\",\"room\":\"%s\",\"thread\":\"%s\",\"text\":\"Here\"}",
      SCENE_LIBRARY, SCENE_MORNING);
  g_autoptr (OfficeConversation) thread = NULL;
  g_autoptr (OfficeMessage) reply = NULL;
  OfficeThread *summary;
  OfficeRoom *room = office_session_find_room (fixture->session, SCENE_LIBRARY);
  guint unread;

  office_test_scene_act (fixture->scene, SCENE_ANNA, "message.send", with);
  office_test_scene_settle (fixture->scene);
  summary = office_message_get_thread (fixture->morning);
  unread = office_room_get_unread (room);
  g_assert_cmpuint (unread, >, 0);
  g_assert_cmpuint (office_thread_get_n_new (summary), ==, 1);
  thread = office_session_open_thread (fixture->session, SCENE_MORNING);
  office_conversation_mark_read (thread);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_thread_get_n_new (summary), ==, 0);
  /* The room's own conversation was not read by that. */
  g_assert_cmpuint (office_room_get_unread (room), ==, unread);

  reply = office_session_dup_message (fixture->session, "0190a000-0000-7000-8000-0000000e0001");
  g_assert_true (office_session_mark_unread (fixture->session, SCENE_LIBRARY, SCENE_MORNING,
                                             office_message_get_seq (reply), NULL));
  g_assert_cmpuint (office_thread_get_n_new (summary), ==, 1);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/acting/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("reactions-are-live", test_reactions_are_live);
  ADD ("reactions-are-refused", test_reactions_are_refused);
  ADD ("deletion-is-undone", test_deletion_is_undone);
  ADD ("deletion-is-made", test_deletion_is_made);
  ADD ("deletion-is-made-at-the-end", test_deletion_is_made_at_the_end);
  ADD ("deletion-survives", test_deletion_survives);
  ADD ("file-removal", test_file_removal);
  ADD ("versions", test_versions);
  ADD ("pins", test_pins);
  ADD ("saved", test_saved);
  ADD ("reminders", test_reminders);
  ADD ("quote", test_quote);
  ADD ("forward", test_forward);
  ADD ("thread-is-read", test_thread_is_read);
#undef ADD

  return g_test_run ();
}
