/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-due-zone.h"
#include "office-problem.h"
#include "office-scene-fixture.h"

#include <string.h>

typedef OfficeSceneFixture Fixture;

static void
test_times (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_set_task_time (fixture->session, SCENE_LAMPS, "start", "2025-06-12", &error));
  g_assert_true (office_session_set_task_time (fixture->session, SCENE_LAMPS, "due", "2025-06-20T09:00", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (office_task_get_start (fixture->task), ==, "2025-06-12");
  g_assert_cmpstr (office_task_get_due (fixture->task), ==, "2025-06-20T09:00");
  g_assert_cmpstr (fixture->notice.text, ==, "Due date changed");
  office_test_scene_answer (fixture->scene);
  office_test_notice_undo (&fixture->notice);
  g_assert_null (office_task_get_due (fixture->task));
  g_assert_cmpstr (office_task_get_start (fixture->task), ==, "2025-06-12");
  office_test_scene_answer (fixture->scene);
}

/* A day that there is not is refused, and nothing is changed. */
static void
test_impossible_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (office_session_set_task_time (fixture->session, SCENE_LAMPS, "due", "2025-02-30", &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_null (office_task_get_due (fixture->task));
  g_assert_null (fixture->notice.text);
}

static void
test_zone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *there = office_due_to_zone ("2025-06-20T09:00", "America/New_York", "Europe/Berlin");
  g_autofree char *winter = office_due_to_zone ("2025-03-20T09:00", "America/New_York", "Europe/Berlin");
  g_autofree char *day = office_due_to_zone ("2025-06-20", "America/New_York", "Europe/Berlin");
  g_autofree char *hint = office_due_dup_zone_hint ("2025-06-20T09:00", "Pacific/Port_Moresby");
  g_autofree char *unknown = office_due_dup_zone_hint ("2025-06-20T09:00", "Mars/Olympus_Mons");

  g_assert_cmpstr (there, ==, "2025-06-20T15:00");
  g_assert_cmpstr (winter, ==, "2025-03-20T14:00"); /* summer time has begun there, not here */
  g_assert_cmpstr (day, ==, "2025-06-20");
  g_assert_cmpstr (hint, ==, "9:00 in Port Moresby");
  g_assert_null (unknown);
  g_assert_null (office_due_dup_zone_hint ("2025-06-20", "Pacific/Port_Moresby"));
  g_assert_null (office_due_dup_zone_hint (NULL, "Pacific/Port_Moresby"));
}

static void
test_repeat (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_set_task_repeat (fixture->session, SCENE_LAMPS, "FREQ=WEEKLY;BYDAY=MO,FR",
                                                 OFFICE_REPEAT_FROM_COMPLETION, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=WEEKLY;BYDAY=MO,FR");
  g_assert_cmpint (office_task_get_repeat_from (fixture->task), ==, OFFICE_REPEAT_FROM_COMPLETION);
  office_test_notice_undo (&fixture->notice);
  g_assert_null (office_task_get_repeat (fixture->task));
  g_assert_cmpint (office_task_get_repeat_from (fixture->task), ==, OFFICE_REPEAT_FROM_DUE);
}

static void
test_small_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_set_task_estimate (fixture->session, SCENE_LAMPS, 90, &error));
  g_assert_cmpint (office_task_get_estimate (fixture->task), ==, 90);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpint (office_task_get_estimate (fixture->task), ==, 0);

  g_assert_true (office_session_set_task_template (fixture->session, SCENE_LAMPS, TRUE, &error));
  g_assert_true (office_task_get_template (fixture->task));
  office_test_notice_undo (&fixture->notice);
  g_assert_false (office_task_get_template (fixture->task));

  g_assert_true (office_session_watch_task (fixture->session, SCENE_LAMPS, SCENE_BEN, TRUE, &error));
  g_assert_cmpstr (fixture->notice.text, ==, "You watch this task");
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_watchers (fixture->task)), ==, 1);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_watchers (fixture->task)), ==, 0);

  g_assert_true (office_session_archive_task (fixture->session, SCENE_LAMPS, TRUE, &error));
  g_assert_true (office_task_get_archived (fixture->task));
  office_test_notice_undo (&fixture->notice);
  g_assert_false (office_task_get_archived (fixture->task));

  g_assert_true (office_session_edit_task (fixture->session, SCENE_LAMPS, "title", "Lamps", &error));
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (office_task_get_title (fixture->task), !=, "Lamps");
  g_assert_no_error (error);
}

/* What somebody else has changed since is not taken away from them. */
static void
test_undo_of_old (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) old = NULL;

  g_assert_true (office_session_set_task_estimate (fixture->session, SCENE_LAMPS, 90, &error));
  g_assert_no_error (error);
  old = g_steal_pointer (&fixture->notice.undo);
  office_test_scene_answer (fixture->scene);
  office_scene_fixture_change_task (fixture, SCENE_ANNA, "{\"estimate\":30}");
  office_session_undo (fixture->session, old);
  g_assert_cmpint (office_task_get_estimate (fixture->task), ==, 30);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: Anna has changed the estimate since");
}

static void
test_other_tasks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_set_task_parent (fixture->session, SCENE_LAMPS, SCENE_DOORS, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (office_task_get_parent_id (fixture->task), ==, SCENE_DOORS);
  g_assert_false (office_session_set_task_parent (fixture->session, SCENE_DOORS, SCENE_LAMPS, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_clear_error (&error);
  g_assert_false (office_session_set_task_parent (fixture->session, SCENE_DOORS, SCENE_DOORS, &error));
  g_clear_error (&error);

  g_assert_true (office_session_set_task_blocked (fixture->session, SCENE_LAMPS, SCENE_PHOTOS, TRUE, &error));
  g_assert_true (office_session_set_task_blocked (fixture->session, SCENE_PHOTOS, SCENE_SAMPLES, TRUE, &error));
  g_assert_false (office_session_set_task_blocked (fixture->session, SCENE_SAMPLES, SCENE_LAMPS, TRUE, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_true (g_strv_contains (office_task_get_blocked_by (fixture->task), SCENE_PHOTOS));
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  GListModel *steps = office_task_get_steps (fixture->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeStep) first = NULL;
  g_autoptr (OfficeStep) last = NULL;
  g_autofree char *made = NULL;

  g_assert_true (
      office_session_create_steps (fixture->session, SCENE_LAMPS, "- Ask Rome\n\n- Ask Porto\r\n* Ask Lyon", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 3);
  g_assert_cmpstr (fixture->notice.text, ==, "3 steps added");
  first = g_list_model_get_item (steps, 0);
  last = g_list_model_get_item (steps, 2);
  g_assert_cmpstr (office_step_get_text (first), ==, "Ask Rome");

  g_assert_true (office_session_move_step (fixture->session, office_step_get_id (last), NULL, &error));
  {
    g_autoptr (OfficeStep) top = g_list_model_get_item (steps, 0);

    g_assert_true (top == last);
  }
  office_test_notice_undo (&fixture->notice);
  {
    g_autoptr (OfficeStep) top = g_list_model_get_item (steps, 0);

    g_assert_true (top == first);
  }
  g_assert_true (office_session_assign_step (fixture->session, office_step_get_id (first), SCENE_ANNA, &error));
  g_assert_cmpstr (office_person_get_id (office_step_get_assignee (first)), ==, SCENE_ANNA);

  g_assert_true (office_session_promote_step (fixture->session, office_step_get_id (first), &made, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 2);
  {
    OfficeTask *part = office_session_find_task (fixture->session, made);

    g_assert_cmpstr (office_task_get_title (part), ==, "Ask Rome");
    g_assert_cmpstr (office_task_get_parent_id (part), ==, SCENE_LAMPS);
    g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (part)), ==, 1);
    office_test_notice_undo (&fixture->notice);
    g_assert_true (office_task_get_trashed (part));
  }
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 3);
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), >, 0);
}

/* A step that is too long is refused with the others of its lines: nothing is lost where they are still in the field. */
static void
test_long_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = g_strnfill (10000, 'x');
  g_autofree char *lines = g_strconcat ("Short\n", words, NULL);

  g_assert_false (office_session_create_steps (fixture->session, SCENE_LAMPS, lines, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (office_task_get_n_steps (fixture->task), ==, 0);
  g_clear_error (&error);
  g_assert_false (office_session_edit_task (fixture->session, SCENE_LAMPS, "title", words, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (strlen (office_task_get_title (fixture->task)), <, 500);
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  OfficeTask *copy;
  OfficeTask *original = office_session_find_task (fixture->session, SCENE_DOORS);

  g_assert_true (office_session_duplicate_task (fixture->session, SCENE_DOORS, &id, &error));
  g_assert_no_error (error);
  copy = office_session_find_task (fixture->session, id);
  g_assert_cmpstr (office_task_get_title (copy), ==, office_task_get_title (original));
  g_assert_cmpstr (office_task_get_due (copy), ==, office_task_get_due (original));
  g_assert_cmpint (office_task_get_priority (copy), ==, OFFICE_PRIORITY_HIGH);
  g_assert_cmpuint (office_task_get_n_steps (copy), ==, office_task_get_n_steps (original));
  g_assert_cmpuint (office_task_get_n_steps_done (copy), ==, 0);
  office_test_notice_undo (&fixture->notice);
  g_assert_true (office_task_get_trashed (copy));
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OfficeTask *task = office_session_find_task (fixture->session, SCENE_SAMPLES);
  const guint before = g_list_model_get_n_items (office_task_get_labels (task));

  g_assert_true (office_session_set_label (fixture->session, SCENE_LAMPS, SCENE_CLIENT, TRUE, &error));
  g_assert_true (office_session_edit_label (fixture->session, SCENE_CLIENT, "name", "Customer", &error));
  g_assert_true (office_session_edit_label (fixture->session, SCENE_CLIENT, "hue", "teal", &error));
  g_assert_no_error (error);
  {
    g_autoptr (OfficeLabel) label = g_list_model_get_item (office_task_get_labels (fixture->task), 0);

    g_assert_cmpstr (office_label_get_name (label), ==, "Customer");
    g_assert_cmpstr (office_label_get_hue (label), ==, "teal");
  }
  g_assert_true (office_session_remove_label (fixture->session, SCENE_CLIENT, &error));
  g_assert_no_error (error);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (fixture->task)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (task)), ==, before);
}

static void
test_short_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeRecord) room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  g_autoptr (OfficeRecord) task = office_test_scene_get_record (fixture->scene, SCENE_LAMPS);
  g_autofree char *none = NULL;
  g_autofree char *id = NULL;

  if (!office_record_has (task, "number"))
    {
      none = office_session_dup_short_id (fixture->session, fixture->task);
      g_assert_null (none);
    }
  office_record_set_text (room, "key", "LIB");
  office_record_set_integer (task, "number", 12);
  office_record_set_text (task, "former", "DES-7 WEB-3");
  office_test_scene_receive (fixture->scene, office_record_ref (room), office_record_ref (task), NULL);
  id = office_session_dup_short_id (fixture->session, fixture->task);
  g_assert_cmpstr (id, ==, "LIB-12");
  g_assert_true (office_session_find_task_by_short_id (fixture->session, "lib-12") == fixture->task);
  g_assert_true (office_session_find_task_by_short_id (fixture->session, "WEB-3") == fixture->task);
  g_assert_null (office_session_find_task_by_short_id (fixture->session, "LIB-999"));
  g_assert_null (office_session_find_task_by_short_id (fixture->session, "LIB-"));
  g_assert_null (office_session_find_task_by_short_id (fixture->session, "-12"));
  g_assert_null (office_session_find_task_by_short_id (fixture->session, "LIB-99999999999999999999"));
  g_assert_null (office_session_find_task_by_short_id (fixture->session, NULL));
}

/* Both a key that the room had and one under which a task has left it go on to name the task. */
static void
test_former_keys (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *task = office_test_scene_get_record (fixture->scene, SCENE_LAMPS);
  OfficeRecord *left = office_test_scene_get_record (fixture->scene, SCENE_DOORS);
  OfficeRecord *general = office_test_scene_get_record (fixture->scene, SCENE_GENERAL);
  g_autofree char *called = NULL;

  office_record_set_text (room, "key", "LIB");
  office_record_set_integer (task, "number", 12);
  office_record_set_integer (left, "number", 3);
  office_record_set_text (left, "former", "NEW-7");
  office_record_set_text (general, "key", "GEN");
  office_record_set_text (general, "former_keys", "NEW OLD");
  office_test_scene_receive (fixture->scene, room, task, left, general, NULL);
  g_assert_null (office_session_find_task_by_short_id (fixture->session, "RIV-12"));

  room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  office_record_set_text (room, "former_keys", "RIV WEST");
  office_test_scene_receive (fixture->scene, room, NULL);
  g_assert_true (office_session_find_task_by_short_id (fixture->session, "RIV-12") == fixture->task);
  g_assert_true (office_session_find_task_by_short_id (fixture->session, "west-12") == fixture->task);
  g_assert_null (office_session_find_task_by_short_id (fixture->session, "RIV-7"));
  called = office_session_dup_key_called (fixture->session, "riv-1");
  g_assert_cmpstr (called, ==, "RIV");

  g_assert_cmpstr (office_task_get_id (office_session_find_task_by_short_id (fixture->session, "NEW-7")), ==,
                   SCENE_DOORS);
  g_assert_cmpstr (office_task_get_id (office_session_find_task_by_short_id (fixture->session, "OLD-7")), ==,
                   SCENE_DOORS);
  g_assert_cmpstr (office_task_get_id (office_session_find_task_by_short_id (fixture->session, "GEN-7")), ==,
                   SCENE_DOORS);
}

/* Before the host says so: who changes the key goes on to find tasks by the old one at once. */
static void
test_change_of_key (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *task = office_test_scene_get_record (fixture->scene, SCENE_LAMPS);
  g_autoptr (GError) error = NULL;

  office_record_set_text (room, "key", "LIB");
  office_record_set_integer (task, "number", 12);
  office_test_scene_receive (fixture->scene, room, task, NULL);
  g_assert_true (office_session_set_room_key (fixture->session, SCENE_LIBRARY, "riv", &error));
  g_assert_no_error (error);
  g_assert_true (office_session_find_task_by_short_id (fixture->session, "LIB-12") == fixture->task);
  g_assert_true (office_session_find_task_by_short_id (fixture->session, "RIV-12") == fixture->task);
  g_assert_false (office_session_set_room_key (fixture->session, SCENE_GENERAL, "LIB", &error));
  g_assert_cmpstr (error->message, ==, "Another room had this key, and its tasks are still found by it");
  g_clear_error (&error);
  office_test_scene_answer (fixture->scene);
  g_assert_true (office_session_find_task_by_short_id (fixture->session, "LIB-12") == fixture->task);
  g_assert_true (office_session_set_room_key (fixture->session, SCENE_LIBRARY, "LIB", &error)); /* back */
  g_assert_no_error (error);
  g_assert_true (office_session_find_task_by_short_id (fixture->session, "RIV-12") == fixture->task);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/times", test_times);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/impossible_day", test_impossible_day);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/zone", test_zone);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/repeat", test_repeat);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/small", test_small_fields);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/undo_of_old", test_undo_of_old);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/other_tasks", test_other_tasks);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/steps", test_steps);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/long", test_long_step);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/duplicate", test_duplicate);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/labels", test_labels);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/short_ids", test_short_ids);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/former_keys", test_former_keys);
  OFFICE_SCENE_FIXTURE_ADD ("/office/task-fields/change_of_key", test_change_of_key);

  return g_test_run ();
}
