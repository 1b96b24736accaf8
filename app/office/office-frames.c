/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-frames.h"

#include "office-throttle.h"

/**
 * office_frames_painted:
 * @from: when the window began with a frame: when it was due
 * @to: when it was done
 * @interval: from one frame to the next, as the display has them; more than 0
 */
void
office_frames_painted (gint64 from, gint64 to, gint64 interval)
{
  office_throttle_painted (office_throttle_get_default (), from, to, interval);
}

/**
 * office_frames_expect:
 * @now: the time
 *
 * Nothing that can wait is done before the next frame.
 */
void
office_frames_expect (gint64 now)
{
  office_throttle_expect_painting (office_throttle_get_default (), now);
}
