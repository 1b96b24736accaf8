/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-filter-stream.h"

G_BEGIN_DECLS

/*
 * A stream that counts what passes, under a SoupWebsocketConnection, which tells neither how much it has collected of a
 * message in many fragments nor how much waits for a slow reader; both would grow without bound.
 *
 * Frames for many readers go out past it: encoded once and written as they are, where the connection would copy, queue
 * and wait for each. Either side writes whole frames only, so that they never mix.
 */
#define OFFICE_TYPE_METERED_STREAM (office_metered_stream_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMeteredStream, office_metered_stream, OFFICE, METERED_STREAM, OfficeFilterStream)

OfficeMeteredStream *office_metered_stream_new (GIOStream *base);
void office_metered_stream_set_allowance (OfficeMeteredStream *self, guint64 bytes); /* how much more may be read; beyond it reading fails */
void office_metered_stream_send (OfficeMeteredStream *self, GBytes *bytes); /* one whole frame */
gsize office_metered_stream_get_waiting (OfficeMeteredStream *self);

G_END_DECLS
