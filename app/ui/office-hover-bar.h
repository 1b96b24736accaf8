/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What one can do with the message under the pointer or with the focus. One bar serves all rows of a list. */
#define OFFICE_TYPE_HOVER_BAR (office_hover_bar_get_type ())
G_DECLARE_FINAL_TYPE (OfficeHoverBar, office_hover_bar, OFFICE, HOVER_BAR, GtkWidget)

GtkWidget *office_hover_bar_new (void);
void office_hover_bar_set_actions (OfficeHoverBar *self, gboolean react, gboolean answer, gboolean make_task, GMenuModel *more);
gboolean office_hover_bar_is_open (OfficeHoverBar *self); /* its menu is shown */

G_END_DECLS
