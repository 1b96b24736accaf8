/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-popup.h"

#define FOCUS_BEFORE "office-focus-before"

static gboolean
unparent_later (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* GTK leaves the focus to what the popover is over. Who was writing goes on. */
static void
give_back_focus (GtkWidget *popover)
{
  GtkWidget *before = g_object_get_data (G_OBJECT (popover), FOCUS_BEFORE);
  GtkRoot *root = gtk_widget_get_root (popover);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && before != NULL && gtk_widget_get_mapped (before)
      && (focus == NULL || focus == gtk_widget_get_parent (popover) || focus == popover
          || gtk_widget_is_ancestor (focus, popover)))
    gtk_widget_grab_focus (before);
}

static gboolean
give_back_again (gpointer popover)
{
  give_back_focus (popover);
  return G_SOURCE_REMOVE;
}

/* GTK 4.18 takes the focus once more after this. A menu's action comes after it has closed, and needs its place among the widgets. */
static void
on_closed (GtkWidget *popover)
{
  give_back_focus (popover);
  g_idle_add_full (G_PRIORITY_HIGH, give_back_again, g_object_ref (popover), g_object_unref);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_later, g_object_ref (popover), g_object_unref);
}

/**
 * office_popup_show:
 * @popover: (transfer floating): what to show; it goes when it is closed, after what was chosen in it has been done
 * @over: what it belongs to, in a window
 *
 * The focus comes back to where it was when it is closed, unless it has been brought elsewhere.
 */
void
office_popup_show (GtkWidget *popover, GtkWidget *over)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (over));

  if (focus != NULL)
    g_object_set_data_full (G_OBJECT (popover), FOCUS_BEFORE, g_object_ref (focus), g_object_unref);
  gtk_widget_set_parent (popover, over);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
