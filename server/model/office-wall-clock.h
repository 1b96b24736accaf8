/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A due date as clock and calendar on a wall show it: a day, perhaps with a time, in a zone that is said elsewhere. */
typedef struct {
  int year, month, day;
  int hour, minute;
  gboolean has_time;
} OfficeWallClock;

gboolean office_wall_clock_read (OfficeWallClock *self, const char *text); /* nullable; FALSE: not a due date */
char *office_wall_clock_to_text (const OfficeWallClock *self);
void office_wall_clock_add_days (OfficeWallClock *self, int days);
int office_wall_clock_get_days (const OfficeWallClock *from, const OfficeWallClock *to); /* from day to day */
int office_wall_clock_compare_days (const OfficeWallClock *a, const OfficeWallClock *b);

/* Milliseconds since 1970 UTC. A day without a time is its first moment. */
gint64 office_wall_clock_to_time (const OfficeWallClock *self, GTimeZone *zone);
void office_wall_clock_set_time (OfficeWallClock *self, gint64 time, GTimeZone *zone); /* with the time */

GTimeZone *office_zone_open (const char *name); /* nullable; NULL: no name of the IANA's that this machine knows */

G_END_DECLS
