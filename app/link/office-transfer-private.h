/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-reach.h"

G_BEGIN_DECLS

/* One file up, one file down: PROTOCOL.md section 3. Errors are OFFICE_PROBLEM, or a cancellation. */

typedef void (*OfficeTransferProgress) (gint64 done, gpointer data);

/* What has come up before is not sent again. NOT_FOUND where this computer has lost the file. */
void office_upload_async (OfficeReach *reach, const char *token, const char *path, const char *hash, gint64 size,
                          OfficeTransferProgress progress, gpointer progress_data, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data);
gboolean office_upload_finish (GAsyncResult *result, GError **error);

/* Into PATH.part, and from there on when it breaks off; verified, then renamed to PATH. */
void office_download_async (OfficeReach *reach, const char *token, const char *path, const char *hash, gint64 size,
                            OfficeTransferProgress progress, gpointer progress_data, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);
gboolean office_download_finish (GAsyncResult *result, GError **error);

SoupMessage *office_transfer_make_message (OfficeReach *reach, const char *token, const char *method, const char *hash,
                                           const char *query, GError **error);

G_END_DECLS
