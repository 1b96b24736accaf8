/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A picture to look at closely: it fits at first, and is zoomed and moved by wheel, touchpad, fingers, dragging and double click.
 * Signal "swiped" (int step): a finger went sideways over a picture that fits; 1: to the next.
 */
#define OFFICE_TYPE_PICTURE_CANVAS (office_picture_canvas_get_type ())
G_DECLARE_FINAL_TYPE (OfficePictureCanvas, office_picture_canvas, OFFICE, PICTURE_CANVAS, GtkWidget)

GtkWidget *office_picture_canvas_new (void);
void office_picture_canvas_set_texture (OfficePictureCanvas *self, GdkTexture *texture); /* nullable */
double office_picture_canvas_get_zoom (OfficePictureCanvas *self); /* pixels of the window a pixel of the picture */
gboolean office_picture_canvas_fits (OfficePictureCanvas *self);   /* whether all of it is in view */
void office_picture_canvas_zoom_by (OfficePictureCanvas *self, double factor); /* about the middle */
void office_picture_canvas_zoom_to_fit (OfficePictureCanvas *self);
void office_picture_canvas_zoom_to (OfficePictureCanvas *self, double zoom);
void office_picture_canvas_move (OfficePictureCanvas *self, double dx, double dy); /* pixels of the window */

G_END_DECLS
