/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-when-private.h"

#include <string.h>

/* The words of a time, and those among them that are numbers and units. */

const char *
office_when_word_at (OfficeWhenReader *self, guint i)
{
  return i < self->words->len ? self->words->pdata[i] : "";
}

gboolean
office_when_is_any (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

void
office_when_reader_init (OfficeWhenReader *self, const char *text, gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->now = g_date_time_to_timezone (utc, zone);
  for (const char *p = text; *p != '\0';)
    {
      const char *start;
      gsize from, to;
      char *word;

      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      for (start = p; *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p));)
        p = g_utf8_next_char (p);
      from = start - text;
      to = p - text;
      word = g_utf8_casefold (start, p - start);
      for (gsize n = strlen (word); n > 1 && strchr (",;", word[n - 1]) != NULL; n--)
        word[n - 1] = '\0';
      g_ptr_array_add (self->words, word);
      g_array_append_val (self->starts, from);
      g_array_append_val (self->ends, to);
    }
}

void
office_when_reader_clear (OfficeWhenReader *self)
{
  g_ptr_array_unref (self->words);
  g_array_unref (self->starts);
  g_array_unref (self->ends);
  g_date_time_unref (self->now);
}

/* Digits at the start of a word; *end is where they end. -1: none, or too many. */
int
office_when_read_digits (const char *word, const char **end)
{
  int n = 0, count = 0;

  for (; g_ascii_isdigit (*word) && count < 5; word++, count++)
    n = n * 10 + (*word - '0');
  *end = word;
  return count > 0 && count < 5 ? n : -1;
}

int
office_when_read_number (const char *word)
{
  static const char *const numbers[][8] = {
    { "a", "an", "one", "ein", "eine", "einem", "einer", "eins" },
    { "two", "zwei", "zwo" },
    { "three", "drei" },
    { "four", "vier" },
    { "five", "fünf", "fuenf" },
    { "six", "sechs" },
    { "seven", "sieben" },
    { "eight", "acht" },
    { "nine", "neun" },
    { "ten", "zehn" },
    { "eleven", "elf" },
    { "twelve", "zwölf", "zwoelf" },
  };
  const char *end;
  int n = office_when_read_digits (word, &end);

  if (n >= 0)
    return *end == '\0' ? n : -1;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint k = 0; k < G_N_ELEMENTS (numbers[i]) && numbers[i][k] != NULL; k++)
      if (g_str_equal (word, numbers[i][k]))
        return (int) i + 1;
  return g_str_equal (word, "einen") ? 1 : -1;
}

OfficeWhenUnit
office_when_read_unit (const char *word)
{
  if (IS (word, "m", "min", "mins", "min.", "minute", "minutes", "minuten"))
    return OFFICE_WHEN_MINUTES;
  if (IS (word, "h", "hr", "hrs", "hour", "hours", "std", "std.", "stunde", "stunden"))
    return OFFICE_WHEN_HOURS;
  if (IS (word, "d", "day", "days", "tag", "tage", "tagen"))
    return OFFICE_WHEN_DAYS;
  if (IS (word, "w", "week", "weeks", "woche", "wochen"))
    return OFFICE_WHEN_WEEKS;
  if (IS (word, "month", "months", "monat", "monate", "monaten"))
    return OFFICE_WHEN_MONTHS;
  return OFFICE_WHEN_NO_UNIT;
}
