/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Other days for a task: the whole moved, its start, or when it is due; what dragging does in a calendar. */
GMenuModel *office_reschedule_menu_new (OfficeSession *session, OfficeTask *task, gboolean in_calendar); /* whose keys are shown; full */

/* Adds the actions of such a menu, on the popover that shows it; each is one step to take back. */
void office_reschedule_menu_add_actions (GtkWidget *popover, OfficeSession *session, OfficeTask *task);

G_END_DECLS
