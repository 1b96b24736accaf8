/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-when-private.h"

#define AFTERNOON (15 * 60)

/* The time of day: "at nine", "9:30", "halb zehn", "um 9 Uhr abends". */

/* What makes twelve hours more, or none, of a bare hour: 1 after noon, -1 before, 0 not said. */
static guint
read_half_of_day (OfficeWhenReader *self, guint i, int *half)
{
  const char *word = office_when_word_at (self, i);

  *half = 0;
  if ((g_str_equal (word, "in") && g_str_equal (office_when_word_at (self, i + 1), "the")) || IS (word, "am"))
    {
      const guint skip = g_str_equal (word, "in") ? 2 : 1;
      const char *part = office_when_word_at (self, i + skip);

      if (IS (part, "afternoon", "evening", "nachmittag", "abend"))
        *half = 1;
      else if (IS (part, "morning", "morgen", "vormittag"))
        *half = -1;
      if (*half != 0)
        return skip + 1;
    }
  if (IS (word, "pm", "p.m.", "abends", "nachmittags"))
    *half = 1;
  else if (IS (word, "am", "a.m.", "morgens", "vormittags", "früh"))
    *half = -1;
  return *half != 0 ? 1 : 0;
}

static int
to_minutes (int hour, int minute, int half, gboolean bare)
{
  if (hour > 24 || minute > 59 || (hour == 24 && minute > 0))
    return -1;
  if (half > 0 && hour < 12)
    hour += 12;
  else if (half < 0 && hour == 12)
    hour = 0;
  else if (half == 0 && bare && hour >= 1 && hour <= 6)
    hour += 12;
  return hour * 60 + minute;
}

/* "9:00", "9.30", "9h30", "9am"; *exact: minutes are said, so that the hour is not bare. */
static gboolean
read_clock (const char *word, gboolean dot, int *hour, int *minute, int *half, gboolean *exact)
{
  const char *end;

  *minute = 0;
  *half = 0;
  *exact = FALSE;
  *hour = office_when_read_digits (word, &end);
  if (*hour < 0 || *hour > 24)
    return FALSE;
  if (*end == ':' || (*end == 'h' && g_ascii_isdigit (end[1])) || (dot && *end == '.' && g_ascii_isdigit (end[1])))
    {
      const char *from = end + 1;

      *minute = office_when_read_digits (from, &end);
      if (*minute < 0 || end - from != 2)
        return FALSE;
      *exact = TRUE;
    }
  if (IS (end, "am", "a.m."))
    *half = -1;
  else if (IS (end, "pm", "p.m."))
    *half = 1;
  else
    return *end == '\0' && (*exact || end > word);
  return TRUE;
}

static guint
read_spoken (OfficeWhenReader *self, guint i, int *hour, int *minute)
{
  const char *first = office_when_word_at (self, i);
  const char *second = office_when_word_at (self, i + 1);
  const gboolean relative = IS (second, "past", "to", "nach", "vor");
  const int n = office_when_read_number (office_when_word_at (self, i + 2));

  if (g_str_equal (first, "halb") && office_when_read_number (second) > 0)
    {
      *hour = (office_when_read_number (second) + 11) % 12;
      *hour = *hour == 0 ? 12 : *hour;
      *minute = 30;
      return 2;
    }
  if (!relative || n < 1 || n > 24 || !IS (first, "half", "quarter", "viertel"))
    return 0;
  *minute = g_str_equal (first, "half") ? 30 : 15;
  *hour = n;
  if (IS (second, "to", "vor"))
    {
      *minute = 60 - *minute;
      *hour = n == 1 ? 12 : n - 1;
    }
  return 3;
}

/* A time that has a name. */
static int
read_named (const char *word)
{
  if (IS (word, "noon", "midday", "mittag", "mittags"))
    return OFFICE_WHEN_NOON;
  if (IS (word, "morning", "früh", "vormittag", "vormittags", "morgens"))
    return OFFICE_WHEN_MORNING;
  if (IS (word, "afternoon", "nachmittag", "nachmittags"))
    return AFTERNOON;
  if (IS (word, "evening", "abend", "abends"))
    return OFFICE_WHEN_EVENING;
  return -1;
}

/* After a bare number that follows a day: whether the number was the time, and not how many there are of something. */
static gboolean
ends_a_time (OfficeWhenReader *self, guint i)
{
  return i >= self->words->len || IS (office_when_word_at (self, i), "to", "that", "about", "an", "zu", "dass");
}

guint
office_when_read_time (OfficeWhenReader *self, guint i, gboolean after_day, int *minutes)
{
  const guint from = i;
  const gboolean said = IS (office_when_word_at (self, i), "at", "um", "gegen", "@");
  gboolean exact = FALSE, uhr = FALSE;
  int hour = -1, minute = 0, half = 0;
  guint taken;

  i += said ? 1 : 0;
  if (!said && IS (office_when_word_at (self, i), "in", "am", "this") && after_day)
    i += IS (office_when_word_at (self, i + 1), "the") ? 2 : 1;
  *minutes = read_named (office_when_word_at (self, i));
  if (*minutes >= 0)
    return said || after_day || *minutes == OFFICE_WHEN_NOON ? i + 1 - from : 0;
  taken = read_spoken (self, i, &hour, &minute);
  if (taken == 0
      && read_clock (office_when_word_at (self, i), said || IS (office_when_word_at (self, i + 1), "uhr"), &hour,
                     &minute, &half, &exact))
    taken = 1;
  if (taken == 0)
    {
      hour = office_when_read_number (office_when_word_at (self, i));
      taken = 1;
    }
  if (hour < 0)
    return 0;
  i += taken;
  if (IS (office_when_word_at (self, i), "uhr", "o'clock", "o’clock"))
    {
      const int more = office_when_read_number (office_when_word_at (self, i + 1));
      const char *unit = office_when_word_at (self, i + 2);

      uhr = TRUE;
      i++;
      /* "9 Uhr 30", but not "9 Uhr 30 Leute". */
      if (!exact && more >= 0 && more < 60 && g_ascii_isdigit (*office_when_word_at (self, i))
          && (ends_a_time (self, i + 1) || office_when_read_unit (unit) == OFFICE_WHEN_MINUTES))
        {
          minute = more;
          exact = TRUE;
          i++;
        }
    }
  if (half == 0)
    i += read_half_of_day (self, i, &half);
  if (!said && !uhr && !exact && half == 0 && !(after_day && ends_a_time (self, i)))
    return 0;
  *minutes = to_minutes (hour, minute, half, !exact);
  return *minutes >= 0 ? i - from : 0;
}
