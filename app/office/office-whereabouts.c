/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-whereabouts.h"

#include <glib/gi18n.h>
#include <string.h>

#define SOON 6 /* days ahead that a weekday alone names without doubt */

G_DEFINE_ENUM_TYPE (OfficePlace, office_place, G_DEFINE_ENUM_VALUE (OFFICE_PLACE_OFFICE, "office"),
                    G_DEFINE_ENUM_VALUE (OFFICE_PLACE_HOME, "home"), G_DEFINE_ENUM_VALUE (OFFICE_PLACE_ROAD, "road"),
                    G_DEFINE_ENUM_VALUE (OFFICE_PLACE_SITE, "site"))

static const struct {
  const char *key;
  const char *text;
} places[] = {
  [OFFICE_PLACE_OFFICE] = { "office", N_ ("In the office") },
  [OFFICE_PLACE_HOME] = { "home", N_ ("At home") },
  [OFFICE_PLACE_ROAD] = { "road", N_ ("On the road") },
  [OFFICE_PLACE_SITE] = { "site", N_ ("On site") },
};

static char *
dup_text (OfficeRecord *person, const char *field)
{
  const char *text = office_record_get_text (person, field);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* A place of a newer version is as one that is not told. */
static OfficePlace
find_place (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].key, key) == 0)
      return (OfficePlace) i;
  return OFFICE_PLACE_OFFICE;
}

/**
 * office_whereabouts_read:
 * @self: (out caller-allocates): what was there is overwritten, not freed
 * @person: (nullable): a person's record; %NULL: one of whom nothing is known
 * @now: ms since 1970
 *
 * Takes what the person says and what of it holds at @now.
 */
void
office_whereabouts_read (OfficeWhereabouts *self, OfficeRecord *person, gint64 now)
{
  gint64 until, quiet_until;

  *self = (OfficeWhereabouts){ 0 };
  if (person == NULL)
    return;
  self->zone = dup_text (person, "zone");
  self->hides_reading = office_record_get_boolean (person, "reading_hidden");
  quiet_until = office_record_get_integer (person, "quiet_until");
  self->quiet_until = quiet_until > now ? quiet_until : 0;
  until = office_record_get_integer (person, "until");
  if (until != 0 && until <= now)
    return;
  self->until = until;
  self->emoji = dup_text (person, "emoji");
  self->status = dup_text (person, "status");
  self->site = dup_text (person, "site");
  self->place = find_place (office_record_get_text (person, "place"));
}

/**
 * office_whereabouts_clear:
 * @self: what was read
 *
 * Frees what it holds; it says nothing then.
 */
void
office_whereabouts_clear (OfficeWhereabouts *self)
{
  g_free (self->emoji);
  g_free (self->status);
  g_free (self->site);
  g_free (self->zone);
  *self = (OfficeWhereabouts){ 0 };
}

/**
 * office_whereabouts_get_next_change:
 * @self: what was read
 *
 * Returns: when the first of it runs out, ms since 1970; 0: nothing does
 */
gint64
office_whereabouts_get_next_change (const OfficeWhereabouts *self)
{
  gint64 quiet = self->quiet_until < OFFICE_UNTIL_CHANGED ? self->quiet_until : 0;

  if (self->until == 0 || quiet == 0)
    return MAX (self->until, quiet);
  return MIN (self->until, quiet);
}

/* ---- in words ---- */

/**
 * office_place_to_key:
 * @place: a place
 *
 * Returns: (transfer none): its word in a record
 */
const char *
office_place_to_key (OfficePlace place)
{
  return places[place].key;
}

/**
 * office_place_to_text:
 * @place: a place
 *
 * Returns: (transfer none): what a reader calls it, translated
 */
const char *
office_place_to_text (OfficePlace place)
{
  return _ (places[place].text);
}

/**
 * office_whereabouts_dup_place:
 * @self: what was read
 *
 * Returns: (transfer full): the place and, where it was told, which one
 */
char *
office_whereabouts_dup_place (const OfficeWhereabouts *self)
{
  if (self->site == NULL)
    return g_strdup (office_place_to_text (self->place));
  /* Translators: where somebody is, and which place that is: "In the office · Porto" */
  return g_strdup_printf (C_ ("place", "%s · %s"), office_place_to_text (self->place), self->site);
}

static int
days_between (GDateTime *from, GDateTime *to)
{
  GDate first, second;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_set_dmy (&first, g_date_time_get_day_of_month (from), g_date_time_get_month (from),
                  g_date_time_get_year (from));
  g_date_set_dmy (&second, g_date_time_get_day_of_month (to), g_date_time_get_month (to), g_date_time_get_year (to));
  return g_date_days_between (&first, &second);
}

/* Midnight is the end of the day before for whoever reads it. */
static gboolean
is_end_of_day (GDateTime *when)
{
  return g_date_time_get_hour (when) == 0 && g_date_time_get_minute (when) == 0;
}

/**
 * office_until_to_text:
 * @until: ms since 1970; 0 or %OFFICE_UNTIL_CHANGED: until it is changed
 * @now: ms since 1970
 *
 * Returns: (transfer full) (nullable): until when, in words; %NULL where there is no end
 */
char *
office_until_to_text (gint64 until, gint64 now)
{
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) last_day = NULL;
  int days;

  if (until <= 0 || until >= OFFICE_UNTIL_CHANGED)
    return NULL;
  when = g_date_time_new_from_unix_local (until / 1000);
  today = g_date_time_new_from_unix_local (now / 1000);
  if (when == NULL || today == NULL)
    return NULL;
  if (is_end_of_day (when))
    {
      last_day = g_date_time_add_days (when, -1);
      days = days_between (today, last_day);
      if (days == 0)
        return g_strdup (_ ("today"));
      if (days == 1)
        return g_strdup (_ ("until tomorrow"));
      /* Translators: the last day of it, as in "until Fri" or "until 20 Jun"; see g_date_time_format() */
      return g_date_time_format (last_day, days <= SOON ? _ ("until %a") : _ ("until %-d %b"));
    }
  days = days_between (today, when);
  if (days == 0)
    /* Translators: as in "until 15:00"; see g_date_time_format() */
    return g_date_time_format (when, _ ("until %H:%M"));
  if (days == 1)
    return g_date_time_format (when, _ ("until tomorrow, %H:%M"));
  /* Translators: as in "until Fri, 15:00" and "until 20 Jun, 15:00"; see g_date_time_format() */
  return g_date_time_format (when, days <= SOON ? _ ("until %a, %H:%M") : _ ("until %-d %b, %H:%M"));
}

static GDateTime *
now_in (const char *zone, gint64 now)
{
  g_autoptr (GTimeZone) there = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);

  return there != NULL && utc != NULL ? g_date_time_to_timezone (utc, there) : NULL;
}

/**
 * office_zone_differs:
 * @zone: (nullable): an IANA time zone
 * @now: ms since 1970
 *
 * Returns: whether clocks there show another time than here; %FALSE where there is no such zone
 */
gboolean
office_zone_differs (const char *zone, gint64 now)
{
  g_autoptr (GDateTime) there = now_in (zone, now);
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (now / 1000);

  return there != NULL && here != NULL && g_date_time_get_utc_offset (there) != g_date_time_get_utc_offset (here);
}

/**
 * office_zone_dup_time:
 * @zone: (nullable): an IANA time zone
 * @now: ms since 1970
 *
 * Returns: (transfer full) (nullable): what clocks there show, with the weekday where it is another day than here
 */
char *
office_zone_dup_time (const char *zone, gint64 now)
{
  g_autoptr (GDateTime) there = now_in (zone, now);
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (now / 1000);

  if (there == NULL || here == NULL)
    return NULL;
  if (days_between (here, there) != 0)
    /* Translators: the time at another place where it is another day, as in "Thu 02:05"; see g_date_time_format() */
    return g_date_time_format (there, _ ("%a %H:%M"));
  /* Translators: the time at another place, as in "14:05"; see g_date_time_format() */
  return g_date_time_format (there, C_ ("time there", "%H:%M"));
}

/**
 * office_zone_dup_local:
 *
 * Returns: (transfer full) (nullable): the IANA name of this machine's time zone; %NULL where it has none
 */
char *
office_zone_dup_local (void)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (here);
  g_autoptr (GTimeZone) known = NULL;

  /* A zone given by TZ may be a rule or a path: other desks can do nothing with it. */
  if (name == NULL || *name == '/' || *name == ':' || strlen (name) > 64)
    return NULL;
  known = g_time_zone_new_identifier (name);
  return known != NULL ? g_strdup (name) : NULL;
}
