/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-work.h"

#include "office-id.h"

/* What people do with messages, and what they note down for themselves. */

/* ---- messages ---- */

/* room: nullable: whose members may all be meant */
static char *
dup_text (SimDesk *desk, const char *room)
{
  g_autofree char *word = sim_desk_dup_word (desk);
  g_autoptr (OfficeRecord) person = sim_world_happens (desk->world, 25) ? sim_work_pick (desk, "person", NULL, NULL)
                                                                        : NULL;
  g_autofree char *padding = sim_world_happens (desk->world, 3) ? g_strnfill (6000, 'z') : NULL;

  if (room != NULL && sim_world_happens (desk->world, 8))
    return g_strdup_printf ("[@room](office:room/%s) %s", room, word);
  if (person == NULL)
    return g_strdup_printf ("%s%s%s", word, padding != NULL ? " " : "", padding != NULL ? padding : "");
  return g_strdup_printf ("[@%s](office:person/%s) %s", office_record_get_text (person, "name"),
                          office_record_get_id (person), word);
}

static void
send_message (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autoptr (OfficeRecord) task = NULL;
  g_autoptr (OfficeRecord) thread = NULL;
  g_autoptr (OfficeRecord) quote = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = sim_work_new_id (desk);
  const char *thread_id = NULL;
  JsonObject *with;

  if (room == NULL)
    return;
  text = dup_text (desk, office_record_get_id (room));
  if (sim_world_happens (desk->world, 25))
    task = sim_work_pick (desk, "task", "room", office_record_get_id (room));
  else if (sim_world_happens (desk->world, 20))
    thread = sim_work_pick (desk, "message", "room", office_record_get_id (room));
  if (thread != NULL && !office_record_has (thread, "thread") && !office_record_has (thread, "task"))
    thread_id = office_record_get_id (thread);
  if (sim_world_happens (desk->world, 10))
    quote = sim_work_pick (desk, "message", NULL, NULL);
  with = sim_work_make ("id", id, "room", office_record_get_id (room), "text", text, "task",
                        task != NULL ? office_record_get_id (task) : NULL, "thread", thread_id, "quote",
                        quote != NULL ? office_record_get_id (quote) : NULL, NULL);
  if (sim_world_happens (desk->world, 5))
    json_object_set_boolean_member (with, "action", TRUE);
  if (sim_world_happens (desk->world, 10))
    sim_files_attach (desk, with);
  sim_desk_enter (desk, "message.send", with);
}

static OfficeRecord *
pick_own_message (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autoptr (OfficeRecord) message = room != NULL ? sim_work_pick (desk, "message", "room", office_record_get_id (room))
                                                  : NULL;

  if (message == NULL || g_strcmp0 (office_record_get_text (message, "author"), desk->person) != 0
      || office_record_get_boolean (message, "removed"))
    return NULL;
  return g_steal_pointer (&message);
}

static void
edit_message (SimDesk *desk)
{
  g_autoptr (OfficeRecord) message = pick_own_message (desk);
  g_autofree char *text = dup_text (desk, NULL);

  if (message != NULL)
    sim_work_set_text (desk, message, "text", text);
}

static void
remove_message (SimDesk *desk)
{
  g_autoptr (OfficeRecord) message = pick_own_message (desk);

  if (message != NULL)
    sim_desk_enter (desk, "remove", sim_work_make ("kind", "message", "id", office_record_get_id (message), NULL));
}

/* Nullable: a message of that room under which there may be a thread. */
static OfficeRecord *
pick_thread (SimDesk *desk, OfficeRecord *room)
{
  g_autoptr (OfficeRecord) message = sim_work_pick (desk, "message", "room", office_record_get_id (room));

  return message != NULL && !office_record_has (message, "thread") ? g_steal_pointer (&message) : NULL;
}

static void
mark_read (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autoptr (OfficeRecord) thread = NULL;
  g_autofree char *id = NULL;
  g_autoptr (OfficeRecord) old = NULL;
  JsonObject *with;
  gint64 generation;
  gint64 seq;

  if (room == NULL)
    return;
  if (sim_world_happens (desk->world, 25))
    thread = pick_thread (desk, room);
  id = office_id_derive (desk->person, office_record_get_id (thread != NULL ? thread : room));
  old = office_replica_get (desk->replica, id);
  generation = old != NULL ? office_record_get_integer (old, "generation") : 0;
  seq = office_replica_get_max_seq (desk->replica, office_record_get_id (room));
  /* "Mark unread" */
  if (seq > 1 && sim_world_happens (desk->world, 20))
    {
      seq = sim_world_choose (desk->world, 1, seq);
      generation++;
    }
  with = sim_work_make ("room", office_record_get_id (room), "thread",
                        thread != NULL ? office_record_get_id (thread) : NULL, NULL);
  json_object_set_int_member (with, "seq", seq);
  json_object_set_int_member (with, "generation", generation);
  sim_desk_enter (desk, "read.mark", with);
}

/* ---- what others do to a message ---- */

static void
react (SimDesk *desk)
{
  static const char *const emoji[] = { "👍", "❤️", "👩‍🚀" };
  g_autoptr (OfficeRecord) message = sim_work_pick (desk, "message", NULL, NULL);

  if (message != NULL)
    sim_desk_enter (desk, sim_world_happens (desk->world, 70) ? "reaction.add" : "reaction.remove",
                    sim_work_make ("message", office_record_get_id (message), "emoji",
                                   emoji[sim_world_choose (desk->world, 0, 2)], NULL));
}

static void
pin (SimDesk *desk)
{
  g_autoptr (OfficeRecord) message = sim_work_pick (desk, "message", NULL, NULL);
  JsonObject *with;

  if (message == NULL)
    return;
  with = sim_work_make ("id", office_record_get_id (message), NULL);
  json_object_set_boolean_member (with, "pinned", sim_world_happens (desk->world, 60));
  sim_desk_enter (desk, "message.pin", with);
}

/* ---- for oneself ---- */

static void
save (SimDesk *desk)
{
  g_autoptr (OfficeRecord) message = sim_work_pick (desk, "message", NULL, NULL);
  JsonObject *with;

  if (message == NULL)
    return;
  with = sim_work_make ("message", office_record_get_id (message), NULL);
  json_object_set_boolean_member (with, "saved", sim_world_happens (desk->world, 65));
  sim_desk_enter (desk, "message.save", with);
}

/* Of a kind that people make for themselves: one that is there is changed or taken away now and then. TRUE: it was. */
static gboolean
take_away (SimDesk *desk, OfficeRecord *old)
{
  if (old == NULL || !sim_world_happens (desk->world, 30))
    return FALSE;
  sim_desk_enter (desk, "remove",
                  sim_work_make ("kind", office_record_get_kind_name (old), "id", office_record_get_id (old), NULL));
  return TRUE;
}

static gint64
soon (SimDesk *desk)
{
  return office_clock_now (desk->clock) + sim_world_choose (desk->world, 1000, 60000);
}

static void
set_reminder (SimDesk *desk)
{
  g_autoptr (OfficeRecord) old = sim_world_happens (desk->world, 40) ? sim_work_pick (desk, "reminder", NULL, NULL)
                                                                     : NULL;
  g_autoptr (OfficeRecord) message = sim_world_happens (desk->world, 50) ? sim_work_pick (desk, "message", NULL, NULL)
                                                                         : NULL;
  g_autoptr (OfficeRecord) task = message == NULL ? sim_work_pick (desk, "task", NULL, NULL) : NULL;
  g_autofree char *id = old != NULL ? g_strdup (office_record_get_id (old)) : sim_work_new_id (desk);
  g_autofree char *word = sim_desk_dup_word (desk);
  JsonObject *with;

  if (take_away (desk, old))
    return;
  with = sim_work_make ("id", id, "message", message != NULL ? office_record_get_id (message) : NULL, "task",
                        task != NULL ? office_record_get_id (task) : NULL, "text", word, NULL);
  json_object_set_int_member (with, "remind_at", soon (desk));
  sim_desk_enter (desk, "reminder.set", with);
}

static void
keep_file (JsonArray *files, OfficeRecord *enclosure)
{
  JsonObject *entry = sim_work_make (
      "id", office_record_get_text (enclosure, "file"), "name", office_record_get_text (enclosure, "name"), "type",
      office_record_get_text (enclosure, "type"), "hash", office_record_get_text (enclosure, "hash"), NULL);

  json_object_set_int_member (entry, "size", office_record_get_integer (enclosure, "size"));
  json_array_add_object_element (files, entry);
}

/* Of those that go with it already one half is kept; a few are added, and sometimes they do without words. */
static void
attach_to_scheduled (SimDesk *desk, JsonObject *with, OfficeRecord *old)
{
  g_autoptr (GPtrArray) enclosures = old != NULL ? office_replica_list (desk->replica, "enclosure", "scheduled",
                                                                        office_record_get_id (old))
                                                 : g_ptr_array_new ();
  JsonArray *files = json_array_new ();

  for (guint i = 0; i < enclosures->len; i++)
    if (sim_world_happens (desk->world, 50) && json_array_get_length (files) < 5)
      keep_file (files, enclosures->pdata[i]);
  json_object_set_array_member (with, "files", files);
  if (json_array_get_length (files) == 0 || sim_world_happens (desk->world, 50))
    sim_files_attach (desk, with);
  if (sim_world_happens (desk->world, 30))
    json_object_remove_member (with, "text");
}

static void
schedule (SimDesk *desk)
{
  g_autoptr (OfficeRecord) old = sim_world_happens (desk->world, 60) ? sim_work_pick (desk, "scheduled", NULL, NULL)
                                                                     : NULL;
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autoptr (OfficeRecord) task = NULL;
  g_autofree char *id = old != NULL ? g_strdup (office_record_get_id (old)) : sim_work_new_id (desk);
  g_autofree char *text = NULL;
  JsonObject *with;

  if (room == NULL || take_away (desk, old))
    return;
  if (sim_world_happens (desk->world, 25))
    task = sim_work_pick (desk, "task", "room", office_record_get_id (room));
  text = dup_text (desk, office_record_get_id (room));
  with = sim_work_make ("id", id, "room", office_record_get_id (room), "task",
                        task != NULL ? office_record_get_id (task) : NULL, "text", text, NULL);
  json_object_set_int_member (with, "send_at", soon (desk));
  if (sim_world_happens (desk->world, 50))
    attach_to_scheduled (desk, with, old);
  sim_desk_enter (desk, "message.schedule", with);
}

/* The text that the person sees, from which they go on: by the id that it would have as a spare. */
static char *
dup_was (SimDesk *desk, const char *place)
{
  g_autofree char *name = g_strconcat ("draft ", place, NULL);
  g_autofree char *id = office_id_derive (office_replica_get_person (desk->replica), name);
  g_autoptr (OfficeRecord) draft = office_replica_get (desk->replica, id);

  return office_id_derive (id, draft != NULL ? office_record_get_text (draft, "text") : "");
}

/* Has chosen between two texts. */
static void
let_spare_go (SimDesk *desk)
{
  g_autoptr (OfficeRecord) spare = sim_work_pick (desk, "spare", NULL, NULL);

  if (spare != NULL)
    sim_desk_enter (desk, "remove", sim_work_make ("kind", "spare", "id", office_record_get_id (spare), NULL));
}

static void
set_draft (SimDesk *desk)
{
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autoptr (OfficeRecord) thread = NULL;
  g_autofree char *was = NULL;
  g_autofree char *word = sim_world_happens (desk->world, 70) ? sim_desk_dup_word (desk) : NULL;

  if (room == NULL)
    return;
  if (sim_world_happens (desk->world, 30))
    thread = pick_thread (desk, room);
  if (sim_world_happens (desk->world, 80))
    was = dup_was (desk, office_record_get_id (thread != NULL ? thread : room));
  sim_desk_enter (desk, "draft.set",
                  sim_work_make ("room", office_record_get_id (room), "thread",
                                 thread != NULL ? office_record_get_id (thread) : NULL, "text", word, "was", was,
                                 NULL));
}

static void
prefer (SimDesk *desk)
{
  static const char *const levels[] = { "all", "mentions", "none" };
  g_autoptr (OfficeRecord) room = sim_work_pick (desk, "room", NULL, NULL);
  g_autofree char *word = sim_desk_dup_word (desk);
  JsonObject *with;

  if (room == NULL)
    return;
  with = sim_work_make ("room", office_record_get_id (room), NULL);
  switch (sim_world_choose (desk->world, 0, 4))
    {
    case 0:
      json_object_set_boolean_member (with, "favourite", sim_world_happens (desk->world, 50));
      break;
    case 1:
      json_object_set_boolean_member (with, "muted", sim_world_happens (desk->world, 50));
      break;
    case 2:
      json_object_set_string_member (with, "level", levels[sim_world_choose (desk->world, 0, 2)]);
      break;
    case 3:
      json_object_set_string_member (with, "group", word);
      break;
    default:
      json_object_set_null_member (with, "group");
    }
  sim_desk_enter (desk, "room.prefer", with);
}

static void
look_at_activity (SimDesk *desk)
{
  JsonObject *with = json_object_new ();

  json_object_set_int_member (with, "at", office_clock_now (desk->clock));
  sim_desk_enter (desk, "activity.mark", with);
}

const SimHabit *
sim_work_get_talk (guint *n)
{
  static const SimHabit habits[] = {
    { 30, send_message }, { 7, edit_message }, { 3, remove_message },   { 7, mark_read }, { 8, react },
    { 3, pin },           { 3, save },         { 3, set_reminder },     { 8, schedule },  { 3, set_draft },
    { 1, let_spare_go },  { 3, prefer },       { 1, look_at_activity },
  };

  *n = G_N_ELEMENTS (habits);
  return habits;
}
