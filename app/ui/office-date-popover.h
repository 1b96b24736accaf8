/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A calendar in which to choose the day that a conversation is to be shown from. Signal "chosen" (gint64 since): that day's beginning, ms since 1970. */
#define OFFICE_TYPE_DATE_POPOVER (office_date_popover_get_type ())
G_DECLARE_FINAL_TYPE (OfficeDatePopover, office_date_popover, OFFICE, DATE_POPOVER, GtkPopover)

GtkWidget *office_date_popover_new (void);
GtkWidget *office_date_popover_new_for_day (void); /* to set one: without the conversation's beginning */
void office_date_popover_open (OfficeDatePopover *self, GtkWidget *at, gint64 today); /* ms since 1970 */

G_END_DECLS
