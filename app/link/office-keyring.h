/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tokens, by office and person: libsecret where a service answers, else a file of mode 0600 in the data folder. Blocking, short. */
gboolean office_keyring_store (const char *office_id, const char *person, const char *office_name, const char *token, GError **error);
char *office_keyring_look_up (const char *office_id, const char *person, GError **error); /* NULL: none */
gboolean office_keyring_forget (const char *office_id, const char *person, GError **error);

G_END_DECLS
