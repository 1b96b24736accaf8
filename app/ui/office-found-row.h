/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-desk.h"

G_BEGIN_DECLS

/* An office on the network, with how many people are in it. Its button activates the row. */
#define OFFICE_TYPE_FOUND_ROW (office_found_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFoundRow, office_found_row, OFFICE, FOUND_ROW, AdwActionRow)

GtkWidget *office_found_row_new (OfficeDesk *desk, OfficeFound *found, gboolean first);
OfficeFound *office_found_row_get_found (OfficeFoundRow *self);

G_END_DECLS
