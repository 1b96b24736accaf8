/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * When the thread of a window may do a piece of what can wait, as storing what the host sends; see the head of the source.
 * All times are µs of the monotonic clock.
 */
typedef struct _OfficeThrottle OfficeThrottle;

OfficeThrottle *office_throttle_get_default (void); /* of the thread that shows windows */
OfficeThrottle *office_throttle_new (void);
void office_throttle_free (OfficeThrottle *self);

void office_throttle_painted (OfficeThrottle *self, gint64 from, gint64 to, gint64 interval);
void office_throttle_expect_painting (OfficeThrottle *self, gint64 now);
gint64 office_throttle_get_wait (OfficeThrottle *self, gint64 now);
void office_throttle_did_piece (OfficeThrottle *self, gint64 from, gint64 to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeThrottle, office_throttle_free)

G_END_DECLS
