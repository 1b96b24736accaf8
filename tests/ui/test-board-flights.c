/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards that glide from one column to another, with animations on. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "board-fixture.h"

/* What was seen in each frame of one task's flight. */
typedef struct {
  BoardFixture *fixture;
  OfficeTask *task;
  gulong handler;
  graphene_point_t first, last;
  guint n; /* frames in which it was under way */
} Watch;

static void
animate (gboolean on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", on, NULL);
}

static void
set_up (BoardFixture *fixture, gconstpointer data)
{
  animate (TRUE);
  board_fixture_set_up (fixture, data);
}

static void
tear_down (BoardFixture *fixture, gconstpointer data)
{
  board_fixture_tear_down (fixture, data);
  animate (FALSE);
}

static OfficeTaskCard *
find_card (BoardFixture *fixture, const char *column, OfficeTask *task)
{
  return office_card_list_find_card (office_board_column_get_list (board_fixture_get_column (fixture, column)), task);
}

static graphene_point_t
place_of (BoardFixture *fixture, OfficeTaskCard *card)
{
  graphene_point_t point;

  g_assert_nonnull (card);
  g_assert_true (
      gtk_widget_compute_point (GTK_WIDGET (card), GTK_WIDGET (fixture->board), graphene_point_zero (), &point));
  return point;
}

static void
on_painted (GdkFrameClock *clock, Watch *watch)
{
  graphene_point_t place;

  if (!office_card_flights_find (office_board_view_get_flights (watch->fixture->board), watch->task, &place))
    return;
  if (watch->n++ == 0)
    watch->first = place;
  watch->last = place;
}

static void
watch_start (Watch *watch, BoardFixture *fixture, const char *task)
{
  watch->fixture = fixture;
  watch->task = office_session_find_task (fixture->session, task);
  watch->handler = g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->board)), "after-paint",
                                     G_CALLBACK (on_painted), watch);
}

/* Until it has landed. */
static void
watch_end (Watch *watch)
{
  OfficeCardFlights *flights = office_board_view_get_flights (watch->fixture->board);

  OFFICE_WAIT_UNTIL (!office_card_flights_has (flights, watch->task));
  g_signal_handler_disconnect (gtk_widget_get_frame_clock (GTK_WIDGET (watch->fixture->board)), watch->handler);
}

static void
move_away (BoardFixture *fixture)
{
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_LAMPS "\",\"column\":\"" SCENE_DOING "\",\"after\":\"" SCENE_SAMPLES "\"}");
}

static void
test_another_desk (BoardFixture *fixture, gconstpointer data)
{
  Watch watch = { NULL };
  graphene_point_t from, to;
  OfficeTaskCard *stays;
  int width;

  watch_start (&watch, fixture, SCENE_LAMPS);
  from = place_of (fixture, find_card (fixture, SCENE_TODO, watch.task));
  stays = find_card (fixture, SCENE_DOING, office_session_find_task (fixture->session, SCENE_SAMPLES));
  width = gtk_widget_get_width (GTK_WIDGET (stays));
  move_away (fixture);
  g_assert_true (office_card_flights_has (office_board_view_get_flights (fixture->board), watch.task));
  watch_end (&watch);

  /* It set out from where it was seen; and it never went past its new place. */
  to = place_of (fixture, find_card (fixture, SCENE_DOING, watch.task));
  g_assert_cmpuint (watch.n, >, 0);
  g_assert_cmpfloat (watch.first.x, ==, from.x);
  g_assert_cmpfloat (watch.first.y, ==, from.y);
  g_assert_cmpfloat (watch.last.x, <=, to.x);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (stays)), ==, width);
}

static void
test_by_keyboard (BoardFixture *fixture, gconstpointer data)
{
  Watch watch = { NULL };
  OfficeTaskCard *card;

  watch_start (&watch, fixture, SCENE_LAMPS);
  card = find_card (fixture, SCENE_TODO, watch.task);
  gtk_widget_grab_focus (GTK_WIDGET (card));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Right, GDK_SHIFT_MASK);
  watch_end (&watch);
  g_assert_cmpuint (watch.n, >, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (find_card (fixture, SCENE_DOING, watch.task))));
}

/* It turns round in the air: what takes it back does not make it jump. */
static void
test_moved_on (BoardFixture *fixture, gconstpointer data)
{
  OfficeCardFlights *flights = office_board_view_get_flights (fixture->board);
  Watch watch = { NULL };
  graphene_point_t from;

  watch_start (&watch, fixture, SCENE_LAMPS);
  from = place_of (fixture, find_card (fixture, SCENE_TODO, watch.task));
  move_away (fixture);
  OFFICE_WAIT_UNTIL (watch.n > 0 || !office_card_flights_has (flights, watch.task));
  office_ui_fixture_keep_picture (fixture->ui, "board-flight");
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_LAMPS "\",\"column\":\"" SCENE_TODO "\",\"after\":\"" SCENE_DOORS "\"}");
  g_assert_true (office_card_flights_has (flights, watch.task));
  watch_end (&watch);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpfloat (place_of (fixture, find_card (fixture, SCENE_TODO, watch.task)).x, ==, from.x);
}

/* Neither without animations, nor to where nothing is seen. */
static void
test_just_moves (BoardFixture *fixture, gconstpointer data)
{
  OfficeCardFlights *flights = office_board_view_get_flights (fixture->board);
  OfficeTask *task = office_session_find_task (fixture->session, SCENE_LAMPS);
  Watch watch = { NULL };

  animate (FALSE);
  move_away (fixture);
  g_assert_false (office_card_flights_has (flights, task));
  animate (TRUE);

  office_ui_fixture_settle (fixture->ui);
  watch_start (&watch, fixture, SCENE_LAMPS);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "remove", "{\"kind\":\"task\",\"id\":\"" SCENE_LAMPS "\"}");
  watch_end (&watch);
  g_assert_cmpuint (watch.n, ==, 0);
}

int
main (int argc, char *argv[])
{
  office_ui_fixture_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/board-flights/" path, BoardFixture, NULL, set_up, function, tear_down)
  ADD ("another-desk", test_another_desk);
  ADD ("by-keyboard", test_by_keyboard);
  ADD ("moved-on", test_moved_on);
  ADD ("just-moves", test_just_moves);
#undef ADD
  return g_test_run ();
}
