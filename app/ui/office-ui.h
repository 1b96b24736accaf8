/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void office_ui_begin (void);
void office_ui_init (void);
void office_ui_name_entry_rows (GtkWidget *widget);

G_END_DECLS
