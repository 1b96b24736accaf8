/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A stream that counts what passes. SoupWebsocketConnection tells neither how much it has collected of a message in many
 * fragments nor how much waits for a slow reader; both would grow without bound.
 */
#define OFFICE_TYPE_METERED_STREAM (office_metered_stream_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMeteredStream, office_metered_stream, OFFICE, METERED_STREAM, GIOStream)

OfficeMeteredStream *office_metered_stream_new (GIOStream *base);
void office_metered_stream_set_allowance (OfficeMeteredStream *self, guint64 bytes); /* how much more may be read; beyond it reading fails */
guint64 office_metered_stream_get_written (OfficeMeteredStream *self);

G_END_DECLS
