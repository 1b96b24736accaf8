/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"
#include "office-task.h"

G_BEGIN_DECLS

OfficeLabel *office_label_new (const char *id);
void office_label_update (OfficeLabel *self, OfficeRecord *record);
int office_label_compare (gconstpointer a, gconstpointer b); /* of OfficeLabel**; by name, then id */

OfficeStep *office_step_new (const char *id);
const char *office_step_get_task_id (OfficeStep *self);
void office_step_set_assignee (OfficeStep *self, OfficePerson *person); /* nullable */
void office_step_update (OfficeStep *self, OfficeRecord *record);
int office_step_compare (gconstpointer a, gconstpointer b); /* of OfficeStep**; by position, then id */

OfficeColumnState office_column_state_from_text (const char *text); /* what is unknown is open */
const char *office_column_state_to_text (OfficeColumnState state);

OfficeTask *office_task_new (const char *id);
void office_task_update (OfficeTask *self, OfficeRecord *record, gint64 now);
void office_task_set_column (OfficeTask *self, OfficeRecord *column); /* NULL: not there */
void office_task_set_assignees (OfficeTask *self, GPtrArray *people);
void office_task_set_watchers (OfficeTask *self, GPtrArray *people);
void office_task_set_labels (OfficeTask *self, GPtrArray *labels);
void office_task_set_steps (OfficeTask *self, GPtrArray *steps); /* sorted */
void office_task_refresh_steps_done (OfficeTask *self);
void office_task_set_n_messages (OfficeTask *self, guint n);
void office_task_set_waiting (OfficeTask *self, gboolean waiting);
void office_task_set_now (OfficeTask *self, gint64 now); /* ms: another day may have begun */
void office_task_set_present (OfficeTask *self, gboolean present);
const char *office_task_get_folded (OfficeTask *self); /* title and description, see office-folded-text.h */
int office_task_compare (gconstpointer a, gconstpointer b); /* of OfficeTask**; by position, then id */

G_END_DECLS
