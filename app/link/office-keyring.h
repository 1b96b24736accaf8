/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Tokens, by office and person: libsecret where a service answers, else a file of mode 0600 in the data folder. Only keeping
 * one, right after the person has joined or signed in, blocks.
 */
gboolean office_keyring_store (const char *office_id, const char *person, const char *office_name, const char *token, GError **error);
void office_keyring_look_up_async (const char *office_id, const char *person, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *office_keyring_look_up_finish (GAsyncResult *result, GError **error); /* NULL without an error: none */
gboolean office_keyring_forget (const char *office_id, const char *person, GError **error);

G_END_DECLS
