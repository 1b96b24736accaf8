/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

/*
 * Search and quick switcher lie above the window's pages. While one is there the keyboard stays in it, and what had the focus
 * before gets it back when nothing was chosen. Each is made when it is first asked for.
 */

static gboolean
is_shown (OfficeChooserPanel *panel)
{
  return panel != NULL && gtk_widget_get_visible (GTK_WIDGET (panel));
}

static OfficeChooserPanel *
get_open_panel (OfficeWindow *self)
{
  if (is_shown ((OfficeChooserPanel *) self->search_panel))
    return OFFICE_CHOOSER_PANEL (self->search_panel);
  return is_shown ((OfficeChooserPanel *) self->switcher_panel) ? OFFICE_CHOOSER_PANEL (self->switcher_panel) : NULL;
}

static gboolean
can_open (OfficeWindow *self)
{
  return self->session != NULL && gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->workspace);
}

static GtkWidget *
add_panel (OfficeWindow *self, GtkWidget *panel)
{
  gtk_widget_set_visible (panel, FALSE);
  gtk_overlay_add_overlay (self->overlay, panel);
  g_signal_connect_object (panel, "closed", G_CALLBACK (office_window_close_panel), self, G_CONNECT_SWAPPED);
  return panel;
}

static void
open_panel (OfficeWindow *self, OfficeChooserPanel *panel)
{
  OfficeChooserPanel *open = get_open_panel (self);

  if (open == NULL)
    {
      g_set_weak_pointer (&self->before_panel, gtk_root_get_focus (GTK_ROOT (self)));
      gtk_widget_set_can_focus (GTK_WIDGET (self->pages), FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (panel), TRUE);
  office_chooser_panel_begin (panel);
  if (open != NULL && open != panel)
    gtk_widget_set_visible (GTK_WIDGET (open), FALSE);
}

/**
 * office_window_open_search: (skip)
 * @self: a window with an office
 * @text: (nullable): what to look for; %NULL: what was looked for the last time, to be typed over
 *
 * Opens the search over the office, or puts the focus into it where it is open.
 */
void
office_window_open_search (OfficeWindow *self, const char *text)
{
  if (!can_open (self))
    return;
  if (self->search_panel == NULL)
    self->search_panel = OFFICE_SEARCH_PANEL (add_panel (self, office_search_panel_new ()));
  if (office_search_panel_get_search (self->search_panel) == NULL)
    office_search_panel_set_session (self->search_panel, self->session);
  open_panel (self, OFFICE_CHOOSER_PANEL (self->search_panel));
  if (text != NULL)
    office_chooser_panel_set_text (OFFICE_CHOOSER_PANEL (self->search_panel), text);
}

/**
 * office_window_open_switcher: (skip)
 * @self: a window with an office
 *
 * Opens the quick switcher with an empty field; where it is open, closes it.
 */
void
office_window_open_switcher (OfficeWindow *self)
{
  g_auto (GStrv) recent = NULL;

  if (!can_open (self))
    return;
  if (is_shown ((OfficeChooserPanel *) self->switcher_panel))
    {
      office_window_close_panel (self);
      return;
    }
  if (self->switcher_panel == NULL)
    self->switcher_panel = OFFICE_SWITCHER_PANEL (add_panel (self, office_switcher_panel_new ()));
  office_switcher_panel_set_session (self->switcher_panel, self->session);
  recent = office_workspace_dup_recent (self->workspace);
  office_switcher_panel_refresh (self->switcher_panel, (const char *const *) recent,
                                 office_workspace_get_room_id (self->workspace));
  open_panel (self, OFFICE_CHOOSER_PANEL (self->switcher_panel));
}

/**
 * office_window_close_panel: (skip)
 * @self: a window
 *
 * Closes search or switcher where one is open. What was looked for is kept for the next time.
 */
void
office_window_close_panel (OfficeWindow *self)
{
  GtkWidget *before = self->before_panel;
  OfficeChooserPanel *open = get_open_panel (self);

  if (open == NULL)
    return;
  gtk_widget_set_can_focus (GTK_WIDGET (self->pages), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (open), FALSE);
  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  g_clear_weak_pointer (&self->before_panel);
}

/**
 * office_window_forget_panels: (skip)
 * @self: a window
 *
 * The office goes: so does what was looked for in it.
 */
void
office_window_forget_panels (OfficeWindow *self)
{
  office_window_close_panel (self);
  if (self->search_panel != NULL)
    office_search_panel_set_session (self->search_panel, NULL);
  if (self->switcher_panel != NULL)
    office_switcher_panel_set_session (self->switcher_panel, NULL);
}
