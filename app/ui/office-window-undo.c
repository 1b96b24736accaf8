/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

/*
 * What the person did last in the open office is taken back. The key comes to the window only where no text has use for it:
 * what is being typed is undone first.
 */

static void
undo_last (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (self->session != NULL)
    office_session_undo_last (self->session);
}

void
office_window_install_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_last);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}

void
office_window_update_undo (OfficeWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 self->session != NULL && office_session_can_undo (self->session));
}
