/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-work.h"

#include "office-id.h"

/* What people do all day, as far as their window allows it: every operation of the protocol, on what they see. */

JsonObject *
sim_work_make (const char *first, ...)
{
  JsonObject *object = json_object_new ();
  va_list names;

  va_start (names, first);
  for (const char *name = first; name != NULL; name = va_arg (names, const char *))
    {
      const char *value = va_arg (names, const char *);

      if (value != NULL)
        json_object_set_string_member (object, name, value);
    }
  va_end (names);
  return object;
}

/* One of them; NULL: there is none. transfer full */
OfficeRecord *
sim_work_pick (SimDesk *desk, const char *kind, const char *field, const char *value)
{
  g_autoptr (GPtrArray) records = office_replica_list (desk->replica, kind, field, value);

  if (records->len == 0)
    return NULL;
  return office_record_ref (records->pdata[sim_world_choose (desk->world, 0, records->len - 1)]);
}

static const char *
get_room (OfficeRecord *record)
{
  return office_record_get_text (record, "room");
}

char *
sim_work_new_id (SimDesk *desk)
{
  return office_id_new (desk->clock, desk->random);
}

void
sim_work_patch (SimDesk *desk, OfficeRecord *record, const char *group, JsonObject *members)
{
  JsonObject *with = sim_work_make ("kind", office_record_get_kind_name (record), "id", office_record_get_id (record),
                                    NULL);

  json_object_set_object_member (with, group, members);
  sim_desk_enter (desk, "patch", with);
}

void
sim_work_set_text (SimDesk *desk, OfficeRecord *record, const char *field, const char *text)
{
  sim_work_patch (desk, record, "set", sim_work_make (field, text, NULL));
}

/* ---- tasks ---- */

static void
create_task (SimDesk *desk)
{
  g_autoptr (OfficeRecord) column = sim_work_pick (desk, "column", NULL, NULL);
  g_autofree char *id = sim_work_new_id (desk);
  g_autofree char *title = sim_desk_dup_word (desk);

  if (column != NULL)
    sim_desk_enter (desk, "task.create",
                    sim_work_make ("id", id, "room", get_room (column), "column", office_record_get_id (column),
                                   "title", title, NULL));
}

static void
move_task (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);
  g_autoptr (OfficeRecord) column = task != NULL ? sim_work_pick (desk, "column", "room", get_room (task)) : NULL;
  g_autoptr (OfficeRecord) after = column != NULL
                                       ? sim_work_pick (desk, "task", "column", office_record_get_id (column))
                                       : NULL;

  if (after != NULL && g_str_equal (office_record_get_id (after), office_record_get_id (task)))
    g_clear_pointer (&after, office_record_unref);
  if (column != NULL)
    sim_desk_enter (desk, "task.move",
                    sim_work_make ("id", office_record_get_id (task), "column", office_record_get_id (column), "after",
                                   after != NULL ? office_record_get_id (after) : NULL, NULL));
}

static void
transfer_task (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);

  if (task != NULL && room != NULL)
    sim_desk_enter (desk, "task.transfer",
                    sim_work_make ("id", office_record_get_id (task), "room", office_record_get_id (room), NULL));
}

static void
edit_task (SimDesk *desk)
{
  static const char *const priorities[] = { "low", "medium", "high" };
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);
  g_autofree char *word = sim_desk_dup_word (desk);
  g_autofree char *due = g_strdup_printf ("2026-03-%02d", (int) sim_world_choose (desk->world, 1, 28));

  if (task == NULL)
    return;
  switch (sim_world_choose (desk->world, 0, 2))
    {
    case 0:
      sim_work_set_text (desk, task, "title", word);
      break;
    case 1:
      sim_work_set_text (desk, task, "priority", priorities[sim_world_choose (desk->world, 0, 2)]);
      break;
    default:
      sim_work_set_text (desk, task, "due", due);
    }
}

/* A line more, somewhere; nobody ever takes one away, so that all of them have to be there in the end. */
static void
describe_task (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);
  const char *old = task != NULL ? office_record_get_text (task, "description") : NULL;
  g_auto (GStrv) lines = g_strsplit (old != NULL ? old : "", "\n", -1);
  g_autofree char *word = sim_desk_dup_word (desk);
  g_autoptr (GString) text = g_string_new (NULL);
  guint at;

  if (task == NULL || g_strv_length (lines) > 40)
    return;
  at = (guint) sim_world_choose (desk->world, 0, g_strv_length (lines));
  for (guint i = 0; i <= g_strv_length (lines); i++)
    {
      if (i == at)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", word);
      if (lines[i] != NULL && *lines[i] != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[i]);
    }
  sim_work_set_text (desk, task, "description", text->str);
}

static void
change_set (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);
  gboolean labels = sim_world_happens (desk->world, 50);
  g_autoptr (OfficeRecord) member = task == NULL ? NULL
                                    : labels     ? sim_work_pick (desk, "label", "room", get_room (task))
                                                 : sim_work_pick (desk, "person", NULL, NULL);
  JsonArray *ids;
  JsonObject *members;

  if (member == NULL)
    return;
  ids = json_array_new ();
  members = json_object_new ();
  json_array_add_string_element (ids, office_record_get_id (member));
  json_object_set_array_member (members, labels ? "labels" : "assignees", ids);
  sim_work_patch (desk, task, sim_world_happens (desk->world, 75) ? "add" : "take", members);
}

static void
put_label (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autofree char *id = sim_work_new_id (desk);
  g_autofree char *name = sim_desk_dup_word (desk);

  if (room != NULL)
    sim_desk_enter (desk, "put",
                    sim_work_make ("kind", "label", "id", id, "room", office_record_get_id (room), "name", name, NULL));
}

static void
work_on_steps (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);
  g_autoptr (OfficeRecord) step = task != NULL && sim_world_happens (desk->world, 50)
                                      ? sim_work_pick (desk, "step", "task", office_record_get_id (task))
                                      : NULL;
  g_autofree char *id = sim_work_new_id (desk);
  g_autofree char *word = sim_desk_dup_word (desk);

  if (step != NULL && sim_world_happens (desk->world, 20))
    sim_desk_enter (desk, "remove", sim_work_make ("kind", "step", "id", office_record_get_id (step), NULL));
  else if (step != NULL)
    sim_work_set_text (desk, step, "text", word);
  else if (task != NULL)
    sim_desk_enter (desk, "put",
                    sim_work_make ("kind", "step", "id", id, "room", get_room (task), "task",
                                   office_record_get_id (task), "text", word, NULL));
}

static void
trash_task (SimDesk *desk)
{
  g_autoptr (OfficeRecord) task = sim_work_pick (desk, "task", NULL, NULL);

  if (task == NULL)
    return;
  if (office_record_has (task, "trashed_at"))
    sim_desk_enter (desk, "task.restore", sim_work_make ("id", office_record_get_id (task), NULL));
  else
    sim_desk_enter (desk, "remove", sim_work_make ("kind", "task", "id", office_record_get_id (task), NULL));
}

static void
work_on_columns (SimDesk *desk)
{
  g_autoptr (OfficeRecord) column = sim_work_pick (desk, "column", NULL, NULL);
  g_autofree char *id = sim_work_new_id (desk);
  g_autofree char *word = sim_desk_dup_word (desk);

  if (column == NULL)
    return;
  if (sim_world_happens (desk->world, 30))
    sim_desk_enter (desk, "put",
                    sim_work_make ("kind", "column", "id", id, "room", get_room (column), "name", word, NULL));
  else if (sim_world_happens (desk->world, 15))
    sim_desk_enter (desk, "remove", sim_work_make ("kind", "column", "id", office_record_get_id (column), NULL));
  else
    sim_work_set_text (desk, column, "name", word);
}

/* ---- rooms and people ---- */

static void
create_room (SimDesk *desk)
{
  g_autofree char *id = sim_work_new_id (desk);
  g_autofree char *name = sim_desk_dup_word (desk);
  g_autoptr (OfficeRecord) person = sim_work_pick (desk, "person", NULL, NULL);
  JsonArray *members = json_array_new ();
  JsonObject *with;

  if (person != NULL)
    json_array_add_string_element (members, office_record_get_id (person));
  if (person != NULL && !g_str_equal (office_record_get_id (person), desk->person)
      && sim_world_happens (desk->world, 30))
    {
      with = json_object_new ();
      json_object_set_array_member (with, "members", members);
      sim_desk_enter (desk, "room.open-direct", with);
      return;
    }
  with = sim_work_make ("id", id, "name", name, "visibility",
                        sim_world_happens (desk->world, 30) ? "public" : "private", NULL);
  json_object_set_array_member (with, "members", members);
  sim_desk_enter (desk, "room.create", with);
}

static void
edit_room (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autofree char *word = sim_desk_dup_word (desk);

  if (room == NULL)
    return;
  if (sim_world_happens (desk->world, 25))
    {
      JsonObject *set = json_object_new ();

      json_object_set_boolean_member (set, "archived", !office_record_get_boolean (room, "archived"));
      sim_work_patch (desk, room, "set", set);
    }
  else
    {
      sim_work_set_text (desk, room, sim_world_happens (desk->world, 60) ? "topic" : "description", word);
    }
}

static void
bring_and_send_away (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autoptr (OfficeRecord) person = sim_work_pick (desk, "person", NULL, NULL);

  if (room != NULL && person != NULL)
    sim_desk_enter (desk, sim_world_happens (desk->world, 55) ? "member.add" : "member.remove",
                    sim_work_make ("room", office_record_get_id (room), "person", office_record_get_id (person), NULL));
}

/* One field at a time: where two desks of a person say something else, the last in the host's order stands. */
static void
say_of_oneself (SimDesk *desk)
{
  static const char *const texts[] = { "status", "emoji", "site" };
  static const char *const moments[] = { "until", "quiet_until" };
  g_autoptr (OfficeRecord) me = office_replica_get (desk->replica, desk->person);
  g_autofree char *word = sim_desk_dup_word (desk);
  JsonObject *set;

  if (me == NULL)
    return;
  if (sim_world_happens (desk->world, 60))
    {
      sim_work_set_text (desk, me, texts[sim_world_choose (desk->world, 0, 2)], word);
      return;
    }
  set = json_object_new ();
  if (sim_world_happens (desk->world, 25))
    json_object_set_boolean_member (set, "reading_hidden", sim_world_happens (desk->world, 50));
  else if (sim_world_happens (desk->world, 25))
    json_object_set_null_member (set, moments[sim_world_choose (desk->world, 0, 1)]);
  else
    json_object_set_int_member (set, moments[sim_world_choose (desk->world, 0, 1)],
                                office_clock_now (desk->clock) + sim_world_choose (desk->world, 1000, 100000));
  sim_work_patch (desk, me, "set", set);
}

/* ---- what was not sent ---- */

static void
look_at_refused (SimDesk *desk)
{
  g_autoptr (GPtrArray) refused = office_replica_list_refused (desk->replica);
  OfficeOutboxEntry *entry;
  const char *id;

  if (refused->len == 0)
    return;
  entry = refused->pdata[sim_world_choose (desk->world, 0, refused->len - 1)];
  id = office_operation_get_id (entry->operation);
  sim_world_log (desk->world, "%s: looks at %s, which was refused", desk->name, id);
  if (sim_world_happens (desk->world, 50) ? office_replica_discard (desk->replica, id, NULL)
                                          : office_replica_retry (desk->replica, id, NULL))
    g_hash_table_add (desk->discarded, g_strdup (id));
}

static void
write_draft (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autofree char *word = sim_desk_dup_word (desk);
  g_autofree char *place = room != NULL ? office_scope_for_room (office_record_get_id (room)) : NULL;

  if (place != NULL)
    {
      sim_world_log (desk->world, "%s: writes a draft in %s", desk->name, place);
      office_replica_set_draft (desk->replica, place, word, NULL);
    }
}

static const SimHabit habits[] = {
  { 8, create_task },         { 10, move_task },     { 8, edit_task },       { 10, describe_task },
  { 5, change_set },          { 2, put_label },      { 5, work_on_steps },   { 4, trash_task },
  { 3, work_on_columns },     { 2, create_room },    { 3, edit_room },       { 6, transfer_task },
  { 7, bring_and_send_away }, { 3, say_of_oneself }, { 3, look_at_refused }, { 1, write_draft },
};

static void
act_by (SimDesk *desk, const SimHabit *list, guint n, guint choice)
{
  for (guint i = 0; i < n; i++)
    {
      if (choice < list[i].weight)
        {
          list[i].act (desk);
          return;
        }
      choice -= list[i].weight;
    }
}

static guint
weigh (const SimHabit *list, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    sum += list[i].weight;
  return sum;
}

static const SimHabit *
get_writing (guint *n)
{
  *n = G_N_ELEMENTS (habits);
  return habits;
}

static void
act (SimDesk *desk)
{
  static const SimHabit *(*const sorts[]) (guint * n) = { get_writing, sim_work_get_talk, sim_work_get_plan };
  const SimHabit *list;
  guint n, sum = 0;
  guint choice;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      list = sorts[i](&n);
      sum += weigh (list, n);
    }
  choice = (guint) sim_world_choose (desk->world, 0, sum - 1);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      list = sorts[i](&n);
      if (choice < weigh (list, n))
        {
          act_by (desk, list, n, choice);
          return;
        }
      choice -= weigh (list, n);
    }
}

static gboolean
on_turn (gpointer data)
{
  SimDesk *desk = data;

  if (desk->world->healed)
    return G_SOURCE_REMOVE;
  if (desk->replica != NULL)
    act (desk);
  if (desk->replica != NULL && sim_world_happens (desk->world, 20))
    sim_verdict_on_words (desk);
  sim_world_after (desk->world, sim_world_choose (desk->world, 200, 12000), on_turn, desk, NULL);
  return G_SOURCE_REMOVE;
}

void
sim_work_employ (SimDesk *desk)
{
  sim_world_after (desk->world, sim_world_choose (desk->world, 500, 8000), on_turn, desk, NULL);
}

static SimDesk *
join (SimWorld *self, const char *name, const char *role)
{
  g_autofree char *device = office_id_new (self->clock, self->fate);
  g_autoptr (OfficeTicket) ticket = office_test_join (self->host->store, name, role, device);

  return sim_desk_new (self, name, ticket);
}

static SimDesk *
issue (SimWorld *self, const char *name, const char *person)
{
  g_autofree char *device = office_id_new (self->clock, self->fate);
  g_autoptr (OfficeTicket) ticket = office_test_issue (self->host->store, person, device);

  return sim_desk_new (self, name, ticket);
}

void
sim_work_begin (SimWorld *self)
{
  SimDesk *anna = join (self, "Anna", "admin");

  join (self, "Ben", "member");
  join (self, "Cleo", "member");
  join (self, "Gus", "guest");
  issue (self, "Anna's other desk", anna->person);
  for (guint i = 0; i < self->n_desks; i++)
    {
      sim_desk_start (self->desks[i]);
      sim_work_employ (self->desks[i]);
    }
  /* Something to begin with; nobody waits for the line. */
  for (guint i = 0; i < 3; i++)
    create_room (anna);
}
