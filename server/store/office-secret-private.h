/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/*
 * Random secrets (tokens, codes) are stored as their SHA-256 and looked up by it: they have too many bits to be guessed
 * from it, and how long a look-up by hash takes tells nothing about a secret.
 */
void office_secret_bind_hash (OfficeStatement *statement, int index, const char *secret);

char *office_invitation_use (OfficeTransaction *transaction, const char *text, GError **error); /* the role; 403 */

G_END_DECLS
