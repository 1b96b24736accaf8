/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-invitation-link.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Starts `office --serve` as a process of its own, which outlives this one, and waits until it is ready. port 0: the usual one if it is free. */
void office_host_process_start_async (const char *program, const char *data, const char *name, guint16 port, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
OfficeInvitationLink *office_host_process_start_finish (GAsyncResult *result, GError **error); /* as printed; transfer full */

G_END_DECLS
