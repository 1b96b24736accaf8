/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"

G_BEGIN_DECLS

/* A clock that can be set back while the past of a demo office is written; only what it says now, not its timeouts. Any thread. */
#define OFFICE_TYPE_DEMO_CLOCK (office_demo_clock_get_type ())
G_DECLARE_FINAL_TYPE (OfficeDemoClock, office_demo_clock, OFFICE, DEMO_CLOCK, OfficeClock)

OfficeDemoClock *office_demo_clock_new (OfficeClock *real);
void office_demo_clock_set (OfficeDemoClock *self, gint64 now); /* ms since 1970; 0: as the real one again */

G_END_DECLS
