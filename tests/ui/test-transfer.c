/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task goes to another room in the real window. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-id.h"
#include "office-task-card.h"
#include "office-task-pane.h"
#include "office-test-scene.h"
#include "office-transfer-dialog.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWindow *window;
  OfficeUiFixture *ui;
  char *yard;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *const people[] = { SCENE_ANNA, NULL };

  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  g_assert_true (
      office_session_create_room (fixture->session, "Yard", NULL, OFFICE_ROOM_PRIVATE, people, &fixture->yard, NULL));
  office_test_scene_answer (fixture->scene);
  office_test_scene_say (fixture->scene, SCENE_LIBRARY, SCENE_DOORS, SCENE_ANNA, "The frames are here");
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (data), 700);
  office_window_show_session (fixture->window, fixture->session, NULL);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
  office_workspace_open_room (fixture->window->workspace, SCENE_LIBRARY);
  office_workspace_show_view (fixture->window->workspace, OFFICE_VIEW_TASKS);
  office_ui_fixture_settle (fixture->ui);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
  g_free (fixture->yard);
}

static gboolean
is_card_of (GtkWidget *card, gconstpointer task)
{
  return g_str_equal (office_task_get_id (office_task_card_get_task (OFFICE_TASK_CARD (card))), task);
}

static GtkWidget *
find_card (Fixture *fixture, const char *task)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_TASK_CARD, is_card_of, task);
}

static OfficeRoomPicker *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (OFFICE_IS_ROOM_PICKER (toplevel))
        return OFFICE_ROOM_PICKER (toplevel);
    }
  return NULL;
}

/* The rows of rooms in the dialog, by name. */
static GtkWidget *
find_row (GtkWidget *widget, const char *name)
{
  if (ADW_IS_ACTION_ROW (widget))
    return g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkEditable *
find_search (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget))
    return GTK_EDITABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_search (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
dialog_is_shown (void)
{
  OfficeRoomPicker *dialog = find_dialog ();

  return dialog != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog))
         && gtk_widget_get_width (GTK_WIDGET (dialog)) > 0;
}

static GtkWidget *
open_dialog (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.transfer-task", "s", SCENE_DOORS);
  OFFICE_WAIT_UNTIL (dialog_is_shown ());
  return GTK_WIDGET (find_dialog ());
}

static const char *
task_in_pane (Fixture *fixture)
{
  return office_workspace_get_task_id (fixture->window->workspace);
}

static const char *
room_of (Fixture *fixture)
{
  return office_task_get_room_id (office_session_find_task (fixture->session, SCENE_DOORS));
}

static void
keep_pictures (Fixture *fixture, GtkWidget *dialog)
{
  const char *folder = g_getenv ("OFFICE_PICTURES");
  g_autofree char *command = NULL;

  office_ui_fixture_settle (fixture->ui);
  if (folder == NULL)
    return;
  command = g_strdup_printf ("import -window root %s/transfer-dialog-%d.png", folder,
                             gtk_widget_get_width (GTK_WIDGET (fixture->window)));
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
}

static void
test_chooses (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *row;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-task", "s", SCENE_DOORS);
  office_ui_fixture_settle (fixture->ui);
  dialog = open_dialog (fixture);
  /* Where it is is no choice; a direct room is one. */
  g_assert_null (find_row (dialog, "Riverside Library"));
  g_assert_nonnull (find_row (dialog, "General"));
  g_assert_nonnull (find_row (dialog, "Mei 梅琳"));
  row = find_row (dialog, "Yard");
  g_assert_nonnull (row);
  keep_pictures (fixture, dialog);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  OFFICE_WAIT_UNTIL (find_dialog () == NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (room_of (fixture), ==, fixture->yard);
  g_assert_null (find_card (fixture, SCENE_DOORS));
  /* The pane stays, and what was said is in it. */
  g_assert_cmpstr (task_in_pane (fixture), ==, SCENE_DOORS);
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "Task moved to Yard"));
  office_ui_fixture_keep_picture (fixture->ui, "transfer-after");
  office_ui_fixture_check_names (fixture->ui);
  office_test_scene_answer (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (task_in_pane (fixture), ==, SCENE_DOORS);
}

/* Who types a name and Enter in one go means that room, though the entry tells late what was typed. */
static void
test_typed_fast (Fixture *fixture, gconstpointer data)
{
  GtkEditable *search = find_search (open_dialog (fixture));

  gtk_editable_set_text (search, "yar");
  g_signal_emit_by_name (search, "activate");
  OFFICE_WAIT_UNTIL (find_dialog () == NULL);
  g_assert_cmpstr (room_of (fixture), ==, fixture->yard);
}

static void
test_keys_and_undo (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *undo;

  gtk_widget_grab_focus (find_card (fixture, SCENE_DOORS));
  office_ui_fixture_press (fixture->ui, GDK_KEY_m, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (dialog_is_shown ());
  dialog = GTK_WIDGET (find_dialog ());
  gtk_editable_set_text (find_search (dialog), "yAr");
  OFFICE_WAIT_UNTIL (find_row (dialog, "General") == NULL);
  g_assert_nonnull (find_row (dialog, "Yard"));
  g_signal_emit_by_name (find_search (dialog), "activate");
  OFFICE_WAIT_UNTIL (find_dialog () == NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (find_card (fixture, SCENE_DOORS));
  undo = office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Undo");
  g_assert_nonnull (undo);
  g_signal_emit_by_name (undo, "clicked");
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (find_card (fixture, SCENE_DOORS));
  g_assert_cmpstr (room_of (fixture), ==, SCENE_LIBRARY);
  /* There and back, beside what the window has marked as read. */
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), >=, 2);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (find_card (fixture, SCENE_DOORS));
}

/* A search that finds nothing takes nothing. */
static void
test_no_such_room (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (fixture);

  gtk_editable_set_text (find_search (dialog), "Nowhere");
  OFFICE_WAIT_UNTIL (find_row (dialog, "Yard") == NULL);
  g_signal_emit_by_name (find_search (dialog), "activate");
  g_assert_true (find_dialog () == OFFICE_ROOM_PICKER (dialog));
  g_signal_emit_by_name (find_search (dialog), "stop-search");
  OFFICE_WAIT_UNTIL (find_dialog () == NULL);
  g_assert_cmpstr (room_of (fixture), ==, SCENE_LIBRARY);
}

/* Another person takes it to where one does not see it: neither card nor pane nor dialog stay. */
static void
test_out_of_sight (Fixture *fixture, gconstpointer data)
{
  g_autofree char *room = office_id_new (office_test_scene_get_clock (fixture->scene),
                                         office_test_scene_get_random (fixture->scene));
  g_autofree char *made = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"Den\",\"visibility\":\"private\"}", room);
  g_autofree char *away = g_strdup_printf ("{\"id\":\"" SCENE_DOORS "\",\"room\":\"%s\"}", room);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-task", "s", SCENE_DOORS);
  office_ui_fixture_settle (fixture->ui);
  open_dialog (fixture);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "room.create", made);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.transfer", away);
  OFFICE_WAIT_UNTIL (find_dialog () == NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (task_in_pane (fixture));
  g_assert_null (find_card (fixture, SCENE_DOORS));
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
  g_test_add ("/transfer/chooses", Fixture, GINT_TO_POINTER (1200), set_up, test_chooses, tear_down);
  g_test_add ("/transfer/chooses-narrow", Fixture, GINT_TO_POINTER (360), set_up, test_chooses, tear_down);
  g_test_add ("/transfer/keys-and-undo", Fixture, GINT_TO_POINTER (1200), set_up, test_keys_and_undo, tear_down);
  g_test_add ("/transfer/typed-fast", Fixture, GINT_TO_POINTER (1200), set_up, test_typed_fast, tear_down);
  g_test_add ("/transfer/no-such-room", Fixture, GINT_TO_POINTER (1200), set_up, test_no_such_room, tear_down);
  g_test_add ("/transfer/out-of-sight", Fixture, GINT_TO_POINTER (1200), set_up, test_out_of_sight, tear_down);
  return g_test_run ();
}
