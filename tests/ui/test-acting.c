/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one does with messages, in the real window, with real keys. */
#include <adwaita.h>

#include "office-composer.h"
#include "office-conversation-view.h"
#include "office-fake-clock.h"
#include "office-hover-bar.h"
#include "office-message-list.h"
#include "office-test-scene.h"
#include "office-thread-pane.h"
#include "office-thread-summary.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"
#include "office-workspace-private.h"

#define WIDE   1200
#define MEDIUM 900
#define NARROW 360

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWindow *window;
  OfficeWorkspace *workspace;
  OfficeUiFixture *ui;
  guint n_ids;
} Fixture;

/* ---- setting up ---- */

static void
set_up (Fixture *self, gconstpointer data)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
}

static void
activate (Fixture *self, const char *action, const char *target)
{
  GVariant *parameter = target != NULL ? g_variant_new_string (target) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (self->window), action, parameter));
  office_ui_fixture_settle (self->ui);
}

static void
open_window (Fixture *self, int width)
{
  self->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  self->workspace = self->window->workspace;
  office_window_show_session (self->window, self->session, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, width == NARROW ? 640 : 720);
  self->ui = office_ui_fixture_new_for_window (GTK_WINDOW (self->window));
  activate (self, "win.open-room", SCENE_LIBRARY);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  if (self->ui != NULL)
    office_ui_fixture_free (self->ui);
  office_test_scene_free (self->scene);
}

static void
keep_pictures (Fixture *self, const char *name)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  office_ui_fixture_keep_picture (self->ui, name);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_settle (self->ui);
  office_ui_fixture_keep_picture (self->ui, name);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  office_ui_fixture_settle (self->ui);
}

/* ---- what others do ---- */

/* Somebody answers in the thread of a message; transfer full: the id. */
static char *
reply (Fixture *self, const char *root, const char *author, const char *text)
{
  char *id = g_strdup_printf ("0190a000-0000-7000-8000-0000000e%04x", ++self->n_ids);
  g_autofree char *with = g_strdup_printf ("{\"id\":\"%s\",\"room\":\"%s\",\"thread\":\"%s\",\"text\":\"%s\"}", id,
                                           SCENE_LIBRARY, root, text);

  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 180000);
  office_test_scene_act (self->scene, author, "message.send", with);
  return id;
}

static void
talk_in_thread (Fixture *self)
{
  g_free (reply (self, SCENE_MORNING, SCENE_ANNA,
                 "I have the larch here, oiled and raw. Slate comes from Porto 🇵🇹, I ask for express."));
  g_free (reply (self, SCENE_MORNING, SCENE_MEI, "板岩要深灰色的那一款，not the green one."));
  g_free (reply (self, SCENE_MORNING, SCENE_SOFIA, "Porto confirmed: courier tonight, here on Thursday."));
  g_free (reply (self, SCENE_MORNING, SCENE_ANNA, "Perfect, I take them to the client on Friday at 10."));
}

/* ---- looking ---- */

static GtkWidget *
get_focus (Fixture *self)
{
  return gtk_window_get_focus (GTK_WINDOW (self->window));
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

static OfficeMessageList *
get_list (Fixture *self)
{
  return OFFICE_MESSAGE_LIST (find_inside (GTK_WIDGET (self->workspace->conversation), OFFICE_TYPE_MESSAGE_LIST));
}

static OfficeMessageList *
get_thread_list (Fixture *self)
{
  return OFFICE_MESSAGE_LIST (find_inside (GTK_WIDGET (self->workspace->thread_pane), OFFICE_TYPE_MESSAGE_LIST));
}

static OfficeMessageRow *
find_row (OfficeMessageList *list, const char *id)
{
  for (guint i = 0; i < office_message_list_get_n_rows (list); i++)
    {
      OfficeMessageRow *row = office_message_list_get_row (list, i);

      if (g_str_equal (office_message_get_id (office_message_row_get_message (row)), id))
        return row;
    }
  return NULL;
}

static gboolean
is_in (GtkWidget *focus, gpointer part)
{
  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (part));
}

/* ---- the bar ---- */

static gboolean
has_bar (OfficeMessageRow *row)
{
  return find_inside (GTK_WIDGET (row), OFFICE_TYPE_HOVER_BAR) != NULL;
}

/* A pointer that rests on the conversation takes the bar from no row that the keyboard came to. */
static void
test_bar_stays_with_keyboard (Fixture *self, gconstpointer data)
{
  OfficeMessageList *list;
  OfficeMessageRow *resting, *row;
  guint last;

  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 60);
  open_window (self, WIDE);
  list = get_list (self);
  last = office_message_list_get_n_rows (list) - 1;
  resting = office_message_list_get_row (list, last - 2);
  office_ui_fixture_point (self->ui, GTK_WIDGET (resting));
  g_assert_true (has_bar (resting));

  gtk_widget_grab_focus (GTK_WIDGET (office_message_list_get_row (list, last)));
  for (guint i = 0; i < 20; i++)
    office_ui_fixture_press (self->ui, GDK_KEY_Up, 0);
  row = office_message_list_get_row (list, last - 20);
  row = OFFICE_MESSAGE_ROW (get_focus (self));
  g_assert_true (has_bar (row));

  office_ui_fixture_point (self->ui, GTK_WIDGET (list));
  g_assert_false (has_bar (row));
  office_ui_fixture_point (self->ui, NULL);
}

/* ---- threads ---- */

static void
test_thread_beside (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  GtkWidget *summary;
  OfficeComposer *composer;

  talk_in_thread (self);
  open_window (self, WIDE);
  row = find_row (get_list (self), SCENE_MORNING);
  summary = find_inside (GTK_WIDGET (row), OFFICE_TYPE_THREAD_SUMMARY);
  g_assert_nonnull (summary);
  g_assert_true (gtk_widget_get_mapped (summary));
  keep_pictures (self, "thread-summary-wide");

  g_signal_emit_by_name (summary, "clicked");
  office_ui_fixture_settle (self->ui);
  g_assert_true (office_workspace_is_pane_open (self->workspace));
  g_assert_cmpuint (office_message_list_get_n_rows (get_thread_list (self)), ==, 5);
  /* One wants to answer. */
  composer = OFFICE_COMPOSER (find_inside (GTK_WIDGET (self->workspace->thread_pane), OFFICE_TYPE_COMPOSER));
  g_assert_true (is_in (get_focus (self), composer));
  office_ui_fixture_check_names (self->ui);
  keep_pictures (self, "thread-wide");

  gtk_text_buffer_set_text (office_composer_get_buffer (composer), "Thank you, all", -1);
  office_composer_send (composer);
  office_ui_fixture_settle (self->ui);
  g_assert_cmpuint (office_message_list_get_n_rows (get_thread_list (self)), ==, 6);
  g_assert_cmpuint (office_thread_get_n_replies (office_message_get_thread (office_message_row_get_message (row))), ==,
                    5);

  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  g_assert_false (office_workspace_is_pane_open (self->workspace));
  g_assert_true (get_focus (self) == GTK_WIDGET (row));
}

static void
test_thread_by_key (Fixture *self, gconstpointer data)
{
  g_autofree char *id = g_strdup (office_test_scene_say (self->scene, SCENE_LIBRARY, NULL, SCENE_ANNA, "Who is in?"));
  OfficeMessageRow *row;

  open_window (self, WIDE);
  row = find_row (get_list (self), id);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  office_ui_fixture_press (self->ui, GDK_KEY_Return, 0);
  g_assert_true (office_workspace_is_pane_open (self->workspace));
  g_assert_cmpuint (office_message_list_get_n_rows (get_thread_list (self)), ==, 1);
  g_assert_true (is_in (get_focus (self), self->workspace->thread_pane));
  keep_pictures (self, "thread-empty");

  /* F6 goes round. */
  office_ui_fixture_press (self->ui, GDK_KEY_F6, 0);
  office_ui_fixture_press (self->ui, GDK_KEY_F6, 0);
  g_assert_true (is_in (get_focus (self), self->workspace->content));
  office_ui_fixture_press (self->ui, GDK_KEY_F6, 0);
  g_assert_true (is_in (get_focus (self), self->workspace->thread_pane));

  /* A task takes the pane, and the thread takes it back. */
  activate (self, "win.open-task", SCENE_DOORS);
  g_assert_cmpstr (office_workspace_get_task_id (self->workspace), ==, SCENE_DOORS);
  activate (self, "win.open-thread", id);
  g_assert_null (office_workspace_get_task_id (self->workspace));
  g_assert_true (office_workspace_is_pane_open (self->workspace));
  activate (self, "win.open-room", SCENE_GENERAL);
  g_assert_false (office_workspace_is_pane_open (self->workspace));
}

/* From a search or from what happened one comes to the answer, in its thread, beside the message that it answers. */
static void
test_comes_to_reply (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;

  talk_in_thread (self);
  id = reply (self, SCENE_MORNING, SCENE_MEI, "Here");
  for (guint i = 0; i < 80; i++)
    g_free (reply (self, SCENE_MORNING, SCENE_MEI, "More"));
  open_window (self, WIDE);
  activate (self, "win.open-room", SCENE_GENERAL);
  activate (self, "win.open-message", id);
  g_assert_cmpstr (office_workspace_get_room_id (self->workspace), ==, SCENE_LIBRARY);
  g_assert_true (get_focus (self) == GTK_WIDGET (find_row (get_thread_list (self), id)));
}

static void
test_thread_of_task (Fixture *self, gconstpointer data)
{
  g_autofree char *id = g_strdup (
      office_test_scene_say (self->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_ANNA, "Three fail"));

  open_window (self, WIDE);
  activate (self, "win.open-task", SCENE_DOORS);
  activate (self, "win.open-thread", id);
  g_assert_null (office_workspace_get_task_id (self->workspace));
  office_ui_fixture_check_names (self->ui);
  keep_pictures (self, "thread-of-task");
}

static void
test_thread_folded (Fixture *self, gconstpointer data)
{
  const int width = GPOINTER_TO_INT (data);
  g_autofree char *name = g_strdup_printf ("thread-%d", width);
  g_autofree char *summary = g_strdup_printf ("thread-summary-%d", width);

  talk_in_thread (self);
  open_window (self, width);
  keep_pictures (self, summary);
  activate (self, "win.open-thread", SCENE_MORNING);
  g_assert_true (is_in (get_focus (self), self->workspace->thread_pane));
  keep_pictures (self, name);
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  g_assert_false (office_workspace_is_pane_open (self->workspace));
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, data, function) g_test_add ("/acting/" path, Fixture, data, set_up, function, tear_down)
  ADD ("bar-stays-with-keyboard", NULL, test_bar_stays_with_keyboard);
  ADD ("thread-beside", NULL, test_thread_beside);
  ADD ("thread-by-key", NULL, test_thread_by_key);
  ADD ("comes-to-reply", NULL, test_comes_to_reply);
  ADD ("thread-of-task", NULL, test_thread_of_task);
  ADD ("thread-medium", GINT_TO_POINTER (MEDIUM), test_thread_folded);
  ADD ("thread-narrow", GINT_TO_POINTER (NARROW), test_thread_folded);
#undef ADD

  return g_test_run ();
}
