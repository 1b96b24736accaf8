/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-accounts.h"

G_BEGIN_DECLS

/* The account follows its person's name. 422, or 409 when the name is another's; nothing for a person without an account. */
gboolean office_accounts_rename (OfficeTransaction *transaction, const char *person, const char *name, GError **error);

G_END_DECLS
