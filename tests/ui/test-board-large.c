/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A board of 2,000 tasks, and many people who act on it at once. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "board-fixture.h"

#define N_TODO    1200
#define N_DOING   800
#define MOST_MADE 60 /* cards of a column, whatever is done */

typedef BoardFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  board_fixture_make_scene (fixture);
  office_test_scene_add_tasks (fixture->scene, SCENE_TODO, N_TODO);
  office_test_scene_add_tasks (fixture->scene, SCENE_DOING, N_DOING);
  board_fixture_show_board (fixture);
}

static OfficeCardList *
get_list (Fixture *fixture, const char *column)
{
  return office_board_column_get_list (board_fixture_get_column (fixture, column));
}

static void
check_made (Fixture *fixture)
{
  g_assert_cmpuint (office_card_list_get_n_made (get_list (fixture, SCENE_TODO)), <=, MOST_MADE);
  g_assert_cmpuint (office_card_list_get_n_made (get_list (fixture, SCENE_DOING)), <=, MOST_MADE);
}

/* Where the card stands in the list's window; it must have one. */
static graphene_rect_t
bounds_of (OfficeCardList *list, OfficeTaskCard *card)
{
  graphene_rect_t bounds;

  g_assert_nonnull (card);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (card)));
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (card), GTK_WIDGET (list), &bounds));
  return bounds;
}

static double
top_of (OfficeCardList *list, OfficeTaskCard *card)
{
  return bounds_of (list, card).origin.y;
}

static gboolean
is_in_view (OfficeCardList *list, OfficeTaskCard *card)
{
  const graphene_rect_t bounds = bounds_of (list, card);

  return bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (GTK_WIDGET (list)) + 1;
}

static OfficeTaskCard *
get_focused (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (fixture->board)));

  return focus != NULL && OFFICE_IS_TASK_CARD (focus) ? OFFICE_TASK_CARD (focus) : NULL;
}

/* Between the cards of one column there is neither a gap nor an overlap. */
static void
check_places (OfficeCardList *list)
{
  OfficeTaskCard *before = NULL;

  for (guint i = 0; i < N_TODO + 3; i++)
    {
      OfficeTaskCard *card = office_card_list_get_card (list, i);

      if (card != NULL && before != NULL)
        g_assert_cmpfloat (top_of (list, card), ==, top_of (list, before) + bounds_of (list, before).size.height + 8);
      before = card;
    }
}

static void
test_few_cards (Fixture *fixture, gconstpointer data)
{
  OfficeCardList *list = get_list (fixture, SCENE_TODO);
  OfficeBoardColumn *column = board_fixture_get_column (fixture, SCENE_TODO);

  g_assert_cmpuint (office_board_column_get_n_cards (column), ==, N_TODO + 3);
  check_made (fixture);
  check_places (list);
  office_ui_fixture_keep_picture (fixture->ui, "board-large");
  office_ui_fixture_check_names (fixture->ui);

  /* To the end and back, by keys. */
  gtk_widget_grab_focus (GTK_WIDGET (office_card_list_get_card (list, 0)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_End, 0);
  g_assert_cmpint (office_board_column_find_index (column, get_focused (fixture)), ==, N_TODO + 2);
  g_assert_true (is_in_view (list, get_focused (fixture)));
  check_made (fixture);
  check_places (list);
  for (guint i = 0; i < 12; i++)
    office_ui_fixture_press (fixture->ui, GDK_KEY_Up, 0);
  g_assert_cmpint (office_board_column_find_index (column, get_focused (fixture)), ==, N_TODO - 10);
  g_assert_true (is_in_view (list, get_focused (fixture)));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Home, 0);
  g_assert_cmpint (office_board_column_find_index (column, get_focused (fixture)), ==, 0);
  g_assert_true (is_in_view (list, get_focused (fixture)));
  check_made (fixture);

  /* All the way by scrolling: each time there are cards all over the view. */
  while (office_card_list_scroll_by (list, 2000))
    {
      office_ui_fixture_settle (fixture->ui);
      check_made (fixture);
      check_places (list);
    }
  g_assert_true (is_in_view (list, office_card_list_get_card (list, N_TODO + 2)));
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskFilter) filter = office_task_filter_new (fixture->session);
  OfficeBoardColumn *column = board_fixture_get_column (fixture, SCENE_TODO);

  office_board_view_set_filter (fixture->board, filter);
  office_task_filter_set_text (filter, "stairs");
  OFFICE_WAIT_UNTIL (office_board_column_get_n_cards (column) == N_TODO / 3);
  office_ui_fixture_settle (fixture->ui);
  check_made (fixture);
  check_places (get_list (fixture, SCENE_TODO));
  office_task_filter_set_text (filter, "\"Task 1199\"");
  OFFICE_WAIT_UNTIL (office_board_column_get_n_cards (column) == 1);
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (
      is_in_view (get_list (fixture, SCENE_TODO), office_card_list_get_card (get_list (fixture, SCENE_TODO), 0)));
  office_task_filter_set_text (filter, "");
  OFFICE_WAIT_UNTIL (office_board_column_get_n_cards (column) == N_TODO + 3);
  office_ui_fixture_settle (fixture->ui);
  check_made (fixture);
  check_places (get_list (fixture, SCENE_TODO));
}

/* ---- what a letter in the filter changes ---- */

static void
filter_by (Fixture *fixture, OfficeTaskFilter *filter, const char *text)
{
  office_task_filter_set_text (filter, text);
  office_ui_fixture_settle (fixture->ui);
}

/* From the first that passes to the last: each has its card, in order, and no other one has. */
static void
check_shown (Fixture *fixture, const char *id, OfficeTaskFilter *filter)
{
  OfficeBoardColumn *column = board_fixture_get_column (fixture, id);
  OfficeCardList *list = office_board_column_get_list (column);
  GListModel *tasks = office_board_column_get_tasks (column);
  const int height = gtk_widget_get_height (GTK_WIDGET (list));
  int bottom = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tasks) && bottom < height; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (tasks, i);
      OfficeTaskCard *card = office_card_list_get_card (list, i);

      g_assert_true (office_task_filter_matches (filter, task));
      g_assert_true (office_task_card_get_task (card) == task);
      bottom = (int) (top_of (list, card) + bounds_of (list, card).size.height);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      g_assert_true (office_task_filter_matches (filter, office_task_card_get_task (OFFICE_TASK_CARD (child))));
}

static void
check_all_shown (Fixture *fixture, OfficeTaskFilter *filter)
{
  check_shown (fixture, SCENE_TODO, filter);
  check_shown (fixture, SCENE_DOING, filter);
  check_shown (fixture, SCENE_DONE, filter);
}

/* The work of a letter is done in frames to come; a letter that comes before they have passed is as good as one alone. */
static void
test_filter_in_frames (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "s", "st", "sta", "door", "199", "", "s" };
  g_autoptr (OfficeTaskFilter) filter = office_task_filter_new (fixture->session);
  OfficeBoardColumn *column = board_fixture_get_column (fixture, SCENE_TODO);

  office_board_view_set_filter (fixture->board, filter);
  office_ui_fixture_settle (fixture->ui);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const guint before = office_board_column_get_n_cards (column);

      office_task_filter_set_text (filter, texts[i]);
      g_assert_cmpuint (office_board_column_get_n_cards (column), ==, before);
      g_assert_true (office_frame_pacer_is_busy_in (GTK_WIDGET (fixture->board)));
      if (i % 2 == 0)
        continue;
      office_ui_fixture_settle (fixture->ui);
      check_all_shown (fixture, filter);
      check_made (fixture);
      check_places (get_list (fixture, SCENE_TODO));
    }
  office_ui_fixture_settle (fixture->ui);
  check_all_shown (fixture, filter);
}

/* A card whose task stays is the same card, and keeps the focus. */
static void
test_filter_keeps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskFilter) filter = office_task_filter_new (fixture->session);
  OfficeCardList *list = get_list (fixture, SCENE_TODO);
  OfficeTaskCard *card;
  OfficeTask *task;

  office_board_view_set_filter (fixture->board, filter);
  filter_by (fixture, filter, "stairs");
  card = office_card_list_get_card (list, 1);
  task = office_task_card_get_task (card);
  gtk_widget_grab_focus (GTK_WIDGET (card));
  filter_by (fixture, filter, "");
  g_assert_true (office_card_list_find_card (list, task) == card);
  g_assert_true (get_focused (fixture) == card);
  filter_by (fixture, filter, "stair");
  g_assert_true (office_card_list_find_card (list, task) == card);
  g_assert_true (get_focused (fixture) == card);
  check_all_shown (fixture, filter);
}

/* Who wants a card at once gets it, however much there is to do. */
static void
test_filter_and_focus (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskFilter) filter = office_task_filter_new (fixture->session);

  office_board_view_set_filter (fixture->board, filter);
  office_task_filter_set_text (filter, "\"Task 1001\"");
  office_board_view_focus (fixture->board);
  g_assert_nonnull (get_focused (fixture));
  g_assert_true (office_task_filter_matches (filter, office_task_card_get_task (get_focused (fixture))));
  office_ui_fixture_settle (fixture->ui);
  check_all_shown (fixture, filter);
}

/* Nothing is done for what nobody sees, until somebody does. */
static void
test_filter_unseen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeTaskFilter) filter = office_task_filter_new (fixture->session);
  OfficeBoardColumn *column = board_fixture_get_column (fixture, SCENE_TODO);

  office_board_view_set_filter (fixture->board, filter);
  office_ui_fixture_settle (fixture->ui);
  gtk_widget_set_visible (GTK_WIDGET (fixture->board), FALSE);
  filter_by (fixture, filter, "stairs");
  g_assert_cmpuint (office_board_column_get_n_cards (column), ==, N_TODO + 3);
  gtk_widget_set_visible (GTK_WIDGET (fixture->board), TRUE);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (office_board_column_get_n_cards (column), ==, N_TODO / 3);
  check_all_shown (fixture, filter);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, guint *n_items)
{
  *n_items += removed + added;
}

/* What somebody else changes in one task is seen on its card, and no other is made anew. */
static void
test_one_change (Fixture *fixture, gconstpointer data)
{
  OfficeCardList *list = get_list (fixture, SCENE_TODO);
  GListModel *tasks = office_board_column_get_tasks (board_fixture_get_column (fixture, SCENE_TODO));
  OfficeTaskCard *card = office_card_list_get_card (list, 4);
  g_autofree char *with = g_strdup_printf (
      "{\"kind\":\"task\",\"id\":\"%s\",\"set\":{\"title\":\"Another title\",\"priority\":\"high\"}}",
      office_task_get_id (office_task_card_get_task (card)));
  guint n_items = 0;

  g_signal_connect (tasks, "items-changed", G_CALLBACK (on_items_changed), &n_items);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch", with);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (n_items, ==, 0);
  g_assert_true (office_card_list_get_card (list, 4) == card);
  g_assert_cmpstr (office_task_get_title (office_task_card_get_task (card)), ==, "Another title");
  check_places (list);
  g_signal_handlers_disconnect_by_func (tasks, on_items_changed, &n_items);
}

/* What comes in and goes above does not move what one looks at. */
static void
test_view_stays (Fixture *fixture, gconstpointer data)
{
  OfficeCardList *list = get_list (fixture, SCENE_TODO);
  OfficeTask *task;
  double before;

  office_card_list_show (list, 600);
  office_ui_fixture_settle (fixture->ui);
  task = office_task_card_get_task (office_card_list_get_card (list, 600));
  before = top_of (list, office_card_list_find_card (list, task));

  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_SAMPLES "\",\"column\":\"" SCENE_TODO "\"}");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpint (office_card_list_find_index (list, task), ==, 601);
  g_assert_cmpfloat (top_of (list, office_card_list_find_card (list, task)), ==, before);
  office_test_scene_act (fixture->scene, SCENE_MEI, "task.move",
                         "{\"id\":\"" SCENE_DOORS "\",\"column\":\"" SCENE_DONE "\"}");
  office_test_scene_act (fixture->scene, SCENE_MEI, "task.move",
                         "{\"id\":\"" SCENE_LAMPS "\",\"column\":\"" SCENE_DONE "\"}");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpint (office_card_list_find_index (list, task), ==, 599);
  g_assert_cmpfloat (top_of (list, office_card_list_find_card (list, task)), ==, before);
  check_places (list);
}

/* Each task of the board stands once, where the book says. */
static void
check_board (Fixture *fixture)
{
  static const char *const columns[] = { SCENE_TODO, SCENE_DOING, SCENE_DONE };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      GListModel *tasks = office_board_column_get_tasks (board_fixture_get_column (fixture, columns[c]));
      g_autofree char *last = NULL;

      for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
        {
          g_autoptr (OfficeTask) task = g_list_model_get_item (tasks, i);
          g_autoptr (OfficeRecord) record = office_test_scene_get_record (fixture->scene, office_task_get_id (task));
          const char *position = office_record_get_text (record, "position");

          g_assert_true (g_hash_table_add (seen, task));
          g_assert_cmpstr (office_record_get_text (record, "column"), ==, columns[c]);
          g_assert_cmpstr (position, >=, last != NULL ? last : "");
          g_free (last);
          last = g_strdup (position);
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, N_TODO + N_DOING + 4);
}

/* Twenty people move cards to and fro while one is carried here: nobody's move is lost, and the focus stays. */
static void
test_twenty_people (Fixture *fixture, gconstpointer data)
{
  static const char *const people[] = { SCENE_ANNA, SCENE_MEI, SCENE_YOUSSEF, SCENE_SOFIA };
  static const char *const columns[] = { SCENE_DOING, SCENE_DONE, SCENE_TODO };
  OfficeTaskCard *card = office_card_list_get_card (get_list (fixture, SCENE_TODO), 2);
  OfficeTask *mine = office_task_card_get_task (card);

  gtk_widget_grab_focus (GTK_WIDGET (card));
  for (guint round = 0; round < 3; round++)
    {
      office_ui_fixture_press (fixture->ui, GDK_KEY_Right, round == 0 ? GDK_SHIFT_MASK : 0);
      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *with = g_strdup_printf (
              "{\"id\":\"%s\",\"column\":\"%s\"}",
              office_test_scene_get_task (fixture->scene, (i * 61 + round * 7) % 1500),
              columns[(i + round) % G_N_ELEMENTS (columns)]);

          office_test_scene_act (fixture->scene, people[i % G_N_ELEMENTS (people)], "task.move", with);
        }
    }
  office_test_scene_answer (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
  check_board (fixture);
  check_made (fixture);
  check_places (get_list (fixture, SCENE_TODO));
  g_assert_cmpstr (office_task_get_column_id (mine), ==, SCENE_DOING);
  g_assert_nonnull (get_focused (fixture));
}

/* A card is held at the lower edge: the column scrolls under it, and it lands where it is let go. */
static void
test_autoscroll (Fixture *fixture, gconstpointer data)
{
  OfficeCardList *list = get_list (fixture, SCENE_TODO);
  OfficeTask *task = office_task_card_get_task (office_card_list_get_card (list, 0));
  OfficeTask *first = office_task_card_get_task (office_card_list_get_card (list, 1));
  const int height = gtk_widget_get_height (GTK_WIDGET (list));

  office_ui_fixture_take_hold (fixture->ui, GTK_WIDGET (office_card_list_get_card (list, 0)));
  office_ui_fixture_drag_to (fixture->ui, GTK_WIDGET (list), 120, height - 10);
  OFFICE_WAIT_UNTIL (office_card_list_find_card (list, first) == NULL);
  office_ui_fixture_keep_picture (fixture->ui, "board-dragging");
  office_ui_fixture_let_go (fixture->ui);
  OFFICE_WAIT_UNTIL (office_card_list_find_index (list, task) > 5);
  office_ui_fixture_settle (fixture->ui);
  check_places (list);
  check_made (fixture);
}

/* A container may ask for another width than it gives; the cards keep to the one that they have, lest both never end. */
static void
test_measured_as_given (Fixture *fixture, gconstpointer data)
{
  OfficeCardList *list = get_list (fixture, SCENE_TODO);
  const int width = gtk_widget_get_width (GTK_WIDGET (list));
  int as_given, wider;

  gtk_widget_measure (GTK_WIDGET (list), GTK_ORIENTATION_VERTICAL, width, NULL, &as_given, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (list), GTK_ORIENTATION_VERTICAL, 3 * width, NULL, &wider, NULL, NULL);
  g_assert_cmpint (wider, ==, as_given);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, board_fixture_tear_down)
  ADD ("/board/large/few-cards", test_few_cards);
  ADD ("/board/large/filter", test_filter);
  ADD ("/board/large/filter-in-frames", test_filter_in_frames);
  ADD ("/board/large/filter-keeps", test_filter_keeps);
  ADD ("/board/large/filter-and-focus", test_filter_and_focus);
  ADD ("/board/large/filter-unseen", test_filter_unseen);
  ADD ("/board/large/one-change", test_one_change);
  ADD ("/board/large/view-stays", test_view_stays);
  ADD ("/board/large/twenty-people", test_twenty_people);
  ADD ("/board/large/autoscroll", test_autoscroll);
  ADD ("/board/large/measured-as-given", test_measured_as_given);

  return g_test_run ();
}
