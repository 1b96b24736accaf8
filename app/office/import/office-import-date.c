/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import-date.h"

#include <stdio.h>
#include <string.h>

static char *
make_date (int year, int month, int day, int hour, int minute)
{
  if (year >= 0 && year < 100)
    year += 2000;
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  if (hour < 0)
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  if (hour > 23 || minute < 0 || minute > 59)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", year, month, day, hour, minute);
}

/* What follows the day: nothing, or a time of day. */
static gboolean
read_time (const char *text, int *hour, int *minute)
{
  int taken = 0;
  g_autofree char *half = NULL;

  *hour = *minute = -1;
  text += strspn (text, " T,");
  if (*text == '\0')
    return TRUE;
  if (sscanf (text, "%2d:%2d%n", hour, minute, &taken) != 2)
    return FALSE;
  text += taken;
  if (*text == ':')
    text += strspn (text, ":0123456789.");
  half = g_ascii_strdown (text + strspn (text, " "), -1);
  if (*half == '\0')
    return TRUE;
  if (g_str_equal (half, "pm") && *hour < 12)
    *hour += 12;
  else if (g_str_equal (half, "am") && *hour == 12)
    *hour = 0;
  return g_str_equal (half, "am") || g_str_equal (half, "pm");
}

gint64
office_import_read_instant (const char *text)
{
  g_autoptr (GDateTime) time = NULL;

  /* Without a zone it is no instant. */
  if (strchr (text, 'T') == NULL)
    return 0;
  time = g_date_time_new_from_iso8601 (text, NULL);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

char *
office_import_read_date (const char *text, OfficeImportOrder order)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const gint64 instant = office_import_read_instant (trimmed);
  int first, second, third, hour, minute, taken = 0;

  if (instant != 0)
    {
      g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (instant / 1000);

      return make_date (g_date_time_get_year (here), g_date_time_get_month (here), g_date_time_get_day_of_month (here),
                        g_date_time_get_hour (here), g_date_time_get_minute (here));
    }
  if (sscanf (trimmed, "%4d-%2d-%2d%n", &first, &second, &third, &taken) == 3 && taken >= 8)
    return read_time (trimmed + taken, &hour, &minute) ? make_date (first, second, third, hour, minute) : NULL;
  if (sscanf (trimmed, "%2d.%2d.%4d%n", &first, &second, &third, &taken) == 3)
    return read_time (trimmed + taken, &hour, &minute) ? make_date (third, second, first, hour, minute) : NULL;
  if (sscanf (trimmed, "%2d/%2d/%4d%n", &first, &second, &third, &taken) == 3)
    {
      const gboolean day_first = order == OFFICE_IMPORT_DAY_FIRST;

      if (!read_time (trimmed + taken, &hour, &minute))
        return NULL;
      return make_date (third, day_first ? second : first, day_first ? first : second, hour, minute);
    }
  if (sscanf (trimmed, "%4d/%2d/%2d%n", &first, &second, &third, &taken) == 3 && first > 999)
    return read_time (trimmed + taken, &hour, &minute) ? make_date (first, second, third, hour, minute) : NULL;
  return NULL;
}
