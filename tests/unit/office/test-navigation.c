/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-navigation.h"
#include "office-test-scene.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeNavigation *navigation;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->navigation = office_navigation_new (fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->navigation);
  office_test_scene_free (fixture->scene);
}

static char *
list (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->navigation)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->navigation), i);

      if (OFFICE_IS_NAVIGATION_SECTION (item))
        g_string_append_printf (text, "[%s]", office_navigation_section_get_id (OFFICE_NAVIGATION_SECTION (item)));
      else if (OFFICE_IS_ROOM (item))
        g_string_append_printf (text, "%s,", office_room_get_name (OFFICE_ROOM (item)));
      else
        g_string_append_printf (text, "%s;", office_person_get_name (OFFICE_PERSON (item)));
    }
  return g_string_free (text, FALSE);
}

static void
assert_rooms (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;
  char *people;

  office_test_scene_settle (fixture->scene);
  text = list (fixture);
  people = strstr (text, "[people]");
  g_assert_nonnull (people);
  *people = '\0';
  g_assert_cmpstr (text, ==, expected);
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = list (fixture);

  g_assert_cmpstr (text, ==,
                   "[rooms]General,Partners,Riverside Library,[people]Mei 梅琳,Anna, Sofía,"
                   "Anna Lindqvist;Libor Novák;Sofía Ribeiro;Youssef Haddad;");
}

/* Only rooms that one is in, with a way to the others. */
static void
test_joined (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  g_assert_true (office_session_leave_room (fixture->session, SCENE_GENERAL, NULL));
  assert_rooms (fixture, "[rooms]Partners,Riverside Library,[browse]");
  /* The open one is there. */
  office_navigation_set_open_room (fixture->navigation, SCENE_GENERAL);
  assert_rooms (fixture, "[rooms]General,Partners,Riverside Library,");
  office_navigation_set_open_room (fixture->navigation, NULL);
  g_assert_true (office_session_join_room (fixture->session, SCENE_GENERAL, NULL));
  assert_rooms (fixture, "[rooms]General,Partners,Riverside Library,");
  /* Who is in none sees all. */
  g_assert_true (office_session_leave_room (fixture->session, SCENE_GENERAL, NULL));
  g_assert_true (office_session_leave_room (fixture->session, SCENE_LIBRARY, NULL));
  office_test_scene_act (fixture->scene, SCENE_ANNA, "member.remove",
                         "{\"room\":\"" SCENE_PARTNERS "\",\"person\":\"" SCENE_BEN "\"}");
  office_test_scene_settle (fixture->scene);
  {
    g_autofree char *text = list (fixture);

    g_assert_nonnull (strstr (text, "General,"));
    g_assert_nonnull (strstr (text, "Riverside Library,"));
    g_assert_null (strstr (text, "[browse]"));
  }
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  const char *mei = office_test_scene_get_direct (fixture->scene);

  g_assert_true (office_session_set_favourite (fixture->session, SCENE_LIBRARY, TRUE, NULL));
  g_assert_true (office_session_set_favourite (fixture->session, mei, TRUE, NULL));
  g_assert_true (office_session_set_room_group (fixture->session, SCENE_PARTNERS, "Sites", NULL));
  assert_rooms (fixture, "[favourites]Riverside Library,Mei 梅琳,[group:Sites]Partners,[rooms]General,");
  g_assert_true (office_session_set_room_group (fixture->session, SCENE_GENERAL, " Abroad ", NULL));
  assert_rooms (fixture, "[favourites]Riverside Library,Mei 梅琳,[group:Abroad]General,[group:Sites]Partners,[rooms]");
  g_assert_true (office_session_set_room_group (fixture->session, SCENE_PARTNERS, "", NULL));
  g_assert_true (office_session_set_favourite (fixture->session, mei, FALSE, NULL));
  g_assert_true (office_session_set_favourite (fixture->session, SCENE_LIBRARY, FALSE, NULL));
  assert_rooms (fixture, "[group:Abroad]General,[rooms]Partners,Riverside Library,");
}

static void
read_all (Fixture *fixture, const char *room)
{
  gint64 seq = office_replica_get_max_seq (office_test_scene_get_replica (fixture->scene), room);

  g_assert_true (office_session_mark_read (fixture->session, room, NULL, seq, NULL));
}

static void
test_collapsed (Fixture *fixture, gconstpointer data)
{
  read_all (fixture, SCENE_LIBRARY);
  read_all (fixture, SCENE_GENERAL);
  read_all (fixture, SCENE_PARTNERS);
  office_test_scene_settle (fixture->scene);
  office_navigation_set_collapsed (fixture->navigation, "rooms", TRUE);
  assert_rooms (fixture, "[rooms]");
  office_navigation_set_open_room (fixture->navigation, SCENE_LIBRARY);
  assert_rooms (fixture, "[rooms]Riverside Library,");
  /* What is new shows, but not where one does not want to hear of it. */
  g_assert_true (office_session_set_muted (fixture->session, SCENE_GENERAL, TRUE, NULL));
  office_test_scene_say (fixture->scene, SCENE_GENERAL, NULL, SCENE_ANNA, "Hello");
  office_test_scene_say (fixture->scene, SCENE_PARTNERS, NULL, SCENE_ANNA, "Hello");
  assert_rooms (fixture, "[rooms]Partners,Riverside Library,");
  office_navigation_set_collapsed (fixture->navigation, "rooms", FALSE);
  assert_rooms (fixture, "[rooms]General,Partners,Riverside Library,");
}

static void
test_archived (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (fixture->session, SCENE_LIBRARY);

  g_assert_true (office_session_archive_room (fixture->session, SCENE_LIBRARY, TRUE, NULL));
  g_assert_true (office_room_get_archived (room));
  assert_rooms (fixture, "[rooms]General,Partners,");
  g_assert_true (office_session_archive_room (fixture->session, SCENE_LIBRARY, FALSE, NULL));
  assert_rooms (fixture, "[rooms]General,Partners,Riverside Library,");
}

static void
keep_undo (GVariant **kept, const char *text, GVariant *undo)
{
  g_clear_pointer (kept, g_variant_unref);
  *kept = undo != NULL ? g_variant_ref (undo) : NULL;
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GVariant *undo = NULL;
  gulong handler = g_signal_connect_swapped (fixture->session, "notice", G_CALLBACK (keep_undo), &undo);

  g_assert_true (office_session_leave_room (fixture->session, SCENE_GENERAL, NULL));
  g_assert_nonnull (undo);
  g_assert_false (office_room_get_joined (office_session_find_room (fixture->session, SCENE_GENERAL)));
  office_session_undo (fixture->session, undo);
  g_assert_true (office_room_get_joined (office_session_find_room (fixture->session, SCENE_GENERAL)));

  g_assert_true (office_session_archive_room (fixture->session, SCENE_GENERAL, TRUE, NULL));
  office_session_undo (fixture->session, undo);
  g_assert_false (office_room_get_archived (office_session_find_room (fixture->session, SCENE_GENERAL)));
  /* Into a private room one does not come back by oneself. */
  g_assert_true (office_session_leave_room (fixture->session, SCENE_PARTNERS, NULL));
  g_assert_null (undo);
  g_signal_handler_disconnect (fixture->session, handler);
  g_clear_pointer (&undo, g_variant_unref);
}

/* What one wants of a room is there after a restart, and on one's other devices. */
static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (fixture->session, SCENE_GENERAL);
  g_auto (GStrv) groups = NULL;

  g_assert_cmpint (office_room_get_level (room), ==, OFFICE_ROOM_LEVEL_ALL);
  g_assert_true (office_session_set_room_level (fixture->session, SCENE_GENERAL, OFFICE_ROOM_LEVEL_MENTIONS, NULL));
  g_assert_true (office_session_set_room_group (fixture->session, SCENE_GENERAL, "Sites", NULL));
  g_assert_cmpint (office_room_get_level (room), ==, OFFICE_ROOM_LEVEL_MENTIONS);
  groups = office_session_dup_groups (fixture->session);
  g_assert_cmpstr (groups[0], ==, "Sites");
  g_assert_null (groups[1]);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpint (office_room_get_level (room), ==, OFFICE_ROOM_LEVEL_MENTIONS);
  office_test_scene_act (fixture->scene, SCENE_BEN, "room.prefer",
                         "{\"room\":\"" SCENE_GENERAL "\",\"level\":null,\"muted\":true}");
  office_test_scene_settle (fixture->scene);
  g_assert_cmpint (office_room_get_level (room), ==, OFFICE_ROOM_LEVEL_ALL);
  g_assert_true (office_room_get_muted (room));
  g_assert_cmpstr (office_room_get_group (room), ==, "Sites");
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/navigation/lists", test_lists);
  TEST ("/navigation/joined", test_joined);
  TEST ("/navigation/groups", test_groups);
  TEST ("/navigation/collapsed", test_collapsed);
  TEST ("/navigation/archived", test_archived);
  TEST ("/navigation/undo", test_undo);
  TEST ("/navigation/preferences", test_preferences);
  return g_test_run ();
}
