/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

/*
 * The search lies above the window's pages. While it is there the keyboard stays in it, and what had the focus before gets
 * it back when nothing was chosen.
 */

static gboolean
is_open (OfficeWindow *self)
{
  return self->search_panel != NULL && gtk_widget_get_visible (GTK_WIDGET (self->search_panel));
}

static void
make_panel (OfficeWindow *self)
{
  self->search_panel = OFFICE_SEARCH_PANEL (office_search_panel_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->search_panel), FALSE);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->search_panel));
  g_signal_connect_object (self->search_panel, "closed", G_CALLBACK (office_window_close_search), self,
                           G_CONNECT_SWAPPED);
}

/**
 * office_window_open_search: (skip)
 * @self: a window with an office
 *
 * Opens the search over the office, or puts the focus into it where it is open.
 */
void
office_window_open_search (OfficeWindow *self)
{
  if (self->session == NULL || gtk_stack_get_visible_child (self->pages) != GTK_WIDGET (self->workspace))
    return;
  if (self->search_panel == NULL)
    make_panel (self);
  if (office_search_panel_get_search (self->search_panel) == NULL)
    office_search_panel_set_session (self->search_panel, self->session);
  if (!is_open (self))
    {
      g_set_weak_pointer (&self->before_search, gtk_root_get_focus (GTK_ROOT (self)));
      gtk_widget_set_visible (GTK_WIDGET (self->search_panel), TRUE);
      gtk_widget_set_can_focus (GTK_WIDGET (self->pages), FALSE);
    }
  office_search_panel_begin (self->search_panel);
}

/**
 * office_window_close_search: (skip)
 * @self: a window
 *
 * Closes the search where it is open. What was typed is kept for the next time.
 */
void
office_window_close_search (OfficeWindow *self)
{
  GtkWidget *before = self->before_search;

  if (!is_open (self))
    return;
  gtk_widget_set_can_focus (GTK_WIDGET (self->pages), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->search_panel), FALSE);
  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  g_clear_weak_pointer (&self->before_search);
}
