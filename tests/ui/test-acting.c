/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one does with messages, in the real window, with real keys. */
#include <adwaita.h>

#include "office-composer.h"
#include "office-conversation-view.h"
#include "office-fake-clock.h"
#include "office-hover-bar.h"
#include "office-message-card.h"
#include "office-message-list.h"
#include "office-pins-popover.h"
#include "office-quote-block.h"
#include "office-reactions.h"
#include "office-room-chooser.h"
#include "office-saved-page.h"
#include "office-test-scene.h"
#include "office-text-block.h"
#include "office-text.h"
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

/* A pointer that only enters has not moved; of two moves that come as one nothing but the entering is left. */
static void
point_until_bar (Fixture *self, OfficeMessageRow *row)
{
  for (guint i = 0; i < 20 && !has_bar (row); i++)
    office_ui_fixture_point (self->ui, GTK_WIDGET (row));
  g_assert_true (has_bar (row));
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
  point_until_bar (self, resting);

  gtk_widget_grab_focus (GTK_WIDGET (office_message_list_get_row (list, last)));
  for (guint i = 0; i < 20; i++)
    office_ui_fixture_press (self->ui, GDK_KEY_Up, 0);
  row = OFFICE_MESSAGE_ROW (get_focus (self));
  g_assert_true (has_bar (row));

  office_ui_fixture_point (self->ui, GTK_WIDGET (list));
  OFFICE_WAIT_UNTIL (!has_bar (row));
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

/* What is typed after a click on an answer goes into its thread. */
static void
test_letters_in_thread (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  OfficeComposer *composer;
  g_autofree char *written = NULL;

  talk_in_thread (self);
  open_window (self, WIDE);
  activate (self, "win.open-thread", SCENE_MORNING);
  row = office_message_list_get_row (get_thread_list (self), 1);
  office_ui_fixture_click (self->ui, find_inside (GTK_WIDGET (row), OFFICE_TYPE_TEXT));
  g_assert_true (is_in (get_focus (self), row));
  office_ui_fixture_press (self->ui, GDK_KEY_p, 0);
  composer = OFFICE_COMPOSER (find_inside (GTK_WIDGET (self->workspace->thread_pane), OFFICE_TYPE_COMPOSER));
  g_assert_true (is_in (get_focus (self), composer));
  g_object_get (office_composer_get_buffer (composer), "text", &written, NULL);
  g_assert_cmpstr (written, ==, "p");
  g_assert_cmpint (office_message_get_pinned_at (office_message_row_get_message (row)), ==, 0);
}

static GtkWidget *
press_until_row (Fixture *self)
{
  for (guint i = 0; i < 50 && !OFFICE_IS_MESSAGE_ROW (get_focus (self)); i++)
    office_ui_fixture_press (self->ui, GDK_KEY_Tab, GDK_SHIFT_MASK);
  return get_focus (self);
}

/* Who clicked before a thread came types in the room when it is closed by a key; who came by keys has a message's keys again. */
static void
test_letters_after_thread (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  OfficeMessage *message;

  talk_in_thread (self);
  open_window (self, WIDE);
  row = find_row (get_list (self), SCENE_MORNING);
  message = office_message_row_get_message (row);
  office_ui_fixture_click (self->ui, find_inside (GTK_WIDGET (row), OFFICE_TYPE_TEXT));
  activate (self, "win.open-thread", SCENE_MORNING);
  g_assert_false (is_in (get_focus (self), row));
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  g_assert_true (get_focus (self) == GTK_WIDGET (row));
  office_ui_fixture_press (self->ui, GDK_KEY_s, 0);
  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (self)));
  g_assert_false (office_message_get_saved (message));

  row = OFFICE_MESSAGE_ROW (press_until_row (self));
  message = office_message_row_get_message (row);
  activate (self, "win.open-thread", office_message_get_id (message));
  g_assert_false (is_in (get_focus (self), row));
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  g_assert_true (get_focus (self) == GTK_WIDGET (row));
  office_ui_fixture_press (self->ui, GDK_KEY_s, 0);
  g_assert_true (office_message_get_saved (message));
}

/* Pasting is no message's key: also where the keyboard came to it. */
static void
test_paste_at_message (Fixture *self, gconstpointer data)
{
  GdkClipboard *clipboard;
  g_autofree char *written = NULL;

  open_window (self, WIDE);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->workspace));
  gdk_clipboard_set_text (clipboard, "larch");
  press_until_row (self);
  office_ui_fixture_press (self->ui, GDK_KEY_v, GDK_CONTROL_MASK);
  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (self)));
  OFFICE_WAIT_UNTIL (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (self)))) > 0);
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (self))), "text", &written, NULL);
  g_assert_cmpstr (written, ==, "larch");
}

/* A menu that is opened by the pointer, and closed, leaves who was writing where they were; one of a message that was clicked, too. */
static void
test_menu_gives_back_focus (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  GtkWidget *text;
  OfficeMessage *message;

  open_window (self, WIDE);
  row = find_row (get_list (self), SCENE_MORNING);
  message = office_message_row_get_message (row);
  text = find_inside (GTK_WIDGET (row), OFFICE_TYPE_TEXT);
  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (self)));
  gtk_widget_activate_action (GTK_WIDGET (row), "message.menu", NULL);
  office_ui_fixture_settle (self->ui);
  g_assert_true (is_in (get_focus (self), row));
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  OFFICE_WAIT_UNTIL (GTK_IS_TEXT_VIEW (get_focus (self)));

  office_ui_fixture_click (self->ui, text);
  g_assert_true (get_focus (self) == text);
  gtk_widget_activate_action (GTK_WIDGET (row), "message.menu", NULL);
  office_ui_fixture_settle (self->ui);
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  OFFICE_WAIT_UNTIL (get_focus (self) == text);
  office_ui_fixture_press (self->ui, GDK_KEY_s, 0);
  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (self)));
  g_assert_false (office_message_get_saved (message));
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

/* ---- reacting ---- */

static void
put (Fixture *self, const char *person, const char *message, const char *emoji)
{
  g_autofree char *with = g_strdup_printf ("{\"message\":\"%s\",\"emoji\":\"%s\"}", message, emoji);

  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 1000);
  office_test_scene_act (self->scene, person, "reaction.add", with);
}

static void
react_much (Fixture *self)
{
  put (self, SCENE_ANNA, SCENE_MORNING, "👍");
  put (self, SCENE_MEI, SCENE_MORNING, "👍");
  put (self, SCENE_SOFIA, SCENE_MORNING, "🎉");
  put (self, SCENE_YOUSSEF, SCENE_MORNING, "👩‍💻");
}

static GtkWidget *
find_pill (GtkWidget *row, guint index)
{
  GtkWidget *pill = gtk_widget_get_first_child (find_inside (row, OFFICE_TYPE_REACTIONS));

  while (index-- > 0)
    pill = gtk_widget_get_next_sibling (pill);
  return pill;
}

static void
test_reactions (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  OfficeMessage *message;
  GtkWidget *pill;

  react_much (self);
  open_window (self, GPOINTER_TO_INT (data));
  row = find_row (get_list (self), SCENE_MORNING);
  message = office_message_row_get_message (row);
  pill = find_pill (GTK_WIDGET (row), 0);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (pill), ==, "Anna Lindqvist, Mei 梅琳");
  g_assert_false (gtk_widget_has_css_class (pill, "mine"));
  g_signal_emit_by_name (pill, "clicked");
  office_ui_fixture_settle (self->ui);
  g_assert_true (gtk_widget_has_css_class (pill, "mine"));
  g_assert_true (find_pill (GTK_WIDGET (row), 0) == pill);
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (pill), "You, "));
  /* The bar has what was used last, and knows them by name. */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  office_ui_fixture_settle (self->ui);
  office_ui_fixture_check_names (self->ui);
  keep_pictures (self, GPOINTER_TO_INT (data) == NARROW ? "reactions-narrow" : "reactions-wide");

  /* By keyboard, and live. */
  gtk_widget_grab_focus (pill);
  office_ui_fixture_press (self->ui, GDK_KEY_space, 0);
  g_assert_false (gtk_widget_has_css_class (pill, "mine"));
  gtk_widget_activate_action (GTK_WIDGET (row), "message.react", "s", "🚀");
  g_assert_cmpuint (g_list_model_get_n_items (office_message_get_reactions (message)), ==, 4);
  gtk_widget_activate_action (GTK_WIDGET (row), "message.react", "s", "🚀");
  g_assert_cmpuint (g_list_model_get_n_items (office_message_get_reactions (message)), ==, 3);
}

static void
test_picker (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  GtkWidget *chooser;

  open_window (self, WIDE);
  row = find_row (get_list (self), SCENE_MORNING);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_null (find_inside (GTK_WIDGET (row), OFFICE_TYPE_REACTIONS));
  office_ui_fixture_press (self->ui, GDK_KEY_plus, 0);
  chooser = find_inside (GTK_WIDGET (row), GTK_TYPE_EMOJI_CHOOSER);
  g_assert_nonnull (chooser);
  g_signal_emit_by_name (chooser, "emoji-picked", "🌿");
  gtk_popover_popdown (GTK_POPOVER (chooser));
  office_ui_fixture_settle (self->ui);
  g_assert_nonnull (find_inside (GTK_WIDGET (row), OFFICE_TYPE_REACTIONS));
  g_assert_null (find_inside (GTK_WIDGET (row), GTK_TYPE_EMOJI_CHOOSER));
}

/* ---- answering with a quote ---- */

static OfficeMessageRow *
get_last_row (OfficeMessageList *list)
{
  return office_message_list_get_row (list, office_message_list_get_n_rows (list) - 1);
}

static const char *
get_label (GtkWidget *quote)
{
  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (quote)))));
}

static void
test_quote (Fixture *self, gconstpointer data)
{
  OfficeComposer *composer;
  OfficeMessageRow *row;
  GtkWidget *quote;

  open_window (self, GPOINTER_TO_INT (data));
  composer = OFFICE_COMPOSER (find_inside (GTK_WIDGET (self->workspace->conversation), OFFICE_TYPE_COMPOSER));
  row = find_row (get_list (self), SCENE_MORNING);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  office_ui_fixture_press (self->ui, GDK_KEY_r, 0);
  g_assert_true (is_in (get_focus (self), composer));
  g_assert_nonnull (find_inside (GTK_WIDGET (composer), OFFICE_TYPE_QUOTE_BLOCK));
  gtk_text_buffer_set_text (office_composer_get_buffer (composer), "I bring them", -1);
  keep_pictures (self, GPOINTER_TO_INT (data) == NARROW ? "quote-composer-narrow" : "quote-composer");

  /* It belongs to the room where it was begun. */
  activate (self, "win.open-room", SCENE_GENERAL);
  g_assert_null (find_inside (GTK_WIDGET (composer), OFFICE_TYPE_QUOTE_BLOCK));
  activate (self, "win.open-room", SCENE_LIBRARY);
  g_assert_nonnull (find_inside (GTK_WIDGET (composer), OFFICE_TYPE_QUOTE_BLOCK));
  office_composer_send (composer);
  office_ui_fixture_settle (self->ui);
  g_assert_null (find_inside (GTK_WIDGET (composer), OFFICE_TYPE_QUOTE_BLOCK));
  quote = find_inside (GTK_WIDGET (get_last_row (get_list (self))), OFFICE_TYPE_QUOTE_BLOCK);
  g_assert_true (g_str_has_prefix (get_label (quote), "Morning!"));
  keep_pictures (self, GPOINTER_TO_INT (data) == NARROW ? "quote-narrow" : "quote");

  /* It says what its message says now, and goes there. */
  office_session_edit_message (self->session, SCENE_MORNING, "Good morning", NULL);
  office_test_scene_answer (self->scene);
  g_assert_cmpstr (get_label (quote), ==, "Good morning (edited)");
  g_signal_emit_by_name (quote, "clicked");
  office_ui_fixture_settle (self->ui);
  g_assert_true (get_focus (self) == GTK_WIDGET (find_row (get_list (self), SCENE_MORNING)));
  office_session_remove_message (self->session, SCENE_MORNING, NULL);
  g_assert_cmpstr (get_label (quote), ==, "Message deleted");
  office_ui_fixture_check_names (self->ui);
}

static void
test_quote_is_cancelled (Fixture *self, gconstpointer data)
{
  OfficeComposer *composer;

  open_window (self, WIDE);
  composer = OFFICE_COMPOSER (find_inside (GTK_WIDGET (self->workspace->conversation), OFFICE_TYPE_COMPOSER));
  gtk_widget_grab_focus (GTK_WIDGET (find_row (get_list (self), SCENE_MORNING)));
  office_ui_fixture_press (self->ui, GDK_KEY_r, 0);
  g_assert_nonnull (find_inside (GTK_WIDGET (composer), OFFICE_TYPE_QUOTE_BLOCK));
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  g_assert_null (find_inside (GTK_WIDGET (composer), OFFICE_TYPE_QUOTE_BLOCK));
}

/* ---- keeping ---- */

static void
test_keys (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  OfficeMessage *message;

  open_window (self, WIDE);
  row = find_row (get_list (self), SCENE_MORNING);
  message = office_message_row_get_message (row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  office_ui_fixture_press (self->ui, GDK_KEY_p, 0);
  g_assert_cmpint (office_message_get_pinned_at (message), >, 0);
  office_ui_fixture_press (self->ui, GDK_KEY_s, 0);
  g_assert_true (office_message_get_saved (message));
  gtk_widget_activate_action (GTK_WIDGET (row), "message.remind", "x",
                              office_session_get_now (self->session) + 24 * 60 * 60 * 1000);
  g_assert_cmpint (office_message_get_remind_at (message), >, 0);
  office_ui_fixture_settle (self->ui);
  keep_pictures (self, "marks");
  office_ui_fixture_press (self->ui, GDK_KEY_p, 0);
  g_assert_cmpint (office_message_get_pinned_at (message), ==, 0);
  /* Also where one has clicked on its words. */
  gtk_widget_grab_focus (find_inside (GTK_WIDGET (row), OFFICE_TYPE_TEXT));
  office_ui_fixture_press (self->ui, GDK_KEY_Right, 0);
  g_assert_true (office_workspace_is_pane_open (self->workspace));
  /* Toasts are put away first. */
  for (guint i = 0; i < 5 && office_workspace_is_pane_open (self->workspace); i++)
    office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  g_assert_true (get_focus (self) == GTK_WIDGET (row));
  office_ui_fixture_press (self->ui, GDK_KEY_Delete, 0);
  g_assert_true (office_message_get_removed (message));
}

/* ---- the dialogs ---- */

static GtkWindow *
find_dialog (Fixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self->window))
        return window;
    }
  return NULL;
}

static void
look_at_dialog (Fixture *self, const char *name)
{
  GtkWindow *dialog = find_dialog (self);
  OfficeUiFixture *ui;

  g_assert_nonnull (dialog);
  ui = office_ui_fixture_new_for_window (dialog);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, name);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_settle (ui);
  office_ui_fixture_keep_picture (ui, name);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  office_ui_fixture_free (ui);
}

static void
test_versions (Fixture *self, gconstpointer data)
{
  GtkWidget *row;

  office_session_edit_message (self->session, SCENE_MORNING,
                               "Morning! The client wants to see real samples of the larch **before Thursday**.", NULL);
  office_test_scene_answer (self->scene);
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 60000);
  office_session_edit_message (self->session, SCENE_MORNING,
                               "Morning, all! The client wants to see real samples of the larch and the slate "
                               "**before Thursday**.",
                               NULL);
  office_test_scene_answer (self->scene);
  open_window (self, WIDE);
  row = GTK_WIDGET (find_row (get_list (self), SCENE_MORNING));
  gtk_widget_grab_focus (row);
  office_ui_fixture_press (self->ui, GDK_KEY_h, 0);
  look_at_dialog (self, "versions");

  /* So does a click on "(edited)". */
  g_assert_null (find_dialog (self));
  g_signal_emit_by_name (office_message_row_get_body (OFFICE_MESSAGE_ROW (row)), "target-activated",
                         (int) OFFICE_SPAN_ASIDE, "(edited)");
  g_assert_nonnull (find_dialog (self));
}

/* What pops up from a message has the keys until it goes: they walk in it, and choose. */
static void
test_popovers_keep_keys (Fixture *self, gconstpointer data)
{
  OfficeMessageRow *row;
  OfficeMessage *message;
  GtkWidget *chooser;

  open_window (self, WIDE);
  row = find_row (get_list (self), SCENE_MORNING);
  message = office_message_row_get_message (row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  office_ui_fixture_press (self->ui, GDK_KEY_m, 0);
  office_ui_fixture_press (self->ui, GDK_KEY_Down, 0);
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (self), GTK_TYPE_POPOVER_MENU));
  office_ui_fixture_press (self->ui, GDK_KEY_Return, 0);
  g_assert_cmpint (office_message_get_remind_at (message), >, 0);
  g_assert_true (get_focus (self) == GTK_WIDGET (row));

  office_ui_fixture_press (self->ui, GDK_KEY_plus, 0);
  chooser = find_inside (GTK_WIDGET (row), GTK_TYPE_EMOJI_CHOOSER);
  g_assert_true (is_in (get_focus (self), chooser));
  office_ui_fixture_press (self->ui, GDK_KEY_Tab, 0);
  office_ui_fixture_press (self->ui, GDK_KEY_Right, 0);
  g_assert_true (is_in (get_focus (self), chooser));
  office_ui_fixture_press (self->ui, GDK_KEY_Return, 0);
  g_assert_nonnull (find_inside (GTK_WIDGET (row), OFFICE_TYPE_REACTIONS));
}

/* What Escape says in a search entry: the first takes away what is sought, the next one closes. */
static void
escape_from_search (Fixture *self)
{
  GtkWidget *entry = find_inside (GTK_WIDGET (find_dialog (self)), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), "gen");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_signal_emit_by_name (entry, "stop-search");
  OFFICE_WAIT_UNTIL (find_dialog (self) == NULL);
  office_ui_fixture_settle (self->ui);
}

/* A name and Enter in one go, though the entry tells late what was typed. */
static void
choose_fast (Fixture *self)
{
  GtkWidget *chooser = find_inside (GTK_WIDGET (find_dialog (self)), OFFICE_TYPE_ROOM_CHOOSER);
  GtkWidget *entry = find_inside (chooser, GTK_TYPE_SEARCH_ENTRY);
  g_auto (GStrv) chosen = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "partn");
  g_signal_emit_by_name (entry, "activate");
  chosen = office_room_chooser_dup_chosen (OFFICE_ROOM_CHOOSER (chooser));
  g_assert_cmpstr (chosen[0], ==, SCENE_PARTNERS);
}

static void
test_forward (Fixture *self, gconstpointer data)
{
  GtkWidget *row, *chooser, *check;
  GtkWindow *dialog;
  g_autoptr (OfficeConversation) general = office_session_open_conversation (self->session, SCENE_GENERAL, NULL);
  const guint before = g_list_model_get_n_items (G_LIST_MODEL (general));

  open_window (self, WIDE);
  row = GTK_WIDGET (find_row (get_list (self), SCENE_MORNING));
  gtk_widget_grab_focus (row);
  office_ui_fixture_press (self->ui, GDK_KEY_f, 0);
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  chooser = find_inside (GTK_WIDGET (dialog), OFFICE_TYPE_ROOM_CHOOSER);
  check = find_inside (chooser, GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  {
    g_auto (GStrv) chosen = office_room_chooser_dup_chosen (OFFICE_ROOM_CHOOSER (chooser));

    g_assert_cmpstr (chosen[0], ==, SCENE_GENERAL);
    g_assert_cmpuint (g_strv_length (chosen), ==, 1);
  }
  g_signal_emit_by_name (find_inside (GTK_WIDGET (dialog), GTK_TYPE_ENTRY), "activate");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (general)), ==, before + 1);
  office_ui_fixture_settle (self->ui);
  gtk_widget_grab_focus (row);
  office_ui_fixture_press (self->ui, GDK_KEY_f, 0);
  escape_from_search (self);
  gtk_widget_grab_focus (row);
  office_ui_fixture_press (self->ui, GDK_KEY_f, 0);
  choose_fast (self);
  look_at_dialog (self, "forward");
  activate (self, "win.open-room", SCENE_GENERAL);
  keep_pictures (self, "forwarded");
}

static void
test_remind (Fixture *self, gconstpointer data)
{
  GtkWidget *row;
  GtkWindow *dialog;
  GtkWidget *entry;

  open_window (self, WIDE);
  row = GTK_WIDGET (find_row (get_list (self), SCENE_MORNING));
  gtk_widget_activate_action (row, "message.choose-reminder", NULL);
  dialog = find_dialog (self);
  entry = find_inside (GTK_WIDGET (dialog), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "not a time at all");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (office_message_get_remind_at (office_message_row_get_message (OFFICE_MESSAGE_ROW (row))), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "tomorrow at 9");
  look_at_dialog (self, "remind");

  gtk_widget_activate_action (row, "message.choose-reminder", NULL);
  entry = find_inside (GTK_WIDGET (find_dialog (self)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "tomorrow at 9");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (office_message_get_remind_at (office_message_row_get_message (OFFICE_MESSAGE_ROW (row))), >, 0);
}

static gboolean
shows_menu (GtkWidget *row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child) ? gtk_widget_get_mapped (child) : shows_menu (child))
      return TRUE;
  return FALSE;
}

static void
test_menu (Fixture *self, gconstpointer data)
{
  GtkWidget *row;

  open_window (self, GPOINTER_TO_INT (data));
  row = GTK_WIDGET (find_row (get_list (self), SCENE_MORNING));
  gtk_widget_grab_focus (row);
  office_ui_fixture_press (self->ui, GDK_KEY_Menu, 0);
  g_assert_nonnull (find_inside (row, GTK_TYPE_POPOVER_MENU));
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  office_ui_fixture_press (self->ui, GDK_KEY_m, 0);
  g_assert_nonnull (find_inside (row, GTK_TYPE_POPOVER_MENU));
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
  OFFICE_WAIT_UNTIL (!shows_menu (row));
  office_ui_fixture_hold (row);
  OFFICE_WAIT_UNTIL (shows_menu (row));
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
}

/* ---- files ---- */

static GtkWidget *
find_file_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_FILE_CHOOSER (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

/* From anywhere in the room: it goes with what is written in the thread where the focus is there, or else in the room. */
static void
test_attach_from_keys (Fixture *self, gconstpointer data)
{
  talk_in_thread (self);
  open_window (self, WIDE);
  activate (self, "win.show-tasks", NULL);
  activate (self, "win.attach-files", NULL);
  g_assert_nonnull (find_file_dialog ());
  g_assert_true (gtk_widget_is_ancestor (get_focus (self), GTK_WIDGET (self->workspace->conversation)));
  gtk_dialog_response (GTK_DIALOG (find_file_dialog ()), GTK_RESPONSE_CANCEL);
  OFFICE_WAIT_UNTIL (find_file_dialog () == NULL);

  activate (self, "win.open-thread", SCENE_MORNING);
  g_assert_true (gtk_widget_is_ancestor (get_focus (self), GTK_WIDGET (self->workspace->thread_pane)));
  activate (self, "win.attach-files", NULL);
  g_assert_true (gtk_widget_is_ancestor (get_focus (self), GTK_WIDGET (self->workspace->thread_pane)));
  g_assert_nonnull (find_file_dialog ());
  gtk_dialog_response (GTK_DIALOG (find_file_dialog ()), GTK_RESPONSE_CANCEL);
  OFFICE_WAIT_UNTIL (find_file_dialog () == NULL);
}

/* ---- found again ---- */

static void
test_pinned (Fixture *self, gconstpointer data)
{
  const int width = GPOINTER_TO_INT (data);
  g_autofree char *with = g_strdup_printf ("{\"id\":\"%s\",\"pinned\":true}", SCENE_MORNING);
  GtkWidget *popover, *card;

  open_window (self, width);
  activate (self, "win.show-pinned", NULL);
  popover = find_inside (GTK_WIDGET (self->window), OFFICE_TYPE_PINS_POPOVER);
  g_assert_nonnull (popover);
  g_assert_null (find_inside (popover, OFFICE_TYPE_MESSAGE_CARD));
  office_test_scene_act (self->scene, SCENE_ANNA, "message.pin", with);
  card = find_inside (popover, OFFICE_TYPE_MESSAGE_CARD);
  g_assert_nonnull (card);
  office_ui_fixture_check_names (self->ui);
  g_assert_true (gtk_widget_activate (card));
  OFFICE_WAIT_UNTIL (!gtk_widget_get_mapped (popover));
  office_ui_fixture_settle (self->ui);
  g_assert_true (get_focus (self) == GTK_WIDGET (find_row (get_list (self), SCENE_MORNING)));
}

static void
test_saved_page (Fixture *self, gconstpointer data)
{
  const int width = GPOINTER_TO_INT (data);
  const gint64 now = office_session_get_now (self->session);
  const char *name = width == NARROW ? "saved-narrow" : "saved";
  GtkWidget *page, *card;

  open_window (self, width);
  activate (self, "win.open-page", "saved");
  page = find_inside (GTK_WIDGET (self->workspace), OFFICE_TYPE_SAVED_PAGE);
  g_assert_nonnull (page);
  keep_pictures (self, width == NARROW ? "saved-nothing-narrow" : "saved-nothing");
  office_session_save_message (self->session, SCENE_MORNING, TRUE, NULL);
  office_session_remind (self->session, SCENE_MORNING, NULL, now + 23 * 60 * 60 * 1000, NULL, NULL);
  office_session_remind (self->session, NULL, "Call the fire officer, before he goes on leave", now + 60 * 60 * 1000,
                         NULL, NULL);
  office_ui_fixture_settle (self->ui);
  office_ui_fixture_check_names (self->ui);
  keep_pictures (self, name);
  card = find_inside (page, OFFICE_TYPE_MESSAGE_CARD);
  g_assert_nonnull (card);
  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (card))), "clicked");
  g_assert_null (find_inside (page, OFFICE_TYPE_MESSAGE_CARD));
}

static void
test_first_unread (Fixture *self, gconstpointer data)
{
  const int width = GPOINTER_TO_INT (data);
  GtkWidget *jump;

  office_session_mark_read (self->session, SCENE_LIBRARY, NULL, 4, NULL);
  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 60);
  office_test_scene_settle (self->scene);
  open_window (self, width);
  jump = office_ui_fixture_find (self->ui, GTK_TYPE_BUTTON, "name", "jump-to-unread");
  g_assert_nonnull (jump);
  keep_pictures (self, width == NARROW ? "first-unread-narrow" : "first-unread");
  g_signal_emit_by_name (jump, "clicked");
  office_ui_fixture_settle (self->ui);
  g_assert_cmpint (office_message_get_seq (office_message_row_get_message (OFFICE_MESSAGE_ROW (get_focus (self)))), ==,
                   5);
  /* One has been there. */
  g_assert_null (office_ui_fixture_find (self->ui, GTK_TYPE_BUTTON, "name", "jump-to-unread"));
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, data, function) g_test_add ("/acting/" path, Fixture, data, set_up, function, tear_down)
  ADD ("bar-stays-with-keyboard", NULL, test_bar_stays_with_keyboard);
  ADD ("thread-beside", NULL, test_thread_beside);
  ADD ("letters-in-thread", NULL, test_letters_in_thread);
  ADD ("letters-after-thread", NULL, test_letters_after_thread);
  ADD ("paste-at-message", NULL, test_paste_at_message);
  ADD ("menu-gives-back-focus", NULL, test_menu_gives_back_focus);
  ADD ("thread-by-key", NULL, test_thread_by_key);
  ADD ("comes-to-reply", NULL, test_comes_to_reply);
  ADD ("thread-of-task", NULL, test_thread_of_task);
  ADD ("thread-medium", GINT_TO_POINTER (MEDIUM), test_thread_folded);
  ADD ("thread-narrow", GINT_TO_POINTER (NARROW), test_thread_folded);
  ADD ("reactions-wide", GINT_TO_POINTER (WIDE), test_reactions);
  ADD ("reactions-narrow", GINT_TO_POINTER (NARROW), test_reactions);
  ADD ("picker", NULL, test_picker);
  ADD ("quote-wide", GINT_TO_POINTER (WIDE), test_quote);
  ADD ("quote-narrow", GINT_TO_POINTER (NARROW), test_quote);
  ADD ("quote-is-cancelled", NULL, test_quote_is_cancelled);
  ADD ("keys", NULL, test_keys);
  ADD ("versions", NULL, test_versions);
  ADD ("popovers-keep-keys", NULL, test_popovers_keep_keys);
  ADD ("forward", NULL, test_forward);
  ADD ("remind", NULL, test_remind);
  ADD ("menu-wide", GINT_TO_POINTER (WIDE), test_menu);
  ADD ("menu-narrow", GINT_TO_POINTER (NARROW), test_menu);
  ADD ("attach-from-keys", NULL, test_attach_from_keys);
  ADD ("pinned-wide", GINT_TO_POINTER (WIDE), test_pinned);
  ADD ("pinned-narrow", GINT_TO_POINTER (NARROW), test_pinned);
  ADD ("saved-wide", GINT_TO_POINTER (WIDE), test_saved_page);
  ADD ("saved-narrow", GINT_TO_POINTER (NARROW), test_saved_page);
  ADD ("first-unread-wide", GINT_TO_POINTER (WIDE), test_first_unread);
  ADD ("first-unread-narrow", GINT_TO_POINTER (NARROW), test_first_unread);
#undef ADD

  return g_test_run ();
}
