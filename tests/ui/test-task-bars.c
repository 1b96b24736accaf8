/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks from a start to a due date, as bars of a calendar. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-calendar-chip.h"
#include "office-calendar-day.h"
#include "office-calendar-grip.h"
#include "office-task-row.h"
#include "office-tasks-view.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"

#define LONG    "0190a000-0000-7000-8000-000000000f00" /* 3 to 18 June: three rows */
#define ARABIC  "0190a000-0000-7000-8000-000000000f01" /* 10 to 12 June */
#define CHINESE "0190a000-0000-7000-8000-000000000f02"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeTasksView *view;
} Fixture;

static void
make_task (Fixture *fixture, const char *id, const char *title, const char *start, const char *due, const char *label)
{
  g_autofree char *with = g_strdup_printf (
      "{\"id\": \"%s\", \"room\": \"" SCENE_LIBRARY "\", \"column\": \"" SCENE_TODO
      "\", \"title\": \"%s\", \"start\": \"%s\", \"due\": \"%s\", \"labels\": [\"%s\"]}",
      id, title, start, due, label);

  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.create", with);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  make_task (fixture, LONG,
             "Draw the reading room with all its shelves, lamps and ways, for the city and the fire brigade",
             "2025-06-03", "2025-06-18", SCENE_FACADE);
  make_task (fixture, ARABIC, "مراجعة مخطط الطابق الأرضي", "2025-06-10T09:00", "2025-06-12T16:00", SCENE_CLIENT);
  make_task (fixture, CHINESE, "准备周四评审的模型照片", "2025-06-12", "2025-06-16", SCENE_CLIENT);
  office_test_scene_settle (fixture->scene);
  fixture->view = OFFICE_TASKS_VIEW (office_tasks_view_new ());
  fixture->ui = office_ui_fixture_new (GTK_WIDGET (fixture->view), 1000, 700);
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
show (Fixture *fixture, OfficeTasksLayout layout)
{
  office_tasks_view_set_layout (fixture->view, layout);
  office_ui_fixture_settle (fixture->ui);
  office_tasks_view_focus (fixture->view);
  office_ui_fixture_settle (fixture->ui);
}

static OfficeTask *
find_task (Fixture *fixture, const char *id)
{
  return office_session_find_task (fixture->session, id);
}

static gboolean
shows_task (GtkWidget *widget, gconstpointer task)
{
  OfficeTask *shown = OFFICE_IS_TASK_ROW (widget) ? office_task_row_get_task (OFFICE_TASK_ROW (widget))
                                                  : office_calendar_chip_get_task (OFFICE_CALENDAR_CHIP (widget));

  return shown != NULL && g_str_equal (office_task_get_id (shown), task);
}

static GtkWidget *
find_chip (Fixture *fixture, const char *task)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_CALENDAR_CHIP, shows_task, task);
}

static gboolean
is_day (GtkWidget *day, gconstpointer number)
{
  return office_calendar_day_get_day (OFFICE_CALENDAR_DAY (day)) == GPOINTER_TO_UINT (number);
}

/* Of June. */
static GtkWidget *
find_day (Fixture *fixture, GDateDay day)
{
  g_autoptr (GDate) date = g_date_new_dmy (day, 6, 2025);

  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_CALENDAR_DAY, is_day,
                                    GUINT_TO_POINTER (g_date_get_julian (date)));
}

typedef struct {
  const char *task;
  OfficeTaskEnd end;
} End;

static gboolean
is_end (GtkWidget *grip, gconstpointer data)
{
  const End *wanted = data;
  OfficeCalendarGrip *self = OFFICE_CALENDAR_GRIP (grip);

  return gtk_widget_get_can_target (grip) && office_calendar_grip_get_end (self) == wanted->end
         && g_str_equal (office_task_get_id (office_calendar_grip_get_task (self)), wanted->task);
}

static GtkWidget *
find_grip (Fixture *fixture, const char *task, OfficeTaskEnd end)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_CALENDAR_GRIP, is_end, &(End){ task, end });
}

static graphene_rect_t
get_bounds (GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (gtk_widget_get_root (widget)), &bounds));
  return bounds;
}

static void
assert_over (Fixture *fixture, GtkWidget *bar, GDateDay first, GDateDay last)
{
  const graphene_rect_t area = get_bounds (bar), begin = get_bounds (find_day (fixture, first)),
                        end = get_bounds (find_day (fixture, last));
  const float left = MIN (begin.origin.x, end.origin.x),
              right = MAX (begin.origin.x + begin.size.width, end.origin.x + end.size.width);

  g_assert_cmpfloat (area.origin.x, >=, left);
  g_assert_cmpfloat (area.origin.x, <=, left + 8);
  g_assert_cmpfloat (area.origin.x + area.size.width, <=, right);
  g_assert_cmpfloat (area.origin.x + area.size.width, >=, right - 8);
}

static guint
count_bars (GtkWidget *widget, const char *task)
{
  guint n = gtk_widget_get_mapped (widget) && OFFICE_IS_CALENDAR_CHIP (widget) && shows_task (widget, task) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_bars (child, task);
  return n;
}

/* One bar a row of a week, over its days; ends that are cut are as far as the edge. */
static void
test_month (Fixture *fixture, gconstpointer data)
{
  show (fixture, OFFICE_TASKS_MONTH);
  g_assert_cmpuint (count_bars (GTK_WIDGET (fixture->view), LONG), ==, 3);
  g_assert_cmpuint (count_bars (GTK_WIDGET (fixture->view), ARABIC), ==, 1);
  g_assert_cmpuint (count_bars (GTK_WIDGET (fixture->view), CHINESE), ==, 2);
  assert_over (fixture, find_chip (fixture, ARABIC), 10, 12);
  g_assert_cmpuint (office_calendar_day_get_n_tasks (OFFICE_CALENDAR_DAY (find_day (fixture, 11))), ==, 3);
  office_ui_fixture_keep_picture (fixture->ui, "bars-month");
  office_ui_fixture_check_names (fixture->ui);
  show (fixture, OFFICE_TASKS_WEEK);
  office_ui_fixture_keep_picture (fixture->ui, "bars-week");
  g_assert_cmpuint (count_bars (GTK_WIDGET (fixture->view), LONG), ==, 1);
}

static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  show (fixture, OFFICE_TASKS_MONTH);
  g_assert_cmpfloat (get_bounds (find_day (fixture, 10)).origin.x, >, get_bounds (find_day (fixture, 12)).origin.x);
  assert_over (fixture, find_chip (fixture, ARABIC), 10, 12);
  office_ui_fixture_keep_picture (fixture->ui, "bars-month-rtl");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* On a phone a line over the days, and in the list of each of its days. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  office_tasks_view_set_narrow (fixture->view, TRUE);
  office_ui_fixture_resize (fixture->ui, 360, 640);
  show (fixture, OFFICE_TASKS_MONTH);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->view)), ==, 360);
  g_assert_cmpint (gtk_widget_get_height (find_chip (fixture, LONG)), <=, 6);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_ROW, shows_task, LONG) != NULL);
  office_ui_fixture_keep_picture (fixture->ui, "bars-month-narrow");
  office_ui_fixture_click (fixture->ui, find_day (fixture, 3));
  OFFICE_WAIT_UNTIL (office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_ROW, shows_task, ARABIC) == NULL);
  g_assert_nonnull (office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_ROW, shows_task, LONG));
  office_ui_fixture_click (fixture->ui, find_day (fixture, 20));
  OFFICE_WAIT_UNTIL (office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_ROW, shows_task, LONG) == NULL);
  show (fixture, OFFICE_TASKS_WEEK);
  office_ui_fixture_keep_picture (fixture->ui, "bars-week-narrow");
}

static void
assert_times (Fixture *fixture, const char *id, const char *start, const char *due)
{
  OfficeTask *task = find_task (fixture, id);

  OFFICE_WAIT_UNTIL (g_strcmp0 (office_task_get_start (task), start) == 0
                     && g_str_equal (office_task_get_due (task), due));
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  show (fixture, OFFICE_TASKS_MONTH);
  office_ui_fixture_drag (fixture->ui, find_grip (fixture, ARABIC, OFFICE_TASK_DUE), find_day (fixture, 13));
  assert_times (fixture, ARABIC, "2025-06-10T09:00", "2025-06-13T16:00");
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_drag (fixture->ui, find_grip (fixture, ARABIC, OFFICE_TASK_START), find_day (fixture, 9));
  assert_times (fixture, ARABIC, "2025-06-09T09:00", "2025-06-13T16:00");
  office_ui_fixture_settle (fixture->ui);
  /* The whole of it keeps its length: held on its third day, it is that day which comes to where it is let go. */
  office_ui_fixture_drag (fixture->ui, find_chip (fixture, ARABIC), find_day (fixture, 18));
  assert_times (fixture, ARABIC, "2025-06-16T09:00", "2025-06-20T16:00");
  office_ui_fixture_settle (fixture->ui);
  /* No start after the due date: the day does not take it. */
  office_ui_fixture_drag (fixture->ui, find_grip (fixture, ARABIC, OFFICE_TASK_START), find_day (fixture, 27));
  office_ui_fixture_settle (fixture->ui);
  assert_times (fixture, ARABIC, "2025-06-16T09:00", "2025-06-20T16:00");
}

/* ---- while it is dragged ---- */

static gboolean
is_ghost (GtkWidget *chip, gconstpointer task)
{
  return gtk_widget_has_css_class (chip, "held") && !gtk_widget_get_can_target (chip) && shows_task (chip, task);
}

static GtkWidget *
find_ghost (Fixture *fixture, const char *task)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_CALENDAR_CHIP, is_ghost, task);
}

static void
drag_over (Fixture *fixture, GDateDay day)
{
  GtkWidget *target = find_day (fixture, day);

  office_ui_fixture_drag_to (fixture->ui, target, gtk_widget_get_width (target) / 2,
                             gtk_widget_get_height (target) / 2);
  office_ui_fixture_settle (fixture->ui);
}

/* What is named beside the pointer. */
static const char *
get_named (GtkWidget *grip)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (grip);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) source = g_list_model_get_item (controllers, i);
      GdkDrag *drag = GTK_IS_DRAG_SOURCE (source) ? gtk_drag_source_get_drag (GTK_DRAG_SOURCE (source)) : NULL;

      if (drag != NULL)
        return gtk_label_get_text (
            GTK_LABEL (gtk_drag_icon_get_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)))));
    }
  return "";
}

/* The bar is seen as it would be, in each row; what it is now is faint. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  GtkWidget *grip;

  show (fixture, OFFICE_TASKS_MONTH);
  grip = find_grip (fixture, ARABIC, OFFICE_TASK_DUE);
  office_ui_fixture_take_hold (fixture->ui, grip);
  drag_over (fixture, 14);
  OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) != NULL);
  office_ui_fixture_settle (fixture->ui);
  assert_over (fixture, find_ghost (fixture, ARABIC), 10, 14);
  g_assert_true (gtk_widget_has_css_class (find_chip (fixture, ARABIC), "moving"));
  assert_over (fixture, find_chip (fixture, ARABIC), 10, 12);
  g_assert_cmpstr (get_named (grip), ==, "Due: Saturday 14 June, 16:00");
  office_ui_fixture_keep_picture (fixture->ui, "bars-month-dragged");
  drag_over (fixture, 18);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (count_bars (GTK_WIDGET (fixture->view), ARABIC), ==, 3);
  office_ui_fixture_keep_picture (fixture->ui, "bars-month-dragged-far");
  /* Not due before it begins: it stays as it is. */
  drag_over (fixture, 3);
  g_assert_cmpstr (get_named (grip), ==, "Due");
  g_assert_null (find_ghost (fixture, ARABIC));
  g_assert_false (gtk_widget_has_css_class (find_chip (fixture, ARABIC), "moving"));
  drag_over (fixture, 11);
  assert_over (fixture, find_ghost (fixture, ARABIC), 10, 11);
  office_ui_fixture_let_go (fixture->ui);
  assert_times (fixture, ARABIC, "2025-06-10T09:00", "2025-06-11T16:00");
  OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) == NULL);
}

static void
test_live_rest (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_default_direction (data != NULL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  show (fixture, OFFICE_TASKS_WEEK);
  office_ui_fixture_take_hold (fixture->ui, find_grip (fixture, ARABIC, OFFICE_TASK_START));
  drag_over (fixture, 9);
  OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) != NULL);
  office_ui_fixture_settle (fixture->ui);
  assert_over (fixture, find_ghost (fixture, ARABIC), 9, 12);
  office_ui_fixture_keep_picture (fixture->ui, data != NULL ? "bars-week-dragged-rtl" : "bars-week-dragged");
  office_ui_fixture_let_go (fixture->ui);
  assert_times (fixture, ARABIC, "2025-06-09T09:00", "2025-06-12T16:00");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Escape takes it back, an end as the whole, and the next one can be dragged. */
static void
test_escape (Fixture *fixture, gconstpointer data)
{
  show (fixture, OFFICE_TASKS_MONTH);
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *held = i == 0   ? find_grip (fixture, ARABIC, OFFICE_TASK_DUE)
                        : i == 1 ? find_grip (fixture, ARABIC, OFFICE_TASK_START)
                                 : find_chip (fixture, ARABIC);

      office_ui_fixture_point (fixture->ui, held);
      office_ui_fixture_take_hold (fixture->ui, held);
      drag_over (fixture, i == 1 ? 9 : 13);
      OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) != NULL);
      office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
      OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) == NULL);
      g_assert_false (gtk_widget_has_css_class (find_chip (fixture, ARABIC), "moving"));
      OFFICE_WAIT_UNTIL (!gtk_widget_has_css_class (find_chip (fixture, ARABIC), "left"));
      office_ui_fixture_let_go (fixture->ui);
      office_ui_fixture_settle (fixture->ui);
      assert_times (fixture, ARABIC, "2025-06-10T09:00", "2025-06-12T16:00");
    }
  office_ui_fixture_point (fixture->ui, find_grip (fixture, ARABIC, OFFICE_TASK_DUE));
  office_ui_fixture_drag (fixture->ui, find_grip (fixture, ARABIC, OFFICE_TASK_DUE), find_day (fixture, 13));
  assert_times (fixture, ARABIC, "2025-06-10T09:00", "2025-06-13T16:00");
}

/* Somebody else changes it meanwhile: its chips are made anew while one of them is held. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  show (fixture, OFFICE_TASKS_MONTH);
  office_ui_fixture_take_hold (fixture->ui, find_chip (fixture, ARABIC));
  drag_over (fixture, 17);
  OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) != NULL);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\": \"task\", \"id\": \"" ARABIC "\", \"set\": {\"start\": \"2025-06-11T09:00\"}}");
  office_test_scene_settle (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (gtk_widget_has_css_class (find_chip (fixture, ARABIC), "moving"));
  office_ui_fixture_let_go (fixture->ui);
  assert_times (fixture, ARABIC, "2025-06-17T09:00", "2025-06-18T16:00");
  OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) == NULL);
}

static gboolean
is_shown (GtkWidget *popover, gconstpointer data)
{
  return gtk_widget_get_visible (popover);
}

static GtkWidget *
find_menu (Fixture *fixture)
{
  OFFICE_WAIT_UNTIL (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_shown, NULL) != NULL);
  return office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_shown, NULL);
}

/* One that is left open keeps the pointer from the next window. */
static void
close_menu (Fixture *fixture)
{
  gtk_popover_popdown (GTK_POPOVER (find_menu (fixture)));
  office_ui_fixture_settle (fixture->ui);
}

/* A finger that holds it: there are no touches to be sent, so that the pointer drags what the gesture begins. */
static void
test_finger (Fixture *fixture, gconstpointer data)
{
  show (fixture, OFFICE_TASKS_MONTH);
  office_ui_fixture_hold_down (fixture->ui, find_chip (fixture, ARABIC));
  drag_over (fixture, 19);
  OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) != NULL);
  office_ui_fixture_let_go (fixture->ui);
  OFFICE_WAIT_UNTIL (find_ghost (fixture, ARABIC) == NULL);
  assert_times (fixture, ARABIC, "2025-06-18T09:00", "2025-06-20T16:00");
  office_ui_fixture_settle (fixture->ui);
  /* Let go where it was, it opens the menu, and nothing is moved. */
  office_session_undo_last (fixture->session);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_shown, NULL));
  office_ui_fixture_hold_down (fixture->ui, find_chip (fixture, ARABIC));
  office_ui_fixture_let_go (fixture->ui);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_POPOVER_MENU, is_shown, NULL) != NULL);
  assert_times (fixture, ARABIC, "2025-06-10T09:00", "2025-06-12T16:00");
  close_menu (fixture);
}

static void
press_on (Fixture *fixture, const char *task, guint key, GdkModifierType state)
{
  OFFICE_WAIT_UNTIL (find_chip (fixture, task) != NULL && gtk_widget_has_focus (find_chip (fixture, task)));
  office_ui_fixture_press (fixture->ui, key, state);
}

/* From the menu of what has the focus, which it keeps; each is one step to take back. */
static void
choose (Fixture *fixture, const char *action)
{
  GtkWidget *menu = find_menu (fixture);

  g_object_ref (menu);
  gtk_popover_popdown (GTK_POPOVER (menu));
  gtk_widget_activate_action (menu, action, NULL);
  g_object_unref (menu);
  office_ui_fixture_settle (fixture->ui);
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *action, *start, *due;
  } steps[] = {
    { "reschedule.day-later", "2025-06-11T09:00", "2025-06-13T16:00" },
    { "reschedule.week-later", "2025-06-17T09:00", "2025-06-19T16:00" },
    { "reschedule.start-earlier", "2025-06-09T09:00", "2025-06-12T16:00" },
    { "reschedule.start-later", "2025-06-11T09:00", "2025-06-12T16:00" },
    { "reschedule.due-earlier", "2025-06-10T09:00", "2025-06-11T16:00" },
    { "reschedule.due-later", "2025-06-10T09:00", "2025-06-13T16:00" },
  };

  show (fixture, OFFICE_TASKS_MONTH);
  gtk_widget_grab_focus (find_chip (fixture, ARABIC));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      press_on (fixture, ARABIC, GDK_KEY_Menu, 0);
      choose (fixture, steps[i].action);
      assert_times (fixture, ARABIC, steps[i].start, steps[i].due);
      office_session_undo_last (fixture->session);
      office_ui_fixture_settle (fixture->ui);
      assert_times (fixture, ARABIC, "2025-06-10T09:00", "2025-06-12T16:00");
    }
  /* What begins no later than it is due cannot begin later. */
  office_calendar_chip_open_menu (OFFICE_CALENDAR_CHIP (find_chip (fixture, SCENE_SAMPLES)));
  choose (fixture, "reschedule.start-later");
  g_assert_null (office_task_get_start (find_task (fixture, SCENE_SAMPLES)));
  office_calendar_chip_open_menu (OFFICE_CALENDAR_CHIP (find_chip (fixture, SCENE_SAMPLES)));
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_press (fixture->ui, GDK_KEY_h, 0);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture_of (find_menu (fixture), "bars-menu");
  close_menu (fixture);
}

/* A task of another month is dragged; its month does not come when it is taken hold of. */
static void
test_outside (Fixture *fixture, gconstpointer data)
{
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\": \"task\", \"id\": \"" SCENE_LAMPS "\", \"set\": {\"due\": \"2025-07-03\"}}");
  office_test_scene_settle (fixture->scene);
  show (fixture, OFFICE_TASKS_MONTH);
  office_ui_fixture_drag (fixture->ui, find_chip (fixture, SCENE_LAMPS), find_day (fixture, 27));
  OFFICE_WAIT_UNTIL (g_strcmp0 (office_task_get_due (find_task (fixture, SCENE_LAMPS)), "2025-06-27") == 0);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "June 2025"));
}

/* What only is due gets a start. */
static void
test_new_start (Fixture *fixture, gconstpointer data)
{
  show (fixture, OFFICE_TASKS_MONTH);
  g_assert_null (find_grip (fixture, SCENE_SAMPLES, OFFICE_TASK_DUE));
  office_ui_fixture_drag (fixture->ui, find_grip (fixture, SCENE_SAMPLES, OFFICE_TASK_START), find_day (fixture, 11));
  OFFICE_WAIT_UNTIL (g_strcmp0 (office_task_get_start (find_task (fixture, SCENE_SAMPLES)), "2025-06-11") == 0);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  show (fixture, OFFICE_TASKS_WEEK);
  gtk_widget_grab_focus (find_chip (fixture, ARABIC));
  press_on (fixture, ARABIC, GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK);
  assert_times (fixture, ARABIC, "2025-06-10T09:00", "2025-06-13T16:00");
  OFFICE_WAIT_UNTIL (find_chip (fixture, ARABIC) != NULL && gtk_widget_has_focus (find_chip (fixture, ARABIC)));
  gtk_test_accessible_assert_property (find_chip (fixture, ARABIC), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Tuesday 10 June, 9:00 – Friday 13 June, 16:00");
  press_on (fixture, ARABIC, GDK_KEY_Left, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_times (fixture, ARABIC, "2025-06-09T09:00", "2025-06-13T16:00");
  press_on (fixture, ARABIC, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_times (fixture, ARABIC, "2025-06-10T09:00", "2025-06-14T16:00");
  for (guint i = 0; i < 3; i++)
    {
      press_on (fixture, ARABIC, GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
      office_ui_fixture_settle (fixture->ui);
    }
  assert_times (fixture, ARABIC, "2025-06-13T09:00", "2025-06-14T16:00");
  /* A week at once would be past its due date. */
  press_on (fixture, ARABIC, GDK_KEY_Down, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  office_ui_fixture_settle (fixture->ui);
  assert_times (fixture, ARABIC, "2025-06-13T09:00", "2025-06-14T16:00");
}

int
main (int argc, char *argv[])
{
  office_ui_fixture_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/task-bars/month", test_month);
  ADD ("/task-bars/right-to-left", test_right_to_left);
  ADD ("/task-bars/narrow", test_narrow);
  ADD ("/task-bars/drag", test_drag);
  ADD ("/task-bars/live", test_live);
  ADD ("/task-bars/live-start", test_live_rest);
  g_test_add ("/task-bars/live-right-to-left", Fixture, "", set_up, test_live_rest, tear_down);
  ADD ("/task-bars/escape", test_escape);
  ADD ("/task-bars/changed", test_changed);
  ADD ("/task-bars/finger", test_finger);
  ADD ("/task-bars/menu", test_menu);
  ADD ("/task-bars/outside", test_outside);
  ADD ("/task-bars/new-start", test_new_start);
  ADD ("/task-bars/keys", test_keys);
  return g_test_run ();
}
