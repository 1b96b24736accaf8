/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What can be done with a step beside checking and editing it; also by drag and by keys on its row. */
GtkWidget *office_step_menu_button_new (OfficeSession *session, OfficeTask *task, OfficeStep *step);
void office_step_make_movable (GtkWidget *row, OfficeSession *session, OfficeTask *task, OfficeStep *step); /* drag, Alt+Up, Alt+Down */

G_END_DECLS
