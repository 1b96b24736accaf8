/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Due dates and starts of another time zone. Zones are names of the IANA's; NULL is this machine's. Days without a time stay. */
char *office_due_to_zone (const char *due, const char *from, const char *to); /* full; nullable: no date */
char *office_due_dup_zone_hint (const char *due, const char *zone);           /* "9:00 in New York"; nullable: it is the same here */
char *office_due_dup_here (void);                                             /* this machine's zone; nullable: it has no name */

G_END_DECLS
