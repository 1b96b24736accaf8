/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar.h"

#include <libical/ical.h>

#include <string.h>

#define TASK   "0190a000-0000-7000-8000-000000000011"
#define OFFICE "0190a000-0000-7000-8000-0000000000a0"

static OfficeRecord *
new_task (const char *due)
{
  OfficeRecord *task = office_record_new ("task", TASK, "room:" OFFICE);

  office_record_set_text (task, "title", "Call; the, printer\\ 打印机");
  office_record_set_text (task, "due", due);
  office_record_set_integer (task, "created_at", 1750000000000);
  office_record_set_rev (task, 42);
  return task;
}

static char *
write_calendar (OfficeCalendarForm form, OfficeRecord *task)
{
  static const char *const labels[] = { "Site", NULL };
  const OfficeCalendarPlace place = { "Design", "DES-12", "doing", labels };
  g_autoptr (OfficeCalendar) calendar = office_calendar_new (form, "Anna", OFFICE, "Europe/Berlin");

  office_calendar_add (calendar, task, &place);
  return office_calendar_to_text (calendar);
}

/* What the library reads from it: the one component, and not a single complaint. */
static icalcomponent *
read_calendar (const char *text, icalcomponent **whole, icalcomponent_kind kind)
{
  *whole = icalparser_parse_string (text);
  g_assert_nonnull (*whole);
  g_assert_cmpint (icalcomponent_isa (*whole), ==, ICAL_VCALENDAR_COMPONENT);
  g_assert_cmpint (icalcomponent_count_errors (*whole), ==, 0);
  icalrestriction_check (*whole);
  g_assert_cmpint (icalcomponent_count_errors (*whole), ==, 0);
  return icalcomponent_get_first_component (*whole, kind);
}

static void
assert_line (const char *text, const char *line)
{
  g_autofree char *whole = g_strconcat ("\r\n", line, "\r\n", NULL);

  if (strstr (text, whole) == NULL)
    g_error ("There is no line “%s” in %s", line, text);
}

/* Every program's parser takes these: none has to understand where others fold. */
static void
check_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_true (g_str_has_suffix (text, "\r\n"));
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_null (strpbrk (lines[i], "\r\n"));
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_cmpstr (g_strstrip (lines[i]), !=, "");
    }
}

static void
test_lines (void)
{
  g_autoptr (OfficeRecord) task = new_task ("2026-03-02");
  g_autoptr (GString) title = g_string_new ("a");

  /* Every length, so that the end of a line comes at every place of the next one. */
  for (guint i = 0; i < 160; i++)
    {
      g_autofree char *text = NULL;
      icalcomponent *whole, *event;

      office_record_set_text (task, "title", title->str);
      text = write_calendar (OFFICE_CALENDAR_EVENTS, task);
      check_lines (text);
      event = read_calendar (text, &whole, ICAL_VEVENT_COMPONENT);
      g_assert_cmpstr (icalcomponent_get_summary (event), ==, title->str);
      icalcomponent_free (whole);
      g_string_append (title, i % 7 == 3 ? "图" : i % 7 == 5 ? "💡" : "a");
    }
}

/* The moments of the first n times of the event, as the library works them out of rule and zone. */
static void
check_times (const char *text, const gint64 *expected)
{
  icalcomponent *whole;
  icalcomponent *event = read_calendar (text, &whole, ICAL_VEVENT_COMPONENT);
  icalproperty *start = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
  icalproperty *rule = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  struct icaltimetype time = icalproperty_get_datetime_with_component (start, whole);
  icalrecur_iterator *iterator = icalrecur_iterator_new (icalproperty_get_rrule (rule), time);

  for (guint i = 0; expected[i] != 0; i++)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);

      g_assert_cmpint ((gint64) icaltime_as_timet_with_zone (next, icaltime_get_timezone (next)), ==, expected[i]);
    }
  icalrecur_iterator_free (iterator);
  icalcomponent_free (whole);
}

static void
test_day (void)
{
  g_autoptr (OfficeRecord) task = new_task ("2026-03-02");
  g_autofree char *text = NULL;
  icalcomponent *whole, *event;

  office_record_set_text (task, "description", "[@Ben](office:person/" TASK ") knows\nmore");
  office_record_set_text (task, "priority", "high");
  text = write_calendar (OFFICE_CALENDAR_EVENTS, task);
  event = read_calendar (text, &whole, ICAL_VEVENT_COMPONENT);
  g_assert_nonnull (event);
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, "Call; the, printer\\ 打印机");
  g_assert_cmpstr (icalcomponent_get_description (event), ==, "@Ben knows\nmore\n\nDES-12 · Design");
  g_assert_cmpstr (icalcomponent_get_uid (event), ==, TASK "@" OFFICE);
  assert_line (text, "DTSTART;VALUE=DATE:20260302");
  assert_line (text, "DURATION:P1D");
  assert_line (text, "PRIORITY:1");
  assert_line (text, "CATEGORIES:Site");
  assert_line (text, "SEQUENCE:42");
  g_assert_cmpstr (icalproperty_get_url (icalcomponent_get_first_property (event, ICAL_URL_PROPERTY)), ==,
                   "office://" OFFICE "/task/" TASK);
  g_assert_null (strstr (text, "VTIMEZONE"));
  icalcomponent_free (whole);
}

static void
test_time (void)
{
  g_autoptr (OfficeRecord) task = new_task ("2026-03-27T09:00");
  g_autofree char *text = NULL;
  /* Over the change of daylight saving it is 9 in Berlin: 8 UTC on Friday, 7 UTC on Monday. */
  const gint64 times[] = { 1774598400, 1774854000, 1774940400, 0 };

  office_record_set_text (task, "repeat", "FREQ=WEEKLY;BYDAY=MO,TU,FR");
  office_record_set_integer (task, "estimate", 90);
  text = write_calendar (OFFICE_CALENDAR_EVENTS, task);
  assert_line (text, "DTSTART;TZID=Europe/Berlin:20260327T090000");
  assert_line (text, "TZID:Europe/Berlin");
  assert_line (text, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,FR");
  assert_line (text, "DURATION:PT1H30M");
  check_times (text, times);
}

static void
test_zone_of_task (void)
{
  g_autoptr (OfficeRecord) task = new_task ("2026-03-27T09:00");
  g_autofree char *text = NULL;
  const gint64 times[] = { 1774573200, 1774659600, 0 };

  office_record_set_text (task, "zone", "Asia/Shanghai");
  office_record_set_text (task, "repeat", "FREQ=DAILY");
  text = write_calendar (OFFICE_CALENDAR_EVENTS, task);
  assert_line (text, "DTSTART;TZID=Asia/Shanghai:20260327T090000");
  g_assert_null (strstr (text, "Europe/Berlin"));
  check_times (text, times);
}

/* The end of a rule is of the kind of its beginning. */
static void
test_until (void)
{
  g_autoptr (OfficeRecord) day = new_task ("2026-03-27");
  g_autoptr (OfficeRecord) time = new_task ("2026-03-27T09:00");
  g_autofree char *of_day = NULL;
  g_autofree char *of_time = NULL;

  office_record_set_text (day, "repeat", "FREQ=DAILY;UNTIL=20260401T220000Z");
  office_record_set_text (time, "repeat", "FREQ=DAILY;UNTIL=20260401");
  of_day = write_calendar (OFFICE_CALENDAR_EVENTS, day);
  of_time = write_calendar (OFFICE_CALENDAR_EVENTS, time);
  assert_line (of_day, "RRULE:FREQ=DAILY;UNTIL=20260401");
  assert_line (of_time, "RRULE:FREQ=DAILY;UNTIL=20260401T215900Z");
}

static void
test_no_series (void)
{
  g_autoptr (OfficeRecord) task = new_task ("2026-03-27");
  g_autoptr (OfficeRecord) undated = new_task (NULL);
  g_autofree char *text = NULL;
  g_autofree char *empty = write_calendar (OFFICE_CALENDAR_EVENTS, undated);

  office_record_set_text (task, "repeat", "FREQ=DAILY");
  office_record_set_text (task, "repeat_from", "completion");
  text = write_calendar (OFFICE_CALENDAR_EVENTS, task);
  g_assert_null (strstr (text, "RRULE"));
  g_assert_null (strstr (empty, "VEVENT"));
}

static void
test_todo (void)
{
  g_autoptr (OfficeRecord) task = new_task ("2026-03-27T09:00");
  g_autoptr (OfficeRecord) undated = new_task (NULL);
  g_autofree char *text = NULL;
  g_autofree char *plain = write_calendar (OFFICE_CALENDAR_TASKS, undated);
  icalcomponent *whole, *todo;

  office_record_set_text (task, "start", "2026-03-20");
  office_record_set_text (task, "parent", OFFICE);
  office_record_set_integer (task, "completed_at", 1774598400000);
  text = write_calendar (OFFICE_CALENDAR_TASKS, task);
  todo = read_calendar (text, &whole, ICAL_VTODO_COMPONENT);
  g_assert_cmpint (icalcomponent_get_status (todo), ==, ICAL_STATUS_COMPLETED);
  assert_line (text, "DTSTART;TZID=Europe/Berlin:20260320T000000");
  assert_line (text, "DUE;TZID=Europe/Berlin:20260327T090000");
  assert_line (text, "COMPLETED:20260327T080000Z");
  icalcomponent_free (whole);
  todo = read_calendar (plain, &whole, ICAL_VTODO_COMPONENT);
  g_assert_cmpint (icalcomponent_get_status (todo), ==, ICAL_STATUS_INPROCESS);
  g_assert_null (strstr (plain, "DUE"));
  icalcomponent_free (whole);
}

/* What people write does not break out of its line. */
static void
test_hostile (void)
{
  g_autoptr (OfficeRecord) task = new_task ("2026-03-27");
  g_autofree char *text = NULL;
  icalcomponent *whole, *event;

  office_record_set_text (task, "title", "A\r\nEND:VEVENT\r\nBEGIN:VEVENT");
  office_record_set_text (task, "zone", "Mars/Base\r\nX:Y");
  text = write_calendar (OFFICE_CALENDAR_EVENTS, task);
  event = read_calendar (text, &whole, ICAL_VEVENT_COMPONENT);
  g_assert_nonnull (event);
  g_assert_null (icalcomponent_get_next_component (whole, ICAL_VEVENT_COMPONENT));
  icalcomponent_free (whole);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/day", test_day);
  g_test_add_func ("/calendar/time", test_time);
  g_test_add_func ("/calendar/zone-of-task", test_zone_of_task);
  g_test_add_func ("/calendar/until", test_until);
  g_test_add_func ("/calendar/no-series", test_no_series);
  g_test_add_func ("/calendar/todo", test_todo);
  g_test_add_func ("/calendar/hostile", test_hostile);
  g_test_add_func ("/calendar/lines", test_lines);
  return g_test_run ();
}
