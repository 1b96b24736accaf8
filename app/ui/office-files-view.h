/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All files of a room, of its messages and its tasks, the newest first; found by name and type. */
#define OFFICE_TYPE_FILES_VIEW (office_files_view_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFilesView, office_files_view, OFFICE, FILES_VIEW, GtkWidget)

typedef enum { OFFICE_FILES_ALL, OFFICE_FILES_PICTURES, OFFICE_FILES_DOCUMENTS, OFFICE_FILES_OTHERS } OfficeFilesType;

void office_files_view_set_room (OfficeFilesView *self, OfficeSession *session, const char *room); /* both nullable */
void office_files_view_set_filter (OfficeFilesView *self, const char *text, OfficeFilesType type);
void office_files_view_focus (OfficeFilesView *self);
GListModel *office_files_view_get_files (OfficeFilesView *self); /* OfficeAttachment that are shown; borrowed */

G_END_DECLS
