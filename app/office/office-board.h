/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-task.h"

G_BEGIN_DECLS

/* A column of a board: a GListModel of OfficeTask in order of position, without those in the trash, in the archive, and templates. */
#define OFFICE_TYPE_COLUMN (office_column_get_type ())
G_DECLARE_FINAL_TYPE (OfficeColumn, office_column, OFFICE, COLUMN, GObject)
const char *office_column_get_id (OfficeColumn *self);
const char *office_column_get_name (OfficeColumn *self);       /* "name" */
OfficeColumnState office_column_get_state (OfficeColumn *self); /* "state" */
guint office_column_get_n_tasks (OfficeColumn *self);          /* "n-tasks" */
const char *office_column_get_hue (OfficeColumn *self);        /* "hue": as of a label; nullable */
gint64 office_column_get_limit (OfficeColumn *self);           /* "limit": tasks it should hold at most; 0: any number */

/* A room's board: a GListModel of OfficeColumn in order of position. */
#define OFFICE_TYPE_BOARD (office_board_get_type ())
G_DECLARE_FINAL_TYPE (OfficeBoard, office_board, OFFICE, BOARD, GObject)
const char *office_board_get_room_id (OfficeBoard *self);
GListModel *office_board_get_labels (OfficeBoard *self); /* OfficeLabel of the room */
OfficeColumn *office_board_find_column (OfficeBoard *self, const char *id); /* borrowed, nullable */

G_END_DECLS
