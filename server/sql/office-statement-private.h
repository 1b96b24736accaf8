/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-database.h"

G_BEGIN_DECLS

OfficeStatement *office_statement_new (OfficeDatabase *database, const char *sql, GError **error); /* database: borrowed */
void office_statement_free (OfficeStatement *self);
const char *office_statement_get_sql (OfficeStatement *self);

G_END_DECLS
