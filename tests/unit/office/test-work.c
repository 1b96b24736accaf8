/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
#include "office-test-notice.h"
#include "office-test-scene.h"
#include "office-work.h"

#include <locale.h>

#define HOUR G_GINT64_CONSTANT (3600000)

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWork *work;
  OfficeTestNotice notice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->work = office_session_get_work (fixture->session);
  office_test_notice_watch (&fixture->notice, fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_notice_clear (&fixture->notice);
  office_test_scene_free (fixture->scene);
}

static void
assert_work (Fixture *fixture, const char *expected)
{
  GListModel *model = G_LIST_MODEL (fixture->work);
  g_autoptr (GString) text = g_string_new (NULL);

  office_test_scene_settle (fixture->scene);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (OFFICE_IS_TASK_GROUP (item))
        g_string_append_printf (text, "[%s %u]", office_task_group_get_title (OFFICE_TASK_GROUP (item)),
                                office_task_group_get_n_tasks (OFFICE_TASK_GROUP (item)));
      else
        {
          g_auto (GStrv) words = g_strsplit (office_task_get_title (OFFICE_TASK (item)), " ", 2);

          g_string_append (text, words[0]);
        }
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
act_on (Fixture *fixture, const char *task, const char *change)
{
  g_autofree char *with = g_strdup_printf ("{\"kind\": \"task\", \"id\": \"%s\", %s}", task, change);

  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch", with);
}

#define TO_BEN "\"add\": {\"assignees\": [\"" SCENE_BEN "\"]}"

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  assert_work (fixture, "[Today 1] Door");
  act_on (fixture, SCENE_LAMPS, TO_BEN);
  assert_work (fixture, "[Today 1] Door [No date 1] Ask");
  act_on (fixture, SCENE_LAMPS, "\"set\": {\"due\": \"2025-06-09\"}");
  assert_work (fixture, "[Overdue 1] Ask [Today 1] Door");
  g_assert_cmpuint (office_work_get_n_late (fixture->work), ==, 1);
  act_on (fixture, SCENE_SAMPLES, TO_BEN);
  assert_work (fixture, "[Overdue 1] Ask [Today 1] Door [Upcoming 1] Send");
  act_on (fixture, SCENE_SAMPLES, "\"take\": {\"assignees\": [\"" SCENE_BEN "\"]}");
  assert_work (fixture, "[Overdue 1] Ask [Today 1] Door");
}

static void
test_done (Fixture *fixture, gconstpointer data)
{
  g_assert_true (office_session_complete_task (fixture->session, SCENE_DOORS, TRUE, NULL));
  assert_work (fixture, "[Done today 1] Door");
  office_test_notice_undo (&fixture->notice);
  assert_work (fixture, "[Today 1] Door");
  g_assert_true (office_session_complete_task (fixture->session, SCENE_DOORS, TRUE, NULL));
  office_test_scene_answer (fixture->scene);
  assert_work (fixture, "[Done today 1] Door");
  /* The next day it is out of the way. */
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 15 * HOUR);
  assert_work (fixture, "");
}

static void
test_snooze (Fixture *fixture, gconstpointer data)
{
  const gint64 until = office_session_get_now (fixture->session) + 2 * HOUR;
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  g_autoptr (OfficeTaskGroup) group = NULL;

  g_assert_true (office_session_snooze_task (fixture->session, SCENE_DOORS, until, NULL));
  /* Folded from the start. */
  assert_work (fixture, "[Snoozed 1]");
  g_assert_cmpint (office_work_get_snoozed_until (fixture->work, doors), ==, until);
  group = g_list_model_get_item (G_LIST_MODEL (fixture->work), 0);
  office_work_toggle_group (fixture->work, group);
  assert_work (fixture, "[Snoozed 1] Door");

  office_test_notice_undo (&fixture->notice);
  assert_work (fixture, "[Today 1] Door");
  g_assert_true (office_session_snooze_task (fixture->session, SCENE_DOORS, until, NULL));
  office_test_scene_answer (fixture->scene);
  assert_work (fixture, "[Snoozed 1] Door");
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 2 * HOUR);
  assert_work (fixture, "[Today 1] Door");
  g_assert_cmpint (office_work_get_snoozed_until (fixture->work, doors), ==, 0);
}

static guint
find_day (GDateDay day, GDateMonth month, GDateYear year)
{
  g_autoptr (GDate) date = g_date_new_dmy (day, month, year);

  return g_date_get_julian (date);
}

static void
test_reschedule (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  OfficeTask *lamps = office_session_find_task (fixture->session, SCENE_LAMPS);

  g_assert_true (office_session_reschedule (fixture->session, doors, find_day (13, 6, 2025), NULL));
  g_assert_cmpstr (office_task_get_due (doors), ==, "2025-06-13T17:00");
  g_assert_cmpstr (fixture->notice.text, ==, "Due: Fri, 17:00");
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (office_task_get_due (doors), ==, "2025-06-11T17:00");

  g_assert_true (office_session_reschedule (fixture->session, lamps, find_day (1, 7, 2025), NULL));
  g_assert_cmpstr (office_task_get_due (lamps), ==, "2025-07-01");
  g_assert_true (office_session_reschedule (fixture->session, lamps, 0, NULL));
  g_assert_null (office_task_get_due (lamps));
  g_assert_cmpstr (fixture->notice.text, ==, "Due: no date");
}

/* 23:30 in Los Angeles is the next morning in Berlin; moved by a day of this calendar it is 23:30 there again, also where
 * clocks are changed between the two. */
static void
test_other_zone (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);

  act_on (fixture, SCENE_DOORS, "\"set\": {\"due\": \"2025-10-25T23:30\", \"zone\": \"America/Los_Angeles\"}");
  office_test_scene_settle (fixture->scene);
  g_assert_cmpstr (office_task_get_due (doors), ==, "2025-10-25T23:30");
  g_assert_cmpstr (office_task_get_local_due (doors), ==, "2025-10-26T06:30");
  g_assert_cmpuint (office_task_get_due_day (doors), ==, find_day (26, 10, 2025));
  g_assert_true (office_session_reschedule (fixture->session, doors, find_day (3, 11, 2025), NULL));
  g_assert_cmpstr (office_task_get_due (doors), ==, "2025-11-02T23:30");
  g_assert_cmpstr (office_task_get_local_due (doors), ==, "2025-11-03T07:30");
}

static void
test_reschedule_bar (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);

  /* What has a start goes as a whole, and comes back so. */
  g_assert_true (office_session_edit_task (fixture->session, SCENE_DOORS, "start", "2025-06-11T09:00", NULL));
  g_assert_true (office_session_reschedule (fixture->session, doors, find_day (30, 6, 2025), NULL));
  g_assert_cmpstr (office_task_get_start (doors), ==, "2025-06-30T09:00");
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpstr (office_task_get_start (doors), ==, "2025-06-11T09:00");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/work/groups", test_groups);
  ADD ("/work/done", test_done);
  ADD ("/work/snooze", test_snooze);
  ADD ("/work/reschedule", test_reschedule);
  ADD ("/work/reschedule-bar", test_reschedule_bar);
  ADD ("/work/other-zone", test_other_zone);
  return g_test_run ();
}
