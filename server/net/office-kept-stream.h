/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-filter-stream.h"

G_BEGIN_DECLS

/*
 * A connection that brings one request after the other to a SoupServer. Between two of them it rests: nobody waits for it, and it
 * ends when nothing has come for a while.
 *
 * libsoup before 3.3 forgets a connection that ends there, and never closes it: so the end is told to it as one in the middle of
 * a request, of which an empty line has come. RFC 9112, 2.2 lets a request begin so.
 */
#define OFFICE_TYPE_KEPT_STREAM (office_kept_stream_get_type ())
G_DECLARE_FINAL_TYPE (OfficeKeptStream, office_kept_stream, OFFICE, KEPT_STREAM, OfficeFilterStream)

OfficeKeptStream *office_kept_stream_new (GIOStream *base, GSocket *socket);
void office_kept_stream_rest (OfficeKeptStream *self, guint seconds); /* a request has been answered */
void office_kept_stream_end (OfficeKeptStream *self); /* one that rests; "woken" comes when it has ended */

G_END_DECLS
