/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-chooser-panel.h"
#include "office-search.h"

G_BEGIN_DECLS

/*
 * The search over the whole office, above the window's content. What is chosen goes to the window's actions: open-room,
 * open-person, open-task, open-message, open-found. Signal "closed": it should be taken from view.
 */
#define OFFICE_TYPE_SEARCH_PANEL (office_search_panel_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSearchPanel, office_search_panel, OFFICE, SEARCH_PANEL, OfficeChooserPanel)

GtkWidget *office_search_panel_new (void);
void office_search_panel_set_session (OfficeSearchPanel *self, OfficeSession *session); /* nullable */
OfficeSearch *office_search_panel_get_search (OfficeSearchPanel *self); /* nullable, borrowed */

G_END_DECLS
