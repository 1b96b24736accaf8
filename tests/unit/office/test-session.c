/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database.h"
#include "office-fake-clock.h"
#include "office-problem.h"
#include "office-replica-private.h"
#include "office-session-private.h"
#include "office-test-scene.h"
#include "office-wait.h"

#include <string.h>

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

static char *
dup_names (GListModel *model)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      g_autofree char *name = NULL;

      g_object_get (item, "name", &name, NULL);
      g_string_append_printf (names, "%s%s", i > 0 ? " | " : "", name);
    }
  return g_string_free (names, FALSE);
}

static void
assert_names (GListModel *model, const char *expected)
{
  g_autofree char *names = dup_names (model);

  g_assert_cmpstr (names, ==, expected);
}

static void
count (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  ++*(guint *) data;
}

static void
bump (gpointer data)
{
  ++*(guint *) data;
}

static void
test_first_sight (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  OfficeRoom *library = office_session_find_room (session, SCENE_LIBRARY);

  g_assert_cmpstr (office_session_get_name (session), ==, "Atelier Nord");
  g_assert_true (office_session_has_content (session));
  g_assert_cmpstr (office_person_get_name (office_session_get_me (session)), ==, "Ben Okafor");
  assert_names (office_session_get_rooms (session), "General | Partners | Riverside Library");
  assert_names (office_session_get_people (session), "Anna Lindqvist | Ben Okafor | Libor Novák | Mei 梅琳 | "
                                                     "Sofía Ribeiro | Youssef Haddad");
  assert_names (office_session_get_directs (session), "Mei 梅琳 | Anna, Sofía");
  g_assert_cmpuint (office_room_get_unread (library), ==, 2);
  g_assert_cmpuint (office_room_get_mentions (library), ==, 0);
  g_assert_cmpuint (office_room_get_n_people (library), ==, 5);
}

static void
test_rooms_have_their_people (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *direct = office_session_find_room (fixture->session, office_test_scene_get_direct (fixture->scene));
  OfficeRoom *group = office_session_find_room (fixture->session, office_test_scene_get_group (fixture->scene));

  assert_names (office_room_get_people (office_session_find_room (fixture->session, SCENE_PARTNERS)),
                "Anna Lindqvist | Ben Okafor | Libor Novák");
  g_assert_cmpstr (office_person_get_id (office_room_get_partner (direct)), ==, SCENE_MEI);
  g_assert_null (office_room_get_partner (group));
  /* In a direct room every unread message is for me. */
  g_assert_cmpuint (office_room_get_mentions (direct), ==, 1);
}

static void
test_batch_is_one_change (Fixture *fixture, gconstpointer data)
{
  GListModel *people = office_session_get_people (fixture->session);
  OfficeRoom *library = office_session_find_room (fixture->session, SCENE_LIBRARY);
  OfficeRecord *zoe = office_record_new ("person", "0190a000-0000-7000-8000-0000000000ba", "office");
  OfficeRecord *carl = office_record_new ("person", "0190a000-0000-7000-8000-0000000000bb", "office");
  guint n = 0;

  office_record_set_text (zoe, "name", "Zoë");
  office_record_set_text (zoe, "role", "member");
  office_record_set_text (carl, "name", "carl");
  office_record_set_text (carl, "role", "guest");
  g_signal_connect (people, "items-changed", G_CALLBACK (count), &n);
  office_test_scene_receive (fixture->scene, zoe, carl, NULL);
  g_assert_cmpuint (n, ==, 1);
  assert_names (people, "Anna Lindqvist | Ben Okafor | carl | Libor Novák | Mei 梅琳 | Sofía Ribeiro | "
                        "Youssef Haddad | Zoë");
  g_assert_cmpuint (office_room_get_n_people (library), ==, 6);
}

static void
test_rename_reaches_direct_rooms (Fixture *fixture, gconstpointer data)
{
  OfficePerson *mei = office_session_find_person (fixture->session, SCENE_MEI);

  office_test_scene_act (fixture->scene, SCENE_MEI, "patch",
                         "{\"kind\":\"person\",\"id\":\"" SCENE_MEI "\",\"set\":{\"name\":\"Mei Lin\"}}");
  g_assert_true (office_session_find_person (fixture->session, SCENE_MEI) == mei);
  g_assert_cmpstr (office_person_get_name (mei), ==, "Mei Lin");
  assert_names (office_session_get_directs (fixture->session), "Mei Lin | Anna, Sofía");
}

static void
test_counts_follow (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *library = office_session_find_room (fixture->session, SCENE_LIBRARY);
  guint n = 0;

  g_signal_connect_swapped (library, "notify::unread", G_CALLBACK (bump), &n);
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "One");
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "Two");
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (office_room_get_unread (library), ==, 4);
  g_assert_true (office_session_mark_read (fixture->session, SCENE_LIBRARY, NULL, 6, NULL));
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_unread (library), ==, 0);
  /* A marker is only raised. */
  g_assert_true (office_session_mark_read (fixture->session, SCENE_LIBRARY, NULL, 2, NULL));
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_unread (library), ==, 0);
  g_assert_true (office_session_mark_unread (fixture->session, SCENE_LIBRARY, NULL, 5, NULL));
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_unread (library), ==, 2);
}

/* Not each piece of it is counted, but the first at once, and in the end all of it. */
static void
test_counts_follow_much (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *library = office_session_find_room (fixture->session, SCENE_LIBRARY);
  OfficeRoom *general = office_session_find_room (fixture->session, SCENE_GENERAL);
  const guint before = office_room_get_unread (library), before_general = office_room_get_unread (general);

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 40);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_unread (library), ==, before + 40);
  for (guint i = 0; i < 3; i++)
    {
      office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 40);
      office_test_scene_add_messages (fixture->scene, SCENE_GENERAL, 40);
    }
  OFFICE_WAIT_UNTIL (office_room_get_unread (library) == before + 160
                     && office_room_get_unread (general) == before_general + 120);
  /* What the person reads meanwhile is not waited for. */
  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 40);
  g_assert_true (office_session_mark_read (fixture->session, SCENE_LIBRARY, NULL, 1000, NULL));
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_unread (library), ==, 0);
}

static void
test_mentions_are_counted (Fixture *fixture, gconstpointer data)
{
  office_test_scene_act (fixture->scene, SCENE_ANNA, "message.send",
                         "{\"id\":\"0190a000-0000-7000-8000-000000000301\",\"room\":\"" SCENE_LIBRARY
                         "\",\"text\":\"[@Ben](office:person/" SCENE_BEN ") look\"}");
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (office_room_get_mentions (office_session_find_room (fixture->session, SCENE_LIBRARY)), ==, 1);
}

static void
test_talk_orders_direct_rooms (Fixture *fixture, gconstpointer data)
{
  office_test_scene_say (fixture->scene, office_test_scene_get_group (fixture->scene), NULL, SCENE_ANNA, "Coffee?");
  assert_names (office_session_get_directs (fixture->session), "Anna, Sofía | Mei 梅琳");
}

static void
test_state_in_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *offline = office_session_dup_state_text (fixture->session);
  g_autofree char *waiting = NULL, *live = NULL, *catching_up = NULL;

  g_assert_cmpstr (offline, ==, "Offline");
  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Hello", NULL, NULL);
  waiting = office_session_dup_state_text (fixture->session);
  g_assert_cmpstr (waiting, ==, "Offline · 1 waiting");
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_CATCHING_UP);
  catching_up = office_session_dup_state_text (fixture->session);
  g_assert_cmpstr (catching_up, ==, "Catching up…");
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_test_scene_set_presence (fixture->scene, SCENE_MEI, "here");
  office_test_scene_set_presence (fixture->scene, SCENE_YOUSSEF, "away");
  live = office_session_dup_state_text (fixture->session);
  g_assert_cmpstr (live, ==, "2 people here");
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_WAITING);
  g_assert_cmpint (office_person_get_presence (office_session_find_person (fixture->session, SCENE_MEI)), ==,
                   OFFICE_PRESENCE_OFFLINE);
}

static void
count_words (OfficeSession *session, GParamSpec *pspec, guint *n)
{
  *n += 1;
}

/* A key switches it on: it can be seen, and until when it holds. */
static void
test_state_tells_of_silence (Fixture *fixture, gconstpointer data)
{
  g_autofree char *quiet = NULL, *until = NULL, *again = NULL;
  guint n = 0;

  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  g_signal_connect (fixture->session, "notify::state-text", G_CALLBACK (count_words), &n);
  /* On another device of Ben's */
  office_test_scene_act (fixture->scene, SCENE_BEN, "patch",
                         "{\"kind\":\"person\",\"id\":\"" SCENE_BEN "\",\"set\":{\"quiet_until\":253402300799000}}");
  quiet = office_session_dup_state_text (fixture->session);
  g_assert_cmpstr (quiet, ==, "Do not disturb");
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (
      office_session_set_quiet (fixture->session, office_session_get_now (fixture->session) + 3600000, NULL));
  until = office_session_dup_state_text (fixture->session);
  g_assert_true (g_str_has_prefix (until, "Do not disturb · until "));
  g_assert_true (office_session_set_quiet (fixture->session, 0, NULL));
  again = office_session_dup_state_text (fixture->session);
  g_assert_null (strstr (again, "disturb"));
}

static const char *
group_of (Fixture *fixture, const char *room)
{
  return office_room_get_group (office_session_find_room (fixture->session, room));
}

/* A group is what rooms say of themselves: another name of it is theirs, at once, and undone at once. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  g_auto (GStrv) groups = NULL;

  g_assert_true (office_session_set_room_group (session, SCENE_LIBRARY, "Sites", NULL));
  g_assert_true (office_session_set_room_group (session, SCENE_PARTNERS, "Sites", NULL));
  g_assert_true (office_session_set_room_group (session, SCENE_GENERAL, "Others", NULL));
  g_assert_true (office_session_rename_group (session, "Sites", " Places ", NULL));
  g_assert_cmpstr (group_of (fixture, SCENE_LIBRARY), ==, "Places");
  g_assert_cmpstr (group_of (fixture, SCENE_PARTNERS), ==, "Places");
  g_assert_cmpstr (group_of (fixture, SCENE_GENERAL), ==, "Others");
  office_session_undo_last (session);
  g_assert_cmpstr (group_of (fixture, SCENE_LIBRARY), ==, "Sites");
  g_assert_cmpstr (group_of (fixture, SCENE_PARTNERS), ==, "Sites");

  g_assert_true (office_session_rename_group (session, "Sites", NULL, NULL));
  g_assert_null (group_of (fixture, SCENE_LIBRARY));
  g_assert_null (group_of (fixture, SCENE_PARTNERS));
  office_session_undo_last (session);
  g_assert_cmpstr (group_of (fixture, SCENE_LIBRARY), ==, "Sites");

  g_assert_true (office_session_rename_group (session, "Sites", "Others", NULL));
  groups = office_session_dup_groups (session);
  g_assert_cmpuint (g_strv_length (groups), ==, 1);
  g_assert_cmpstr (group_of (fixture, SCENE_PARTNERS), ==, "Others");
  office_test_scene_answer (fixture->scene);
  g_assert_cmpstr (group_of (fixture, SCENE_PARTNERS), ==, "Others");
}

static void
test_typing_is_forgotten (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *library = office_session_find_room (fixture->session, SCENE_LIBRARY);
  OfficeClock *clock = office_test_scene_get_clock (fixture->scene);

  office_test_scene_set_typing (fixture->scene, SCENE_LIBRARY, SCENE_MEI);
  g_assert_cmpstr (office_room_get_typing (library), ==, "Mei 梅琳 is writing…");
  office_test_scene_set_typing (fixture->scene, SCENE_LIBRARY, SCENE_ANNA);
  g_assert_cmpstr (office_room_get_typing (library), ==, "Anna Lindqvist and Mei 梅琳 are writing…");
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "There.");
  g_assert_cmpstr (office_room_get_typing (library), ==, "Mei 梅琳 is writing…");
  office_fake_clock_advance (clock, 5999);
  g_assert_nonnull (office_room_get_typing (library));
  office_fake_clock_advance (clock, 1);
  g_assert_null (office_room_get_typing (library));
}

static void
count_place (OfficeSession *session, const char *place, guint *n)
{
  (*n)++;
}

/* A thread and a task have writers of their own. */
static void
test_typing_in_places (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *library = office_session_find_room (fixture->session, SCENE_LIBRARY);
  const char *thread = "0190a000-0000-7000-8000-0000000000d1";
  g_autofree char *text = NULL;
  g_autofree char *nobody = NULL;
  guint n = 0;

  g_signal_connect (fixture->session, "typing-changed", G_CALLBACK (count_place), &n);
  office_session_set_typing (fixture->session, SCENE_LIBRARY, thread, NULL, SCENE_MEI);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (office_room_get_typing (library));
  text = office_session_dup_typing_text (fixture->session, thread);
  g_assert_cmpstr (text, ==, "Mei 梅琳 is writing…");
  office_session_end_typing (fixture->session, SCENE_LIBRARY, NULL, NULL, SCENE_MEI);
  g_assert_cmpuint (n, ==, 1);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 6000);
  nobody = office_session_dup_typing_text (fixture->session, thread);
  g_assert_null (nobody);
  g_assert_cmpuint (n, ==, 2);
}

static void
see (OfficeSession *session, const char *room, gboolean whole, const char *person, gint64 seq)
{
  OfficeSeen seen = { (char *) person, seq };
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  g_ptr_array_add (people, &seen);
  office_session_set_seen (session, room, whole, people);
}

static void
test_who_has_read (Fixture *fixture, gconstpointer data)
{
  const char *me = office_person_get_id (office_session_get_me (fixture->session));
  g_autoptr (GPtrArray) readers = NULL;
  g_autoptr (GPtrArray) fewer = NULL;
  guint n = 0;

  g_signal_connect (fixture->session, "seen-changed", G_CALLBACK (count_place), &n);
  see (fixture->session, SCENE_LIBRARY, TRUE, SCENE_MEI, 4);
  g_assert_cmpuint (n, ==, 0);
  office_session_watch (fixture->session, SCENE_LIBRARY);
  see (fixture->session, SCENE_LIBRARY, TRUE, SCENE_MEI, 4);
  see (fixture->session, SCENE_LIBRARY, FALSE, SCENE_ANNA, 6);
  see (fixture->session, SCENE_LIBRARY, FALSE, me, 9);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (office_session_get_seen (fixture->session, SCENE_LIBRARY, SCENE_MEI), ==, 4);
  readers = office_session_list_seen_by (fixture->session, SCENE_LIBRARY, 4);
  g_assert_cmpuint (readers->len, ==, 2);
  see (fixture->session, SCENE_LIBRARY, FALSE, SCENE_MEI, 0);
  fewer = office_session_list_seen_by (fixture->session, SCENE_LIBRARY, 4);
  g_assert_cmpuint (fewer->len, ==, readers->len - 1);
  office_session_watch (fixture->session, NULL);
  g_assert_cmpint (office_session_get_seen (fixture->session, SCENE_LIBRARY, SCENE_ANNA), ==, 0);
}

static void
act_once (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  OfficeSession *session = data;

  g_signal_handlers_disconnect_by_func (model, act_once, session);
  g_assert_true (office_session_send (session, SCENE_LIBRARY, NULL, "At once", NULL, NULL));
}

static void
test_listeners_may_act (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeConversation) talk = office_session_open_conversation (fixture->session, SCENE_LIBRARY, NULL);
  guint before = g_list_model_get_n_items (G_LIST_MODEL (talk));

  g_signal_connect (talk, "items-changed", G_CALLBACK (act_once), fixture->session);
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "One");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (talk)), ==, before + 2);
}

static void
test_a_room_that_goes (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *partners = office_session_find_room (fixture->session, SCENE_PARTNERS);

  office_test_scene_receive (fixture->scene, office_record_new_gone ("room", SCENE_PARTNERS, "room:" SCENE_PARTNERS, 0),
                             NULL);
  g_assert_null (office_session_find_room (fixture->session, SCENE_PARTNERS));
  assert_names (office_session_get_rooms (fixture->session), "General | Riverside Library");
  g_assert_cmpstr (office_room_get_name (partners), ==, "Partners");
}

static void
test_strangers_have_a_name (Fixture *fixture, gconstpointer data)
{
  OfficePerson *stranger = office_session_find_person (fixture->session, "0190a000-0000-7000-8000-0000000000bf");

  g_assert_cmpstr (office_person_get_name (stranger), ==, "Unknown");
  g_assert_cmpuint (g_list_model_get_n_items (office_session_get_people (fixture->session)), ==, 6);
}

static void
keep_text (OfficeSession *session, const char *text, GVariant *undo, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (text);
}

static void
change_description (Fixture *fixture, const char *theirs, const char *mine)
{
  g_autofree char *with = g_strdup_printf (
      "{\"kind\":\"task\",\"id\":\"" SCENE_LAMPS "\",\"set\":{\"description\":\"%s\"}}", theirs);
  g_autoptr (GError) error = NULL;

  office_session_edit_task (fixture->session, SCENE_LAMPS, "description", mine, &error);
  g_assert_no_error (error);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch", with);
  /* The first answer refuses it, the second takes what was merged. */
  while (office_test_scene_answer (fixture->scene) > 0)
    office_test_scene_settle (fixture->scene);
}

static void
assert_described (Fixture *fixture, const char *expected)
{
  g_autoptr (OfficeRecord) host = office_test_scene_get_record (fixture->scene, SCENE_LAMPS);
  OfficeTask *task = office_session_find_task (fixture->session, SCENE_LAMPS);

  g_assert_cmpstr (office_task_get_description (task), ==, expected);
  g_assert_cmpstr (office_record_get_text (host, "description"), ==, expected);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
}

static void
test_descriptions_merge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  office_session_edit_task (fixture->session, SCENE_LAMPS, "description", "One\nTwo\nThree", &error);
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  g_signal_connect (fixture->session, "notice", G_CALLBACK (keep_text), &said);

  change_description (fixture, "Zero\\nTwo\\nThree", "One\nTwo\nThree\nFour");
  assert_described (fixture, "Zero\nTwo\nThree\nFour");
  g_assert_null (said);

  change_description (fixture, "Theirs", "Mine");
  assert_described (fixture, "Theirs\n――――――――\nMine");
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "Both texts"));
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  OfficeDatabase *database = fixture->session->replica->database;
  g_autofree char *text = g_strnfill (9000, 'x');
  g_autoptr (GError) full = g_error_new (OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL, "No room");
  g_autoptr (GError) error = NULL;
  guint n = 0;

  office_session_set_state (fixture->session, OFFICE_LINE_WAITING, full);
  g_assert_nonnull (strstr (office_session_get_problem (fixture->session), "disk of this computer is full"));

  g_assert_true (office_database_execute (database, "PRAGMA max_page_count = 1", NULL));
  while (n < 100 && office_session_send (fixture->session, SCENE_LIBRARY, NULL, text, NULL, &error))
    n++;
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INTERNAL);
  g_assert_nonnull (strstr (error->message, "Make room"));
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/office/session/first-sight", test_first_sight);
  ADD ("/office/session/people-of-rooms", test_rooms_have_their_people);
  ADD ("/office/session/batch", test_batch_is_one_change);
  ADD ("/office/session/rename", test_rename_reaches_direct_rooms);
  ADD ("/office/session/counts", test_counts_follow);
  ADD ("/office/session/counts-much", test_counts_follow_much);
  ADD ("/office/session/mentions", test_mentions_are_counted);
  ADD ("/office/session/order-of-directs", test_talk_orders_direct_rooms);
  ADD ("/office/session/state", test_state_in_words);
  ADD ("/office/session/silence", test_state_tells_of_silence);
  ADD ("/office/session/groups", test_groups);
  ADD ("/office/session/typing", test_typing_is_forgotten);
  ADD ("/office/session/typing-in-places", test_typing_in_places);
  ADD ("/office/session/who-has-read", test_who_has_read);
  ADD ("/office/session/listeners-act", test_listeners_may_act);
  ADD ("/office/session/room-goes", test_a_room_that_goes);
  ADD ("/office/session/strangers", test_strangers_have_a_name);
  ADD ("/office/session/full-disk", test_full_disk);
  ADD ("/office/session/descriptions", test_descriptions_merge);

  return g_test_run ();
}
