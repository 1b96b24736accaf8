/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * Leads through an import: a file, what its columns mean where it is a table, what will come and where to, how far it is, and what
 * could not be read.
 */
#define OFFICE_TYPE_IMPORT_DIALOG (office_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeImportDialog, office_import_dialog, OFFICE, IMPORT_DIALOG, AdwWindow)

GtkWidget *office_import_dialog_new (OfficeSession *session, const char *room); /* room: offered first; nullable: a new one */
void office_import_dialog_read (OfficeImportDialog *self, GFile *file);          /* as if it was chosen */

G_END_DECLS
