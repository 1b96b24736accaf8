/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"
#include "office-week-plan.h"

G_BEGIN_DECLS

/* The days from a task's start to its due date, as a calendar shows them. */
typedef enum { OFFICE_TASK_START, OFFICE_TASK_DUE } OfficeTaskEnd;

gboolean office_task_get_span (OfficeTask *task, OfficeSpan *span); /* FALSE: it is not due on any day */
gboolean office_task_touches_day (OfficeTask *task, guint day);     /* as g_date_get_julian() */
gboolean office_task_can_move_end (OfficeTask *task, OfficeTaskEnd end, guint day); /* the start may not be after the due date */
char *office_task_dup_span_text (OfficeTask *task); /* "9 Jun – Friday 13 June, 10:00"; full, nullable: it is of one day or none */
char *office_task_dup_end_text (OfficeTask *task, OfficeTaskEnd end, guint day); /* "Due: Friday 13 June, 10:00", were it moved there; full, nullable */

/* ---- commands ---- */
gboolean office_session_move_task_end (OfficeSession *session, OfficeTask *task, OfficeTaskEnd end, guint day, GError **error); /* with undo */

G_END_DECLS
