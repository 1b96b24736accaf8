/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A file in the list of a room's files: its picture or icon, name, by whom and when, where it hangs; to open, save, and go there. */
#define OFFICE_TYPE_FILE_ROW (office_file_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFileRow, office_file_row, OFFICE, FILE_ROW, GtkWidget)

GtkWidget *office_file_row_new (void);
void office_file_row_set_file (OfficeFileRow *self, OfficeSession *session, OfficeAttachment *file); /* both nullable */
OfficeAttachment *office_file_row_get_file (OfficeFileRow *self); /* nullable, borrowed */
gboolean office_file_row_has_thumbnail (OfficeFileRow *self);
void office_file_row_open (OfficeFileRow *self); /* fetches it before that, where it is not here */
void office_file_row_go_to_source (OfficeFileRow *self);

G_END_DECLS
