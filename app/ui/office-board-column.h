/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-card-list.h"

G_BEGIN_DECLS

/*
 * One column of a board: its head, the quick add and the cards. What is dragged over it is the board's matter
 * (office-board-drag.c).
 * signal "leave-column" (OfficeTask *task, int columns, gboolean carry): the arrow keys want to a neighbouring column.
 * signal "focus-lost" (const char *task): a focused card goes.
 */
#define OFFICE_TYPE_BOARD_COLUMN (office_board_column_get_type ())
G_DECLARE_FINAL_TYPE (OfficeBoardColumn, office_board_column, OFFICE, BOARD_COLUMN, GtkWidget)

GtkWidget *office_board_column_new (OfficeSession *session, OfficeBoard *board, OfficeColumn *column, GtkFilter *filter,
                                    OfficeCardPicks *picks);
OfficeColumn *office_board_column_get_column (OfficeBoardColumn *self);
void office_board_column_refilter_later (OfficeBoardColumn *self);                               /* the filter says otherwise */
OfficePace office_board_column_catch_up (OfficeBoardColumn *self);                               /* a piece of that */
GListModel *office_board_column_get_tasks (OfficeBoardColumn *self);                             /* OfficeTask, filtered */
OfficeCardList *office_board_column_get_list (OfficeBoardColumn *self);
guint office_board_column_get_n_cards (OfficeBoardColumn *self);                                 /* whether made or not */
OfficeTaskCard *office_board_column_get_card (OfficeBoardColumn *self, guint index);             /* brings it into view; nullable */
OfficeTaskCard *office_board_column_find_card (OfficeBoardColumn *self, const char *task);       /* as that; nullable: not here */
int office_board_column_find_index (OfficeBoardColumn *self, OfficeTaskCard *card);              /* -1: not here */
const char *office_board_column_get_task_before (OfficeBoardColumn *self, guint index);          /* the task above that place; NULL: none */
void office_board_column_add_task (OfficeBoardColumn *self);                                     /* opens the quick add */
void office_board_column_rename (OfficeBoardColumn *self);                                       /* its name becomes an entry */
void office_board_column_set_selected (OfficeBoardColumn *self, const char *task);               /* nullable */
void office_board_column_set_narrow (OfficeBoardColumn *self, gboolean narrow);                  /* alone in view: never collapsed */
gboolean office_board_column_is_collapsed (OfficeBoardColumn *self);
GtkWidget *office_board_column_get_head (OfficeBoardColumn *self);                               /* what it is dragged by */
void office_board_column_show_slot (OfficeBoardColumn *self, guint place, int height);           /* a card would land there */
void office_board_column_hide_slot (OfficeBoardColumn *self);
void office_board_column_announce (OfficeBoardColumn *self, OfficeTaskCard *card);               /* where it stands now, to a screen reader */

G_END_DECLS
