/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-wall-clock.h"

/*
 * Reminders of due dates. The host makes one for everybody who has the task or watches it, else for who made it, and keeps
 * them with the task. Who puts theirs away is not given it again before the date changes.
 */

#define MORNING 9 /* o'clock, of a date without a time, where the person is */

static GTimeZone *
open_zone_of (OfficeBook *book, const char *person)
{
  g_autoptr (OfficeRecord) record = person != NULL ? office_book_get (book, person) : NULL;
  GTimeZone *zone = record != NULL ? office_zone_open (office_record_get_text (record, "zone")) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

static GTimeZone *
open_zone (OfficeRecord *task, OfficeBook *book, const char *person)
{
  GTimeZone *zone = office_zone_open (office_record_get_text (task, "zone"));

  return zone != NULL ? zone : open_zone_of (book, person);
}

/* It is work that somebody has yet to do, at a time. */
static gboolean
is_due_work (OfficeRecord *task, OfficeWallClock *due)
{
  return office_wall_clock_read (due, office_record_get_text (task, "due")) && !office_record_has (task, "completed_at")
         && !office_record_has (task, "trashed_at") && !office_record_has (task, "archived_at")
         && !office_record_get_boolean (task, "template");
}

/* When the person is to be reminded of the task; 0: not at all. */
static gint64
find_time (OfficeBook *book, OfficeRecord *task, const char *person)
{
  g_autoptr (GTimeZone) zone = NULL;
  OfficeWallClock due;

  if (!is_due_work (task, &due) || !office_access_may_see_scope (book, person, office_record_get_scope (task)))
    return 0;
  zone = due.has_time ? open_zone (task, book, person) : open_zone_of (book, person);
  if (!due.has_time)
    due.hour = MORNING;
  return office_wall_clock_to_time (&due, zone);
}

/* ---- people ---- */

static void
add_people (GHashTable *people, OfficeRecord *task, const char *field)
{
  g_auto (GStrv) ids = office_record_dup_ids (task, field);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (people, g_strdup (ids[i]));
}

static GHashTable *
find_people (OfficeRecord *task)
{
  GHashTable *people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_people (people, task, "assignees");
  add_people (people, task, "watchers");
  if (g_hash_table_size (people) == 0 && office_record_has (task, "created_by"))
    g_hash_table_add (people, g_strdup (office_record_get_text (task, "created_by")));
  return people;
}

/**
 * office_task_derive_reminder:
 * @task: a task
 * @person: a person's id
 *
 * Returns: (transfer full): the id of the reminder of its due date that is this person's
 */
char *
office_task_derive_reminder (OfficeRecord *task, const char *person)
{
  g_autofree char *name = g_strconcat ("due ", person, NULL);

  return office_id_derive (office_record_get_id (task), name);
}

/**
 * office_task_get_reminder_at:
 * @task: a task
 * @book: a book, for who may see the task and for the person's zone
 * @person: a person's id
 *
 * Returns: when the person is to be reminded of its due date, ms; 0: not at all
 */
gint64
office_task_get_reminder_at (OfficeRecord *task, OfficeBook *book, const char *person)
{
  g_autoptr (GHashTable) people = find_people (task);

  return g_hash_table_contains (people, person) ? find_time (book, task, person) : 0;
}

/* ---- one reminder ---- */

static void
keep (OfficeAct *self, OfficeRecord *task, const char *person, gint64 was, gint64 is)
{
  g_autofree char *id = office_task_derive_reminder (task, person);
  g_autofree char *scope = office_scope_for_person (person);
  g_autoptr (OfficeRecord) old = office_act_get (self, id, "reminder");
  OfficeRecord *reminder;

  if (was == is && (old == NULL || office_record_get_integer (old, "remind_at") == is))
    return;
  if (is <= self->now)
    {
      if (old != NULL && (is == 0 || office_record_get_integer (old, "remind_at") != is))
        office_act_drop (self, old);
      return;
    }
  reminder = old != NULL ? office_act_edit (self, old) : office_act_add (self, "reminder", id, scope);
  office_record_set_text (reminder, "task", office_record_get_id (task));
  office_record_set_boolean (reminder, "due", TRUE);
  office_record_set_integer (reminder, "remind_at", is);
  office_record_set_integer (reminder, "rang_at", 0);
}

static void
keep_task (OfficeAct *self, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) before = office_book_get (self->book, office_record_get_id (task));
  g_autoptr (GHashTable) is = NULL;
  g_autoptr (GHashTable) was = NULL;
  GHashTableIter iter;
  gpointer person;

  if (!office_record_has (task, "due") && (before == NULL || !office_record_has (before, "due")))
    return;
  is = find_people (task);
  was = before != NULL ? find_people (before) : g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_iter_init (&iter, was);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    if (!g_hash_table_contains (is, person))
      keep (self, task, person, find_time (self->book, before, person), 0);
  g_hash_table_iter_init (&iter, is);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    keep (self, task, person, g_hash_table_contains (was, person) ? find_time (self->book, before, person) : 0,
          find_time (self->book, task, person));
}

/* Who is somewhere else by now is reminded in the morning there. */
static void
keep_person (OfficeAct *self, OfficeRecord *person)
{
  const char *id = office_record_get_id (person);
  g_autoptr (OfficeRecord) before = office_book_get (self->book, id);
  g_autofree char *scope = office_scope_for_person (id);
  g_autoptr (GTimeZone) zone = office_zone_open (office_record_get_text (person, "zone"));
  g_autoptr (GPtrArray) reminders = NULL;

  if (before == NULL || zone == NULL
      || g_strcmp0 (office_record_get_text (before, "zone"), office_record_get_text (person, "zone")) == 0)
    return;
  reminders = office_book_list (self->book, "reminder", "scope", scope);
  for (guint i = 0; i < reminders->len; i++)
    {
      OfficeRecord *reminder = g_ptr_array_index (reminders, i);
      g_autoptr (OfficeRecord) task = NULL;
      OfficeWallClock due;
      gint64 time;

      if (!office_record_get_boolean (reminder, "due") || office_record_has (reminder, "rang_at"))
        continue;
      task = office_act_get (self, office_record_get_text (reminder, "task"), "task");
      if (task == NULL || !is_due_work (task, &due) || (due.has_time && office_record_has (task, "zone")))
        continue;
      if (!due.has_time)
        due.hour = MORNING;
      time = office_wall_clock_to_time (&due, zone);
      if (time != office_record_get_integer (reminder, "remind_at"))
        office_record_set_integer (office_act_edit (self, reminder), "remind_at", time);
    }
}

void
office_act_keep_due (OfficeAct *self)
{
  g_autoptr (GPtrArray) written = office_act_dup_written (self);

  for (guint i = 0; i < written->len; i++)
    {
      OfficeRecord *record = g_ptr_array_index (written, i);

      if (g_str_equal (office_record_get_kind_name (record), "task"))
        keep_task (self, record);
      else if (g_str_equal (office_record_get_kind_name (record), "person"))
        keep_person (self, record);
    }
}

/**
 * office_reminder_is_vain:
 * @reminder: one that is to ring
 * @book: the host's book
 *
 * Returns: whether it was made of the due date of a task that its person has nothing to do with any more
 */
gboolean
office_reminder_is_vain (OfficeRecord *reminder, OfficeBook *book)
{
  const char *person = office_scope_get_person (office_record_get_scope (reminder));
  const char *id = office_record_get_text (reminder, "task");
  g_autoptr (OfficeRecord) task = id != NULL ? office_book_get (book, id) : NULL;

  if (!office_record_get_boolean (reminder, "due"))
    return FALSE;
  return task == NULL || person == NULL || find_time (book, task, person) == 0;
}

/**
 * office_task_get_overdue_at:
 * @task: a task
 * @book: a book, for the zone of who made it
 *
 * Returns: from when on the task is overdue, ms: its due time, or the end of its day; 0: never, as it is
 */
gint64
office_task_get_overdue_at (OfficeRecord *task, OfficeBook *book)
{
  g_autoptr (GTimeZone) zone = NULL;
  OfficeWallClock due;

  if (!is_due_work (task, &due))
    return 0;
  zone = open_zone (task, book, office_record_get_text (task, "created_by"));
  if (!due.has_time)
    office_wall_clock_add_days (&due, 1);
  return office_wall_clock_to_time (&due, zone);
}
