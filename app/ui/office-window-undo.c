/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include "office-work.h"

/*
 * What the person did last in the open office is taken back, or done again; in My Work, what they did last in any of its
 * offices. The keys come to the window only where no text has use for them: what is being typed is undone first.
 */

static gboolean
is_in_work (OfficeWindow *self)
{
  return self->work != NULL && g_strcmp0 (office_workspace_get_page (self->workspace), "work") == 0;
}

/* Where something can be taken back; NULL: nowhere. */
static OfficeSession *
find_done (OfficeWindow *self)
{
  if (is_in_work (self))
    return office_work_find_last_done (self->work);
  return self->session != NULL && office_session_can_undo (self->session) ? self->session : NULL;
}

/* Where something can be done again; NULL: nowhere. */
static OfficeSession *
find_undone (OfficeWindow *self)
{
  if (is_in_work (self))
    return office_work_find_last_undone (self->work);
  return self->session != NULL && office_session_can_redo (self->session) ? self->session : NULL;
}

static void
undo_last (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeSession *session = find_done (OFFICE_WINDOW (widget));

  if (session != NULL)
    office_session_undo_last (session);
}

static void
redo_last (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeSession *session = find_undone (OFFICE_WINDOW (widget));

  if (session != NULL)
    office_session_redo_last (session);
}

void
office_window_install_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_last);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_last);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
}

void
office_window_update_undo (OfficeWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", find_done (self) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", find_undone (self) != NULL);
}
