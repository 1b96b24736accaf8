/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-file-tile.h"

G_BEGIN_DECLS

/*
 * A window to look at a picture of a conversation, and at those before and after it: zoomed, moved, saved, opened, copied.
 */
#define OFFICE_TYPE_PICTURE_VIEWER (office_picture_viewer_get_type ())
G_DECLARE_FINAL_TYPE (OfficePictureViewer, office_picture_viewer, OFFICE, PICTURE_VIEWER, AdwWindow)

OfficePictureViewer *office_picture_viewer_new (OfficeSession *session, GListModel *files, guint position);
OfficePictureViewer *office_picture_viewer_show (GtkWidget *from, OfficeSession *session,
                                                 OfficeAttachment *file); /* with all pictures of its room */
OfficePictureViewer *office_picture_viewer_show_from (OfficeFileTile *tile); /* likewise */
guint office_picture_viewer_get_position (OfficePictureViewer *self);
gboolean office_picture_viewer_is_shown (OfficePictureViewer *self);  /* the picture has been decoded */
gboolean office_picture_viewer_is_broken (OfficePictureViewer *self); /* it cannot be */

G_END_DECLS
