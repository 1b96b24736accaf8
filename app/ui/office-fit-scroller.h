/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A vertical scroller that wants to be as high as its content is at the width it gets. A GtkScrolledWindow asks its content
 * for one height, whatever the width, and so cuts off wrapped text.
 */
#define OFFICE_TYPE_FIT_SCROLLER (office_fit_scroller_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFitScroller, office_fit_scroller, OFFICE, FIT_SCROLLER, GtkWidget)

void office_fit_scroller_set_child (OfficeFitScroller *self, GtkWidget *child);

G_END_DECLS
