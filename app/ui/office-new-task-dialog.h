/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * Lets a task be typed from anywhere: the line, and the room and column that it goes to. What is typed is a draft until then.
 * Signal "open" (const char *task): it was made, and is to be shown.
 */
#define OFFICE_TYPE_NEW_TASK_DIALOG (office_new_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeNewTaskDialog, office_new_task_dialog, OFFICE, NEW_TASK_DIALOG, AdwWindow)

GtkWidget *office_new_task_dialog_new (OfficeSession *session, const char *room); /* room NULL: the one used last */

G_END_DECLS
