/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-notifier.h"

#include <glib/gi18n.h>

#include "office-absence.h"
#include "office-alerts.h"
#include "office-settings.h"
#include "office-text-clean.h"
#include "office-window-private.h"

#define SETTING "notifications"

struct _OfficeNotifier {
  GObject parent_instance;

  OfficeWindow *window; /* owns this */
  OfficeSession *session;
  OfficeAlerts *alerts;
  OfficeAbsence *absence; /* NULL where there is no desktop to tell */
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
add_due_buttons (GNotification *notification, const OfficeAlert *alert)
{
  g_notification_add_button_with_target (notification, _ ("Done"), "app.complete-task", "s", alert->target);
  g_notification_add_button_with_target (notification, _ ("In an Hour"), "app.snooze-due", "(ss)", alert->target,
                                         "hour");
  g_notification_add_button_with_target (notification, _ ("Tomorrow"), "app.snooze-due", "(ss)", alert->target,
                                         "tomorrow");
}

static void
on_tell (OfficeNotifier *self, const OfficeAlert *alert)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *body = NULL;
  g_autofree char *title = NULL;

  if (application == NULL)
    return;
  title = office_text_clean_dup (alert->title);
  notification = g_notification_new (title);
  body = office_text_clean_dup (alert->body);
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification,
                               alert->urgent ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.open-place-of", "(sss)",
                                                office_session_get_office_id (self->session), alert->action,
                                                alert->target);
  if (alert->kind == OFFICE_ALERT_REMINDER)
    add_reminder_buttons (notification, alert);
  else if (alert->kind == OFFICE_ALERT_DUE)
    add_due_buttons (notification, alert);
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
  const char *thread = office_workspace_get_thread_id (workspace);

  if (!gtk_window_is_active (GTK_WINDOW (self->window)))
    {
      office_alerts_set_views (self->alerts, NULL);
      return;
    }
  if (room != NULL && office_workspace_get_view (workspace) == OFFICE_VIEW_CONVERSATION)
    g_strv_builder_add (places, room);
  if (task != NULL)
    g_strv_builder_add (places, task);
  if (thread != NULL)
    g_strv_builder_add (places, thread);
  list = g_strv_builder_end (places);
  office_alerts_set_views (self->alerts, (const char *const *) list);
}

static void
update_enabled (OfficeNotifier *self)
{
  office_alerts_set_enabled (self->alerts, g_settings_get_boolean (office_settings_get_default (), SETTING));
}

static void
on_away (OfficeNotifier *self)
{
  office_session_set_away (self->session, office_absence_get_away (self->absence));
}

/* Away at this desk, though the program goes on. */
static void
follow_absence (OfficeNotifier *self)
{
  if (gtk_window_get_application (GTK_WINDOW (self->window)) == NULL)
    return;
  self->absence = office_absence_new (NULL, NULL);
  g_signal_connect_object (self->absence, "notify::away", G_CALLBACK (on_away), self, G_CONNECT_SWAPPED);
  office_absence_find_buses (self->absence);
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

static GtkWidget *
find_window (gpointer application)
{
  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    if (OFFICE_IS_WINDOW (at->data))
      return at->data;
  return NULL;
}

static void
open_in_window (GtkWidget *window, const char *what, const char *id)
{
  static const char *const opening[] = { "open-message", "open-task", "open-room", "open-page", NULL };
  g_autofree char *name = g_strconcat ("win.", what, NULL);

  if (g_strv_contains (opening, what))
    gtk_widget_activate_action (window, name, "s", id);
}

/* As notifications of an earlier version say it: in whichever office is open. */
static void
open_place (GSimpleAction *action, GVariant *target, gpointer application)
{
  const char *what, *id;

  g_variant_get (target, "(&s&s)", &what, &id);
  g_application_activate (application);
  if (find_window (application) != NULL)
    open_in_window (find_window (application), what, id);
}

/* What was told while one was in another office stays on the desktop, and leads back into its own. */
static void
open_place_of (GSimpleAction *action, GVariant *target, gpointer application)
{
  GtkWidget *window;
  const char *office, *what, *id;

  g_variant_get (target, "(&s&s&s)", &office, &what, &id);
  g_application_activate (application);
  window = find_window (application);
  if (window != NULL && office_window_go_to_office (OFFICE_WINDOW (window), office))
    open_in_window (window, what, id);
}

/* Without a window nothing is opened: what is done is done out of its view. */
static void
pass_on (GSimpleAction *action, GVariant *target, gpointer application)
{
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (action)), NULL);

  if (find_window (application) != NULL)
    gtk_widget_activate_action_variant (find_window (application), name, target);
}

/* ---- overrides ---- */

static void
office_notifier_dispose (GObject *object)
{
  OfficeNotifier *self = OFFICE_NOTIFIER (object);

  g_clear_object (&self->absence);
  g_clear_object (&self->alerts);
  g_clear_object (&self->session);
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
  self->session = g_object_ref (session);
  self->alerts = office_alerts_new (session);
  g_signal_connect_object (self->alerts, "tell", G_CALLBACK (on_tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alerts, "withdraw", G_CALLBACK (on_withdraw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (update_views), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (window->workspace, watched[i], G_CALLBACK (update_views), self, G_CONNECT_SWAPPED);
  follow_setting (self);
  follow_absence (self);
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
    { "open-place", open_place, "(ss)", NULL, NULL },   { "open-place-of", open_place_of, "(sss)", NULL, NULL },
    { "snooze-reminder", pass_on, "(ss)", NULL, NULL }, { "end-reminder", pass_on, "s", NULL, NULL },
    { "snooze-due", pass_on, "(ss)", NULL, NULL },      { "complete-task", pass_on, "s", NULL, NULL },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
}
