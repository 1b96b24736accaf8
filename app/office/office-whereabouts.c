/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-whereabouts.h"

#include <glib/gi18n.h>
#include <string.h>

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
  if (office_days_between (here, there) != 0)
    /* Translators: the time at another place where it is another day, as in "Thu 2:05"; see g_date_time_format() */
    return g_date_time_format (there, _ ("%a %-H:%M"));
  /* Translators: the time at another place, as in "14:05"; see g_date_time_format() */
  return g_date_time_format (there, C_ ("time there", "%-H:%M"));
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
