/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-position.h"

#include "office-problem.h"

#include <string.h>

/*
 * A key is an integer part and a fraction. The integer part's first letter tells its sign and length: `a` to `z` are
 * the numbers from 0 upwards with 1 to 26 digits behind the letter, `Z` down to `A` the negative ones with 1 to 26
 * digits, so that bytes compare as numbers do. The fraction is written in the same 62 digits and never ends in 0. Keys
 * at an end only count up or down and stay short; a key between two others lengthens the fraction by about one digit in
 * six. See https://observablehq.com/@dgreensp/implementing-fractional-indexing.
 */

#define DIGITS          "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define BASE            62
#define LONGEST_KEY     64
#define LONGEST_INTEGER 27

static guint
digit_value (char digit)
{
  return (guint) (strchr (DIGITS, digit) - DIGITS);
}

static gsize
integer_length (char head)
{
  return head >= 'a' ? (gsize) (head - 'a') + 2 : (gsize) ('Z' - head) + 2;
}

/* There is no integer below this one, and therefore no key. */
static gboolean
is_lowest_integer (const char *key)
{
  return key[0] == 'A' && strspn (key + 1, "0") >= LONGEST_INTEGER - 1;
}

/* Counts one up or down; NULL past the end. */
static char *
integer_step (const char *integer, int step)
{
  gsize length = integer_length (integer[0]);
  char *next = g_strndup (integer, length);
  gsize i = length;

  while (--i > 0)
    {
      int value = (int) digit_value (next[i]) + step;

      next[i] = DIGITS[(value + BASE) % BASE];
      if (value >= 0 && value < BASE)
        return next;
    }

  /* Carried out of the last digit: the next length. `Z` (one digit, negative) is followed by `a` (one digit). */
  if (next[0] == (step > 0 ? 'z' : 'A'))
    {
      g_free (next);
      return NULL;
    }
  if (next[0] == 'Z' && step > 0)
    next[0] = 'a';
  else if (next[0] == 'a' && step < 0)
    next[0] = 'Z';
  else
    next[0] = (char) (next[0] + step);
  length = integer_length (next[0]);
  next = g_realloc (next, length + 1);
  memset (next + 1, step > 0 ? '0' : 'z', length - 1);
  next[length] = '\0';
  return next;
}

/* Appends a fraction strictly between two, of which `after` may be NULL: 1. */
static void
append_middle (GString *key, const char *before, const char *after)
{
  guint low, high;

  while (after != NULL && (*before != '\0' ? *before : '0') == *after)
    {
      g_string_append_c (key, *after++);
      if (*before != '\0')
        before++;
    }
  low = *before != '\0' ? digit_value (*before) : 0;
  high = after != NULL ? digit_value (*after) : BASE;
  if (high - low > 1)
    {
      g_string_append_c (key, DIGITS[(low + high) / 2]);
      return;
    }
  if (after != NULL && after[1] != '\0')
    {
      g_string_append_c (key, *after);
      return;
    }
  g_string_append_c (key, DIGITS[low]);
  append_middle (key, *before != '\0' ? before + 1 : before, NULL);
}

static char *
key_before (const char *after)
{
  gsize length = integer_length (after[0]);
  g_autofree char *lower = NULL;
  GString *key;

  if (is_lowest_integer (after))
    {
      key = g_string_new_len (after, (gssize) length);
      append_middle (key, "", after + length);
      return g_string_free (key, FALSE);
    }
  if (after[length] != '\0')
    return g_strndup (after, length);
  lower = integer_step (after, -1);
  if (!is_lowest_integer (lower))
    return g_steal_pointer (&lower);
  key = g_string_new (lower);
  append_middle (key, "", NULL);
  return g_string_free (key, FALSE);
}

static char *
key_after (const char *before)
{
  gsize length = integer_length (before[0]);
  char *higher = integer_step (before, 1);
  GString *key;

  if (higher != NULL)
    return higher;
  key = g_string_new_len (before, (gssize) length);
  append_middle (key, before + length, NULL);
  return g_string_free (key, FALSE);
}

static char *
key_between (const char *before, const char *after)
{
  gsize length = integer_length (before[0]);
  gboolean same = strncmp (before, after, length) == 0;
  g_autofree char *higher = same ? NULL : integer_step (before, 1);
  GString *key;

  if (higher != NULL && strcmp (higher, after) < 0)
    return g_steal_pointer (&higher);
  key = g_string_new_len (before, (gssize) length);
  append_middle (key, before + length, same ? after + length : NULL);
  return g_string_free (key, FALSE);
}

/**
 * office_position_between:
 * @before: (nullable): the key in front, %NULL for the start
 * @after: (nullable): the key behind, %NULL for the end
 * @error: 422 when a key is none or they are not in ascending order
 *
 * Returns: (transfer full): a key strictly between both; it may be longer than a stored key can be, see
 * %OFFICE_POSITION_REBALANCE
 */
char *
office_position_between (const char *before, const char *after, GError **error)
{
  if ((before != NULL && !office_position_is_valid (before)) || (after != NULL && !office_position_is_valid (after)))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "position", "The position is not valid");
      return NULL;
    }
  if (before != NULL && after != NULL && strcmp (before, after) >= 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "position",
                          "There is no position between two that are not in order");
      return NULL;
    }
  if (before == NULL && after == NULL)
    return g_strdup ("a0");
  if (before == NULL)
    return key_before (after);
  if (after == NULL)
    return key_after (before);
  return key_between (before, after);
}

/**
 * office_position_is_valid:
 * @key: (nullable): any text
 *
 * Returns: whether it is a key of at most 64 characters
 */
gboolean
office_position_is_valid (const char *key)
{
  gsize length, whole;

  if (key == NULL || !g_ascii_isalpha (key[0]))
    return FALSE;
  length = strlen (key);
  whole = integer_length (key[0]);
  if (length < whole || length > LONGEST_KEY || strspn (key, DIGITS) != length)
    return FALSE;
  if (length == whole)
    return !is_lowest_integer (key);
  return key[length - 1] != '0';
}

/**
 * office_position_spread:
 * @n: how many
 *
 * Returns: (transfer full): that many fresh keys in ascending order, %NULL-terminated
 */
char **
office_position_spread (guint n)
{
  char **keys = g_new0 (char *, (gsize) n + 1);

  for (guint i = 0; i < n; i++)
    keys[i] = i == 0 ? g_strdup ("a0") : key_after (keys[i - 1]);
  return keys;
}
