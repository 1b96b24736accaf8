/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-json.h"

#include "kinds.h"
#include "office-problem.h"

#include <math.h>
#include <string.h>

/*
 * A validator of RFC 8259 that runs before json-glib. json-glib 1.6 is lenient (comments, assignments, several values
 * in one text, octal numbers) and recurses without a limit; what passes here is strict JSON of a bounded depth, whose
 * strings hold no U+0000 and no half of a surrogate pair and whose numbers survive a double.
 */
typedef struct {
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  GError **error;
} Check;

#define LONGEST_NUMBER 64

static gboolean check_value (Check *check);

static gboolean
refuse (Check *check, const char *what)
{
  office_problem_set (check->error, OFFICE_PROBLEM_INVALID, NULL,
                      "The text is not valid JSON: %s at byte %" G_GSIZE_FORMAT, what,
                      (gsize) (check->at - check->start));
  return FALSE;
}

static void
skip_space (Check *check)
{
  while (check->at < check->end && strchr (" \t\n\r", *check->at) != NULL)
    check->at++;
}

static gboolean
accept (Check *check, char character)
{
  if (check->at == check->end || *check->at != character)
    return FALSE;
  check->at++;
  return TRUE;
}

static gboolean
check_word (Check *check, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (check->end - check->at) < length || memcmp (check->at, word, length) != 0)
    return refuse (check, "an unknown word");
  check->at += length;
  return TRUE;
}

static gboolean
read_unit (Check *check, guint *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, check->at++)
    {
      if (check->at == check->end || !g_ascii_isxdigit (*check->at))
        return refuse (check, "a broken escape");
      *unit = *unit << 4 | (guint) g_ascii_xdigit_value (*check->at);
    }
  return TRUE;
}

static gboolean
check_unicode_escape (Check *check)
{
  guint unit, low;

  if (!read_unit (check, &unit))
    return FALSE;
  if (unit == 0)
    return refuse (check, "U+0000 in a string");
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return refuse (check, "half of a surrogate pair");
  if (unit < 0xd800 || unit > 0xdbff)
    return TRUE;
  if (!accept (check, '\\') || !accept (check, 'u'))
    return refuse (check, "half of a surrogate pair");
  if (!read_unit (check, &low))
    return FALSE;
  return (low >= 0xdc00 && low <= 0xdfff) || refuse (check, "half of a surrogate pair");
}

static gboolean
check_string (Check *check)
{
  if (!accept (check, '"'))
    return refuse (check, "a missing string");
  while (check->at < check->end && *check->at != '"')
    {
      guchar character = *check->at;

      if (character < 0x20)
        return refuse (check, "a control character in a string");
      check->at++;
      if (character != '\\')
        continue;
      if (check->at == check->end || strchr ("\"\\/bfnrtu", *check->at) == NULL)
        return refuse (check, "an unknown escape");
      if (*check->at++ == 'u' && !check_unicode_escape (check))
        return FALSE;
    }
  return accept (check, '"') || refuse (check, "a string without an end");
}

static gboolean
check_digits (Check *check)
{
  const char *start = check->at;

  while (check->at < check->end && g_ascii_isdigit (*check->at))
    check->at++;
  return check->at > start || refuse (check, "a broken number");
}

static gboolean
check_magnitude (Check *check, const char *start, gboolean integer)
{
  char number[LONGEST_NUMBER + 1];
  gint64 value;

  if (check->at - start > LONGEST_NUMBER)
    return refuse (check, "a number that is too long");
  memcpy (number, start, check->at - start);
  number[check->at - start] = '\0';
  if (!integer)
    return isfinite (g_ascii_strtod (number, NULL)) || refuse (check, "a number that is too large");
  /* What does not fit saturates, and is then out of range too. */
  value = g_ascii_strtoll (number, NULL, 10);
  return (value >= -OFFICE_LIMIT_INTEGER && value <= OFFICE_LIMIT_INTEGER)
         || refuse (check, "an integer beyond 2^53-1");
}

static gboolean
check_number (Check *check)
{
  const char *start = check->at;
  gboolean integer = TRUE;

  accept (check, '-');
  if (!accept (check, '0') && !check_digits (check))
    return FALSE;
  if (accept (check, '.'))
    {
      integer = FALSE;
      if (!check_digits (check))
        return FALSE;
    }
  if (accept (check, 'e') || accept (check, 'E'))
    {
      integer = FALSE;
      if (!accept (check, '+'))
        accept (check, '-');
      if (!check_digits (check))
        return FALSE;
    }
  return check_magnitude (check, start, integer);
}

static gboolean
enter (Check *check)
{
  check->at++;
  if (++check->depth > OFFICE_LIMIT_DEPTH)
    {
      office_problem_set (check->error, OFFICE_PROBLEM_INVALID, NULL, "The text is nested deeper than %d levels",
                          OFFICE_LIMIT_DEPTH);
      return FALSE;
    }
  skip_space (check);
  return TRUE;
}

static gboolean
leave (Check *check, char closing)
{
  check->depth--;
  return accept (check, closing) || refuse (check, "a missing comma or bracket");
}

static gboolean
check_member (Check *check)
{
  skip_space (check);
  if (!check_string (check))
    return FALSE;
  skip_space (check);
  return (accept (check, ':') || refuse (check, "a missing colon")) && check_value (check);
}

static gboolean
check_object (Check *check)
{
  if (!enter (check))
    return FALSE;
  if (check->at < check->end && *check->at != '}')
    do
      if (!check_member (check))
        return FALSE;
    while (accept (check, ','));
  return leave (check, '}');
}

static gboolean
check_array (Check *check)
{
  if (!enter (check))
    return FALSE;
  if (check->at < check->end && *check->at != ']')
    do
      if (!check_value (check))
        return FALSE;
    while (accept (check, ','));
  return leave (check, ']');
}

/* Recurses at most OFFICE_LIMIT_DEPTH times. */
static gboolean
check_value (Check *check)
{
  gboolean valid;

  skip_space (check);
  if (check->at == check->end)
    return refuse (check, "a missing value");
  switch (*check->at)
    {
    case '{':
      valid = check_object (check);
      break;
    case '[':
      valid = check_array (check);
      break;
    case '"':
      valid = check_string (check);
      break;
    case 't':
      valid = check_word (check, "true");
      break;
    case 'f':
      valid = check_word (check, "false");
      break;
    case 'n':
      valid = check_word (check, "null");
      break;
    default:
      valid = check_number (check);
      break;
    }
  skip_space (check);
  return valid;
}

/**
 * office_json_check:
 * @text: (array length=length) (nullable): anything; %NULL: nothing
 * @length: its bytes
 * @limit: how many bytes it may have
 * @error: an OFFICE_PROBLEM: 413 when too long, else 422
 *
 * Checks that a text is one JSON object: strict RFC 8259, UTF-8, at most %OFFICE_LIMIT_DEPTH levels, without U+0000 and
 * halves of surrogate pairs, integers within ±(2^53-1). Members may repeat; the last one counts. Any thread.
 *
 * Returns: whether it may be given to json-glib
 */
gboolean
office_json_check (const char *text, gsize length, gsize limit, GError **error)
{
  const char *start = text != NULL ? text : ""; /* the data of no bytes is NULL */
  Check check = { start, start, start + length, 0, error };

  if (length > limit)
    {
      office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, NULL,
                          "The text has %" G_GSIZE_FORMAT " bytes, more than %" G_GSIZE_FORMAT, length, limit);
      return FALSE;
    }
  if (length > 0 && !g_utf8_validate_len (text, length, NULL))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "The text is not valid UTF-8");
      return FALSE;
    }
  skip_space (&check);
  if (check.at == check.end || *check.at != '{')
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "The text is not a JSON object");
      return FALSE;
    }
  return check_value (&check) && (check.at == check.end || refuse (&check, "something behind the object"));
}
