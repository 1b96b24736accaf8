/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *office_day_dup_name (gint64 at, gint64 now); /* both ms since 1970: "Today", "Yesterday", "Monday 9 June"; translated */
gboolean office_day_is_same (gint64 a, gint64 b);  /* in local time */

GtkWidget *office_day_divider_new (const char *name);
GtkWidget *office_replies_divider_new (const char *count, int indent);
GtkWidget *office_unread_divider_new (int indent); /* pixels, from the row's edge to its text */

G_END_DECLS
