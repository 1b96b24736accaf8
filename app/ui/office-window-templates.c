/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>

#include "office-feed-dialog.h"
#include "office-templates-dialog.h"
#include "office-templates.h"

/* Tasks and rooms that others are made like, and the calendar that one may subscribe to. */

static void
tell (OfficeWindow *self, gboolean done, const GError *error)
{
  if (!done)
    office_window_show_error (self, error);
}

/* Target: the task. */
static void
save_template (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (self->session != NULL)
    tell (self, office_session_save_as_template (self->session, g_variant_get_string (target, NULL), NULL, &error),
          error);
}

/* Target: the template and the column. */
static void
make_from_template (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  const char *template, *column;

  g_variant_get (target, "(&s&s)", &template, &column);
  if (self->session != NULL)
    tell (self,
          office_session_make_from_template (self->session, template, *column != '\0' ? column : NULL, NULL, &error),
          error);
}

/* Target: the room. Offers it as a template, or does so no more. */
static void
template_room (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *room = g_variant_get_string (target, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is;

  if (self->session == NULL)
    return;
  is = office_session_is_room_template (self->session, room);
  if (!office_session_set_room_template (self->session, room, !is, &error))
    office_window_show_error (self, error);
  else
    office_window_show_toast (self,
                              is ? _ ("The room is no template any more") : _ ("New rooms can be made like this one"));
}

/* Target: the room; without one, the room that is open. */
static void
show_templates (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *room = target != NULL ? g_variant_get_string (target, NULL)
                                    : office_workspace_get_room_id (self->workspace);
  GtkWidget *dialog;

  if (self->session == NULL || room == NULL)
    return;
  dialog = office_templates_dialog_new (self->session, room);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
subscribe_calendar (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const OfficeInvitationLink *where = self->membership != NULL ? office_membership_get_where (self->membership) : NULL;
  g_autofree char *base = NULL;
  GtkWidget *dialog;

  if (self->session == NULL)
    return;
  if (where != NULL)
    base = g_strdup_printf (strchr (where->host, ':') != NULL ? "%s://[%s]:%u" : "%s://%s:%u",
                            where->plain ? "http" : "https", where->host, where->port);
  dialog = office_feed_dialog_new (self->session, base);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
office_window_install_template_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.save-template", "s", save_template);
  gtk_widget_class_install_action (widget_class, "win.make-from-template", "(ss)", make_from_template);
  gtk_widget_class_install_action (widget_class, "win.template-room", "s", template_room);
  gtk_widget_class_install_action (widget_class, "win.task-templates", "s", show_templates);
  gtk_widget_class_install_action (widget_class, "win.show-templates", NULL, show_templates);
  gtk_widget_class_install_action (widget_class, "win.subscribe-calendar", NULL, subscribe_calendar);
}
