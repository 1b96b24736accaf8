/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-navigation.h"

G_BEGIN_DECLS

/*
 * A heading of the sidebar, by which what is below it is folded away (action sidebar.fold, its id), or the row that leads to
 * the rooms that are not there.
 */
#define OFFICE_TYPE_SIDEBAR_SECTION (office_sidebar_section_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSidebarSection, office_sidebar_section, OFFICE, SIDEBAR_SECTION, GtkListBoxRow)

GtkWidget *office_sidebar_section_new (OfficeNavigationSection *section);
gboolean office_sidebar_section_is_browse (OfficeSidebarSection *self);
const char *office_sidebar_section_get_group (OfficeSidebarSection *self); /* nullable */

G_END_DECLS
