/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include "office-new-task-dialog.h"

/* A task can be typed on every page of the window. */

static void
on_open (OfficeWindow *self, const char *task)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", task);
}

void
office_window_new_task (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  GtkWidget *dialog;

  if (self->session == NULL)
    return;
  dialog = office_new_task_dialog_new (self->session, office_workspace_get_room_id (self->workspace));
  g_signal_connect_object (dialog, "open", G_CALLBACK (on_open), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}
