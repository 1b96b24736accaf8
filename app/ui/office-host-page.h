/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-desk.h"

G_BEGIN_DECLS

/* Opening an office on this computer. Signal "entered" (OfficeMembership *): it is open and one is in. */
#define OFFICE_TYPE_HOST_PAGE (office_host_page_get_type ())
G_DECLARE_FINAL_TYPE (OfficeHostPage, office_host_page, OFFICE, HOST_PAGE, GtkWidget)

void office_host_page_set_desk (OfficeHostPage *self, OfficeDesk *desk);

G_END_DECLS
