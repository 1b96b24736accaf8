/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"

G_BEGIN_DECLS

/* A clock that stands still until a test turns it. Timeouts run inside office_fake_clock_advance(), in its caller's thread. */
#define OFFICE_TYPE_FAKE_CLOCK (office_fake_clock_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFakeClock, office_fake_clock, OFFICE, FAKE_CLOCK, OfficeClock)

OfficeClock *office_fake_clock_new (gint64 now);                          /* ms since 1970; monotonic time starts at 0 */
void office_fake_clock_advance (OfficeClock *clock, gint64 milliseconds); /* fires what is due on the way, in order */
void office_fake_clock_set_now (OfficeClock *clock, gint64 now);          /* the wall clock jumps; no timeout fires */
gint64 office_fake_clock_get_next_due (OfficeClock *clock);               /* ms until the next timeout; -1: none waits */
guint office_fake_clock_count_timeouts (OfficeClock *clock);

G_END_DECLS
