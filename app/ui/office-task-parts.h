/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The tasks that are parts of one, what waits for it, and a field that makes another part. */
#define OFFICE_TYPE_TASK_PARTS (office_task_parts_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskParts, office_task_parts, OFFICE, TASK_PARTS, GtkWidget)

void office_task_parts_set_task (OfficeTaskParts *self, OfficeSession *session, OfficeTask *task); /* nullable: nothing is shown */

G_END_DECLS
