/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-change.h"
#include "office-task-relations.h"
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

static OfficeRecord *
make_change (guint number, const char *by, const char *field, const char *was, const char *became)
{
  g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-%012x", 0x900 + number);
  OfficeRecord *record = office_record_new ("change", id, "room:" SCENE_LIBRARY);

  office_record_set_text (record, "room", SCENE_LIBRARY);
  office_record_set_text (record, "task", SCENE_LAMPS);
  office_record_set_text (record, "by", by);
  office_record_set_integer (record, "at", G_GINT64_CONSTANT (1749600000000) + number);
  office_record_set_text (record, "field", field);
  if (was != NULL)
    office_record_set_text (record, "was", was);
  if (became != NULL)
    office_record_set_text (record, "became", became);
  return record;
}

static const char *
get_text (OfficeTaskHistory *history, guint index)
{
  g_autoptr (OfficeTaskChange) change = g_list_model_get_item (G_LIST_MODEL (history), index);

  return office_task_change_get_text (change); /* the model holds it */
}

static void
test_sentences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskHistory) history = office_task_history_new (fixture->session, SCENE_LAMPS);
  g_autoptr (OfficeTaskChange) described = NULL;

  office_test_scene_receive (fixture->scene, make_change (1, SCENE_ANNA, "created", NULL, NULL),
                             make_change (2, SCENE_ANNA, "column", SCENE_TODO, SCENE_DOING),
                             make_change (3, SCENE_BEN, "due", NULL, "2025-06-13T10:00"),
                             make_change (4, SCENE_ANNA, "assignees", SCENE_BEN, SCENE_MEI),
                             make_change (5, SCENE_ANNA, "description", "As it was", "As it is"),
                             make_change (6, SCENE_ANNA, "labels", NULL, "0190a000-0000-7000-8000-00000000ffff"),
                             make_change (7, SCENE_ANNA, "from-the-future", "1", "2"),
                             make_change (8, SCENE_ANNA, "title", "100 %s %n", "50 %d"), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 8);
  g_assert_cmpstr (get_text (history, 7), ==, "Anna Lindqvist made this task");
  g_assert_cmpstr (get_text (history, 6), ==, "Anna Lindqvist moved it from To do to In progress");
  g_assert_cmpstr (get_text (history, 5), ==, "You set the due date to Friday 13 June, 10:00");
  g_assert_cmpstr (get_text (history, 4), ==, "Anna Lindqvist assigned Mei 梅琳 · Anna Lindqvist unassigned Ben Okafor");
  g_assert_cmpstr (get_text (history, 3), ==, "Anna Lindqvist changed the description");
  g_assert_cmpstr (get_text (history, 2), ==, "Anna Lindqvist added the label something that is gone");
  g_assert_cmpstr (get_text (history, 1), ==, "Anna Lindqvist changed it");
  g_assert_cmpstr (get_text (history, 0), ==, "Anna Lindqvist renamed it from “100 %s %n” to “50 %d”");
  described = g_list_model_get_item (G_LIST_MODEL (history), 3);
  g_assert_cmpstr (office_task_change_get_before (described), ==, "As it was");
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskHistory) history = office_task_history_new (fixture->session, SCENE_LAMPS);

  g_assert_false (office_task_history_has_older (history));
  for (guint i = 0; i < 30; i++)
    office_test_scene_receive (fixture->scene, make_change (i, SCENE_ANNA, "estimate", "30", "90"), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 20);
  g_assert_true (office_task_history_has_older (history));
  office_task_history_show_older (history);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 30);
  g_assert_false (office_task_history_has_older (history));
  g_assert_cmpstr (get_text (history, 0), ==, "Anna Lindqvist changed the estimate from 30 min to 1 h 30 min");
}

static void
test_relations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OfficeTask *task = office_session_find_task (fixture->session, SCENE_DOORS);
  g_autoptr (OfficeTaskRelations) relations = NULL;

  g_assert_true (office_session_set_task_blocked (fixture->session, SCENE_PHOTOS, SCENE_DOORS, TRUE, &error));
  relations = office_task_relations_new (fixture->session, task);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_relations_get_waiting (relations)), ==, 1);
  g_assert_true (office_session_create_part (fixture->session, SCENE_DOORS, "Ask the fire brigade", NULL, &error));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_relations_get_parts (relations)), ==, 1);
  g_assert_true (office_session_set_task_blocked (fixture->session, SCENE_DOORS, SCENE_LAMPS, TRUE, &error));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_relations_get_awaited (relations)), ==, 1);
  g_assert_true (office_session_trash_task (fixture->session, SCENE_LAMPS, &error));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_relations_get_awaited (relations)), ==, 0);
  g_assert_true (office_session_set_task_blocked (fixture->session, SCENE_PHOTOS, SCENE_DOORS, FALSE, &error));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_relations_get_waiting (relations)), ==, 0);
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/office/task-history/sentences", test_sentences);
  ADD ("/office/task-history/pages", test_pages);
  ADD ("/office/task-history/relations", test_relations);

  return g_test_run ();
}
