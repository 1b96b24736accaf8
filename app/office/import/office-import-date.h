/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which comes first in "03/04/2025". */
typedef enum { OFFICE_IMPORT_MONTH_FIRST, OFFICE_IMPORT_DAY_FIRST } OfficeImportOrder;

/* "2025-06-20", "2025-06-20T09:00:00Z", "20.6.2025 9:00", "6/20/25 9:00 PM" as "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM" in this machine's zone; full, NULL: it is none */
char *office_import_read_date (const char *text, OfficeImportOrder order);
gint64 office_import_read_instant (const char *text); /* ISO 8601 with a zone; ms since 1970, 0: it is none */

G_END_DECLS
