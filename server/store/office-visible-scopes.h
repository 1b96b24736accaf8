/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-database.h"

G_BEGIN_DECLS

/* All scopes that exist and that a person of this role may see now; NULL-terminated, sorted. From any handle on the book. */
char **office_visible_scopes_dup (OfficeDatabase *database, const char *person, const char *role);

G_END_DECLS
