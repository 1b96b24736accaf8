/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-board-column.h"
#include "office-state-icon.h"
#include "office-turned-label.h"

G_BEGIN_DECLS

/* What the files of OfficeBoardColumn share: office-board-column.c and what its menu does (office-board-column-actions.c). */
struct _OfficeBoardColumn {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeBoard *board;
  OfficeColumn *column;
  GListModel *tasks; /* the column's, filtered */
  GtkFilter *filter; /* of this column alone */
  gboolean stale;    /* the filter has changed, and the tasks have not yet */
  OfficeCardPicks *picks;
  GSimpleActionGroup *actions;
  gboolean narrow;
  gboolean collapsed; /* the person wants it so; see office_board_column_is_collapsed() */

  GtkWidget *head;
  GtkStack *name_stack;
  OfficeStateIcon *state;
  GtkLabel *name;
  GtkText *name_entry;
  GtkLabel *count;
  GtkMenuButton *menu_button;
  GtkBox *quick_place;
  GtkWidget *scroller;
  OfficeCardList *cards;
  GtkWidget *strip; /* what is seen when it is collapsed */
  OfficeStateIcon *strip_state;
  GtkLabel *strip_count;
  OfficeTurnedLabel *strip_name;
};

void office_board_column_say (OfficeBoardColumn *self, GError *error); /* nullable */
void office_board_column_update_menu (OfficeBoardColumn *self);
void office_board_column_toggle_collapsed (OfficeBoardColumn *self);
void office_board_column_focus_index (OfficeBoardColumn *self, int index); /* negative: nothing */

void office_board_column_move (OfficeBoardColumn *self, int step); /* among its neighbours */
void office_board_column_make_actions (OfficeBoardColumn *self);
void office_board_column_make_menu (GtkMenuButton *button, gpointer self);
GtkWidget *office_board_column_open_quick_add (OfficeBoardColumn *self);

G_END_DECLS
