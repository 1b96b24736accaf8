/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-recurrence.h"

#include "office-problem.h"

#include <libical/ical.h>

#include <string.h>

#define LONGEST_RULE     500
#define LARGEST_INTERVAL 999
#define LARGEST_COUNT    9999
#define MOST_STEPS       20000 /* of a series until the day that is looked for; more than 50 years of days */

static const char *const parts[] = { "FREQ",       "INTERVAL",  "COUNT",    "UNTIL",   "WKST",     "BYDAY",
                                     "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", NULL };
static const char *const frequencies[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY", NULL };

static gboolean
refuse (GError **error, const char *why)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "repeat", "The field “repeat” %s", why);
  return FALSE;
}

static gboolean
is_number (const char *text, int most)
{
  gsize length = strlen (text);

  return length > 0 && length <= 4 && strspn (text, "0123456789") == length && atoi (text) >= 1 && atoi (text) <= most;
}

static gboolean
check_part (const char *name, const char *value, GError **error)
{
  if (!g_strv_contains (parts, name))
    return refuse (error, "has a part that rules of days do not have");
  if (g_str_equal (name, "FREQ") && !g_strv_contains (frequencies, value))
    return refuse (error, "is neither of days, weeks, months nor years");
  if (g_str_equal (name, "INTERVAL") && !is_number (value, LARGEST_INTERVAL))
    return refuse (error, "has an INTERVAL that is not from 1 to 999");
  if (g_str_equal (name, "COUNT") && !is_number (value, LARGEST_COUNT))
    return refuse (error, "has a COUNT that is not from 1 to 9999");
  return TRUE;
}

/* The library reads more than the standard has, and forgives: what is not plainly a rule is told apart here. */
static gboolean
check_form (const char *rule, GError **error)
{
  g_auto (GStrv) words = g_strsplit (rule, ";", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (strlen (rule) > LONGEST_RULE || strspn (rule, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=;,+-") != strlen (rule))
    return refuse (error, "is not a rule of RFC 5545");
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *value = strchr (words[i], '=');

      if (value == NULL || value[1] == '\0')
        return refuse (error, "is not a rule of RFC 5545");
      *value++ = '\0';
      if (!g_hash_table_add (seen, words[i]))
        return refuse (error, "has a part twice");
      if (!check_part (words[i], value, error))
        return FALSE;
    }
  if (!g_hash_table_contains (seen, "FREQ"))
    return refuse (error, "is not a rule of RFC 5545");
  if (g_hash_table_contains (seen, "BYSETPOS") && strstr (strstr (rule, "BYSETPOS") + 1, ";BY") == NULL
      && strstr (rule, "BY") == strstr (rule, "BYSETPOS"))
    return refuse (error, "has a BYSETPOS of nothing");
  return !(g_hash_table_contains (seen, "COUNT") && g_hash_table_contains (seen, "UNTIL"))
         || refuse (error, "has both COUNT and UNTIL");
}

static gboolean
parse (const char *rule, struct icalrecurrencetype *parsed)
{
  *parsed = icalrecurrencetype_from_string (rule);
  return parsed->freq != ICAL_NO_RECURRENCE;
}

static struct icaltimetype
to_ical (const OfficeWallClock *clock)
{
  struct icaltimetype time = icaltime_null_date ();

  time.year = clock->year;
  time.month = clock->month;
  time.day = clock->day;
  time.hour = time.minute = time.second = 0; /* which are not 0 in what is no date */
  return time;
}

/* The end is said as a day, or as a moment: in UTC, or on the wall. */
static gboolean
is_over (const OfficeWallClock *next, const struct icaltimetype *until, GTimeZone *zone)
{
  OfficeWallClock end = { until->year, until->month, until->day, until->hour, until->minute, !until->is_date };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (icaltime_is_null_time (*until))
    return FALSE;
  if (!end.has_time || !next->has_time)
    return office_wall_clock_compare_days (next, &end) > 0;
  return office_wall_clock_to_time (next, zone)
         > office_wall_clock_to_time (&end, icaltime_is_utc (*until) ? utc : zone);
}

/**
 * office_recurrence_next:
 * @rule: a rule that passed office_recurrence_check()
 * @start: the day from which the rule counts, such as the due date
 * @after: a day
 * @zone: where both are
 * @next: (out caller-allocates): set only where there is one
 *
 * COUNT is not looked at, see office_recurrence_count_down(). A rule without an end is looked at no further than some decades.
 *
 * Returns: whether there is a day of the series after @after
 */
gboolean
office_recurrence_next (const char *rule, const OfficeWallClock *start, const OfficeWallClock *after, GTimeZone *zone,
                        OfficeWallClock *next)
{
  struct icalrecurrencetype parsed;
  struct icaltimetype until, day;
  icalrecur_iterator *iterator;
  gboolean found = FALSE;

  if (!parse (rule, &parsed))
    return FALSE;
  until = parsed.until;
  parsed.until = icaltime_null_time ();
  parsed.count = 0;
  iterator = icalrecur_iterator_new (parsed, to_ical (start));
  if (iterator == NULL)
    return FALSE;
  for (guint i = 0; i < MOST_STEPS && !found; i++)
    {
      OfficeWallClock candidate = *start;

      day = icalrecur_iterator_next (iterator);
      if (icaltime_is_null_time (day))
        break;
      candidate.year = day.year;
      candidate.month = day.month;
      candidate.day = day.day;
      if (is_over (&candidate, &until, zone))
        break;
      found = office_wall_clock_compare_days (&candidate, after) > 0;
      if (found)
        *next = candidate;
    }
  icalrecur_iterator_free (iterator);
  return found;
}

static gboolean
is_moment (const struct icaltimetype *time)
{
  return time->year > 0 && time->year < 10000 && time->month > 0 && time->month <= 12 && time->day > 0
         && g_date_valid_dmy ((GDateDay) time->day, time->month, (GDateYear) time->year)
         && (time->is_date || (time->hour < 24 && time->minute < 60 && time->second <= 60));
}

/* The 30th of February: the library would look for it for centuries. */
static gboolean
has_day (const struct icalrecurrencetype *rule)
{
  static const int longest[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  for (guint m = 0; m < ICAL_BY_MONTH_SIZE && rule->by_month[m] != ICAL_RECURRENCE_ARRAY_MAX; m++)
    if (rule->by_month[m] < 1 || rule->by_month[m] > 12)
      return FALSE;
  if (rule->by_month[0] == ICAL_RECURRENCE_ARRAY_MAX || rule->by_month_day[0] == ICAL_RECURRENCE_ARRAY_MAX)
    return TRUE;
  for (guint m = 0; m < ICAL_BY_MONTH_SIZE && rule->by_month[m] != ICAL_RECURRENCE_ARRAY_MAX; m++)
    for (guint d = 0; d < ICAL_BY_MONTHDAY_SIZE && rule->by_month_day[d] != ICAL_RECURRENCE_ARRAY_MAX; d++)
      if (ABS (rule->by_month_day[d]) <= longest[rule->by_month[m] - 1])
        return TRUE;
  return FALSE;
}

/**
 * office_recurrence_check:
 * @rule: any text
 * @error: 422 that names `repeat`
 *
 * Returns: whether it is a rule of days, weeks, months or years
 */
gboolean
office_recurrence_check (const char *rule, GError **error)
{
  struct icalrecurrencetype parsed;

  if (!check_form (rule, error))
    return FALSE;
  if (!parse (rule, &parsed))
    return refuse (error, "is not a rule of RFC 5545");
  if (strstr (rule, "UNTIL=") != NULL && !is_moment (&parsed.until))
    return refuse (error, "has an UNTIL that is no date");
  return has_day (&parsed) || refuse (error, "means a day that there is in no year");
}

/* Rules hold COUNT at most once. */
static char *
replace_count (const char *rule, int by)
{
  const char *count = strstr (rule, "COUNT=");
  const char *digits;
  int number;

  if (count == NULL)
    return g_strdup (rule);
  digits = count + strlen ("COUNT=");
  number = atoi (digits) + by;
  if (number < 1)
    return NULL;
  return g_strdup_printf ("%.*s%d%s", (int) (digits - rule), rule, MIN (number, LARGEST_COUNT),
                          digits + strspn (digits, "0123456789"));
}

char *
office_recurrence_count_down (const char *rule)
{
  return replace_count (rule, -1);
}

char *
office_recurrence_count_up (const char *rule)
{
  return replace_count (rule, 1);
}
