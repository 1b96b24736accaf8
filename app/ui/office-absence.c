/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-absence.h"

/*
 * Nothing here is needed, so nothing is started for it and nothing waits: signals are listened to, and the one thing that has
 * to be asked for, to be told of idleness, is asked without starting anybody. Sources, each with what it is there for:
 *
 *   org.gnome.ScreenSaver, org.freedesktop.ScreenSaver   the screen is locked or dark (GNOME; KDE, Xfce and others)
 *   org.freedesktop.login1                               the machine goes to sleep
 *   org.gnome.Mutter.IdleMonitor                         nobody has touched it (GNOME)
 *   org.freedesktop.portal.Inhibit                       the screen is locked, told into a sandbox
 */

#define IDLE_MS (10 * 60 * 1000)

#define IDLE_NAME      "org.gnome.Mutter.IdleMonitor"
#define IDLE_PATH      "/org/gnome/Mutter/IdleMonitor/Core"
#define PORTAL_NAME    "org.freedesktop.portal.Desktop"
#define PORTAL_PATH    "/org/freedesktop/portal/desktop"
#define PORTAL_INHIBIT "org.freedesktop.portal.Inhibit"

struct _OfficeAbsence {
  GObject parent_instance;

  GDBusConnection *session_bus;
  GDBusConnection *system_bus;
  GCancellable *cancellable;
  GArray *subscriptions; /* guint, of the session bus */
  guint sleep_subscription;
  gboolean locked, asleep, idle;
  guint32 active_watch; /* fires when somebody is back */
  gboolean away;
};

enum { PROP_0, PROP_AWAY, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeAbsence, office_absence, G_TYPE_OBJECT)

static void
update (OfficeAbsence *self)
{
  gboolean away = self->locked || self->asleep || self->idle;

  if (away == self->away)
    return;
  self->away = away;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAY]);
}

/* ---- what is told ---- */

static void
on_screen_saver (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
                 GVariant *parameters, gpointer data)
{
  OfficeAbsence *self = data;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &self->locked);
  update (self);
}

static void
on_portal_state (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
                 GVariant *parameters, gpointer data)
{
  OfficeAbsence *self = data;
  g_autoptr (GVariant) state = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oa{sv})")))
    return;
  g_variant_get (parameters, "(o@a{sv})", NULL, &state);
  g_variant_lookup (state, "screensaver-active", "b", &self->locked);
  update (self);
}

static void
on_sleep (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
          GVariant *parameters, gpointer data)
{
  OfficeAbsence *self = data;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &self->asleep);
  update (self);
}

static void
on_active_watch (GObject *bus, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAbsence) self = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);

  if (answer != NULL)
    g_variant_get (answer, "(u)", &self->active_watch);
}

static void
call_idle_monitor (OfficeAbsence *self, const char *method, GVariant *parameters, GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->session_bus, IDLE_NAME, IDLE_PATH, IDLE_NAME, method, parameters,
                          G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, callback,
                          callback != NULL ? g_object_ref (self) : NULL);
}

static void
on_watch_fired (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
                GVariant *parameters, gpointer data)
{
  OfficeAbsence *self = data;
  guint32 watch = 0;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(u)")))
    return;
  g_variant_get (parameters, "(u)", &watch);
  self->idle = watch != self->active_watch;
  if (self->idle)
    call_idle_monitor (self, "AddUserActiveWatch", NULL, on_active_watch);
  else
    self->active_watch = 0;
  update (self);
}

/* ---- asking to be told ---- */

static void
listen (OfficeAbsence *self, const char *sender, const char *interface, const char *signal, const char *path,
        GDBusSignalCallback callback)
{
  guint id = g_dbus_connection_signal_subscribe (self->session_bus, sender, interface, signal, path, NULL,
                                                 G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);

  g_array_append_val (self->subscriptions, id);
}

static void
ask_portal (OfficeAbsence *self)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "session_handle_token", g_variant_new_string ("office"));
  g_dbus_connection_call (self->session_bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INHIBIT, "CreateMonitor",
                          g_variant_new ("(sa{sv})", "", &options), NULL, G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                          NULL, NULL);
}

static void
use_session_bus (OfficeAbsence *self, GDBusConnection *bus)
{
  self->session_bus = g_object_ref (bus);
  listen (self, "org.gnome.ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", NULL, on_screen_saver);
  listen (self, "org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", NULL, on_screen_saver);
  listen (self, IDLE_NAME, IDLE_NAME, "WatchFired", IDLE_PATH, on_watch_fired);
  call_idle_monitor (self, "AddIdleWatch", g_variant_new ("(t)", (guint64) IDLE_MS), NULL);
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      listen (self, PORTAL_NAME, PORTAL_INHIBIT, "StateChanged", PORTAL_PATH, on_portal_state);
      ask_portal (self);
    }
}

static void
use_system_bus (OfficeAbsence *self, GDBusConnection *bus)
{
  self->system_bus = g_object_ref (bus);
  self->sleep_subscription = g_dbus_connection_signal_subscribe (
      bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "/org/freedesktop/login1",
      NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_sleep, self, NULL);
}

static void
on_session_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAbsence) self = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL && self->session_bus == NULL && !g_cancellable_is_cancelled (self->cancellable))
    use_session_bus (self, bus);
}

static void
on_system_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAbsence) self = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL && self->system_bus == NULL && !g_cancellable_is_cancelled (self->cancellable))
    use_system_bus (self, bus);
}

/* ---- overrides ---- */

static void
office_absence_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_AWAY)
    g_value_set_boolean (value, OFFICE_ABSENCE (object)->away);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_absence_dispose (GObject *object)
{
  OfficeAbsence *self = OFFICE_ABSENCE (object);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; self->session_bus != NULL && i < self->subscriptions->len; i++)
    g_dbus_connection_signal_unsubscribe (self->session_bus, g_array_index (self->subscriptions, guint, i));
  if (self->system_bus != NULL)
    g_dbus_connection_signal_unsubscribe (self->system_bus, self->sleep_subscription);
  g_clear_object (&self->session_bus);
  g_clear_object (&self->system_bus);
  G_OBJECT_CLASS (office_absence_parent_class)->dispose (object);
}

static void
office_absence_finalize (GObject *object)
{
  OfficeAbsence *self = OFFICE_ABSENCE (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->subscriptions);
  G_OBJECT_CLASS (office_absence_parent_class)->finalize (object);
}

static void
office_absence_class_init (OfficeAbsenceClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = office_absence_get_property;
  object_class->dispose = office_absence_dispose;
  object_class->finalize = office_absence_finalize;

  properties[PROP_AWAY] = g_param_spec_boolean ("away", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_absence_init (OfficeAbsence *self)
{
  self->cancellable = g_cancellable_new ();
  self->subscriptions = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* ---- public ---- */

/**
 * office_absence_new:
 * @session_bus: (nullable): the session's bus
 * @system_bus: (nullable): the system's bus
 *
 * Returns: (transfer full): somebody is here until one of the buses tells otherwise
 */
OfficeAbsence *
office_absence_new (GDBusConnection *session_bus, GDBusConnection *system_bus)
{
  OfficeAbsence *self = g_object_new (OFFICE_TYPE_ABSENCE, NULL);

  if (session_bus != NULL)
    use_session_bus (self, session_bus);
  if (system_bus != NULL)
    use_system_bus (self, system_bus);
  return self;
}

/**
 * office_absence_find_buses:
 * @self: an absence without buses
 *
 * Listens to this machine's as soon as they are there.
 */
void
office_absence_find_buses (OfficeAbsence *self)
{
  g_return_if_fail (OFFICE_IS_ABSENCE (self));

  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_session_bus, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_system_bus, g_object_ref (self));
}

/**
 * office_absence_get_away:
 * @self: an absence
 *
 * Returns: whether nobody sits at this desk
 */
gboolean
office_absence_get_away (OfficeAbsence *self)
{
  g_return_val_if_fail (OFFICE_IS_ABSENCE (self), FALSE);
  return self->away;
}
