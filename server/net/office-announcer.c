/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-announcer.h"

#define AVAHI        "org.freedesktop.Avahi"
#define AVAHI_SERVER AVAHI ".Server"
#define AVAHI_GROUP  AVAHI ".EntryGroup"
#define SERVICE      "_office-desk._tcp"

#define ANY_INTERFACE (-1)
#define ANY_PROTOCOL  (-1)
#define TXT_LENGTH    255  /* RFC 6763, one string */
#define NAME_LENGTH   63   /* RFC 6763, an instance name is one DNS label */
#define MOST_NAMES    1000 /* so many offices of one name are no accident */

/* AvahiEntryGroupState */
enum { GROUP_ESTABLISHED = 2, GROUP_COLLISION = 3, GROUP_FAILURE = 4 };

struct _OfficeAnnouncer {
  GObject parent_instance;

  GDBusConnection *bus; /* nullable until the system bus answers */
  char *id;
  char *name;
  char *fingerprint; /* nullable */
  char *version;
  guint16 port;
  guint people;

  guint attempt; /* 1: the office's own name; n: with " #n" */
  char *service; /* the name now tried or published */
  char *group;   /* object path at Avahi; nullable */
  gboolean published;
  gboolean started;
  guint watch;
  guint subscription;
  GCancellable *cancellable; /* of this life of Avahi; nullable */
};

G_DEFINE_FINAL_TYPE (OfficeAnnouncer, office_announcer, G_TYPE_OBJECT)

static void add_service (OfficeAnnouncer *self);

static void
add_text (GVariantBuilder *builder, const char *name, const char *value)
{
  g_autofree char *text = NULL;
  const char *end;
  gsize length;

  if (value == NULL)
    return;
  text = g_strdup_printf ("%s=%s", name, value);
  length = MIN (strlen (text), TXT_LENGTH);
  if (!g_utf8_validate (text, length, &end))
    length = end - text;
  g_variant_builder_add_value (builder, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, length, 1));
}

static GVariant *
build_texts (OfficeAnnouncer *self)
{
  GVariantBuilder builder;
  g_autofree char *people = g_strdup_printf ("%u", self->people);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aay"));
  add_text (&builder, "id", self->id);
  add_text (&builder, "name", self->name);
  add_text (&builder, "fingerprint", self->fingerprint);
  add_text (&builder, "version", self->version);
  add_text (&builder, "people", people);
  return g_variant_builder_end (&builder);
}

/* "Atelier Nord", "Atelier Nord #2" …, each within one DNS label. */
static char *
build_name (OfficeAnnouncer *self)
{
  g_autofree char *ending = self->attempt > 1 ? g_strdup_printf (" #%u", self->attempt) : g_strdup ("");
  gsize room = NAME_LENGTH - strlen (ending);
  g_autofree char *cut = g_strndup (self->name, room);
  const char *end;

  if (!g_utf8_validate (cut, -1, &end))
    cut[end - cut] = '\0';
  return g_strconcat (cut, ending, NULL);
}

static void
call (OfficeAnnouncer *self, const char *path, const char *interface, const char *method, GVariant *arguments,
      const char *answer, GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->bus, AVAHI, path, interface, method, arguments,
                          answer != NULL ? G_VARIANT_TYPE (answer) : NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                          callback != NULL ? self->cancellable : NULL, callback,
                          callback != NULL ? g_object_ref (self) : NULL);
}

static void
forget_group (OfficeAnnouncer *self)
{
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_pointer (&self->group, g_free);
  self->published = FALSE;
}

static void
give_up (OfficeAnnouncer *self, const char *doing, const GError *error)
{
  g_debug ("Not announced: %s: %s", doing, error->message);
}

static gboolean
is_collision (const GError *error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);

  return g_strcmp0 (name, AVAHI ".CollisionError") == 0;
}

static void
try_next_name (OfficeAnnouncer *self)
{
  self->published = FALSE;
  if (self->attempt >= MOST_NAMES)
    return;
  self->attempt++;
  add_service (self);
}

static void
commit_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAnnouncer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    give_up (self, "Commit", error);
}

static void
add_service_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAnnouncer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer != NULL)
    call (self, self->group, AVAHI_GROUP, "Commit", NULL, NULL, commit_done);
  else if (is_collision (error))
    try_next_name (self);
  else
    give_up (self, "AddService", error);
}

static void
add_service (OfficeAnnouncer *self)
{
  g_free (self->service);
  self->service = build_name (self);
  call (self, self->group, AVAHI_GROUP, "AddService",
        g_variant_new ("(iiussssq@aay)", ANY_INTERFACE, ANY_PROTOCOL, 0u, self->service, SERVICE, "", "", self->port,
                       build_texts (self)),
        NULL, add_service_done);
}

static void
reset_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAnnouncer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    try_next_name (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    give_up (self, "Reset", error);
}

/* A name that another machine has is found out only while Avahi probes, after Commit. */
static void
group_changed (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
               GVariant *arguments, gpointer data)
{
  OfficeAnnouncer *self = data;
  int state;
  const char *reason;

  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(is)")) || g_strcmp0 (path, self->group) != 0)
    return;
  g_variant_get (arguments, "(i&s)", &state, &reason);
  self->published = state == GROUP_ESTABLISHED;
  if (state == GROUP_COLLISION)
    call (self, self->group, AVAHI_GROUP, "Reset", NULL, NULL, reset_done);
  else if (state == GROUP_FAILURE)
    g_debug ("Not announced: %s", reason);
}

static void
new_group_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAnnouncer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      give_up (self, "EntryGroupNew", error);
      return;
    }
  forget_group (self);
  g_variant_get (answer, "(o)", &self->group);
  self->subscription = g_dbus_connection_signal_subscribe (self->bus, AVAHI, AVAHI_GROUP, "StateChanged", self->group,
                                                           NULL, G_DBUS_SIGNAL_FLAGS_NONE, group_changed, self, NULL);
  self->attempt = 1;
  add_service (self);
}

static void
avahi_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  OfficeAnnouncer *self = data;

  self->cancellable = g_cancellable_new ();
  call (self, "/", AVAHI_SERVER, "EntryGroupNew", NULL, "(o)", new_group_done);
}

/* With the daemon its groups are gone too. */
static void
avahi_vanished (GDBusConnection *bus, const char *name, gpointer data)
{
  OfficeAnnouncer *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->bus != NULL)
    forget_group (self);
}

static void
watch (OfficeAnnouncer *self)
{
  self->watch = g_bus_watch_name_on_connection (self->bus, AVAHI, G_BUS_NAME_WATCHER_FLAGS_NONE, avahi_appeared,
                                                avahi_vanished, self, NULL);
}

static void
bus_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAnnouncer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_debug ("Not announced: no system bus: %s", error->message);
      return;
    }
  if (!self->started || self->bus != NULL)
    return;
  /* The library's default for the system bus is to end the process with it. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->bus = g_steal_pointer (&bus);
  watch (self);
}

static void
office_announcer_finalize (GObject *object)
{
  OfficeAnnouncer *self = OFFICE_ANNOUNCER (object);

  office_announcer_stop (self);
  g_clear_object (&self->bus);
  g_free (self->id);
  g_free (self->name);
  g_free (self->fingerprint);
  g_free (self->version);
  g_free (self->service);
  G_OBJECT_CLASS (office_announcer_parent_class)->finalize (object);
}

static void
office_announcer_class_init (OfficeAnnouncerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_announcer_finalize;
}

static void
office_announcer_init (OfficeAnnouncer *self)
{
}

/**
 * office_announcer_new:
 * @bus: (nullable): where Avahi is; %NULL: the system bus
 * @announcement: what to tell; copied
 *
 * Works in the thread-default main context of office_announcer_start().
 *
 * Returns: (transfer full): an announcer that is silent until started
 */
OfficeAnnouncer *
office_announcer_new (GDBusConnection *bus, const OfficeAnnouncement *announcement)
{
  OfficeAnnouncer *self = g_object_new (OFFICE_TYPE_ANNOUNCER, NULL);

  g_set_object (&self->bus, bus);
  self->id = g_strdup (announcement->id);
  self->name = g_strdup (announcement->name);
  self->fingerprint = g_strdup (announcement->fingerprint);
  self->version = g_strdup (announcement->version);
  self->port = announcement->port;
  return self;
}

/**
 * office_announcer_start:
 * @self: an announcer
 *
 * Announces as soon as Avahi is there. Does not block; what goes wrong is only a debug message.
 */
void
office_announcer_start (OfficeAnnouncer *self)
{
  if (self->started)
    return;
  self->started = TRUE;
  if (self->bus != NULL)
    watch (self);
  else
    g_bus_get (G_BUS_TYPE_SYSTEM, NULL, bus_ready, g_object_ref (self));
}

/**
 * office_announcer_stop:
 * @self: an announcer
 */
void
office_announcer_stop (OfficeAnnouncer *self)
{
  self->started = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->group != NULL)
    call (self, self->group, AVAHI_GROUP, "Free", NULL, NULL, NULL);
  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  self->watch = 0;
  if (self->bus != NULL)
    forget_group (self);
}

/**
 * office_announcer_set_people:
 * @self: an announcer
 * @people: how many belong to the office
 */
void
office_announcer_set_people (OfficeAnnouncer *self, guint people)
{
  if (self->people == people)
    return;
  self->people = people;
  if (self->published)
    call (
        self, self->group, AVAHI_GROUP, "UpdateServiceTxt",
        g_variant_new ("(iiusss@aay)", ANY_INTERFACE, ANY_PROTOCOL, 0u, self->service, SERVICE, "", build_texts (self)),
        NULL, NULL);
}

/**
 * office_announcer_get_published:
 * @self: an announcer
 *
 * Returns: (transfer none) (nullable): the name under which the network knows the host now
 */
const char *
office_announcer_get_published (OfficeAnnouncer *self)
{
  return self->published ? self->service : NULL;
}
