/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a desktop tells of whether somebody is here, on a bus of its own. */
#include "office-absence.h"
#include "office-wait.h"

#define IDLE "org.gnome.Mutter.IdleMonitor"

typedef struct {
  GTestDBus *bus;
  GDBusConnection *desktop;
  GDBusConnection *office;
  OfficeAbsence *absence;
  guint object;
  guint n_watches;
} Fixture;

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
      &error);

  g_assert_no_error (error);
  return connection;
}

static void
own (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      fixture->desktop, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", name, 0u), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Fixture *fixture = data;

  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", ++fixture->n_watches));
}

static void
offer_idle_monitor (Fixture *fixture)
{
  static const char description[] = "<node><interface name='" IDLE "'>"
                                    "<method name='AddIdleWatch'><arg type='t' direction='in'/>"
                                    "<arg type='u' direction='out'/></method>"
                                    "<method name='AddUserActiveWatch'><arg type='u' direction='out'/></method>"
                                    "</interface></node>";
  static const GDBusInterfaceVTable table = { on_call, NULL, NULL, { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, &error);

  g_assert_no_error (error);
  fixture->object = g_dbus_connection_register_object (fixture->desktop, "/org/gnome/Mutter/IdleMonitor/Core",
                                                       node->interfaces[0], &table, fixture, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->desktop = connect_to (fixture->bus);
  fixture->office = connect_to (fixture->bus);
  own (fixture, "org.gnome.ScreenSaver");
  own (fixture, "org.freedesktop.login1");
  own (fixture, IDLE);
  offer_idle_monitor (fixture);
  fixture->absence = office_absence_new (fixture->office, fixture->office);
  OFFICE_WAIT_UNTIL (fixture->n_watches == 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->absence);
  g_dbus_connection_unregister_object (fixture->desktop, fixture->object);
  g_dbus_connection_close_sync (fixture->office, NULL, NULL);
  g_dbus_connection_close_sync (fixture->desktop, NULL, NULL);
  g_object_unref (fixture->office);
  g_object_unref (fixture->desktop);
  g_test_dbus_down (fixture->bus);
  g_object_unref (fixture->bus);
}

static void
tell (Fixture *fixture, const char *path, const char *interface, const char *signal, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (fixture->desktop, NULL, path, interface, signal, parameters, &error);
  g_assert_no_error (error);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_assert_false (office_absence_get_away (fixture->absence));
  tell (fixture, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(b)", TRUE));
  OFFICE_WAIT_UNTIL (office_absence_get_away (fixture->absence));
  tell (fixture, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(b)", FALSE));
  OFFICE_WAIT_UNTIL (!office_absence_get_away (fixture->absence));
}

static void
test_sleep (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
        g_variant_new ("(b)", TRUE));
  OFFICE_WAIT_UNTIL (office_absence_get_away (fixture->absence));
  tell (fixture, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
        g_variant_new ("(b)", FALSE));
  OFFICE_WAIT_UNTIL (!office_absence_get_away (fixture->absence));
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "/org/gnome/Mutter/IdleMonitor/Core", IDLE, "WatchFired", g_variant_new ("(u)", 1u));
  OFFICE_WAIT_UNTIL (office_absence_get_away (fixture->absence) && fixture->n_watches == 2);
  tell (fixture, "/org/gnome/Mutter/IdleMonitor/Core", IDLE, "WatchFired", g_variant_new ("(u)", 2u));
  OFFICE_WAIT_UNTIL (!office_absence_get_away (fixture->absence));
}

/* What is told in another form than agreed is no news. */
static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(s)", "yes"));
  tell (fixture, "/org/gnome/Mutter/IdleMonitor/Core", IDLE, "WatchFired", g_variant_new ("(s)", "1"));
  tell (fixture, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(b)", FALSE));
  tell (fixture, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
        g_variant_new ("(b)", TRUE));
  OFFICE_WAIT_UNTIL (office_absence_get_away (fixture->absence));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/absence/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add ("/absence/sleep", Fixture, NULL, set_up, test_sleep, tear_down);
  g_test_add ("/absence/idle", Fixture, NULL, set_up, test_idle, tear_down);
  g_test_add ("/absence/nonsense", Fixture, NULL, set_up, test_nonsense, tear_down);
  return g_test_run ();
}
