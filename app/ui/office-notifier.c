/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-notifier.h"

#include <glib/gi18n.h>

#include "office-alerts.h"
#include "office-settings.h"
#include "office-window-private.h"

#define SETTING "notifications"

struct _OfficeNotifier {
  GObject parent_instance;

  OfficeWindow *window; /* owns this */
  OfficeAlerts *alerts;
};

G_DEFINE_FINAL_TYPE (OfficeNotifier, office_notifier, G_TYPE_OBJECT)

/* ---- showing ---- */

static void
add_reminder_buttons (GNotification *notification, const OfficeAlert *alert)
{
  const char *reminder = alert->id + strlen ("reminder:");

  g_notification_add_button_with_target (notification, _ ("In an Hour"), "app.snooze-reminder", "(ss)", reminder,
                                         "hour");
  g_notification_add_button_with_target (notification, _ ("Tomorrow"), "app.snooze-reminder", "(ss)", reminder,
                                         "tomorrow");
  g_notification_add_button_with_target (notification, _ ("Done"), "app.end-reminder", "s", reminder);
}

static void
on_tell (OfficeNotifier *self, const OfficeAlert *alert)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  g_autoptr (GNotification) notification = NULL;

  if (application == NULL)
    return;
  notification = g_notification_new (alert->title);
  g_notification_set_body (notification, alert->body);
  g_notification_set_priority (notification,
                               alert->urgent ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.open-place", "(ss)", alert->action, alert->target);
  if (alert->kind == OFFICE_ALERT_REMINDER)
    add_reminder_buttons (notification, alert);
  g_application_send_notification (G_APPLICATION (application), alert->id, notification);
}

static void
on_withdraw (OfficeNotifier *self, const char *id)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));

  if (application != NULL)
    g_application_withdraw_notification (G_APPLICATION (application), id);
}

/* ---- what the person looks at ---- */

static void
update_views (OfficeNotifier *self)
{
  OfficeWorkspace *workspace = self->window->workspace;
  g_autoptr (GStrvBuilder) places = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *room = office_workspace_get_room_id (workspace);
  const char *task = office_workspace_get_task_id (workspace);

  if (!gtk_window_is_active (GTK_WINDOW (self->window)))
    {
      office_alerts_set_views (self->alerts, NULL);
      return;
    }
  if (room != NULL && office_workspace_get_view (workspace) == OFFICE_VIEW_CONVERSATION)
    g_strv_builder_add (places, room);
  if (task != NULL)
    g_strv_builder_add (places, task);
  list = g_strv_builder_end (places);
  office_alerts_set_views (self->alerts, (const char *const *) list);
}

static void
update_enabled (OfficeNotifier *self)
{
  office_alerts_set_enabled (self->alerts, g_settings_get_boolean (office_settings_get_default (), SETTING));
}

static void
follow_setting (OfficeNotifier *self)
{
  GSettings *settings = office_settings_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings == NULL)
    return;
  g_object_get (settings, "settings-schema", &schema, NULL);
  if (!g_settings_schema_has_key (schema, SETTING))
    return;
  g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);
  update_enabled (self);
}

/* ---- actions: they may come over the bus, and from notifications of an earlier run ---- */

static OfficeWindow *
require_window (gpointer application)
{
  g_application_activate (application);
  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    if (OFFICE_IS_WINDOW (at->data))
      return at->data;
  return NULL;
}

static void
open_place (GSimpleAction *action, GVariant *target, gpointer application)
{
  static const char *const opening[] = { "open-message", "open-task", "open-room", "open-page", NULL };
  OfficeWindow *window = require_window (application);
  const char *what, *id;
  g_autofree char *name = NULL;

  g_variant_get (target, "(&s&s)", &what, &id);
  if (window == NULL || !g_strv_contains (opening, what))
    return;
  name = g_strconcat ("win.", what, NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), name, "s", id);
}

static OfficeSession *
find_session (gpointer application)
{
  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    if (OFFICE_IS_WINDOW (at->data))
      return office_window_get_session (at->data);
  return NULL;
}

static void
tell_failure (gpointer application, const GError *error)
{
  OfficeWindow *window = require_window (application);

  if (window != NULL)
    office_window_show_toast (window, error->message);
}

static void
snooze_reminder (GSimpleAction *action, GVariant *target, gpointer application)
{
  OfficeSession *session = find_session (application);
  g_autoptr (GError) error = NULL;
  const char *reminder, *until;
  OfficeUntilChoice choice;

  g_variant_get (target, "(&s&s)", &reminder, &until);
  choice = g_str_equal (until, "tomorrow") ? OFFICE_UNTIL_MORNING : OFFICE_UNTIL_HOUR;
  if (session != NULL
      && !office_session_snooze_reminder (session, reminder,
                                          office_until_choose (choice, office_session_get_now (session)), &error))
    tell_failure (application, error);
}

static void
end_reminder (GSimpleAction *action, GVariant *target, gpointer application)
{
  OfficeSession *session = find_session (application);
  g_autoptr (GError) error = NULL;

  if (session != NULL && !office_session_end_reminder (session, g_variant_get_string (target, NULL), &error))
    tell_failure (application, error);
}

/* ---- overrides ---- */

static void
office_notifier_dispose (GObject *object)
{
  OfficeNotifier *self = OFFICE_NOTIFIER (object);

  g_clear_object (&self->alerts);
  G_OBJECT_CLASS (office_notifier_parent_class)->dispose (object);
}

static void
office_notifier_class_init (OfficeNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_notifier_dispose;
}

static void
office_notifier_init (OfficeNotifier *self)
{
}

/* ---- public ---- */

/**
 * office_notifier_new:
 * @window: the window that shows the office; it has to outlive the notifier
 * @session: the office
 *
 * Returns: (transfer full): a notifier that tells, until it goes, what happens in the office out of the window's view
 */
OfficeNotifier *
office_notifier_new (OfficeWindow *window, OfficeSession *session)
{
  static const char *const watched[] = { "notify::room-id", "notify::task-id", "notify::page", "notify::view" };
  OfficeNotifier *self;

  g_return_val_if_fail (OFFICE_IS_WINDOW (window), NULL);
  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_NOTIFIER, NULL);
  self->window = window;
  self->alerts = office_alerts_new (session);
  g_signal_connect_object (self->alerts, "tell", G_CALLBACK (on_tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alerts, "withdraw", G_CALLBACK (on_withdraw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (update_views), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (window->workspace, watched[i], G_CALLBACK (update_views), self, G_CONNECT_SWAPPED);
  follow_setting (self);
  update_views (self);
  return self;
}

/**
 * office_notifier_install_actions:
 * @application: the program
 *
 * Adds what notifications activate.
 */
void
office_notifier_install_actions (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "open-place", open_place, "(ss)", NULL, NULL },
    { "snooze-reminder", snooze_reminder, "(ss)", NULL, NULL },
    { "end-reminder", end_reminder, "s", NULL, NULL },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
}
