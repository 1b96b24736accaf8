/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-hub.h"

G_BEGIN_DECLS

/* A line without sockets: what the hub sends stands in a queue. */
#define OFFICE_TYPE_FAKE_TRANSPORT (office_fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFakeTransport, office_fake_transport, OFFICE, FAKE_TRANSPORT, GObject)

OfficeFakeTransport *office_fake_transport_new (OfficeHub *hub);
void office_fake_transport_open (OfficeFakeTransport *self); /* the hub takes it in */
void office_fake_transport_drop (OfficeFakeTransport *self); /* the line breaks; nothing when it has */
void office_fake_transport_say (OfficeFakeTransport *self, const char *text, gssize length);

GBytes *office_fake_transport_pop (OfficeFakeTransport *self); /* the oldest frame; NULL: none. transfer full */
guint office_fake_transport_count (OfficeFakeTransport *self);
gboolean office_fake_transport_is_open (OfficeFakeTransport *self);
guint16 office_fake_transport_get_code (OfficeFakeTransport *self); /* the hub's close code; 0: it did not close */

/* The line breaks inside the sending of its n-th frame from now on; 0: never. */
void office_fake_transport_break_at (OfficeFakeTransport *self, guint n);
/* Called with each frame as it is sent. */
typedef void (*OfficeFakeTransportWatch) (GBytes *frame, gpointer data);
void office_fake_transport_watch (OfficeFakeTransport *self, OfficeFakeTransportWatch watch, gpointer data);

G_END_DECLS
