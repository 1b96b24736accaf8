/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The head of a group of the sidebar, as an item of its model: a title and a button that adds to the group. */
#define OFFICE_TYPE_SIDEBAR_SECTION (office_sidebar_section_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSidebarSection, office_sidebar_section, OFFICE, SIDEBAR_SECTION, GObject)

OfficeSidebarSection *office_sidebar_section_new (const char *title, const char *button_label, const char *action);
GtkWidget *office_sidebar_section_create_row (OfficeSidebarSection *self);

G_END_DECLS
