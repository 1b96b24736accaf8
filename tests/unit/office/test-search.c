/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-search.h"
#include "office-test-scene.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeSearch *search;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->search = office_search_new (fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->search);
  office_test_scene_free (fixture->scene);
}

static guint
length (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->search));
}

/* Borrowed: the list holds it. */
static OfficeSearchResult *
at (Fixture *fixture, guint index)
{
  g_autoptr (OfficeSearchResult) result = g_list_model_get_item (G_LIST_MODEL (fixture->search), index);

  return result;
}

/* What is found, a letter for the kind before each title. */
static char *
find_for (Fixture *fixture, const char *text)
{
  static const char letters[] = { 'R', 'P', 'T', '+', 'M' };
  GString *found = g_string_new (NULL);

  office_search_set_text (fixture->search, text);
  office_test_scene_settle (fixture->scene);
  g_assert_false (office_search_is_busy (fixture->search));
  for (guint i = 0; i < length (fixture); i++)
    {
      const OfficeSnippet *title = office_search_result_get_title (at (fixture, i));

      g_string_append_printf (found, "%s%c:%s", i > 0 ? "|" : "",
                              letters[office_search_result_get_kind (at (fixture, i))],
                              title != NULL ? title->text : "");
    }
  return g_string_free (found, FALSE);
}

static void
assert_found (Fixture *fixture, const char *text, const char *expected)
{
  g_autofree char *found = find_for (fixture, text);

  g_assert_cmpstr (found, ==, expected);
}

static void
say (Fixture *fixture, const char *room, const char *task, const char *author, const char *text)
{
  office_test_scene_say (fixture->scene, room, task, author, text);
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  say (fixture, SCENE_GENERAL, NULL, SCENE_ANNA, "The mei-lib is in the library");
  assert_found (fixture, "", "");
  g_assert_true (office_search_is_empty (fixture->search));
  {
    g_autofree char *found = find_for (fixture, "lib");

    g_assert_true (g_str_has_prefix (found, "R:"));
    g_assert_nonnull (strstr (found, "|P:Libor"));
    g_assert_nonnull (strstr (found, "|M:The mei-lib is in the library"));
  }
  assert_found (fixture, "mei-lib", "M:The mei-lib is in the library");
  /* Somebody's name does not answer a question about messages. */
  {
    g_autofree char *found = find_for (fixture, "lib is:message");

    g_assert_cmpstr (found, ==, "M:The mei-lib is in the library");
  }
}

/* Two files of a message, and one of a task: each is one result. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *id, *field, *carrier, *name;
  } files[] = {
    { "0190a000-0000-7000-8000-000000000901", "message", SCENE_MORNING, "big2.bin" },
    { "0190a000-0000-7000-8000-000000000902", "message", SCENE_MORNING, "big2 more.bin" },
    { "0190a000-0000-7000-8000-000000000903", "task", SCENE_DOORS, "big2 doors.pdf" },
  };
  const OfficeSnippet *detail;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      OfficeRecord *file = office_record_new ("file", files[i].id, "room:" SCENE_LIBRARY);

      office_record_set_text (file, "room", SCENE_LIBRARY);
      office_record_set_text (file, files[i].field, files[i].carrier);
      office_record_set_text (file, "name", files[i].name);
      office_record_set_integer (file, "at", 1750000000000 + i);
      office_test_scene_receive (fixture->scene, file, NULL);
    }
  {
    g_autofree char *found = find_for (fixture, "big2");

    g_assert_nonnull (strstr (found, "T:Door schedule, level 2|M:"));
    g_assert_true (g_str_has_suffix (found, " · big2 more.bin"));
    g_assert_cmpuint (length (fixture), ==, 2);
    detail = office_search_result_get_detail (at (fixture, 0));
    g_assert_cmpstr (detail->text, ==, "big2 doors.pdf");
    g_assert_cmpuint (office_search_result_get_title (at (fixture, 1))->matches->len, ==, 1);
  }
}

/* The task that is called so comes before what mentions it. */
static void
test_short_id (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);

  office_record_set_text (room, "key", "LIB");
  office_record_set_text (room, "former_keys", "RIV");
  office_record_set_integer (doors, "number", 12);
  office_test_scene_receive (fixture->scene, room, doors, NULL);
  say (fixture, SCENE_GENERAL, NULL, SCENE_ANNA, "Look at #LIB-12");
  assert_found (fixture, "lib-12", "T:Door schedule, level 2|M:Look at #LIB-12");
  assert_found (fixture, "#LIB-12", "T:Door schedule, level 2|M:Look at #LIB-12");
  assert_found (fixture, "LIB-12 is:task", "T:Door schedule, level 2");
  assert_found (fixture, "LIB-12 is:message", "M:Look at #LIB-12");
  assert_found (fixture, "LIB-13", "");
  assert_found (fixture, "riv-12", "T:Door schedule, level 2"); /* as it was called before */
}

/* It is found by its words and is marked there, but asked for work it is none. */
static void
test_template (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);

  office_record_set_boolean (doors, "template", TRUE);
  office_test_scene_receive (fixture->scene, doors, NULL);
  assert_found (fixture, "level", "T:Door schedule, level 2");
  assert_found (fixture, "level is:open", "");
  assert_found (fixture, "level priority:high", "");
  assert_found (fixture, "level -is:template", "");
  assert_found (fixture, "is:template", "T:Door schedule, level 2");
}

static void
assert_problem (Fixture *fixture, const char *text, const char *expected)
{
  g_autofree char *found = find_for (fixture, text);
  g_autofree char *problem = office_search_dup_problem (fixture->search);

  g_assert_cmpstr (problem, ==, expected);
}

/* Where a filter means nothing it is said, instead of nothing being found. */
static void
test_problems (Fixture *fixture, gconstpointer data)
{
  assert_problem (fixture, "doors", NULL);
  assert_problem (fixture, "doors has:", NULL); /* is still being typed */
  assert_problem (fixture, "doors has:wings", "“has:wings” is not understood");
  assert_problem (fixture, "before:soon", "“before:soon” is not understood");
  assert_problem (fixture, "doors from:zorro", "Nobody here is called “zorro”");
  assert_problem (fixture, "doors in:nowhere", "No room is called “nowhere”");
  assert_problem (fixture, "doors from:me in:general has:file before:2026-03-01", NULL);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  say (fixture, SCENE_GENERAL, NULL, SCENE_ANNA, "zebra one");
  say (fixture, SCENE_LIBRARY, NULL, SCENE_MEI, "zebra two");
  say (fixture, office_test_scene_get_direct (fixture->scene), NULL, SCENE_MEI, "zebra three");
  assert_found (fixture, "zebra from:anna", "M:zebra one");
  assert_found (fixture, "zebra from:nobody", "");
  assert_found (fixture, "zebra in:general", "M:zebra one");
  assert_found (fixture, "zebra in:mei", "M:zebra three");
  assert_found (fixture, "zebra from:me", "");
  assert_found (fixture, "from:anna in:general zebra", "M:zebra one");
}

static void
test_message (Fixture *fixture, gconstpointer data)
{
  OfficeSearchResult *result;
  const OfficeSnippet *title;

  say (fixture, SCENE_LIBRARY, SCENE_DOORS, SCENE_ANNA, "on the zebra");
  assert_found (fixture, "zebra", "M:on the zebra");
  result = at (fixture, 0);
  title = office_search_result_get_title (result);
  g_assert_cmpuint (title->matches->len, ==, 1);
  g_assert_cmpuint (g_array_index (title->matches, OfficeMatch, 0).start, ==, 7);
  g_assert_cmpstr (office_room_get_id (office_search_result_get_room (result)), ==, SCENE_LIBRARY);
  g_assert_cmpstr (office_person_get_id (office_search_result_get_person (result)), ==, SCENE_ANNA);
  g_assert_cmpstr (office_task_get_id (office_search_result_get_task (result)), ==, SCENE_DOORS);
  g_assert_cmpint (office_search_result_get_seq (result), >, 0);
}

static void
test_tasks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *step = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strdup (office_task_get_title (office_session_find_task (fixture->session, SCENE_LAMPS)));
  g_autofree char *expected = g_strdup_printf ("T:%s", title);

  office_session_create_step (fixture->session, SCENE_LAMPS, "count the zebras", &step, &error);
  g_assert_no_error (error);
  office_session_edit_task (fixture->session, SCENE_LAMPS, "description", "for the zebra", &error);
  g_assert_no_error (error);
  /* By its description and by its step, but once. */
  assert_found (fixture, "zebra", expected);
  g_assert_nonnull (office_search_result_get_detail (at (fixture, 0)));
  assert_found (fixture, "zebra is:open", expected);
  assert_found (fixture, "zebra is:done", "");
  office_session_complete_task (fixture->session, SCENE_LAMPS, TRUE, &error);
  g_assert_no_error (error);
  assert_found (fixture, "zebra is:done", expected);
  office_session_trash_task (fixture->session, SCENE_LAMPS, &error);
  g_assert_no_error (error);
  assert_found (fixture, "zebra", "");
}

static void
test_all_tasks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *title = g_strdup_printf ("zebra %u", i);

      office_session_create_task (fixture->session, SCENE_LIBRARY, NULL, title, NULL, &error);
      g_assert_no_error (error);
    }
  say (fixture, SCENE_LIBRARY, NULL, SCENE_ANNA, "a zebra");
  {
    g_autofree char *found = find_for (fixture, "zebra");

    g_assert_cmpuint (length (fixture), ==, 6);
    g_assert_true (g_str_has_suffix (found, "|+:|M:a zebra"));
  }
  office_search_show_all_tasks (fixture->search);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpstr (office_search_get_text (fixture->search), ==, "zebra is:task");
  g_assert_cmpuint (length (fixture), ==, 6);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint n_changes = 0;

  office_test_scene_add_messages (fixture->scene, SCENE_LIBRARY, 100);
  g_free (find_for (fixture, "in:library is:message"));
  g_assert_cmpuint (length (fixture), ==, 30);
  g_assert_true (office_search_has_more (fixture->search));
  for (guint i = 1; i < length (fixture); i++)
    g_assert_cmpint (office_search_result_get_at (at (fixture, i)), <=,
                     office_search_result_get_at (at (fixture, i - 1)));
  while (office_search_has_more (fixture->search))
    {
      office_search_load_more (fixture->search);
      office_test_scene_settle (fixture->scene);
      g_assert_cmpuint (n_changes++, <, 10);
    }
  g_assert_cmpuint (length (fixture), ==, 104);
}

static void
note_change (GListModel *model, guint position, guint removed, guint added, guint *changes)
{
  changes[0] += removed;
  changes[1] += added;
}

/* What comes while one looks is there at once, and what was there stays what it was. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeSearchResult) first = NULL;
  guint changes[2] = { 0 };

  say (fixture, SCENE_LIBRARY, NULL, SCENE_ANNA, "zebra one");
  assert_found (fixture, "zebra", "M:zebra one");
  first = g_object_ref (at (fixture, 0));
  g_signal_connect (fixture->search, "items-changed", G_CALLBACK (note_change), changes);
  say (fixture, SCENE_LIBRARY, NULL, SCENE_MEI, "zebra two");
  office_test_scene_settle (fixture->scene);
  g_assert_cmpuint (length (fixture), ==, 2);
  g_assert_true (at (fixture, 1) == first);
  g_assert_cmpuint (changes[0], ==, 0);
  g_assert_cmpuint (changes[1], ==, 1);
}

/* Without a line, and before the host has it. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "my zebra", NULL, &error);
  g_assert_no_error (error);
  assert_found (fixture, "zebra", "M:my zebra");
  assert_found (fixture, "zebra from:me", "M:my zebra");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

#define TEST(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  TEST ("/search/files", test_files);
  TEST ("/search/groups", test_groups);
  TEST ("/search/short-id", test_short_id);
  TEST ("/search/template", test_template);
  TEST ("/search/filters", test_filters);
  TEST ("/search/problems", test_problems);
  TEST ("/search/message", test_message);
  TEST ("/search/tasks", test_tasks);
  TEST ("/search/all-tasks", test_all_tasks);
  TEST ("/search/pages", test_pages);
  TEST ("/search/follows", test_follows);
  TEST ("/search/offline", test_offline);
  return g_test_run ();
}
