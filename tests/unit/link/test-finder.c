/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-finder.h"
#include "office-wait.h"

#define OFFICE      "0190a000-0000-7000-8000-0000000000a1"
#define OTHER       "0190a000-0000-7000-8000-0000000000a2"
#define FINGERPRINT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define AVAHI       "org.freedesktop.Avahi"

/* One announcement as the stand-in for Avahi resolves it. */
typedef struct {
  int interface;
  int protocol;
  const char *name;
  const char *address;
  guint16 port;
  const char *id;
  const char *title;
  const char *fingerprint; /* nullable */
} Announcement;

static const Announcement on_ipv6 = { 2, 1, "Atelier Nord", "2001:db8::7", 8765, OFFICE, "Atelier Nord", FINGERPRINT };
static const Announcement on_ipv4 = { 2, 0, "Atelier Nord", "192.168.1.7", 8765, OFFICE, "Atelier Nord", FINGERPRINT };
static const Announcement on_link = { 3, 1, "Atelier Nord", "fe80::7", 8765, OFFICE, "Atelier Nord", FINGERPRINT };
static const Announcement other = { 2, 0, "Bureau Sud", "192.168.1.8", 8766, OTHER, "Bureau Sud", NULL };
static const Announcement without_id = { 2, 0, "Odd", "192.168.1.9", 8765, "not an id", "Odd", FINGERPRINT };
static const Announcement short_pin = { 2, 0, "Odd", "192.168.1.9", 8765, OTHER, "Odd", "abc" };
static const Announcement no_port = { 2, 0, "Odd", "192.168.1.9", 0, OTHER, "Odd", FINGERPRINT };
static const Announcement control = { 2, 0, "Odd", "192.168.1.9", 8765, OTHER, "Odd\x1b[2J", FINGERPRINT };
static const Announcement not_utf8 = { 2, 0, "Odd", "192.168.1.9", 8765, OTHER, "Odd\xff", FINGERPRINT };

typedef struct {
  GTestDBus *bus;
  GDBusConnection *connection; /* of the daemon */
  GDBusConnection *client;     /* of the finder */
  GDBusNodeInfo *info;
  guint server;
  guint name;
  const Announcement *known[8]; /* told while the browser is being made */
  guint n_resolved;
  OfficeFinder *finder;
} FakeAvahi;

static const char interfaces[]
    = "<node><interface name='org.freedesktop.Avahi.Server'>"
      "<method name='ServiceBrowserNew'><arg type='i' direction='in'/><arg type='i' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='o' direction='out'/></method>"
      "<method name='ResolveService'><arg type='i' direction='in'/><arg type='i' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='i' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='i' direction='out'/><arg type='i' direction='out'/><arg type='s' direction='out'/>"
      "<arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/>"
      "<arg type='i' direction='out'/><arg type='s' direction='out'/><arg type='q' direction='out'/>"
      "<arg type='aay' direction='out'/><arg type='u' direction='out'/></method>"
      "</interface></node>";

static void
tell (FakeAvahi *self, const char *signal, const Announcement *announcement)
{
  g_dbus_connection_emit_signal (self->connection, NULL, "/browser", AVAHI ".ServiceBrowser", signal,
                                 g_variant_new ("(iisssu)", announcement->interface, announcement->protocol,
                                                announcement->name, "_office-desk._tcp", "local", 0u),
                                 NULL);
}

static void
add_text (GVariantBuilder *builder, const char *key, const char *value)
{
  g_autofree char *text = g_strdup_printf ("%s=%s", key, value);

  if (value != NULL)
    g_variant_builder_add_value (builder, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, strlen (text), 1));
}

static GVariant *
make_answer (const Announcement *announcement)
{
  GVariantBuilder texts;

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("aay"));
  add_text (&texts, "id", announcement->id);
  add_text (&texts, "name", announcement->title);
  add_text (&texts, "fingerprint", announcement->fingerprint);
  return g_variant_new ("(iissssisq@aayu)", announcement->interface, announcement->protocol, announcement->name,
                        "_office-desk._tcp", "local", "nord.local", announcement->protocol, announcement->address,
                        announcement->port, g_variant_builder_end (&texts), 0u);
}

static void
resolve (FakeAvahi *self, GVariant *arguments, GDBusMethodInvocation *invocation)
{
  int interface;
  int protocol;
  int family;
  const char *name;

  g_variant_get (arguments, "(ii&s&s&siu)", &interface, &protocol, &name, NULL, NULL, &family, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->known); i++)
    if (self->known[i] != NULL && self->known[i]->interface == interface && self->known[i]->protocol == protocol
        && family == protocol && g_str_equal (self->known[i]->name, name))
      {
        g_dbus_method_invocation_return_value (invocation, make_answer (self->known[i]));
        self->n_resolved++;
        return;
      }
  g_dbus_method_invocation_return_dbus_error (invocation, AVAHI ".TimeoutError", "Timeout reached");
  self->n_resolved++;
}

static void
on_called (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *arguments, GDBusMethodInvocation *invocation, gpointer data)
{
  FakeAvahi *self = data;

  if (g_str_equal (method, "ResolveService"))
    {
      resolve (self, arguments, invocation);
      return;
    }
  /* As the real one does: what is known is told before the browser has a name. */
  for (guint i = 0; i < G_N_ELEMENTS (self->known); i++)
    if (self->known[i] != NULL)
      tell (self, "ItemNew", self->known[i]);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/browser"));
}

static const GDBusInterfaceVTable table = { .method_call = on_called };

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
appear (FakeAvahi *self)
{
  self->name = g_bus_own_name_on_connection (self->connection, AVAHI, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL,
                                             NULL);
}

static FakeAvahi *
fake_avahi_new (void)
{
  FakeAvahi *self = g_new0 (FakeAvahi, 1);
  g_autoptr (GError) error = NULL;

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->connection = connect_to (self->bus);
  self->client = connect_to (self->bus);
  self->info = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  self->server = g_dbus_connection_register_object (self->connection, "/", self->info->interfaces[0], &table, self,
                                                    NULL, &error);
  g_assert_no_error (error);
  self->finder = office_finder_new (self->client);
  return self;
}

static void
fake_avahi_free (FakeAvahi *self)
{
  office_finder_stop (self->finder);
  g_object_unref (self->finder);
  if (self->name != 0)
    g_bus_unown_name (self->name);
  g_dbus_connection_unregister_object (self->connection, self->server);
  g_dbus_node_info_unref (self->info);
  g_dbus_connection_close_sync (self->client, NULL, NULL);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->client);
  g_object_unref (self->connection);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeAvahi, fake_avahi_free)

static guint
count (FakeAvahi *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->finder));
}

static gboolean
is_at (FakeAvahi *self, const char *address)
{
  g_autoptr (OfficeFound) found = g_list_model_get_item (G_LIST_MODEL (self->finder), 0);

  return found != NULL && g_str_equal (office_found_get_address (found), address);
}

static void
test_found (void)
{
  g_autoptr (FakeAvahi) avahi = fake_avahi_new ();
  g_autoptr (OfficeFound) found = NULL;

  avahi->known[0] = &on_ipv4;
  appear (avahi);
  g_assert_false (office_finder_is_looking (avahi->finder));
  office_finder_start (avahi->finder);
  OFFICE_WAIT_UNTIL (count (avahi) == 1 && office_finder_is_looking (avahi->finder));
  found = g_list_model_get_item (G_LIST_MODEL (avahi->finder), 0);
  g_assert_cmpstr (office_found_get_id (found), ==, OFFICE);
  g_assert_cmpstr (office_found_get_name (found), ==, "Atelier Nord");
  g_assert_cmpstr (office_found_get_machine (found), ==, "nord");
  g_assert_cmpstr (office_found_get_address (found), ==, "192.168.1.7");
  g_assert_cmpint (office_found_get_port (found), ==, 8765);
  g_assert_cmpstr (office_found_get_fingerprint (found), ==, FINGERPRINT);
}

/* The same office on two interfaces and in two protocols is one office, at its best address. */
static void
test_once (void)
{
  g_autoptr (FakeAvahi) avahi = fake_avahi_new ();

  avahi->known[0] = &on_ipv6;
  avahi->known[1] = &on_link;
  appear (avahi);
  office_finder_start (avahi->finder);
  OFFICE_WAIT_UNTIL (avahi->n_resolved == 4 && count (avahi) == 1); /* IPv4 is asked for first */
  g_assert_true (is_at (avahi, "2001:db8::7"));
  avahi->known[2] = &on_ipv4;
  avahi->known[3] = &other;
  tell (avahi, "ItemNew", &on_ipv4);
  tell (avahi, "ItemNew", &other);
  OFFICE_WAIT_UNTIL (count (avahi) == 2);
  g_assert_true (is_at (avahi, "192.168.1.7"));
  tell (avahi, "ItemRemove", &on_ipv4);
  OFFICE_WAIT_UNTIL (is_at (avahi, "2001:db8::7"));
  g_assert_cmpuint (count (avahi), ==, 2);
  tell (avahi, "ItemRemove", &on_ipv6);
  OFFICE_WAIT_UNTIL (count (avahi) == 1);
}

/* Anybody can announce anything. */
static void
test_unsound (void)
{
  g_autoptr (FakeAvahi) avahi = fake_avahi_new ();
  static const Announcement *const unsound[] = { &without_id, &short_pin, &no_port, &control, &not_utf8 };

  appear (avahi);
  office_finder_start (avahi->finder);
  OFFICE_WAIT_UNTIL (office_finder_is_looking (avahi->finder));
  for (guint i = 0; i < G_N_ELEMENTS (unsound); i++)
    {
      avahi->known[0] = unsound[i];
      avahi->known[1] = &on_ipv4;
      tell (avahi, "ItemNew", unsound[i]);
      tell (avahi, "ItemNew", &on_ipv4);
      OFFICE_WAIT_UNTIL (avahi->n_resolved == 3 * (i + 1) && count (avahi) > 0);
      g_assert_cmpuint (count (avahi), ==, 1);
      g_assert_true (is_at (avahi, "192.168.1.7"));
      tell (avahi, "ItemRemove", unsound[i]);
      tell (avahi, "ItemRemove", &on_ipv4);
      OFFICE_WAIT_UNTIL (count (avahi) == 0);
    }
}

/* Announced, but nothing answers any more. */
static void
test_stale (void)
{
  g_autoptr (FakeAvahi) avahi = fake_avahi_new ();

  appear (avahi);
  office_finder_start (avahi->finder);
  OFFICE_WAIT_UNTIL (office_finder_is_looking (avahi->finder));
  tell (avahi, "ItemNew", &other);
  avahi->known[0] = &on_ipv4;
  tell (avahi, "ItemNew", &on_ipv4);
  OFFICE_WAIT_UNTIL (avahi->n_resolved == 3 && count (avahi) == 1);
  g_assert_true (is_at (avahi, "192.168.1.7"));
}

static void
test_daemon_goes_and_comes (void)
{
  g_autoptr (FakeAvahi) avahi = fake_avahi_new ();

  avahi->known[0] = &on_ipv4;
  office_finder_start (avahi->finder);
  g_assert_false (office_finder_is_looking (avahi->finder));
  appear (avahi);
  OFFICE_WAIT_UNTIL (count (avahi) == 1 && office_finder_is_looking (avahi->finder));
  g_bus_unown_name (avahi->name);
  OFFICE_WAIT_UNTIL (count (avahi) == 0);
  g_assert_false (office_finder_is_looking (avahi->finder));
  appear (avahi);
  OFFICE_WAIT_UNTIL (count (avahi) == 1);
  office_finder_stop (avahi->finder);
  g_assert_cmpuint (count (avahi), ==, 0);
  g_assert_false (office_finder_is_looking (avahi->finder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finder/found", test_found);
  g_test_add_func ("/finder/once", test_once);
  g_test_add_func ("/finder/unsound", test_unsound);
  g_test_add_func ("/finder/stale", test_stale);
  g_test_add_func ("/finder/daemon-goes-and-comes", test_daemon_goes_and_comes);
  return g_test_run ();
}
