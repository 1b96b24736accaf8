/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told on the desktop, to a server of notifications that the test is itself. */
#include "office-fake-clock.h"
#include "office-notifier.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"

#define REMIND "0190a000-0000-7000-8000-0000000009d1"

typedef struct {
  GDBusConnection *desktop;
  guint object;
  GHashTable *shown; /* id → GVariant of a{sv} */

  GtkApplication *application;
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeWindow *window;
  OfficeUiFixture *ui;
} Fixture;

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Fixture *fixture = data;
  const char *id;
  GVariant *content;

  if (g_str_equal (method, "AddNotification"))
    {
      g_variant_get (parameters, "(&s&s@a{sv})", NULL, &id, &content);
      g_hash_table_insert (fixture->shown, g_strdup (id), content);
    }
  else
    {
      g_variant_get (parameters, "(&s&s)", NULL, &id);
      g_hash_table_remove (fixture->shown, id);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
offer_notifications (Fixture *fixture)
{
  static const char description[] = "<node><interface name='org.gtk.Notifications'>"
                                    "<method name='AddNotification'><arg type='s' direction='in'/>"
                                    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/></method>"
                                    "<method name='RemoveNotification'><arg type='s' direction='in'/>"
                                    "<arg type='s' direction='in'/></method></interface></node>";
  static const GDBusInterfaceVTable table = { on_call, NULL, NULL, { NULL } };
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, &error);
  g_autoptr (GVariant) answer = NULL;

  g_assert_no_error (error);
  fixture->desktop = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);
  g_assert_no_error (error);
  fixture->object = g_dbus_connection_register_object (fixture->desktop, "/org/gtk/Notifications", node->interfaces[0],
                                                       &table, fixture, NULL, &error);
  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (
      fixture->desktop, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", "org.gtk.Notifications", 0u), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
on_activate (GApplication *application)
{
  /* The window is there. */
}

/* One for all tests, as a program has: it stays on the bus. */
static GtkApplication *
require_application (void)
{
  static GtkApplication *application = NULL;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;
  application = gtk_application_new ("com.example.Office.Test", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  office_notifier_install_actions (G_APPLICATION (application));
  return application;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  offer_notifications (fixture);
  fixture->application = require_application ();
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  fixture->window = OFFICE_WINDOW (office_window_new (fixture->application, NULL));
  office_window_show_session (fixture->window, fixture->session, NULL);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
  g_dbus_connection_unregister_object (fixture->desktop, fixture->object);
  g_dbus_connection_close_sync (fixture->desktop, NULL, NULL);
  g_object_unref (fixture->desktop);
  g_hash_table_unref (fixture->shown);
}

static void
wait_a_little (Fixture *fixture)
{
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 5000);
}

static GVariant *
find (Fixture *fixture, const char *id)
{
  return g_hash_table_lookup (fixture->shown, id);
}

static void
test_message (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;
  const char *title, *action;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  message = g_strdup (office_test_scene_say (fixture->scene, SCENE_PARTNERS, NULL, SCENE_ANNA, "Anybody here?"));
  wait_a_little (fixture);
  OFFICE_WAIT_UNTIL (find (fixture, "talk:" SCENE_PARTNERS) != NULL);
  g_assert_true (g_variant_lookup (find (fixture, "talk:" SCENE_PARTNERS), "title", "&s", &title));
  g_assert_cmpstr (title, ==, "Anna Lindqvist in Partners");
  g_assert_true (g_variant_lookup (find (fixture, "talk:" SCENE_PARTNERS), "default-action", "&s", &action));
  g_assert_cmpstr (action, ==, "app.open-place-of");
  g_assert_true (g_variant_lookup (find (fixture, "talk:" SCENE_PARTNERS), "default-action-target", "@*", &target));

  /* A click opens the place; being read there takes it from the desktop. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-place-of", target);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==, SCENE_PARTNERS);
  g_assert_true (office_session_mark_read (fixture->session, SCENE_PARTNERS, NULL, 1, &error));
  OFFICE_WAIT_UNTIL (find (fixture, "talk:" SCENE_PARTNERS) == NULL);
}

/* The bus is open to everybody in the session: only places are opened. */
static void
test_only_places (Fixture *fixture, gconstpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-place",
                                  g_variant_new ("(ss)", "leave-office", ""));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-place",
                                  g_variant_new ("(ss)", "open-message", "no id at all"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-place-of",
                                  g_variant_new ("(sss)", SCENE_OFFICE, "leave-office", ""));
  /* Of an office that one has left: it is said, and nothing of this one is opened in its place. */
  g_action_group_activate_action (
      G_ACTION_GROUP (fixture->application), "open-place-of",
      g_variant_new ("(sss)", "0190a000-0000-7000-8000-0000000000af", "open-room", SCENE_PARTNERS));
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), !=, SCENE_PARTNERS);
  office_ui_fixture_settle (fixture->ui);
  g_assert_nonnull (office_window_get_session (fixture->window));
}

static void
test_reminder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *with = g_strdup_printf ("{\"id\":\"" REMIND "\",\"message\":\"" SCENE_MORNING
                                           "\",\"remind_at\":%" G_GINT64_FORMAT "}",
                                           office_session_get_now (fixture->session) + 60000);
  g_autoptr (GVariant) buttons = NULL;
  g_autoptr (OfficeRecord) reminder = NULL;

  office_test_scene_act (fixture->scene, SCENE_BEN, "reminder.set", with);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 60000);
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) != NULL);
  buttons = g_variant_lookup_value (find (fixture, "reminder:" REMIND), "buttons", NULL);
  g_assert_cmpuint (g_variant_n_children (buttons), ==, 3);

  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "snooze-reminder",
                                  g_variant_new ("(ss)", REMIND, "hour"));
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) == NULL);
  office_fake_clock_advance (office_test_scene_get_clock (fixture->scene), 3600000);
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "end-reminder", g_variant_new_string (REMIND));
  OFFICE_WAIT_UNTIL (find (fixture, "reminder:" REMIND) == NULL);
  office_test_scene_answer (fixture->scene);
  reminder = office_test_scene_get_record (fixture->scene, REMIND);
  g_assert_null (reminder);
}

int
main (int argc, char **argv)
{
  g_setenv ("GNOTIFICATION_BACKEND", "gtk", TRUE);
  office_ui_fixture_init (&argc, &argv);
  g_test_add ("/notifier/message", Fixture, NULL, set_up, test_message, tear_down);
  g_test_add ("/notifier/only-places", Fixture, NULL, set_up, test_only_places, tear_down);
  g_test_add ("/notifier/reminder", Fixture, NULL, set_up, test_reminder, tear_down);
  return g_test_run ();
}
