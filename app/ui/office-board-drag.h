/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-board-column.h"

G_BEGIN_DECLS

/*
 * Dragging on a board: cards (the picked ones together) and columns, by the pointer, or by a finger that rests for a moment.
 * Both ends are here and belong to the board, not to the card or column: that may be given another task, or go, while it is
 * being dragged.
 */
typedef struct _OfficeBoardDrag OfficeBoardDrag;

typedef struct {
  GtkWidget *area;             /* where one can drop */
  GtkScrolledWindow *scroller; /* round the columns that stand side by side */
  GtkBox *columns;             /* those */
  AdwCarousel *carousel;       /* or one at a time */
  GPtrArray *column_views;     /* OfficeBoardColumn, in order */
  OfficeCardPicks *picks;
  GtkWidget *board; /* the whole: where cards fly */
  OfficeCardFlights *flights;
} OfficeBoardDragPlace;

OfficeBoardDrag *office_board_drag_new (const OfficeBoardDragPlace *place); /* what is in it lives longer */
void office_board_drag_free (OfficeBoardDrag *self);
void office_board_drag_set_board (OfficeBoardDrag *self, OfficeSession *session, OfficeBoard *board); /* nullable */
void office_board_drag_set_narrow (OfficeBoardDrag *self, gboolean narrow);

G_END_DECLS
