/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Escape in a search entry, which GTK takes from the dialog or popover around it. */
void office_search_escape_watch (GtkWidget *entry);

G_END_DECLS
