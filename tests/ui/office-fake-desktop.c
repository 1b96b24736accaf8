/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-desktop.h"

#include "office-notifier.h"

struct _OfficeFakeDesktop {
  GDBusConnection *bus;
  guint object;
  GHashTable *shown; /* id → GVariant of a{sv} */
};

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  OfficeFakeDesktop *self = data;
  const char *id;
  GVariant *content;

  if (g_str_equal (method, "AddNotification"))
    {
      g_variant_get (parameters, "(&s&s@a{sv})", NULL, &id, &content);
      g_hash_table_insert (self->shown, g_strdup (id), content);
    }
  else
    {
      g_variant_get (parameters, "(&s&s)", NULL, &id);
      g_hash_table_remove (self->shown, id);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
own_name (OfficeFakeDesktop *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", name, 0u), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

static void
offer_notifications (OfficeFakeDesktop *self)
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

  g_assert_no_error (error);
  self->bus = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (self->bus, "/org/gtk/Notifications", node->interfaces[0], &table,
                                                    self, NULL, &error);
  g_assert_no_error (error);
  own_name (self, "org.gtk.Notifications");
  own_name (self, "org.gnome.ScreenSaver");
}

static void
on_activate (GApplication *application)
{
  /* The window is there. */
}

/* One for all tests, as a program has: it stays on the bus. */
GtkApplication *
office_fake_desktop_require_application (void)
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

OfficeFakeDesktop *
office_fake_desktop_new (void)
{
  OfficeFakeDesktop *self = g_new0 (OfficeFakeDesktop, 1);

  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  offer_notifications (self);
  return self;
}

void
office_fake_desktop_free (OfficeFakeDesktop *self)
{
  g_dbus_connection_unregister_object (self->bus, self->object);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_hash_table_unref (self->shown);
  g_free (self);
}

GVariant *
office_fake_desktop_find (OfficeFakeDesktop *self, const char *office, const char *alert)
{
  g_autofree char *id = g_strdup_printf ("%s:%s", office, alert);

  return g_hash_table_lookup (self->shown, id);
}

guint
office_fake_desktop_count (OfficeFakeDesktop *self)
{
  return g_hash_table_size (self->shown);
}

void
office_fake_desktop_lock (OfficeFakeDesktop *self, gboolean locked)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->bus, NULL, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
                                 g_variant_new ("(b)", locked), &error);
  g_assert_no_error (error);
}
