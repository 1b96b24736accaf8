/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-picture-decoder.h"

G_BEGIN_DECLS

/*
 * A picture in a message. It has its size before it is loaded, so that nothing jumps. What cannot be shown leaves a tile
 * that says so.
 */
#define OFFICE_TYPE_PICTURE (office_picture_get_type ())
G_DECLARE_FINAL_TYPE (OfficePicture, office_picture, OFFICE, PICTURE, GtkWidget)

GtkWidget *office_picture_new (int width, int height); /* of the picture, px */
void office_picture_load (OfficePicture *self, const char *path);
void office_picture_show (OfficePicture *self, GdkTexture *texture); /* one that is decoded already */
gboolean office_picture_is_loaded (OfficePicture *self);
gboolean office_picture_is_broken (OfficePicture *self); /* it was tried, and is none, or too large */

G_END_DECLS
