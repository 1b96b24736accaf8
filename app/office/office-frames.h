/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a window tells of its frames, so that what can wait is done between them; see office-throttle.c. Times are µs of the
 * monotonic clock. Main thread only. */
void office_frames_painted (gint64 from, gint64 to, gint64 interval); /* one, and how far they are apart */
void office_frames_expect (gint64 now);                               /* somebody did something, and waits to see it */

G_END_DECLS
