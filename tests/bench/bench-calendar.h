/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* Prints how the month and the week of a room's tasks are shown first, and turned to the next. */
void bench_calendar_measure (OfficeSession *session, const char *room);

G_END_DECLS
