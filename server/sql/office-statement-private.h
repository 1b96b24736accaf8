/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-database.h"

G_BEGIN_DECLS

OfficeStatement *office_statement_new (OfficeDatabase *database, const char *sql, GError **error); /* database: borrowed */
void office_statement_free (OfficeStatement *self);

/* Says in one sentence what SQLite's code means for the database's file. */
void office_database_set_error (OfficeDatabase *self, int code, GError **error);

G_END_DECLS
