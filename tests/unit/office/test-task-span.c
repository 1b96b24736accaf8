/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-span.h"
#include "office-test-scene.h"

#define TASK "0190a000-0000-7000-8000-000000000f00"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeTask *task;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.create",
                         "{\"id\": \"" TASK "\", \"room\": \"" SCENE_LIBRARY "\", \"column\": \"" SCENE_TODO
                         "\", \"title\": \"Draw\", \"start\": \"2025-06-10T23:30\", \"due\": \"2025-06-12T16:00\", "
                         "\"zone\": \"America/New_York\"}");
  office_test_scene_settle (fixture->scene);
  fixture->task = office_session_find_task (fixture->session, TASK);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_scene_free (fixture->scene);
}

static guint
get_june (GDateDay day)
{
  g_autoptr (GDate) date = g_date_new_dmy (day, 6, 2025);

  return g_date_get_julian (date);
}

/* Half past eleven in New York is the next day here. */
static void
test_span (Fixture *fixture, gconstpointer data)
{
  OfficeSpan span;

  g_assert_true (office_task_get_span (fixture->task, &span));
  g_assert_cmpuint (span.first, ==, get_june (11));
  g_assert_cmpuint (span.last, ==, get_june (12));
  g_assert_false (office_task_touches_day (fixture->task, get_june (10)));
  g_assert_true (office_task_touches_day (fixture->task, get_june (11)));
  g_assert_false (office_task_touches_day (fixture->task, get_june (13)));
  g_assert_false (office_task_get_span (office_session_find_task (fixture->session, SCENE_LAMPS), &span));
  g_assert_true (office_task_get_span (office_session_find_task (fixture->session, SCENE_SAMPLES), &span));
  g_assert_cmpuint (span.first, ==, span.last);
}

/* The time of day stays, in its zone; the other end does, too; and it is one step to take back. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      office_session_move_task_end (fixture->session, fixture->task, OFFICE_TASK_START, get_june (9), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (office_task_get_start (fixture->task), ==, "2025-06-08T23:30");
  g_assert_cmpstr (office_task_get_due (fixture->task), ==, "2025-06-12T16:00");
  g_assert_cmpstr (office_task_get_zone (fixture->task), ==, "America/New_York");
  g_assert_true (
      office_session_move_task_end (fixture->session, fixture->task, OFFICE_TASK_DUE, get_june (20), &error));
  g_assert_cmpstr (office_task_get_due (fixture->task), ==, "2025-06-20T16:00");
  g_assert_cmpstr (office_task_get_start (fixture->task), ==, "2025-06-08T23:30");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (office_task_get_due (fixture->task), ==, "2025-06-12T16:00");
  g_assert_cmpstr (office_task_get_start (fixture->task), ==, "2025-06-08T23:30");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (office_task_get_start (fixture->task), ==, "2025-06-10T23:30");
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      office_session_move_task_end (fixture->session, fixture->task, OFFICE_TASK_START, get_june (13), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (office_task_get_start (fixture->task), ==, "2025-06-10T23:30");
  /* Half past three here is before eight in the evening. */
  g_assert_true (office_task_can_move_end (fixture->task, OFFICE_TASK_START, get_june (12)));
  g_assert_true (office_task_can_move_end (fixture->task, OFFICE_TASK_DUE, get_june (11)));
  g_assert_false (office_task_can_move_end (fixture->task, OFFICE_TASK_DUE, get_june (10)));
  /* What is not due has no ends. */
  g_assert_false (office_task_can_move_end (office_session_find_task (fixture->session, SCENE_LAMPS), OFFICE_TASK_START,
                                            get_june (12)));
}

/* As it would be, in words; the time is the one here. */
static void
test_end_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *start = office_task_dup_end_text (fixture->task, OFFICE_TASK_START, get_june (10));
  g_autofree char *due = office_task_dup_end_text (fixture->task, OFFICE_TASK_DUE, get_june (20));
  g_autofree char *first = office_task_dup_end_text (office_session_find_task (fixture->session, SCENE_SAMPLES),
                                                     OFFICE_TASK_START, get_june (11));

  g_assert_cmpstr (start, ==, "Start: Tuesday 10 June, 3:30");
  g_assert_cmpstr (due, ==, "Due: Friday 20 June, 20:00");
  g_assert_cmpstr (first, ==, "Start: Wednesday 11 June");
  g_assert_cmpstr (office_task_get_due (fixture->task), ==, "2025-06-12T16:00");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/task-span/span", test_span);
  ADD ("/task-span/move", test_move);
  ADD ("/task-span/order", test_order);
  ADD ("/task-span/end-text", test_end_text);
  return g_test_run ();
}
