/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-activity.h"

G_BEGIN_DECLS

/* Something new in the list of it: who, what, where, when. */
#define OFFICE_TYPE_ACTIVITY_ROW (office_activity_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeActivityRow, office_activity_row, OFFICE, ACTIVITY_ROW, GtkListBoxRow)

GtkWidget *office_activity_row_new (OfficeActivityEntry *entry);
OfficeActivityEntry *office_activity_row_get_entry (OfficeActivityRow *self);

G_END_DECLS
