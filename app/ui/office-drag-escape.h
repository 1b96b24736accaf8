/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void office_drag_escape_add (GdkDrag *drag); /* when it begins: Escape takes it back */

G_END_DECLS
