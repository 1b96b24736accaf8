/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A picture in a message. It has its size before it is loaded, so that nothing jumps. A file that claims more pixels than
 * OFFICE_PICTURE_MOST_PIXELS is not decoded.
 */
#define OFFICE_TYPE_PICTURE (office_picture_get_type ())
G_DECLARE_FINAL_TYPE (OfficePicture, office_picture, OFFICE, PICTURE, GtkWidget)

#define OFFICE_PICTURE_MOST_PIXELS G_GINT64_CONSTANT (50000000)

GtkWidget *office_picture_new (int width, int height); /* of the picture, px */
void office_picture_load (OfficePicture *self, const char *path);
gboolean office_picture_is_loaded (OfficePicture *self);
gboolean office_picture_is_broken (OfficePicture *self); /* it was tried, and is none, or too large */

/* Blocking: the size that the file claims; FALSE: no picture, or too large to be shown. */
gboolean office_picture_measure (const char *path, int *width, int *height);

G_END_DECLS
