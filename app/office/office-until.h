/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define OFFICE_UNTIL_CHANGED G_GINT64_CONSTANT (253402300799000) /* as a time: the last ms that RFC 3339 can write */

/* How long something holds, as people choose it. `now` is in ms since 1970; days are those of this machine's time zone. */
typedef enum {
  OFFICE_UNTIL_FOR_EVER, /* until it is changed */
  OFFICE_UNTIL_HALF_HOUR,
  OFFICE_UNTIL_HOUR,
  OFFICE_UNTIL_TWO_HOURS,
  OFFICE_UNTIL_MIDNIGHT, /* today */
  OFFICE_UNTIL_MORNING,  /* tomorrow at nine */
  OFFICE_UNTIL_WEEKEND,  /* this week */
} OfficeUntilChoice;

gint64 office_until_choose (OfficeUntilChoice choice, gint64 now);
char *office_until_to_text (gint64 until, gint64 now); /* "until 15:00", "until tomorrow, 9:00" …; NULL: until changed */
int office_days_between (GDateTime *from, GDateTime *to);

G_END_DECLS
