/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What can be done with a task, as a menu: of a card and of the pane. A GtkPopover. */
GtkWidget *office_task_menu_new (OfficeSession *session, OfficeTask *task);
GtkWidget *office_task_menu_new_in_calendar (OfficeSession *session, OfficeTask *task); /* with its keys */
GtkWidget *office_task_menu_new_elsewhere (OfficeSession *session, OfficeTask *task); /* of an office that the window does not show */

void office_task_open (GtkWidget *from, OfficeSession *session, OfficeTask *task, gboolean elsewhere); /* elsewhere: as above */

G_END_DECLS
