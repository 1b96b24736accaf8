/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-importer.h"

G_BEGIN_DECLS

/* The groups of rows in the pages of an import. All floating. */
GtkWidget *office_import_rows_new_counts (OfficeImporter *importer);   /* what will come */
GtkWidget *office_import_rows_new_tasks (OfficeImport *import);        /* the first of them */
GtkWidget *office_import_rows_new_problems (OfficeImport *import);     /* NULL: there are none */

G_END_DECLS
