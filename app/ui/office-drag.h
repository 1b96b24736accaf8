/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void office_drag_add_escape (GdkDrag *drag);           /* when it begins: Escape takes it back */
gboolean office_drag_is_over (GdkDrag *drag);          /* nullable; what was taken back can still be heard of */
GdkDrag *office_drag_get_over (GtkDropTarget *target); /* borrowed, nullable: what this program drags over it */

G_END_DECLS
