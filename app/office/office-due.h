/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-task.h"

G_BEGIN_DECLS

/* Due dates as people read them. `now` is in ms since 1970; days are those of this machine's time zone. */
OfficeDueState office_due_get_state (const char *due, gint64 now);
char *office_due_to_text (const char *due, gint64 now, gboolean with_time); /* NULL where there is none */
char *office_due_to_long_text (const char *due);                            /* "Friday 13 June, 10:00" */
guint office_due_get_day (const char *due);                                 /* as g_date_get_julian(); 0: none */
char *office_due_move (const char *due, int days);                          /* the time of day stays; nullable */
char *office_due_new (guint day);                                           /* "YYYY-MM-DD" */
gint64 office_due_get_next_midnight (gint64 now);

G_END_DECLS
