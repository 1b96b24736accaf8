/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"
#include "office-task-card.h"

G_BEGIN_DECLS

/* One column of a board: its head, the quick add and the cards; tasks can be dropped into it.
 * signal "leave-column" (OfficeTaskCard *card, int columns, gboolean carry): the arrow keys want to a neighbouring column.
 * signal "focus-lost" (const char *task): a focused card goes. */
#define OFFICE_TYPE_BOARD_COLUMN (office_board_column_get_type ())
G_DECLARE_FINAL_TYPE (OfficeBoardColumn, office_board_column, OFFICE, BOARD_COLUMN, GtkWidget)

GtkWidget *office_board_column_new (OfficeSession *session, OfficeBoard *board, OfficeColumn *column, GtkFilter *filter);
OfficeColumn *office_board_column_get_column (OfficeBoardColumn *self);
guint office_board_column_get_n_cards (OfficeBoardColumn *self);
OfficeTaskCard *office_board_column_get_card (OfficeBoardColumn *self, guint index);             /* nullable */
OfficeTaskCard *office_board_column_find_card (OfficeBoardColumn *self, const char *task);       /* nullable */
int office_board_column_find_index (OfficeBoardColumn *self, OfficeTaskCard *card);              /* -1: not here */
const char *office_board_column_get_task_before (OfficeBoardColumn *self, guint index);          /* the task above that place; NULL: none */
void office_board_column_add_task (OfficeBoardColumn *self);                                     /* opens the quick add */
void office_board_column_set_selected (OfficeBoardColumn *self, const char *task);               /* nullable */

G_END_DECLS
