/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task.h"

G_BEGIN_DECLS

/* A task under the message it was made of: one button, live, that opens the task. */
#define OFFICE_TYPE_TASK_LINK (office_task_link_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskLink, office_task_link, OFFICE, TASK_LINK, GtkButton)

GtkWidget *office_task_link_new (void);
OfficeTask *office_task_link_get_task (OfficeTaskLink *self); /* nullable, borrowed */
void office_task_link_set_task (OfficeTaskLink *self, OfficeTask *task); /* nullable: hides itself; followed */

G_END_DECLS
