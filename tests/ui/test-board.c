/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board and the task pane with real widgets on an office without a network. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "board-fixture.h"
#include "office-in-place-text.h"
#include "office-task-card.h"
#include "office-task-pane.h"

typedef BoardFixture Fixture;

static gboolean
is_card_of (GtkWidget *card, gconstpointer task)
{
  return g_str_equal (office_task_get_id (office_task_card_get_task (OFFICE_TASK_CARD (card))), task);
}

static gboolean
is_card_titled (GtkWidget *card, gconstpointer title)
{
  return g_str_equal (office_task_get_title (office_task_card_get_task (OFFICE_TASK_CARD (card))), title);
}

/* NULL: no card of it is shown. */
static OfficeTaskCard *
find_card (Fixture *fixture, const char *task)
{
  return (OfficeTaskCard *) office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_CARD, is_card_of, task);
}

/* The id of the column that the card of this task stands in. */
static const char *
column_of (OfficeTaskCard *card)
{
  GtkWidget *column = gtk_widget_get_ancestor (GTK_WIDGET (card), OFFICE_TYPE_BOARD_COLUMN);

  return office_column_get_id (office_board_column_get_column (OFFICE_BOARD_COLUMN (column)));
}

static int
index_of (OfficeTaskCard *card)
{
  GtkWidget *column = gtk_widget_get_ancestor (GTK_WIDGET (card), OFFICE_TYPE_BOARD_COLUMN);

  return office_board_column_find_index (OFFICE_BOARD_COLUMN (column), card);
}

static void
test_shows_tasks (Fixture *fixture, gconstpointer data)
{
  OfficeTaskCard *doors = find_card (fixture, SCENE_DOORS);

  g_assert_cmpstr (column_of (doors), ==, SCENE_TODO);
  g_assert_cmpint (index_of (doors), ==, 0);
  g_assert_cmpint (index_of (find_card (fixture, SCENE_PHOTOS)), ==, 2);
  g_assert_cmpstr (column_of (find_card (fixture, SCENE_SAMPLES)), ==, SCENE_DOING);
  office_ui_fixture_keep_picture (fixture->ui, "board");
  office_ui_fixture_check_names (fixture->ui);
}

static void
test_keyboard_moves (Fixture *fixture, gconstpointer data)
{
  OfficeTaskCard *doors = find_card (fixture, SCENE_DOORS);

  gtk_widget_grab_focus (GTK_WIDGET (doors));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Down, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (find_card (fixture, SCENE_LAMPS))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Up, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (find_card (fixture, SCENE_DOORS))));

  /* Down by one, and the focus stays with the card. */
  office_ui_fixture_press (fixture->ui, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpint (index_of (find_card (fixture, SCENE_DOORS)), ==, 1);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (find_card (fixture, SCENE_DOORS))));

  /* Into the next column, and on over it. */
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpstr (column_of (find_card (fixture, SCENE_DOORS)), ==, SCENE_DOING);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (find_card (fixture, SCENE_DOORS))));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpstr (column_of (find_card (fixture, SCENE_DOORS)), ==, SCENE_DONE);

  /* At the edge nothing happens; back over the columns by the arrow alone. */
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpstr (column_of (find_card (fixture, SCENE_DOORS)), ==, SCENE_DONE);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Left, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (find_card (fixture, SCENE_SAMPLES))));

  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 3);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (column_of (find_card (fixture, SCENE_DOORS)), ==, SCENE_DONE);
}

static gboolean
stands_in (Fixture *fixture, const char *task, const char *column)
{
  OfficeTaskCard *card = find_card (fixture, task);

  return card != NULL && g_str_equal (column_of (card), column);
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_drag (fixture->ui, GTK_WIDGET (find_card (fixture, SCENE_LAMPS)),
                          GTK_WIDGET (find_card (fixture, SCENE_SAMPLES)));
  OFFICE_WAIT_UNTIL (stands_in (fixture, SCENE_LAMPS, SCENE_DOING));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
}

/* What drags now; its picture flies back to where it came from, and lies above the window until it is there. */
static GdkDrag *
find_drag (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          if (GTK_IS_DRAG_SOURCE (controller) && gtk_drag_source_get_drag (GTK_DRAG_SOURCE (controller)) != NULL)
            return gtk_drag_source_get_drag (GTK_DRAG_SOURCE (controller));
        }
    }
  return NULL;
}

/* A card that is held is taken back, and can be taken hold of again. */
static void
test_escape (Fixture *fixture, gconstpointer data)
{
  GtkWidget *samples = GTK_WIDGET (find_card (fixture, SCENE_SAMPLES));
  GdkDrag *drag;

  office_ui_fixture_take_hold (fixture->ui, GTK_WIDGET (find_card (fixture, SCENE_LAMPS)));
  OFFICE_WAIT_UNTIL ((drag = find_drag (GTK_WIDGET (find_card (fixture, SCENE_LAMPS)))) != NULL);
  g_object_add_weak_pointer (G_OBJECT (drag), (gpointer *) &drag);
  office_ui_fixture_drag_to (fixture->ui, samples, gtk_widget_get_width (samples) / 2,
                             gtk_widget_get_height (samples) / 2);
  /* What is dragged flies back over the card, where it must not take the button. */
  g_assert_true (office_ui_fixture_is_pointed_at (fixture->ui));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  office_ui_fixture_let_go (fixture->ui);
  OFFICE_WAIT_UNTIL (!gtk_widget_has_css_class (GTK_WIDGET (find_card (fixture, SCENE_LAMPS)), "left"));
  g_assert_true (stands_in (fixture, SCENE_LAMPS, SCENE_TODO));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 0);
  OFFICE_WAIT_UNTIL (drag == NULL);
  test_drag (fixture, data);
}

static void
test_others_moves_are_live (Fixture *fixture, gconstpointer data)
{
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_LAMPS "\",\"column\":\"" SCENE_DOING "\",\"after\":\"" SCENE_SAMPLES "\"}");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (column_of (find_card (fixture, SCENE_LAMPS)), ==, SCENE_DOING);
  g_assert_cmpint (index_of (find_card (fixture, SCENE_LAMPS)), ==, 1);
}

static void
test_quick_add (Fixture *fixture, gconstpointer data)
{
  GtkWidget *text;
  OfficeTaskCard *card;

  office_board_view_new_task (fixture->board);
  office_ui_fixture_settle (fixture->ui);
  text = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (fixture->board)));
  g_assert_true (GTK_IS_TEXT (text));
  gtk_editable_set_text (GTK_EDITABLE (text), "  Call the fire officer  ");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  card = (OfficeTaskCard *) office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_CARD, is_card_titled,
                                                       "Call the fire officer");
  g_assert_nonnull (card);
  g_assert_cmpint (index_of (card), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "");
  office_ui_fixture_keep_picture (fixture->ui, "board-quick-add");

  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (card)));
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskFilter) filter = office_task_filter_new (fixture->session);

  office_board_view_set_filter (fixture->board, filter);
  office_task_filter_set_text (filter, "LAMPS");
  OFFICE_WAIT_UNTIL (find_card (fixture, SCENE_DOORS) == NULL);
  OFFICE_WAIT_UNTIL (find_card (fixture, SCENE_LAMPS) != NULL);
  office_task_filter_set_text (filter, "");
  OFFICE_WAIT_UNTIL (find_card (fixture, SCENE_DOORS) != NULL);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  office_board_view_set_narrow (fixture->board, TRUE);
  office_ui_fixture_resize (fixture->ui, 360, 640);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->board)), ==, 360);
  g_assert_nonnull (find_card (fixture, SCENE_DOORS));
  office_ui_fixture_keep_picture (fixture->ui, "board-narrow");
  office_board_view_set_narrow (fixture->board, FALSE);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (column_of (find_card (fixture, SCENE_DOORS)), ==, SCENE_TODO);
}

static void
test_empty_board (Fixture *fixture, gconstpointer data)
{
  office_board_view_set_room (fixture->board, NULL, NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (find_card (fixture, SCENE_DOORS));
}

static gboolean
is_saying (GtkWidget *view, gconstpointer text)
{
  GtkTextIter start, end;
  g_autofree char *said = NULL;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &end);
  said = gtk_text_iter_get_text (&start, &end);
  return g_str_equal (said, text);
}

static void
test_pane (Fixture *fixture, gconstpointer data)
{
  OfficeTaskPane *pane = OFFICE_TASK_PANE (office_task_pane_new ());
  OfficeTask *task = office_session_find_task (fixture->session, SCENE_SAMPLES);
  GtkWidget *title, *description, *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (fixture->board)));
  GtkTextBuffer *buffer;

  office_ui_fixture_set_child (fixture->ui, GTK_WIDGET (pane));
  office_ui_fixture_resize (fixture->ui, 392, 800);
  office_task_pane_set_task (pane, fixture->session, SCENE_SAMPLES);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_task_pane_get_task_id (pane), ==, SCENE_SAMPLES);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Anna Lindqvist"));
  office_ui_fixture_keep_picture (fixture->ui, "task-pane");
  office_ui_fixture_check_names (fixture->ui);

  /* A title is changed where it stands, and given by leaving it. */
  title = office_ui_fixture_find (fixture->ui, GTK_TYPE_TEXT_VIEW, NULL, NULL);
  gtk_widget_grab_focus (title);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (title));
  gtk_text_buffer_set_text (buffer, "Send the samples\nto Porto", -1);
  /* While it is typed, what comes from elsewhere waits. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_SAMPLES "\",\"set\":{\"priority\":\"high\"}}");
  office_ui_fixture_settle (fixture->ui);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_task_get_title (task), ==, "Send the samples to Porto");
  g_assert_cmpint (office_task_get_priority (task), ==, OFFICE_PRIORITY_HIGH);

  /* A description that somebody else changes meanwhile is merged. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_SAMPLES
                         "\",\"set\":{\"description\":\"Larch\\nSlate\\nOak\"}}");
  office_ui_fixture_settle (fixture->ui);
  office_in_place_text_edit (OFFICE_IN_PLACE_TEXT (
      office_ui_fixture_find (fixture->ui, OFFICE_TYPE_IN_PLACE_TEXT, "placeholder", "Add a description")));
  office_ui_fixture_settle (fixture->ui);
  description = office_ui_fixture_find_by (fixture->ui, GTK_TYPE_TEXT_VIEW, is_saying, "Larch\nSlate\nOak");
  g_assert_nonnull (description);
  gtk_widget_grab_focus (description);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (description)), "Larch, oiled\nSlate\nOak", -1);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_SAMPLES
                         "\",\"set\":{\"description\":\"Larch\\nSlate\\nOak, raw\"}}");
  office_ui_fixture_settle (fixture->ui);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_task_get_description (task), ==, "Larch, oiled\nSlate\nOak, raw");

  /* An emptied title stays as it was. */
  gtk_widget_grab_focus (title);
  gtk_text_buffer_set_text (buffer, "  ", -1);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_task_get_title (task), ==, "Send the samples to Porto");
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, board_fixture_set_up, function, board_fixture_tear_down)
  ADD ("/board/shows-tasks", test_shows_tasks);
  ADD ("/board/keyboard-moves", test_keyboard_moves);
  ADD ("/board/drag", test_drag);
  ADD ("/board/escape", test_escape);
  ADD ("/board/others-moves-are-live", test_others_moves_are_live);
  ADD ("/board/quick-add", test_quick_add);
  ADD ("/board/filter", test_filter);
  ADD ("/board/narrow", test_narrow);
  ADD ("/board/empty", test_empty_board);
  ADD ("/board/task-pane", test_pane);

  return g_test_run ();
}
