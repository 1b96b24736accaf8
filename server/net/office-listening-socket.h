/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The socket that a host listens on: its own, or one that systemd opened for it. */
GSocket *office_listening_socket_open (const char *address, guint16 port, const char *option, GError **error); /* address NULL: all; port 0: any; option: named when it fails */
GSocket *office_listening_socket_inherit (GError **error); /* NULL without error: none was handed over */

G_END_DECLS
