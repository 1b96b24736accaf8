/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether one may connect there. */
typedef gboolean (*OfficeAddressFilter) (GInetAddress *address);

gboolean office_address_is_public (GInetAddress *address); /* of the internet: not of this computer, nor of a network of one's own */

/*
 * A host and port that is only connected to at addresses that a filter lets through, whatever its name resolves to at that
 * moment: a name cannot lead into the network at home. As an identity of TLS it is the host.
 */
#define OFFICE_TYPE_PUBLIC_ADDRESS (office_public_address_get_type ())
G_DECLARE_FINAL_TYPE (OfficePublicAddress, office_public_address, OFFICE, PUBLIC_ADDRESS, GNetworkAddress)

GSocketConnectable *office_public_address_new (const char *host, guint16 port, OfficeAddressFilter filter); /* full */

G_END_DECLS
