/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One file of a message or a task: its picture, or icon, name and size; how far it is; to open, save and remove it. */
#define OFFICE_TYPE_FILE_TILE (office_file_tile_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFileTile, office_file_tile, OFFICE, FILE_TILE, GtkWidget)

GtkWidget *office_file_tile_new (OfficeSession *session, OfficeAttachment *file);
OfficeAttachment *office_file_tile_get_file (OfficeFileTile *self);
OfficeSession *office_file_tile_get_session (OfficeFileTile *self);
GtkWidget *office_file_tile_get_picture (OfficeFileTile *self); /* NULL: it is none */

/* A box that shows a model of OfficeAttachment, one below the other; hidden while there are none. */
GtkWidget *office_file_tiles_new (OfficeSession *session, GListModel *files);

G_END_DECLS
