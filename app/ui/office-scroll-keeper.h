/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-message-row.h"

G_BEGIN_DECLS

/*
 * Keeps a box of message rows where the reader has it while rows come, go and grow.
 * Signal "moved": the position, or what it is a position in, has changed and been laid out.
 */
#define OFFICE_TYPE_SCROLL_KEEPER (office_scroll_keeper_get_type ())
G_DECLARE_FINAL_TYPE (OfficeScrollKeeper, office_scroll_keeper, OFFICE, SCROLL_KEEPER, GObject)

OfficeScrollKeeper *office_scroll_keeper_new (GtkScrolledWindow *scroller, GtkWidget *content, GtkWidget *box);
void office_scroll_keeper_set_sticky (OfficeScrollKeeper *self, gboolean sticky); /* whether the box's end is the newest: then the bottom holds */
void office_scroll_keeper_apply (OfficeScrollKeeper *self); /* at the next layout: rows have come or gone */
gboolean office_scroll_keeper_is_at_bottom (OfficeScrollKeeper *self);
double office_scroll_keeper_get_pages (OfficeScrollKeeper *self);
double office_scroll_keeper_get_missing (OfficeScrollKeeper *self); /* px of the view that stay empty */
gboolean office_scroll_keeper_is_near_top (OfficeScrollKeeper *self);    /* within a page */
gboolean office_scroll_keeper_is_near_bottom (OfficeScrollKeeper *self);
void office_scroll_keeper_go_to_bottom (OfficeScrollKeeper *self);
void office_scroll_keeper_go_to_row (OfficeScrollKeeper *self, OfficeMessageRow *row); /* a third from the top */
OfficeMessageRow *office_scroll_keeper_get_row (OfficeScrollKeeper *self, double *offset); /* the anchor, borrowed; NULL: the bottom */
void office_scroll_keeper_restore_row (OfficeScrollKeeper *self, OfficeMessageRow *row, double offset); /* makes it the anchor again */
void office_scroll_keeper_show_row (OfficeScrollKeeper *self, OfficeMessageRow *row);  /* moves as little as is needed */
void office_scroll_keeper_leave_row (OfficeScrollKeeper *self, OfficeMessageRow *row, OfficeMessageRow *neighbour); /* row is about to go; neighbour nullable */

G_END_DECLS
