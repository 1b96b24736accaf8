/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar.h"

#include "office-effects.h"
#include "office-wall-clock.h"

#include <libical/ical.h>

#include <string.h>

#define PRODUCT         "-//Office//Office//EN"
#define DEFAULT_MINUTES 30 /* that an event with a time lasts */
#define LONGEST_MINUTES 1440
#define REFRESH         "PT30M" /* how often who subscribes should ask */

struct _OfficeCalendar {
  OfficeCalendarForm form;
  char *office;
  char *zone; /* nullable */
  icalcomponent *component;
  GHashTable *zones; /* names whose VTIMEZONE is there */
};

/* ---- times ---- */

static struct icaltimetype
to_ical (const OfficeWallClock *clock)
{
  struct icaltimetype time = icaltime_null_time ();

  time.year = clock->year;
  time.month = clock->month;
  time.day = clock->day;
  time.hour = clock->has_time ? clock->hour : 0;
  time.minute = clock->has_time ? clock->minute : 0;
  time.is_date = !clock->has_time;
  return time;
}

static struct icaltimetype
to_utc (gint64 milliseconds)
{
  return icaltime_from_timet_with_zone ((time_t) (milliseconds / 1000), 0, icaltimezone_get_utc_timezone ());
}

/* The VTIMEZONE under the name that everybody knows; the library has one of its own for each. FALSE: there is none. */
static gboolean
ensure_zone (OfficeCalendar *self, const char *name)
{
  g_autoptr (GTimeZone) known = office_zone_open (name);
  icaltimezone *zone = known != NULL ? icaltimezone_get_builtin_timezone (name) : NULL;
  icalcomponent *component = zone != NULL ? icaltimezone_get_component (zone) : NULL;
  icalproperty *id;

  if (component == NULL)
    return FALSE;
  if (g_hash_table_contains (self->zones, name))
    return TRUE;
  component = icalcomponent_new_clone (component);
  id = icalcomponent_get_first_property (component, ICAL_TZID_PROPERTY);
  if (id != NULL)
    icalproperty_set_tzid (id, name);
  icalcomponent_add_component (self->component, component);
  g_hash_table_add (self->zones, g_strdup (name));
  return TRUE;
}

static const char *
find_zone (OfficeCalendar *self, OfficeRecord *task)
{
  const char *zone = office_record_get_text (task, "zone");

  if (zone != NULL && ensure_zone (self, zone))
    return zone;
  return self->zone != NULL && ensure_zone (self, self->zone) ? self->zone : NULL;
}

static void
add_time (icalcomponent *component, icalproperty *property, const OfficeWallClock *clock, const char *zone)
{
  if (clock->has_time && zone != NULL)
    icalproperty_add_parameter (property, icalparameter_new_tzid (zone));
  if (!clock->has_time)
    icalproperty_add_parameter (property, icalparameter_new_value (ICAL_VALUE_DATE));
  icalcomponent_add_property (component, property);
}

/* ---- the rule ---- */

/* The end of a rule has to be of the kind of the beginning: a day, or a moment in UTC. */
static void
fit_until (struct icalrecurrencetype *rule, const OfficeWallClock *due, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = office_zone_open (zone_name);
  OfficeWallClock end = { rule->until.year, rule->until.month, rule->until.day, 23, 59, TRUE };

  if (icaltime_is_null_time (rule->until))
    return;
  if (!due->has_time)
    {
      rule->until.is_date = 1;
      rule->until.hour = rule->until.minute = rule->until.second = 0;
      rule->until.zone = NULL;
      return;
    }
  if (icaltime_is_utc (rule->until))
    return;
  if (!rule->until.is_date)
    {
      end.hour = rule->until.hour;
      end.minute = rule->until.minute;
    }
  rule->until = zone != NULL ? to_utc (office_wall_clock_to_time (&end, zone)) : to_ical (&end);
}

/* One that counts from the day on which it is done is no series yet. */
static void
add_rule (icalcomponent *component, OfficeRecord *task, const OfficeWallClock *due, const char *zone)
{
  const char *text = office_record_get_text (task, "repeat");
  struct icalrecurrencetype rule;

  if (text == NULL || office_record_has (task, "completed_at")
      || g_strcmp0 (office_record_get_text (task, "repeat_from"), "completion") == 0)
    return;
  rule = icalrecurrencetype_from_string (text);
  if (rule.freq == ICAL_NO_RECURRENCE)
    return;
  fit_until (&rule, due, zone);
  icalcomponent_add_property (component, icalproperty_new_rrule (rule));
}

/* ---- what both forms have ---- */

static int
get_priority (OfficeRecord *task)
{
  const char *priority = office_record_get_text (task, "priority");

  if (g_strcmp0 (priority, "high") == 0)
    return 1;
  if (g_strcmp0 (priority, "medium") == 0)
    return 5;
  return g_strcmp0 (priority, "low") == 0 ? 9 : 0;
}

static void
add_categories (icalcomponent *component, const OfficeCalendarPlace *place)
{
  for (guint i = 0; place->labels != NULL && place->labels[i] != NULL; i++)
    icalcomponent_add_property (component, icalproperty_new_categories (place->labels[i]));
}

/* A link that opens the task, for readers that show no URL, stands behind what is said of it. */
static void
add_texts (OfficeCalendar *self, icalcomponent *component, OfficeRecord *task, const OfficeCalendarPlace *place)
{
  g_autofree char *plain = office_text_to_plain (office_record_get_text (task, "description"));
  g_autofree char *url = g_strdup_printf ("office://%s/task/%s", self->office, office_record_get_id (task));
  g_autoptr (GString) description = g_string_new (plain);

  icalcomponent_add_property (component, icalproperty_new_summary (office_record_get_text (task, "title") != NULL
                                                                       ? office_record_get_text (task, "title")
                                                                       : ""));
  if (place->short_id != NULL || place->room != NULL)
    g_string_append_printf (
        description, "%s%s%s%s", description->len > 0 ? "\n\n" : "", place->short_id != NULL ? place->short_id : "",
        place->short_id != NULL && place->room != NULL ? " · " : "", place->room != NULL ? place->room : "");
  if (description->len > 0)
    icalcomponent_add_property (component, icalproperty_new_description (description->str));
  icalcomponent_add_property (component, icalproperty_new_url (url));
}

static icalcomponent *
new_component (OfficeCalendar *self, icalcomponent_kind kind, OfficeRecord *task, const OfficeCalendarPlace *place)
{
  icalcomponent *component = icalcomponent_new (kind);
  g_autofree char *uid = g_strdup_printf ("%s@%s", office_record_get_id (task), self->office);
  gint64 made = office_record_get_integer (task, "created_at");

  icalcomponent_add_property (component, icalproperty_new_uid (uid));
  icalcomponent_add_property (component, icalproperty_new_dtstamp (to_utc (made)));
  icalcomponent_add_property (component, icalproperty_new_created (to_utc (made)));
  icalcomponent_add_property (component, icalproperty_new_sequence ((int) (office_record_get_rev (task) & G_MAXINT)));
  add_texts (self, component, task, place);
  if (get_priority (task) > 0)
    icalcomponent_add_property (component, icalproperty_new_priority (get_priority (task)));
  add_categories (component, place);
  return component;
}

/* ---- events ---- */

static void
add_length (icalcomponent *component, OfficeRecord *task, const OfficeWallClock *due)
{
  gint64 minutes = office_record_get_integer (task, "estimate");

  if (!due->has_time)
    {
      icalcomponent_add_property (component, icalproperty_new_duration (icaldurationtype_from_int (86400)));
      return;
    }
  if (minutes <= 0)
    minutes = DEFAULT_MINUTES;
  minutes = MIN (minutes, LONGEST_MINUTES);
  icalcomponent_add_property (component, icalproperty_new_duration (icaldurationtype_from_int ((int) minutes * 60)));
}

static void
add_event (OfficeCalendar *self, OfficeRecord *task, const OfficeCalendarPlace *place)
{
  OfficeWallClock due;
  icalcomponent *component;
  const char *zone;

  if (!office_wall_clock_read (&due, office_record_get_text (task, "due")))
    return;
  zone = due.has_time ? find_zone (self, task) : NULL;
  component = new_component (self, ICAL_VEVENT_COMPONENT, task, place);
  add_time (component, icalproperty_new_dtstart (to_ical (&due)), &due, zone);
  add_length (component, task, &due);
  add_rule (component, task, &due, zone);
  /* It is a reminder: nobody is busy by it. */
  icalcomponent_add_property (component, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  icalcomponent_add_component (self->component, component);
}

/* ---- tasks ---- */

/* Beginning and due date have to be of one kind, and the beginning before. */
static void
add_dates (OfficeCalendar *self, icalcomponent *component, OfficeRecord *task)
{
  OfficeWallClock start, due;
  gboolean has_start = office_wall_clock_read (&start, office_record_get_text (task, "start"));
  gboolean has_due = office_wall_clock_read (&due, office_record_get_text (task, "due"));
  const char *zone = (has_start && start.has_time) || (has_due && due.has_time) ? find_zone (self, task) : NULL;

  if (has_start && has_due)
    {
      int days = office_wall_clock_get_days (&start, &due);

      start.has_time = due.has_time;
      has_start = days > 0
                  || (days == 0 && due.has_time && start.hour * 60 + start.minute < due.hour * 60 + due.minute);
    }
  if (has_start)
    add_time (component, icalproperty_new_dtstart (to_ical (&start)), &start, zone);
  if (!has_due)
    return;
  add_time (component, icalproperty_new_due (to_ical (&due)), &due, zone);
  add_rule (component, task, &due, zone);
}

static void
add_state (icalcomponent *component, OfficeRecord *task, const OfficeCalendarPlace *place)
{
  gint64 completed = office_record_get_integer (task, "completed_at");

  if (completed > 0)
    {
      icalcomponent_add_property (component, icalproperty_new_completed (to_utc (completed)));
      icalcomponent_add_property (component, icalproperty_new_percentcomplete (100));
    }
  icalcomponent_add_property (component, icalproperty_new_status (completed > 0 ? ICAL_STATUS_COMPLETED
                                                                  : g_strcmp0 (place->state, "doing") == 0
                                                                      ? ICAL_STATUS_INPROCESS
                                                                      : ICAL_STATUS_NEEDSACTION));
}

static void
add_task (OfficeCalendar *self, OfficeRecord *task, const OfficeCalendarPlace *place)
{
  icalcomponent *component = new_component (self, ICAL_VTODO_COMPONENT, task, place);
  const char *parent = office_record_get_text (task, "parent");

  add_dates (self, component, task);
  add_state (component, task, place);
  if (parent != NULL)
    {
      g_autofree char *uid = g_strdup_printf ("%s@%s", parent, self->office);

      icalcomponent_add_property (component, icalproperty_new_relatedto (uid));
    }
  icalcomponent_add_component (self->component, component);
}

/**
 * office_calendar_new:
 * @form: what its tasks are in it
 * @name: what readers call it
 * @office: the office's id
 * @zone: (nullable): the reader's, of times that say none
 *
 * Returns: (transfer full): a calendar without tasks
 */
OfficeCalendar *
office_calendar_new (OfficeCalendarForm form, const char *name, const char *office, const char *zone)
{
  OfficeCalendar *self = g_new0 (OfficeCalendar, 1);

  self->form = form;
  self->office = g_strdup (office);
  self->zone = g_strdup (zone);
  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->component = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                                         icalproperty_new_prodid (PRODUCT), (void *) NULL);
  icalcomponent_add_property (self->component, icalproperty_new_calscale ("GREGORIAN"));
  icalcomponent_add_property (self->component, icalproperty_new_name (name));
  {
    icalproperty *old_name = icalproperty_new_x (name);
    icalproperty *refresh = icalproperty_new_x (REFRESH);

    icalproperty_set_x_name (old_name, "X-WR-CALNAME");
    icalcomponent_add_property (self->component, old_name);
    icalproperty_set_x_name (refresh, "X-PUBLISHED-TTL");
    icalcomponent_add_property (self->component, refresh);
  }
  return self;
}

/**
 * office_calendar_free:
 * @self: (nullable) (transfer full): a calendar
 */
void
office_calendar_free (OfficeCalendar *self)
{
  if (self == NULL)
    return;
  icalcomponent_free (self->component);
  g_hash_table_unref (self->zones);
  g_free (self->office);
  g_free (self->zone);
  g_free (self);
}

/**
 * office_calendar_add:
 * @self: a calendar
 * @task: a task; without a due date it is no event
 * @place: what else is to be said of it
 */
void
office_calendar_add (OfficeCalendar *self, OfficeRecord *task, const OfficeCalendarPlace *place)
{
  if (self->form == OFFICE_CALENDAR_EVENTS)
    add_event (self, task, place);
  else
    add_task (self, task, place);
}

/* ---- lines ---- */

#define LINE_BREAK   "\r\n"
#define LONGEST_LINE 75 /* octets, without the break */

/* How much of the line's text goes on one line, which keeps characters whole. */
static gsize
get_part (const char *text, gsize length, gsize most)
{
  gsize n = MIN (length, most);

  while (n < length && n > 1 && ((guchar) text[n] & 0xC0) == 0x80)
    n--;
  return n;
}

static void
append_folded (GString *to, const char *line, gsize length)
{
  gsize n = get_part (line, length, LONGEST_LINE);

  g_string_append_len (to, line, n);
  while (n < length)
    {
      gsize more = get_part (line + n, length - n, LONGEST_LINE - 1);

      g_string_append (to, LINE_BREAK " ");
      g_string_append_len (to, line + n, more);
      n += more;
    }
  g_string_append (to, LINE_BREAK);
}

/* RFC 5545, section 3.1. The library folds within the two characters of a line's end, too, and leaves lines of a space. */
static char *
fold_again (const char *text)
{
  g_auto (GStrv) folded = g_strsplit (text, LINE_BREAK " ", -1);
  g_autofree char *whole = g_strjoinv ("", folded);
  GString *again = g_string_sized_new (strlen (whole) + strlen (whole) / 16);
  const char *end;

  for (const char *line = whole; *line != '\0'; line = end + strlen (LINE_BREAK))
    {
      end = strstr (line, LINE_BREAK);
      if (end == NULL)
        {
          append_folded (again, line, strlen (line));
          break;
        }
      append_folded (again, line, end - line);
    }
  return g_string_free (again, FALSE);
}

/**
 * office_calendar_to_text:
 * @self: a calendar
 *
 * Returns: (transfer full): as it is sent and saved; the same for the same tasks in the same order
 */
char *
office_calendar_to_text (OfficeCalendar *self)
{
  char *own = icalcomponent_as_ical_string_r (self->component);
  char *text = fold_again (own);

  icalmemory_free_buffer (own);
  return text;
}
