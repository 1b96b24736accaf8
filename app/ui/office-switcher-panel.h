/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-chooser-panel.h"
#include "office-switcher.h"

G_BEGIN_DECLS

/*
 * The quick switcher over the window's content: any room, person, task or command, by a few letters of its name. What is
 * chosen goes to the window's actions.
 */
#define OFFICE_TYPE_SWITCHER_PANEL (office_switcher_panel_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSwitcherPanel, office_switcher_panel, OFFICE, SWITCHER_PANEL, OfficeChooserPanel)

GtkWidget *office_switcher_panel_new (void);
void office_switcher_panel_set_session (OfficeSwitcherPanel *self, OfficeSession *session); /* nullable */
void office_switcher_panel_refresh (OfficeSwitcherPanel *self, const char *const *recent, const char *room); /* before each time it is shown */
OfficeSwitcher *office_switcher_panel_get_switcher (OfficeSwitcherPanel *self); /* nullable, borrowed */

G_END_DECLS
