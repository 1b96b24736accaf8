/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-chooser-row.h"
#include "office-search.h"

G_BEGIN_DECLS

/* One line of a search's list: what was found, with the matches bold, and where and when it was. */
#define OFFICE_TYPE_SEARCH_ROW (office_search_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSearchRow, office_search_row, OFFICE, SEARCH_ROW, OfficeChooserRow)

GtkWidget *office_search_row_new (OfficeSearchResult *result, gint64 now);
OfficeSearchResult *office_search_row_get_result (OfficeSearchRow *self); /* borrowed */

G_END_DECLS
