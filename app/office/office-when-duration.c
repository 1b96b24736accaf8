/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-when-private.h"

#define MOST 10000 /* of any unit */

/* How long from now: "in an hour", "in 2 Tagen und 3 Stunden", "20m". */

/* The clock's hands are turned for minutes and hours, the calendar's leaves for all that is longer. */
static void
add (GDateTime **time, int n, OfficeWhenUnit unit)
{
  GDateTime *later = NULL;

  if (*time == NULL) /* beyond what a calendar can say */
    return;
  switch (unit)
    {
    case OFFICE_WHEN_MINUTES:
      later = g_date_time_add_minutes (*time, n);
      break;
    case OFFICE_WHEN_HOURS:
      later = g_date_time_add_hours (*time, n);
      break;
    case OFFICE_WHEN_DAYS:
      later = g_date_time_add_days (*time, n);
      break;
    case OFFICE_WHEN_WEEKS:
      later = g_date_time_add_weeks (*time, n);
      break;
    case OFFICE_WHEN_MONTHS:
      later = g_date_time_add_months (*time, n);
      break;
    case OFFICE_WHEN_NO_UNIT:
    default:
      return;
    }
  g_date_time_unref (*time);
  *time = later;
}

/* "20m", "1h30m": numbers with their units in one word. */
static guint
read_compact (const char *word, GDateTime **time)
{
  guint n = 0;

  while (*word != '\0')
    {
      const char *end;
      const int number = office_when_read_digits (word, &end);
      g_autofree char *name = NULL;
      OfficeWhenUnit unit;

      word = end;
      while (*end != '\0' && !g_ascii_isdigit (*end))
        end = g_utf8_next_char (end);
      name = g_strndup (word, end - word);
      unit = office_when_read_unit (name);
      if (number < 0 || unit == OFFICE_WHEN_NO_UNIT)
        return 0;
      add (time, number, unit);
      word = end;
      n++;
    }
  return n > 0 ? 1 : 0;
}

static guint
read_half_hour (OfficeWhenReader *self, guint i, GDateTime **time)
{
  guint taken = 0;

  if (IS (office_when_word_at (self, i), "half", "halbe", "halben")
      && IS (office_when_word_at (self, i + 1), "an", "a"))
    taken = 3;
  else if (IS (office_when_word_at (self, i), "a", "an", "einer", "eine")
           && IS (office_when_word_at (self, i + 1), "half", "halben", "halbe"))
    taken = 3;
  if (taken == 0 || office_when_read_unit (office_when_word_at (self, i + 2)) != OFFICE_WHEN_HOURS)
    return 0;
  add (time, 30, OFFICE_WHEN_MINUTES);
  return taken;
}

static guint
read_amount (OfficeWhenReader *self, guint i, GDateTime **time)
{
  guint taken = read_half_hour (self, i, time);
  OfficeWhenUnit unit;
  int n;

  if (taken == 0)
    taken = read_compact (office_when_word_at (self, i), time);
  if (taken > 0)
    return taken;
  n = office_when_read_number (office_when_word_at (self, i));
  unit = office_when_read_unit (office_when_word_at (self, i + 1));
  if (n < 0 || n > MOST || unit == OFFICE_WHEN_NO_UNIT)
    return 0;
  add (time, n, unit);
  return 2;
}

guint
office_when_read_duration (OfficeWhenReader *self, guint i, GDateTime **time)
{
  const guint from = i;
  guint taken;

  if (g_str_equal (office_when_word_at (self, i), "in"))
    i++;
  taken = read_amount (self, i, time);
  if (taken == 0)
    return 0;
  for (i += taken;; i += taken)
    {
      const guint joined = IS (office_when_word_at (self, i), "and", "und") ? 1 : 0;

      taken = read_amount (self, i + joined, time);
      if (taken == 0)
        return i - from;
      taken += joined;
    }
}
