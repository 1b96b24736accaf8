/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"

#include <stdlib.h>
#include <string.h>

#define VERSION_DIGIT 14 /* in the text */
#define ID_BYTES      16

static char *
format_id (const guint8 bytes[ID_BYTES])
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (OFFICE_ID_LENGTH + 1);
  char *to = text;

  for (guint i = 0; i < ID_BYTES; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *to++ = '-';
      *to++ = digits[bytes[i] >> 4];
      *to++ = digits[bytes[i] & 15];
    }
  *to = '\0';
  return text;
}

static void
parse_id (const char *text, guint8 bytes[ID_BYTES])
{
  guint n = 0;

  for (; n < ID_BYTES; text += 2)
    {
      if (*text == '-')
        text++;
      bytes[n++] = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
    }
}

static void
set_version (guint8 bytes[ID_BYTES], guint8 version)
{
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | version << 4);
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);
}

/**
 * office_id_new:
 * @clock: gives the time in it
 * @random: gives the rest
 *
 * Makes an id after RFC 9562, section 5.7 (UUID version 7). Nothing may be read from its time: clocks are wrong.
 *
 * Returns: (transfer full): the id
 */
char *
office_id_new (OfficeClock *clock, OfficeRandom *random)
{
  guint8 bytes[ID_BYTES];
  guint64 now = (guint64) office_clock_now (clock);

  office_random_fill (random, bytes, sizeof bytes);
  for (guint i = 0; i < 6; i++)
    bytes[i] = (guint8) (now >> (40 - 8 * i));
  set_version (bytes, 7);
  return format_id (bytes);
}

/**
 * office_id_derive:
 * @namespace_id: a valid id
 * @name: any text
 *
 * Makes the id that this name has within that namespace, after RFC 9562, section 5.5 (UUID version 5): the same everywhere.
 *
 * Returns: (transfer full): the id
 */
char *
office_id_derive (const char *namespace_id, const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20], bytes[ID_BYTES];
  gsize length = sizeof digest;

  g_return_val_if_fail (office_id_is_valid (namespace_id), NULL);

  parse_id (namespace_id, bytes);
  g_checksum_update (checksum, bytes, sizeof bytes);
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, digest, &length);

  memcpy (bytes, digest, sizeof bytes);
  set_version (bytes, 5);
  return format_id (bytes);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * office_id_derive_direct:
 * @office_id: the office's id
 * @people: (array zero-terminated=1): ids of people, each once
 *
 * Returns: (transfer full): the id of the direct room of these people, whatever their order
 */
char *
office_id_derive_direct (const char *office_id, const char *const *people)
{
  guint n = g_strv_length ((char **) people);
  g_autofree const char **sorted = g_memdup2 (people, (n + 1) * sizeof *people);
  g_autofree char *name = NULL;

  qsort (sorted, n, sizeof *sorted, compare_text);
  name = g_strjoinv (" ", (char **) sorted);
  return office_id_derive (office_id, name);
}

/**
 * office_id_is_valid:
 * @text: (nullable): text from anywhere
 *
 * Returns: whether it is an id: a UUID of any version, in lower case, with its hyphens
 */
gboolean
office_id_is_valid (const char *text)
{
  if (text == NULL)
    return FALSE;
  for (guint i = 0; i < OFFICE_ID_LENGTH; i++)
    {
      gboolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;

      if (hyphen ? text[i] != '-' : !g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
    }
  return text[OFFICE_ID_LENGTH] == '\0';
}

/**
 * office_id_is_derived:
 * @id: an id
 *
 * Returns: whether it was made by office_id_derive(), which nobody but the operations themselves may do
 */
gboolean
office_id_is_derived (const char *id)
{
  return id[VERSION_DIGIT] == '5';
}
