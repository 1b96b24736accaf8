/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The files of one task, and a button to attach more; files can be dropped on it. */
#define OFFICE_TYPE_TASK_FILES (office_task_files_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskFiles, office_task_files, OFFICE, TASK_FILES, GtkWidget)

void office_task_files_set_task (OfficeTaskFiles *self, OfficeSession *session, OfficeTask *task); /* nullable */
void office_task_files_attach (OfficeTaskFiles *self, GFile *file);

G_END_DECLS
