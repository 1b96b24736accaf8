/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover, a menu mostly, that is made each time it is shown. */
void office_popup_show (GtkWidget *popover, GtkWidget *over); /* floating */

G_END_DECLS
