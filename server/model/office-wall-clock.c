/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-wall-clock.h"

#include <string.h>

#define MOST_KEPT    32 /* zones */
#define LONGEST_ZONE 64

static gboolean
read_number (const char *text, guint digits, int *number)
{
  *number = 0;
  for (guint i = 0; i < digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

static gboolean
read_day (OfficeWallClock *self, const char *text)
{
  return read_number (text, 4, &self->year) && text[4] == '-' && read_number (text + 5, 2, &self->month)
         && text[7] == '-' && read_number (text + 8, 2, &self->day) && self->year > 0
         && g_date_valid_dmy ((GDateDay) self->day, self->month, (GDateYear) self->year);
}

/**
 * office_wall_clock_read:
 * @self: (out caller-allocates): set only where it is a due date
 * @text: (nullable): any text
 *
 * Returns: whether it is `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, of a day that there is
 */
gboolean
office_wall_clock_read (OfficeWallClock *self, const char *text)
{
  OfficeWallClock read = { 0 };
  gsize length = text != NULL ? strlen (text) : 0;

  if ((length != strlen ("YYYY-MM-DD") && length != strlen ("YYYY-MM-DDTHH:MM")) || !read_day (&read, text))
    return FALSE;
  read.has_time = text[10] != '\0';
  if (read.has_time
      && (text[10] != 'T' || !read_number (text + 11, 2, &read.hour) || text[13] != ':'
          || !read_number (text + 14, 2, &read.minute) || read.hour > 23 || read.minute > 59))
    return FALSE;
  *self = read;
  return TRUE;
}

/**
 * office_wall_clock_to_text:
 * @self: a wall clock
 *
 * Returns: (transfer full): as a due date is written
 */
char *
office_wall_clock_to_text (const OfficeWallClock *self)
{
  return self->has_time ? g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", self->year, self->month, self->day, self->hour,
                                           self->minute)
                        : g_strdup_printf ("%04d-%02d-%02d", self->year, self->month, self->day);
}

static void
get_date (const OfficeWallClock *self, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) self->day, self->month, (GDateYear) self->year);
}

/**
 * office_wall_clock_add_days:
 * @self: a wall clock
 * @days: how many, backwards where it is negative
 *
 * The time stays. What would leave the years 1 to 9999 stays as it is.
 */
void
office_wall_clock_add_days (OfficeWallClock *self, int days)
{
  GDate date, last;
  gint64 julian;

  get_date (self, &date);
  g_date_clear (&last, 1);
  g_date_set_dmy (&last, 31, 12, 9999);
  julian = (gint64) g_date_get_julian (&date) + days;
  if (julian < 1 || julian > g_date_get_julian (&last))
    return;
  g_date_set_julian (&date, (guint32) julian);
  self->year = g_date_get_year (&date);
  self->month = g_date_get_month (&date);
  self->day = g_date_get_day (&date);
}

/**
 * office_wall_clock_get_days:
 * @from: a day
 * @to: another
 *
 * Returns: how many days lie between, negative where @to is the earlier; times are not looked at
 */
int
office_wall_clock_get_days (const OfficeWallClock *from, const OfficeWallClock *to)
{
  GDate first, second;

  get_date (from, &first);
  get_date (to, &second);
  return g_date_days_between (&first, &second);
}

int
office_wall_clock_compare_days (const OfficeWallClock *a, const OfficeWallClock *b)
{
  return -office_wall_clock_get_days (a, b);
}

/**
 * office_wall_clock_to_time:
 * @self: a wall clock
 * @zone: where it hangs
 *
 * A time that the clocks skip is the moment at which they are put forward; one that they show twice is the second.
 *
 * Returns: milliseconds since 1970 UTC; of a day without a time, of its first moment
 */
gint64
office_wall_clock_to_time (const OfficeWallClock *self, GTimeZone *zone)
{
  g_autoptr (GDateTime) moment = g_date_time_new (zone, self->year, self->month, self->day, self->hour, self->minute,
                                                  0);

  return moment != NULL ? g_date_time_to_unix (moment) * 1000 : 0;
}

/**
 * office_wall_clock_set_time:
 * @self: (out caller-allocates): a wall clock
 * @time: milliseconds since 1970 UTC
 * @zone: where it hangs
 *
 * What it shows then, to the minute.
 */
void
office_wall_clock_set_time (OfficeWallClock *self, gint64 time, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / 1000);
  g_autoptr (GDateTime) here = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  *self = (OfficeWallClock){ 1970, 1, 1, 0, 0, TRUE };
  if (here == NULL)
    return;
  g_date_time_get_ymd (here, &self->year, &self->month, &self->day);
  self->hour = g_date_time_get_hour (here);
  self->minute = g_date_time_get_minute (here);
}

G_LOCK_DEFINE_STATIC (zones);

/* Its parts are names of files: none that leads elsewhere, and no rule as POSIX has them. */
static gboolean
is_zone_name (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length <= LONGEST_ZONE && g_ascii_isalpha (name[0]) && name[length - 1] != '/'
         && strstr (name, "//") == NULL
         && strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-") == length;
}

/* GLib reads a zone from the disk, a millisecond or two, when nobody holds it; an office needs the same few all the time. */
static void
keep (GTimeZone *zone)
{
  static GTimeZone *kept[MOST_KEPT];
  static guint next;
  GTimeZone *old = NULL;

  G_LOCK (zones);
  for (guint i = 0; zone != NULL && i < MOST_KEPT; i++)
    if (kept[i] == zone)
      zone = NULL;
  if (zone != NULL)
    {
      old = kept[next];
      kept[next] = g_time_zone_ref (zone);
      next = (next + 1) % MOST_KEPT;
    }
  G_UNLOCK (zones);
  g_clear_pointer (&old, g_time_zone_unref);
}

/**
 * office_zone_open:
 * @name: (nullable): such as `Europe/Berlin`
 *
 * Returns: (transfer full) (nullable): the zone; %NULL where the name is none of the IANA's that this machine knows
 */
GTimeZone *
office_zone_open (const char *name)
{
  GTimeZone *zone = name != NULL && is_zone_name (name) ? g_time_zone_new_identifier (name) : NULL;

  keep (zone);
  return zone;
}
