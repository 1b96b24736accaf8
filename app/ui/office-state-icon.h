/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task.h"

G_BEGIN_DECLS

/* The round sign of a column's state: open, doing or done. Property "state". */
#define OFFICE_TYPE_STATE_ICON (office_state_icon_get_type ())
G_DECLARE_FINAL_TYPE (OfficeStateIcon, office_state_icon, OFFICE, STATE_ICON, GtkWidget)

GtkWidget *office_state_icon_new (void);
void office_state_icon_set_state (OfficeStateIcon *self, OfficeColumnState state);
void office_state_icon_set_size (OfficeStateIcon *self, int size); /* pixels; 16 at first */

G_END_DECLS
