/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tells the service manager how the host is (sd_notify(3)): a datagram to $NOTIFY_SOCKET. Without one nothing happens. */
void office_supervisor_tell (const char *state);

G_END_DECLS
