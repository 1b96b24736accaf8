/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-scheduled.h"

G_BEGIN_DECLS

/*
 * A message that is sent later, with its files, and what can be done with it: by buttons, a menu and keys. It activates
 * "scheduled.edit", "scheduled.send-now", "scheduled.reroute" and "scheduled.cancel", each with its id.
 */
#define OFFICE_TYPE_SCHEDULED_ROW (office_scheduled_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeScheduledRow, office_scheduled_row, OFFICE, SCHEDULED_ROW, GtkListBoxRow)

GtkWidget *office_scheduled_row_new (OfficeSession *session, OfficeScheduled *scheduled);

G_END_DECLS
