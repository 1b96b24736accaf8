/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-recurrence.h"
#include "office-rules.h"

#include <string.h>

/*
 * A task that is done and comes again makes the next one, with an id that anybody can tell from its own, so that host and
 * client make the same and none is made twice. The rule goes along: of a series only the last task has it. Where the task is
 * opened again, the next one goes, unless somebody has done something with it.
 */

#define MOST_SERIES 50 /* that one task has begun */

static const char *const kept_texts[] = { "title", "description", "priority", "repeat_from", "zone" };
static const char *const kept_sets[] = { "assignees", "labels", "watchers" };

/* One that is given a rule once more may have made others before. */
static OfficeRecord *
get_next (OfficeAct *self, OfficeRecord *task, guint which, char **id)
{
  g_autofree char *name = which == 1 ? g_strdup ("repeat") : g_strdup_printf ("repeat %u", which);

  g_free (*id);
  *id = office_id_derive (office_record_get_id (task), name);
  return office_act_get (self, *id, "task");
}

static gboolean
is_in_room_of (OfficeRecord *next, OfficeRecord *task)
{
  return g_strcmp0 (office_record_get_text (next, "room"), office_record_get_text (task, "room")) == 0;
}

/* Of the task, else where the one is who does it. */
static GTimeZone *
open_zone (OfficeAct *self, OfficeRecord *task)
{
  GTimeZone *zone = office_zone_open (office_record_get_text (task, "zone"));

  if (zone == NULL)
    zone = office_zone_open (office_record_get_text (self->actor, "zone"));
  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* The due date of the next one; FALSE: the series is over. */
static gboolean
find_due (OfficeAct *self, OfficeRecord *task, OfficeWallClock *next)
{
  g_autoptr (GTimeZone) zone = open_zone (self, task);
  OfficeWallClock today, due;
  gboolean has_due = office_wall_clock_read (&due, office_record_get_text (task, "due"));

  office_wall_clock_set_time (&today, self->now, zone);
  today.has_time = FALSE;
  today.hour = today.minute = 0;
  if (!has_due)
    due = today;
  else if (g_strcmp0 (office_record_get_text (task, "repeat_from"), "completion") == 0)
    {
      due.year = today.year;
      due.month = today.month;
      due.day = today.day;
    }
  return office_recurrence_next (office_record_get_text (task, "repeat"), &due, &due, zone, next);
}

/* As far from the due date as it was. */
static void
set_start (OfficeRecord *next, OfficeRecord *task, const OfficeWallClock *due)
{
  OfficeWallClock start, old;
  int days;

  if (!office_wall_clock_read (&start, office_record_get_text (task, "start"))
      || !office_wall_clock_read (&old, office_record_get_text (task, "due")))
    return;
  days = office_wall_clock_get_days (&old, &start);
  start.year = due->year;
  start.month = due->month;
  start.day = due->day;
  office_wall_clock_add_days (&start, days);
  {
    g_autofree char *text = office_wall_clock_to_text (&start);

    office_record_set_text (next, "start", text);
  }
}

static void
copy_steps (OfficeAct *self, OfficeRecord *next, OfficeRecord *task)
{
  g_autoptr (GPtrArray) steps = office_book_list (self->book, "step", "task", office_record_get_id (task));

  for (guint i = 0; i < steps->len; i++)
    {
      OfficeRecord *step = g_ptr_array_index (steps, i);
      g_autofree char *id = office_id_derive (office_record_get_id (next), office_record_get_id (step));
      g_autoptr (OfficeRecord) old = office_act_get (self, id, "step");
      OfficeRecord *copy = old != NULL ? office_act_edit (self, old)
                                       : office_act_add (self, "step", id, office_record_get_scope (next));

      office_record_set_scope (copy, office_record_get_scope (next));
      office_record_set_text (copy, "room", office_record_get_text (next, "room"));
      office_record_set_text (copy, "task", office_record_get_id (next));
      office_record_set_text (copy, "text", office_record_get_text (step, "text"));
      office_record_set_text (copy, "position", office_record_get_text (step, "position"));
      office_record_set_text (copy, "assignee", office_record_get_text (step, "assignee"));
      office_record_set_boolean (copy, "done", FALSE);
    }
}

/* One that has lain in the trash may have got parts meanwhile, of which its task is one by now. */
static void
set_parent (OfficeAct *self, OfficeRecord *next, OfficeRecord *task)
{
  const char *parent = office_record_get_text (task, "parent");

  office_record_set_text (next, "parent",
                          office_act_check_above (self, office_record_get_id (next), parent, NULL) ? parent : NULL);
}

static void
fill (OfficeAct *self, OfficeRecord *next, OfficeRecord *task, const char *rule, const OfficeWallClock *due)
{
  g_autofree char *text = office_wall_clock_to_text (due);

  office_record_set_text (next, "room", office_record_get_text (task, "room"));
  for (guint i = 0; i < G_N_ELEMENTS (kept_texts); i++)
    office_record_set_text (next, kept_texts[i], office_record_get_text (task, kept_texts[i]));
  for (guint i = 0; i < G_N_ELEMENTS (kept_sets); i++)
    office_record_set_node (next, kept_sets[i], office_record_get_node (task, kept_sets[i]));
  set_parent (self, next, task);
  office_record_set_integer (next, "estimate", office_record_get_integer (task, "estimate"));
  office_record_set_text (next, "due", text);
  office_record_set_text (next, "start", NULL);
  set_start (next, task, due);
  office_record_set_text (next, "repeat", rule);
  office_record_set_text (next, "created_by", self->person);
  office_record_set_integer (next, "created_at", self->now);
  office_record_set_integer (next, "trashed_at", 0);
  office_record_set_integer (next, "archived_at", 0);
}

/* The one that is to be the next: new, or what lies in the trash since the task was opened again. */
static OfficeRecord *
take_next (OfficeAct *self, OfficeRecord *task)
{
  g_autofree char *id = NULL;

  for (guint i = 1; i <= MOST_SERIES; i++)
    {
      g_autoptr (OfficeRecord) old = get_next (self, task, i, &id);

      if (old == NULL)
        return office_act_add (self, "task", id, office_record_get_scope (task));
      if (office_record_has (old, "trashed_at") && is_in_room_of (old, task))
        return office_act_edit (self, old);
    }
  return NULL;
}

static gboolean
make_next (OfficeAct *self, OfficeRecord *task, GError **error)
{
  g_autofree char *rule = office_recurrence_count_down (office_record_get_text (task, "repeat"));
  g_autoptr (OfficeRecord) column = NULL;
  g_autoptr (OfficeRecord) before = NULL;
  OfficeWallClock due;
  OfficeRecord *next;

  /* The last of a series keeps its rule: there is nothing that it could give it to. */
  if (rule == NULL || !find_due (self, task, &due))
    return TRUE;
  column = office_act_find_first_column (self, office_record_get_text (task, "room"));
  next = column != NULL ? take_next (self, task) : NULL;
  if (next == NULL)
    return TRUE;
  fill (self, next, task, rule, &due);
  if (office_rule_holds (OFFICE_RULE_SERIES))
    office_record_set_text (task, "repeat", NULL);
  office_act_set_column (self, next, column);
  copy_steps (self, next, task);
  before = office_book_get (self->book, office_record_get_id (next));
  office_act_assign (self, next, before);
  return office_act_place_task (self, next, column, NULL, NULL, error);
}

/* The last one that it made, if nobody has done it, put it away, or brought it elsewhere. */
static OfficeRecord *
find_untouched (OfficeAct *self, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) last = NULL;
  g_autofree char *id = NULL;

  for (guint i = 1; i <= MOST_SERIES; i++)
    {
      OfficeRecord *next = get_next (self, task, i, &id);

      if (next == NULL)
        break;
      g_clear_pointer (&last, office_record_unref);
      last = next;
    }
  if (last == NULL || office_record_has (last, "completed_at") || office_record_has (last, "trashed_at")
      || office_record_has (last, "archived_at") || !is_in_room_of (last, task))
    return NULL;
  return g_steal_pointer (&last);
}

static void
take_back (OfficeAct *self, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) next = find_untouched (self, task);
  g_autofree char *rule = NULL;

  if (next == NULL || office_record_has (task, "repeat"))
    return;
  if (office_record_has (next, "repeat"))
    rule = office_recurrence_count_up (office_record_get_text (next, "repeat"));
  office_record_set_text (task, "repeat", rule);
  office_record_set_integer (office_act_edit (self, next), "trashed_at", self->now);
}

/* Those that the operation has done, or opened again; not what this makes of them. */
static GPtrArray *
list_work (OfficeAct *self)
{
  GPtrArray *work = office_act_dup_written (self);

  for (guint i = work->len; i-- > 0;)
    {
      OfficeRecord *record = g_ptr_array_index (work, i);

      if (!g_str_equal (office_record_get_kind_name (record), "task") || office_record_has (record, "trashed_at")
          || office_record_get_boolean (record, "template"))
        g_ptr_array_remove_index (work, i);
    }
  return work;
}

/* Of the tasks that the operation has done or opened again. */
gboolean
office_act_repeat (OfficeAct *self, GError **error)
{
  g_autoptr (GPtrArray) work = list_work (self);

  for (guint i = 0; i < work->len; i++)
    {
      OfficeRecord *task = g_ptr_array_index (work, i);
      g_autoptr (OfficeRecord) before = office_book_get (self->book, office_record_get_id (task));
      gboolean was = before != NULL && office_record_has (before, "completed_at");
      gboolean is = office_record_has (task, "completed_at");

      if (before != NULL && !was && is && office_record_has (task, "repeat") && !make_next (self, task, error))
        return FALSE;
      if (was && !is)
        take_back (self, task);
    }
  return TRUE;
}
