/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-room.h"

G_BEGIN_DECLS

/* A row of the sidebar: a room, a direct room, or a person with whom nothing was said yet. */
#define OFFICE_TYPE_SIDEBAR_ROW (office_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSidebarRow, office_sidebar_row, OFFICE, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *office_sidebar_row_new_room (OfficeRoom *room);
GtkWidget *office_sidebar_row_new_person (OfficePerson *person);
OfficeRoom *office_sidebar_row_get_room (OfficeSidebarRow *self);     /* nullable */
OfficePerson *office_sidebar_row_get_person (OfficeSidebarRow *self); /* nullable: of a person's row without room */

G_END_DECLS
