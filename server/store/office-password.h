/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* yescrypt of libxcrypt, prefix $y$, cost 7: some 0.3 s each, so both run in worker threads, two at a time. */
void office_password_set_cost (guint value);                                  /* for tests: 1 is quick */
char *office_password_hash (const char *password, GError **error);           /* blocking; any thread */
gboolean office_password_verify (const char *password, const char *hash);    /* blocking; constant time; hash NULL: takes the same time, FALSE */
void office_password_hash_async (const char *password, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *office_password_hash_finish (GAsyncResult *result, GError **error);
void office_password_verify_async (const char *password, const char *hash, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean office_password_verify_finish (GAsyncResult *result, GError **error); /* FALSE without error: wrong */

G_END_DECLS
