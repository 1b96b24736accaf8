/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * Takes connections from a listening socket and gives them, after the TLS handshake, to a SoupServer.
 *
 * libsoup has an accept loop of its own, but in 3.2 it ends for good at the first failure (a client that was gone again, no
 * descriptor left), waits for a stalled handshake for ever and counts nothing.
 */
#define OFFICE_TYPE_ACCEPTOR (office_acceptor_get_type ())
G_DECLARE_FINAL_TYPE (OfficeAcceptor, office_acceptor, OFFICE, ACCEPTOR, GObject)

OfficeAcceptor *office_acceptor_new (SoupServer *server, GSocket *socket, GTlsCertificate *certificate, guint limit);
void office_acceptor_set_certificate (OfficeAcceptor *self, GTlsCertificate *certificate); /* of those who come from now on */
void office_acceptor_start (OfficeAcceptor *self);
void office_acceptor_stop (OfficeAcceptor *self);
guint office_acceptor_count_handshakes (OfficeAcceptor *self);
guint office_acceptor_count_connections (OfficeAcceptor *self);

G_END_DECLS
