/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-desk.h"

G_BEGIN_DECLS

/*
 * The ways into an office: one on this network, a link, one of one's own.
 * Signal "found-chosen" (OfficeFound *): somebody wants into an office on the network.
 */
#define OFFICE_TYPE_WELCOME_PAGE (office_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWelcomePage, office_welcome_page, OFFICE, WELCOME_PAGE, GtkWidget)

void office_welcome_page_set_desk (OfficeWelcomePage *self, OfficeDesk *desk);
GtkWidget *office_welcome_page_get_back_button (OfficeWelcomePage *self);

G_END_DECLS
