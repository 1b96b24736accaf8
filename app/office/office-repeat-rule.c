/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-repeat-rule.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MOST 999

static const char *const units[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
static const char *const days[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

/* ---- reading ---- */

static int
find (const char *const *words, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return (int) i;
  return -1;
}

static gboolean
read_number (const char *text, guint most, guint *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, most, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

/* "MO,FR", or "2TU", "-1FR" where it is one of the month */
static gboolean
read_days (OfficeRepeatRule *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", 8);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const gsize length = strlen (words[i]);
      int day = length >= 2 ? find (days, G_N_ELEMENTS (days), words[i] + length - 2) : -1;

      if (day < 0)
        return FALSE;
      self->weekdays |= 1u << day;
      if (length == 2)
        continue;
      if (i > 0 || words[1] != NULL || sscanf (words[i], "%d", &self->week) != 1 || self->week == 0 || self->week > 4
          || self->week < -1)
        return FALSE;
    }
  return self->weekdays != 0;
}

/* "20260301" or with a time behind it */
static gboolean
read_until (OfficeRepeatRule *self, const char *text)
{
  guint year, month, day;

  if (strlen (text) < 8 || sscanf (text, "%4u%2u%2u", &year, &month, &day) != 3
      || !g_date_valid_dmy (day, month, (GDateYear) year))
    return FALSE;
  g_snprintf (self->until, sizeof self->until, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
  return TRUE;
}

static gboolean
read_part (OfficeRepeatRule *self, const char *name, const char *value)
{
  int unit;

  if (g_ascii_strcasecmp (name, "FREQ") == 0)
    {
      unit = find (units, G_N_ELEMENTS (units), value);
      self->unit = unit >= 0 ? (OfficeRepeatUnit) unit : OFFICE_REPEAT_DAILY;
      return unit >= 0;
    }
  if (g_ascii_strcasecmp (name, "INTERVAL") == 0)
    return read_number (value, MOST, &self->interval);
  if (g_ascii_strcasecmp (name, "COUNT") == 0)
    return read_number (value, 99999, &self->count);
  if (g_ascii_strcasecmp (name, "BYMONTHDAY") == 0)
    return read_number (value, 31, &self->month_day);
  if (g_ascii_strcasecmp (name, "BYDAY") == 0)
    return read_days (self, value);
  if (g_ascii_strcasecmp (name, "UNTIL") == 0)
    return read_until (self, value);
  return g_ascii_strcasecmp (name, "WKST") == 0;
}

static gboolean
is_plain (const OfficeRepeatRule *self)
{
  if (self->week != 0 || self->month_day != 0)
    return self->unit == OFFICE_REPEAT_MONTHLY && (self->week == 0 || self->month_day == 0);
  if (self->weekdays == 0 || self->unit == OFFICE_REPEAT_WEEKLY)
    return TRUE;
  /* "Daily, on these days" is the same as weekly on them. */
  return self->unit == OFFICE_REPEAT_DAILY && self->interval == 1;
}

/**
 * office_repeat_rule_read:
 * @self: (out): what it says
 * @rule: (nullable): the value of an RRULE
 *
 * Returns: whether it says no more than what fits into @self
 */
gboolean
office_repeat_rule_read (OfficeRepeatRule *self, const char *rule)
{
  g_auto (GStrv) parts = rule != NULL ? g_strsplit (rule, ";", 16) : NULL;
  gboolean has_unit = FALSE;

  *self = (OfficeRepeatRule){ .interval = 1 };
  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');

      if (equals == NULL)
        return FALSE;
      *equals = '\0';
      if (!read_part (self, parts[i], equals + 1))
        return FALSE;
      has_unit = has_unit || g_ascii_strcasecmp (parts[i], "FREQ") == 0;
    }
  if (!has_unit || !is_plain (self))
    return FALSE;
  if (self->unit == OFFICE_REPEAT_DAILY && self->weekdays != 0)
    self->unit = OFFICE_REPEAT_WEEKLY;
  return TRUE;
}

/**
 * office_repeat_rule_to_rule:
 * @self: what is wanted
 *
 * Returns: (transfer full): the value of an RRULE
 */
char *
office_repeat_rule_to_rule (const OfficeRepeatRule *self)
{
  GString *rule = g_string_new (NULL);
  gboolean first = TRUE;

  g_string_append_printf (rule, "FREQ=%s", units[self->unit]);
  if (self->interval > 1)
    g_string_append_printf (rule, ";INTERVAL=%u", self->interval);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if ((self->weekdays & (1u << i)) != 0)
      {
        g_string_append (rule, first ? ";BYDAY=" : ",");
        if (self->week != 0)
          g_string_append_printf (rule, "%d", self->week);
        g_string_append (rule, days[i]);
        first = FALSE;
      }
  if (self->month_day > 0)
    g_string_append_printf (rule, ";BYMONTHDAY=%u", self->month_day);
  if (self->count > 0)
    g_string_append_printf (rule, ";COUNT=%u", self->count);
  else if (*self->until != '\0')
    g_string_append_printf (rule, ";UNTIL=%.4s%.2s%.2s", self->until, self->until + 5, self->until + 8);
  return g_string_free (rule, FALSE);
}

/* ---- in words ---- */

static char *
dup_weekday (guint day)
{
  /* 6 January 2025 was a Monday. */
  g_autoptr (GDateTime) date = g_date_time_new_utc (2025, 1, 6 + (int) day, 0, 0, 0);

  return g_date_time_format (date, "%A");
}

/* "Monday", "Monday and Friday", "Monday, Tuesday and Friday" */
static char *
dup_weekdays (guint bits)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if ((bits & (1u << i)) != 0)
      {
        g_autofree char *name = dup_weekday (i);
        const gboolean last = (bits >> (i + 1)) == 0;

        if (names->len > 0)
          g_string_append (names, last ? C_ ("weekdays", " and ") : ", ");
        g_string_append (names, name);
      }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
dup_every (const OfficeRepeatRule *self)
{
  const guint n = self->interval;

  switch (self->unit)
    {
    case OFFICE_REPEAT_DAILY:
      return n == 1 ? g_strdup (_ ("Every day"))
                    : g_strdup_printf (g_dngettext (NULL, "Every %u day", "Every %u days", n), n);
    case OFFICE_REPEAT_WEEKLY:
      return n == 1 ? g_strdup (_ ("Every week"))
                    : g_strdup_printf (g_dngettext (NULL, "Every %u week", "Every %u weeks", n), n);
    case OFFICE_REPEAT_MONTHLY:
      return n == 1 ? g_strdup (_ ("Every month"))
                    : g_strdup_printf (g_dngettext (NULL, "Every %u month", "Every %u months", n), n);
    case OFFICE_REPEAT_YEARLY:
    default:
      return n == 1 ? g_strdup (_ ("Every year"))
                    : g_strdup_printf (g_dngettext (NULL, "Every %u year", "Every %u years", n), n);
    }
}

/* Translators: which of a month's weekdays, as in "on the second Tuesday" */
static const char *const weeks[] = { N_ ("last"), NULL, N_ ("first"), N_ ("second"), N_ ("third"), N_ ("fourth") };

static char *
dup_on (const OfficeRepeatRule *self)
{
  g_autofree char *every = dup_every (self);
  g_autofree char *names = dup_weekdays (self->weekdays);

  if (self->unit == OFFICE_REPEAT_WEEKLY && self->interval == 1 && self->weekdays == OFFICE_REPEAT_WEEKDAYS)
    return g_strdup (_ ("Every weekday"));
  if (self->month_day > 0)
    /* Translators: "Every month on day 15" */
    return g_strdup_printf (_ ("%s on day %u"), every, self->month_day);
  if (self->week != 0)
    /* Translators: "Every month on the second Tuesday" */
    return g_strdup_printf (_ ("%s on the %s %s"), every, _ (weeks[self->week + 1]), names);
  if (self->weekdays != 0)
    /* Translators: "Every week on Monday and Friday" */
    return g_strdup_printf (_ ("%s on %s"), every, names);
  return g_steal_pointer (&every);
}

static char *
dup_with_end (const OfficeRepeatRule *self)
{
  g_autofree char *on = dup_on (self);
  g_autofree char *day = NULL;
  g_autoptr (GDateTime) until = NULL;
  guint year, month, date;

  if (self->count > 0)
    /* Translators: "Every week, 5 times" */
    return g_strdup_printf (g_dngettext (NULL, "%s, %u time", "%s, %u times", self->count), on, self->count);
  if (sscanf (self->until, "%u-%u-%u", &year, &month, &date) != 3)
    return g_steal_pointer (&on);
  until = g_date_time_new_utc ((int) year, (int) month, (int) date, 0, 0, 0);
  /* Translators: a day of another year, as in "20 Jun 2026" */
  day = g_date_time_format (until, _ ("%-d %b %Y"));
  /* Translators: "Every week, until 20 Jun 2026" */
  return g_strdup_printf (_ ("%s, until %s"), on, day);
}

/**
 * office_repeat_to_text:
 * @rule: the value of an RRULE
 * @from: what the next is counted from
 *
 * Returns: (transfer full): the rule as people say it, translated; one that says more than people do is shown as it is
 */
char *
office_repeat_to_text (const char *rule, OfficeRepeatBase from)
{
  OfficeRepeatRule read;
  g_autofree char *text = NULL;

  g_return_val_if_fail (rule != NULL, NULL);

  if (office_repeat_rule_read (&read, rule))
    text = dup_with_end (&read);
  else
    /* Translators: %s is a recurrence rule of RFC 5545 */
    text = g_strdup_printf (_ ("By the rule %s"), rule);
  if (from == OFFICE_REPEAT_FROM_COMPLETION)
    /* Translators: "Every week, counted from when it is done" */
    return g_strdup_printf (_ ("%s, counted from when it is done"), text);
  return g_steal_pointer (&text);
}
