/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-search.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The search over the whole office, above the window's content. What is chosen goes to the window's actions: open-room,
 * open-person, open-task, open-message. Signal "closed": it should be taken from view.
 */
#define OFFICE_TYPE_SEARCH_PANEL (office_search_panel_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSearchPanel, office_search_panel, OFFICE, SEARCH_PANEL, GtkWidget)

GtkWidget *office_search_panel_new (void);
void office_search_panel_set_session (OfficeSearchPanel *self, OfficeSession *session); /* nullable */
void office_search_panel_begin (OfficeSearchPanel *self); /* the focus goes into the field, what was typed before is selected */
void office_search_panel_set_text (OfficeSearchPanel *self, const char *text);
OfficeSearch *office_search_panel_get_search (OfficeSearchPanel *self); /* nullable, borrowed */

G_END_DECLS
