/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include "office-work.h"

/*
 * What the person did last in the open office is taken back; in My Work, what they did last in any of its offices. The key
 * comes to the window only where no text has use for it: what is being typed is undone first.
 */

/* Where something can be taken back; NULL: nowhere. */
static OfficeSession *
find_session (OfficeWindow *self)
{
  if (self->work != NULL && g_strcmp0 (office_workspace_get_page (self->workspace), "work") == 0)
    return office_work_find_last_done (self->work);
  return self->session != NULL && office_session_can_undo (self->session) ? self->session : NULL;
}

static void
undo_last (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeSession *session = find_session (OFFICE_WINDOW (widget));

  if (session != NULL)
    office_session_undo_last (session);
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
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", find_session (self) != NULL);
}
