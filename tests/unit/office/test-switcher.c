/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-switcher.h"
#include "office-test-scene.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeSwitcher *switcher;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->switcher = office_switcher_new (fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->switcher);
  office_test_scene_free (fixture->scene);
}

static void
begin (Fixture *fixture)
{
  office_switcher_begin (fixture->switcher);
  office_test_scene_settle (fixture->scene);
  g_assert_false (office_switcher_is_loading (fixture->switcher));
}

/* What is offered, a letter for the group before each title; without the search, which is always there. */
static char *
list (Fixture *fixture)
{
  static const char letters[] = { 'U', '-', 'R', 'P', 'T', 'C', 'S' };
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->switcher)); i++)
    {
      g_autoptr (OfficeSwitcherItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->switcher), i);

      if (office_switcher_item_get_group (item) != OFFICE_SWITCHER_SEARCH)
        g_string_append_printf (found, "%s%c:%s", found->len > 0 ? "|" : "",
                                letters[office_switcher_item_get_group (item)],
                                office_switcher_item_get_title (item)->text);
    }
  return g_string_free (found, FALSE);
}

static void
assert_offers (Fixture *fixture, const char *text, const char *expected)
{
  g_autofree char *found = NULL;

  office_switcher_set_text (fixture->switcher, text);
  found = list (fixture);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  assert_offers (fixture, "gen", "R:General");
  assert_offers (fixture, "rlib", "R:Riverside Library");
  assert_offers (fixture, "yous", "P:Youssef Haddad");
  assert_offers (fixture, "sofia", "P:Sofía Ribeiro|P:Anna, Sofía");
  assert_offers (fixture, "anna ribeiro", "P:Anna, Sofía"); /* by names that are not shown */
  assert_offers (fixture, "梅", "P:Mei 梅琳");
  assert_offers (fixture, "door sch", "T:Door schedule, level 2");
  assert_offers (fixture, "nothing is called so", "");
  assert_offers (fixture, "ben", ""); /* nobody goes to themselves */
}

/* By its number in the room. */
static void
test_short_id (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);
  OfficeRecord *lamps = office_test_scene_get_record (fixture->scene, SCENE_LAMPS);

  office_record_set_text (room, "key", "LIB");
  office_record_set_text (room, "former_keys", "RIV");
  office_record_set_integer (doors, "number", 1);
  office_record_set_integer (lamps, "number", 12);
  office_test_scene_receive (fixture->scene, room, lamps, doors, NULL);
  begin (fixture);
  assert_offers (fixture, "lib-12", "T:Ask three quotes for the reading-room lamps");
  assert_offers (fixture, "#LIB-1", "T:Door schedule, level 2|T:Ask three quotes for the reading-room lamps");
  assert_offers (fixture, "@lib-12", "");
  assert_offers (fixture, "riv-12", "T:Ask three quotes for the reading-room lamps"); /* as it was called before */
  assert_offers (fixture, "#RIV-1", "T:Door schedule, level 2|T:Ask three quotes for the reading-room lamps");
}

/* By the beginning of what it was called in a room that it has left. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);

  office_record_set_text (room, "key", "LIB");
  office_record_set_integer (doors, "number", 3);
  office_record_set_text (doors, "former", "DES-71 FAR-8");
  office_test_scene_receive (fixture->scene, room, doors, NULL);
  begin (fixture);
  assert_offers (fixture, "#DES-7", "T:Door schedule, level 2");
  assert_offers (fixture, "far-8", "T:Door schedule, level 2");
  assert_offers (fixture, "#DES-8", ""); /* the letters of one, the number of the other */
}

/* It is no work to go to. */
static void
test_template (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);

  office_record_set_text (room, "key", "LIB");
  office_record_set_integer (doors, "number", 1);
  office_record_set_boolean (doors, "template", TRUE);
  office_test_scene_receive (fixture->scene, room, doors, NULL);
  begin (fixture);
  assert_offers (fixture, "#door", "");
  assert_offers (fixture, "lib-1", "");
}

static void
test_alone (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  assert_offers (fixture, "@l", "P:Libor Novák|P:Anna Lindqvist|P:Anna, Sofía");
  assert_offers (fixture, "#door", "T:Door schedule, level 2");
  assert_offers (fixture, "@door", "");
  office_switcher_set_text (fixture->switcher, "#");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->switcher)), ==, 4);
}

static void
test_best_group_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  office_session_mark_read (fixture->session, SCENE_LIBRARY, NULL, 1000, NULL);
  office_test_scene_settle (fixture->scene);
  begin (fixture);
  office_switcher_set_text (fixture->switcher, "lib");
  found = list (fixture);
  g_assert_cmpstr (found, ==, "P:Libor Novák|R:Riverside Library");
}

static void
test_search_is_last (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->switcher);
  g_autoptr (OfficeSwitcherItem) last = NULL;

  begin (fixture);
  office_switcher_set_text (fixture->switcher, "Lib");
  last = g_list_model_get_item (model, g_list_model_get_n_items (model) - 1);
  g_assert_cmpint (office_switcher_item_get_group (last), ==, OFFICE_SWITCHER_SEARCH);
  g_assert_cmpstr (office_switcher_item_get_id (last), ==, "win.search-for");
  g_assert_cmpstr (office_switcher_item_get_target (last), ==, "Lib");
}

static void
test_commands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (OfficeSwitcherItem) item = NULL;

  g_ptr_array_add (commands, office_switcher_item_new_command ("win.new-room", NULL, "New Room", "list-add-symbolic",
                                                               "Ctrl+Shift+N"));
  g_ptr_array_add (commands, office_switcher_item_new_command ("app.quit", NULL, "Quit", "x", NULL));
  office_switcher_set_commands (fixture->switcher, commands);
  begin (fixture);
  assert_offers (fixture, ">", "C:New Room|C:Quit");
  assert_offers (fixture, ">quit", "C:Quit");
  assert_offers (fixture, "new room", "C:New Room");
  item = g_list_model_get_item (G_LIST_MODEL (fixture->switcher), 0);
  g_assert_cmpstr (office_switcher_item_get_id (item), ==, "win.new-room");
  g_assert_cmpstr (office_switcher_item_get_keys (item), ==, "Ctrl+Shift+N");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  const char *recent[] = { SCENE_LIBRARY,
                           SCENE_GENERAL,
                           SCENE_DOORS,
                           "0190a000-0000-7000-8000-00000000ffff",
                           office_test_scene_get_direct (fixture->scene),
                           SCENE_GENERAL,
                           NULL };

  begin (fixture);
  assert_offers (fixture, "x", "");
  office_switcher_set_recent (fixture->switcher, recent, SCENE_LIBRARY);
  begin (fixture);
  {
    g_autofree char *found = list (fixture);

    g_assert_nonnull (strstr (found, "-:Door schedule, level 2"));
  }
  office_session_mark_read (fixture->session, SCENE_LIBRARY, NULL, 1000, NULL);
  office_test_scene_say (fixture->scene, SCENE_PARTNERS, NULL, SCENE_ANNA, "The letter is out");
  office_test_scene_settle (fixture->scene);
  begin (fixture);
  {
    g_autofree char *found = list (fixture);

    g_assert_nonnull (strstr (found, "U:Partners"));
    /* Where one is now is not offered, nor anything twice, nor what there is no more. */
    g_assert_null (strstr (found, "Riverside Library"));
  }
}

/* Where one was last comes before what only sounds as good. */
static void
test_recent_first (Fixture *fixture, gconstpointer data)
{
  const char *recent[] = { SCENE_PARTNERS, NULL };

  g_assert_true (office_session_create_room (fixture->session, "Parties", NULL, OFFICE_ROOM_PUBLIC, NULL, NULL, NULL));
  begin (fixture);
  assert_offers (fixture, "part", "R:Parties|R:Partners");
  office_switcher_set_recent (fixture->switcher, recent, NULL);
  begin (fixture);
  assert_offers (fixture, "part", "R:Partners|R:Parties");
}

/* Many tasks are read without the list being late. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  gint64 before, spent;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *title = g_strdup_printf ("Check the drawing number %u of the second floor", i);

      g_assert_true (office_session_create_task (fixture->session, SCENE_LIBRARY, SCENE_TODO, title, NULL, NULL));
    }
  begin (fixture);
  before = g_get_monotonic_time ();
  office_switcher_set_text (fixture->switcher, "drawing 7");
  spent = g_get_monotonic_time () - before;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->switcher)), ==, 6);
  g_test_message ("%" G_GINT64_FORMAT " µs", spent);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/switcher/kinds", test_kinds);
  TEST ("/switcher/short-id", test_short_id);
  TEST ("/switcher/moved", test_moved);
  TEST ("/switcher/template", test_template);
  TEST ("/switcher/alone", test_alone);
  TEST ("/switcher/best-group-first", test_best_group_first);
  TEST ("/switcher/search-is-last", test_search_is_last);
  TEST ("/switcher/commands", test_commands);
  TEST ("/switcher/empty", test_empty);
  TEST ("/switcher/recent-first", test_recent_first);
  TEST ("/switcher/many", test_many);
  return g_test_run ();
}
