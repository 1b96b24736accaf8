/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-clock.h"

G_DEFINE_ABSTRACT_TYPE (OfficeClock, office_clock, G_TYPE_OBJECT)

static void
office_clock_class_init (OfficeClockClass *class)
{
}

static void
office_clock_init (OfficeClock *self)
{
}

/**
 * office_clock_now:
 * @self: a clock
 *
 * Any thread.
 *
 * Returns: milliseconds since 1970 UTC; may jump in both directions
 */
gint64
office_clock_now (OfficeClock *self)
{
  return OFFICE_CLOCK_GET_CLASS (self)->now (self);
}

/**
 * office_clock_monotonic:
 * @self: a clock
 *
 * Any thread.
 *
 * Returns: milliseconds since some moment; never falls
 */
gint64
office_clock_monotonic (OfficeClock *self)
{
  return OFFICE_CLOCK_GET_CLASS (self)->monotonic (self);
}

/**
 * office_clock_add_timeout:
 * @self: a clock
 * @milliseconds: how long from now
 * @callback: called in the caller's thread-default main context; again and again while it returns %G_SOURCE_CONTINUE
 * @data: for @callback
 * @destroy: (nullable): frees @data when the timeout ends or is removed
 *
 * Returns: an id for office_clock_remove_timeout(), never 0
 */
guint
office_clock_add_timeout (OfficeClock *self, guint milliseconds, GSourceFunc callback, gpointer data,
                          GDestroyNotify destroy)
{
  return OFFICE_CLOCK_GET_CLASS (self)->add_timeout (self, milliseconds, callback, data, destroy);
}

/**
 * office_clock_remove_timeout:
 * @self: a clock
 * @id: from office_clock_add_timeout() in the same thread, not ended yet; 0 is ignored
 */
void
office_clock_remove_timeout (OfficeClock *self, guint id)
{
  if (id != 0)
    OFFICE_CLOCK_GET_CLASS (self)->remove_timeout (self, id);
}

/* The machine's clock. */

#define OFFICE_TYPE_SYSTEM_CLOCK (office_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSystemClock, office_system_clock, OFFICE, SYSTEM_CLOCK, OfficeClock)

struct _OfficeSystemClock {
  OfficeClock parent_instance;
};

G_DEFINE_FINAL_TYPE (OfficeSystemClock, office_system_clock, OFFICE_TYPE_CLOCK)

static gint64
office_system_clock_now (OfficeClock *clock)
{
  return g_get_real_time () / 1000;
}

static gint64
office_system_clock_monotonic (OfficeClock *clock)
{
  return g_get_monotonic_time () / 1000;
}

static guint
office_system_clock_add_timeout (OfficeClock *clock, guint milliseconds, GSourceFunc callback, gpointer data,
                                 GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, callback, data, destroy);
  return g_source_attach (source, g_main_context_get_thread_default ());
}

static void
office_system_clock_remove_timeout (OfficeClock *clock, guint id)
{
  GSource *source = g_main_context_find_source_by_id (g_main_context_get_thread_default (), id);

  if (source != NULL)
    g_source_destroy (source);
}

static void
office_system_clock_class_init (OfficeSystemClockClass *class)
{
  OfficeClockClass *clock_class = OFFICE_CLOCK_CLASS (class);

  clock_class->now = office_system_clock_now;
  clock_class->monotonic = office_system_clock_monotonic;
  clock_class->add_timeout = office_system_clock_add_timeout;
  clock_class->remove_timeout = office_system_clock_remove_timeout;
}

static void
office_system_clock_init (OfficeSystemClock *self)
{
}

/**
 * office_system_clock_new:
 *
 * Returns: (transfer full): the machine's clock
 */
OfficeClock *
office_system_clock_new (void)
{
  return g_object_new (OFFICE_TYPE_SYSTEM_CLOCK, NULL);
}
