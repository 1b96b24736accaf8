/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-found-private.h"

#define AVAHI         "org.freedesktop.Avahi"
#define AVAHI_SERVER  AVAHI ".Server"
#define AVAHI_BROWSER AVAHI ".ServiceBrowser"
#define SERVICE       "_office-desk._tcp"
#define DOMAIN        "local"

#define ANY            (-1) /* interface and protocol */
#define IPV4           0    /* AvahiProtocol */
#define IPV6           1
#define RESOLVE_MS     3000 /* a stale entry would take five seconds */
#define MOST_SIGHTINGS 512  /* anybody on the network can announce anything, any number of times */

struct _OfficeFinder {
  GObject parent_instance;

  GDBusConnection *bus; /* nullable until the system bus answers */
  gboolean started;
  guint watch;
  guint subscription;
  char *browser;             /* object path at Avahi; nullable */
  GCancellable *cancellable; /* of this life of Avahi; nullable */
  GHashTable *sightings;     /* "interface protocol name" → OfficeFound, or NULL while it is being resolved */
  GListStore *offices;       /* the best sighting of each office */
};

enum {
  PROP_0,
  PROP_LOOKING,
  N_PROPERTIES,
};
static GParamSpec *properties[N_PROPERTIES];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeFinder, office_finder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* One announcement on one interface in one protocol. */
typedef struct {
  OfficeFinder *finder;
  char *key;
  int interface;
  int protocol;
  char *name;
  char *domain;
  int family; /* of the address that is asked for */
} Resolving;

static void resolve (Resolving *resolving);

static void
resolving_free (Resolving *self)
{
  g_object_unref (self->finder);
  g_free (self->key);
  g_free (self->name);
  g_free (self->domain);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Resolving, resolving_free)

static void
clear_sighting (gpointer data)
{
  g_clear_object ((OfficeFound **) &data);
}

static guint
find_position (OfficeFinder *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->offices));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeFound) found = g_list_model_get_item (G_LIST_MODEL (self->offices), i);

      if (strcmp (office_found_get_id (found), id) == 0)
        return i;
    }
  return n;
}

static OfficeFound *
find_best (OfficeFinder *self, const char *id)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;
  OfficeFound *best = NULL;
  const char *best_key = NULL;

  g_hash_table_iter_init (&iter, self->sightings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      OfficeFound *found = value;

      if (found == NULL || strcmp (office_found_get_id (found), id) != 0)
        continue;
      /* The key decides between equals, or the row would jump with the order in a hash table. */
      if (best != NULL
          && (office_found_get_rank (found) > office_found_get_rank (best)
              || (office_found_get_rank (found) == office_found_get_rank (best) && strcmp (key, best_key) > 0)))
        continue;
      best = found;
      best_key = key;
    }
  return best;
}

static void
update_office (OfficeFinder *self, const char *id)
{
  guint position = find_position (self, id);
  gboolean listed = position < g_list_model_get_n_items (G_LIST_MODEL (self->offices));
  OfficeFound *best = find_best (self, id);

  if (listed && best != NULL)
    {
      g_autoptr (OfficeFound) now = g_list_model_get_item (G_LIST_MODEL (self->offices), position);

      if (office_found_equal (now, best))
        return;
    }
  if (listed || best != NULL)
    g_list_store_splice (self->offices, position, listed ? 1 : 0, (gpointer *) &best, best != NULL ? 1 : 0);
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Resolving) resolving = data;
  OfficeFinder *self = resolving->finder;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (OfficeFound) found = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || !g_hash_table_contains (self->sightings, resolving->key))
    return;
  if (answer != NULL)
    found = office_found_new_from_answer (answer);
  if (found == NULL)
    {
      g_debug ("%s was announced and is of no use: %s", resolving->key, error != NULL ? error->message : "not sound");
      if (resolving->family == IPV4)
        {
          resolving->family = IPV6;
          resolve (g_steal_pointer (&resolving));
        }
      return;
    }
  g_hash_table_insert (self->sightings, g_strdup (resolving->key), g_object_ref (found));
  update_office (self, office_found_get_id (found));
}

/*
 * Of a machine with both, Avahi would give whichever address it hears of first, and that is often the link-local one, which
 * leads nowhere: so it is asked for one family at a time.
 */
static void
resolve (Resolving *resolving)
{
  OfficeFinder *self = resolving->finder;

  g_dbus_connection_call (self->bus, AVAHI, "/", AVAHI_SERVER, "ResolveService",
                          g_variant_new ("(iisssiu)", resolving->interface, resolving->protocol, resolving->name,
                                         SERVICE, resolving->domain, resolving->family, 0u),
                          G_VARIANT_TYPE (OFFICE_FOUND_ANSWER_TYPE), G_DBUS_CALL_FLAGS_NO_AUTO_START, RESOLVE_MS,
                          self->cancellable, on_resolved, resolving);
}

static char *
make_key (GVariant *item, const char **name)
{
  int interface;
  int protocol;

  g_variant_get_child (item, 0, "i", &interface);
  g_variant_get_child (item, 1, "i", &protocol);
  g_variant_get_child (item, 2, "&s", name);
  return g_strdup_printf ("%d %d %s", interface, protocol, *name);
}

static void
add_sighting (OfficeFinder *self, GVariant *item)
{
  const char *name;
  g_autofree char *key = make_key (item, &name);
  Resolving *resolving;

  if (g_hash_table_contains (self->sightings, key) || g_hash_table_size (self->sightings) >= MOST_SIGHTINGS)
    return;
  g_hash_table_insert (self->sightings, g_strdup (key), NULL);
  resolving = g_new0 (Resolving, 1);
  resolving->finder = g_object_ref (self);
  resolving->key = g_steal_pointer (&key);
  resolving->family = IPV4;
  g_variant_get_child (item, 0, "i", &resolving->interface);
  g_variant_get_child (item, 1, "i", &resolving->protocol);
  g_variant_get_child (item, 2, "s", &resolving->name);
  g_variant_get_child (item, 4, "s", &resolving->domain);
  resolve (resolving);
}

static void
remove_sighting (OfficeFinder *self, GVariant *item)
{
  const char *name;
  g_autofree char *key = make_key (item, &name);
  g_autoptr (OfficeFound) found = g_hash_table_lookup (self->sightings, key);

  if (found != NULL)
    g_object_ref (found);
  g_hash_table_remove (self->sightings, key);
  if (found != NULL)
    update_office (self, office_found_get_id (found));
}

static void
on_browser_signal (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
                   const char *signal, GVariant *item, gpointer data)
{
  OfficeFinder *self = data;
  const char *type;

  if (!g_variant_is_of_type (item, G_VARIANT_TYPE ("(iisssu)")))
    return;
  g_variant_get_child (item, 3, "&s", &type);
  if (strcmp (type, SERVICE) != 0)
    return;
  if (strcmp (signal, "ItemNew") == 0)
    add_sighting (self, item);
  else if (strcmp (signal, "ItemRemove") == 0)
    remove_sighting (self, item);
}

static void
on_browsing (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeFinder) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    {
      g_free (self->browser);
      g_variant_get (answer, "(o)", &self->browser);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Avahi does not browse: %s", error->message);
}

/* Avahi tells what it knows as soon as the browser is made, before the answer that names it: so listen first. */
static void
on_avahi_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  OfficeFinder *self = data;

  self->cancellable = g_cancellable_new ();
  self->subscription = g_dbus_connection_signal_subscribe (bus, AVAHI, AVAHI_BROWSER, NULL, NULL, NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE, on_browser_signal, self, NULL);
  g_dbus_connection_call (bus, AVAHI, "/", AVAHI_SERVER, "ServiceBrowserNew",
                          g_variant_new ("(iissu)", ANY, ANY, SERVICE, DOMAIN, 0u), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, on_browsing, g_object_ref (self));
}

static void
forget_avahi (OfficeFinder *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_hash_table_remove_all (self->sightings);
  g_list_store_remove_all (self->offices);
  if (self->browser == NULL)
    return;
  g_clear_pointer (&self->browser, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
}

static void
on_avahi_vanished (GDBusConnection *bus, const char *name, gpointer data)
{
  forget_avahi (data);
}

static void
watch_avahi (OfficeFinder *self)
{
  self->watch = g_bus_watch_name_on_connection (self->bus, AVAHI, G_BUS_NAME_WATCHER_FLAGS_NONE, on_avahi_appeared,
                                                on_avahi_vanished, self, NULL);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeFinder) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_debug ("No system bus, so offices are not found by themselves: %s", error->message);
      return;
    }
  if (self->bus != NULL)
    return;
  /* The library's default for the system bus is to end the process with it. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->bus = g_steal_pointer (&bus);
  if (self->started)
    watch_avahi (self);
}

static void
on_items_changed (GListModel *offices, guint position, guint removed, guint added, OfficeFinder *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
get_item_type (GListModel *model)
{
  return OFFICE_TYPE_FOUND;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (OFFICE_FINDER (model)->offices));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_FINDER (model)->offices), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
office_finder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOOKING:
      g_value_set_boolean (value, office_finder_is_looking (OFFICE_FINDER (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_finder_dispose (GObject *object)
{
  OfficeFinder *self = OFFICE_FINDER (object);

  if (self->offices != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->offices, self);
      office_finder_stop (self);
    }
  g_clear_object (&self->offices);
  g_clear_pointer (&self->sightings, g_hash_table_unref);
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (office_finder_parent_class)->dispose (object);
}

static void
office_finder_class_init (OfficeFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = office_finder_get_property;
  object_class->dispose = office_finder_dispose;

  /**
   * OfficeFinder:looking:
   *
   * Whether offices are being looked for; %FALSE where there is no Avahi to ask.
   */
  properties[PROP_LOOKING] = g_param_spec_boolean ("looking", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
office_finder_init (OfficeFinder *self)
{
  self->sightings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_sighting);
  self->offices = g_list_store_new (OFFICE_TYPE_FOUND);
  g_signal_connect (self->offices, "items-changed", G_CALLBACK (on_items_changed), self);
}

/**
 * office_finder_new:
 * @bus: (nullable): where Avahi is; %NULL: the system bus
 *
 * Returns: (transfer full): a finder that does not look yet
 */
OfficeFinder *
office_finder_new (GDBusConnection *bus)
{
  OfficeFinder *self = g_object_new (OFFICE_TYPE_FINDER, NULL);

  g_set_object (&self->bus, bus);
  return self;
}

/**
 * office_finder_start:
 * @self: a finder
 *
 * Looks from now on. Where Avahi is missing or goes away, the list is empty until it comes.
 */
void
office_finder_start (OfficeFinder *self)
{
  g_return_if_fail (OFFICE_IS_FINDER (self));

  if (self->started)
    return;
  self->started = TRUE;
  if (self->bus != NULL)
    watch_avahi (self);
  else
    g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus, g_object_ref (self));
}

/**
 * office_finder_stop:
 * @self: a finder
 *
 * Looks no more and forgets what was found.
 */
void
office_finder_stop (OfficeFinder *self)
{
  g_return_if_fail (OFFICE_IS_FINDER (self));

  self->started = FALSE;
  g_clear_handle_id (&self->watch, g_bus_unwatch_name);
  if (self->browser != NULL)
    g_dbus_connection_call (self->bus, AVAHI, self->browser, AVAHI_BROWSER, "Free", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  forget_avahi (self);
}

gboolean
office_finder_is_looking (OfficeFinder *self)
{
  g_return_val_if_fail (OFFICE_IS_FINDER (self), FALSE);
  return self->browser != NULL;
}
