/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "office-composer.h"
#include "office-conversation-view.h"
#include "office-fake-clock.h"
#include "office-hover-bar.h"
#include "office-message-list.h"
#include "office-task-link.h"
#include "office-test-scene.h"
#include "office-text.h"
#include "office-ui-fixture.h"

#define WIDE   936, 700
#define MINUTE 60000
#define DAY    (24 * 60 * MINUTE)

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *window;
  GtkWidget *view;
  OfficeMessageList *list;
  OfficeComposer *composer;
  char *opened_task;
} Fixture;

/* ---- setting up ---- */

static void
open_task (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *self = data;

  g_free (self->opened_task);
  self->opened_task = g_variant_dup_string (parameter, NULL);
}

static void
add_actions (Fixture *self)
{
  const GActionEntry entries[] = { { "open-task", open_task, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (office_ui_fixture_get_window (self->window)), "win",
                                  G_ACTION_GROUP (group));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
}

static void
open_at (Fixture *self, const char *room, const char *task, int width, int height)
{
  self->view = office_conversation_view_new ();
  gtk_widget_add_css_class (self->view, "content-pane");
  office_conversation_view_set_place (OFFICE_CONVERSATION_VIEW (self->view), self->session, room, task);
  self->window = office_ui_fixture_new (self->view, width, height);
  add_actions (self);
  self->list = OFFICE_MESSAGE_LIST (office_ui_fixture_find (self->window, OFFICE_TYPE_MESSAGE_LIST, NULL, NULL));
  self->composer = OFFICE_COMPOSER (office_ui_fixture_find (self->window, OFFICE_TYPE_COMPOSER, NULL, NULL));
  g_assert_nonnull (self->list);
  g_assert_nonnull (self->composer);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    office_ui_fixture_free (self->window);
  office_test_scene_free (self->scene);
  g_free (self->opened_task);
}

/* ---- looking ---- */

static OfficeMessageRow *
get_last_row (Fixture *self)
{
  return office_message_list_get_row (self->list, office_message_list_get_n_rows (self->list) - 1);
}

static OfficeMessageRow *
find_row (Fixture *self, const char *id)
{
  for (guint i = 0; i < office_message_list_get_n_rows (self->list); i++)
    {
      OfficeMessageRow *row = office_message_list_get_row (self->list, i);

      if (g_str_equal (office_message_get_id (office_message_row_get_message (row)), id))
        return row;
    }
  return NULL;
}

static GtkWidget *
find_inside (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_inside (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_class (GtkWidget *widget, const char *css_class)
{
  if (gtk_widget_has_css_class (widget, css_class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_class (child, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static double
get_gap (Fixture *self)
{
  GtkAdjustment *adjustment = office_message_list_get_adjustment (self->list);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
         - gtk_adjustment_get_value (adjustment);
}

static double
get_y (Fixture *self, OfficeMessageRow *row)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (office_message_row_get_body (row), GTK_WIDGET (self->list), &bounds));
  return bounds.origin.y;
}

static void
scroll_to (Fixture *self, double value)
{
  gtk_adjustment_set_value (office_message_list_get_adjustment (self->list), value);
  office_ui_fixture_settle (self->window);
}

static void
set_text (Fixture *self, const char *text)
{
  gtk_text_buffer_set_text (office_composer_get_buffer (self->composer), text, -1);
}

static char *
dup_text (Fixture *self)
{
  char *text;

  g_object_get (office_composer_get_buffer (self->composer), "text", &text, NULL);
  return text;
}

/* What stood in a frame when it was painted: the worst of all frames from here on. */
typedef struct {
  Fixture *fixture;
  OfficeMessageRow *row; /* nullable: the bottom */
  double y;
  double worst;
  guint frames;
} Watch;

static void
painted (Watch *watch)
{
  const double off = watch->row != NULL ? get_y (watch->fixture, watch->row) - watch->y : get_gap (watch->fixture);

  watch->worst = MAX (watch->worst, ABS (off));
  watch->frames++;
}

static void
watch_frames (Watch *watch, Fixture *self, OfficeMessageRow *row)
{
  *watch = (Watch){ self, row, row != NULL ? get_y (self, row) : 0, 0, 0 };
  g_signal_connect_swapped (gtk_widget_get_frame_clock (self->view), "after-paint", G_CALLBACK (painted), watch);
}

static void
check_frames (Watch *watch, const char *what)
{
  const guint from = watch->frames;

  OFFICE_WAIT_UNTIL (watch->frames > from);
  office_ui_fixture_settle (watch->fixture->window);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (watch->fixture->view), watch);
  g_test_message ("%s: %f in %u frames", what, watch->worst, watch->frames);
  g_assert_cmpfloat (watch->worst, <=, 1);
}

/* ---- the windowed box ---- */

static void
test_bottom (Fixture *self, gconstpointer data)
{
  Watch watch;

  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 100);
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  g_assert_cmpfloat (gtk_adjustment_get_upper (office_message_list_get_adjustment (self->list)), >, 1000);
  g_assert_cmpfloat (ABS (get_gap (self)), <=, 1);

  watch_frames (&watch, self, NULL);
  office_test_scene_say (
      self->scene, SCENE_LIBRARY, NULL, SCENE_MEI,
      "A text that is long enough to be broken into a few lines when the window has become as narrow as a phone.");
  check_frames (&watch, "append");
  watch_frames (&watch, self, NULL);
  office_ui_fixture_resize (self->window, 360, 640);
  check_frames (&watch, "narrow");
  watch_frames (&watch, self, NULL);
  office_ui_fixture_resize (self->window, 936, 400);
  check_frames (&watch, "low");
}

static void
first_painted (GtkWidget *window, Watch *watch)
{
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted), watch);
}

static void
test_first_paint (Fixture *self, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  Watch watch = { self };

  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 100);
  self->view = office_conversation_view_new ();
  office_conversation_view_set_place (OFFICE_CONVERSATION_VIEW (self->view), self->session, SCENE_LIBRARY, NULL);
  self->list = OFFICE_MESSAGE_LIST (find_inside (self->view, OFFICE_TYPE_MESSAGE_LIST));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDE);
  gtk_window_set_child (GTK_WINDOW (window), self->view);
  g_signal_connect (window, "realize", G_CALLBACK (first_painted), &watch);
  self->window = office_ui_fixture_new_for_window (GTK_WINDOW (window));
  check_frames (&watch, "first paint");
  g_assert_cmpuint (watch.frames, >, 0);
}

static void
test_prepend (Fixture *self, gconstpointer data)
{
  OfficeConversation *conversation;
  Watch watch;

  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 300);
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  conversation = office_message_list_get_conversation (self->list);
  office_conversation_load_older (conversation, 60); /* so that there is much above and below */
  office_ui_fixture_settle (self->window);
  scroll_to (self, 900);
  watch_frames (&watch, self, office_message_list_get_row (self->list, 40));
  g_assert_cmpuint (office_conversation_load_older (conversation, 50), ==, 50);
  check_frames (&watch, "prepend");
  g_assert_cmpuint (office_message_list_get_n_rows (self->list), >=, 110);

  /* And from the very top row, whose day and author go to another row. */
  scroll_to (self, 300);
  watch_frames (&watch, self, office_message_list_get_row (self->list, 20));
  office_conversation_load_older (conversation, 7);
  check_frames (&watch, "from the top");

  /* As many go below as come above: the height is the same, the place is not. */
  watch_frames (&watch, self, office_message_list_get_row (self->list, 20));
  office_conversation_load_older (conversation, 20);
  office_conversation_trim (conversation, TRUE, office_message_list_get_n_rows (self->list) - 20);
  check_frames (&watch, "as many below");
  office_message_list_go_to_newest (self->list);
  /* Some frames bring the rest of the page, without which the end were in view. */
  OFFICE_WAIT_UNTIL (gtk_adjustment_get_upper (office_message_list_get_adjustment (self->list)) > 2000);
  office_ui_fixture_settle (self->window);
  scroll_to (self, 300);
  g_assert_false (office_message_list_is_at_bottom (self->list));

  /* What comes at the end moves nobody who reads above. */
  watch_frames (&watch, self, office_message_list_get_row (self->list, 20));
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "Below");
  check_frames (&watch, "news below");
  g_assert_cmpuint (office_message_list_get_n_new (self->list), ==, 1);
  office_message_list_go_to_newest (self->list);
  office_ui_fixture_settle (self->window);
  g_assert_cmpfloat (ABS (get_gap (self)), <=, 1);
  g_assert_cmpuint (office_message_list_get_n_new (self->list), ==, 0);
}

/* Comes to an end of what is loaded, as a reader does, and waits until there is more beyond it; says how often. */
static guint
page_to_end (Fixture *self, gboolean newest)
{
  OfficeConversation *conversation = office_message_list_get_conversation (self->list);
  GtkAdjustment *adjustment = office_message_list_get_adjustment (self->list);
  guint n = 0;

  while (newest ? office_conversation_has_newer (conversation) : office_conversation_has_older (conversation))
    {
      OfficeMessageRow *end = newest ? get_last_row (self) : office_message_list_get_row (self->list, 0);

      gtk_adjustment_set_value (adjustment, newest ? gtk_adjustment_get_upper (adjustment) : 0);
      OFFICE_WAIT_UNTIL (end != (newest ? get_last_row (self) : office_message_list_get_row (self->list, 0)));
      g_assert_cmpuint (office_message_list_get_n_rows (self->list), <=, 2 * OFFICE_CONVERSATION_MOST);
      n++;
    }
  return n;
}

static void
test_paging (Fixture *self, gconstpointer data)
{
  OfficeConversation *conversation;
  guint n;

  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 400);
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  conversation = office_message_list_get_conversation (self->list);
  n = page_to_end (self, FALSE);
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (n, <, 400 / 3);
  g_assert_true (office_conversation_has_newer (conversation));
  g_assert_false (office_message_list_is_at_bottom (self->list));

  page_to_end (self, TRUE);
  office_ui_fixture_settle (self->window);
  scroll_to (self, G_MAXINT16);
  g_assert_true (office_message_list_is_at_bottom (self->list));
  g_assert_cmpuint (office_message_list_get_n_rows (self->list), <=, 2 * OFFICE_CONVERSATION_MOST + 20);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 100000);
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  g_assert_cmpuint (office_message_list_get_n_rows (self->list), <=, 5 * OFFICE_CONVERSATION_FIRST);
  g_assert_cmpfloat (ABS (get_gap (self)), <=, 1);
}

static void
test_show_message (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  OfficeMessageRow *row;
  double y;

  id = g_strdup (office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "Here it was"));
  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 500);
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  g_assert_null (find_row (self, id));
  office_conversation_view_show_message (OFFICE_CONVERSATION_VIEW (self->view), id);
  office_ui_fixture_settle (self->window);
  row = find_row (self, id);
  g_assert_nonnull (row);
  y = get_y (self, row);
  g_assert_cmpfloat (y, >=, 0);
  g_assert_cmpfloat (y, <, gtk_widget_get_height (GTK_WIDGET (self->list)));
}

/* ---- rows ---- */

static void
test_grouping (Fixture *self, gconstpointer data)
{
  OfficeClock *clock = office_test_scene_get_clock (self->scene);

  open_at (self, SCENE_GENERAL, NULL, WIDE);
  g_assert_cmpstr (office_message_row_get_day (get_last_row (self)), ==, "Today");
  g_assert_true (office_message_row_get_first (get_last_row (self)));
  office_test_scene_say (self->scene, SCENE_GENERAL, NULL, SCENE_ANNA, "One");
  g_assert_true (office_message_row_get_first (get_last_row (self)));
  g_assert_null (office_message_row_get_day (get_last_row (self)));
  office_fake_clock_advance (clock, 4 * MINUTE);
  office_test_scene_say (self->scene, SCENE_GENERAL, NULL, SCENE_ANNA, "Two");
  g_assert_false (office_message_row_get_first (get_last_row (self)));
  office_fake_clock_advance (clock, 6 * MINUTE);
  office_test_scene_say (self->scene, SCENE_GENERAL, NULL, SCENE_ANNA, "Three");
  g_assert_true (office_message_row_get_first (get_last_row (self)));
  office_test_scene_say (self->scene, SCENE_GENERAL, NULL, SCENE_MEI, "Four");
  g_assert_true (office_message_row_get_first (get_last_row (self)));
  office_fake_clock_advance (clock, DAY);
  office_test_scene_say (self->scene, SCENE_GENERAL, NULL, SCENE_MEI, "Five");
  g_assert_cmpstr (office_message_row_get_day (get_last_row (self)), ==, "Today");
}

static void
test_days (Fixture *self, gconstpointer data)
{
  OfficeClock *clock = office_test_scene_get_clock (self->scene);

  office_fake_clock_advance (clock, DAY);
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "The next day");
  office_fake_clock_advance (clock, DAY);
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "And the next");
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  g_assert_cmpstr (office_message_row_get_day (office_message_list_get_row (self->list, 0)), ==, "Wednesday 11 June");
  g_assert_cmpstr (office_message_row_get_day (office_message_list_get_row (self->list, 4)), ==, "Yesterday");
  g_assert_cmpstr (office_message_row_get_day (get_last_row (self)), ==, "Today");
}

static void
test_unread (Fixture *self, gconstpointer data)
{
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  g_assert_false (office_message_row_get_unread (office_message_list_get_row (self->list, 1)));
  g_assert_true (office_message_row_get_unread (office_message_list_get_row (self->list, 2)));
  g_assert_false (office_message_row_get_unread (office_message_list_get_row (self->list, 3)));
  /* It stays although all is read now, and what comes later gets none. */
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "Later");
  office_ui_fixture_settle (self->window);
  g_assert_true (office_message_row_get_unread (office_message_list_get_row (self->list, 2)));
  g_assert_false (office_message_row_get_unread (get_last_row (self)));
}

static void
test_task_link (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  GtkWidget *link;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  row = find_row (self, SCENE_MORNING);
  link = find_inside (GTK_WIDGET (row), OFFICE_TYPE_TASK_LINK);
  g_assert_nonnull (link);
  g_assert_cmpstr (office_task_get_id (office_task_link_get_task (OFFICE_TASK_LINK (link))), ==, SCENE_SAMPLES);
  gtk_test_accessible_assert_property (link, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Task: Send façade samples to the client (In progress)");
  g_signal_emit_by_name (link, "clicked");
  g_assert_cmpstr (self->opened_task, ==, SCENE_SAMPLES);
  office_test_scene_act (self->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_SAMPLES "\",\"column\":\"" SCENE_DONE "\"}");
  gtk_test_accessible_assert_property (link, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Task: Send façade samples to the client (Done)");

  /* Made here, it appears at once. */
  row = get_last_row (self);
  g_assert_null (find_inside (GTK_WIDGET (row), OFFICE_TYPE_TASK_LINK));
  gtk_widget_activate_action (GTK_WIDGET (row), "message.make-task", NULL);
  g_assert_nonnull (find_inside (GTK_WIDGET (row), OFFICE_TYPE_TASK_LINK));
}

static void
test_narrow_link (Fixture *self, gconstpointer data)
{
  GtkWidget *link, *chip, *due;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  link = find_inside (GTK_WIDGET (find_row (self, SCENE_MORNING)), OFFICE_TYPE_TASK_LINK);
  chip = find_class (link, "chip");
  due = gtk_widget_get_parent (find_class (link, "due"));
  g_assert_true (gtk_widget_get_child_visible (chip));
  g_assert_true (gtk_widget_get_child_visible (due));
  g_assert_cmpint (gtk_widget_get_width (link), <=, 500);
  office_ui_fixture_resize (self->window, 360, 640);
  g_assert_false (gtk_widget_get_child_visible (chip));
  g_assert_true (gtk_widget_get_child_visible (due));
}

static void
test_layout_passes (Fixture *self, gconstpointer data)
{
  GtkWidget *text;

  office_test_scene_say (
      self->scene, SCENE_LIBRARY, NULL, SCENE_MEI,
      "A text that is so long that it does not fit into one line even in a wide window, because it goes on and on, "
      "and says nothing that one would want to read more than once or even that.");
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  text = find_inside (GTK_WIDGET (get_last_row (self)), OFFICE_TYPE_TEXT);
  g_assert_cmpuint (office_text_get_n_layout_passes (OFFICE_TEXT (text)), ==, 1);
  office_text_select (OFFICE_TEXT (text), 0, 6);
  {
    g_autofree char *selection = office_text_dup_selection (OFFICE_TEXT (text));

    g_assert_cmpstr (selection, ==, "A text");
  }
}

typedef struct {
  guint passes, most; /* layouts of a frame */
} Layouts;

static void
frame_begins (GdkFrameClock *clock, Layouts *layouts)
{
  layouts->passes = 0;
}

static void
laid_out (GdkFrameClock *clock, Layouts *layouts)
{
  layouts->passes++;
  layouts->most = MAX (layouts->most, layouts->passes);
}

static void
say_often (Fixture *self, const char *room)
{
  for (guint i = 0; i < 200; i++)
    office_test_scene_say (self->scene, room, NULL, SCENE_MEI, "Yes");
}

/* Many more rows than a room opens with: GTK, which lays out four times a frame at most, would not paint the window again. */
static void
test_high_window (Fixture *self, gconstpointer data)
{
  Layouts layouts = { 0 };
  GdkFrameClock *clock;

  say_often (self, SCENE_LIBRARY);
  say_often (self, SCENE_GENERAL);
  open_at (self, SCENE_LIBRARY, NULL, 936, 2400);
  clock = gtk_widget_get_frame_clock (self->view);
  g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins), &layouts);
  g_signal_connect (clock, "layout", G_CALLBACK (laid_out), &layouts);
  office_conversation_view_set_place (OFFICE_CONVERSATION_VIEW (self->view), self->session, SCENE_GENERAL, NULL);
  office_ui_fixture_settle (self->window);
  g_signal_handlers_disconnect_by_data (clock, &layouts);
  g_assert_cmpuint (layouts.most, <=, 3);
  g_assert_cmpfloat (gtk_adjustment_get_upper (office_message_list_get_adjustment (self->list)), >,
                     gtk_adjustment_get_page_size (office_message_list_get_adjustment (self->list)));
  g_assert_cmpfloat (ABS (get_gap (self)), <=, 1);
}

static void
test_names (Fixture *self, gconstpointer data)
{
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  gtk_test_accessible_assert_role (get_last_row (self), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (get_last_row (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Anna Lindqvist, 9:04: Three doors fail, see the schedule.");
  gtk_test_accessible_assert_role (gtk_widget_get_parent (GTK_WIDGET (get_last_row (self))), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_grab_focus (GTK_WIDGET (get_last_row (self)));
  office_ui_fixture_check_names (self->window);
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  GtkWindow *window;
  OfficeMessageRow *row;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  window = office_ui_fixture_get_window (self->window);
  gtk_widget_grab_focus (GTK_WIDGET (get_last_row (self)));
  office_ui_fixture_press (self->window, GDK_KEY_Up, 0);
  office_ui_fixture_press (self->window, GDK_KEY_Up, 0);
  row = find_row (self, SCENE_MORNING);
  g_assert_true (gtk_window_get_focus (window) == GTK_WIDGET (row));
  g_assert_nonnull (find_inside (GTK_WIDGET (row), OFFICE_TYPE_HOVER_BAR));
  office_ui_fixture_press (self->window, GDK_KEY_Return, 0);
  g_assert_cmpstr (self->opened_task, ==, SCENE_SAMPLES);
  office_ui_fixture_press (self->window, GDK_KEY_Down, 0);
  g_assert_null (find_inside (GTK_WIDGET (row), OFFICE_TYPE_HOVER_BAR));
  row = office_message_list_get_row (self->list, 2);
  g_assert_null (find_inside (GTK_WIDGET (row), OFFICE_TYPE_TASK_LINK));
  office_ui_fixture_press (self->window, GDK_KEY_t, 0);
  g_assert_nonnull (find_inside (GTK_WIDGET (row), OFFICE_TYPE_TASK_LINK));
}

/* Who clicks on a message and types writes; who goes to it with the keyboard has its keys, however long GTK shows the focus. */
static void
test_letters_after_click (Fixture *self, gconstpointer data)
{
  GtkWidget *text;
  OfficeMessageRow *row;
  GtkWindow *window;
  g_autofree char *written = NULL;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  window = office_ui_fixture_get_window (self->window);
  row = get_last_row (self);
  text = find_inside (GTK_WIDGET (row), OFFICE_TYPE_TEXT);
  office_ui_fixture_click (self->window, text);
  g_assert_true (gtk_window_get_focus (window) == text);
  office_ui_fixture_press (self->window, GDK_KEY_t, 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (self->composer)));
  office_ui_fixture_press (self->window, GDK_KEY_o, 0);

  office_ui_fixture_click (self->window, text);
  office_ui_fixture_press (self->window, GDK_KEY_A, GDK_SHIFT_MASK);
  g_object_get (office_composer_get_buffer (self->composer), "text", &written, NULL);
  g_assert_cmpstr (written, ==, "toA");
  g_assert_null (office_message_get_task (office_message_row_get_message (row)));

  office_ui_fixture_click (self->window, text);
  office_ui_fixture_press (self->window, GDK_KEY_Up, 0);
  row = OFFICE_MESSAGE_ROW (gtk_window_get_focus (window));
  office_ui_fixture_press (self->window, GDK_KEY_s, 0);
  g_assert_true (office_message_get_saved (office_message_row_get_message (row)));
  gtk_window_set_focus_visible (window, FALSE);
  office_ui_fixture_press (self->window, GDK_KEY_s, 0);
  g_assert_false (office_message_get_saved (office_message_row_get_message (row)));

  /* What is no letter is the message's all the same. */
  row = find_row (self, SCENE_MORNING);
  office_ui_fixture_click (self->window, find_inside (GTK_WIDGET (row), OFFICE_TYPE_TEXT));
  office_ui_fixture_press (self->window, GDK_KEY_Delete, 0);
  g_assert_true (office_message_get_removed (office_message_row_get_message (row)));
}

/* Where nothing can be said, what is typed after a click does nothing. */
static void
test_letters_in_archived_room (Fixture *self, gconstpointer data)
{
  OfficeMessage *message;
  g_autoptr (GError) error = NULL;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  message = office_message_row_get_message (get_last_row (self));
  office_session_archive_room (self->session, SCENE_LIBRARY, TRUE, &error);
  g_assert_no_error (error);
  office_ui_fixture_settle (self->window);
  office_ui_fixture_click (self->window, find_inside (GTK_WIDGET (get_last_row (self)), OFFICE_TYPE_TEXT));
  office_ui_fixture_press (self->window, GDK_KEY_s, 0);
  g_assert_false (office_message_get_saved (message));
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (office_ui_fixture_get_window (self->window)),
                                          GTK_WIDGET (self->composer)));
}

/* ---- sending ---- */

static void
test_send (Fixture *self, gconstpointer data)
{
  GtkWidget *content;
  guint n;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
  n = office_message_list_get_n_rows (self->list);
  g_assert_false (office_composer_can_send (self->composer));
  set_text (self, "  \n ");
  g_assert_false (office_composer_can_send (self->composer));
  set_text (self, "I call the fire officer after lunch.");
  office_composer_send (self->composer);
  g_assert_cmpuint (office_message_list_get_n_rows (self->list), ==, n + 1);
  {
    g_autofree char *text = dup_text (self);

    g_assert_cmpstr (text, ==, "");
  }

  content = find_class (GTK_WIDGET (get_last_row (self)), "message");
  g_assert_false (gtk_widget_has_css_class (content, "pending"));
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 1500);
  g_assert_true (gtk_widget_has_css_class (content, "pending"));
  office_ui_fixture_keep_picture (self->window, "conversation-waiting");
  office_test_scene_answer (self->scene);
  g_assert_cmpuint (office_message_list_get_n_rows (self->list), ==, n + 1);
  g_assert_true (find_class (GTK_WIDGET (get_last_row (self)), "message") == content);
  g_assert_false (gtk_widget_has_css_class (content, "pending"));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  GtkWidget *failure;
  guint n;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  n = office_message_list_get_n_rows (self->list);
  office_test_scene_answer (self->scene); /* the marker of what is read */
  set_text (self, "Here is the scan.");
  office_composer_send (self->composer);
  g_assert_cmpuint (office_test_scene_refuse (self->scene, 403, "The room is archived"), ==, 1);
  g_assert_cmpuint (office_message_list_get_n_rows (self->list), ==, n + 1);
  failure = find_class (GTK_WIDGET (get_last_row (self)), "fail-row");
  g_assert_nonnull (failure);
  g_assert_true (gtk_widget_get_visible (failure));
  g_assert_nonnull (office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", "Not sent: The room is archived"));
  office_ui_fixture_keep_picture (self->window, "conversation-refused");
  gtk_widget_activate_action (GTK_WIDGET (get_last_row (self)), "message.discard", NULL);
  g_assert_cmpuint (office_message_list_get_n_rows (self->list), ==, n);
}

static void
test_drafts (Fixture *self, gconstpointer data)
{
  OfficeConversationView *view;
  g_autofree char *general = NULL;
  g_autofree char *library = NULL;
  g_autofree char *task = NULL;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  view = OFFICE_CONVERSATION_VIEW (self->view);
  set_text (self, "For the Library only");
  office_conversation_view_set_place (view, self->session, SCENE_GENERAL, NULL);
  general = dup_text (self);
  g_assert_cmpstr (general, ==, "");
  set_text (self, "For everybody");
  office_conversation_view_set_place (view, self->session, SCENE_LIBRARY, SCENE_SAMPLES);
  task = dup_text (self);
  g_assert_cmpstr (task, ==, "");
  office_conversation_view_set_place (view, self->session, SCENE_LIBRARY, NULL);
  library = dup_text (self);
  g_assert_cmpstr (library, ==, "For the Library only");
  office_composer_send (self->composer);
  g_assert_cmpstr (office_message_get_text (office_message_row_get_message (get_last_row (self))), ==,
                   "For the Library only");
  office_conversation_view_set_place (view, self->session, SCENE_GENERAL, NULL);
  {
    g_autofree char *again = dup_text (self);

    g_assert_cmpstr (again, ==, "For everybody");
  }
}

static void
test_edit (Fixture *self, gconstpointer data)
{
  OfficeMessage *message;
  g_autofree char *text = NULL;
  g_autofree char *draft = NULL;

  open_at (self, SCENE_GENERAL, NULL, WIDE);
  set_text (self, "Ask @Anna Lindqvist first");
  office_composer_send (self->composer);
  message = office_message_row_get_message (get_last_row (self));
  g_assert_nonnull (strstr (office_message_get_text (message), "office:person/" SCENE_ANNA));
  office_test_scene_answer (self->scene);
  office_composer_focus (self->composer);
  office_ui_fixture_press (self->window, GDK_KEY_Up, 0);
  text = dup_text (self);
  g_assert_cmpstr (text, ==, "Ask @Anna Lindqvist first");
  set_text (self, "Ask @Anna Lindqvist last");
  office_ui_fixture_press (self->window, GDK_KEY_Return, 0);
  g_assert_true (g_str_has_suffix (office_message_get_text (message), " last"));
  draft = dup_text (self);
  g_assert_cmpstr (draft, ==, "");
  g_assert_cmpstr (office_message_get_text (office_message_row_get_message (get_last_row (self))), ==,
                   office_message_get_text (message));
}

static void
test_too_long (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (10001, 'a');
  g_autofree char *kept = NULL;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  set_text (self, text);
  g_assert_false (office_composer_can_send (self->composer));
  g_assert_nonnull (
      office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", "This is 1 character too long to be sent."));
  office_composer_send (self->composer);
  kept = dup_text (self);
  g_assert_cmpstr (kept, ==, text);
  text[10000] = '\0';
  set_text (self, text);
  g_assert_true (office_composer_can_send (self->composer));
}

static void
test_typing_keys (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  guint n;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  n = office_message_list_get_n_rows (self->list);
  office_composer_focus (self->composer);
  office_ui_fixture_press (self->window, GDK_KEY_a, 0);
  office_ui_fixture_press (self->window, GDK_KEY_Return, GDK_SHIFT_MASK);
  office_ui_fixture_press (self->window, GDK_KEY_b, 0);
  text = dup_text (self);
  g_assert_cmpstr (text, ==, "a\nb");
  office_ui_fixture_press (self->window, GDK_KEY_Return, 0);
  g_assert_cmpuint (office_message_list_get_n_rows (self->list), ==, n + 1);
  g_assert_cmpstr (office_message_get_text (office_message_row_get_message (get_last_row (self))), ==, "a\nb");
}

/* The chooser of emoji takes as much memory as the rest of the window: it is made when somebody asks for it. */
static void
test_emoji (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  GtkMenuButton *button;
  GtkPopover *chooser;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  button = GTK_MENU_BUTTON (find_inside (GTK_WIDGET (self->composer), GTK_TYPE_MENU_BUTTON));
  g_assert_null (gtk_menu_button_get_popover (button));

  gtk_menu_button_popup (button);
  office_ui_fixture_settle (self->window);
  chooser = gtk_menu_button_get_popover (button);
  g_assert_true (GTK_IS_EMOJI_CHOOSER (chooser));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (chooser)));
  g_signal_emit_by_name (chooser, "emoji-picked", "\xf0\x9f\x99\x82");
  gtk_menu_button_popdown (button);
  office_ui_fixture_settle (self->window);
  text = dup_text (self);
  g_assert_cmpstr (text, ==, "\xf0\x9f\x99\x82");

  gtk_menu_button_popup (button);
  office_ui_fixture_settle (self->window);
  g_assert_true (gtk_menu_button_get_popover (button) == chooser);
  gtk_menu_button_popdown (button);
}

static void
test_mention_popover (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  GtkTextBuffer *buffer;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  office_composer_focus (self->composer);
  office_ui_fixture_press (self->window, GDK_KEY_x, 0);
  buffer = office_composer_get_buffer (self->composer);
  set_text (self, "");
  gtk_text_buffer_insert_at_cursor (buffer, "Ask @an", -1);
  office_ui_fixture_settle (self->window);
  office_ui_fixture_press (self->window, GDK_KEY_Tab, 0);
  text = dup_text (self);
  g_assert_cmpstr (text, ==, "Ask @Anna Lindqvist ");
}

static void
test_mark_read (Fixture *self, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (self->session, SCENE_LIBRARY);

  g_assert_cmpuint (office_room_get_unread (room), ==, 2);
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  office_ui_fixture_press (self->window, GDK_KEY_Shift_L, 0); /* brings the window to the front */
  OFFICE_WAIT_UNTIL (office_room_get_unread (room) == 0);
  gtk_widget_activate_action (GTK_WIDGET (get_last_row (self)), "message.mark-unread", NULL);
  office_ui_fixture_settle (self->window);
  g_assert_cmpuint (office_room_get_unread (room), ==, 1);
}

/* Another window is in front when something is said: whoever comes back sees where they were. */
static void
test_looked_away (Fixture *self, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (self->session, SCENE_LIBRARY);
  OfficeUiFixture *front;
  guint n;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  office_ui_fixture_press (self->window, GDK_KEY_Shift_L, 0);
  OFFICE_WAIT_UNTIL (office_room_get_unread (room) == 0);
  front = office_ui_fixture_new (gtk_label_new ("Another"), 300, 200);
  office_ui_fixture_press (front, GDK_KEY_Shift_L, 0);
  OFFICE_WAIT_UNTIL (!gtk_window_is_active (office_ui_fixture_get_window (self->window)));

  n = office_message_list_get_n_rows (self->list);
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "While nobody looked");
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "Nor now");
  office_ui_fixture_settle (self->window);
  g_assert_cmpuint (office_room_get_unread (room), ==, 2);
  office_ui_fixture_free (front);
  office_ui_fixture_press (self->window, GDK_KEY_Shift_L, 0);
  OFFICE_WAIT_UNTIL (office_room_get_unread (room) == 0);
  for (guint i = 0; i < office_message_list_get_n_rows (self->list); i++)
    g_assert_cmpint (office_message_row_get_unread (office_message_list_get_row (self->list, i)), ==, i == n);

  /* What is said before one's eyes is not new. */
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "Welcome back");
  OFFICE_WAIT_UNTIL (office_room_get_unread (room) == 0);
  g_assert_true (office_message_row_get_unread (office_message_list_get_row (self->list, n)));
}

/* The window was in front all the time, but what is caught up was said before. */
static void
test_caught_up (Fixture *self, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (self->session, SCENE_LIBRARY);
  guint n;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  office_ui_fixture_press (self->window, GDK_KEY_Shift_L, 0);
  OFFICE_WAIT_UNTIL (office_room_get_unread (room) == 0);
  n = office_message_list_get_n_rows (self->list);
  office_test_scene_set_state (self->scene, OFFICE_LINE_CATCHING_UP);
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_MEI, "A month ago");
  office_ui_fixture_settle (self->window);
  g_assert_true (office_message_list_is_at_bottom (self->list));
  g_assert_cmpuint (office_room_get_unread (room), ==, 1);
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
  OFFICE_WAIT_UNTIL (office_room_get_unread (room) == 0);
  g_assert_true (office_message_row_get_unread (office_message_list_get_row (self->list, n)));
}

/* It comes in pieces, none of which is many: the reader stays where they were all the same. */
static void
test_caught_up_in_pieces (Fixture *self, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (self->session, SCENE_LIBRARY);
  guint n_unread = 0;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  office_ui_fixture_press (self->window, GDK_KEY_Shift_L, 0);
  OFFICE_WAIT_UNTIL (office_room_get_unread (room) == 0);
  office_test_scene_set_state (self->scene, OFFICE_LINE_CATCHING_UP);
  for (guint i = 0; i < 8; i++)
    {
      office_fake_clock_advance (office_test_scene_get_clock (self->scene), DAY);
      office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 10);
      office_ui_fixture_settle (self->window);
    }
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
  office_ui_fixture_settle (self->window);
  g_assert_false (office_message_list_is_at_bottom (self->list));
  g_assert_false (office_message_list_is_unread_above (self->list));
  for (guint i = 0; i < office_message_list_get_n_rows (self->list); i++)
    n_unread += office_message_row_get_unread (office_message_list_get_row (self->list, i));
  g_assert_cmpuint (n_unread, ==, 1);
  g_assert_cmpuint (office_room_get_unread (room), ==, 80);
  office_ui_fixture_keep_picture (self->window, "conversation-caught-up");
}

/* The row to which the keyboard goes is shown with its bar, which stands out of it. */
static void
test_keyboard_shows_bar (Fixture *self, gconstpointer data)
{
  GtkWidget *bar;
  graphene_rect_t bounds;

  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 60);
  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  office_ui_fixture_settle (self->window);
  gtk_window_set_focus_visible (office_ui_fixture_get_window (self->window), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (get_last_row (self)));
  for (guint i = 0; i < 30; i++)
    office_ui_fixture_press (self->window, GDK_KEY_Up, 0);
  office_ui_fixture_settle (self->window);
  bar = office_ui_fixture_find (self->window, OFFICE_TYPE_HOVER_BAR, NULL, NULL);
  g_assert_nonnull (bar);
  g_assert_true (gtk_widget_compute_bounds (bar, GTK_WIDGET (self->list), &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
}

/* Marked as unread by hand: the line is there at once. */
static void
test_marked_unread (Fixture *self, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (self->session, SCENE_LIBRARY);
  OfficeMessageRow *row;

  open_at (self, SCENE_LIBRARY, NULL, WIDE);
  office_ui_fixture_press (self->window, GDK_KEY_Shift_L, 0);
  OFFICE_WAIT_UNTIL (office_room_get_unread (room) == 0);
  g_assert_false (office_message_row_get_unread (get_last_row (self)));
  gtk_widget_activate_action (GTK_WIDGET (get_last_row (self)), "message.mark-unread", NULL);
  office_ui_fixture_settle (self->window);
  g_assert_true (office_message_row_get_unread (get_last_row (self)));
  /* From an earlier one on: the line goes along. */
  row = office_message_list_get_row (self->list, 2);
  g_assert_true (row != get_last_row (self));
  gtk_widget_activate_action (GTK_WIDGET (row), "message.mark-unread", NULL);
  office_ui_fixture_settle (self->window);
  g_assert_true (office_message_row_get_unread (row));
  g_assert_false (office_message_row_get_unread (get_last_row (self)));
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  GtkWidget *page;

  open_at (self, SCENE_PARTNERS, NULL, WIDE);
  page = office_ui_fixture_find (self->window, ADW_TYPE_STATUS_PAGE, "title", "This is the beginning of Partners");
  g_assert_nonnull (page);
  office_ui_fixture_keep_picture (self->window, "conversation-empty");
  set_text (self, "Hello");
  office_composer_send (self->composer);
  g_assert_false (gtk_widget_get_visible (page));
}

/* In the pane of a task there is no room for a page. */
static void
test_silence (Fixture *self, gconstpointer data)
{
  GtkWidget *line;

  open_at (self, SCENE_LIBRARY, SCENE_DOORS, 360, 400);
  g_object_set (self->view, "compact", TRUE, NULL);
  office_ui_fixture_settle (self->window);
  g_assert_null (office_ui_fixture_find (self->window, ADW_TYPE_STATUS_PAGE, NULL, NULL));
  line = office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", "Nothing said yet");
  g_assert_nonnull (line);
  office_ui_fixture_keep_picture (self->window, "conversation-silence");
  set_text (self, "Hello");
  office_composer_send (self->composer);
  g_assert_false (gtk_widget_get_visible (line));
}

/* Texts of every script and kind, as in the design's pictures. */
static void
test_look (Fixture *self, gconstpointer data)
{
  OfficeClock *clock = office_test_scene_get_clock (self->scene);

  office_test_scene_say (
      self->scene, SCENE_LIBRARY, NULL, SCENE_YOUSSEF,
      "شكراً يا بن 🙏\nThe door schedule is checked on every save now:\n```python\nfor door in schedule.rows(\"L2\"):\n  "
      "  if not door.fire_rating:\n        report.add(door.mark, \"no fire rating\")\n```");
  office_fake_clock_advance (clock, MINUTE);
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_ANNA,
                         "[@Ben](office:person/" SCENE_BEN
                         ") three doors fail, see [Door schedule, level 2](office:task/" SCENE_DOORS
                         "). Can you ask the fire officer today?");
  office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_ANNA,
                         "Drawings: https://example.com/a_b_c, *all* in `L2/doors`, **today**.");
  office_test_scene_set_typing (self->scene, SCENE_LIBRARY, SCENE_MEI);
  open_at (self, SCENE_LIBRARY, NULL, 936, 754);
  g_assert_true (gtk_widget_has_css_class (
      find_class (GTK_WIDGET (office_message_list_get_row (self->list, 5)), "message"), "mentions-me"));
  g_assert_nonnull (find_class (GTK_WIDGET (office_message_list_get_row (self->list, 4)), "code"));
  office_ui_fixture_keep_picture (self->window, "conversation-wide");
  gtk_window_set_focus_visible (office_ui_fixture_get_window (self->window), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (office_message_list_get_row (self->list, 5)));
  office_ui_fixture_keep_picture (self->window, "conversation-focus");
  office_composer_focus (self->composer);
  office_ui_fixture_resize (self->window, 360, 640);
  office_ui_fixture_keep_picture (self->window, "conversation-phone");
  g_assert_cmpint (gtk_widget_get_width (self->view), ==, 360);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_keep_picture (self->window, "conversation-phone");
  office_ui_fixture_resize (self->window, 564, 754);
  office_ui_fixture_keep_picture (self->window, "conversation-wide");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/conversation/first-paint", test_first_paint },
    { "/conversation/bottom", test_bottom },
    { "/conversation/prepend", test_prepend },
    { "/conversation/paging", test_paging },
    { "/conversation/many", test_many },
    { "/conversation/show-message", test_show_message },
    { "/conversation/grouping", test_grouping },
    { "/conversation/days", test_days },
    { "/conversation/unread", test_unread },
    { "/conversation/task-link", test_task_link },
    { "/conversation/narrow-link", test_narrow_link },
    { "/conversation/layout-passes", test_layout_passes },
    { "/conversation/high-window", test_high_window },
    { "/conversation/names", test_names },
    { "/conversation/keys", test_keys },
    { "/conversation/letters-after-click", test_letters_after_click },
    { "/conversation/letters-in-archived-room", test_letters_in_archived_room },
    { "/conversation/send", test_send },
    { "/conversation/refused", test_refused },
    { "/conversation/drafts", test_drafts },
    { "/conversation/edit", test_edit },
    { "/conversation/too-long", test_too_long },
    { "/conversation/typing-keys", test_typing_keys },
    { "/conversation/emoji", test_emoji },
    { "/conversation/mention-popover", test_mention_popover },
    { "/conversation/mark-read", test_mark_read },
    { "/conversation/looked-away", test_looked_away },
    { "/conversation/caught-up", test_caught_up },
    { "/conversation/caught-up-in-pieces", test_caught_up_in_pieces },
    { "/conversation/keyboard-shows-bar", test_keyboard_shows_bar },
    { "/conversation/marked-unread", test_marked_unread },
    { "/conversation/empty", test_empty },
    { "/conversation/silence", test_silence },
    { "/conversation/look", test_look },
  };

  office_ui_fixture_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
