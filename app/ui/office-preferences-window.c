/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "office-settings.h"

struct _OfficePreferencesWindow {
  AdwPreferencesWindow parent_instance;

  OfficeSession *session; /* nullable */

  AdwActionRow *enter_row;
  GtkSwitch *enter_switch;
  AdwActionRow *notifications_row;
  GtkSwitch *notifications_switch;
  AdwActionRow *reading_row;
  GtkSwitch *reading_switch;
  AdwActionRow *previews_row;
  GtkSwitch *previews_switch;
};

G_DEFINE_FINAL_TYPE (OfficePreferencesWindow, office_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
update_enter (OfficePreferencesWindow *self)
{
  adw_action_row_set_subtitle (self->enter_row, gtk_switch_get_active (self->enter_switch)
                                                    ? _ ("Shift+Enter begins a new line")
                                                    : _ ("Enter begins a new line, Shift+Enter sends"));
}

static void
bind_setting (OfficePreferencesWindow *self, const char *key, GtkSwitch *toggle, AdwActionRow *row)
{
  GSettings *settings = office_settings_get_default ();

  gtk_widget_set_sensitive (GTK_WIDGET (row), settings != NULL);
  if (settings != NULL)
    g_settings_bind (settings, key, toggle, "active", G_SETTINGS_BIND_DEFAULT);
}

/* The switch says what others hear, the record what they do not. */
static void
follow_reading (OfficePreferencesWindow *self)
{
  OfficePerson *me = office_session_get_me (self->session);

  gtk_switch_set_active (self->reading_switch, !office_person_hides_reading (me));
}

static void
on_reading (OfficePreferencesWindow *self)
{
  const gboolean hidden = !gtk_switch_get_active (self->reading_switch);
  g_autoptr (GError) error = NULL;

  if (hidden == office_person_hides_reading (office_session_get_me (self->session)))
    return;
  if (!office_session_set_reading_hidden (self->session, hidden, &error))
    {
      adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (error->message));
      follow_reading (self);
    }
}

static void
office_preferences_window_dispose (GObject *object)
{
  g_clear_object (&OFFICE_PREFERENCES_WINDOW (object)->session);

  G_OBJECT_CLASS (office_preferences_window_parent_class)->dispose (object);
}

static void
office_preferences_window_class_init (OfficePreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficePreferencesWindow, enter_row);
  gtk_widget_class_bind_template_child (widget_class, OfficePreferencesWindow, enter_switch);
  gtk_widget_class_bind_template_child (widget_class, OfficePreferencesWindow, notifications_row);
  gtk_widget_class_bind_template_child (widget_class, OfficePreferencesWindow, notifications_switch);
  gtk_widget_class_bind_template_child (widget_class, OfficePreferencesWindow, reading_row);
  gtk_widget_class_bind_template_child (widget_class, OfficePreferencesWindow, reading_switch);
  gtk_widget_class_bind_template_child (widget_class, OfficePreferencesWindow, previews_row);
  gtk_widget_class_bind_template_child (widget_class, OfficePreferencesWindow, previews_switch);
  gtk_widget_class_bind_template_callback (widget_class, update_enter);
}

static void
office_preferences_window_init (OfficePreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_setting (self, "enter-sends", self->enter_switch, self->enter_row);
  bind_setting (self, "notifications", self->notifications_switch, self->notifications_row);
  bind_setting (self, "link-previews", self->previews_switch, self->previews_row);
  update_enter (self);
}

/**
 * office_preferences_window_new:
 * @session: (nullable): the office that is open
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
office_preferences_window_new (OfficeSession *session)
{
  OfficePreferencesWindow *self = g_object_new (OFFICE_TYPE_PREFERENCES_WINDOW, NULL);

  g_set_object (&self->session, session);
  gtk_widget_set_visible (GTK_WIDGET (self->reading_row), session != NULL);
  if (session == NULL)
    return GTK_WIDGET (self);
  follow_reading (self);
  g_signal_connect_swapped (self->reading_switch, "notify::active", G_CALLBACK (on_reading), self);
  g_signal_connect_object (office_session_get_me (session), "notify::hides-reading", G_CALLBACK (follow_reading), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
