/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-preview.h"
#include "office-public-address.h"

G_BEGIN_DECLS

/*
 * Asks a server in the internet what a page is about. It is a stranger: only public addresses, only the usual ports, no
 * cookies, no passwords, no proxy, few redirects, few bytes, little time.
 */
/* filter: nullable, for tests: other addresses, of any port */
void office_preview_fetch_async (const char *address, OfficeAddressFilter filter, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
OfficePreview *office_preview_fetch_finish (GAsyncResult *result, GError **error); /* full */

G_END_DECLS
