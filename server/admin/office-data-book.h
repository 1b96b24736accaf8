/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-database.h"

G_BEGIN_DECLS

/* The book in a data folder. A folder without one is never made into an office here: that is a host's business. */
char *office_data_book_find (const char *data, GError **error);           /* its path; 404, or what the system says */
OfficeDatabase *office_data_book_open (const char *data, GError **error); /* read-only; a host may run */

G_END_DECLS
