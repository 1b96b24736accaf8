/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The office's name and line, its rooms and people. Activating a row activates win.open-room or win.open-person. */
#define OFFICE_TYPE_SIDEBAR (office_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSidebar, office_sidebar, OFFICE, SIDEBAR, GtkWidget)

void office_sidebar_set_session (OfficeSidebar *self, OfficeSession *session);
void office_sidebar_set_office_menu (OfficeSidebar *self, GMenuModel *menu);
void office_sidebar_set_beside (OfficeSidebar *self, GListModel *beside); /* of OfficeBeside; nullable */
void office_sidebar_set_page (OfficeSidebar *self, const char *page); /* of the places above the rooms; nullable */
void office_sidebar_set_room (OfficeSidebar *self, const char *room); /* the open one; NULL: none */
void office_sidebar_set_folded (OfficeSidebar *self, gboolean folded); /* TRUE: it stands alone and shows the window's buttons */
gboolean office_sidebar_focus_room (OfficeSidebar *self); /* the focus comes to the open one */
OfficeRoom *office_sidebar_get_neighbour (OfficeSidebar *self, int step); /* the room `step` places below the open one; nullable, borrowed */

G_END_DECLS
