/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-quick-private.h"

#include <string.h>

/*
 * repeat = "*" name | ["*"] every ([number | "other"] unit [days] | days | "weekday" | "weekend")
 * days   = ["on"] weekday {("," | "and") weekday} | ["on the"] number "."
 */

#define MOST 999 /* units between two times */

static const char *const day_names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static const struct {
  const char *name, *rule;
} named[] = {
  { "daily", "FREQ=DAILY" },
  { "täglich", "FREQ=DAILY" },
  { "taeglich", "FREQ=DAILY" },
  { "weekly", "FREQ=WEEKLY" },
  { "wöchentlich", "FREQ=WEEKLY" },
  { "woechentlich", "FREQ=WEEKLY" },
  { "biweekly", "FREQ=WEEKLY;INTERVAL=2" },
  { "fortnightly", "FREQ=WEEKLY;INTERVAL=2" },
  { "monthly", "FREQ=MONTHLY" },
  { "monatlich", "FREQ=MONTHLY" },
  { "quarterly", "FREQ=MONTHLY;INTERVAL=3" },
  { "vierteljährlich", "FREQ=MONTHLY;INTERVAL=3" },
  { "yearly", "FREQ=YEARLY" },
  { "annually", "FREQ=YEARLY" },
  { "jährlich", "FREQ=YEARLY" },
  { "jaehrlich", "FREQ=YEARLY" },
  { "weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" },
  { "werktags", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" },
  { "wochentags", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" },
  { "weekends", "FREQ=WEEKLY;BYDAY=SA,SU" },
};

/* Also "mondays". */
static int
read_day (const char *word)
{
  const gsize length = strlen (word);
  int day = office_when_read_weekday (word);

  if (day == 0 && length > 1 && word[length - 1] == 's')
    {
      g_autofree char *one = g_strndup (word, length - 1);

      day = office_when_read_weekday (one);
    }
  return day;
}

static guint
read_days (OfficeWhenReader *reader, guint i, const char *first, guint *days)
{
  const guint from = i;
  const char *word = first != NULL ? first : office_when_word_at (reader, i);
  int day = read_day (word);

  *days = 0;
  while (day > 0)
    {
      const guint joined = IS (office_when_word_at (reader, i + 1), "and", "und", "&") ? 1 : 0;

      *days |= 1u << (day - 1);
      i++;
      day = read_day (office_when_word_at (reader, i + joined));
      if (day > 0)
        i += joined;
    }
  return i - from;
}

static char *
make_rule (const char *frequency, int interval, guint days, int month_day)
{
  GString *rule = g_string_new ("FREQ=");

  g_string_append (rule, frequency);
  if (interval > 1)
    g_string_append_printf (rule, ";INTERVAL=%d", interval);
  if (month_day > 0)
    g_string_append_printf (rule, ";BYMONTHDAY=%d", month_day);
  for (guint i = 0, n = 0; i < G_N_ELEMENTS (day_names); i++)
    if ((days & (1u << i)) != 0)
      g_string_append_printf (rule, "%s%s", n++ == 0 ? ";BYDAY=" : ",", day_names[i]);
  return g_string_free (rule, FALSE);
}

static const char *
read_frequency (const char *word)
{
  if (IS (word, "year", "years", "jahr", "jahre"))
    return "YEARLY";
  switch (office_when_read_unit (word))
    {
    case OFFICE_WHEN_DAYS:
      return "DAILY";
    case OFFICE_WHEN_WEEKS:
      return "WEEKLY";
    case OFFICE_WHEN_MONTHS:
      return "MONTHLY";
    case OFFICE_WHEN_NO_UNIT:
    case OFFICE_WHEN_MINUTES:
    case OFFICE_WHEN_HOURS:
    default:
      return NULL;
    }
}

/* "on the 15th", "am 15." */
static guint
read_month_day (OfficeWhenReader *reader, guint i, int *number)
{
  const guint from = i;
  const char *end;

  if (!IS (office_when_word_at (reader, i), "on", "am", "the"))
    return 0;
  i++;
  if (IS (office_when_word_at (reader, i), "the"))
    i++;
  *number = office_when_read_digits (office_when_word_at (reader, i), &end);
  if (*number < 1 || *number > 31 || !IS (end, "", ".", "st", "nd", "rd", "th"))
    {
      *number = 0;
      return 0;
    }
  return i + 1 - from;
}

/* What follows "every"; i is behind it. */
static guint
read_every (OfficeWhenReader *reader, guint i, char **rule)
{
  const guint from = i;
  const char *frequency;
  int interval = 1, month_day = 0;
  guint days = 0, taken = read_days (reader, i, NULL, &days);

  if (taken > 0)
    {
      *rule = make_rule ("WEEKLY", 1, days, 0);
      return taken;
    }
  if (IS (office_when_word_at (reader, i), "weekday", "workday", "werktag", "wochentag", "arbeitstag", "weekend",
          "wochenende"))
    {
      *rule = make_rule ("WEEKLY", 1, IS (office_when_word_at (reader, i), "weekend", "wochenende") ? 0x60 : 0x1f, 0);
      return 1;
    }
  if (IS (office_when_word_at (reader, i), "other", "second", "zweite", "zweiten", "zweites"))
    {
      interval = 2;
      i++;
      /* "every second Monday" is every two weeks, not the month's second. */
      taken = read_days (reader, i, NULL, &days);
      if (taken > 0)
        {
          *rule = make_rule ("WEEKLY", 2, days, 0);
          return i + taken - from;
        }
    }
  else if (office_when_read_number (office_when_word_at (reader, i)) > 0)
    {
      interval = office_when_read_number (office_when_word_at (reader, i));
      i++;
    }
  frequency = interval <= MOST ? read_frequency (office_when_word_at (reader, i)) : NULL;
  if (frequency == NULL)
    return 0;
  i++;
  if (g_str_equal (frequency, "WEEKLY"))
    {
      const guint on = IS (office_when_word_at (reader, i), "on", "am") ? 1 : 0;

      taken = read_days (reader, i + on, NULL, &days);
      i += taken > 0 ? on + taken : 0;
    }
  else if (g_str_equal (frequency, "MONTHLY"))
    i += read_month_day (reader, i, &month_day);
  *rule = make_rule (frequency, interval, days, month_day);
  return i - from;
}

guint
office_quick_read_repeat (OfficeWhenReader *reader, guint i, const char *first, gboolean marked, char **rule)
{
  guint days, taken;

  if (IS (first, "every", "each", "jeden", "jede", "jedes", "alle"))
    {
      taken = read_every (reader, i + 1, rule);
      /* "All three days", which nobody marked, may be anything but a repetition: so "alle" wants a number. */
      if (taken > 0 && !marked && IS (first, "alle")
          && office_when_read_number (office_when_word_at (reader, i + 1)) < 0)
        {
          g_clear_pointer (rule, g_free);
          return 0;
        }
      return taken > 0 ? taken + 1 : 0;
    }
  if (!marked)
    return 0;
  for (guint k = 0; k < G_N_ELEMENTS (named); k++)
    if (g_str_equal (named[k].name, first))
      {
        *rule = g_strdup (named[k].rule);
        return 1;
      }
  taken = read_days (reader, i, first, &days);
  if (taken > 0)
    *rule = make_rule ("WEEKLY", 1, days, 0);
  return taken;
}

guint
office_quick_get_days (const char *rule)
{
  const char *by = strstr (rule, "BYDAY=");
  guint days = 0;

  for (guint i = 0; by != NULL && i < G_N_ELEMENTS (day_names); i++)
    if (strstr (by, day_names[i]) != NULL)
      days |= 1u << i;
  return days;
}
