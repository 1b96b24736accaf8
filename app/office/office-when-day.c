/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-when-private.h"

#define NIGHT (20 * 60)

/* The day: "tomorrow", "next Monday", "1. Dezember", "2026-12-01". */

int
office_when_read_weekday (const char *word)
{
  static const char *const days[][8] = {
    { "monday", "mon", "montag", "montags" }, { "tuesday", "tue", "tues", "dienstag" },
    { "wednesday", "wed", "mittwoch" },       { "thursday", "thu", "thur", "thurs", "donnerstag" },
    { "friday", "fri", "freitag" },           { "saturday", "sat", "samstag", "sonnabend" },
    { "sunday", "sun", "sonntag" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    for (guint k = 0; k < G_N_ELEMENTS (days[i]) && days[i][k] != NULL; k++)
      if (g_str_equal (word, days[i][k]))
        return (int) i + 1;
  return 0;
}

static int
read_month (const char *word)
{
  static const char *const months[][6] = {
    { "january", "jan", "januar", "jänner", "jan." },
    { "february", "feb", "februar", "feber", "feb." },
    { "march", "mar", "märz", "maerz", "mrz" },
    { "april", "apr", "apr." },
    { "may", "mai" },
    { "june", "jun", "juni" },
    { "july", "jul", "juli" },
    { "august", "aug", "aug." },
    { "september", "sep", "sept", "sept." },
    { "october", "oct", "oktober", "okt", "okt." },
    { "november", "nov", "nov." },
    { "december", "dec", "dezember", "dez", "dez." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    for (guint k = 0; k < G_N_ELEMENTS (months[i]) && months[i][k] != NULL; k++)
      if (g_str_equal (word, months[i][k]))
        return (int) i + 1;
  return 0;
}

/* A day without a year is the next one that is called so. */
static gboolean
set_date (OfficeWhenReader *self, OfficeWhenDay *day, int year, int month, int number)
{
  if (year < 0)
    {
      year = g_date_time_get_year (self->now);
      if (month < g_date_time_get_month (self->now)
          || (month == g_date_time_get_month (self->now) && number < g_date_time_get_day_of_month (self->now)))
        year++;
    }
  else if (year < 100)
    year += 2000;
  if (year > 9999 || !g_date_valid_dmy (number, month, year))
    return FALSE;
  *day = (OfficeWhenDay){ 0, year, month, number, -1 };
  return TRUE;
}

/* "2026-12-01", "1.12.", "1.12.2026". */
static gboolean
read_date_word (OfficeWhenReader *self, const char *word, OfficeWhenDay *day)
{
  const char *end;
  const int first = office_when_read_digits (word, &end);
  const char separator = *end;
  int second, third = -1;

  if (first < 0 || (separator != '-' && separator != '.'))
    return FALSE;
  second = office_when_read_digits (end + 1, &end);
  if (second < 1 || second > 31 || *end != separator)
    return FALSE;
  if (end[1] != '\0')
    third = office_when_read_digits (end + 1, &end);
  else
    end++;
  if (*end != '\0' || (separator == '-' && (third < 0 || first < 1000)))
    return FALSE;
  return separator == '-' ? set_date (self, day, first, second, third) : set_date (self, day, third, second, first);
}

/* "1 December", "December 1", "1. Dezember 2026". */
static guint
read_date_words (OfficeWhenReader *self, guint i, OfficeWhenDay *day)
{
  const char *end;
  int month = read_month (office_when_word_at (self, i));
  const gboolean month_first = month > 0;
  int number = office_when_read_digits (office_when_word_at (self, month_first ? i + 1 : i), &end);
  int year;

  if (!month_first)
    month = read_month (office_when_word_at (self, i + 1));
  if (month == 0 || number < 1 || number > 31 || !IS (end, "", ".", "st", "nd", "rd", "th"))
    return 0;
  year = office_when_read_digits (office_when_word_at (self, i + 2), &end);
  if (year >= 1000 && *end == '\0')
    return set_date (self, day, year, month, number) ? 3 : 0;
  return set_date (self, day, -1, month, number) ? 2 : 0;
}

static void
set_ahead (OfficeWhenReader *self, OfficeWhenDay *day, int days, int minutes)
{
  g_autoptr (GDateTime) then = g_date_time_add_days (self->now, days);

  *day = (OfficeWhenDay){ 0, g_date_time_get_year (then), g_date_time_get_month (then),
                          g_date_time_get_day_of_month (then), minutes };
}

static guint
read_ahead (OfficeWhenReader *self, guint i, OfficeWhenDay *day)
{
  const char *word = office_when_word_at (self, i);
  const guint the = g_str_equal (word, "the") ? 1 : 0;

  if (IS (word, "today", "heute"))
    {
      set_ahead (self, day, 0, -1);
      return 1;
    }
  if (IS (word, "tonight"))
    {
      set_ahead (self, day, 0, NIGHT);
      return 1;
    }
  if (IS (word, "tomorrow", "morgen", "tmrw"))
    {
      set_ahead (self, day, 1, -1);
      return 1;
    }
  if (IS (word, "übermorgen", "uebermorgen"))
    {
      set_ahead (self, day, 2, -1);
      return 1;
    }
  if (g_str_equal (office_when_word_at (self, i + the), "day")
      && g_str_equal (office_when_word_at (self, i + the + 1), "after")
      && g_str_equal (office_when_word_at (self, i + the + 2), "tomorrow"))
    {
      set_ahead (self, day, 2, -1);
      return the + 3;
    }
  return 0;
}

guint
office_when_read_day (OfficeWhenReader *self, guint i, OfficeWhenDay *day)
{
  const guint from = i;
  guint taken = read_ahead (self, i, day);

  if (taken > 0)
    return taken;
  if (IS (office_when_word_at (self, i), "on", "am", "den"))
    i++;
  self->says_next = IS (office_when_word_at (self, i), "next", "nächsten", "nächste", "nächster", "kommenden",
                        "kommende");
  i += self->says_next ? 1 : 0;
  if (self->says_next && IS (office_when_word_at (self, i), "week", "woche"))
    {
      *day = (OfficeWhenDay){ 1, 0, 0, 0, -1 };
      return i + 1 - from;
    }
  day->weekday = office_when_read_weekday (office_when_word_at (self, i));
  if (day->weekday > 0)
    {
      *day = (OfficeWhenDay){ day->weekday, 0, 0, 0, -1 };
      return i + 1 - from;
    }
  if (self->says_next)
    return 0;
  if (read_date_word (self, office_when_word_at (self, i), day))
    return i + 1 - from;
  taken = read_date_words (self, i, day);
  return taken > 0 ? i + taken - from : 0;
}
