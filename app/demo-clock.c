/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-clock.h"

#include <stdatomic.h>

struct _OfficeDemoClock {
  OfficeClock parent_instance;

  OfficeClock *real;
  _Atomic gint64 set; /* 0: not set; the writer's thread sets it, any may read */
};

G_DEFINE_FINAL_TYPE (OfficeDemoClock, office_demo_clock, OFFICE_TYPE_CLOCK)

static gint64
office_demo_clock_now (OfficeClock *clock)
{
  OfficeDemoClock *self = OFFICE_DEMO_CLOCK (clock);
  gint64 set = atomic_load (&self->set);

  return set != 0 ? set : office_clock_now (self->real);
}

static gint64
office_demo_clock_monotonic (OfficeClock *clock)
{
  return office_clock_monotonic (OFFICE_DEMO_CLOCK (clock)->real);
}

static guint
office_demo_clock_add_timeout (OfficeClock *clock, guint milliseconds, GSourceFunc callback, gpointer data,
                               GDestroyNotify destroy)
{
  return office_clock_add_timeout (OFFICE_DEMO_CLOCK (clock)->real, milliseconds, callback, data, destroy);
}

static void
office_demo_clock_remove_timeout (OfficeClock *clock, guint id)
{
  office_clock_remove_timeout (OFFICE_DEMO_CLOCK (clock)->real, id);
}

static void
office_demo_clock_finalize (GObject *object)
{
  g_clear_object (&OFFICE_DEMO_CLOCK (object)->real);
  G_OBJECT_CLASS (office_demo_clock_parent_class)->finalize (object);
}

static void
office_demo_clock_class_init (OfficeDemoClockClass *class)
{
  OfficeClockClass *clock_class = OFFICE_CLOCK_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = office_demo_clock_finalize;
  clock_class->now = office_demo_clock_now;
  clock_class->monotonic = office_demo_clock_monotonic;
  clock_class->add_timeout = office_demo_clock_add_timeout;
  clock_class->remove_timeout = office_demo_clock_remove_timeout;
}

static void
office_demo_clock_init (OfficeDemoClock *self)
{
}

/**
 * office_demo_clock_new:
 * @real: the clock that it goes by while it is not set
 *
 * Returns: (transfer full): a clock
 */
OfficeDemoClock *
office_demo_clock_new (OfficeClock *real)
{
  OfficeDemoClock *self = g_object_new (OFFICE_TYPE_DEMO_CLOCK, NULL);

  self->real = g_object_ref (real);
  return self;
}

/**
 * office_demo_clock_set:
 * @self: a clock
 * @now: what it says from now on, ms since 1970; 0: what the real one says
 */
void
office_demo_clock_set (OfficeDemoClock *self, gint64 now)
{
  atomic_store (&self->set, now);
}
