/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window on an office without a network: rows, folding, actions, the strip, names for everything, the ways in. */
#include "office-reason.h"
#include "office-settings.h"
#include "office-sidebar-row.h"
#include "office-test-scene.h"
#include "office-toast-bound.h"
#include "office-ui-fixture.h"
#include "office-ui.h"
#include "office-wait.h"
#include "office-window-private.h"
#include "office-workspace-private.h"

#include <glib/gstdio.h>

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWindow *window;
  OfficeWorkspace *workspace;
} Fixture;

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
present (GtkWidget *window, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  OFFICE_WAIT_UNTIL (gtk_widget_get_mapped (window) && gtk_widget_get_width (window) > 0);
  settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  fixture->workspace = fixture->window->workspace;
  office_window_show_session (fixture->window, fixture->session, NULL);
  present (GTK_WIDGET (fixture->window), data != NULL ? GPOINTER_TO_INT (data) : 1200, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  office_test_scene_free (fixture->scene);
}

static void
activate (Fixture *fixture, const char *action, const char *target)
{
  gboolean known = gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action,
                                                       target != NULL ? g_variant_new_string (target) : NULL);

  g_assert_true (known);
  settle ();
}

/* ---- looking through widgets ---- */

typedef gboolean (*Visit) (GtkWidget *widget, gpointer data);

static GtkWidget *
find (GtkWidget *widget, Visit visit, gpointer data)
{
  if (visit (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, visit, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_row_of_room (GtkWidget *widget, gpointer room)
{
  OfficeRoom *of_row = OFFICE_IS_SIDEBAR_ROW (widget) ? office_sidebar_row_get_room (OFFICE_SIDEBAR_ROW (widget))
                                                      : NULL;

  return of_row != NULL && g_str_equal (office_room_get_id (of_row), room);
}

static gboolean
is_row_of_person (GtkWidget *widget, gpointer person)
{
  OfficePerson *of_row = OFFICE_IS_SIDEBAR_ROW (widget) ? office_sidebar_row_get_person (OFFICE_SIDEBAR_ROW (widget))
                                                        : NULL;

  return of_row != NULL && g_str_equal (office_person_get_id (of_row), person);
}

static gboolean
is_label (GtkWidget *widget, gpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_child_visible (widget)
         && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static GtkWidget *
row_of_room (Fixture *fixture, const char *room)
{
  return find (GTK_WIDGET (fixture->window), is_row_of_room, (gpointer) room);
}

/* ---- the sidebar ---- */

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = row_of_room (fixture, SCENE_GENERAL);

  g_assert_nonnull (row);
  g_assert_nonnull (row_of_room (fixture, SCENE_PARTNERS));
  g_assert_nonnull (row_of_room (fixture, office_test_scene_get_direct (fixture->scene)));
  g_assert_nonnull (row_of_room (fixture, office_test_scene_get_group (fixture->scene)));
  g_assert_nonnull (find (GTK_WIDGET (fixture->window), is_row_of_person, (gpointer) SCENE_YOUSSEF));
  /* Mei has a direct room, and I do not write to myself. */
  g_assert_null (find (GTK_WIDGET (fixture->window), is_row_of_person, (gpointer) SCENE_MEI));
  g_assert_null (find (GTK_WIDGET (fixture->window), is_row_of_person, (gpointer) SCENE_BEN));

  activate (fixture, "win.open-room", SCENE_LIBRARY);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row_of_room (fixture, SCENE_LIBRARY))));
  g_assert_false (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)));
}

static void
test_unread (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  activate (fixture, "win.open-room", SCENE_LIBRARY);
  office_test_scene_say (fixture->scene, SCENE_PARTNERS, NULL, SCENE_ANNA, "The letter is out");
  office_test_scene_settle (fixture->scene);
  row = row_of_room (fixture, SCENE_PARTNERS);
  OFFICE_WAIT_UNTIL (gtk_widget_has_css_class (row, "unread"));
}

static void
test_person (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-person", SCENE_YOUSSEF);
  OFFICE_WAIT_UNTIL (find (GTK_WIDGET (fixture->window), is_row_of_person, (gpointer) SCENE_YOUSSEF) == NULL);
  g_assert_cmpstr (gtk_label_get_text (fixture->workspace->title_label), ==, "Youssef Haddad");
}

/* ---- actions ---- */

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  OfficeWorkspace *workspace = fixture->workspace;

  activate (fixture, "win.open-room", SCENE_GENERAL);
  g_assert_cmpstr (office_workspace_get_room_id (workspace), ==, SCENE_GENERAL);
  activate (fixture, "win.next-room", NULL);
  g_assert_cmpstr (office_workspace_get_room_id (workspace), ==, SCENE_PARTNERS);
  activate (fixture, "win.previous-room", NULL);
  g_assert_cmpstr (office_workspace_get_room_id (workspace), ==, SCENE_GENERAL);

  activate (fixture, "win.show-tasks", NULL);
  g_assert_cmpint (office_workspace_get_view (workspace), ==, OFFICE_VIEW_TASKS);
  g_assert_true (gtk_widget_has_css_class (workspace->content, "board-pane"));

  activate (fixture, "win.open-task", SCENE_DOORS);
  g_assert_cmpstr (office_workspace_get_room_id (workspace), ==, SCENE_LIBRARY);
  g_assert_cmpstr (office_workspace_get_task_id (workspace), ==, SCENE_DOORS);
  g_assert_true (adw_flap_get_reveal_flap (workspace->flap));
  activate (fixture, "win.close-pane", NULL);
  g_assert_null (office_workspace_get_task_id (workspace));
  g_assert_false (adw_flap_get_reveal_flap (workspace->flap));

  activate (fixture, "win.open-message", SCENE_MORNING);
  g_assert_cmpint (office_workspace_get_view (workspace), ==, OFFICE_VIEW_CONVERSATION);
}

/* The rooms may come after the window was told which one to begin with. */
static void
test_first_room (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), !=, SCENE_PARTNERS);
  office_window_begin_with_room (fixture->window, SCENE_PARTNERS);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), ==, SCENE_PARTNERS);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-room", SCENE_GENERAL);
  activate (fixture, "win.open-task", "0190a000-0000-7000-8000-00000000ffff");
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), ==, SCENE_GENERAL);
  OFFICE_WAIT_UNTIL (find (GTK_WIDGET (fixture->window), is_label, (gpointer) "This task is not there any more")
                     != NULL);
}

/* ---- folding ---- */

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  OfficeWorkspace *workspace = fixture->workspace;

  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  g_assert_cmpint (office_workspace_get_layout (workspace), ==, OFFICE_LAYOUT_NARROW);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "narrow"));
  g_assert_true (adw_leaflet_get_folded (workspace->leaflet));

  activate (fixture, "win.open-room", SCENE_LIBRARY);
  g_assert_true (adw_leaflet_get_visible_child (workspace->leaflet) == GTK_WIDGET (workspace->flap));
  g_assert_true (adw_view_switcher_bar_get_reveal (workspace->switcher_bar));
  g_assert_true (adw_header_bar_get_title_widget (workspace->header) == GTK_WIDGET (workspace->narrow_title));
  activate (fixture, "win.show-tasks", NULL);
  activate (fixture, "win.open-task", SCENE_DOORS);
  OFFICE_WAIT_UNTIL (adw_flap_get_reveal_progress (workspace->flap) >= 1);
  settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (workspace->pane_clamp)), >=,
                   gtk_widget_get_width (workspace->content) - 1);
}

static void
test_unfold (Fixture *fixture, gconstpointer data)
{
  static const struct {
    int width;
    OfficeLayout layout;
  } steps[] = { { 1000, OFFICE_LAYOUT_MEDIUM },
                { 600, OFFICE_LAYOUT_FOLDED },
                { 360, OFFICE_LAYOUT_NARROW },
                { 1200, OFFICE_LAYOUT_WIDE } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), steps[i].width, 700);
      OFFICE_WAIT_UNTIL (office_workspace_get_layout (fixture->workspace) == steps[i].layout);
      g_assert_true (adw_leaflet_get_can_unfold (fixture->workspace->leaflet) == (steps[i].width >= 720));
    }
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "narrow"));
}

/* Who makes the window narrow stays where the focus is, and does not lose it. */
static void
fold_with_focus (Fixture *fixture, GtkWidget *side)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_true (gtk_widget_is_ancestor (focus, side));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 700);
  OFFICE_WAIT_UNTIL (office_workspace_get_layout (fixture->workspace) == OFFICE_LAYOUT_FOLDED);
  settle ();
  g_assert_true (adw_leaflet_get_visible_child (fixture->workspace->leaflet) == side);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == focus);
}

static void
test_fold_content (Fixture *fixture, gconstpointer data)
{
  office_workspace_focus_view (fixture->workspace);
  fold_with_focus (fixture, GTK_WIDGET (fixture->workspace->flap));
}

static void
test_fold_sidebar (Fixture *fixture, gconstpointer data)
{
  g_assert_true (office_sidebar_focus_room (fixture->workspace->sidebar));
  fold_with_focus (fixture, GTK_WIDGET (fixture->workspace->sidebar_clamp));
}

/* A public room that one is not in may be the first of the alphabet; one begins in a room of one's own. */
static void
test_own_room (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *record = office_record_new ("room", "0190a000-0000-7000-8000-0000000000c9",
                                            "room:0190a000-0000-7000-8000-0000000000c9");

  office_workspace_set_session (fixture->workspace, NULL, NULL);
  office_record_set_text (record, "name", "Aardvarks");
  office_record_set_text (record, "visibility", "public");
  office_record_set_text (record, "created_by", SCENE_ANNA);
  office_test_scene_receive (fixture->scene, record, NULL);
  office_workspace_set_session (fixture->workspace, fixture->session, NULL);
  settle ();
  g_assert_cmpstr (office_workspace_get_room_id (fixture->workspace), ==, SCENE_GENERAL);
}

/* An office that arrives while its window is open: one can write at once, unless one has gone elsewhere meanwhile. */
static void
arrive (Fixture *fixture, gboolean elsewhere)
{
  OfficeClock *clock = office_test_scene_get_clock (fixture->scene);
  OfficeRandom *random = office_test_scene_get_random (fixture->scene);
  g_autoptr (OfficeReplica) replica = office_replica_open (":memory:", SCENE_OFFICE, SCENE_BEN, clock, random, NULL,
                                                           NULL);
  g_autoptr (OfficeSession) session = office_session_new (replica, NULL, clock, random);

  office_window_show_session (fixture->window, session, NULL);
  g_assert_null (office_workspace_get_room_id (fixture->workspace));
  gtk_widget_child_focus (GTK_WIDGET (fixture->workspace->sidebar), GTK_DIR_TAB_FORWARD);
  gtk_window_set_focus_visible (GTK_WINDOW (fixture->window), elsewhere);
  office_test_scene_fill (fixture->scene, replica, "Atelier Nord");
  OFFICE_WAIT_UNTIL (office_workspace_get_room_id (fixture->workspace) != NULL);
  settle ();
  g_assert_cmpint (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                           GTK_WIDGET (fixture->workspace->flap)),
                   ==, !elsewhere);
  office_window_close_session (fixture->window);
  office_session_stop (session);
}

static void
test_arrives (Fixture *fixture, gconstpointer data)
{
  arrive (fixture, FALSE);
}

static void
test_arrives_elsewhere (Fixture *fixture, gconstpointer data)
{
  arrive (fixture, TRUE);
}

/* ---- the line ---- */

static void
test_strip (Fixture *fixture, gconstpointer data)
{
  OfficeStateStrip *strip = fixture->workspace->strip;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL, full = NULL;

  g_assert_null (office_state_strip_get_text (strip));
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_WAITING);
  g_assert_cmpstr (office_state_strip_get_text (strip), ==, "Offline. Your changes are sent when the line is back.");
  /* A try that is under way does not make it flicker. */
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_CONNECTING);
  g_assert_cmpstr (office_state_strip_get_text (strip), ==, "Offline. Your changes are sent when the line is back.");
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  g_assert_null (office_state_strip_get_text (strip));
  /* What takes a while is told, each by its name. */
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_CONNECTING);
  OFFICE_WAIT_UNTIL (office_state_strip_get_text (strip) != NULL);
  g_assert_true (g_str_has_prefix (office_state_strip_get_text (strip), "Connecting to "));
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_CATCHING_UP);
  g_assert_cmpstr (office_state_strip_get_text (strip), ==, "Catching up…");
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_reason_set (&full, OFFICE_REASON_DISK_FULL, NULL);
  office_test_scene_set_put_off (fixture->scene, full);
  g_assert_cmpstr (office_state_strip_get_text (strip), ==,
                   "The host’s disk is full. Your changes are sent when it takes them again.");
  office_test_scene_set_put_off (fixture->scene, NULL);
  g_assert_null (office_state_strip_get_text (strip));

  g_assert_true (office_session_create_task (fixture->session, SCENE_LIBRARY, NULL, "Ask the city", &id, &error));
  g_assert_cmpuint (office_test_scene_refuse (fixture->scene, 422, "The title is too long"), >, 0);
  office_test_scene_settle (fixture->scene);
  g_assert_cmpstr (office_state_strip_get_text (strip), ==, "1 change was not sent.");
}

/* What could not be said at its time is told until it is dealt with, also when its room is out of reach. */
static void
test_strip_unsaid (Fixture *fixture, gconstpointer data)
{
  OfficeStateStrip *strip = fixture->workspace->strip;
  const char *id = "0190a000-0000-7000-8000-0000000009f1";
  OfficeRecord *record = office_record_new ("scheduled", id, "person:" SCENE_BEN);

  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_record_set_text (record, "room", "0190a000-0000-7000-8000-0000000009f2");
  office_record_set_text (record, "text", "Good morning");
  office_record_set_integer (record, "send_at", 1);
  office_record_set_text (record, "problem", "There is no such room");
  office_record_set_text (record, "reason", "gone");
  office_test_scene_receive (fixture->scene, record, NULL);
  g_assert_cmpstr (office_state_strip_get_text (strip), ==, "1 message could not be sent when it was time.");
  office_test_scene_receive (fixture->scene, office_record_new_gone ("scheduled", id, "person:" SCENE_BEN, 0), NULL);
  g_assert_null (office_state_strip_get_text (strip));
}

/* ---- names ---- */

static gboolean
has_text (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* A control that a screen reader cannot name: neither it nor what it is a part of has a name, and there are no words in it. */
static gboolean
is_nameless (GtkWidget *widget, gpointer data)
{
  GtkWidget *at;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  if (!GTK_IS_BUTTON (widget) && !GTK_IS_TEXT (widget) && !GTK_IS_TEXT_VIEW (widget) && !GTK_IS_SWITCH (widget)
      && !GTK_IS_CHECK_BUTTON (widget))
    return FALSE;
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
      || office_ui_fixture_is_named_by_library (widget))
    return FALSE;
  if (!GTK_IS_TEXT (widget) && !GTK_IS_TEXT_VIEW (widget) && find (widget, has_text, NULL) != NULL)
    return FALSE;
  for (at = widget; at != NULL && !GTK_IS_BOX (at) && !GTK_IS_ROOT (at); at = gtk_widget_get_parent (at))
    if (has_name (at))
      return FALSE;
  return TRUE;
}

static void
assert_named (GtkWidget *widget, const char *where)
{
  GtkWidget *nameless = find (widget, is_nameless, NULL);

  if (nameless != NULL)
    {
      g_autofree char *tooltip = gtk_widget_get_tooltip_text (nameless) != NULL
                                     ? g_strdup (gtk_widget_get_tooltip_text (nameless))
                                     : g_strdup ("");

      g_error ("%s: a %s (“%s”) in a %s has no name", where, G_OBJECT_TYPE_NAME (nameless), tooltip,
               G_OBJECT_TYPE_NAME (gtk_widget_get_parent (nameless)));
    }
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  activate (fixture, "win.open-room", SCENE_LIBRARY);
  assert_named (window, "conversation");
  activate (fixture, "win.show-tasks", NULL);
  assert_named (window, "tasks");
  activate (fixture, "win.open-task", SCENE_DOORS);
  assert_named (window, "pane");
}

static GtkWidget *
find_dialog (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (toplevel)) == GTK_WINDOW (fixture->window))
        return toplevel;
    }
  return NULL;
}

static void
test_dialogs (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "win.new-room", "win.new-direct", "win.edit-room", "win.show-people",
                                         "win.show-refused" };

  activate (fixture, "win.open-room", SCENE_PARTNERS);
  g_assert_true (office_session_create_task (fixture->session, SCENE_LIBRARY, NULL, "Ask the city", NULL, NULL));
  office_test_scene_refuse (fixture->scene, 422, "The title is too long");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *dialog;

      activate (fixture, actions[i], NULL);
      dialog = find_dialog (fixture);
      g_assert_nonnull (dialog);
      OFFICE_WAIT_UNTIL (gtk_widget_get_mapped (dialog));
      settle ();
      assert_named (dialog, actions[i]);
      gtk_window_destroy (GTK_WINDOW (dialog));
      settle ();
      g_assert_null (find_dialog (fixture));
    }
}

/* ---- the ways in ---- */

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
on_dismissed (AdwToast *toast, gpointer said)
{
  ++*(guint *) said;
}

/* One that would never go by itself keeps back none of what is said after it. */
static void
test_toast_ends (Fixture *fixture, gconstpointer data)
{
  guint said = 0;

  for (guint i = 0; i < 3; i++)
    {
      AdwToast *toast = adw_toast_new ("Something was done");

      adw_toast_set_button_label (toast, "Undo");
      adw_toast_set_timeout (toast, 0);
      g_signal_connect (toast, "dismissed", G_CALLBACK (on_dismissed), &said);
      office_toast_bound_add (fixture->window->toasts, toast, 0);
    }
  OFFICE_WAIT_UNTIL (said == 3);
}

static gboolean
says (GtkWidget *widget, gpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
}

static gboolean
is_said (Fixture *fixture, const char *text)
{
  return find (GTK_WIDGET (fixture->window), says, (gpointer) text) != NULL;
}

/* What is told last is seen at once, unless something before it can still be taken back; that waits for its time. */
static void
test_toast_gives_way (Fixture *fixture, gconstpointer data)
{
  guint undone = 0, said = 0;
  AdwToast *plain = adw_toast_new ("Muted");
  AdwToast *undo = adw_toast_new ("Deleted");

  g_signal_connect (plain, "dismissed", G_CALLBACK (on_dismissed), &said);
  office_toast_bound_add (fixture->window->toasts, plain, 0);
  OFFICE_WAIT_UNTIL (is_said (fixture, "Muted"));
  office_window_show_toast (fixture->window, "Not muted");
  g_assert_cmpuint (said, ==, 1);
  OFFICE_WAIT_UNTIL (is_said (fixture, "Not muted") && !is_said (fixture, "Muted"));

  adw_toast_set_button_label (undo, "Undo");
  g_signal_connect (undo, "dismissed", G_CALLBACK (on_dismissed), &undone);
  office_toast_bound_add (fixture->window->toasts, g_object_ref (undo), 0);
  OFFICE_WAIT_UNTIL (is_said (fixture, "Deleted"));
  office_window_show_toast (fixture->window, "Link copied");
  office_window_show_toast (fixture->window, "Pinned");
  g_assert_cmpuint (undone, ==, 0);
  g_assert_true (is_said (fixture, "Deleted"));
  adw_toast_dismiss (undo);
  OFFICE_WAIT_UNTIL (is_said (fixture, "Pinned"));
  g_assert_false (is_said (fixture, "Link copied"));
  g_object_unref (undo);
}

static void
assert_focus_in_row (OfficeWindow *window, const char *title)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;

  g_assert_nonnull (row);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
}

static void
test_welcome (void)
{
  g_autofree char *folder = g_dir_make_tmp ("office-shell-XXXXXX", NULL);
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  g_autoptr (OfficeDesk) desk = office_desk_new (folder, office_test_scene_get_clock (scene),
                                                 office_test_scene_get_random (scene));
  OfficeWindow *window = OFFICE_WINDOW (office_window_new (NULL, desk));

  office_window_start (window);
  present (GTK_WIDGET (window), 360, 640);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 360);
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->welcome_page));
  assert_named (GTK_WIDGET (window), "welcome");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.host-office", NULL);
  settle ();
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->host_page));
  assert_named (GTK_WIDGET (window), "host");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.go-back", NULL);
  settle ();
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->welcome_page));

  /* Port 1 of this computer: nobody answers, and nothing that was typed is lost. */
  office_window_open_link (
      window,
      "office://127.0.0.1:1/join/0123456789abcdef#0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  settle ();
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->join_page));
  assert_named (GTK_WIDGET (window), "join");
  /* The link is there; who one is is not. */
  assert_focus_in_row (window, "Your Name");
  OFFICE_WAIT_UNTIL (office_join_page_get_error (window->join_page) != NULL);

  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  office_ui_init ();

  g_test_add ("/shell/sidebar/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/shell/sidebar/unread", Fixture, NULL, set_up, test_unread, tear_down);
  g_test_add ("/shell/sidebar/person", Fixture, NULL, set_up, test_person, tear_down);
  g_test_add ("/shell/actions", Fixture, NULL, set_up, test_actions, tear_down);
  g_test_add ("/shell/actions/first-room", Fixture, NULL, set_up, test_first_room, tear_down);
  g_test_add ("/shell/actions/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/shell/fold/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_fold, tear_down);
  g_test_add ("/shell/fold/content", Fixture, NULL, set_up, test_fold_content, tear_down);
  g_test_add ("/shell/fold/sidebar", Fixture, NULL, set_up, test_fold_sidebar, tear_down);
  g_test_add ("/shell/fold/resize", Fixture, NULL, set_up, test_unfold, tear_down);
  g_test_add ("/shell/own-room", Fixture, NULL, set_up, test_own_room, tear_down);
  g_test_add ("/shell/arrives", Fixture, NULL, set_up, test_arrives, tear_down);
  g_test_add ("/shell/arrives-elsewhere", Fixture, NULL, set_up, test_arrives_elsewhere, tear_down);
  g_test_add ("/shell/strip", Fixture, NULL, set_up, test_strip, tear_down);
  g_test_add ("/shell/strip-unsaid", Fixture, NULL, set_up, test_strip_unsaid, tear_down);
  g_test_add ("/shell/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/shell/dialogs", Fixture, NULL, set_up, test_dialogs, tear_down);
  g_test_add ("/shell/toast/gives-way", Fixture, NULL, set_up, test_toast_gives_way, tear_down);
  g_test_add ("/shell/toast/ends", Fixture, NULL, set_up, test_toast_ends, tear_down);
  g_test_add_func ("/shell/welcome", test_welcome);

  return g_test_run ();
}
