/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * The pane of one task: everything known of it, edited where it stands, with its discussion. It has its own header. Needs
 * the window's actions win.close-pane, win.open-message(s) and win.say(s).
 */
#define OFFICE_TYPE_TASK_PANE (office_task_pane_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskPane, office_task_pane, OFFICE, TASK_PANE, GtkWidget)

GtkWidget *office_task_pane_new (void);
void office_task_pane_set_task (OfficeTaskPane *self, OfficeSession *session, const char *task); /* both nullable: nothing shown */
const char *office_task_pane_get_task_id (OfficeTaskPane *self);                                 /* nullable */

G_END_DECLS
