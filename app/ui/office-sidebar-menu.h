/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the menu of a room's row with the second button, the menu key, or by holding it. */
void office_sidebar_menu_watch (GtkListBox *list);
void office_sidebar_menu_set_session (GtkListBox *list, OfficeSession *session); /* nullable */

G_END_DECLS
