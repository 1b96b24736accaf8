/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

#define TASK  ID ("11")
#define OTHER ID ("12")
#define STEP  ID ("13")
#define ONE   ID ("01")
#define TWO   ID ("02")
#define REPLY ID ("03")
#define TALK  ID ("04")
#define RED   ID ("21")
#define SAME  ID ("22")

/* A task of the private room with all that can hang on it; two messages of the public room. */
static void
furnish (Office *office)
{
  g_autofree char *todo = column_of (SHUT, "todo");

  do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'Site'}", RED, SHUT);
  do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'Shut only'}", ID ("23"), SHUT);
  do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'Site','hue':'red'}", SAME, OPEN);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Roof leaks'}", TALK, SHUT);
  do_it (office, BEN, "task.create",
         "{'id':'%s','room':'%s','column':'%s','title':'Roof','source':'%s','assignees':['%s','%s'],"
         "'labels':['%s','%s']}",
         TASK, SHUT, todo, TALK, ADA, BEN, RED, ID ("23"));
  do_it (office, BEN, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'Look'}", STEP, SHUT, TASK);
  do_it (office, ADA, "message.send", "{'id':'%s','room':'%s','task':'%s','text':'[@Ben](office:person/%s) look'}", ONE,
         SHUT, TASK, BEN);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','task':'%s','text':'[@Cat](office:person/%s) knows'}",
         TWO, SHUT, TASK, CAT);
  do_it (office, ADA, "message.send", "{'id':'%s','room':'%s','task':'%s','thread':'%s','text':'Yes'}", REPLY, SHUT,
         TASK, ONE);
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'Hello'}", ID ("05"), OPEN);
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'Anyone?'}", ID ("06"), OPEN);
}

static void
go (Office *office, const char *person, const char *room)
{
  do_it (office, person, "task.transfer", "{'id':'%s','room':'%s'}", TASK, room);
}

static void
check_place (Office *office, const char *id, const char *room)
{
  OfficeRecord *record = record_of (office, id);
  g_autofree char *scope = office_scope_for_room (room);

  g_assert_nonnull (record);
  g_assert_cmpstr (office_record_get_text (record, "room"), ==, room);
  g_assert_cmpstr (office_record_get_scope (record), ==, scope);
}

static gint64
seq_of (Office *office, const char *id)
{
  return office_record_get_integer (record_of (office, id), "seq");
}

static OfficeRecord *
mention_of (Office *office, const char *message, const char *person)
{
  g_autofree char *id = office_id_derive (message, person);

  return record_of (office, id);
}

static void
check_ids (Office *office, const char *field, const char *expected)
{
  g_auto (GStrv) ids = office_record_dup_ids (record_of (office, TASK), field);
  g_autofree char *found = g_strjoinv (" ", ids);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_whole (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (OPEN, "todo");

  furnish (office);
  go (office, BEN, OPEN);
  check_place (office, TASK, OPEN);
  check_place (office, STEP, OPEN);
  check_place (office, ONE, OPEN);
  check_place (office, TWO, OPEN);
  check_place (office, REPLY, OPEN);
  check_place (office, TALK, SHUT);
  g_assert_cmpstr (text_of (office, TASK, "column"), ==, todo);
  g_assert_cmpstr (text_of (office, TASK, "source"), ==, TALK);
  g_assert_cmpstr (text_of (office, STEP, "task"), ==, TASK);
  g_assert_cmpstr (text_of (office, REPLY, "thread"), ==, ONE);
  check_ids (office, "labels", SAME);
  check_ids (office, "assignees", ADA " " BEN);
  /* Each record once, and none is said to be gone: the store tells the old room. */
  g_assert_cmpuint (office->last->gone->len, ==, 0);
}

static void
test_numbers (Office *office, gconstpointer data)
{
  furnish (office);
  g_assert_cmpint (seq_of (office, TALK), ==, 1);
  g_assert_cmpint (seq_of (office, REPLY), ==, 4);
  go (office, BEN, OPEN);
  g_assert_cmpint (seq_of (office, ONE), ==, 3);
  g_assert_cmpint (seq_of (office, TWO), ==, 4);
  g_assert_cmpint (seq_of (office, REPLY), ==, 5);
  /* What they had in the old room is used up. */
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'A'}", ID ("07"), SHUT);
  g_assert_cmpint (seq_of (office, ID ("07")), ==, 5);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'A'}", ID ("08"), OPEN);
  g_assert_cmpint (seq_of (office, ID ("08")), ==, 6);
  go (office, BEN, SHUT);
  g_assert_cmpint (seq_of (office, ONE), ==, 6);
}

static void
test_place (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (OPEN, "todo");
  g_autofree char *doing = column_of (OPEN, "doing");
  g_autofree char *done = column_of (OPEN, "done");
  g_autofree char *shut_done = column_of (SHUT, "done");
  g_autofree char *order = NULL;

  furnish (office);
  do_it (office, CAT, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", OTHER, OPEN, doing);
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s','column':'%s','after':'%s','position':'a5'}", TASK, OPEN,
         doing, OTHER);
  order = order_of (office, doing);
  g_assert_cmpstr (order, ==, "12 11");
  g_assert_cmpstr (text_of (office, TASK, "position"), ==, "a5");

  /* Done there and done here is done at the same time; the default column is open. */
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s','column':'%s'}", TASK, SHUT, shut_done);
  g_assert_cmpint (office_record_get_integer (record_of (office, TASK), "completed_at"), ==, office->now);
  office->now += 1000;
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s','column':'%s'}", TASK, OPEN, done);
  g_assert_cmpint (office_record_get_integer (record_of (office, TASK), "completed_at"), ==, office->now - 1000);
  go (office, BEN, SHUT);
  g_assert_false (office_record_has (record_of (office, TASK), "completed_at"));

  /* Without an open column the first one takes it. */
  do_it (office, CAT, "patch", "{'kind':'column','id':'%s','set':{'state':'doing'}}", todo);
  go (office, BEN, OPEN);
  g_assert_cmpstr (text_of (office, TASK, "column"), ==, todo);
}

static void
test_people (Office *office, gconstpointer data)
{
  furnish (office);
  go (office, BEN, OPEN);
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s','add':{'assignees':['%s','%s']}}", TASK, CAT, GUS);
  check_ids (office, "assignees", ADA " " BEN " " CAT " " GUS);
  do_it (office, CAT, "patch", "{'kind':'step','id':'%s','set':{'assignee':'%s'}}", STEP, CAT);
  go (office, BEN, SHUT);
  check_ids (office, "assignees", ADA " " BEN);
  g_assert_false (office_record_has (record_of (office, STEP), "assignee"));
}

static void
test_mentions (Office *office, gconstpointer data)
{
  furnish (office);
  /* Ben's is unread; Cat could not see it until now. */
  g_assert_cmpint (office_record_get_integer (mention_of (office, ONE, BEN), "seq"), ==, 2);
  g_assert_null (mention_of (office, TWO, CAT));
  go (office, BEN, OPEN);
  g_assert_cmpstr (office_record_get_text (mention_of (office, ONE, BEN), "room"), ==, OPEN);
  g_assert_cmpint (office_record_get_integer (mention_of (office, ONE, BEN), "seq"), ==, 3);
  g_assert_cmpstr (office_record_get_scope (mention_of (office, ONE, BEN)), ==, "person:" BEN);
  g_assert_cmpint (office_record_get_integer (mention_of (office, TWO, CAT), "seq"), ==, 4);
  g_assert_cmpstr (office_record_get_text (mention_of (office, TWO, CAT), "by"), ==, BEN);

  /* What he reads here stays read there, and she loses what she may not see. */
  do_it (office, BEN, "read.mark", "{'room':'%s','seq':5}", OPEN);
  go (office, ADA, SHUT);
  g_assert_cmpint (office_record_get_integer (mention_of (office, ONE, BEN), "seq"), ==, 0);
  g_assert_cmpstr (office_record_get_text (mention_of (office, ONE, BEN), "room"), ==, SHUT);
  g_assert_null (mention_of (office, TWO, CAT));
  g_assert_cmpuint (office->last->gone->len, ==, 1);
  go (office, ADA, OPEN);
  g_assert_cmpint (office_record_get_integer (mention_of (office, ONE, BEN), "seq"), ==, 0);
}

/* A client knows no numbers: the order stays, and what was unread stays so. */
static void
test_on_client (Office *office, gconstpointer data)
{
  g_autoptr (OfficeMemoryBook) client = office_memory_book_new (FALSE);
  const char *const kinds[] = { "person", "room", "member", "column", "label", "task", "step", "message", "mention" };
  OfficeMemoryBook *host;

  furnish (office);
  do_it (office, BEN, "read.mark", "{'room':'%s','seq':9}", OPEN);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) records = office_book_list (OFFICE_BOOK (office->book), kinds[i], NULL, NULL);

      for (guint r = 0; r < records->len; r++)
        office_memory_book_put (client, office_record_copy (g_ptr_array_index (records, r)));
    }
  {
    g_autofree char *id = office_id_derive (BEN, OPEN);
    g_autoptr (OfficeRecord) marker = office_book_get (OFFICE_BOOK (office->book), id);

    office_memory_book_put (client, office_record_copy (marker));
  }
  host = office->book;
  office->book = client;
  go (office, BEN, OPEN);
  check_place (office, ONE, OPEN);
  g_assert_cmpint (seq_of (office, ONE), ==, 2);
  g_assert_cmpint (seq_of (office, REPLY), ==, 4);
  g_assert_cmpint (office_record_get_integer (mention_of (office, ONE, BEN), "seq"), ==, 10);
  g_assert_null (mention_of (office, TWO, CAT));
  office->book = host;
}

static void
test_refused (Office *office, gconstpointer data)
{
  g_autofree char *shut_todo = column_of (SHUT, "todo");
  g_autofree char *open_todo = column_of (OPEN, "todo");

  furnish (office);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_INVALID, "room", "{'id':'%s'}", TASK);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_INVALID, "id", "{'room':'%s'}", OPEN);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_NOT_FOUND, "room", "{'id':'%s','room':'%s'}", TASK, NOBODY);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_INVALID, "column", "{'id':'%s','room':'%s','column':'%s'}", TASK,
          OPEN, shut_todo);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_INVALID, "after", "{'id':'%s','room':'%s','after':'%s'}", TASK,
          OPEN, NOBODY);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_INVALID, "position", "{'id':'%s','room':'%s','position':'!'}",
          TASK, OPEN);
  /* Cat sees neither the task nor, for one of her own, the room. */
  refuse (office, CAT, "task.transfer", OFFICE_PROBLEM_NOT_FOUND, "id", "{'id':'%s','room':'%s'}", TASK, OPEN);
  do_it (office, CAT, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", OTHER, OPEN, open_todo);
  refuse (office, CAT, "task.transfer", OFFICE_PROBLEM_NOT_FOUND, "room", "{'id':'%s','room':'%s'}", OTHER, SHUT);

  do_it (office, BEN, "remove", "{'kind':'task','id':'%s'}", TASK);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_CONFLICT, "id", "{'id':'%s','room':'%s'}", TASK, OPEN);
  do_it (office, BEN, "task.restore", "{'id':'%s'}", TASK);
  do_it (office, ADA, "patch", "{'kind':'room','id':'%s','set':{'archived':true}}", OPEN);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_CONFLICT, "room", "{'id':'%s','room':'%s'}", TASK, OPEN);
  refuse (office, BEN, "task.transfer", OFFICE_PROBLEM_CONFLICT, "room", "{'id':'%s','room':'%s'}", OTHER, SHUT);
  do_it (office, ADA, "patch", "{'kind':'room','id':'%s','set':{'archived':false}}", OPEN);
  go (office, BEN, OPEN);

  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "room", "{'kind':'step','id':'%s','set':{'room':'%s'}}", STEP,
          SHUT);
}

/* A guest works where a guest is. */
static void
test_guest (Office *office, gconstpointer data)
{
  g_autofree char *open_todo = column_of (OPEN, "todo");

  do_it (office, GUS, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", TASK, OPEN, open_todo);
  refuse (office, GUS, "task.transfer", OFFICE_PROBLEM_NOT_FOUND, "room", "{'id':'%s','room':'%s'}", TASK, SHUT);
  do_it (office, ADA, "member.add", "{'room':'%s','person':'%s'}", SHUT, GUS);
  go (office, GUS, SHUT);
  check_place (office, TASK, SHUT);
}

/* What was done to the task on a machine that did not know of its move yet. */
static void
test_late (Office *office, gconstpointer data)
{
  g_autofree char *shut_doing = column_of (SHUT, "doing");
  g_autofree char *shut_todo = column_of (SHUT, "todo");

  furnish (office);
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", OTHER, SHUT, shut_todo);
  go (office, BEN, OPEN);
  do_it (office, ADA, "patch", "{'kind':'task','id':'%s','set':{'title':'Roof!'}}", TASK);
  do_it (office, ADA, "patch", "{'kind':'step','id':'%s','set':{'done':true}}", STEP);
  do_it (office, ADA, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'Late'}", ID ("14"), SHUT, TASK);
  check_place (office, ID ("14"), OPEN);
  do_it (office, ADA, "message.send", "{'id':'%s','room':'%s','task':'%s','thread':'%s','text':'Late'}", ID ("09"),
         SHUT, TASK, ONE);
  check_place (office, ID ("09"), OPEN);
  g_assert_cmpint (seq_of (office, ID ("09")), ==, 6);
  do_it (office, ADA, "patch", "{'kind':'task','id':'%s','take':{'labels':['%s']}}", TASK, RED);
  check_ids (office, "labels", SAME);

  refuse (office, ADA, "task.move", OFFICE_PROBLEM_CONFLICT, "column", "{'id':'%s','column':'%s'}", TASK, shut_doing);
  refuse (office, ADA, "task.move", OFFICE_PROBLEM_CONFLICT, "after", "{'id':'%s','column':'%s','after':'%s'}", OTHER,
          shut_todo, TASK);
  refuse (office, ADA, "patch", OFFICE_PROBLEM_INVALID, "labels", "{'kind':'task','id':'%s','add':{'labels':['%s']}}",
          TASK, RED);
  /* Cat does not see the column: to her it is none. */
  refuse (office, CAT, "task.move", OFFICE_PROBLEM_INVALID, "column", "{'id':'%s','column':'%s'}", TASK, shut_doing);
}

/* Whoever does not see the new room is told what they would be told of a task that is not there. */
static void
test_late_outside (Office *office, gconstpointer data)
{
  furnish (office);
  go (office, BEN, OPEN);
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s','set':{'title':'Mine too'}}", TASK);
  go (office, BEN, SHUT);
  refuse (office, CAT, "patch", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'task','id':'%s','set':{'title':'Lost'}}",
          TASK);
  refuse (office, CAT, "patch", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'step','id':'%s','set':{'done':true}}", STEP);
  refuse (office, CAT, "put", OFFICE_PROBLEM_NOT_FOUND, "task",
          "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'Late'}", ID ("14"), OPEN, TASK);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_NOT_FOUND, "task",
          "{'id':'%s','room':'%s','task':'%s','text':'Late'}", ID ("09"), OPEN, TASK);
}

static void
test_twice (Office *office, gconstpointer data)
{
  g_autofree char *doing = column_of (OPEN, "doing");
  OfficeOverwritten *overwritten;

  furnish (office);
  office->base = office_memory_book_get_head (office->book);
  go (office, ADA, OPEN);
  /* The same by another who did not know: nothing changes, but the column that is named is taken. */
  go (office, BEN, OPEN);
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s','column':'%s'}", TASK, OPEN, doing);
  g_assert_cmpuint (count_written (office), ==, 1);
  g_assert_cmpstr (text_of (office, TASK, "column"), ==, doing);

  do_it (office, BEN, "room.create", "{'id':'%s','name':'Third','visibility':'private'}", ID ("b3"));
  go (office, BEN, ID ("b3"));
  g_assert_cmpuint (office->last->overwritten->len, ==, 1);
  overwritten = g_ptr_array_index (office->last->overwritten, 0);
  g_assert_cmpstr (overwritten->field, ==, "room");
  g_assert_cmpstr (overwritten->by, ==, ADA);
  g_assert_cmpstr (json_node_get_string (overwritten->was), ==, OPEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/transfer/whole", test_whole);
  ADD ("/effects/transfer/numbers", test_numbers);
  ADD ("/effects/transfer/place", test_place);
  ADD ("/effects/transfer/people", test_people);
  ADD ("/effects/transfer/mentions", test_mentions);
  ADD ("/effects/transfer/on-client", test_on_client);
  ADD ("/effects/transfer/refused", test_refused);
  ADD ("/effects/transfer/guest", test_guest);
  ADD ("/effects/transfer/late", test_late);
  ADD ("/effects/transfer/late-outside", test_late_outside);
  ADD ("/effects/transfer/twice", test_twice);
  return g_test_run ();
}
