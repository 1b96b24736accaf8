/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-announcer.h"
#include "office-wait.h"

/* A stand-in for avahi-daemon on a bus of the test's own; it knows what its methods were asked. */
typedef struct {
  GTestDBus *bus;
  GDBusConnection *connection; /* of the daemon */
  GDBusConnection *client;     /* of the announcer */
  GDBusNodeInfo *info;
  guint name, server, group;
  GHashTable *taken; /* service names that another machine has */
  gboolean probe;    /* taken names are found out only after Commit */
  GPtrArray *tried;  /* service names, in order */
  char *texts;       /* of the last AddService or UpdateServiceTxt, printed */
  char *type;
  guint16 port;
  char *committed; /* service name */
  guint n_groups, n_freed, n_updates;
} FakeAvahi;

static const char interfaces[]
    = "<node><interface name='org.freedesktop.Avahi.Server'>"
      "<method name='EntryGroupNew'><arg type='o' direction='out'/></method></interface>"
      "<interface name='org.freedesktop.Avahi.EntryGroup'>"
      "<method name='AddService'><arg type='i' direction='in'/><arg type='i' direction='in'/><arg type='u' "
      "direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' "
      "direction='in'/>"
      "<arg type='q' direction='in'/><arg type='aay' direction='in'/></method>"
      "<method name='UpdateServiceTxt'><arg type='i' direction='in'/><arg type='i' direction='in'/><arg type='u' "
      "direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='aay' "
      "direction='in'/></method>"
      "<method name='Commit'/><method name='Reset'/><method name='Free'/>"
      "<signal name='StateChanged'><arg type='i'/><arg type='s'/></signal></interface></node>";

static char *
print_texts (GVariant *texts)
{
  GString *all = g_string_new (NULL);
  GVariantIter iter;
  GVariant *text;

  g_variant_iter_init (&iter, texts);
  while ((text = g_variant_iter_next_value (&iter)) != NULL)
    {
      gsize length;
      const char *bytes = g_variant_get_fixed_array (text, &length, 1);

      g_assert_cmpuint (length, <=, 255);
      g_string_append_len (all, bytes, length);
      g_string_append_c (all, '\n');
      g_variant_unref (text);
    }
  return g_string_free (all, FALSE);
}

static void
emit_state (FakeAvahi *self, int state)
{
  g_dbus_connection_emit_signal (self->connection, NULL, "/group", "org.freedesktop.Avahi.EntryGroup", "StateChanged",
                                 g_variant_new ("(is)", state, ""), NULL);
}

static void
add_service (FakeAvahi *self, GVariant *arguments, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) texts = NULL;
  const char *name, *type;

  g_variant_get (arguments, "(iiu&s&s&s&sq@aay)", NULL, NULL, NULL, &name, &type, NULL, NULL, &self->port, &texts);
  g_ptr_array_add (self->tried, g_strdup (name));
  g_free (self->texts);
  self->texts = print_texts (texts);
  g_free (self->type);
  self->type = g_strdup (type);
  if (!self->probe && g_hash_table_contains (self->taken, name))
    g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.Avahi.CollisionError",
                                                "Local name collision");
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
commit (FakeAvahi *self)
{
  const char *name = g_ptr_array_index (self->tried, self->tried->len - 1);

  if (g_hash_table_contains (self->taken, name))
    {
      emit_state (self, 3);
      return;
    }
  g_free (self->committed);
  self->committed = g_strdup (name);
  emit_state (self, 2);
}

static void
called (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
        GVariant *arguments, GDBusMethodInvocation *invocation, gpointer data)
{
  FakeAvahi *self = data;

  if (g_str_equal (method, "AddService"))
    {
      add_service (self, arguments, invocation);
      return;
    }
  if (g_str_equal (method, "EntryGroupNew"))
    {
      self->n_groups++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/group"));
      return;
    }
  if (g_str_equal (method, "UpdateServiceTxt"))
    {
      g_autoptr (GVariant) texts = g_variant_get_child_value (arguments, 6);

      g_free (self->texts);
      self->texts = print_texts (texts);
      self->n_updates++;
    }
  self->n_freed += g_str_equal (method, "Free");
  g_dbus_method_invocation_return_value (invocation, NULL);
  if (g_str_equal (method, "Commit"))
    commit (self);
}

static const GDBusInterfaceVTable table = { .method_call = called };

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
  self->name = g_bus_own_name_on_connection (self->connection, "org.freedesktop.Avahi", G_BUS_NAME_OWNER_FLAGS_NONE,
                                             NULL, NULL, NULL, NULL);
}

static void
vanish (FakeAvahi *self)
{
  g_bus_unown_name (self->name);
  self->name = 0;
}

static void
set_up (FakeAvahi *self, gconstpointer data)
{
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->connection = connect_to (self->bus);
  self->client = connect_to (self->bus);
  self->info = g_dbus_node_info_new_for_xml (interfaces, NULL);
  self->server = g_dbus_connection_register_object (self->connection, "/", self->info->interfaces[0], &table, self,
                                                    NULL, NULL);
  self->group = g_dbus_connection_register_object (self->connection, "/group", self->info->interfaces[1], &table, self,
                                                   NULL, NULL);
  self->taken = g_hash_table_new (g_str_hash, g_str_equal);
  self->tried = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (FakeAvahi *self, gconstpointer data)
{
  if (self->name != 0)
    vanish (self);
  g_dbus_connection_unregister_object (self->connection, self->server);
  g_dbus_connection_unregister_object (self->connection, self->group);
  g_dbus_connection_close_sync (self->client, NULL, NULL);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->connection);
  g_dbus_node_info_unref (self->info);
  g_hash_table_unref (self->taken);
  g_ptr_array_unref (self->tried);
  g_free (self->texts);
  g_free (self->type);
  g_free (self->committed);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
}

static OfficeAnnouncer *
announce (FakeAvahi *self, const char *name, const char *fingerprint)
{
  OfficeAnnouncement announcement = { .id = "0190a000-0000-7000-8000-0000000000a1",
                                      .name = name,
                                      .fingerprint = fingerprint,
                                      .version = "0.1.0",
                                      .port = 8765 };
  OfficeAnnouncer *announcer = office_announcer_new (self->client, &announcement);

  office_announcer_set_people (announcer, 3);
  office_announcer_start (announcer);
  return announcer;
}

static void
test_publish (FakeAvahi *self, gconstpointer data)
{
  g_autoptr (OfficeAnnouncer) announcer = NULL;

  appear (self);
  announcer = announce (self, "Atelier Nord", "abcd");
  OFFICE_WAIT_UNTIL (office_announcer_get_published (announcer) != NULL);
  g_assert_cmpstr (office_announcer_get_published (announcer), ==, "Atelier Nord");
  g_assert_cmpstr (self->committed, ==, "Atelier Nord");
  g_assert_cmpstr (self->type, ==, "_office-desk._tcp");
  g_assert_cmpuint (self->port, ==, 8765);
  g_assert_cmpstr (
      self->texts, ==,
      "id=0190a000-0000-7000-8000-0000000000a1\nname=Atelier Nord\nfingerprint=abcd\nversion=0.1.0\npeople=3\n");

  office_announcer_set_people (announcer, 4);
  OFFICE_WAIT_UNTIL (self->n_updates == 1);
  g_assert_nonnull (strstr (self->texts, "people=4\n"));

  office_announcer_stop (announcer);
  g_assert_null (office_announcer_get_published (announcer));
  OFFICE_WAIT_UNTIL (self->n_freed == 1);
}

static void
test_plain (FakeAvahi *self, gconstpointer data)
{
  g_autoptr (OfficeAnnouncer) announcer = NULL;

  appear (self);
  announcer = announce (self, "Atelier Nord", NULL);
  OFFICE_WAIT_UNTIL (office_announcer_get_published (announcer) != NULL);
  g_assert_null (strstr (self->texts, "fingerprint"));
}

static void
test_collision (FakeAvahi *self, gconstpointer data)
{
  g_autoptr (OfficeAnnouncer) announcer = NULL;

  self->probe = GPOINTER_TO_INT (data);
  g_hash_table_add (self->taken, (gpointer) "Atelier Nord");
  g_hash_table_add (self->taken, (gpointer) "Atelier Nord #2");
  appear (self);
  announcer = announce (self, "Atelier Nord", "abcd");
  OFFICE_WAIT_UNTIL (office_announcer_get_published (announcer) != NULL);
  g_assert_cmpstr (self->committed, ==, "Atelier Nord #3");
  g_assert_cmpuint (self->tried->len, ==, 3);
  g_assert_nonnull (strstr (self->texts, "name=Atelier Nord\n"));
}

static void
test_return (FakeAvahi *self, gconstpointer data)
{
  g_autoptr (OfficeAnnouncer) announcer = announce (self, "Atelier Nord", "abcd");

  appear (self);
  OFFICE_WAIT_UNTIL (office_announcer_get_published (announcer) != NULL);
  vanish (self);
  OFFICE_WAIT_UNTIL (office_announcer_get_published (announcer) == NULL);
  appear (self);
  OFFICE_WAIT_UNTIL (office_announcer_get_published (announcer) != NULL);
  g_assert_cmpuint (self->n_groups, ==, 2);
}

static void
test_long_name (FakeAvahi *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (80, 'x');
  g_autofree char *wide = g_strconcat ("ä", name, NULL);
  g_autoptr (OfficeAnnouncer) announcer = NULL;

  appear (self);
  announcer = announce (self, wide, "abcd");
  OFFICE_WAIT_UNTIL (office_announcer_get_published (announcer) != NULL);
  g_assert_cmpuint (strlen (self->committed), <=, 63);
  g_assert_true (g_utf8_validate (self->committed, -1, NULL));
}

/* No daemon: nothing is published and nothing is left behind. */
static void
test_absent (FakeAvahi *self, gconstpointer data)
{
  g_autoptr (OfficeAnnouncer) announcer = announce (self, "Atelier Nord", "abcd");

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (office_announcer_get_published (announcer));
  office_announcer_stop (announcer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/net/announcer/publish", FakeAvahi, NULL, set_up, test_publish, tear_down);
  g_test_add ("/net/announcer/plain", FakeAvahi, NULL, set_up, test_plain, tear_down);
  g_test_add ("/net/announcer/collision", FakeAvahi, GINT_TO_POINTER (FALSE), set_up, test_collision, tear_down);
  g_test_add ("/net/announcer/collision-while-probing", FakeAvahi, GINT_TO_POINTER (TRUE), set_up, test_collision,
              tear_down);
  g_test_add ("/net/announcer/return", FakeAvahi, NULL, set_up, test_return, tear_down);
  g_test_add ("/net/announcer/long-name", FakeAvahi, NULL, set_up, test_long_name, tear_down);
  g_test_add ("/net/announcer/absent", FakeAvahi, NULL, set_up, test_absent, tear_down);
  return g_test_run ();
}
