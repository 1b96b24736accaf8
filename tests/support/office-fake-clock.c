/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"

typedef struct {
  guint id;
  gint64 due; /* monotonic, ms */
  guint interval;
  GSourceFunc callback;
  gpointer data;
  GDestroyNotify destroy;
} Timeout;

struct _OfficeFakeClock {
  OfficeClock parent_instance;

  GMutex lock; /* now and monotonic may be read from any thread */
  gint64 now;
  gint64 monotonic;

  GQueue timeouts; /* Timeout, by due, then in the order they were added */
  Timeout *firing; /* out of the queue while its callback runs */
  gboolean firing_removed;
  guint last_id;
};

G_DEFINE_FINAL_TYPE (OfficeFakeClock, office_fake_clock, OFFICE_TYPE_CLOCK)

static void
timeout_free (Timeout *timeout)
{
  if (timeout->destroy != NULL)
    timeout->destroy (timeout->data);
  g_free (timeout);
}

static void
queue_timeout (OfficeFakeClock *self, Timeout *timeout)
{
  GList *before = self->timeouts.head;

  while (before != NULL && ((Timeout *) before->data)->due <= timeout->due)
    before = before->next;
  g_queue_insert_before (&self->timeouts, before, timeout);
}

static void
move_to (OfficeFakeClock *self, gint64 monotonic)
{
  g_mutex_lock (&self->lock);
  self->now += monotonic - self->monotonic;
  self->monotonic = monotonic;
  g_mutex_unlock (&self->lock);
}

static void
fire_first (OfficeFakeClock *self)
{
  Timeout *timeout = g_queue_pop_head (&self->timeouts);

  move_to (self, MAX (self->monotonic, timeout->due));
  self->firing = timeout;
  self->firing_removed = FALSE;
  if (timeout->callback (timeout->data) == G_SOURCE_CONTINUE && !self->firing_removed)
    {
      timeout->due += MAX (timeout->interval, 1);
      queue_timeout (self, timeout);
      timeout = NULL;
    }
  self->firing = NULL;
  g_clear_pointer (&timeout, timeout_free);
}

static gint64
office_fake_clock_now (OfficeClock *clock)
{
  OfficeFakeClock *self = OFFICE_FAKE_CLOCK (clock);
  gint64 now;

  g_mutex_lock (&self->lock);
  now = self->now;
  g_mutex_unlock (&self->lock);
  return now;
}

static gint64
office_fake_clock_monotonic (OfficeClock *clock)
{
  OfficeFakeClock *self = OFFICE_FAKE_CLOCK (clock);
  gint64 monotonic;

  g_mutex_lock (&self->lock);
  monotonic = self->monotonic;
  g_mutex_unlock (&self->lock);
  return monotonic;
}

static guint
office_fake_clock_add_timeout (OfficeClock *clock, guint milliseconds, GSourceFunc callback, gpointer data,
                               GDestroyNotify destroy)
{
  OfficeFakeClock *self = OFFICE_FAKE_CLOCK (clock);
  Timeout *timeout = g_new0 (Timeout, 1);

  timeout->id = ++self->last_id;
  timeout->due = self->monotonic + milliseconds;
  timeout->interval = milliseconds;
  timeout->callback = callback;
  timeout->data = data;
  timeout->destroy = destroy;
  queue_timeout (self, timeout);
  return timeout->id;
}

static void
office_fake_clock_remove_timeout (OfficeClock *clock, guint id)
{
  OfficeFakeClock *self = OFFICE_FAKE_CLOCK (clock);

  if (self->firing != NULL && self->firing->id == id)
    {
      self->firing_removed = TRUE;
      return;
    }
  for (GList *link = self->timeouts.head; link != NULL; link = link->next)
    {
      Timeout *timeout = link->data;

      if (timeout->id == id)
        {
          g_queue_delete_link (&self->timeouts, link);
          timeout_free (timeout);
          return;
        }
    }
}

static void
office_fake_clock_finalize (GObject *object)
{
  OfficeFakeClock *self = OFFICE_FAKE_CLOCK (object);

  g_queue_clear_full (&self->timeouts, (GDestroyNotify) timeout_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (office_fake_clock_parent_class)->finalize (object);
}

static void
office_fake_clock_class_init (OfficeFakeClockClass *class)
{
  OfficeClockClass *clock_class = OFFICE_CLOCK_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = office_fake_clock_finalize;
  clock_class->now = office_fake_clock_now;
  clock_class->monotonic = office_fake_clock_monotonic;
  clock_class->add_timeout = office_fake_clock_add_timeout;
  clock_class->remove_timeout = office_fake_clock_remove_timeout;
}

static void
office_fake_clock_init (OfficeFakeClock *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->timeouts);
}

OfficeClock *
office_fake_clock_new (gint64 now)
{
  OfficeFakeClock *self = g_object_new (OFFICE_TYPE_FAKE_CLOCK, NULL);

  self->now = now;
  return OFFICE_CLOCK (self);
}

void
office_fake_clock_advance (OfficeClock *clock, gint64 milliseconds)
{
  OfficeFakeClock *self = OFFICE_FAKE_CLOCK (clock);
  gint64 until = self->monotonic + milliseconds;
  Timeout *first;

  g_object_ref (self);
  while ((first = g_queue_peek_head (&self->timeouts)) != NULL && first->due <= until)
    fire_first (self);
  move_to (self, MAX (self->monotonic, until));
  g_object_unref (self);
}

void
office_fake_clock_set_now (OfficeClock *clock, gint64 now)
{
  OfficeFakeClock *self = OFFICE_FAKE_CLOCK (clock);

  g_mutex_lock (&self->lock);
  self->now = now;
  g_mutex_unlock (&self->lock);
}

gint64
office_fake_clock_get_next_due (OfficeClock *clock)
{
  OfficeFakeClock *self = OFFICE_FAKE_CLOCK (clock);
  Timeout *first = g_queue_peek_head (&self->timeouts);

  return first == NULL ? -1 : MAX (first->due - self->monotonic, 0);
}

guint
office_fake_clock_count_timeouts (OfficeClock *clock)
{
  return g_queue_get_length (&OFFICE_FAKE_CLOCK (clock)->timeouts);
}
