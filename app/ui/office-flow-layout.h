/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children of their natural width, one after the other, in as many lines as that takes. */
#define OFFICE_TYPE_FLOW_LAYOUT (office_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFlowLayout, office_flow_layout, OFFICE, FLOW_LAYOUT, GtkLayoutManager)

GtkLayoutManager *office_flow_layout_new (int spacing); /* pixels, between children and between lines */

G_END_DECLS
