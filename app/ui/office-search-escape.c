/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-search-escape.h"

static void
on_stop_search (GtkWidget *entry)
{
  GtkWidget *popover = gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER);
  GtkRoot *root = gtk_widget_get_root (entry);

  if (*gtk_editable_get_text (GTK_EDITABLE (entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
  else if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  else if (GTK_IS_WINDOW (root) && !GTK_IS_APPLICATION_WINDOW (root))
    gtk_window_close (GTK_WINDOW (root));
}

/**
 * office_search_escape_watch:
 * @entry: a #GtkSearchEntry
 *
 * Lets Escape take away what is sought, and then close the dialog or popover in which the entry stands.
 */
void
office_search_escape_watch (GtkWidget *entry)
{
  g_return_if_fail (GTK_IS_SEARCH_ENTRY (entry));

  g_signal_connect (entry, "stop-search", G_CALLBACK (on_stop_search), NULL);
}
