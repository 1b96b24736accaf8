/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-due-zone.h"

#include "office-wall-clock.h"

#include <glib/gi18n.h>
#include <string.h>

static GTimeZone *
open_zone (const char *name)
{
  GTimeZone *zone = office_zone_open (name);

  return zone != NULL ? zone : g_time_zone_new_local ();
}

/**
 * office_due_to_zone:
 * @due: (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 * @from: (nullable): the zone whose clock says so
 * @to: (nullable): another zone
 *
 * Returns: (transfer full) (nullable): what the clock of @to shows at that moment; a day without a time is the same
 *   everywhere
 */
char *
office_due_to_zone (const char *due, const char *from, const char *to)
{
  g_autoptr (GTimeZone) there = NULL;
  g_autoptr (GTimeZone) here = NULL;
  OfficeWallClock clock;

  if (!office_wall_clock_read (&clock, due) || !clock.has_time)
    return g_strdup (due);
  there = open_zone (from);
  here = open_zone (to);
  office_wall_clock_set_time (&clock, office_wall_clock_to_time (&clock, there), here);
  return office_wall_clock_to_text (&clock);
}

/* "America/New_York" → "New York" */
static char *
dup_city (const char *zone)
{
  const char *slash = strrchr (zone, '/');

  return g_strdelimit (g_strdup (slash != NULL ? slash + 1 : zone), "_", ' ');
}

/**
 * office_due_dup_zone_hint:
 * @due: (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 * @zone: (nullable): the zone whose clock says so
 *
 * Returns: (transfer full) (nullable): the time there and where that is; %NULL where this machine's clock says the same
 */
char *
office_due_dup_zone_hint (const char *due, const char *zone)
{
  g_autofree char *local = office_due_to_zone (due, zone, NULL);
  g_autofree char *city = NULL;
  g_autofree char *time = NULL;
  g_autoptr (GDateTime) when = NULL;
  OfficeWallClock clock;

  if (zone == NULL || g_strcmp0 (local, due) == 0 || !office_wall_clock_read (&clock, due))
    return NULL;
  when = g_date_time_new_utc (clock.year, clock.month, clock.day, clock.hour, clock.minute, 0);
  city = dup_city (zone);
  /* Translators: a time of day, as in "17:00" */
  time = g_date_time_format (when, _ ("%-H:%M"));
  /* Translators: a time of day, then a city: "9:00 in New York" */
  return g_strdup_printf (_ ("%s in %s"), time, city);
}

/**
 * office_due_dup_here:
 *
 * Returns: (transfer full) (nullable): the name of this machine's time zone
 */
char *
office_due_dup_here (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);
  g_autoptr (GTimeZone) known = NULL;

  /* One that is set by hand ("<+02>-2") has no name that others know. */
  if (name == NULL || strchr (name, '/') == NULL || *name == '/' || *name == ':')
    return g_strcmp0 (name, "UTC") == 0 ? g_strdup (name) : NULL;
  known = g_time_zone_new_identifier (name);
  return known != NULL ? g_strdup (name) : NULL;
}
