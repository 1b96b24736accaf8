/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-chooser-row.h"
#include "office-switcher-item.h"

G_BEGIN_DECLS

/* One line of the quick switcher. */
#define OFFICE_TYPE_SWITCHER_ROW (office_switcher_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSwitcherRow, office_switcher_row, OFFICE, SWITCHER_ROW, OfficeChooserRow)

GtkWidget *office_switcher_row_new (OfficeSwitcherItem *item);
OfficeSwitcherItem *office_switcher_row_get_item (OfficeSwitcherRow *self); /* borrowed */

G_END_DECLS
