/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What can be done with a column. Needs the group "column" of office-board-column.c around it. full */
GMenuModel *office_column_menu_new (OfficeBoard *board, OfficeColumn *column, gboolean collapsed);

/* Asks for the number of tasks that the column should hold at most. */
void office_column_ask_limit (GtkWidget *parent, OfficeSession *session, OfficeColumn *column);

G_END_DECLS
