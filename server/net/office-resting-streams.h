/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * The connections of a server that wait for another request after an answer: a handshake is dear, and a file comes in many
 * pieces. So many rest at the most, and each for so long; where there are more, the one that has rested longest ends.
 */
#define OFFICE_TYPE_RESTING_STREAMS (office_resting_streams_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRestingStreams, office_resting_streams, OFFICE, RESTING_STREAMS, GObject)

OfficeRestingStreams *office_resting_streams_new (SoupServer *server, guint most, guint seconds);
void office_resting_streams_accept (OfficeRestingStreams *self, GIOStream *stream, GSocketConnection *connection);
guint office_resting_streams_get_n (OfficeRestingStreams *self);

G_END_DECLS
