/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-notifier.h"

#include <glib/gi18n.h>

#include "office-alerts.h"
#include "office-answer.h"
#include "office-settings.h"
#include "office-text-clean.h"
#include "office-window-private.h"

#define SETTING "notifications"

struct _OfficeNotifier {
  GObject parent_instance;

  OfficeWindow *window; /* owns this */
  OfficeSession *session;
  OfficeAlerts *alerts;
  OfficeAbsence *absence; /* nullable */
};

G_DEFINE_FINAL_TYPE (OfficeNotifier, office_notifier, G_TYPE_OBJECT)

/* ---- showing ---- */

static void
add_button (OfficeNotifier *self, GNotification *notification, const char *label, const char *what, const char *id,
            const char *until)
{
  g_notification_add_button_with_target (notification, label, "app.answer-reminder", "(ssss)",
                                         office_session_get_office_id (self->session), what, id, until);
}

static void
add_reminder_buttons (OfficeNotifier *self, GNotification *notification, const OfficeAlert *alert)
{
  const char *reminder = alert->id + strlen ("reminder:");

  add_button (self, notification, _ ("In an Hour"), "snooze-reminder", reminder, "hour");
  add_button (self, notification, _ ("Tomorrow"), "snooze-reminder", reminder, "tomorrow");
  add_button (self, notification, _ ("Done"), "end-reminder", reminder, "");
}

static void
add_due_buttons (OfficeNotifier *self, GNotification *notification, const OfficeAlert *alert)
{
  add_button (self, notification, _ ("Done"), "complete-task", alert->target, "");
  add_button (self, notification, _ ("In an Hour"), "snooze-due", alert->target, "hour");
  add_button (self, notification, _ ("Tomorrow"), "snooze-due", alert->target, "tomorrow");
}

/* Alerts of two offices may be called the same. */
static char *
make_id (OfficeNotifier *self, const char *alert)
{
  return g_strdup_printf ("%s:%s", office_session_get_office_id (self->session), alert);
}

/* Who is in several offices wants to know in which. */
static char *
make_title (OfficeNotifier *self, const OfficeAlert *alert)
{
  g_autofree char *title = office_text_clean_dup (alert->title);
  g_autofree char *office = office_text_clean_dup (office_session_get_name (self->session));

  if (!office_window_has_several (self->window))
    return g_steal_pointer (&title);
  /* Translators: what a notification is about, then the name of the office in which it happened */
  return g_strdup_printf (C_ ("notification", "%s · %s"), title, office);
}

static void
on_tell (OfficeNotifier *self, const OfficeAlert *alert)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *body = NULL;
  g_autofree char *title = NULL;
  g_autofree char *id = NULL;

  if (application == NULL)
    return;
  title = make_title (self, alert);
  id = make_id (self, alert->id);
  notification = g_notification_new (title);
  body = office_text_clean_dup (alert->body);
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification,
                               alert->urgent ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.open-place-of", "(sss)",
                                                office_session_get_office_id (self->session), alert->action,
                                                alert->target);
  if (alert->kind == OFFICE_ALERT_REMINDER)
    add_reminder_buttons (self, notification, alert);
  else if (alert->kind == OFFICE_ALERT_DUE)
    add_due_buttons (self, notification, alert);
  g_application_send_notification (G_APPLICATION (application), id, notification);
}

static void
on_withdraw (OfficeNotifier *self, const char *alert)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  g_autofree char *id = make_id (self, alert);

  if (application != NULL)
    g_application_withdraw_notification (G_APPLICATION (application), id);
}

/* ---- what the person wants ---- */

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
follow_absence (OfficeNotifier *self, OfficeAbsence *absence)
{
  if (absence == NULL)
    return;
  self->absence = g_object_ref (absence);
  g_signal_connect_object (absence, "notify::away", G_CALLBACK (on_away), self, G_CONNECT_SWAPPED);
  on_away (self);
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

/* No window is opened for it: what is done is done out of view. */
static void
answer (GSimpleAction *action, GVariant *target, gpointer application)
{
  const char *office, *what, *id, *until;

  g_variant_get (target, "(&s&s&s&s)", &office, &what, &id, &until);
  if (find_window (application) != NULL)
    office_window_answer (OFFICE_WINDOW (find_window (application)), office, what, id, until);
  else
    office_answer_unseen (application, office, what, id, until);
}

/* As notifications of an earlier version say it. */
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
 * office_notifier_update_views:
 * @self: a notifier
 *
 * Looks what the person has before them: nothing is told of it, and what was told of it is over. Nothing of this office,
 * while the window shows another one.
 */
void
office_notifier_update_views (OfficeNotifier *self)
{
  OfficeWorkspace *workspace = self->window->workspace;
  g_autoptr (GStrvBuilder) places = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *room, *task, *thread;

  if (self->window->session != self->session || !gtk_window_is_active (GTK_WINDOW (self->window)))
    {
      office_alerts_set_views (self->alerts, NULL);
      return;
    }
  room = office_workspace_get_room_id (workspace);
  task = office_workspace_get_task_id (workspace);
  thread = office_workspace_get_thread_id (workspace);
  if (room != NULL && office_workspace_get_view (workspace) == OFFICE_VIEW_CONVERSATION)
    g_strv_builder_add (places, room);
  if (task != NULL)
    g_strv_builder_add (places, task);
  if (thread != NULL)
    g_strv_builder_add (places, thread);
  list = g_strv_builder_end (places);
  office_alerts_set_views (self->alerts, (const char *const *) list);
}

/**
 * office_notifier_new:
 * @window: the window that shows this office or another one; it has to outlive the notifier
 * @session: an office that is open
 * @absence: (nullable): tells when the person is not at this desk
 *
 * Returns: (transfer full): a notifier that tells, until it goes, what happens in the office out of the window's view
 */
OfficeNotifier *
office_notifier_new (OfficeWindow *window, OfficeSession *session, OfficeAbsence *absence)
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
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (office_notifier_update_views), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (window->workspace, watched[i], G_CALLBACK (office_notifier_update_views), self,
                             G_CONNECT_SWAPPED);
  follow_setting (self);
  follow_absence (self, absence);
  office_notifier_update_views (self);
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
    { "open-place", open_place, "(ss)", NULL, NULL },    { "open-place-of", open_place_of, "(sss)", NULL, NULL },
    { "snooze-reminder", pass_on, "(ss)", NULL, NULL },  { "end-reminder", pass_on, "s", NULL, NULL },
    { "snooze-due", pass_on, "(ss)", NULL, NULL },       { "complete-task", pass_on, "s", NULL, NULL },
    { "answer-reminder", answer, "(ssss)", NULL, NULL },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
}
