/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-when.h"

#include <glib/gi18n.h>
#include <string.h>

#include "office-due.h"
#include "office-problem.h"

/*
 * A hand-written descent over words. Each read_… function looks at the words from one on and says how many it took; 0: what
 * it looks for is not there, and nothing was written.
 *
 *   when     = duration | day [time] | time [day]
 *   duration = ["in"] (number unit | "half an hour") {["and"] number unit}
 *   day      = ["on"] (today | tomorrow | weekday | date)
 *   time     = ["at"] (9:00 | 9 am | nine | half past nine | noon …) ["in the evening"]
 *
 * A day without a time means MORNING. A time without a day means the next time that it is so late. A weekday that is today
 * means today while its time is ahead. Of a bare hour from one to six the afternoon's is meant; the night's is 3:00, or 3 am.
 * "In two days" keeps the time of day when the clocks change, "in 48 hours" does not.
 */

#define MORNING (9 * 60) /* minutes of the day */
#define NOON    (12 * 60)
#define AFTER   (15 * 60)
#define EVENING (18 * 60)
#define NIGHT   (20 * 60)
#define MOST    10000                     /* of any unit */
#define LONGEST 8                         /* words that a time at the end of a text may have */
#define MINUTE  G_GINT64_CONSTANT (60000) /* ms */

typedef struct {
  GPtrArray *words; /* folded, without commas */
  GArray *starts;   /* where each begins in the text, bytes */
  GArray *ends;
  GDateTime *now;
  gboolean says_today; /* the day was named so: a time that is over is a mistake */
  gboolean says_next;  /* "next Monday": not today */
} Reader;

typedef struct {
  int weekday; /* 1 to 7; 0: a date is meant */
  int year, month, day;
  int minutes; /* a part of the day that was said along, as "tonight"; -1: none */
} Day;

/* ---- words ---- */

static const char *
word_at (Reader *self, guint i)
{
  return i < self->words->len ? self->words->pdata[i] : "";
}

static gboolean
is_any (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

#define IS(word, ...) is_any (word, (const char *const[]){ __VA_ARGS__, NULL })

static void
reader_init (Reader *self, const char *text, gint64 now, GTimeZone *zone)
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

static void
reader_clear (Reader *self)
{
  g_ptr_array_unref (self->words);
  g_array_unref (self->starts);
  g_array_unref (self->ends);
  g_date_time_unref (self->now);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* Digits at the start of a word; *end is where they end. -1: none, or too many. */
static int
read_digits (const char *word, const char **end)
{
  int n = 0, count = 0;

  for (; g_ascii_isdigit (*word) && count < 5; word++, count++)
    n = n * 10 + (*word - '0');
  *end = word;
  return count > 0 && count < 5 ? n : -1;
}

static int
read_number (const char *word)
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
  int n = read_digits (word, &end);

  if (n >= 0)
    return *end == '\0' ? n : -1;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint k = 0; k < G_N_ELEMENTS (numbers[i]) && numbers[i][k] != NULL; k++)
      if (g_str_equal (word, numbers[i][k]))
        return (int) i + 1;
  return g_str_equal (word, "einen") ? 1 : -1;
}

/* ---- durations ---- */

typedef enum { NO_UNIT, MINUTES, HOURS, DAYS, WEEKS, MONTHS } Unit;

static Unit
read_unit (const char *word)
{
  if (IS (word, "m", "min", "mins", "min.", "minute", "minutes", "minuten"))
    return MINUTES;
  if (IS (word, "h", "hr", "hrs", "hour", "hours", "std", "std.", "stunde", "stunden"))
    return HOURS;
  if (IS (word, "d", "day", "days", "tag", "tage", "tagen"))
    return DAYS;
  if (IS (word, "w", "week", "weeks", "woche", "wochen"))
    return WEEKS;
  if (IS (word, "month", "months", "monat", "monate", "monaten"))
    return MONTHS;
  return NO_UNIT;
}

/* The clock's hands are turned for minutes and hours, the calendar's leaves for all that is longer. */
static void
add (GDateTime **time, int n, Unit unit)
{
  GDateTime *later = NULL;

  if (*time == NULL) /* beyond what a calendar can say */
    return;
  switch (unit)
    {
    case MINUTES:
      later = g_date_time_add_minutes (*time, n);
      break;
    case HOURS:
      later = g_date_time_add_hours (*time, n);
      break;
    case DAYS:
      later = g_date_time_add_days (*time, n);
      break;
    case WEEKS:
      later = g_date_time_add_weeks (*time, n);
      break;
    case MONTHS:
      later = g_date_time_add_months (*time, n);
      break;
    case NO_UNIT:
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
      const int number = read_digits (word, &end);
      g_autofree char *name = NULL;
      Unit unit;

      word = end;
      while (*end != '\0' && !g_ascii_isdigit (*end))
        end = g_utf8_next_char (end);
      name = g_strndup (word, end - word);
      unit = read_unit (name);
      if (number < 0 || unit == NO_UNIT)
        return 0;
      add (time, number, unit);
      word = end;
      n++;
    }
  return n > 0 ? 1 : 0;
}

static guint
read_half_hour (Reader *self, guint i, GDateTime **time)
{
  guint taken = 0;

  if (IS (word_at (self, i), "half", "halbe", "halben") && IS (word_at (self, i + 1), "an", "a"))
    taken = 3;
  else if (IS (word_at (self, i), "a", "an", "einer", "eine") && IS (word_at (self, i + 1), "half", "halben", "halbe"))
    taken = 3;
  if (taken == 0 || read_unit (word_at (self, i + 2)) != HOURS)
    return 0;
  add (time, 30, MINUTES);
  return taken;
}

static guint
read_amount (Reader *self, guint i, GDateTime **time)
{
  guint taken = read_half_hour (self, i, time);
  Unit unit;
  int n;

  if (taken == 0)
    taken = read_compact (word_at (self, i), time);
  if (taken > 0)
    return taken;
  n = read_number (word_at (self, i));
  unit = read_unit (word_at (self, i + 1));
  if (n < 0 || n > MOST || unit == NO_UNIT)
    return 0;
  add (time, n, unit);
  return 2;
}

static guint
read_duration (Reader *self, guint i, GDateTime **time)
{
  const guint from = i;
  guint taken;

  if (g_str_equal (word_at (self, i), "in"))
    i++;
  taken = read_amount (self, i, time);
  if (taken == 0)
    return 0;
  for (i += taken;; i += taken)
    {
      const guint joined = IS (word_at (self, i), "and", "und") ? 1 : 0;

      taken = read_amount (self, i + joined, time);
      if (taken == 0)
        return i - from;
      taken += joined;
    }
}

/* ---- the time of day ---- */

/* What makes twelve hours more, or none, of a bare hour: 1 after noon, -1 before, 0 not said. */
static guint
read_half_of_day (Reader *self, guint i, int *half)
{
  const char *word = word_at (self, i);

  *half = 0;
  if ((g_str_equal (word, "in") && g_str_equal (word_at (self, i + 1), "the")) || IS (word, "am"))
    {
      const guint skip = g_str_equal (word, "in") ? 2 : 1;
      const char *part = word_at (self, i + skip);

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
  *hour = read_digits (word, &end);
  if (*hour < 0 || *hour > 24)
    return FALSE;
  if (*end == ':' || (*end == 'h' && g_ascii_isdigit (end[1])) || (dot && *end == '.' && g_ascii_isdigit (end[1])))
    {
      const char *from = end + 1;

      *minute = read_digits (from, &end);
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
read_spoken (Reader *self, guint i, int *hour, int *minute)
{
  const char *first = word_at (self, i);
  const char *second = word_at (self, i + 1);
  const gboolean relative = IS (second, "past", "to", "nach", "vor");
  const int n = read_number (word_at (self, i + 2));

  if (g_str_equal (first, "halb") && read_number (second) > 0)
    {
      *hour = (read_number (second) + 11) % 12;
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
    return NOON;
  if (IS (word, "morning", "früh", "vormittag", "vormittags", "morgens"))
    return MORNING;
  if (IS (word, "afternoon", "nachmittag", "nachmittags"))
    return AFTER;
  if (IS (word, "evening", "abend", "abends"))
    return EVENING;
  return -1;
}

/* After a bare number that follows a day: whether the number was the time, and not how many there are of something. */
static gboolean
ends_a_time (Reader *self, guint i)
{
  return i >= self->words->len || IS (word_at (self, i), "to", "that", "about", "an", "zu", "dass");
}

static guint
read_time (Reader *self, guint i, gboolean after_day, int *minutes)
{
  const guint from = i;
  const gboolean said = IS (word_at (self, i), "at", "um", "gegen", "@");
  gboolean exact = FALSE, uhr = FALSE;
  int hour = -1, minute = 0, half = 0;
  guint taken;

  i += said ? 1 : 0;
  if (!said && IS (word_at (self, i), "in", "am", "this") && after_day)
    i += IS (word_at (self, i + 1), "the") ? 2 : 1;
  *minutes = read_named (word_at (self, i));
  if (*minutes >= 0)
    return said || after_day || *minutes == NOON ? i + 1 - from : 0;
  taken = read_spoken (self, i, &hour, &minute);
  if (taken == 0
      && read_clock (word_at (self, i), said || IS (word_at (self, i + 1), "uhr"), &hour, &minute, &half, &exact))
    taken = 1;
  if (taken == 0)
    {
      hour = read_number (word_at (self, i));
      taken = 1;
    }
  if (hour < 0)
    return 0;
  i += taken;
  if (IS (word_at (self, i), "uhr", "o'clock", "o’clock"))
    {
      const int more = read_number (word_at (self, i + 1));
      const char *unit = word_at (self, i + 2);

      uhr = TRUE;
      i++;
      /* "9 Uhr 30", but not "9 Uhr 30 Leute". */
      if (!exact && more >= 0 && more < 60 && g_ascii_isdigit (*word_at (self, i))
          && (ends_a_time (self, i + 1) || read_unit (unit) == MINUTES))
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

/* ---- the day ---- */

static int
read_weekday (const char *word)
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
set_date (Reader *self, Day *day, int year, int month, int number)
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
  *day = (Day){ 0, year, month, number, -1 };
  return TRUE;
}

/* "2026-12-01", "1.12.", "1.12.2026". */
static gboolean
read_date_word (Reader *self, const char *word, Day *day)
{
  const char *end;
  const int first = read_digits (word, &end);
  const char separator = *end;
  int second, third = -1;

  if (first < 0 || (separator != '-' && separator != '.'))
    return FALSE;
  second = read_digits (end + 1, &end);
  if (second < 1 || second > 31 || *end != separator)
    return FALSE;
  if (end[1] != '\0')
    third = read_digits (end + 1, &end);
  else
    end++;
  if (*end != '\0' || (separator == '-' && (third < 0 || first < 1000)))
    return FALSE;
  return separator == '-' ? set_date (self, day, first, second, third) : set_date (self, day, third, second, first);
}

/* "1 December", "December 1", "1. Dezember 2026". */
static guint
read_date_words (Reader *self, guint i, Day *day)
{
  const char *end;
  int month = read_month (word_at (self, i));
  const gboolean month_first = month > 0;
  int number = read_digits (word_at (self, month_first ? i + 1 : i), &end);
  int year;

  if (!month_first)
    month = read_month (word_at (self, i + 1));
  if (month == 0 || number < 1 || number > 31 || !IS (end, "", ".", "st", "nd", "rd", "th"))
    return 0;
  year = read_digits (word_at (self, i + 2), &end);
  if (year >= 1000 && *end == '\0')
    return set_date (self, day, year, month, number) ? 3 : 0;
  return set_date (self, day, -1, month, number) ? 2 : 0;
}

static void
set_ahead (Reader *self, Day *day, int days, int minutes)
{
  g_autoptr (GDateTime) then = g_date_time_add_days (self->now, days);

  *day = (Day){ 0, g_date_time_get_year (then), g_date_time_get_month (then), g_date_time_get_day_of_month (then),
                minutes };
}

static guint
read_ahead (Reader *self, guint i, Day *day)
{
  const char *word = word_at (self, i);
  const guint the = g_str_equal (word, "the") ? 1 : 0;

  if (IS (word, "today", "heute"))
    {
      self->says_today = TRUE;
      set_ahead (self, day, 0, -1);
      return 1;
    }
  if (IS (word, "tonight"))
    {
      self->says_today = TRUE;
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
  if (g_str_equal (word_at (self, i + the), "day") && g_str_equal (word_at (self, i + the + 1), "after")
      && g_str_equal (word_at (self, i + the + 2), "tomorrow"))
    {
      set_ahead (self, day, 2, -1);
      return the + 3;
    }
  return 0;
}

static guint
read_day (Reader *self, guint i, Day *day)
{
  const guint from = i;
  guint taken = read_ahead (self, i, day);

  if (taken > 0)
    return taken;
  if (IS (word_at (self, i), "on", "am", "den"))
    i++;
  self->says_next = IS (word_at (self, i), "next", "nächsten", "nächste", "nächster", "kommenden", "kommende");
  i += self->says_next ? 1 : 0;
  if (self->says_next && IS (word_at (self, i), "week", "woche"))
    {
      *day = (Day){ 1, 0, 0, 0, -1 };
      return i + 1 - from;
    }
  day->weekday = read_weekday (word_at (self, i));
  if (day->weekday > 0)
    {
      *day = (Day){ day->weekday, 0, 0, 0, -1 };
      return i + 1 - from;
    }
  if (self->says_next)
    return 0;
  if (read_date_word (self, word_at (self, i), day))
    return i + 1 - from;
  taken = read_date_words (self, i, day);
  return taken > 0 ? i + taken - from : 0;
}

/* ---- putting it together ---- */

/* What the clocks skip when they go forward is an hour later; what they show twice is meant the first time. */
static gint64
at (GDateTime *day, int minutes)
{
  g_autoptr (GDateTime) midnight = g_date_time_new (g_date_time_get_timezone (day), g_date_time_get_year (day),
                                                    g_date_time_get_month (day), g_date_time_get_day_of_month (day), 0,
                                                    0, 0);
  g_autoptr (GDateTime) next = minutes >= 24 * 60 ? g_date_time_add_days (midnight, 1) : g_date_time_ref (midnight);
  g_autoptr (GDateTime) time = NULL;
  gint64 guess;

  if (next == NULL)
    return 0;
  minutes %= 24 * 60;
  /* Counted from midnight the guess is off by what the clocks were changed meanwhile. */
  guess = g_date_time_to_unix (next) + minutes * 60;
  for (int shift = -3600 * 2; shift <= 3600 * 2; shift += 1800)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (guess + shift);
      g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, g_date_time_get_timezone (day));

      if (g_date_time_get_day_of_month (here) == g_date_time_get_day_of_month (next)
          && g_date_time_get_hour (here) * 60 + g_date_time_get_minute (here) == minutes)
        return (guess + shift) * 1000;
    }
  return guess * 1000;
}

static GDateTime *
resolve_day (Reader *self, const Day *day, int minutes)
{
  int ahead;

  if (day->weekday == 0)
    return g_date_time_new (g_date_time_get_timezone (self->now), day->year, day->month, day->day, 12, 0, 0);
  ahead = (day->weekday - g_date_time_get_day_of_week (self->now) + 7) % 7;
  if (ahead == 0 && (self->says_next || at (self->now, minutes) <= g_date_time_to_unix (self->now) * 1000))
    ahead = 7;
  return g_date_time_add_days (self->now, ahead);
}

static gint64
resolve_time (Reader *self, int minutes)
{
  const gint64 today = at (self->now, minutes);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (self->now, 1);

  return today > g_date_time_to_unix (self->now) * 1000 ? today : at (tomorrow, minutes);
}

static guint
read_when (Reader *self, guint i, gint64 now, gint64 *when)
{
  g_autoptr (GDateTime) then = g_date_time_ref (self->now);
  g_autoptr (GDateTime) resolved = NULL;
  guint taken = read_duration (self, i, &then), more = 0;
  int minutes = -1;
  Day day;

  self->says_today = self->says_next = FALSE;
  if (taken > 0)
    {
      *when = then != NULL ? now + (g_date_time_to_unix (then) - g_date_time_to_unix (self->now)) * 1000 : 0;
      return taken;
    }
  taken = read_day (self, i, &day);
  if (taken > 0)
    more = read_time (self, i + taken, TRUE, &minutes);
  else
    {
      taken = read_time (self, i, FALSE, &minutes);
      if (taken == 0)
        return 0;
      more = read_day (self, i + taken, &day);
      if (more == 0)
        {
          *when = resolve_time (self, minutes);
          return taken;
        }
    }
  if (minutes < 0)
    minutes = day.minutes >= 0 ? day.minutes : MORNING;
  else if (day.minutes >= EVENING && minutes < NOON)
    minutes += NOON;
  resolved = resolve_day (self, &day, minutes);
  *when = resolved != NULL ? at (resolved, minutes) : 0;
  return taken + more;
}

static gboolean
check (gint64 when, gint64 now, GError **error)
{
  if (when > now)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "when", "%s", _ ("That time is over. Say one that is to come."));
  return FALSE;
}

static void
set_not_understood (GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "when", "%s",
                      _ ("That is no time that is understood. Try “in an hour”, “tomorrow 9:00” or “Monday 14:30”."));
}

/**
 * office_when_parse:
 * @text: what a person wrote
 * @now: ms since 1970
 * @zone: where that person is
 * @when: (out): ms since 1970, later than @now
 * @error: return location for an OFFICE_PROBLEM_INVALID
 *
 * Returns: whether @text is a time, and nothing else
 */
gboolean
office_when_parse (const char *text, gint64 now, GTimeZone *zone, gint64 *when, GError **error)
{
  g_auto (Reader) reader = { 0 };

  g_return_val_if_fail (text != NULL && zone != NULL && when != NULL, FALSE);

  reader_init (&reader, text, now, zone);
  if (reader.words->len > 0 && read_when (&reader, 0, now, when) == reader.words->len)
    return check (*when, now, error);
  set_not_understood (error);
  return FALSE;
}

/* The words between, without what joins them to the time. */
static char *
dup_rest (Reader *self, const char *text, guint from, guint to)
{
  while (from < to && IS (word_at (self, from), "to", "that", "about", "an", "zu", "dass"))
    from++;
  if (from >= to)
    return g_strdup ("");
  return g_strndup (text + g_array_index (self->starts, gsize, from),
                    g_array_index (self->ends, gsize, to - 1) - g_array_index (self->starts, gsize, from));
}

/**
 * office_when_split:
 * @text: what a person wrote: "tomorrow at nine to call Anna", "call Anna tomorrow at nine"
 * @now: ms since 1970
 * @zone: where that person is
 * @when: (out): ms since 1970, later than @now
 * @rest: (out) (transfer full): "call Anna"; may be empty
 * @error: return location for an OFFICE_PROBLEM_INVALID
 *
 * Returns: whether a time begins or ends @text
 */
gboolean
office_when_split (const char *text, gint64 now, GTimeZone *zone, gint64 *when, char **rest, GError **error)
{
  g_auto (Reader) reader = { 0 };
  guint n, taken;

  g_return_val_if_fail (text != NULL && zone != NULL && when != NULL && rest != NULL, FALSE);

  reader_init (&reader, text, now, zone);
  n = reader.words->len;
  taken = read_when (&reader, 0, now, when);
  if (taken > 0)
    {
      if (!check (*when, now, error))
        return FALSE;
      *rest = dup_rest (&reader, text, taken, n);
      return TRUE;
    }
  for (guint i = n > LONGEST ? n - LONGEST : 1; i < n; i++)
    if (read_when (&reader, i, now, when) == n - i)
      {
        if (!check (*when, now, error))
          return FALSE;
        *rest = dup_rest (&reader, text, 0, i);
        return TRUE;
      }
  set_not_understood (error);
  return FALSE;
}

/**
 * office_when_on_day:
 * @now: ms since 1970
 * @zone: where the person is
 * @days: days ahead; 0: today
 * @hour: 0 to 23
 *
 * Returns: ms since 1970
 */
gint64
office_when_on_day (gint64 now, GTimeZone *zone, guint days, int hour)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) day = g_date_time_add_days (here, days);

  return at (day, hour * 60);
}

/**
 * office_when_next_weekday:
 * @now: ms since 1970
 * @zone: where the person is
 * @weekday: 1: Monday, 7: Sunday
 * @hour: 0 to 23
 *
 * Returns: ms since 1970, on a later day than today
 */
gint64
office_when_next_weekday (gint64 now, GTimeZone *zone, int weekday, int hour)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);
  const int ahead = (weekday - g_date_time_get_day_of_week (here) + 7) % 7;

  return office_when_on_day (now, zone, ahead == 0 ? 7 : ahead, hour);
}

/**
 * office_when_to_text:
 * @when: ms since 1970
 * @now: ms since 1970
 *
 * Returns: (transfer full): @when as people say it: "17:00", "Tomorrow, 09:00", "Fri, 10:00"
 */
char *
office_when_to_text (gint64 when, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when / 1000);
  g_autofree char *due = g_date_time_format (time, "%Y-%m-%dT%H:%M");

  return office_due_to_text (due, now, TRUE);
}
