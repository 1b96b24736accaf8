/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* The tasks that one has to do with. The three are models of OfficeTask, without those in the trash, that follow the book. */
#define OFFICE_TYPE_TASK_RELATIONS (office_task_relations_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskRelations, office_task_relations, OFFICE, TASK_RELATIONS, GObject)

OfficeTaskRelations *office_task_relations_new (OfficeSession *session, OfficeTask *task);
GListModel *office_task_relations_get_parts (OfficeTaskRelations *self);  /* that are parts of it, as they were made */
GListModel *office_task_relations_get_awaited (OfficeTaskRelations *self); /* that it waits for, done or not */
GListModel *office_task_relations_get_waiting (OfficeTaskRelations *self); /* that wait for it */
/* signal "changed": the lists, or a task in them, may be others. */

G_END_DECLS
