/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed is there again, what was not sent is looked through, and the strip says what can be done. A second window
 * on the same book stands for the program that is started again: the first has no occasion to tidy up. */
#include "office-composer.h"
#include "office-database.h"
#include "office-desk-private.h"
#include "office-entry-row.h"
#include "office-in-place-text.h"
#include "office-kept-dialog.h"
#include "office-problem.h"
#include "office-quick-add.h"
#include "office-refused-dialog.h"
#include "office-replica-private.h"
#include "office-session-private.h"
#include "office-test-folder.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"
#include "office-workspace-private.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWindow *window;
  OfficeUiFixture *ui;
} Fixture;

static OfficeUiFixture *
open_window (OfficeSession *session, OfficeWindow **window)
{
  *window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  gtk_window_set_default_size (GTK_WINDOW (*window), 1200, 760);
  office_window_show_session (*window, session, NULL);
  return office_ui_fixture_new_for_window (GTK_WINDOW (*window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  fixture->ui = open_window (fixture->session, &fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static void
activate (OfficeWindow *window, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window), action,
                                                     target != NULL ? g_variant_new_string (target) : NULL));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/* As on a phone. */
static void
narrow (OfficeUiFixture *ui)
{
  GtkWidget *window = GTK_WIDGET (office_ui_fixture_get_window (ui));
  int minimum;

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 600);
  office_ui_fixture_settle (ui);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* ---- drafts ---- */

typedef struct {
  OfficeSession *session;
  OfficeWindow *window;
  OfficeUiFixture *ui;
} Again;

/* The first window takes its text back when the second takes the focus, as it would enter it: what stands in these places
 * is put there again, as a program that was killed has left it. */
static void
start_again_with (Fixture *fixture, Again *again, const char *const *places)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; places[i] != NULL; i++)
    g_ptr_array_add (texts, office_session_dup_draft (fixture->session, places[i]));
  office_ui_fixture_press (fixture->ui, GDK_KEY_Escape, 0);
  for (guint i = 0; places[i] != NULL; i++)
    office_session_set_draft (fixture->session, places[i], texts->pdata[i]);
  again->session = office_session_new (office_test_scene_get_replica (fixture->scene), NULL,
                                       office_test_scene_get_clock (fixture->scene),
                                       office_test_scene_get_random (fixture->scene));
  again->ui = open_window (again->session, &again->window);
}

static void
start_again (Fixture *fixture, Again *again)
{
  again->session = office_session_new (office_test_scene_get_replica (fixture->scene), NULL,
                                       office_test_scene_get_clock (fixture->scene),
                                       office_test_scene_get_random (fixture->scene));
  again->ui = open_window (again->session, &again->window);
}

static void
again_clear (Again *again)
{
  office_ui_fixture_free (again->ui);
  g_object_unref (again->session);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Again, again_clear)

static char *
dup_composed (OfficeUiFixture *ui)
{
  OfficeComposer *composer = OFFICE_COMPOSER (office_ui_fixture_find (ui, OFFICE_TYPE_COMPOSER, NULL, NULL));
  GtkTextBuffer *buffer = office_composer_get_buffer (composer);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
compose (OfficeUiFixture *ui, const char *text)
{
  OfficeComposer *composer = OFFICE_COMPOSER (office_ui_fixture_find (ui, OFFICE_TYPE_COMPOSER, NULL, NULL));

  gtk_text_buffer_set_text (office_composer_get_buffer (composer), text, -1);
}

static void
assert_draft (Fixture *fixture, const char *place, const char *expected)
{
  g_autofree char *draft = office_session_dup_draft (fixture->session, place);

  g_assert_cmpstr (draft, ==, expected);
}

/* Nothing is waited for between the key and the look into the book. */
static void
test_composer (Fixture *fixture, gconstpointer data)
{
  g_auto (Again) again = { 0 };
  g_autofree char *text = NULL;

  activate (fixture->window, "win.open-room", SCENE_LIBRARY);
  compose (fixture->ui, "Half a wor");
  assert_draft (fixture, "room:" SCENE_LIBRARY, "Half a wor");
  start_again (fixture, &again);
  activate (again.window, "win.open-room", SCENE_LIBRARY);
  text = dup_composed (again.ui);
  g_assert_cmpstr (text, ==, "Half a wor");
}

static void
test_edited_message (Fixture *fixture, gconstpointer data)
{
  g_auto (Again) again = { 0 };
  g_autoptr (OfficeMessage) message = office_session_dup_message (fixture->session, SCENE_MORNING);
  g_autofree char *text = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *given_up = NULL;

  activate (fixture->window, "win.open-room", SCENE_LIBRARY);
  compose (fixture->ui, "A draft");
  office_composer_edit (OFFICE_COMPOSER (office_ui_fixture_find (fixture->ui, OFFICE_TYPE_COMPOSER, NULL, NULL)),
                        message);
  compose (fixture->ui, "Better words");
  assert_draft (fixture, "edit:" SCENE_MORNING, "Better words");
  assert_draft (fixture, "room:" SCENE_LIBRARY, "A draft");

  start_again (fixture, &again);
  activate (again.window, "win.open-room", SCENE_GENERAL);
  elsewhere = dup_composed (again.ui);
  g_assert_cmpstr (elsewhere, ==, "");
  activate (again.window, "win.open-room", SCENE_LIBRARY);
  text = dup_composed (again.ui);
  g_assert_cmpstr (text, ==, "Better words");
  g_assert_nonnull (office_ui_fixture_find (again.ui, GTK_TYPE_LABEL, "label", "Editing"));

  /* Esc lets it go, and the draft of the room is there. */
  office_composer_focus (OFFICE_COMPOSER (office_ui_fixture_find (again.ui, OFFICE_TYPE_COMPOSER, NULL, NULL)));
  office_ui_fixture_press (again.ui, GDK_KEY_Escape, 0);
  given_up = dup_composed (again.ui);
  g_assert_cmpstr (given_up, ==, "A draft");
  assert_draft (fixture, "edit:" SCENE_MORNING, NULL);
  assert_draft (fixture, "editing:room:" SCENE_LIBRARY, NULL);
}

static GtkTextView *
find_text (OfficeUiFixture *ui, gboolean single_line)
{
  GtkWidget *widget = office_ui_fixture_find (ui, OFFICE_TYPE_IN_PLACE_TEXT, "placeholder",
                                              single_line ? "Title" : "Add a description");
  GtkWidget *overlay = gtk_widget_get_first_child (widget);

  return GTK_TEXT_VIEW (gtk_overlay_get_child (GTK_OVERLAY (overlay)));
}

static char *
dup_text (GtkTextView *view)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (view), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (view), &start, &end, FALSE);
}

static void
type_into (OfficeUiFixture *ui, GtkTextView *view, const char *text)
{
  gtk_widget_grab_focus (GTK_WIDGET (view));
  office_ui_fixture_press (ui, GDK_KEY_End, GDK_CONTROL_MASK);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static void
test_description (Fixture *fixture, gconstpointer data)
{
  const char *const places[] = { "description:" SCENE_DOORS, "base:description:" SCENE_DOORS, NULL };
  g_auto (Again) again = { 0 };
  g_autofree char *text = NULL;

  activate (fixture->window, "win.open-task", SCENE_DOORS);
  office_ui_fixture_settle (fixture->ui);
  type_into (fixture->ui, find_text (fixture->ui, FALSE), "Ask for the fire rating");
  assert_draft (fixture, "description:" SCENE_DOORS, "Ask for the fire rating");

  start_again_with (fixture, &again, places);
  activate (again.window, "win.open-task", SCENE_DOORS);
  office_ui_fixture_settle (again.ui);
  text = dup_text (find_text (again.ui, FALSE));
  g_assert_cmpstr (text, ==, "Ask for the fire rating");

  /* Meanwhile Anna writes one too: both are there when mine is entered. */
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_DOORS "\",\"set\":{\"description\":\"Not urgent\"}}");
  gtk_widget_grab_focus (GTK_WIDGET (find_text (again.ui, FALSE)));
  office_ui_fixture_press (again.ui, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpstr (office_task_get_description (office_session_find_task (again.session, SCENE_DOORS)), ==,
                   "Not urgent\n――――――――\nAsk for the fire rating");
  assert_draft (fixture, "description:" SCENE_DOORS, NULL);
  assert_draft (fixture, "base:description:" SCENE_DOORS, NULL);
}

static void
test_title (Fixture *fixture, gconstpointer data)
{
  const char *const places[] = { "title:" SCENE_DOORS, "base:title:" SCENE_DOORS, NULL };
  g_auto (Again) again = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *back = NULL;

  activate (fixture->window, "win.open-task", SCENE_DOORS);
  office_ui_fixture_settle (fixture->ui);
  type_into (fixture->ui, find_text (fixture->ui, TRUE), "Doors, all levels");
  assert_draft (fixture, "title:" SCENE_DOORS, "Doors, all levels");

  start_again_with (fixture, &again, places);
  activate (again.window, "win.open-task", SCENE_DOORS);
  office_ui_fixture_settle (again.ui);
  text = dup_text (find_text (again.ui, TRUE));
  g_assert_cmpstr (text, ==, "Doors, all levels");
  gtk_widget_grab_focus (GTK_WIDGET (find_text (again.ui, TRUE)));
  office_ui_fixture_press (again.ui, GDK_KEY_Escape, 0);
  back = dup_text (find_text (again.ui, TRUE));
  g_assert_cmpstr (back, ==, "Door schedule, level 2");
  assert_draft (fixture, "title:" SCENE_DOORS, NULL);
}

/* What the office does not take stays, to be made shorter. */
static void
test_too_long_a_description (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (10001, 'x');
  g_autofree char *text = NULL;

  activate (fixture->window, "win.open-task", SCENE_DOORS);
  office_ui_fixture_settle (fixture->ui);
  type_into (fixture->ui, find_text (fixture->ui, FALSE), long_text);
  office_ui_fixture_press (fixture->ui, GDK_KEY_Return, GDK_CONTROL_MASK);
  text = dup_text (find_text (fixture->ui, FALSE));
  g_assert_cmpstr (text, ==, long_text);
  assert_draft (fixture, "description:" SCENE_DOORS, long_text);
}

static gboolean
is_new_step (GtkWidget *widget, gconstpointer data)
{
  return g_strcmp0 (gtk_text_get_placeholder_text (GTK_TEXT (widget)), "Add a step") == 0;
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_auto (Again) again = { 0 };
  g_autoptr (OfficeStep) step = NULL;
  g_autofree char *place = NULL;
  GtkWidget *label;

  activate (fixture->window, "win.open-task", SCENE_DOORS);
  office_ui_fixture_settle (fixture->ui);
  gtk_editable_set_text (GTK_EDITABLE (office_ui_fixture_find_by (fixture->ui, GTK_TYPE_TEXT, is_new_step, NULL)),
                         "Call the sup");
  assert_draft (fixture, "step:" SCENE_DOORS, "Call the sup");
  step = g_list_model_get_item (office_task_get_steps (office_session_find_task (fixture->session, SCENE_DOORS)), 0);
  label = office_ui_fixture_find (fixture->ui, GTK_TYPE_EDITABLE_LABEL, "text", office_step_get_text (step));
  gtk_editable_label_start_editing (GTK_EDITABLE_LABEL (label));
  gtk_editable_set_text (GTK_EDITABLE (label), "Other words");
  place = g_strconcat ("step-text:", office_step_get_id (step), NULL);
  assert_draft (fixture, place, "Other words");

  start_again_with (fixture, &again, (const char *const[]){ place, NULL });
  activate (again.window, "win.open-task", SCENE_DOORS);
  office_ui_fixture_settle (again.ui);
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (office_ui_fixture_find_by (again.ui, GTK_TYPE_TEXT, is_new_step, NULL))), ==,
      "Call the sup");
  label = office_ui_fixture_find (again.ui, GTK_TYPE_EDITABLE_LABEL, "text", "Other words");
  g_assert_nonnull (label);
  g_assert_true (gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (label)));
  gtk_editable_label_stop_editing (GTK_EDITABLE_LABEL (label), TRUE);
  g_assert_cmpstr (office_step_get_text (step), ==, "Other words");
  assert_draft (fixture, place, NULL);
}

static void
test_quick_add (Fixture *fixture, gconstpointer data)
{
  g_auto (Again) again = { 0 };
  GtkWidget *text;

  activate (fixture->window, "win.open-room", SCENE_LIBRARY);
  activate (fixture->window, "win.show-tasks", NULL);
  office_ui_fixture_settle (fixture->ui);
  g_signal_emit_by_name (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "tooltip-text", "Add a Task"), "clicked");
  office_ui_fixture_settle (fixture->ui);
  text = office_ui_fixture_find (fixture->ui, GTK_TYPE_TEXT, "placeholder-text", "What is to be done?");
  gtk_editable_set_text (GTK_EDITABLE (text), "Paint the do");

  start_again (fixture, &again);
  activate (again.window, "win.open-room", SCENE_LIBRARY);
  activate (again.window, "win.show-tasks", NULL);
  office_ui_fixture_settle (again.ui);
  text = office_ui_fixture_find (again.ui, GTK_TYPE_TEXT, "placeholder-text", "What is to be done?");
  g_assert_nonnull (text);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "Paint the do");
}

/* ---- dialogs ---- */

static GtkWindow *
find_dialog (OfficeWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (toplevel) == GTK_WINDOW (window))
        return toplevel;
    }
  return NULL;
}

static GtkWidget *
find_inside (GtkWidget *widget, GType type, const char *property, const char *value)
{
  g_autofree char *its = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      if (property == NULL)
        return widget;
      g_object_get (widget, property, &its, NULL);
      if (g_strcmp0 (its, value) == 0)
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_inside (child, type, property, value);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click (GtkWindow *window, const char *label)
{
  GtkWidget *button = find_inside (GTK_WIDGET (window), GTK_TYPE_BUTTON, "label", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
test_room_dialog (Fixture *fixture, gconstpointer data)
{
  g_auto (Again) again = { 0 };
  GtkWindow *dialog;
  GtkWidget *name;

  activate (fixture->window, "win.new-room", NULL);
  name = find_inside (GTK_WIDGET (find_dialog (fixture->window)), ADW_TYPE_ENTRY_ROW, "title", "Name");
  g_assert_nonnull (name);
  gtk_editable_set_text (GTK_EDITABLE (name), "Harbour hou");

  start_again (fixture, &again);
  activate (again.window, "win.new-room", NULL);
  dialog = find_dialog (again.window);
  name = find_inside (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "title", "Name");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Harbour hou");
  gtk_window_close (dialog);
  assert_draft (fixture, "room-name:new", NULL);
}

static void
test_not_sent (Fixture *fixture, gconstpointer data)
{
  OfficeStateStrip *strip = fixture->window->workspace->strip;
  GtkWindow *dialog;
  OfficeUiFixture *ui;

  office_session_send (fixture->session, SCENE_PARTNERS, NULL, "For partners", NULL, NULL);
  office_session_move_task (fixture->session, SCENE_DOORS, SCENE_DONE, NULL, NULL);
  office_test_scene_refuse (fixture->scene, 404, "There is no such room");
  office_test_scene_receive (fixture->scene, office_record_new_gone ("room", SCENE_PARTNERS, "room:" SCENE_PARTNERS, 0),
                             NULL);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpstr (office_state_strip_get_text (strip), ==, "2 changes were not sent.");
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "2 changes not sent"));

  activate (fixture->window, "win.show-refused", NULL);
  dialog = find_dialog (fixture->window);
  ui = office_ui_fixture_new_for_window (dialog);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, "not-sent");
  narrow (ui);
  office_ui_fixture_keep_picture (ui, "not-sent-narrow");
  g_assert_nonnull (find_inside (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "label", "Message in a room"));
  g_assert_nonnull (find_inside (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "label", "For partners"));
  g_assert_nonnull (find_inside (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "label", "You are not in this room any more"));
  /* The first one is the message: its room is lost, so that it stays. */
  click (dialog, "_Send Again");
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 2);
  click (dialog, "_Discard");
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 1);
  OFFICE_WAIT_UNTIL (find_inside (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "label", "Undo") != NULL);
  click (dialog, "Undo");
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 2);
  click (dialog, "_Discard");
  click (dialog, "_Discard");
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  g_assert_nonnull (find_inside (GTK_WIDGET (dialog), ADW_TYPE_STATUS_PAGE, "title", "Nothing Left"));
  office_ui_fixture_free (ui);
  g_assert_null (office_state_strip_get_text (strip));
}

static void
test_review (Fixture *fixture, gconstpointer data)
{
  OfficeReplica *replica = office_test_scene_get_replica (fixture->scene);
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  GtkWindow *dialog;
  OfficeUiFixture *ui;

  office_session_edit_task (fixture->session, SCENE_DOORS, "title", "Old idea", NULL);
  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Still true", NULL, NULL);
  batch = office_replica_batch_begin (replica, NULL);
  g_assert_true (office_replica_begin_review (batch, NULL) && office_replica_batch_commit (batch, NULL));
  g_assert_cmpstr (office_state_strip_get_text (fixture->window->workspace->strip), ==,
                   "2 changes of long ago wait for you to look at them.");
  dialog = find_dialog (fixture->window);
  g_assert_true (OFFICE_IS_REFUSED_DIALOG (dialog));
  ui = office_ui_fixture_new_for_window (dialog);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, "review");
  narrow (ui);
  office_ui_fixture_keep_picture (ui, "review-narrow");
  g_assert_null (find_inside (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "label", "_Send Again"));
  click (dialog, "_Discard");
  g_assert_cmpstr (office_task_get_title (office_session_find_task (fixture->session, SCENE_DOORS)), ==,
                   "Door schedule, level 2");
  click (dialog, "Send _All");
  g_assert_false (office_session_is_under_review (fixture->session));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
  g_assert_null (find_dialog (fixture->window));
  g_free (ui); /* its window has closed */
}

static void
test_two_texts (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;
  OfficeUiFixture *ui;

  activate (fixture->window, "win.open-task", SCENE_DOORS);
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Choose…"));
  office_session_edit_task (fixture->session, SCENE_DOORS, "description", "Oak, with a steel frame", NULL);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch",
                         "{\"kind\":\"task\",\"id\":\"" SCENE_DOORS
                         "\",\"set\":{\"description\":\"Steel, painted green\"}}");
  while (office_test_scene_answer (fixture->scene) > 0)
    office_test_scene_settle (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Choose…"));
  office_ui_fixture_keep_picture (fixture->ui, "two-texts-banner");

  click (GTK_WINDOW (fixture->window), "Choose…");
  dialog = find_dialog (fixture->window);
  g_assert_true (OFFICE_IS_KEPT_DIALOG (dialog));
  ui = office_ui_fixture_new_for_window (dialog);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, "two-texts");
  narrow (ui);
  office_ui_fixture_keep_picture (ui, "two-texts-narrow");
  click (dialog, "Use _Theirs");
  g_assert_null (find_dialog (fixture->window));
  g_free (ui);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_task_get_description (office_session_find_task (fixture->session, SCENE_DOORS)), ==,
                   "Steel, painted green");
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Choose…"));
}

/* ---- the strip ---- */

static void
test_strip (Fixture *fixture, gconstpointer data)
{
  static const struct {
    OfficeProblem code;
    const char *field, *sentence, *button;
  } cases[] = {
    { OFFICE_PROBLEM_CONFLICT, "device", "This office was opened elsewhere with the same sign-in.", "Use Here" },
    { OFFICE_PROBLEM_OUTDATED, "host", "Update it there", "Try Again" },
    { OFFICE_PROBLEM_UNAUTHENTICATED, NULL, "You are signed out of this office.", "Look" },
  };

  activate (fixture->window, "win.open-room", SCENE_LIBRARY);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) problem = office_problem_new (cases[i].code, cases[i].field, "%s", cases[i].sentence);

      office_session_set_state (fixture->session, OFFICE_LINE_STOPPED, problem);
      office_ui_fixture_settle (fixture->ui);
      g_assert_cmpstr (office_state_strip_get_text (fixture->window->workspace->strip), ==, cases[i].sentence);
      g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", cases[i].button));
      office_ui_fixture_keep_picture (fixture->ui, cases[i].button);
      narrow (fixture->ui);
      office_ui_fixture_keep_picture (fixture->ui, "strip-narrow");
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 760);
      office_ui_fixture_settle (fixture->ui);
    }
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_WAITING);
  g_assert_true (office_session_send (fixture->session, SCENE_LIBRARY, NULL, "One", NULL, NULL));
  g_assert_true (office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Two", NULL, NULL));
  g_assert_cmpstr (office_state_strip_get_text (fixture->window->workspace->strip), ==,
                   "Offline. 2 changes are sent when the line is back.");
}

/* ---- a book of a newer version ---- */

static void
make_newer_book (OfficeDesk *desk, OfficeMembership *membership)
{
  g_autofree char *path = office_desk_dup_replica_path (desk, membership);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (OfficeDatabase) database = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  database = office_database_open (path, OFFICE_DATABASE_NORMAL, NULL);
  g_assert_true (office_database_execute (database, "PRAGMA user_version = 99", NULL));
  office_database_close (database);
}

static void
test_newer_book (void)
{
  g_autofree char *folder = g_dir_make_tmp ("office-keeps-XXXXXX", NULL);
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  g_autoptr (OfficeDesk) desk = office_desk_new (folder, office_test_scene_get_clock (scene),
                                                 office_test_scene_get_random (scene));
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", 1, NULL, NULL, TRUE);
  g_autoptr (OfficeMembership) membership = office_membership_new (SCENE_OFFICE, "Atelier Nord", SCENE_BEN, where,
                                                                   NULL);
  OfficeWindow *window = OFFICE_WINDOW (office_window_new (NULL, desk));
  OfficeUiFixture *ui;

  g_assert_true (office_desk_keep (desk, membership, "TOKEN", NULL));
  make_newer_book (desk, membership);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  office_window_start (window);
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (window));
  g_assert_true (gtk_stack_get_visible_child (window->pages) == window->update_page);
  office_ui_fixture_check_names (ui);
  office_ui_fixture_keep_picture (ui, "newer-book");
  click (GTK_WINDOW (window), "_Other Offices");
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->welcome_page));
  office_ui_fixture_free (ui);
  office_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("office-home-XXXXXX", NULL);
  int status;

  /* Where a token is kept without a keyring. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/keeps/composer", test_composer);
  ADD ("/keeps/edited-message", test_edited_message);
  ADD ("/keeps/description", test_description);
  ADD ("/keeps/title", test_title);
  ADD ("/keeps/too-long-a-description", test_too_long_a_description);
  ADD ("/keeps/steps", test_steps);
  ADD ("/keeps/quick-add", test_quick_add);
  ADD ("/keeps/room-dialog", test_room_dialog);
  ADD ("/keeps/not-sent", test_not_sent);
  ADD ("/keeps/review", test_review);
  ADD ("/keeps/two-texts", test_two_texts);
  ADD ("/keeps/strip", test_strip);

  g_test_add_func ("/keeps/newer-book", test_newer_book);

  status = g_test_run ();
  office_test_remove_tree (home);
  return status;
}
