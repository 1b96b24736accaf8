/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-board.h"
#include "office-list.h"
#include "office-record.h"

G_BEGIN_DECLS

typedef struct _OfficeSession OfficeSession;

OfficeColumn *office_column_new (const char *id);
void office_column_update (OfficeColumn *self, OfficeRecord *record);
void office_column_set_tasks (OfficeColumn *self, GPtrArray *tasks); /* sorted */
int office_column_compare (gconstpointer a, gconstpointer b);        /* of OfficeColumn**; by position, then id */

OfficeBoard *office_board_new (OfficeSession *session, const char *room);
void office_board_load_columns (OfficeBoard *self);
void office_board_load_labels (OfficeBoard *self);
void office_board_take_task (OfficeBoard *self, OfficeTask *task);
void office_board_lay_out (OfficeBoard *self);
void office_board_freeze (OfficeBoard *self);
void office_board_thaw (OfficeBoard *self);

G_END_DECLS
