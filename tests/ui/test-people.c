/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is here and where: the page, in the window. */
#include "office-fake-clock.h"
#include "office-people-page.h"
#include "office-person-row.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"

#include <adwaita.h>

#define HOUR G_GINT64_CONSTANT (3600000)
#define NOW  G_GINT64_CONSTANT (1749636000000) /* Wednesday 11 June 2025, 10:00 UTC */

typedef struct {
  OfficeTestScene *scene;
  OfficeWindow *window;
  OfficeUiFixture *ui;
} Fixture;

static OfficeRecord *
make_person (const char *id, const char *name, const char *emoji, const char *status, const char *place,
             const char *site, const char *zone)
{
  OfficeRecord *record = office_record_new ("person", id, "office");

  office_record_set_text (record, "name", name);
  office_record_set_text (record, "role", "member");
  office_record_set_text (record, "emoji", emoji);
  office_record_set_text (record, "status", status);
  if (place != NULL)
    office_record_set_text (record, "place", place);
  office_record_set_text (record, "site", site);
  office_record_set_text (record, "zone", zone);
  return record;
}

static void
tell_whereabouts (Fixture *fixture)
{
  OfficeRecord *mei = make_person (SCENE_MEI, "Mei 梅琳", "🏡", "第二版立面", "home", NULL, "Asia/Shanghai");
  OfficeRecord *anna = make_person (SCENE_ANNA, "Anna Lindqvist", "📐", "With the client", "site",
                                    "Riverside Library, quay side entrance of the reading room", NULL);
  OfficeRecord *youssef = make_person (SCENE_YOUSSEF, "Youssef Haddad", "🚆", "في القطار إلى بورتو", "road", NULL, NULL);

  office_record_set_integer (mei, "until", NOW + HOUR);
  office_record_set_integer (anna, "quiet_until", NOW + 2 * HOUR);
  office_test_scene_receive (fixture->scene, mei, anna, youssef, NULL);
  office_test_scene_set_presence (fixture->scene, SCENE_MEI, "here");
  office_test_scene_set_presence (fixture->scene, SCENE_ANNA, "here");
  office_test_scene_set_presence (fixture->scene, SCENE_YOUSSEF, "away");
  office_ui_fixture_settle (fixture->ui);
}

static void
activate (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action,
                                                     target != NULL ? g_variant_new_string (target) : NULL));
  office_ui_fixture_settle (fixture->ui);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  office_window_show_session (fixture->window, office_test_scene_get_session (fixture->scene), NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), data != NULL ? GPOINTER_TO_INT (data) : 1100, 760);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
}

static gboolean
is_row_of (GtkWidget *widget, gconstpointer id)
{
  return g_str_equal (office_person_get_id (office_person_row_get_person (OFFICE_PERSON_ROW (widget))), id);
}

static GtkWidget *
find_row (Fixture *fixture, const char *person)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_PERSON_ROW, is_row_of, person);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", text) != NULL;
}

static int
index_of (Fixture *fixture, const char *person)
{
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (find_row (fixture, person)));
}

/* Live: who comes goes up, who goes goes down, and what is said of them is there at once. */
static void
test_here (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-page", "people");
  g_assert_cmpstr (office_workspace_get_page (fixture->window->workspace), ==, "people");
  g_assert_null (office_workspace_get_room_id (fixture->window->workspace));
  g_assert_cmpint (index_of (fixture, SCENE_BEN), ==, 0);

  tell_whereabouts (fixture);
  g_assert_true (shows (fixture, "📐 With the client"));
  g_assert_true (shows (fixture, "At home · until 11:00"));
  g_assert_true (shows (fixture, "18:00"));
  g_assert_cmpint (index_of (fixture, SCENE_ANNA), ==, 0);
  g_assert_cmpint (index_of (fixture, SCENE_YOUSSEF), >, index_of (fixture, SCENE_MEI));
  g_assert_cmpint (index_of (fixture, SCENE_SOFIA), >, index_of (fixture, SCENE_YOUSSEF));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "people");

  office_test_scene_set_presence (fixture->scene, SCENE_ANNA, "offline");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpint (index_of (fixture, SCENE_ANNA), >, index_of (fixture, SCENE_YOUSSEF));

  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), HOUR);
  office_ui_fixture_settle (fixture->ui);
  g_assert_false (shows (fixture, "🏡 第二版立面"));
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  activate (fixture, "win.open-page", "people");
  tell_whereabouts (fixture);
  button = office_ui_fixture_find (fixture->ui, GTK_TYPE_TOGGLE_BUTTON, "label", "Place");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (shows (fixture, "In the office"));
  g_assert_true (shows (fixture, "On the road"));
  g_assert_true (shows (fixture, "Not Here"));
  g_assert_cmpint (index_of (fixture, SCENE_BEN), ==, 0);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_keep_picture (fixture->ui, "people-places");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_assert_cmpint (index_of (fixture, SCENE_YOUSSEF), >, index_of (fixture, SCENE_MEI));
  office_ui_fixture_keep_picture (fixture->ui, "people-places");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search;

  activate (fixture, "win.open-page", "people");
  tell_whereabouts (fixture);
  search = office_ui_fixture_find (fixture->ui, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "LIBRARY");
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_BEN) == NULL);
  g_assert_nonnull (find_row (fixture, SCENE_ANNA));
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody is called so");
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_ANNA) == NULL);
  g_assert_true (shows (fixture, "Nobody Found"));
  office_ui_fixture_keep_picture (fixture->ui, "people-none");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  OFFICE_WAIT_UNTIL (find_row (fixture, SCENE_BEN) != NULL);
}

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-page", "people");
  g_signal_emit_by_name (find_row (fixture, SCENE_MEI), "activate");
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==,
                   office_test_scene_get_direct (fixture->scene));
  g_assert_null (office_workspace_get_page (fixture->window->workspace));

  activate (fixture, "win.open-page", "people");
  g_assert_nonnull (find_row (fixture, SCENE_MEI));
  activate (fixture, "win.open-room", SCENE_GENERAL);
  g_assert_null (find_row (fixture, SCENE_MEI));
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-page", "people");
  tell_whereabouts (fixture);
  g_assert_nonnull (find_row (fixture, SCENE_MEI));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "people-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_keep_picture (fixture->ui, "people-narrow");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* Bidirectional controls, markup, and what cannot be seen: shown as words, in one line. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.open-page", "people");
  office_test_scene_receive (fixture->scene,
                             make_person (SCENE_MEI, "Mei 梅琳", NULL, "<b>\xe2\x80\xaegnihsif</b> & more", "site",
                                          "\xe2\x80\xae<i>", "../../etc/passwd"),
                             NULL);
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (shows (fixture, "<b>gnihsif</b> & more"));
  g_assert_true (shows (fixture, "On site · <i>"));
}

/* ---- what one says of oneself ---- */

static GtkWindow *
find_dialog (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return window;
    }
  return NULL;
}

static GtkWidget *
find_below (GtkWidget *widget, GType type, const char *property, const char *value)
{
  g_autofree char *is = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_object_get (widget, property, &is, NULL);
      if (g_strcmp0 (is, value) == 0)
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type, property, value);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static OfficeUiFixture *
open_dialog (Fixture *fixture)
{
  activate (fixture, "win.set-status", NULL);
  OFFICE_WAIT_UNTIL (find_dialog ("Set Status") != NULL);
  return office_ui_fixture_new_for_window (find_dialog ("Set Status"));
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) yesterday = g_date_time_new_utc (2025, 6, 10, 0, 0, 0);
  OfficePerson *me = office_session_get_me (office_test_scene_get_session (fixture->scene));
  OfficeUiFixture *ui = open_dialog (fixture);
  GtkWidget *dialog = GTK_WIDGET (office_ui_fixture_get_window (ui));

  office_ui_fixture_check_names (ui);
  g_signal_emit_by_name (find_below (dialog, GTK_TYPE_BUTTON, "label", "🏡 Working from home"), "clicked");
  gtk_editable_set_text (GTK_EDITABLE (find_below (dialog, ADW_TYPE_ENTRY_ROW, "title", "Which Place")), " Porto ");
  office_ui_fixture_keep_picture (ui, "status");
  g_signal_emit_by_name (find_below (dialog, GTK_TYPE_BUTTON, "label", "_Set"), "clicked");
  OFFICE_WAIT_UNTIL (find_dialog ("Set Status") == NULL);
  g_assert_cmpstr (office_person_get_emoji (me), ==, "🏡");
  g_assert_cmpstr (office_person_get_status (me), ==, "Working from home");
  g_assert_cmpstr (office_person_get_site (me), ==, "Porto");
  g_assert_cmpint (office_person_get_place (me), ==, OFFICE_PLACE_HOME);
  g_assert_cmpint (office_person_get_until (me), ==, NOW + 14 * HOUR);
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
  g_assert_cmpstr (office_person_get_site (me), ==, "Porto");

  ui = open_dialog (fixture);
  dialog = GTK_WIDGET (office_ui_fixture_get_window (ui));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  office_ui_fixture_keep_picture (ui, "status-date");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  /* Yesterday is over. */
  gtk_calendar_select_day (GTK_CALENDAR (find_below (dialog, GTK_TYPE_CALENDAR, "css-name", "calendar")), yesterday);
  g_signal_emit_by_name (find_below (dialog, GTK_TYPE_BUTTON, "label", "_Set"), "clicked");
  office_ui_fixture_settle (ui);
  g_assert_nonnull (find_below (dialog, GTK_TYPE_LABEL, "label", "This time has passed already"));
  g_signal_emit_by_name (find_below (dialog, GTK_TYPE_BUTTON, "label", "_Clear Status"), "clicked");
  OFFICE_WAIT_UNTIL (find_dialog ("Set Status") == NULL);
  g_assert_null (office_person_get_status (me));
  g_assert_cmpint (office_person_get_place (me), ==, OFFICE_PLACE_OFFICE);
}

static void
test_quiet (Fixture *fixture, gconstpointer data)
{
  OfficePerson *me = office_session_get_me (office_test_scene_get_session (fixture->scene));

  activate (fixture, "win.do-not-disturb", "hour");
  g_assert_cmpint (office_person_get_quiet_until (me), ==, NOW + HOUR);
  activate (fixture, "win.open-page", "people");
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_IMAGE, "icon-name", "office-moon-symbolic"));
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), HOUR);
  office_ui_fixture_settle (fixture->ui);
  g_assert_null (office_ui_fixture_find (fixture->ui, GTK_TYPE_IMAGE, "icon-name", "office-moon-symbolic"));

  activate (fixture, "win.toggle-quiet", NULL);
  g_assert_cmpint (office_person_get_quiet_until (me), ==, OFFICE_UNTIL_CHANGED);
  activate (fixture, "win.toggle-quiet", NULL);
  g_assert_false (office_person_is_quiet (me));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 3);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
  g_test_add ("/people/here", Fixture, NULL, set_up, test_here, tear_down);
  g_test_add ("/people/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/people/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/people/opens", Fixture, NULL, set_up, test_opens, tear_down);
  g_test_add ("/people/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_narrow, tear_down);
  g_test_add ("/people/hostile", Fixture, NULL, set_up, test_hostile, tear_down);
  g_test_add ("/people/status", Fixture, NULL, set_up, test_status, tear_down);
  g_test_add ("/people/quiet", Fixture, NULL, set_up, test_quiet, tear_down);
  return g_test_run ();
}
