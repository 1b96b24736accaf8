/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sent later: what can be done with it by keys, and where its room is gone. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-attachment-private.h"
#include "office-room-picker.h"
#include "office-scheduled-dialog.h"
#include "office-scheduled-list.h"
#include "office-scheduled-row.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-when-dialog.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
#define FILE "0190a000-0000-7000-8000-000000000f01"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeScheduledList *schedule;
  OfficeUiFixture *ui;
} Fixture;

static void
schedule (Fixture *self, const char *room, const char *text, int hours, gboolean with_file)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  const OfficeOutgoing outgoing = { .room = room, .text = text, .files = with_file ? files : NULL };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (files, office_attachment_new (FILE, "Plan.pdf", 182044, "application/pdf", HASH));
  office_session_schedule_message (self->session, &outgoing, office_session_get_now (self->session) + hours * HOUR,
                                   NULL, &error);
  g_assert_no_error (error);
  office_test_scene_answer (self->scene);
}

static void
leave_partners (Fixture *self)
{
  office_test_scene_act (self->scene, SCENE_ANNA, "member.remove",
                         "{\"room\":\"" SCENE_PARTNERS "\",\"person\":\"" SCENE_BEN "\"}");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  self->schedule = office_scheduled_list_new (self->session);
  schedule (self, SCENE_PARTNERS, "The plan of the roof, as we said", 1, TRUE);
  schedule (self, SCENE_LIBRARY, "Good morning, the lamps are here", 20, FALSE);
  self->ui = office_ui_fixture_new_for_window (GTK_WINDOW (office_scheduled_dialog_new (self->session)));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  office_ui_fixture_free (self->ui);
  g_object_unref (self->schedule);
  office_test_scene_free (self->scene);
}

static OfficeScheduled *
get (Fixture *self, guint place)
{
  g_autoptr (OfficeScheduled) item = g_list_model_get_item (G_LIST_MODEL (self->schedule), place);

  return item; /* the model holds it */
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->schedule));
}

static GtkWindow *
find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window; /* GTK holds it */
    }
  return NULL;
}

static gboolean
is_about (GtkWidget *label, gconstpointer text)
{
  return g_str_equal (gtk_label_get_label (GTK_LABEL (label)), text);
}

/* The row that says this has the focus. */
static void
focus (Fixture *self, const char *text)
{
  GtkWidget *label;

  OFFICE_WAIT_UNTIL (office_ui_fixture_find_by (self->ui, GTK_TYPE_LABEL, is_about, text) != NULL);
  label = office_ui_fixture_find_by (self->ui, GTK_TYPE_LABEL, is_about, text);
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_ancestor (label, OFFICE_TYPE_SCHEDULED_ROW)));
}

/* By its button, with its file, to another room that is found by its name. */
static void
test_way_out (Fixture *self, gconstpointer data)
{
  g_autofree char *id = g_strdup (office_scheduled_get_id (get (self, 0)));
  g_autoptr (GListModel) files = NULL;
  OfficeUiFixture *picker;
  GtkWidget *search;

  g_assert_null (office_ui_fixture_find (self->ui, GTK_TYPE_BUTTON, "label", "Send to Another _Room…"));
  leave_partners (self);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (self->ui, GTK_TYPE_BUTTON, "label", "Send to Another _Room…") != NULL);
  office_ui_fixture_settle (self->ui);
  office_ui_fixture_check_dialog (self->ui, "scheduled-stranded");
  g_signal_emit_by_name (office_ui_fixture_find (self->ui, GTK_TYPE_BUTTON, "label", "Send to Another _Room…"),
                         "clicked");
  picker = office_ui_fixture_new_for_type (OFFICE_TYPE_ROOM_PICKER);
  office_ui_fixture_settle (picker);
  office_ui_fixture_check_dialog (picker, "scheduled-reroute");
  search = office_ui_fixture_find (picker, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "gener");
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (picker, ADW_TYPE_ACTION_ROW, "title", "Riverside Library") == NULL);
  g_signal_emit_by_name (search, "activate");
  g_free (picker); /* its window is closed */
  OFFICE_WAIT_UNTIL (find_window (OFFICE_TYPE_ROOM_PICKER) == NULL);
  g_assert_cmpstr (office_scheduled_get_id (get (self, 0)), ==, id);
  g_assert_cmpstr (office_scheduled_get_room_id (get (self, 0)), ==, SCENE_GENERAL);
  office_test_scene_answer (self->scene);
  g_assert_cmpstr (office_scheduled_get_room_id (get (self, 0)), ==, SCENE_GENERAL);
  files = office_session_list_files (self->session, id);
  g_assert_cmpuint (g_list_model_get_n_items (files), ==, 1);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (self->ui, GTK_TYPE_BUTTON, "label", "Send to Another _Room…") == NULL);
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  focus (self, "Good morning, the lamps are here");
  office_ui_fixture_press (self->ui, GDK_KEY_Delete, 0);
  OFFICE_WAIT_UNTIL (count (self) == 1);
  office_ui_fixture_press (self->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (count (self) == 2);
  office_ui_fixture_press (self->ui, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  OFFICE_WAIT_UNTIL (count (self) == 1);
  office_ui_fixture_press (self->ui, GDK_KEY_z, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (count (self) == 2);

  focus (self, "Good morning, the lamps are here");
  office_ui_fixture_press (self->ui, GDK_KEY_m, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (find_window (OFFICE_TYPE_ROOM_PICKER) != NULL);
  gtk_window_destroy (find_window (OFFICE_TYPE_ROOM_PICKER));

  focus (self, "Good morning, the lamps are here");
  office_ui_fixture_press (self->ui, GDK_KEY_Return, 0);
  OFFICE_WAIT_UNTIL (find_window (OFFICE_TYPE_WHEN_DIALOG) != NULL);
  gtk_window_destroy (find_window (OFFICE_TYPE_WHEN_DIALOG));

  focus (self, "Good morning, the lamps are here");
  office_ui_fixture_press (self->ui, GDK_KEY_Return, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (office_scheduled_get_send_at (get (self, 0)) == office_session_get_now (self->session));
}

static void
test_menu (Fixture *self, gconstpointer data)
{
  focus (self, "Good morning, the lamps are here");
  office_ui_fixture_press (self->ui, GDK_KEY_Menu, 0);
  OFFICE_WAIT_UNTIL (office_ui_fixture_find (self->ui, GTK_TYPE_POPOVER_MENU, NULL, NULL) != NULL);
  office_ui_fixture_settle (self->ui);
  office_ui_fixture_keep_picture_of (office_ui_fixture_find (self->ui, GTK_TYPE_POPOVER_MENU, NULL, NULL),
                                     "scheduled-menu");
  office_ui_fixture_press (self->ui, GDK_KEY_Escape, 0);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
  g_test_add ("/ui/scheduled/way-out", Fixture, NULL, set_up, test_way_out, tear_down);
  g_test_add ("/ui/scheduled/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/ui/scheduled/menu", Fixture, NULL, set_up, test_menu, tear_down);
  return g_test_run ();
}
