/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with the columns of a board. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "board-fixture.h"

typedef BoardFixture Fixture;

static double
left_of (Fixture *fixture, const char *id)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (board_fixture_get_column (fixture, id)),
                                            GTK_WIDGET (fixture->board), &bounds));
  return bounds.origin.x;
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  OfficeBoardColumn *column = board_fixture_get_column (fixture, SCENE_TODO);
  GtkWidget *entry;

  gtk_widget_grab_focus (GTK_WIDGET (office_board_column_get_card (column, 0)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_F2, 0);
  entry = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (column)));
  g_assert_true (GTK_IS_TEXT (entry));
  office_ui_fixture_check_names (fixture->ui);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  Next  ");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, 0);
  g_assert_cmpstr (office_column_get_name (office_board_column_get_column (column)), ==, "Next");
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Next"));

  /* Escape keeps what was there. */
  office_board_column_rename (column);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Never");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  g_assert_cmpstr (office_column_get_name (office_board_column_get_column (column)), ==, "Next");
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
}

static void
test_limit_and_hue (Fixture *fixture, gconstpointer data)
{
  OfficeBoardColumn *column = board_fixture_get_column (fixture, SCENE_TODO);
  GtkWidget *count;

  g_assert_true (office_session_set_column_limit (fixture->session, SCENE_TODO, 3, NULL));
  office_ui_fixture_settle (fixture->ui);
  count = office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "3/3");
  g_assert_nonnull (count);
  g_assert_false (gtk_widget_has_css_class (count, "over"));
  g_assert_true (office_session_set_column_limit (fixture->session, SCENE_TODO, 2, NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (column), "column.hue", "s", "teal"));
  office_ui_fixture_settle (fixture->ui);
  count = office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "3/2");
  g_assert_true (gtk_widget_has_css_class (count, "over"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (column), "hue-teal"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (column), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "To do, 3 tasks, over the limit of 2");
  office_ui_fixture_keep_picture (fixture->ui, "board-limit");
  g_assert_true (office_session_set_column_limit (fixture->session, SCENE_TODO, 0, NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (column), "column.hue", "s", ""));
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "3"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (column), "hue-teal"));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 5);
}

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  OfficeBoardColumn *column = board_fixture_get_column (fixture, SCENE_DOING);

  gtk_widget_activate_action (GTK_WIDGET (column), "column.collapse", NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (office_board_column_is_collapsed (column));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (column)), <, 60);
  office_ui_fixture_keep_picture (fixture->ui, "board-folded");
  office_ui_fixture_check_names (fixture->ui);

  /* The arrows go over it. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_PHOTOS "\",\"column\":\"" SCENE_DONE "\"}");
  office_ui_fixture_settle (fixture->ui);
  gtk_widget_grab_focus (GTK_WIDGET (office_board_column_get_card (board_fixture_get_column (fixture, SCENE_TODO), 0)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, 0);
  g_assert_true (gtk_widget_has_focus (
      GTK_WIDGET (office_board_column_find_card (board_fixture_get_column (fixture, SCENE_DONE), SCENE_PHOTOS))));

  /* A phone has nothing to fold. */
  office_board_view_set_narrow (fixture->board, TRUE);
  office_ui_fixture_settle (fixture->ui);
  g_assert_false (office_board_column_is_collapsed (board_fixture_get_column (fixture, SCENE_DOING)));
}

/* The tasks of a column that is deleted go where one says, and all comes back by one undo. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  OfficeTask *lamps = office_session_find_task (fixture->session, SCENE_LAMPS);

  gtk_widget_activate_action (GTK_WIDGET (board_fixture_get_column (fixture, SCENE_TODO)), "column.remove-to", "s",
                              SCENE_DOING);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (board_fixture_get_column (fixture, SCENE_TODO));
  g_assert_cmpstr (office_task_get_column_id (lamps), ==, SCENE_DOING);
  g_assert_cmpuint (office_board_column_get_n_cards (board_fixture_get_column (fixture, SCENE_DOING)), ==, 4);
  office_test_scene_answer (fixture->scene);

  office_test_notice_undo (&fixture->notice);
  office_test_scene_answer (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_task_get_column_name (lamps), ==, "To do");
  g_assert_cmpuint (
      office_board_column_get_n_cards (board_fixture_get_column (fixture, office_task_get_column_id (lamps))), ==, 3);
  g_assert_cmpuint (office_board_column_get_n_cards (board_fixture_get_column (fixture, SCENE_DOING)), ==, 1);
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  OfficeBoardColumn *done = board_fixture_get_column (fixture, SCENE_DONE);

  /* To the front: no column's middle is left of that, wherever the slot has made way by then. */
  office_ui_fixture_take_hold (fixture->ui, office_board_column_get_head (done));
  office_ui_fixture_drag_to (fixture->ui, GTK_WIDGET (fixture->board), 70, 60);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (done), "left"));
  office_ui_fixture_keep_picture (fixture->ui, "board-dragging-column");
  office_ui_fixture_let_go (fixture->ui);
  OFFICE_WAIT_UNTIL (left_of (fixture, SCENE_DONE) < left_of (fixture, SCENE_TODO));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
}

static void
test_move_by_key (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (office_board_column_get_card (board_fixture_get_column (fixture, SCENE_TODO), 0)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  OFFICE_WAIT_UNTIL (left_of (fixture, SCENE_TODO) > left_of (fixture, SCENE_DOING));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
}

static void
test_announces (Fixture *fixture, gconstpointer data)
{
  OfficeTaskCard *card = office_board_column_get_card (board_fixture_get_column (fixture, SCENE_TODO), 0);

  gtk_widget_grab_focus (GTK_WIDGET (card));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Down, GDK_SHIFT_MASK);
  card = office_board_column_find_card (board_fixture_get_column (fixture, SCENE_TODO), SCENE_DOORS);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Moved to To do, 2 of 3");
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, GDK_SHIFT_MASK);
  card = office_board_column_find_card (board_fixture_get_column (fixture, SCENE_DOING), SCENE_DOORS);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Moved to In progress, 1 of 2");
}

/* All that a card can show, beside one with a name without an end; also from right to left, and on a phone. */
static void
test_full_card (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);
  OfficeRecord *photos = office_test_scene_get_record (fixture->scene, SCENE_PHOTOS);
  static const char *const blockers[] = { SCENE_LAMPS, NULL };
  g_autofree char *endless = g_strnfill (400, 'W');

  office_record_set_text (room, "key", "LIB");
  office_record_set_integer (doors, "number", 12);
  office_record_set_integer (doors, "estimate", 90);
  office_record_set_text (doors, "repeat", "FREQ=WEEKLY");
  office_record_set_ids (doors, "blocked_by", blockers);
  office_record_set_text (photos, "title", endless);
  office_test_scene_receive (fixture->scene, room, doors, photos, NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "LIB-12"));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "1 h 30 min"));
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_IMAGE, "icon-name", "office-blocked-symbolic"));
  g_assert_nonnull (
      office_ui_fixture_find (fixture->ui, GTK_TYPE_IMAGE, "icon-name", "media-playlist-repeat-symbolic"));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (board_fixture_get_column (fixture, SCENE_TODO))), <=, 268);
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "board-full-card");

  /* What blocked it is done. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_LAMPS "\",\"column\":\"" SCENE_DONE "\"}");
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_IMAGE, "icon-name", "office-blocked-symbolic"));

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  office_ui_fixture_settle (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "board-full-card-rtl");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  office_board_view_set_narrow (fixture->board, TRUE);
  office_ui_fixture_resize (fixture->ui, 360, 640);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->board)), ==, 360);
  office_ui_fixture_keep_picture (fixture->ui, "board-full-card-narrow");
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, board_fixture_set_up, function, board_fixture_tear_down)
  ADD ("/board/columns/rename", test_rename);
  ADD ("/board/columns/limit-and-hue", test_limit_and_hue);
  ADD ("/board/columns/fold", test_fold);
  ADD ("/board/columns/remove", test_remove);
  ADD ("/board/columns/drag", test_drag);
  ADD ("/board/columns/move-by-key", test_move_by_key);
  ADD ("/board/columns/announces", test_announces);
  ADD ("/board/columns/full-card", test_full_card);

  return g_test_run ();
}
