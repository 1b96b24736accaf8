/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Pictures come from other people, and a small file can claim to be a huge picture. What is decoded here is of a few known
 * formats, within limits of bytes and pixels, in threads of which few run at once.
 */
#define OFFICE_PICTURE_MOST_PIXELS G_GINT64_CONSTANT (50000000)
#define OFFICE_PICTURE_MOST_BYTES  G_GINT64_CONSTANT (67108864) /* of the file */

/* Blocking: the size of the picture when it stands upright; FALSE: no picture, or too large to be shown. */
gboolean office_picture_measure (const char *path, int *width, int *height);

/* No larger than most_width x most_height pixels, upright; of an animation the first picture. */
void office_picture_decode_async (const char *path, int most_width, int most_height, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
void office_picture_decode_large_async (const char *path, gint64 most_pixels, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data); /* however long its sides are */
void office_picture_decode_bytes_async (GBytes *bytes, int most_width, int most_height, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data); /* of a file that is in memory */
GdkTexture *office_picture_decode_finish (GAsyncResult *result, GError **error);      /* full */

G_END_DECLS
