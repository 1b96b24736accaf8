/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one did is taken back, the last first, without the toast that came with it. */
#include "office-session-private.h"
#include "office-task-view.h"
#include "office-templates.h"
#include "office-test-notice.h"
#include "office-test-scene.h"
#include "office-whereabouts.h"
#include "office-work.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeTask *task;
  OfficeMessage *morning; /* held, so that it is live */
  OfficeTestNotice notice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->task = office_session_find_task (fixture->session, SCENE_LAMPS);
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
count (OfficeSession *session, guint *n)
{
  ++*n;
}

/* Each is undone in turn; nothing was said of what is seen where it was done. */
static void
test_in_turn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeStep) step = NULL;
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  step = g_list_model_get_item (office_task_get_steps (doors), 1);
  g_signal_connect (fixture->session, "undos-changed", G_CALLBACK (count), &n_changes);
  g_assert_false (office_session_can_undo (fixture->session));
  office_session_undo_last (fixture->session);
  g_assert_true (office_session_edit_task (fixture->session, SCENE_LAMPS, "priority", "high", &error));
  g_assert_true (office_session_assign (fixture->session, SCENE_LAMPS, SCENE_ANNA, TRUE, &error));
  g_assert_true (office_session_set_label (fixture->session, SCENE_LAMPS, SCENE_CLIENT, TRUE, &error));
  g_assert_true (office_session_set_task_time (fixture->session, SCENE_LAMPS, "due", "2025-06-20", &error));
  g_assert_true (office_session_set_step_done (fixture->session, office_step_get_id (step), TRUE, &error));
  g_assert_true (office_session_edit_column (fixture->session, SCENE_TODO, "name", "Later", &error));
  g_assert_true (office_session_set_column_limit (fixture->session, SCENE_TODO, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 7);
  g_assert_cmpuint (fixture->notice.n_said, ==, 0);

  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Limit changed");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Column changed");
  office_session_undo_last (fixture->session);
  g_assert_false (office_step_get_done (step));
  office_session_undo_last (fixture->session);
  g_assert_null (office_task_get_due (fixture->task));
  office_session_undo_last (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_labels (fixture->task)), ==, 0);
  office_session_undo_last (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (fixture->task)), ==, 0);
  g_assert_true (office_session_can_undo (fixture->session));
  office_session_undo_last (fixture->session);
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_NONE);
  g_assert_false (office_session_can_undo (fixture->session));
  office_test_scene_answer (fixture->scene);
}

/* What somebody has changed since stays; and it does not stand in the way of what was done before it. */
static void
test_nobody_is_overwritten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_set_task_estimate (fixture->session, SCENE_LAMPS, 90, &error));
  g_assert_true (office_session_edit_task (fixture->session, SCENE_LAMPS, "priority", "high", &error));
  g_assert_no_error (error);
  office_test_scene_answer (fixture->scene);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_LAMPS "\",\"set\":{\"priority\":\"low\"}}");
  office_session_undo_last (fixture->session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not undone: somebody has changed it since");
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_LOW);
  office_session_undo_last (fixture->session);
  g_assert_cmpint (office_task_get_estimate (fixture->task), ==, 0);
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_LOW);
}

/* What goes from view is said too; undone by that, it is not undone again. */
static void
test_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_trash_task (fixture->session, SCENE_LAMPS, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->notice.n_said, ==, 1);
  g_assert_true (office_session_can_undo (fixture->session));
  office_test_notice_undo (&fixture->notice);
  g_assert_false (office_task_get_trashed (fixture->task));
  g_assert_false (office_session_can_undo (fixture->session));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

/* What is made can be taken back, too; a column only while nothing stands in it. */
static void
test_making (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  OfficeTask *doors = office_session_find_task (session, SCENE_DOORS);
  const guint n_steps = g_list_model_get_n_items (office_task_get_steps (doors));
  g_autofree char *label = NULL;
  g_autofree char *column = NULL;

  g_assert_true (office_session_create_step (session, SCENE_DOORS, "Ask again", NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_steps (doors)), ==, n_steps + 1);
  office_session_undo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Step added");
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_steps (doors)), ==, n_steps);

  g_assert_true (office_session_create_label (session, SCENE_LIBRARY, "Roof", "red", &label, NULL));
  office_session_undo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Label added");

  g_assert_true (office_session_create_column (session, SCENE_LIBRARY, "Later", OFFICE_STATE_OPEN, &column, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_true (office_session_move_task (session, SCENE_LAMPS, column, NULL, NULL));
  office_session_undo_last (session);
  office_session_undo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Undone: Column added");
  g_assert_false (office_session_can_undo (session));
}

/* What was undone comes again, in turn; and can be undone again. */
static void
test_redo (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;

  g_assert_false (office_session_can_redo (session));
  office_session_redo_last (session);
  g_assert_true (office_session_edit_task (session, SCENE_LAMPS, "priority", "high", NULL));
  g_assert_true (office_session_assign (session, SCENE_LAMPS, SCENE_ANNA, TRUE, NULL));
  office_session_undo_last (session);
  office_session_undo_last (session);
  g_assert_false (office_session_can_undo (session));

  office_session_redo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Redone: Priority changed");
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_HIGH);
  g_assert_true (office_session_can_redo (session));
  office_session_redo_last (session);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (fixture->task)), ==, 1);
  g_assert_false (office_session_can_redo (session));

  office_session_undo_last (session);
  office_session_undo_last (session);
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_NONE);
  g_assert_cmpuint (g_list_model_get_n_items (office_task_get_assignees (fixture->task)), ==, 0);
  office_test_scene_answer (fixture->scene);
}

/* Something else was done instead: that counts. */
static void
test_redo_ends (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;

  g_assert_true (office_session_edit_task (session, SCENE_LAMPS, "priority", "high", NULL));
  office_session_undo_last (session);
  g_assert_true (office_session_can_redo (session));
  g_assert_true (office_session_set_task_estimate (session, SCENE_LAMPS, 90, NULL));
  g_assert_false (office_session_can_redo (session));
}

static void
test_redo_overwrites_nobody (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;

  g_assert_true (office_session_edit_task (session, SCENE_LAMPS, "priority", "high", NULL));
  office_session_undo_last (session);
  office_test_scene_answer (fixture->scene);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_LAMPS "\",\"set\":{\"priority\":\"low\"}}");
  office_session_redo_last (session);
  g_assert_cmpstr (fixture->notice.text, ==, "Not redone: somebody has changed it since");
  g_assert_cmpint (office_task_get_priority (fixture->task), ==, OFFICE_PRIORITY_LOW);
  g_assert_false (office_session_can_redo (session));
}

/* What was removed and had again is another record; what was done to the first is undone on that. */
static void
test_made_anew (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  GListModel *labels = office_task_get_labels (fixture->task);

  g_assert_true (office_session_set_label (session, SCENE_LAMPS, SCENE_CLIENT, TRUE, NULL));
  g_assert_true (office_session_edit_label (session, SCENE_CLIENT, "name", "Customer", NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (OfficeLabel) label = NULL;

      if (i == 0)
        g_assert_true (office_session_remove_label (session, SCENE_CLIENT, NULL));
      else
        office_session_redo_last (session);
      g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 0);
      office_session_undo_last (session);
      g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 1);
      label = g_list_model_get_item (labels, 0);
      g_assert_cmpstr (office_label_get_name (label), ==, "Customer");
    }
  office_session_undo_last (session);
  {
    g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, 0);

    g_assert_cmpstr (office_label_get_name (label), !=, "Customer");
  }
  office_session_undo_last (session);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 0);
  g_assert_false (office_session_can_undo (session));
  for (guint i = 0; i < 2; i++)
    office_session_redo_last (session);
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 1);
  office_test_scene_answer (fixture->scene);
}

/* Many at once are one for that, too; a move stands where it stood. */
static void
test_redo_several (Fixture *fixture, gconstpointer data)
{
  OfficeSession *session = fixture->session;
  const char *const tasks[] = { SCENE_LAMPS, SCENE_DOORS, NULL };
  OfficeTask *doors = office_session_find_task (session, SCENE_DOORS);
  g_autofree char *was = g_strdup (office_task_get_column_id (doors));

  g_assert_true (office_session_trash_tasks (session, tasks, NULL));
  office_session_undo_last (session);
  g_assert_false (office_task_get_trashed (fixture->task));
  office_session_redo_last (session);
  g_assert_true (office_task_get_trashed (fixture->task) && office_task_get_trashed (doors));
  office_session_undo_last (session);
  g_assert_false (office_task_get_trashed (fixture->task) || office_task_get_trashed (doors));

  g_assert_true (office_session_complete_task (session, SCENE_DOORS, TRUE, NULL));
  office_session_undo_last (session);
  g_assert_cmpstr (office_task_get_column_id (doors), ==, was);
  office_session_redo_last (session);
  g_assert_cmpstr (office_task_get_column_id (doors), !=, was);
  office_test_scene_answer (fixture->scene);
}

/* ---- rooms and conversations ---- */

typedef struct {
  const char *words; /* NULL: they tell the time */
  gboolean (*act) (OfficeSession *session);
  gboolean (*holds) (OfficeSession *session); /* what was done */
} Act;

static OfficeRoom *
get_library (OfficeSession *session)
{
  return office_session_find_room (session, SCENE_LIBRARY);
}

static gboolean
rename_room (OfficeSession *session)
{
  return office_session_edit_room (session, SCENE_LIBRARY, "name", "Books", NULL);
}

static gboolean
is_renamed (OfficeSession *session)
{
  return g_str_equal (office_room_get_name (get_library (session)), "Books");
}

static gboolean
like_room (OfficeSession *session)
{
  return office_session_set_favourite (session, SCENE_LIBRARY, TRUE, NULL);
}

static gboolean
is_liked (OfficeSession *session)
{
  return office_room_get_favourite (get_library (session));
}

static gboolean
group_room (OfficeSession *session)
{
  return office_session_set_room_group (session, SCENE_LIBRARY, "Sites", NULL);
}

static gboolean
is_grouped (OfficeSession *session)
{
  return g_strcmp0 (office_room_get_group (get_library (session)), "Sites") == 0;
}

static gboolean
mute_room (OfficeSession *session)
{
  return office_session_set_muted (session, SCENE_LIBRARY, TRUE, NULL);
}

static gboolean
is_muted (OfficeSession *session)
{
  return office_room_get_muted (get_library (session));
}

static gboolean
make_template (OfficeSession *session)
{
  return office_session_set_room_template (session, SCENE_LIBRARY, TRUE, NULL);
}

static gboolean
is_template (OfficeSession *session)
{
  return office_session_is_room_template (session, SCENE_LIBRARY);
}

static gboolean
describe (OfficeSession *session)
{
  return office_session_edit_description (session, SCENE_LAMPS, NULL, "Ask *Ben* first", NULL);
}

static gboolean
is_described (OfficeSession *session)
{
  return g_strcmp0 (office_task_get_description (office_session_find_task (session, SCENE_LAMPS)), "Ask *Ben* first")
         == 0;
}

static gboolean
say_status (OfficeSession *session)
{
  const OfficeWhereabouts here = { .status = (char *) "At the dentist", .place = OFFICE_PLACE_HOME };

  return office_session_set_whereabouts (session, &here, NULL);
}

static gboolean
is_status_said (OfficeSession *session)
{
  return g_strcmp0 (office_person_get_status (office_session_get_me (session)), "At the dentist") == 0;
}

static OfficeMessage *
get_morning (OfficeSession *session)
{
  return office_session_peek_message (session, SCENE_MORNING);
}

static gboolean
edit_message (OfficeSession *session)
{
  return office_session_edit_message (session, SCENE_MORNING, "Good evening", NULL);
}

static gboolean
is_edited (OfficeSession *session)
{
  return g_str_equal (office_message_get_text (get_morning (session)), "Good evening");
}

static gboolean
pin_message (OfficeSession *session)
{
  return office_session_pin_message (session, SCENE_MORNING, TRUE, NULL);
}

static gboolean
is_pinned (OfficeSession *session)
{
  return office_message_get_pinned_at (get_morning (session)) != 0;
}

static gboolean
save_message (OfficeSession *session)
{
  return office_session_save_message (session, SCENE_MORNING, TRUE, NULL);
}

static gboolean
is_saved (OfficeSession *session)
{
  return office_message_get_saved (get_morning (session));
}

static gboolean
react (OfficeSession *session)
{
  return office_session_react (session, SCENE_MORNING, "👍", TRUE, NULL);
}

static gboolean
is_reacted_to (OfficeSession *session)
{
  GListModel *reactions = office_message_get_reactions (get_morning (session));

  return reactions != NULL && g_list_model_get_n_items (reactions) > 0;
}

/* Its text is erased only some seconds later. */
static gboolean
delete_message (OfficeSession *session)
{
  return office_session_remove_message (session, SCENE_MORNING, NULL);
}

static gboolean
is_deleted (OfficeSession *session)
{
  return office_session_is_removing (session, SCENE_MORNING);
}

static gboolean
snooze (OfficeSession *session)
{
  return office_session_snooze_task (session, SCENE_LAMPS, office_session_get_now (session) + G_TIME_SPAN_HOUR, NULL);
}

static gboolean
is_snoozed (OfficeSession *session)
{
  g_autoptr (GPtrArray) records = office_replica_list (session->replica, "snooze", "task", SCENE_LAMPS);

  return records->len > 0 && office_record_get_integer (records->pdata[0], "until") > 0;
}

static gboolean
remind (OfficeSession *session)
{
  return office_session_remind (session, SCENE_LAMPS, "Look up", office_session_get_now (session) + G_TIME_SPAN_HOUR,
                                NULL, NULL);
}

static gboolean
is_reminded (OfficeSession *session)
{
  return office_session_find_reminder_of (session, SCENE_LAMPS) != NULL;
}

static gboolean
save_view (OfficeSession *session)
{
  const OfficeTaskLook look = { .layout = OFFICE_TASKS_LIST, .query = (char *) "is:mine" };

  return office_session_save_view (session, SCENE_LIBRARY, "Mine", &look, NULL, NULL);
}

static gboolean
is_view_saved (OfficeSession *session)
{
  g_autoptr (GPtrArray) views = office_replica_list (session->replica, "view", "room", SCENE_LIBRARY);

  return views->len > 0;
}

/* Each is done, undone, done again and undone; the host has the same each time. */
static void
test_rooms (Fixture *fixture, gconstpointer data)
{
  static const Act acts[] = {
    { "Room changed", rename_room, is_renamed },
    { "Room made a favorite", like_room, is_liked },
    { "Group changed", group_room, is_grouped },
    { "Room muted", mute_room, is_muted },
    { "Room is a template", make_template, is_template },
    { "Description changed", describe, is_described },
    { "Status changed", say_status, is_status_said },
    { "Message edited", edit_message, is_edited },
    { "Message pinned", pin_message, is_pinned },
    { "Saved for later", save_message, is_saved },
    { "Reaction added", react, is_reacted_to },
    { "Message deleted", delete_message, is_deleted },
    { "Task snoozed", snooze, is_snoozed },
    { NULL, remind, is_reminded },
    { "View saved", save_view, is_view_saved },
  };
  OfficeSession *session = fixture->session;

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *undone = g_strdup_printf ("Undone: %s", acts[i].words);
      g_autofree char *redone = g_strdup_printf ("Redone: %s", acts[i].words);

      g_assert_false (acts[i].holds (session));
      g_assert_true (acts[i].act (session));
      g_assert_true (acts[i].holds (session));
      office_session_undo_last (session);
      if (acts[i].words != NULL)
        g_assert_cmpstr (fixture->notice.text, ==, undone);
      g_assert_false (acts[i].holds (session));
      office_session_redo_last (session);
      if (acts[i].words != NULL)
        g_assert_cmpstr (fixture->notice.text, ==, redone);
      g_assert_true (acts[i].holds (session));
      office_test_scene_answer (fixture->scene);
      g_assert_true (acts[i].holds (session));
      office_session_undo_last (session);
      office_test_scene_answer (fixture->scene);
      g_assert_false (acts[i].holds (session));
      g_assert_cmpuint (office_session_get_n_refused (session), ==, 0);
    }
  g_assert_false (office_session_can_undo (session));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/office/undo/in_turn", test_in_turn);
  ADD ("/office/undo/rooms", test_rooms);
  ADD ("/office/undo/redo", test_redo);
  ADD ("/office/undo/redo_ends", test_redo_ends);
  ADD ("/office/undo/redo_overwrites_nobody", test_redo_overwrites_nobody);
  ADD ("/office/undo/made_anew", test_made_anew);
  ADD ("/office/undo/redo_several", test_redo_several);
  ADD ("/office/undo/nobody_is_overwritten", test_nobody_is_overwritten);
  ADD ("/office/undo/said", test_said);
  ADD ("/office/undo/making", test_making);

  return g_test_run ();
}
