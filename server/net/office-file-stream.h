/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Called once, when the last byte is written or the client has gone. */
typedef void (*OfficeFileStreamDone) (gpointer data);

/* Writes `length` bytes of the stream into the answer, a piece at a time. The disk is read in threads, and only as fast as the
 * client takes it. The message's headers are set; it is paused. Takes both. */
void office_file_stream_start (SoupServerMessage *message, GInputStream *stream, gint64 length,
                               OfficeFileStreamDone done, gpointer data);

G_END_DECLS
