/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-wall-clock.h"

G_BEGIN_DECLS

/* Rules after which tasks come again: the value of an RRULE, RFC 5545 section 3.3.10. Days only: no rule is finer. */
gboolean office_recurrence_check (const char *rule, GError **error); /* 422 `repeat` */
/* The first day of the series that begins at `start` which is after the day `after`; with start's time. FALSE: there is none any more. */
gboolean office_recurrence_next (const char *rule, const OfficeWallClock *start, const OfficeWallClock *after, GTimeZone *zone, OfficeWallClock *next);
/* COUNT is of the days that are to come, the one at which the series stands included. Transfer full; NULL: that was the last. */
char *office_recurrence_count_down (const char *rule);
char *office_recurrence_count_up (const char *rule);

G_END_DECLS
