/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * When something is to happen, as people say it: "in an hour", "tomorrow at nine", "Montag 14:30", "2026-12-01 10:00".
 * English and German, whatever language the window speaks. Times are in ms since 1970; all that is said is meant in `zone`.
 * What is not understood, or is over, is refused with an OFFICE_PROBLEM_INVALID whose sentence is for the person.
 */
gboolean office_when_parse (const char *text, gint64 now, GTimeZone *zone, gint64 *when, GError **error);
/* A time and something else, in either order; *rest (full) is the something else without "to". */
gboolean office_when_split (const char *text, gint64 now, GTimeZone *zone, gint64 *when, char **rest, GError **error);

gint64 office_when_on_day (gint64 now, GTimeZone *zone, guint days, int hour);        /* so many days ahead */
gint64 office_when_next_weekday (gint64 now, GTimeZone *zone, int weekday, int hour); /* 1: Monday; never today */
char *office_when_to_text (gint64 when, gint64 now); /* "17:00" today, else "Tomorrow, 9:00"; in this machine's zone */

G_END_DECLS
