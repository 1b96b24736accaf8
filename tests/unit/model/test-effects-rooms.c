/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

static gboolean
sees (Office *office, const char *person, const char *room)
{
  g_autofree char *scope = office_scope_for_room (room);

  return office_access_may_see_scope (OFFICE_BOOK (office->book), person, scope);
}

static void
test_unknown (Office *office, gconstpointer data)
{
  refuse (office, ADA, "room.burn", OFFICE_PROBLEM_INVALID, "do", "{}");
  refuse (office, ADA, "", OFFICE_PROBLEM_INVALID, "do", "{}");
  refuse (office, NOBODY, "message.send", OFFICE_PROBLEM_FORBIDDEN, NULL, "{}");
  refuse (office, OFFICE, "message.send", OFFICE_PROBLEM_FORBIDDEN, NULL, "{}"); /* an id, but no person's */
}

static void
test_access (Office *office, gconstpointer data)
{
  OfficeBook *book = OFFICE_BOOK (office->book);

  g_assert_true (sees (office, ADA, OPEN));
  g_assert_true (sees (office, BEN, OPEN));
  g_assert_true (sees (office, GUS, OPEN));
  g_assert_true (sees (office, BEN, SHUT));
  g_assert_false (sees (office, CAT, SHUT));
  g_assert_false (sees (office, GUS, SHUT));
  g_assert_false (sees (office, NOBODY, OPEN));
  g_assert_false (sees (office, ADA, ID ("b9")));
  g_assert_true (office_access_may_see_scope (book, GUS, "office"));
  g_assert_false (office_access_may_see_scope (book, NOBODY, "office"));
  g_assert_true (office_access_may_see_scope (book, BEN, "person:" BEN));
  g_assert_false (office_access_may_see_scope (book, ADA, "person:" BEN));
  g_assert_false (office_access_may_see_scope (book, ADA, "nonsense"));
  g_assert_true (office_access_may_write_room (book, CAT, OPEN));
  g_assert_false (office_access_may_write_room (book, CAT, SHUT));
}

static void
test_create (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (ID ("b3"), "todo");
  g_autofree char *doing = column_of (ID ("b3"), "doing");
  g_autofree char *done = column_of (ID ("b3"), "done");
  g_autofree char *member = office_id_derive (ID ("b3"), CAT);

  do_it (office, BEN, "room.create",
         "{'id':'%s','name':'Site','topic':'Mud','visibility':'private','members':['%s','%s','%s'],'unknown':1}",
         ID ("b3"), CAT, CAT, BEN);
  g_assert_cmpuint (count_written (office), ==, 1 + 2 + 3);
  g_assert_cmpstr (text_of (office, ID ("b3"), "name"), ==, "Site");
  g_assert_cmpstr (text_of (office, ID ("b3"), "topic"), ==, "Mud");
  g_assert_cmpstr (text_of (office, ID ("b3"), "visibility"), ==, "private");
  g_assert_cmpstr (text_of (office, ID ("b3"), "created_by"), ==, BEN);
  g_assert_false (office_record_has (record_of (office, ID ("b3")), "unknown"));
  g_assert_cmpstr (text_of (office, member, "person"), ==, CAT);
  g_assert_cmpstr (office_record_get_scope (record_of (office, member)), ==, "room:" ID ("b3"));
  g_assert_cmpstr (text_of (office, todo, "name"), ==, "To do");
  g_assert_cmpstr (text_of (office, todo, "state"), ==, "open");
  g_assert_cmpstr (text_of (office, doing, "state"), ==, "doing");
  g_assert_cmpstr (text_of (office, done, "state"), ==, "done");
  g_assert_cmpstr (text_of (office, todo, "position"), <, text_of (office, doing, "position"));
  g_assert_cmpstr (text_of (office, doing, "position"), <, text_of (office, done, "position"));
}

static void
test_create_columns (Office *office, gconstpointer data)
{
  g_autofree char *doing = column_of (ID ("b3"), "doing");

  do_it (office, BEN, "room.create",
         "{'id':'%s','name':'Amt','visibility':'public','columns':['Offen','In Arbeit','Erledigt']}", ID ("b3"));
  g_assert_cmpstr (text_of (office, doing, "name"), ==, "In Arbeit");
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "columns",
          "{'id':'%s','name':'A','visibility':'public','columns':['Offen','Zu']}", ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "columns",
          "{'id':'%s','name':'A','visibility':'public','columns':['a','b',' ']}", ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_TOO_LARGE, "columns",
          "{'id':'%s','name':'A','visibility':'public','columns':['a','b','c','d']}", ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "columns",
          "{'id':'%s','name':'A','visibility':'public','columns':[1,2,3]}", ID ("b4"));
}

static void
test_create_refused (Office *office, gconstpointer data)
{
  g_autofree char *derived = office_id_derive (OFFICE, "x");
  g_autofree char *long_name = g_strnfill (81, 'x');

  refuse (office, GUS, "room.create", OFFICE_PROBLEM_FORBIDDEN, NULL, "{'id':'%s','name':'A','visibility':'public'}",
          ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_CONFLICT, "id", "{'id':'%s','name':'A','visibility':'public'}",
          OPEN);
  refuse (office, CAT, "room.create", OFFICE_PROBLEM_CONFLICT, "id", "{'id':'%s','name':'A','visibility':'public'}",
          SHUT);
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "id", "{'id':'%s','name':'A','visibility':'public'}",
          derived);
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "id", "{'id':'b4','name':'A','visibility':'public'}");
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "id", "{'name':'A','visibility':'public'}");
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "id", "{'id':7,'name':'A','visibility':'public'}");
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "name", "{'id':'%s','visibility':'public'}", ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "name", "{'id':'%s','name':' ','visibility':'public'}",
          ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "name",
          "{'id':'%s','name':'a\\nb','visibility':'public'}", ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "name", "{'id':'%s','name':'%s','visibility':'public'}",
          ID ("b4"), long_name);
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "visibility", "{'id':'%s','name':'A'}", ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "visibility",
          "{'id':'%s','name':'A','visibility':'direct'}", ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "visibility",
          "{'id':'%s','name':'A','visibility':'secret'}", ID ("b4"));
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "members",
          "{'id':'%s','name':'A','visibility':'public','members':['%s']}", ID ("b4"), NOBODY);
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "members",
          "{'id':'%s','name':'A','visibility':'public','members':['%s']}", ID ("b4"), OPEN);
  refuse (office, BEN, "room.create", OFFICE_PROBLEM_INVALID, "members",
          "{'id':'%s','name':'A','visibility':'public','members':'%s'}", ID ("b4"), CAT);
}

static void
test_direct (Office *office, gconstpointer data)
{
  const char *people[] = { GUS, BEN, NULL };
  g_autofree char *id = office_id_derive_direct (OFFICE, people);

  do_it (office, BEN, "room.open-direct", "{'members':['%s']}", GUS);
  g_assert_cmpstr (text_of (office, id, "visibility"), ==, "direct");
  g_assert_false (office_record_has (record_of (office, id), "name"));
  g_assert_true (sees (office, BEN, id));
  g_assert_true (sees (office, GUS, id));
  g_assert_false (sees (office, ADA, id));

  do_it (office, GUS, "room.open-direct", "{'members':['%s','%s']}", GUS, BEN);
  g_assert_cmpuint (count_written (office), ==, 0);

  refuse (office, BEN, "room.open-direct", OFFICE_PROBLEM_INVALID, "members", "{'members':[]}");
  refuse (office, BEN, "room.open-direct", OFFICE_PROBLEM_INVALID, "members", "{'members':['%s']}", BEN);
  refuse (office, BEN, "room.open-direct", OFFICE_PROBLEM_INVALID, "members", "{'members':['%s']}", NOBODY);
  refuse (office, BEN, "room.open-direct", OFFICE_PROBLEM_INVALID, "members", "{}");
  refuse (office, BEN, "member.add", OFFICE_PROBLEM_FORBIDDEN, "room", "{'room':'%s','person':'%s'}", id, CAT);
  refuse (office, BEN, "member.remove", OFFICE_PROBLEM_FORBIDDEN, "room", "{'room':'%s','person':'%s'}", id, BEN);
  refuse (office, CAT, "member.add", OFFICE_PROBLEM_NOT_FOUND, "room", "{'room':'%s','person':'%s'}", id, CAT);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "name", "{'kind':'room','id':'%s','set':{'name':'Us'}}", id);
}

static void
test_direct_cannot_be_taken (Office *office, gconstpointer data)
{
  const char *people[] = { ADA, BEN, NULL };
  g_autofree char *id = office_id_derive_direct (OFFICE, people);

  refuse (office, CAT, "room.create", OFFICE_PROBLEM_INVALID, "id", "{'id':'%s','name':'Trap','visibility':'public'}",
          id);
}

static void
test_members (Office *office, gconstpointer data)
{
  g_autofree char *member = office_id_derive (SHUT, CAT);

  refuse (office, CAT, "member.add", OFFICE_PROBLEM_NOT_FOUND, "room", "{'room':'%s','person':'%s'}", SHUT, CAT);
  refuse (office, GUS, "member.add", OFFICE_PROBLEM_FORBIDDEN, NULL, "{'room':'%s','person':'%s'}", OPEN, CAT);
  refuse (office, BEN, "member.add", OFFICE_PROBLEM_NOT_FOUND, "person", "{'room':'%s','person':'%s'}", SHUT, NOBODY);
  do_it (office, BEN, "member.add", "{'room':'%s','person':'%s'}", SHUT, CAT);
  g_assert_true (sees (office, CAT, SHUT));
  do_it (office, BEN, "member.add", "{'room':'%s','person':'%s'}", SHUT, CAT);
  g_assert_cmpuint (count_written (office), ==, 0);

  do_it (office, BEN, "member.remove", "{'room':'%s','person':'%s'}", SHUT, CAT);
  g_assert_cmpuint (office->last->gone->len, ==, 1);
  g_assert_cmpstr (office_record_get_id (g_ptr_array_index (office->last->gone, 0)), ==, member);
  g_assert_cmpstr (office_record_get_scope (g_ptr_array_index (office->last->gone, 0)), ==, "room:" SHUT);
  g_assert_false (sees (office, CAT, SHUT));
  do_it (office, BEN, "member.remove", "{'room':'%s','person':'%s'}", SHUT, CAT);
  g_assert_cmpuint (office->last->gone->len, ==, 0);
}

static void
test_leave (Office *office, gconstpointer data)
{
  refuse (office, GUS, "member.remove", OFFICE_PROBLEM_FORBIDDEN, NULL, "{'room':'%s','person':'%s'}", OPEN, ADA);
  do_it (office, GUS, "member.remove", "{'room':'%s','person':'%s'}", OPEN, GUS);
  g_assert_false (sees (office, GUS, OPEN));
  refuse (office, GUS, "member.remove", OFFICE_PROBLEM_NOT_FOUND, "room", "{'room':'%s','person':'%s'}", OPEN, GUS);
}

/* `joined` of that person's marker of the room; -1: they have none. */
static gint64
joined_of (Office *office, const char *person, const char *room)
{
  g_autofree char *id = office_id_derive (person, room);
  OfficeRecord *read = record_of (office, id);

  return read != NULL ? office_record_get_integer (read, "joined") : -1;
}

static void
test_joined (Office *office, gconstpointer data)
{
  g_autofree char *read = office_id_derive (CAT, SHUT);

  /* There is nothing to be unread yet. */
  do_it (office, BEN, "member.add", "{'room':'%s','person':'%s'}", OPEN, CAT);
  g_assert_cmpint (joined_of (office, CAT, OPEN), ==, -1);

  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'One'}", ID ("01"), SHUT);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Two'}", ID ("02"), SHUT);
  do_it (office, BEN, "member.add", "{'room':'%s','person':'%s'}", SHUT, CAT);
  g_assert_cmpint (joined_of (office, CAT, SHUT), ==, 2);
  g_assert_cmpstr (office_record_get_scope (record_of (office, read)), ==, "person:" CAT);
  g_assert_cmpstr (text_of (office, read, "room"), ==, SHUT);
  /* They have not said that they read it. */
  g_assert_false (office_record_has (record_of (office, read), "seq"));
  do_it (office, BEN, "member.add", "{'room':'%s','person':'%s'}", SHUT, CAT);
  g_assert_cmpuint (count_written (office), ==, 0);

  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Three'}", ID ("03"), SHUT);
  do_it (office, CAT, "read.mark", "{'room':'%s','seq':3,'generation':0}", SHUT);
  g_assert_cmpint (joined_of (office, CAT, SHUT), ==, 2);

  /* Marked unread from the first message on; then they go, and come back to more. */
  do_it (office, CAT, "read.mark", "{'room':'%s','seq':0,'generation':1}", SHUT);
  g_assert_cmpint (joined_of (office, CAT, SHUT), ==, 0);
  do_it (office, CAT, "member.remove", "{'room':'%s','person':'%s'}", SHUT, CAT);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Four'}", ID ("04"), SHUT);
  do_it (office, BEN, "member.add", "{'room':'%s','person':'%s'}", SHUT, CAT);
  g_assert_cmpint (joined_of (office, CAT, SHUT), ==, 4);
  g_assert_cmpint (office_record_get_integer (record_of (office, read), "generation"), ==, 1);
}

static void
test_archived (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (OPEN, "todo");

  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Bye'}", ID ("01"), OPEN);
  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'archived':true}}", OPEN);
  g_assert_false (office_access_may_write_room (OFFICE_BOOK (office->book), BEN, OPEN));
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_CONFLICT, "room", "{'id':'%s','room':'%s','text':'Hi'}",
          ID ("02"), OPEN);
  refuse (office, BEN, "task.create", OFFICE_PROBLEM_CONFLICT, "room",
          "{'id':'%s','room':'%s','column':'%s','title':'A'}", ID ("03"), OPEN, todo);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_CONFLICT, "room", "{'kind':'column','id':'%s','set':{'name':'A'}}",
          todo);
  refuse (office, BEN, "put", OFFICE_PROBLEM_CONFLICT, "room", "{'kind':'label','id':'%s','room':'%s','name':'A'}",
          ID ("04"), OPEN);
  refuse (office, BEN, "member.add", OFFICE_PROBLEM_CONFLICT, "room", "{'room':'%s','person':'%s'}", OPEN, CAT);
  do_it (office, GUS, "member.remove", "{'room':'%s','person':'%s'}", OPEN, GUS);
  do_it (office, BEN, "read.mark", "{'room':'%s','seq':1,'generation':0}", OPEN);
  do_it (office, BEN, "remove", "{'kind':'message','id':'%s'}", ID ("01"));
  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'archived':false}}", OPEN);
  g_assert_false (office_record_has (record_of (office, OPEN), "archived"));
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Hi'}", ID ("02"), OPEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/rooms/unknown", test_unknown);
  ADD ("/effects/rooms/access", test_access);
  ADD ("/effects/rooms/create", test_create);
  ADD ("/effects/rooms/create-columns", test_create_columns);
  ADD ("/effects/rooms/create-refused", test_create_refused);
  ADD ("/effects/rooms/direct", test_direct);
  ADD ("/effects/rooms/direct-cannot-be-taken", test_direct_cannot_be_taken);
  ADD ("/effects/rooms/members", test_members);
  ADD ("/effects/rooms/leave", test_leave);
  ADD ("/effects/rooms/joined", test_joined);
  ADD ("/effects/rooms/archived", test_archived);
  return g_test_run ();
}
