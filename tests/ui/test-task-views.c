/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A room's tasks as a list, a month and a week, the bar above, and one's own work. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-calendar-chip.h"
#include "office-calendar-day.h"
#include "office-task-bar.h"
#include "office-task-calendar.h"
#include "office-task-row.h"
#include "office-tasks-view.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-work-page.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeTasksView *view;
} Fixture;

static const char *const actions[] = { "open-task", "say" };

static void
on_action (GSimpleAction *action, GVariant *target, gpointer data)
{
  g_object_set_data_full (G_OBJECT (data), g_action_get_name (G_ACTION (action)), g_variant_dup_string (target, NULL),
                          g_free);
}

/* What the window would do is noted on it. */
static void
add_actions (Fixture *fixture)
{
  GtkWindow *window = office_ui_fixture_get_window (fixture->ui);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (actions[i], G_VARIANT_TYPE_STRING);

      g_signal_connect (action, "activate", G_CALLBACK (on_action), window);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
}

static const char *
get_opened (Fixture *fixture)
{
  return g_object_get_data (G_OBJECT (office_ui_fixture_get_window (fixture->ui)), "open-task");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  fixture->view = OFFICE_TASKS_VIEW (office_tasks_view_new ());
  fixture->ui = office_ui_fixture_new (GTK_WIDGET (fixture->view), 1000, 700);
  add_actions (fixture);
  office_tasks_view_set_room (fixture->view, fixture->session, SCENE_LIBRARY);
  office_ui_fixture_settle (fixture->ui);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static void
act_on (Fixture *fixture, const char *task, const char *change)
{
  g_autofree char *with = g_strdup_printf ("{\"kind\": \"task\", \"id\": \"%s\", %s}", task, change);

  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch", with);
}

static gboolean
shows_task (GtkWidget *row, gconstpointer task)
{
  OfficeTask *shown = OFFICE_IS_TASK_ROW (row) ? office_task_row_get_task (OFFICE_TASK_ROW (row))
                                               : office_calendar_chip_get_task (OFFICE_CALENDAR_CHIP (row));

  return shown != NULL && g_str_equal (office_task_get_id (shown), task);
}

static gboolean
shows_group (GtkWidget *row, gconstpointer title)
{
  OfficeTaskGroup *group = office_task_row_get_group (OFFICE_TASK_ROW (row));

  return group != NULL && g_str_equal (office_task_group_get_title (group), title);
}

static GtkWidget *
find_row (Fixture *fixture, const char *task)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_ROW, shows_task, task);
}

static GtkWidget *
find_group (Fixture *fixture, const char *title)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_ROW, shows_group, title);
}

static GtkWidget *
find_chip (Fixture *fixture, const char *task)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_CALENDAR_CHIP, shows_task, task);
}

static void
show (Fixture *fixture, OfficeTasksLayout layout)
{
  office_tasks_view_set_layout (fixture->view, layout);
  office_ui_fixture_settle (fixture->ui);
  office_tasks_view_focus (fixture->view);
  office_ui_fixture_settle (fixture->ui);
}

/* ---- the bar ---- */

/* Buttons and field are one state. */
static void
test_bar (Fixture *fixture, gconstpointer data)
{
  OfficeTaskFilter *filter = office_tasks_view_get_filter (fixture->view);
  GtkWidget *entry = office_ui_fixture_find (fixture->ui, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  GtkWidget *mine = office_ui_fixture_find (fixture->ui, GTK_TYPE_TOGGLE_BUTTON, "tooltip-text",
                                            "Only Tasks Assigned to Me");

  show (fixture, OFFICE_TASKS_LIST);
  office_ui_fixture_click (fixture->ui, mine);
  g_assert_cmpstr (office_task_filter_get_text (filter), ==, "assigned:me");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "assigned:me");
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_LAMPS) == NULL);
  g_assert_nonnull (find_row (fixture, SCENE_DOORS));

  gtk_editable_set_text (GTK_EDITABLE (entry), "priority:huge");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (mine)));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "“priority:huge” is not understood"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing is called so");
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_DOORS) == NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "No Task Matches"));
  office_ui_fixture_keep_picture (fixture->ui, "tasks-nothing");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_LAMPS) != NULL);
  office_ui_fixture_check_names (fixture->ui);
}

/* A view that somebody else keeps appears, and sets all. */
static void
test_saved_view (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = office_ui_fixture_find (fixture->ui, GTK_TYPE_MENU_BUTTON, "tooltip-text", "Saved Views");
  GtkWidget *open;

  office_test_scene_act (
      fixture->scene, SCENE_ANNA, "put",
      "{\"kind\": \"view\", \"id\": \"0190a000-0000-7000-8000-000000000d01\", \"room\": \"" SCENE_LIBRARY
      "\", \"name\": \"Dated\", \"position\": \"Zz\", \"layout\": \"list\", \"query\": \"has:due\", "
      "\"group\": \"priority\", \"sort\": \"due\"}");
  office_test_scene_settle (fixture->scene);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  office_ui_fixture_settle (fixture->ui);
  open = office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Dated");
  g_assert_nonnull (open);
  office_ui_fixture_keep_picture (fixture->ui, "tasks-views");
  g_signal_emit_by_name (gtk_widget_get_ancestor (open, GTK_TYPE_BUTTON), "clicked");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpint (office_tasks_view_get_layout (fixture->view), ==, OFFICE_TASKS_LIST);
  g_assert_cmpstr (office_task_filter_get_text (office_tasks_view_get_filter (fixture->view)), ==, "has:due");
  OFFICE_WAIT_UNTIL (find_group (fixture, "High priority") != NULL);
  g_assert_null (find_row (fixture, SCENE_LAMPS));
}

/* ---- the list ---- */

static void
test_list (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);

  show (fixture, OFFICE_TASKS_LIST);
  g_assert_nonnull (find_group (fixture, "To do"));
  office_ui_fixture_keep_picture (fixture->ui, "tasks-list");

  /* The focus is on the first task. */
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  g_assert_cmpstr (get_opened (fixture), ==, SCENE_DOORS);
  office_ui_fixture_press (fixture->ui, GDK_KEY_space, 0);
  OFFICE_WAIT_UNTIL (office_task_get_state (doors) == OFFICE_STATE_DONE);
  OFFICE_WAIT_UNTIL (find_group (fixture, "Done") != NULL);
  office_ui_fixture_click (fixture->ui, find_row (fixture, SCENE_SAMPLES));
  OFFICE_WAIT_UNTIL (g_strcmp0 (get_opened (fixture), SCENE_SAMPLES) == 0);

  office_ui_fixture_click (fixture->ui, find_group (fixture, "To do"));
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_LAMPS) == NULL);
  office_ui_fixture_click (fixture->ui, find_group (fixture, "To do"));
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_LAMPS) != NULL);
  office_ui_fixture_check_names (fixture->ui);
}

/* ---- the calendar ---- */

static void
test_month (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  GtkWidget *chip;

  show (fixture, OFFICE_TASKS_MONTH);
  chip = find_chip (fixture, SCENE_DOORS);
  g_assert_nonnull (chip);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "June 2025"));
  office_ui_fixture_keep_picture (fixture->ui, "tasks-month");

  /* Today has the focus; its task is moved by two days and a week, with its time, and the focus goes along. */
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  g_assert_true (gtk_widget_has_focus (chip));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, GDK_SHIFT_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_due (doors), "2025-06-12T17:00"));
  OFFICE_WAIT_UNTIL (find_chip (fixture, SCENE_DOORS) != NULL
                     && gtk_widget_has_focus (find_chip (fixture, SCENE_DOORS)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Down, GDK_SHIFT_MASK);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_due (doors), "2025-06-19T17:00"));
  OFFICE_WAIT_UNTIL (find_chip (fixture, SCENE_DOORS) != NULL
                     && gtk_widget_has_focus (find_chip (fixture, SCENE_DOORS)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_space, 0);
  OFFICE_WAIT_UNTIL (office_task_get_state (doors) == OFFICE_STATE_DONE);
  office_ui_fixture_check_names (fixture->ui);
}

static gboolean
is_day (GtkWidget *day, gconstpointer number)
{
  return office_calendar_day_get_day (OFFICE_CALENDAR_DAY (day)) == GPOINTER_TO_UINT (number);
}

static GtkWidget *
find_day (Fixture *fixture, GDateDay day, GDateMonth month)
{
  g_autoptr (GDate) date = g_date_new_dmy (day, month, 2025);

  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_CALENDAR_DAY, is_day,
                                    GUINT_TO_POINTER (g_date_get_julian (date)));
}

static void
test_month_keys (Fixture *fixture, gconstpointer data)
{
  OfficeTask *made = NULL;
  g_autoptr (OfficeTaskFilter) all = office_task_filter_new (fixture->session);
  g_autoptr (OfficeTaskList) list = NULL;

  show (fixture, OFFICE_TASKS_MONTH);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, 0);
  g_assert_true (gtk_widget_has_focus (find_day (fixture, 12, 6)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Page_Down, 0);
  g_assert_true (gtk_widget_has_focus (find_day (fixture, 12, 7)));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "July 2025"));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Home, 0);
  g_assert_true (gtk_widget_has_focus (find_day (fixture, 11, 6)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Down, 0);
  g_assert_true (gtk_widget_has_focus (find_day (fixture, 18, 6)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_n, 0);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (fixture->ui, GTK_TYPE_ENTRY, "placeholder-text", "New task on this day")
                     != NULL);
  {
    GtkWidget *entry = office_ui_fixture_find (fixture->ui, GTK_TYPE_ENTRY, "placeholder-text", "New task on this day");

    gtk_editable_set_text (GTK_EDITABLE (entry), "Book the room");
    g_signal_emit_by_name (entry, "activate");
  }
  office_task_filter_set_text (all, "book");
  list = office_task_list_new (fixture->session, SCENE_LIBRARY, all);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  made = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (office_task_get_due (made), ==, "2025-06-18");
  OFFICE_WAIT_UNTIL (find_chip (fixture, office_task_get_id (made)) != NULL);
  g_object_unref (made);
}

static void
test_month_drag (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  OfficeTask *lamps = office_session_find_task (fixture->session, SCENE_LAMPS);

  show (fixture, OFFICE_TASKS_MONTH);
  office_ui_fixture_drag (fixture->ui, find_chip (fixture, SCENE_DOORS), find_day (fixture, 20, 6));
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_due (doors), "2025-06-20T17:00"));
  /* What has no date stands beside, and gets one. */
  office_ui_fixture_drag (fixture->ui, find_chip (fixture, SCENE_LAMPS), find_day (fixture, 24, 6));
  OFFICE_WAIT_UNTIL (g_strcmp0 (office_task_get_due (lamps), "2025-06-24") == 0);
}

static void
test_week (Fixture *fixture, gconstpointer data)
{
  show (fixture, OFFICE_TASKS_WEEK);
  g_assert_nonnull (find_chip (fixture, SCENE_DOORS));
  g_assert_nonnull (find_chip (fixture, SCENE_SAMPLES));
  office_ui_fixture_keep_picture (fixture->ui, "tasks-week");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Page_Down, 0);
  OFFICE_WAIT_UNTIL (find_chip (fixture, SCENE_DOORS) == NULL);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  office_tasks_view_set_narrow (fixture->view, TRUE);
  office_ui_fixture_resize (fixture->ui, 360, 640);
  show (fixture, OFFICE_TASKS_LIST);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->view)), ==, 360);
  office_ui_fixture_keep_picture (fixture->ui, "tasks-list-narrow");
  show (fixture, OFFICE_TASKS_MONTH);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->view)), ==, 360);
  /* Today's tasks stand beneath. */
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_DOORS) != NULL);
  office_ui_fixture_keep_picture (fixture->ui, "tasks-month-narrow");
  office_ui_fixture_click (fixture->ui, find_day (fixture, 13, 6));
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_SAMPLES) != NULL);
  g_assert_null (find_row (fixture, SCENE_DOORS));
}

/* What is held below a narrow month is taken back, and can be dragged again. */
static void
test_row_escape (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  g_autofree char *due = g_strdup (office_task_get_due (doors));
  GtkWidget *day;

  office_tasks_view_set_narrow (fixture->view, TRUE);
  office_ui_fixture_resize (fixture->ui, 360, 640);
  show (fixture, OFFICE_TASKS_MONTH);
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_DOORS) != NULL);
  day = find_day (fixture, 13, 6);
  office_ui_fixture_take_hold (fixture->ui, find_row (fixture, SCENE_DOORS));
  office_ui_fixture_drag_to (fixture->ui, day, gtk_widget_get_width (day) / 2, gtk_widget_get_height (day) / 2);
  office_ui_fixture_keep_picture (fixture->ui, "tasks-month-narrow-dragged");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  office_ui_fixture_let_go (fixture->ui);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_task_get_due (doors), ==, due);
  office_ui_fixture_drag (fixture->ui, find_row (fixture, SCENE_DOORS), day);
  OFFICE_WAIT_UNTIL (g_str_equal (office_task_get_due (doors), "2025-06-13T17:00"));
}

/* A day with more than there is room for. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = {
    "A very long title that says all about what is to be done there and by whom, so that no line has room for it",
    "مراجعة مخطط الطابق الأرضي",
    "会议纪要发给梅琳",
    "Call the printer",
    "Order lamps",
    "Ask the city",
    "Send the plans",
    "Pack",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *with = g_strdup_printf (
          "{\"id\": \"0190a000-0000-7000-8000-000000000e%02u\", \"room\": \"" SCENE_LIBRARY
          "\", \"column\": \"" SCENE_TODO
          "\", \"title\": \"%s\", \"due\": \"2025-06-%02uT%02u:30\", \"assignees\": [\"" SCENE_BEN
          "\"], \"labels\": [\"%s\"]}",
          i, titles[i], i < 5 ? 17 : 3 + i, 8 + i, i % 2 == 0 ? SCENE_FACADE : SCENE_CLIENT);

      office_test_scene_act (fixture->scene, SCENE_ANNA, "task.create", with);
    }
  act_on (fixture, SCENE_LAMPS, "\"set\": {\"due\": \"2025-05-30\"}");
  office_test_scene_settle (fixture->scene);
  office_ui_fixture_resize (fixture->ui, 1000, 560);
  show (fixture, OFFICE_TASKS_MONTH);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "+3 more") != NULL
                     || office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "+4 more") != NULL
                     || office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "+2 more") != NULL);
  office_ui_fixture_keep_picture (fixture->ui, "tasks-month-many");
  show (fixture, OFFICE_TASKS_LIST);
  office_ui_fixture_keep_picture (fixture->ui, "tasks-list-many");
}

/* How long it takes is told, and not judged: that is for a bench. */
static void
time_filter (Fixture *fixture, const char *query, const char *layout)
{
  gint64 began = g_get_monotonic_time (), filtered;

  office_task_filter_set_text (office_tasks_view_get_filter (fixture->view), query);
  filtered = g_get_monotonic_time ();
  office_ui_fixture_settle (fixture->ui);
  g_test_message ("%s “%s”: %.1f ms, with its frame %.1f ms", layout, query, (double) (filtered - began) / 1000,
                  (double) (g_get_monotonic_time () - began) / 1000);
}

/* The shown widgets of a type. */
static guint
count_widgets (GtkWidget *widget, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child, type);
  return n;
}

#define N_LARGE 2000

/* Rows and chips are made only for what is seen. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  static const char *const queries[]
      = { "t", "ta", "tas", "task 1", "-is:done assigned:none", "due:<7d", "priority:high", "" };
  static const char *const layouts[] = { "board", "list", "month" };

  office_test_scene_add_tasks (fixture->scene, SCENE_TODO, N_LARGE);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *change = g_strdup_printf ("\"set\": {\"due\": \"2025-06-%02uT09:30\"}", 10 + i % 3);
      g_autofree char *task = g_strdup (office_test_scene_get_task (fixture->scene, i));

      act_on (fixture, task, change);
    }
  office_test_scene_settle (fixture->scene);
  for (guint l = 0; l < G_N_ELEMENTS (layouts); l++)
    {
      gint64 began = g_get_monotonic_time ();

      show (fixture, (OfficeTasksLayout) l);
      g_test_message ("%s: shown in %.1f ms", layouts[l], (double) (g_get_monotonic_time () - began) / 1000);
      for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
        time_filter (fixture, queries[i], layouts[l]);
      g_assert_cmpuint (count_widgets (GTK_WIDGET (fixture->view), OFFICE_TYPE_TASK_ROW), <, 400);
      g_assert_cmpuint (count_widgets (GTK_WIDGET (fixture->view), OFFICE_TYPE_CALENDAR_CHIP), <, 200);
    }
  office_ui_fixture_keep_picture (fixture->ui, "tasks-month-large");
  show (fixture, OFFICE_TASKS_LIST);
  office_task_filter_set_text (office_tasks_view_get_filter (fixture->view), "due:<2025-06-13 due:>=2025-06-10");
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "tasks-list-large");
}

/* ---- one's own work ---- */

static void
test_work (Fixture *fixture, gconstpointer data)
{
  OfficeTask *doors = office_session_find_task (fixture->session, SCENE_DOORS);
  GtkWidget *page = office_work_page_new (fixture->session);

  act_on (fixture, SCENE_LAMPS, "\"add\": {\"assignees\": [\"" SCENE_BEN "\"]}, \"set\": {\"due\": \"2025-06-09\"}");
  act_on (fixture, SCENE_SAMPLES, "\"add\": {\"assignees\": [\"" SCENE_BEN "\"]}");
  act_on (fixture, SCENE_PHOTOS, "\"add\": {\"assignees\": [\"" SCENE_BEN "\"]}");
  office_ui_fixture_set_child (fixture->ui, page);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (find_group (fixture, "Overdue"));
  g_assert_nonnull (find_group (fixture, "No date"));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Riverside Library"));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "work");

  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (find_row (fixture, SCENE_DOORS))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_s, 0);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "work-snooze");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  gtk_widget_activate_action (page, "work.snooze", "x", office_session_get_now (fixture->session) + 60000);
  OFFICE_WAIT_UNTIL (find_group (fixture, "Snoozed") != NULL);
  g_assert_null (find_row (fixture, SCENE_DOORS));
  office_ui_fixture_click (fixture->ui, find_group (fixture, "Snoozed"));
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_DOORS) != NULL);

  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (find_row (fixture, SCENE_DOORS))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_space, 0);
  OFFICE_WAIT_UNTIL (office_task_get_state (doors) == OFFICE_STATE_DONE);
  OFFICE_WAIT_UNTIL (find_group (fixture, "Done today") != NULL);
  office_ui_fixture_keep_picture (fixture->ui, "work-done");
  office_ui_fixture_resize (fixture->ui, 360, 640);
  office_ui_fixture_keep_picture (fixture->ui, "work-narrow");
}

static void
test_no_work (Fixture *fixture, gconstpointer data)
{
  act_on (fixture, SCENE_DOORS, "\"take\": {\"assignees\": [\"" SCENE_BEN "\"]}");
  office_test_scene_settle (fixture->scene);
  office_ui_fixture_set_child (fixture->ui, office_work_page_new (fixture->session));
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Nothing to Do"));
  office_ui_fixture_keep_picture (fixture->ui, "work-nothing");
}

int
main (int argc, char *argv[])
{
  office_ui_fixture_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/task-views/bar", test_bar);
  ADD ("/task-views/saved-view", test_saved_view);
  ADD ("/task-views/list", test_list);
  ADD ("/task-views/month", test_month);
  ADD ("/task-views/month-keys", test_month_keys);
  ADD ("/task-views/month-drag", test_month_drag);
  ADD ("/task-views/row-escape", test_row_escape);
  ADD ("/task-views/week", test_week);
  ADD ("/task-views/narrow", test_narrow);
  ADD ("/task-views/many", test_many);
  ADD ("/task-views/large", test_large);
  ADD ("/task-views/work", test_work);
  ADD ("/task-views/no-work", test_no_work);
  return g_test_run ();
}
