/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing that was changed since is undone, and it is said what that is. */
#include "office-scene-fixture.h"
#include "office-whereabouts.h"

typedef OfficeSceneFixture Fixture;

/* What somebody has changed since stays; and it does not stand in the way of what was done before it. */
static void
test_nobody_is_overwritten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_set_task_estimate (fixture->session, SCENE_LAMPS, 90, &error));
  g_assert_true (office_session_edit_task (fixture->session, SCENE_LAMPS, "priority", "high", &error));
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  office_scene_fixture_change_task (fixture, SCENE_ANNA, "{\"priority\":\"low\"}");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: Anna has changed the priority since");
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_LOW);
  office_session_undo_last (fixture->session);
  g_assert_cmpint (office_task_get_estimate (fixture->task), ==, 0);
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_LOW);
}

static void
test_redo_overwrites_nobody (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;

  g_assert_true (office_session_edit_task (session, SCENE_LAMPS, "priority", "high", NULL));
  office_session_undo_last (session);
  office_test_scene_answer (fixture->scene);
  office_scene_fixture_change_task (fixture, SCENE_ANNA, "{\"priority\":\"low\"}");
  office_session_redo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not redone: Anna has changed the priority since");
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_LOW);
  g_assert_false (office_session_can_redo (session));
}

/* What is one act is undone as one: somebody has set the due date anew, so that the repetition which came with it stays. */
static void
test_all_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_set_task_repeat (fixture->session, SCENE_LAMPS, "FREQ=DAILY",
                                                 OFFICE_REPEAT_FROM_COMPLETION, &error));
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  office_scene_fixture_change_task (fixture, SCENE_ANNA, "{\"repeat_from\":null}");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: Anna has changed the repetition since");
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=DAILY");
  g_assert_false (office_session_can_redo (fixture->session));

  g_assert_true (office_session_set_task_repeat (fixture->session, SCENE_LAMPS, "FREQ=WEEKLY",
                                                 OFFICE_REPEAT_FROM_COMPLETION, &error));
  office_test_scene_answer (fixture->scene);
  office_scene_fixture_change_task (fixture, SCENE_MEI, "{\"repeat_from\":null,\"repeat\":\"FREQ=MONTHLY\"}");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: Mei has changed the repetition since");
  g_assert_cmpstr (office_task_get_repeat (fixture->task), ==, "FREQ=MONTHLY");
}

/* What somebody has changed, and changed back, is as it was left. */
static void
test_changed_back (Fixture *fixture, gconstpointer data)
{
  g_assert_true (office_session_edit_task (fixture->session, SCENE_LAMPS, "priority", "high", NULL));
  office_test_scene_answer (fixture->scene);
  office_scene_fixture_change_task (fixture, SCENE_ANNA, "{\"priority\":\"low\"}");
  office_scene_fixture_change_task (fixture, SCENE_ANNA, "{\"priority\":\"high\"}");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Priority changed");
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_NONE);
}

/* Several fields, none of which others can write: it was done on another device of this person. */
static void
test_oneself_elsewhere (Fixture *fixture, gconstpointer data)
{
  const OfficeWhereabouts here = { .status = (char *) "At the dentist", .place = OFFICE_PLACE_HOME };
  OfficePerson *me = office_session_get_me (fixture->session);

  g_assert_true (office_session_set_whereabouts (fixture->session, &here, NULL));
  office_test_scene_answer (fixture->scene);
  office_test_scene_act (fixture->scene, SCENE_BEN, "patch",
                         "{\"kind\":\"person\",\"id\":\"" SCENE_BEN "\",\"set\":{\"site\":\"Main Street\"}}");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: you have changed the status since");
  g_assert_cmpstr (office_person_get_status (me), ==, "At the dentist");
}

/* Nobody can tell who it was: it is said all the same what it is. */
static void
test_somebody (Fixture *fixture, gconstpointer data)
{
  g_assert_true (office_session_edit_column (fixture->session, SCENE_TODO, "name", "Later", NULL));
  office_test_scene_answer (fixture->scene);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"column\",\"id\":\"" SCENE_TODO "\",\"set\":{\"name\":\"Someday\"}}");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: somebody has changed the name since");
}

/* Of many tasks each is looked at; those that nobody has changed go back. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  const char *const tasks[] = { SCENE_LAMPS, SCENE_PHOTOS, NULL };
  OfficeTask *photos = office_session_find_task (fixture->session, SCENE_PHOTOS);

  g_assert_true (office_session_edit_tasks (fixture->session, tasks, "priority", "high", NULL));
  office_test_scene_answer (fixture->scene);
  office_scene_fixture_change_task (fixture, SCENE_ANNA, "{\"priority\":\"low\"}");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "1 is as it was left: somebody has changed it since");
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_LOW);
  g_assert_cmpint (office_task_get_priority (photos), ==, OFFICE_PRIORITY_NONE);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;
  g_autofree char *with = NULL;

  g_assert_true (office_session_create_label (fixture->session, SCENE_LIBRARY, "Roof", "red", &label, NULL));
  g_assert_true (office_session_edit_label (fixture->session, label, "name", "Roofs", NULL));
  office_test_scene_answer (fixture->scene);
  with = g_strdup_printf ("{\"kind\":\"label\",\"id\":\"%s\"}", label);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "remove", with);
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: it is not there any more");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-guard/nobody_is_overwritten", test_nobody_is_overwritten);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-guard/redo_overwrites_nobody", test_redo_overwrites_nobody);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-guard/all_fields", test_all_fields);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-guard/changed_back", test_changed_back);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-guard/oneself_elsewhere", test_oneself_elsewhere);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-guard/somebody", test_somebody);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-guard/many", test_many);
  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-guard/gone", test_gone);

  return g_test_run ();
}
