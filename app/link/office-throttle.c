/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-throttle.h"

/*
 * A window whose frames follow each other, as it scrolls or shows an animation, leaves a gap between one painting and the time
 * at which the next is due. Pieces of other work go into that gap: one that would not be done in time waits for the next,
 * but for one a frame, so that the work ends on any machine. Where somebody has just done something, no piece comes before
 * the frame that shows it. While nothing is painted, nothing waits.
 *
 * Where there is no window nothing is ever told here, and so nothing waits either.
 */

#define STILL 2 /* intervals without a frame: none is expected any more */
#define SPARE 8 /* this part of an interval is left free, as no piece takes as long as the one before */

struct _OfficeThrottle {
  gint64 from, to;  /* of the last painting; `to` 0: there was none */
  gint64 interval;  /* from one frame to the next */
  gint64 expecting; /* until then the frame is awaited that shows what somebody did; 0: none */
  gint64 piece;     /* how long one takes, of late */
  gboolean did;     /* one since the last painting */
};

/**
 * office_throttle_get_default:
 *
 * Returns: (transfer none): the one of the main thread
 */
OfficeThrottle *
office_throttle_get_default (void)
{
  static OfficeThrottle self;

  return &self;
}

/**
 * office_throttle_new:
 *
 * Returns: (transfer full): a throttle of its own
 */
OfficeThrottle *
office_throttle_new (void)
{
  return g_new0 (OfficeThrottle, 1);
}

void
office_throttle_free (OfficeThrottle *self)
{
  g_free (self);
}

/**
 * office_throttle_painted:
 * @self: a throttle
 * @from: when the window began with a frame: when it was due
 * @to: when it was done
 * @interval: from one frame to the next, as the display has them; more than 0
 */
void
office_throttle_painted (OfficeThrottle *self, gint64 from, gint64 to, gint64 interval)
{
  self->from = from;
  self->to = to;
  self->interval = interval;
  self->expecting = 0;
  self->did = FALSE;
}

/**
 * office_throttle_expect_painting:
 * @self: a throttle
 * @now: the time
 *
 * Somebody did something, and waits to see it.
 */
void
office_throttle_expect_painting (OfficeThrottle *self, gint64 now)
{
  if (self->interval > 0)
    self->expecting = now + STILL * self->interval;
}

/**
 * office_throttle_get_wait:
 * @self: a throttle
 * @now: the time
 *
 * Returns: after how long a piece may be done, unless a frame is painted before; 0: now
 */
gint64
office_throttle_get_wait (OfficeThrottle *self, gint64 now)
{
  const gint64 still = self->to + STILL * self->interval;

  if (self->expecting > now)
    return self->expecting - now;
  if (!self->did || now >= still || now + self->piece <= self->from + self->interval - self->interval / SPARE)
    return 0;
  return still - now;
}

/**
 * office_throttle_did_piece:
 * @self: a throttle
 * @from: when it was begun
 * @to: when it was done
 */
void
office_throttle_did_piece (OfficeThrottle *self, gint64 from, gint64 to)
{
  self->piece = (3 * self->piece + to - from) / 4;
  self->did = TRUE;
}
