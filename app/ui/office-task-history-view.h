/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What has happened to a task, folded away until it is asked for. */
#define OFFICE_TYPE_TASK_HISTORY_VIEW (office_task_history_view_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskHistoryView, office_task_history_view, OFFICE, TASK_HISTORY_VIEW, GtkWidget)

void office_task_history_view_set_task (OfficeTaskHistoryView *self, OfficeSession *session, OfficeTask *task); /* nullable: nothing is shown */

G_END_DECLS
