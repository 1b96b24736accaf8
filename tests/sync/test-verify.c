/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-test-client.h"

/*
 * For every operation: the snapshot before it and the changes it made are the snapshot after it, for one who is live, for
 * one who comes back after each operation, and for one who starts afresh (the idea is Zulip's verify_action).
 */

typedef struct {
  OfficeTestHost *host;
  OfficeTestClient *anna, *ben, *guest, *returning;
  char *room, *other, *task, *second, *message, *todo, *done, *label, *step, *column, *file, *task_file, *with_file,
      *hash, *reminder, *scheduled, *enclosed, *on_task;
} World;

typedef struct {
  const char *name;
  const char *intent;
  char *(*with) (World *world);
} Case;

static char *
fill (const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return text;
}

static char *
new_id (World *world)
{
  return office_test_host_new_id (world->host);
}

#define CASE(name) static char *name (World *w)

CASE (room_public)
{
  g_autofree char *id = new_id (w);
  return fill ("{'id':'%s','name':'New','visibility':'public','topic':'All'}", id);
}

CASE (room_private)
{
  g_autofree char *id = new_id (w);
  return fill ("{'id':'%s','name':'New','visibility':'private','members':['%s']}", id, w->ben->ticket->person);
}

CASE (room_direct)
{
  return fill ("{'members':['%s']}", w->guest->ticket->person);
}

CASE (member)
{
  return fill ("{'room':'%s','person':'%s'}", w->other, w->guest->ticket->person);
}

CASE (message_mention)
{
  g_autofree char *id = new_id (w);
  return fill ("{'id':'%s','room':'%s','text':'[@Ben](office:person/%s)'}", id, w->room, w->ben->ticket->person);
}

CASE (message_thread)
{
  g_autofree char *id = new_id (w);
  return fill ("{'id':'%s','room':'%s','text':'Indeed','thread':'%s'}", id, w->room, w->message);
}

CASE (message_task)
{
  return fill ("{'id':'%s','room':'%s','text':'Done?','task':'%s'}", w->on_task, w->room, w->task);
}

CASE (reaction_on_task)
{
  return fill ("{'message':'%s','emoji':'👍'}", w->on_task);
}

CASE (edit_on_task)
{
  return fill ("{'kind':'message','id':'%s','set':{'text':'Done soon?'}}", w->on_task);
}

CASE (save_on_task)
{
  return fill ("{'message':'%s','saved':true}", w->on_task);
}

CASE (pin_on_task)
{
  return fill ("{'id':'%s','pinned':true}", w->on_task);
}

CASE (message_files)
{
  g_autofree char *id = new_id (w);
  g_autofree char *second = new_id (w);
  return fill ("{'id':'%s','room':'%s','files':[{'id':'%s','name':'Plan.png','type':'image/png','size':5,'hash':'%s',"
               "'width':3,'height':2},{'id':'%s','name':'Same.png','type':'image/png','size':5,'hash':'%s'}]}",
               id, w->room, w->file, w->hash, second, w->hash);
}

CASE (file_of_task)
{
  return fill ("{'task':'%s','id':'%s','name':'Plan.png','type':'image/png','size':5,'hash':'%s'}", w->task,
               w->task_file, w->hash);
}

CASE (remove_file)
{
  return fill ("{'kind':'file','id':'%s'}", w->file);
}

CASE (message_with_file)
{
  g_autofree char *second = new_id (w);
  return fill (
      "{'id':'%s','room':'%s','text':'See','files':[{'id':'%s','name':'A','type':'a/b','size':5,'hash':'%s'}]}",
      w->with_file, w->room, second, w->hash);
}

CASE (remove_message_with_file)
{
  return fill ("{'kind':'message','id':'%s'}", w->with_file);
}

CASE (task_of_message)
{
  g_autofree char *id = new_id (w);
  return fill ("{'id':'%s','room':'%s','column':'%s','title':'Call','source':'%s','assignees':['%s'],'priority':'high',"
               "'due':'2026-01-02'}",
               id, w->room, w->todo, w->message, w->ben->ticket->person);
}

CASE (task_move_done)
{
  return fill ("{'id':'%s','column':'%s'}", w->task, w->done);
}

CASE (task_move_back)
{
  return fill ("{'id':'%s','column':'%s','after':'%s'}", w->task, w->todo, w->second);
}

CASE (task_only)
{
  return fill ("{'id':'%s'}", w->task);
}

CASE (read_mark)
{
  return fill ("{'room':'%s','seq':1,'generation':1}", w->room);
}

CASE (put_label)
{
  return fill ("{'kind':'label','id':'%s','room':'%s','name':'Urgent','hue':'red'}", w->label, w->room);
}

CASE (put_step)
{
  return fill ("{'kind':'step','id':'%s','room':'%s','task':'%s','text':'First','position':'a0'}", w->step, w->room,
               w->task);
}

CASE (put_column)
{
  return fill ("{'kind':'column','id':'%s','room':'%s','name':'Waiting','position':'a9','state':'open'}", w->column,
               w->room);
}

CASE (patch_task)
{
  return fill (
      "{'kind':'task','id':'%s','set':{'title':'New words','description':'Long','due':null},'add':{'labels':['%s']}}",
      w->task, w->label);
}

CASE (patch_message)
{
  return fill ("{'kind':'message','id':'%s','set':{'text':'Edited'}}", w->message);
}

CASE (patch_message_again)
{
  return fill ("{'kind':'message','id':'%s','set':{'text':'Edited again'}}", w->message);
}

CASE (patch_person)
{
  return fill ("{'kind':'person','id':'%s','set':{'status':'In a train','place':'road'}}", w->anna->ticket->person);
}

CASE (patch_room)
{
  return fill ("{'kind':'room','id':'%s','set':{'name':'Other name','topic':'Other'}}", w->room);
}

CASE (message_task_mention)
{
  g_autofree char *id = new_id (w);
  return fill ("{'id':'%s','room':'%s','task':'%s','text':'[@Ben](office:person/%s)?'}", id, w->room, w->task,
               w->ben->ticket->person);
}

CASE (transfer_away)
{
  return fill ("{'id':'%s','room':'%s'}", w->task, w->other);
}

CASE (transfer_back)
{
  return fill ("{'id':'%s','room':'%s','column':'%s','after':'%s'}", w->task, w->room, w->todo, w->second);
}

CASE (remove_message)
{
  return fill ("{'kind':'message','id':'%s'}", w->message);
}

CASE (remove_task)
{
  return fill ("{'kind':'task','id':'%s'}", w->task);
}

CASE (remove_label)
{
  return fill ("{'kind':'label','id':'%s'}", w->label);
}

CASE (remove_step)
{
  return fill ("{'kind':'step','id':'%s'}", w->step);
}

CASE (remove_column)
{
  return fill ("{'kind':'column','id':'%s'}", w->column);
}

CASE (message_quote)
{
  g_autofree char *id = new_id (w);
  return fill ("{'id':'%s','room':'%s','text':'waves','action':true,'quote':'%s'}", id, w->room, w->message);
}

CASE (message_to_all)
{
  g_autofree char *id = new_id (w);
  return fill ("{'id':'%s','room':'%s','text':'[@room](office:room/%s)!'}", id, w->room, w->room);
}

CASE (reaction)
{
  return fill ("{'message':'%s','emoji':'👩‍🚀'}", w->message);
}

CASE (pin)
{
  return fill ("{'id':'%s','pinned':true}", w->message);
}

CASE (unpin)
{
  return fill ("{'id':'%s','pinned':false}", w->message);
}

CASE (save)
{
  return fill ("{'message':'%s','saved':true}", w->message);
}

CASE (unsave)
{
  return fill ("{'message':'%s','saved':false}", w->message);
}

CASE (reminder)
{
  return fill ("{'id':'%s','message':'%s','text':'Ask','remind_at':4000000000000}", w->reminder, w->message);
}

CASE (reminder_later)
{
  return fill ("{'id':'%s','task':'%s','remind_at':4000000060000}", w->reminder, w->task);
}

CASE (remove_reminder)
{
  return fill ("{'kind':'reminder','id':'%s'}", w->reminder);
}

CASE (scheduled)
{
  return fill ("{'id':'%s','room':'%s','text':'Tomorrow','send_at':4000000000000}", w->scheduled, w->room);
}

CASE (scheduled_later)
{
  return fill ("{'id':'%s','room':'%s','thread':'%s','text':'Later','send_at':4000000060000}", w->scheduled, w->room,
               w->message);
}

CASE (scheduled_files)
{
  g_autofree char *second = new_id (w);
  return fill ("{'id':'%s','room':'%s','send_at':4000000060000,'files':[{'id':'%s','name':'A','type':'a/b','size':5,"
               "'hash':'%s'},{'id':'%s','name':'B','type':'a/b','size':5,'hash':'%s'}]}",
               w->scheduled, w->room, w->enclosed, w->hash, second, w->hash);
}

CASE (scheduled_one_file)
{
  return fill ("{'id':'%s','room':'%s','text':'See','send_at':4000000060000,'files':[{'id':'%s'}]}", w->scheduled,
               w->room, w->enclosed);
}

CASE (remove_scheduled)
{
  return fill ("{'kind':'scheduled','id':'%s'}", w->scheduled);
}

CASE (draft)
{
  return fill ("{'room':'%s','thread':'%s','text':'I think'}", w->room, w->message);
}

CASE (other_draft)
{
  return fill ("{'room':'%s','thread':'%s','text':'I think not','was':'%s'}", w->room, w->message, w->room);
}

CASE (no_draft)
{
  return fill ("{'room':'%s','thread':'%s'}", w->room, w->message);
}

CASE (prefer)
{
  return fill ("{'room':'%s','favourite':true,'muted':true,'level':'mentions','group':'Clients'}", w->room);
}

CASE (prefer_nothing)
{
  return fill ("{'room':'%s','favourite':false,'level':null,'group':null}", w->room);
}

CASE (read_thread)
{
  return fill ("{'room':'%s','thread':'%s','seq':3}", w->room, w->message);
}

CASE (activity)
{
  return fill ("{'at':1750000000000}");
}

CASE (assign)
{
  return fill ("{'kind':'task','id':'%s','add':{'assignees':['%s','%s']}}", w->task, w->ben->ticket->person,
               w->anna->ticket->person);
}

CASE (relieve)
{
  return fill ("{'kind':'task','id':'%s','take':{'assignees':['%s']}}", w->task, w->ben->ticket->person);
}

CASE (patch_status)
{
  return fill ("{'kind':'person','id':'%s','set':{'emoji':'🚆','site':'Basel','until':4000000000000,"
               "'quiet_until':253402300799000,'reading_hidden':true}}",
               w->anna->ticket->person);
}

CASE (describe_room)
{
  return fill ("{'kind':'room','id':'%s','set':{'description':'What this\\nis about'}}", w->room);
}

static const Case cases[] = {
  { "a public room", "room.create", room_public },
  { "a private room", "room.create", room_private },
  { "a direct room", "room.open-direct", room_direct },
  { "the same direct room", "room.open-direct", room_direct },
  { "a member comes", "member.add", member },
  { "a member goes", "member.remove", member },
  { "a mention", "message.send", message_mention },
  { "an answer", "message.send", message_thread },
  { "a message on a task", "message.send", message_task },
  { "files", "message.send", message_files },
  { "a file of a task", "file.add", file_of_task },
  { "a file removed", "remove", remove_file },
  { "words and a file", "message.send", message_with_file },
  { "words and a file removed", "remove", remove_message_with_file },
  { "a task of a message", "task.create", task_of_message },
  { "done", "task.move", task_move_done },
  { "not done", "task.move", task_move_back },
  { "read", "read.mark", read_mark },
  { "a label", "put", put_label },
  { "a step", "put", put_step },
  { "a column", "put", put_column },
  { "a task patched", "patch", patch_task },
  { "an answer with a quote", "message.send", message_quote },
  { "all are meant", "message.send", message_to_all },
  { "a reaction", "reaction.add", reaction },
  { "the same reaction", "reaction.add", reaction },
  { "pinned", "message.pin", pin },
  { "saved", "message.save", save },
  { "a reminder", "reminder.set", reminder },
  { "a reminder changed", "reminder.set", reminder_later },
  { "scheduled", "message.schedule", scheduled },
  { "scheduled anew", "message.schedule", scheduled_later },
  { "scheduled with files", "message.schedule", scheduled_files },
  { "scheduled with one of them", "message.schedule", scheduled_one_file },
  { "a draft", "draft.set", draft },
  { "another draft at once", "draft.set", other_draft },
  { "a room preferred", "room.prefer", prefer },
  { "a room preferred no more", "room.prefer", prefer_nothing },
  { "a thread read", "read.mark", read_thread },
  { "the activity seen", "activity.mark", activity },
  { "a task given", "patch", assign },
  { "a task taken off", "patch", relieve },
  { "a task given again", "patch", assign },
  { "a status", "patch", patch_status },
  { "a room described", "patch", describe_room },
  { "a message edited", "patch", patch_message },
  { "a message edited again", "patch", patch_message_again },
  { "a person patched", "patch", patch_person },
  { "a room patched", "patch", patch_room },
  { "a mention on a task", "message.send", message_task_mention },
  { "a reaction on a task", "reaction.add", reaction_on_task },
  { "an edit on a task", "patch", edit_on_task },
  { "a message on a task saved", "message.save", save_on_task },
  { "a message on a task pinned", "message.pin", pin_on_task },
  { "a task to a room that others do not see", "task.transfer", transfer_away },
  { "a task back where all see it", "task.transfer", transfer_back },
  { "no reaction", "reaction.remove", reaction },
  { "a reaction again", "reaction.add", reaction },
  { "not pinned", "message.pin", unpin },
  { "pinned again", "message.pin", pin },
  { "saved no more", "message.save", unsave },
  { "saved again", "message.save", save },
  { "no reminder", "remove", remove_reminder },
  { "scheduled no more", "remove", remove_scheduled },
  { "no draft", "draft.set", no_draft },
  { "a message removed, with all that hangs on it", "remove", remove_message },
  { "a task removed", "remove", remove_task },
  { "a task restored", "task.restore", task_only },
  { "a label removed", "remove", remove_label },
  { "a step removed", "remove", remove_step },
  { "a column removed", "remove", remove_column },
};

static void
verify (World *world)
{
  OfficeTestClient *live[] = { world->anna, world->ben, world->guest };

  for (guint i = 0; i < G_N_ELEMENTS (live); i++)
    {
      office_test_client_read (live[i]);
      office_test_client_assert_current (live[i]);
    }
  office_test_client_forget (world->returning);
  office_test_client_connect (world->returning);
  g_assert_false (office_test_client_last (world->returning, OFFICE_FRAME_WELCOME)->reset);
  office_test_client_assert_current (world->returning);
  office_test_client_drop (world->returning);
  {
    g_autoptr (OfficeTestClient) fresh = office_test_client_new (
        world->host, office_test_host_issue (world->host, world->ben->ticket->person));

    office_test_client_connect (fresh);
    office_test_client_assert_current (fresh);
  }
}

static void
furnish (World *world)
{
  g_autofree char *operation = NULL;

  world->room = office_test_client_make_room (world->anna, "Lobby", "public");
  world->other = office_test_client_make_room (world->anna, "Plans", "private");
  world->task = office_test_client_make_task (world->anna, world->room, "Call the printer");
  world->second = office_test_client_make_task (world->anna, world->room, "Pay the printer");
  world->todo = office_id_derive (world->room, "todo");
  world->done = office_id_derive (world->room, "done");
  world->label = new_id (world);
  world->step = new_id (world);
  world->column = new_id (world);
  world->file = new_id (world);
  world->task_file = new_id (world);
  world->with_file = new_id (world);
  world->reminder = new_id (world);
  world->scheduled = new_id (world);
  world->enclosed = new_id (world);
  world->on_task = new_id (world);
  world->hash = office_test_host_upload (world->host, world->anna->ticket->person, "PLANS");
  world->message = new_id (world);
  office_test_client_did (world->anna, "message.send", "{'id':'%s','room':'%s','text':'Morning!'}", world->message,
                          world->room);
  office_test_client_connect (world->returning);
  office_test_client_drop (world->returning);
}

static void
clear (World *world)
{
  office_test_client_free (world->anna);
  office_test_client_free (world->ben);
  office_test_client_free (world->guest);
  office_test_client_free (world->returning);
  g_free (world->room);
  g_free (world->other);
  g_free (world->task);
  g_free (world->second);
  g_free (world->message);
  g_free (world->todo);
  g_free (world->done);
  g_free (world->label);
  g_free (world->step);
  g_free (world->column);
  g_free (world->file);
  g_free (world->task_file);
  g_free (world->with_file);
  g_free (world->hash);
  g_free (world->reminder);
  g_free (world->scheduled);
  g_free (world->enclosed);
  g_free (world->on_task);
}

static void
test_operations (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  World world = { .host = host };

  world.anna = office_test_client_join (host, "Anna", "admin");
  world.ben = office_test_client_join (host, "Ben", "member");
  world.guest = office_test_client_join (host, "Gast", "guest");
  world.returning = office_test_client_new (host, office_test_host_issue (host, world.guest->ticket->person));
  furnish (&world);
  verify (&world);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *with = cases[i].with (&world);

      g_test_message ("%s", cases[i].name);
      office_test_client_did (world.anna, cases[i].intent, "%s", with);
      verify (&world);
    }
  clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/verify/operations", test_operations);
  return g_test_run ();
}
