/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Time as it must be injectable: tests and the simulation bring a clock that they turn by hand. */
#define OFFICE_TYPE_CLOCK (office_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (OfficeClock, office_clock, OFFICE, CLOCK, GObject)

struct _OfficeClockClass {
  GObjectClass parent_class;

  gint64 (*now) (OfficeClock *self);
  gint64 (*monotonic) (OfficeClock *self);
  guint (*add_timeout) (OfficeClock *self, guint milliseconds, GSourceFunc callback, gpointer data, GDestroyNotify destroy);
  void (*remove_timeout) (OfficeClock *self, guint id);
};

gint64 office_clock_now (OfficeClock *self);       /* milliseconds since 1970 UTC; may jump */
gint64 office_clock_monotonic (OfficeClock *self); /* milliseconds; never falls */
guint office_clock_add_timeout (OfficeClock *self, guint milliseconds, GSourceFunc callback, gpointer data, GDestroyNotify destroy);
void office_clock_remove_timeout (OfficeClock *self, guint id); /* 0 is ignored */

/* The machine's clock; timeouts run in the thread-default main context of the caller. */
OfficeClock *office_system_clock_new (void);

G_END_DECLS
