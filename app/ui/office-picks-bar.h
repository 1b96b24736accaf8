/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-card-picks.h"

G_BEGIN_DECLS

/* What can be done with the tasks that are picked on a board; it is there while some are. Each is one undo. */
#define OFFICE_TYPE_PICKS_BAR (office_picks_bar_get_type ())
G_DECLARE_FINAL_TYPE (OfficePicksBar, office_picks_bar, OFFICE, PICKS_BAR, GtkWidget)

void office_picks_bar_set_picks (OfficePicksBar *self, OfficeCardPicks *picks);                      /* once */
void office_picks_bar_set_board (OfficePicksBar *self, OfficeSession *session, OfficeBoard *board); /* nullable */

G_END_DECLS
