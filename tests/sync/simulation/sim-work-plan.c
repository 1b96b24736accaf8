/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-work.h"

#include "kinds.h"
#include "office-id.h"

#include <string.h>

/*
 * What people do with tasks beyond writing and moving them: dates and rules by which they come again, what they are parts of
 * and wait for, archive, snoozes, views, the calendar, columns that go with all that stands in them.
 */

#define SECRET_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

static const char *const zones[] = { "Europe/Berlin", "America/New_York", "Asia/Tokyo" };
static const char *const rules[] = {
  "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;COUNT=3", "FREQ=DAILY;COUNT=2", "FREQ=YEARLY",
};
static const char *const bases[] = { "due", "completion" };

#define CHOOSE(desk, list) ((list)[sim_world_choose ((desk)->world, 0, G_N_ELEMENTS (list) - 1)])

static const char *
get_room (OfficeRecord *record)
{
  return office_record_get_text (record, "room");
}

static char *
dup_date (SimDesk *desk)
{
  int day = (int) sim_world_choose (desk->world, 1, 28);

  return sim_world_happens (desk->world, 50)
             ? g_strdup_printf ("2025-07-%02d", day)
             : g_strdup_printf ("2025-07-%02dT%02d:30", day, (int) sim_world_choose (desk->world, 0, 23));
}

static OfficeRecord *
pick_task_of (SimDesk *desk, const char *room)
{
  return sim_work_pick (desk, "task", "room", room);
}

static void
enter_flag (SimDesk *desk, const char *intent, OfficeRecord *record, const char *member, gboolean value)
{
  JsonObject *with = sim_work_make ("id", office_record_get_id (record), NULL);

  json_object_set_boolean_member (with, member, value);
  sim_desk_enter (desk, intent, with);
}

/* ---- tasks ---- */

static void
set_ids (JsonObject *with, const char *member, OfficeRecord *record)
{
  JsonArray *ids;

  if (record == NULL)
    return;
  ids = json_array_new ();
  json_array_add_string_element (ids, office_record_get_id (record));
  json_object_set_array_member (with, member, ids);
}

static void
plan_task (SimDesk *desk)
{
  g_autoptr (OfficeRecord) column = sim_work_pick (desk, "column", NULL, NULL);
  g_autoptr (OfficeRecord) person = sim_work_pick (desk, "person", NULL, NULL);
  g_autoptr (OfficeRecord) parent = NULL;
  g_autoptr (OfficeRecord) blocker = NULL;
  g_autofree char *id = sim_work_new_id (desk);
  g_autofree char *title = sim_desk_dup_word (desk);
  g_autofree char *start = sim_world_happens (desk->world, 40) ? dup_date (desk) : NULL;
  g_autofree char *due = sim_world_happens (desk->world, 70) ? dup_date (desk) : NULL;
  JsonObject *with;

  if (column == NULL)
    return;
  if (sim_world_happens (desk->world, 30))
    parent = pick_task_of (desk, get_room (column));
  if (sim_world_happens (desk->world, 30))
    blocker = sim_work_pick (desk, "task", NULL, NULL);
  with = sim_work_make ("id", id, "room", get_room (column), "column", office_record_get_id (column), "title", title,
                        "start", start, "due", due, "zone",
                        sim_world_happens (desk->world, 30) ? CHOOSE (desk, zones) : NULL, "repeat",
                        sim_world_happens (desk->world, 60) ? CHOOSE (desk, rules) : NULL, "repeat_from",
                        sim_world_happens (desk->world, 30) ? CHOOSE (desk, bases) : NULL, "parent",
                        parent != NULL ? office_record_get_id (parent) : NULL, NULL);
  set_ids (with, "blocked_by", blocker);
  set_ids (with, sim_world_happens (desk->world, 60) ? "watchers" : "assignees", person);
  if (sim_world_happens (desk->world, 40))
    json_object_set_int_member (with, "estimate", sim_world_choose (desk->world, 5, 600));
  if (sim_world_happens (desk->world, 6))
    json_object_set_boolean_member (with, "template", TRUE);
  sim_desk_enter (desk, "task.create", with);
}

static void
set_date (SimDesk *desk, OfficeRecord *task)
{
  g_autofree char *date = sim_world_happens (desk->world, 85) ? dup_date (desk) : NULL;
  JsonObject *set = sim_work_make (sim_world_happens (desk->world, 50) ? "due" : "start", date, NULL);

  if (date == NULL)
    json_object_set_null_member (set, "due");
  sim_work_patch (desk, task, "set", set);
}

static void
set_number (SimDesk *desk, OfficeRecord *record, const char *field, gint64 value)
{
  JsonObject *set = json_object_new ();

  json_object_set_int_member (set, field, value);
  sim_work_patch (desk, record, "set", set);
}

static void
set_boolean (SimDesk *desk, OfficeRecord *record, const char *field)
{
  JsonObject *set = json_object_new ();

  json_object_set_boolean_member (set, field, sim_world_happens (desk->world, 50));
  sim_work_patch (desk, record, "set", set);
}

static void
set_parent (SimDesk *desk, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) parent = sim_world_happens (desk->world, 85) ? pick_task_of (desk, get_room (task)) : NULL;
  JsonObject *set = sim_work_make ("parent", parent != NULL ? office_record_get_id (parent) : NULL, NULL);

  if (parent == NULL)
    json_object_set_null_member (set, "parent");
  sim_work_patch (desk, task, "set", set);
}

static void
set_blocker (SimDesk *desk, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) blocker = sim_work_pick (desk, "task", NULL, NULL);
  JsonObject *members = json_object_new ();

  set_ids (members, "blocked_by", blocker);
  sim_work_patch (desk, task, sim_world_happens (desk->world, 85) ? "add" : "take", members);
}

static void
set_watcher (SimDesk *desk, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) person = sim_work_pick (desk, "person", NULL, NULL);
  JsonObject *members = json_object_new ();

  set_ids (members, "watchers", person);
  sim_work_patch (desk, task, sim_world_happens (desk->world, 70) ? "add" : "take", members);
}

static void
plan_anew (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);

  if (task == NULL)
    return;
  switch (sim_world_choose (desk->world, 0, 9))
    {
    case 0:
      set_date (desk, task);
      break;
    case 1:
      sim_work_set_text (desk, task, "zone", CHOOSE (desk, zones));
      break;
    case 2:
      sim_work_set_text (desk, task, "repeat", CHOOSE (desk, rules));
      break;
    case 3:
      sim_work_set_text (desk, task, "repeat_from", CHOOSE (desk, bases));
      break;
    case 4:
      set_number (desk, task, "estimate", sim_world_choose (desk->world, 5, 600));
      break;
    case 5:
      set_watcher (desk, task);
      break;
    case 6:
    case 7:
      set_blocker (desk, task);
      break;
    default:
      set_parent (desk, task);
    }
}

/* What is work becomes what work is made like, and back. */
static void
turn_template (SimDesk *desk)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (desk->replica, "task", NULL, NULL);
  const gboolean back = sim_world_happens (desk->world, 60);
  JsonObject *set;

  for (guint i = tasks->len; back && i-- > 0;)
    if (!office_record_get_boolean (tasks->pdata[i], "template"))
      g_ptr_array_remove_index (tasks, i);
  if (tasks->len == 0)
    return;
  set = json_object_new ();
  json_object_set_boolean_member (set, "template", !back);
  sim_work_patch (desk, tasks->pdata[sim_world_choose (desk->world, 0, tasks->len - 1)], "set", set);
}

static OfficeRecord *
pick_column_in_state (SimDesk *desk, const char *room, const char *state)
{
  g_autoptr (GPtrArray) columns = office_replica_list (desk->replica, "column", "room", room);

  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (office_record_get_text (columns->pdata[i], "state"), state) == 0)
      return office_record_ref (columns->pdata[i]);
  return NULL;
}

static OfficeRecord *
pick_with (SimDesk *desk, const char *first, const char *second)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (desk->replica, "task", NULL, NULL);

  for (guint i = tasks->len; i-- > 0;)
    if (!office_record_has (tasks->pdata[i], first) && !office_record_has (tasks->pdata[i], second))
      g_ptr_array_remove_index (tasks, i);
  return tasks->len > 0 ? office_record_ref (tasks->pdata[sim_world_choose (desk->world, 0, tasks->len - 1)]) : NULL;
}

/* What comes again, and what is done, most of all. */
static void
complete_or_reopen (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = pick_with (desk, "repeat", "completed_at");
  g_autoptr (OfficeRecord) column = NULL;

  if (task == NULL)
    return;
  column = pick_column_in_state (desk, get_room (task), office_record_has (task, "completed_at") ? "open" : "done");
  if (column != NULL)
    sim_desk_enter (desk, "task.move",
                    sim_work_make ("id", office_record_get_id (task), "column", office_record_get_id (column), NULL));
}

static void
archive (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);

  if (task != NULL)
    enter_flag (desk, "task.archive", task, "archived", !office_record_has (task, "archived_at"));
}

static void
work_on_step (SimDesk *desk)
{
  g_autoptr (OfficeRecord) step = sim_work_pick (desk, "step", NULL, NULL);
  g_autoptr (OfficeRecord) person = sim_work_pick (desk, "person", NULL, NULL);
  g_autoptr (OfficeRecord) task = NULL;
  g_autofree char *id = sim_work_new_id (desk);

  if (step == NULL || person == NULL)
    return;
  if (sim_world_happens (desk->world, 60))
    {
      sim_work_set_text (desk, step, "assignee", office_record_get_id (person));
      return;
    }
  if (sim_world_happens (desk->world, 40))
    {
      set_boolean (desk, step, "done");
      return;
    }
  /* It becomes a task of its own, as the window does it: in two operations. */
  task = office_replica_get (desk->replica, office_record_get_text (step, "task"));
  if (task == NULL)
    return;
  sim_desk_enter (desk, "task.create",
                  sim_work_make ("id", id, "room", get_room (task), "column", office_record_get_text (task, "column"),
                                 "title", office_record_get_text (step, "text"), "parent", office_record_get_id (task),
                                 NULL));
  if (desk->replica != NULL)
    sim_desk_enter (desk, "remove", sim_work_make ("kind", "step", "id", office_record_get_id (step), NULL));
}

/* ---- for oneself ---- */

static void
snooze (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);
  JsonObject *with;

  if (task == NULL)
    return;
  with = sim_work_make ("task", office_record_get_id (task), NULL);
  if (sim_world_happens (desk->world, 75))
    json_object_set_int_member (with, "until",
                                office_clock_now (desk->clock) + sim_world_choose (desk->world, 1, 99999));
  else
    json_object_set_null_member (with, "until");
  sim_desk_enter (desk, "task.snooze", with);
}

static void
set_feed (SimDesk *desk)
{
  char secret[OFFICE_FEED_SECRET_LENGTH + 1] = { 0 };

  for (guint i = 0; i < OFFICE_FEED_SECRET_LENGTH; i++)
    secret[i] = SECRET_CHARACTERS[sim_world_choose (desk->world, 0, (gint64) strlen (SECRET_CHARACTERS) - 1)];
  sim_desk_enter (desk, "feed.set",
                  sim_work_make ("secret", sim_world_happens (desk->world, 75) ? secret : NULL, NULL));
}

/* ---- rooms ---- */

static void
remove_column_with_tasks (SimDesk *desk)
{
  g_autoptr (OfficeRecord) column = sim_work_pick (desk, "column", NULL, NULL);
  g_autoptr (OfficeRecord) to = column != NULL ? sim_work_pick (desk, "column", "room", get_room (column)) : NULL;

  if (to != NULL && !g_str_equal (office_record_get_id (to), office_record_get_id (column)))
    sim_desk_enter (
        desk, "remove",
        sim_work_make ("kind", "column", "id", office_record_get_id (column), "to", office_record_get_id (to), NULL));
}

static void
work_on_columns (SimDesk *desk)
{
  static const char *const states[] = { "open", "doing", "done" };
  static const char *const hues[] = { "blue", "green", "red" };
  g_autoptr (OfficeRecord) column = sim_work_pick (desk, "column", NULL, NULL);
  g_autofree char *id = sim_work_new_id (desk);
  g_autofree char *word = sim_desk_dup_word (desk);

  if (column == NULL)
    return;
  if (sim_world_happens (desk->world, 50))
    sim_desk_enter (desk, "put",
                    sim_work_make ("kind", "column", "id", id, "room", get_room (column), "name", word, "state",
                                   CHOOSE (desk, states), NULL));
  else if (sim_world_happens (desk->world, 50))
    sim_work_set_text (desk, column, "hue", CHOOSE (desk, hues));
  else
    set_number (desk, column, "limit", sim_world_choose (desk->world, 1, 9));
}

static void
work_on_views (SimDesk *desk)
{
  static const char *const layouts[] = { "board", "list", "month", "week" };
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autoptr (OfficeRecord) view = sim_world_happens (desk->world, 60) ? sim_work_pick (desk, "view", NULL, NULL) : NULL;
  g_autofree char *id = sim_work_new_id (desk);
  g_autofree char *word = sim_desk_dup_word (desk);

  if (view != NULL && sim_world_happens (desk->world, 25))
    sim_desk_enter (desk, "remove", sim_work_make ("kind", "view", "id", office_record_get_id (view), NULL));
  else if (view != NULL)
    sim_work_set_text (desk, view, sim_world_happens (desk->world, 50) ? "query" : "name", word);
  else if (room != NULL)
    sim_desk_enter (desk, "put",
                    sim_work_make ("kind", "view", "id", id, "room", office_record_get_id (room), "name", word,
                                   "layout", CHOOSE (desk, layouts), "query", "is:open assigned:me", NULL));
}

/* A new one, or one that some room has or had. */
static char *
dup_key (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_world_happens (desk->world, 50) ? sim_work_pick (desk, "room", NULL, NULL) : NULL;
  const char *former = room != NULL ? office_record_get_text (room, "former_keys") : NULL;

  if (former != NULL && sim_world_happens (desk->world, 70))
    return g_strndup (former, strcspn (former, " "));
  if (room != NULL && office_record_has (room, "key"))
    return g_strdup (office_record_get_text (room, "key"));
  return g_strdup_printf ("K%u", (guint) sim_world_choose (desk->world, 10, 99));
}

static void
change_key (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autofree char *key = dup_key (desk);

  if (room != NULL && office_record_has (room, "name"))
    sim_work_set_text (desk, room, "key", key);
}

static void
work_on_room (SimDesk *desk)
{
  static const char *const fields[] = { "says_completed", "says_assigned", "says_overdue", "template" };
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);

  if (room != NULL)
    set_boolean (desk, room, CHOOSE (desk, fields));
}

const SimHabit *
sim_work_get_plan (guint *n)
{
  static const SimHabit habits[] = {
    { 12, plan_task },
    { 16, plan_anew },
    { 14, complete_or_reopen },
    { 4, archive },
    { 4, work_on_step },
    { 3, snooze },
    { 2, set_feed },
    { 3, remove_column_with_tasks },
    { 4, work_on_columns },
    { 3, work_on_views },
    { 2, work_on_room },
    { 4, change_key },
    { 5, turn_template },
  };

  *n = G_N_ELEMENTS (habits);
  return habits;
}
