/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * One of the places above the rooms, as an item of the sidebar's model: Activity, People … Properties "name" (of its page),
 * and "badge" (how much there is new; 0: none), which its row follows.
 */
#define OFFICE_TYPE_SIDEBAR_PLACE (office_sidebar_place_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSidebarPlace, office_sidebar_place, OFFICE, SIDEBAR_PLACE, GObject)

OfficeSidebarPlace *office_sidebar_place_new (const char *name, const char *title, const char *icon_name);
const char *office_sidebar_place_get_name (OfficeSidebarPlace *self);
void office_sidebar_place_set_late (OfficeSidebarPlace *self, gboolean late); /* the badge counts what is overdue, not what is new */
void office_sidebar_place_set_badge (OfficeSidebarPlace *self, guint badge);
GtkWidget *office_sidebar_place_create_row (OfficeSidebarPlace *self);
OfficeSidebarPlace *office_sidebar_place_of_row (GtkListBoxRow *row); /* nullable, borrowed */

G_END_DECLS
