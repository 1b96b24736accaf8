/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-random.h"

struct _OfficeFakeRandom {
  OfficeRandom parent_instance;

  GMutex lock;
  guint64 state;
};

G_DEFINE_FINAL_TYPE (OfficeFakeRandom, office_fake_random, OFFICE_TYPE_RANDOM)

/* splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014. */
static guint64
next (OfficeFakeRandom *self)
{
  guint64 value = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

static void
office_fake_random_fill (OfficeRandom *random, guint8 *bytes, gsize length)
{
  OfficeFakeRandom *self = OFFICE_FAKE_RANDOM (random);
  guint64 value = 0;

  g_mutex_lock (&self->lock);
  for (gsize i = 0; i < length; i++)
    {
      if (i % 8 == 0)
        value = next (self);
      bytes[i] = (value >> (8 * (i % 8))) & 0xff;
    }
  g_mutex_unlock (&self->lock);
}

static void
office_fake_random_finalize (GObject *object)
{
  g_mutex_clear (&OFFICE_FAKE_RANDOM (object)->lock);
  G_OBJECT_CLASS (office_fake_random_parent_class)->finalize (object);
}

static void
office_fake_random_class_init (OfficeFakeRandomClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_fake_random_finalize;
  OFFICE_RANDOM_CLASS (class)->fill = office_fake_random_fill;
}

static void
office_fake_random_init (OfficeFakeRandom *self)
{
  g_mutex_init (&self->lock);
}

OfficeRandom *
office_fake_random_new (guint64 seed)
{
  OfficeFakeRandom *self = g_object_new (OFFICE_TYPE_FAKE_RANDOM, NULL);

  self->state = seed;
  return OFFICE_RANDOM (self);
}
