/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-random.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

G_DEFINE_ABSTRACT_TYPE (OfficeRandom, office_random, G_TYPE_OBJECT)

static void
office_random_class_init (OfficeRandomClass *class)
{
}

static void
office_random_init (OfficeRandom *self)
{
}

/**
 * office_random_fill:
 * @self: a source of random bytes
 * @bytes: (array length=length) (out caller-allocates): where they go
 * @length: how many
 *
 * Any thread.
 */
void
office_random_fill (OfficeRandom *self, guint8 *bytes, gsize length)
{
  OFFICE_RANDOM_GET_CLASS (self)->fill (self, bytes, length);
}

/**
 * office_random_integer:
 * @self: a source of random bytes
 *
 * Returns: 64 random bits
 */
guint64
office_random_integer (OfficeRandom *self)
{
  guint64 value;

  office_random_fill (self, (guint8 *) &value, sizeof value);
  return value;
}

/**
 * office_random_between:
 * @self: a source of random bytes
 * @low: the lowest value
 * @high: the highest value, at least @low
 *
 * Returns: a value between both, both included, all equally likely
 */
guint64
office_random_between (OfficeRandom *self, guint64 low, guint64 high)
{
  guint64 span, most, value;

  g_return_val_if_fail (low <= high, low);

  if (low == 0 && high == G_MAXUINT64)
    return office_random_integer (self);

  /* Values above the largest multiple of the span would favour the low ones. */
  span = high - low + 1;
  most = G_MAXUINT64 - G_MAXUINT64 % span;
  do
    value = office_random_integer (self);
  while (value >= most);
  return low + value % span;
}

/**
 * office_random_token:
 * @self: a source of random bytes
 * @n_bytes: how many random bytes, at most 256
 *
 * Returns: (transfer full): the bytes in base64url (RFC 4648, section 5) without padding
 */
char *
office_random_token (OfficeRandom *self, gsize n_bytes)
{
  guint8 bytes[256];
  char *text;

  g_return_val_if_fail (n_bytes <= sizeof bytes, NULL);

  office_random_fill (self, bytes, n_bytes);
  text = g_base64_encode (bytes, n_bytes);
  explicit_bzero (bytes, sizeof bytes);

  text[strcspn (text, "=")] = '\0';
  return g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');
}

/* The kernel's. */

#define OFFICE_TYPE_SYSTEM_RANDOM (office_system_random_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSystemRandom, office_system_random, OFFICE, SYSTEM_RANDOM, OfficeRandom)

struct _OfficeSystemRandom {
  OfficeRandom parent_instance;
};

G_DEFINE_FINAL_TYPE (OfficeSystemRandom, office_system_random, OFFICE_TYPE_RANDOM)

static void
office_system_random_fill (OfficeRandom *random, guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize got = getrandom (bytes, length, 0);

      /* Only a signal interrupts it; a kernel without it cannot run this program safely. */
      if (got < 0 && errno != EINTR)
        g_error ("No random bytes from the kernel: %s", g_strerror (errno));
      if (got > 0)
        {
          bytes += got;
          length -= got;
        }
    }
}

static void
office_system_random_class_init (OfficeSystemRandomClass *class)
{
  OFFICE_RANDOM_CLASS (class)->fill = office_system_random_fill;
}

static void
office_system_random_init (OfficeSystemRandom *self)
{
}

/**
 * office_system_random_new:
 *
 * Returns: (transfer full): the kernel's random bytes, fit for secrets
 */
OfficeRandom *
office_system_random_new (void)
{
  return g_object_new (OFFICE_TYPE_SYSTEM_RANDOM, NULL);
}
