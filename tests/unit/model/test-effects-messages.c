/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

#define ONE   ID ("01")
#define TWO   ID ("02")
#define THREE ID ("03")

static void
test_send (Office *office, gconstpointer data)
{
  OfficeRecord *message;

  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'Good\\nmorning','author':'%s','seq':99}", ONE,
         OPEN, ADA);
  message = record_of (office, ONE);
  g_assert_cmpstr (office_record_get_scope (message), ==, "room:" OPEN);
  g_assert_cmpstr (office_record_get_text (message, "room"), ==, OPEN);
  g_assert_cmpstr (office_record_get_text (message, "author"), ==, CAT);
  g_assert_cmpstr (office_record_get_text (message, "text"), ==, "Good\nmorning");
  g_assert_cmpint (office_record_get_integer (message, "seq"), ==, 1);
  g_assert_cmpint (office_record_get_integer (message, "at"), ==, office->now);
  do_it (office, GUS, "message.send", "{'id':'%s','room':'%s','text':'Hello'}", TWO, OPEN);
  g_assert_cmpint (office_record_get_integer (record_of (office, TWO), "seq"), ==, 2);
}

static void
test_send_refused (Office *office, gconstpointer data)
{
  g_autofree char *most = g_strnfill (OFFICE_LIMIT_TEXT, 'x');
  g_autofree char *more = g_strnfill (OFFICE_LIMIT_TEXT + 1, 'x');

  refuse (office, CAT, "message.send", OFFICE_PROBLEM_NOT_FOUND, "room", "{'id':'%s','room':'%s','text':'A'}", ONE,
          SHUT);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_NOT_FOUND, "room", "{'id':'%s','room':'%s','text':'A'}", ONE,
          ID ("b9"));
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_NOT_FOUND, "room", "{'id':'%s','room':'%s','text':'A'}", ONE,
          BEN);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "room", "{'id':'%s','text':'A'}", ONE);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "text", "{'id':'%s','room':'%s'}", ONE, OPEN);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "text", "{'id':'%s','room':'%s','text':''}", ONE, OPEN);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "text",
          "{'id':'%s','room':'%s','text':' \\n\\t\\u3000'}", ONE, OPEN);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "text", "{'id':'%s','room':'%s','text':['A']}", ONE,
          OPEN);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "text", "{'id':'%s','room':'%s','text':'bell \\u0007'}",
          ONE, OPEN);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "text", "{'id':'%s','room':'%s','text':'%s'}", ONE, OPEN,
          more);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "id", "{'id':'ONE','room':'%s','text':'A'}", OPEN);
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'%s'}", ONE, OPEN, most);
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_CONFLICT, "id", "{'id':'%s','room':'%s','text':'A'}", ONE, OPEN);
}

/* The limit is one of characters. */
static void
test_long_text (Office *office, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < OFFICE_LIMIT_TEXT; i++)
    g_string_append (text, "\xf0\x9f\xaa\xb4");
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'%s'}", ONE, OPEN, text->str);
}

static void
test_replies (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (OPEN, "todo");

  do_it (office, ADA, "message.send", "{'id':'%s','room':'%s','text':'A'}", ONE, OPEN);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'B','thread':'%s'}", TWO, OPEN, ONE);
  g_assert_cmpstr (text_of (office, TWO, "thread"), ==, ONE);
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_INVALID, "thread",
          "{'id':'%s','room':'%s','text':'C','thread':'%s'}", THREE, OPEN, TWO);
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_INVALID, "thread",
          "{'id':'%s','room':'%s','text':'C','thread':'%s'}", THREE, SHUT, ONE);
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_INVALID, "thread",
          "{'id':'%s','room':'%s','text':'C','thread':'%s'}", THREE, OPEN, BEN);
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_INVALID, "thread",
          "{'id':'%s','room':'%s','text':'C','thread':'x'}", THREE, OPEN);

  do_it (office, ADA, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("11"), OPEN, todo);
  do_it (office, ADA, "message.send", "{'id':'%s','room':'%s','text':'On it','task':'%s'}", ID ("04"), OPEN, ID ("11"));
  g_assert_cmpstr (text_of (office, ID ("04"), "task"), ==, ID ("11"));
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_INVALID, "task", "{'id':'%s','room':'%s','text':'C','task':'%s'}",
          THREE, SHUT, NOBODY);
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_INVALID, "task", "{'id':'%s','room':'%s','text':'C','task':'%s'}",
          THREE, OPEN, ONE);
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_INVALID, "task",
          "{'id':'%s','room':'%s','text':'C','thread':'%s'}", THREE, OPEN, ID ("04"));
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'C','thread':'%s','task':'%s'}", THREE, OPEN,
         ID ("04"), ID ("11"));
}

static void
test_mentions (Office *office, gconstpointer data)
{
  g_autofree char *ben = office_id_derive (ONE, BEN);
  g_autofree char *cat = office_id_derive (ONE, CAT);
  OfficeRecord *mention;

  do_it (office, ADA, "message.send",
         "{'id':'%s','room':'%s','text':'[@Ben](office:person/%s) [@Cat](office:person/%s) [@Ada](office:person/%s) "
         "[@Ben](office:person/%s) [@No](office:person/%s)'}",
         ONE, SHUT, BEN, CAT, ADA, BEN, NOBODY);
  g_assert_cmpuint (count_written (office), ==, 2); /* the message and Ben's: Cat may not see the room */
  g_assert_null (record_of (office, cat));
  mention = record_of (office, ben);
  g_assert_cmpstr (office_record_get_kind_name (mention), ==, "mention");
  g_assert_cmpstr (office_record_get_scope (mention), ==, "person:" BEN);
  g_assert_cmpstr (office_record_get_text (mention, "room"), ==, SHUT);
  g_assert_cmpstr (office_record_get_text (mention, "message"), ==, ONE);
  g_assert_cmpstr (office_record_get_text (mention, "by"), ==, ADA);
  g_assert_cmpint (office_record_get_integer (mention, "seq"), ==, 1);

  do_it (office, ADA, "remove", "{'kind':'message','id':'%s'}", ONE);
  g_assert_cmpuint (office->last->gone->len, ==, 1);
  g_assert_null (record_of (office, ben));
}

/* A client knows neither the seq nor who sees the message: both are the host's to say. */
static void
test_client (Office *office, gconstpointer data)
{
  g_autoptr (OfficeMemoryBook) client = office_memory_book_new (FALSE);
  g_autoptr (GPtrArray) people = office_book_list (OFFICE_BOOK (office->book), "person", NULL, NULL);
  OfficeMemoryBook *host = office->book;

  for (guint i = 0; i < people->len; i++)
    office_memory_book_put (client, office_record_ref (g_ptr_array_index (people, i)));
  office_memory_book_put (client, office_record_copy (record_of (office, OPEN)));
  office->book = client;
  do_it (office, ADA, "message.send", "{'id':'%s','room':'%s','text':'[@Ben](office:person/%s)'}", ONE, OPEN, BEN);
  g_assert_cmpuint (count_written (office), ==, 1);
  g_assert_false (office_record_has (record_of (office, ONE), "seq"));
  office->book = host;
}

static void
test_edit (Office *office, gconstpointer data)
{
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Helo'}", ONE, OPEN);
  office->now += 5000;
  do_it (office, BEN, "patch", "{'kind':'message','id':'%s','set':{'text':'Helo'}}", ONE);
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, BEN, "patch", "{'kind':'message','id':'%s','set':{'text':'Hello'}}", ONE);
  g_assert_cmpstr (text_of (office, ONE, "text"), ==, "Hello");
  g_assert_cmpint (office_record_get_integer (record_of (office, ONE), "edited_at"), ==, office->now);
  g_assert_cmpint (office_record_get_integer (record_of (office, ONE), "seq"), ==, 1);

  refuse (office, ADA, "patch", OFFICE_PROBLEM_FORBIDDEN, "text", "{'kind':'message','id':'%s','set':{'text':'Mine'}}",
          ONE);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "text", "{'kind':'message','id':'%s','set':{'text':' '}}", ONE);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "text", "{'kind':'message','id':'%s','set':{'text':null}}",
          ONE);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "author",
          "{'kind':'message','id':'%s','set':{'author':'%s'}}", ONE, ADA);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "seq", "{'kind':'message','id':'%s','set':{'seq':7}}", ONE);
}

static void
test_remove (Office *office, gconstpointer data)
{
  OfficeRecord *stub;

  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Oops'}", ONE, OPEN);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Oops'}", TWO, OPEN);
  do_it (office, BEN, "patch", "{'kind':'message','id':'%s','set':{'text':'Ooops'}}", ONE);
  refuse (office, CAT, "remove", OFFICE_PROBLEM_FORBIDDEN, "id", "{'kind':'message','id':'%s'}", ONE);
  refuse (office, BEN, "remove", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'message','id':'%s'}", THREE);
  refuse (office, BEN, "remove", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'task','id':'%s'}", ONE);
  do_it (office, BEN, "remove", "{'kind':'message','id':'%s'}", ONE);
  stub = record_of (office, ONE);
  g_assert_false (office_record_has (stub, "text"));
  g_assert_false (office_record_has (stub, "edited_at"));
  g_assert_true (office_record_get_boolean (stub, "removed"));
  g_assert_cmpint (office_record_get_integer (stub, "seq"), ==, 1);
  do_it (office, BEN, "remove", "{'kind':'message','id':'%s'}", ONE);
  g_assert_cmpuint (count_written (office), ==, 0);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_CONFLICT, "id", "{'kind':'message','id':'%s','set':{'text':'Back'}}",
          ONE);
  do_it (office, ADA, "remove", "{'kind':'message','id':'%s'}", TWO);
  g_assert_true (office_record_get_boolean (record_of (office, TWO), "removed"));
}

static void
test_read (Office *office, gconstpointer data)
{
  g_autofree char *id = office_id_derive (BEN, OPEN);

  refuse (office, CAT, "read.mark", OFFICE_PROBLEM_NOT_FOUND, "room", "{'room':'%s','seq':1,'generation':0}", SHUT);
  refuse (office, BEN, "read.mark", OFFICE_PROBLEM_INVALID, "seq", "{'room':'%s','seq':-1,'generation':0}", OPEN);
  refuse (office, BEN, "read.mark", OFFICE_PROBLEM_INVALID, "seq", "{'room':'%s','seq':'1'}", OPEN);
  refuse (office, BEN, "read.mark", OFFICE_PROBLEM_INVALID, "generation", "{'room':'%s','seq':1,'generation':1.5}",
          OPEN);

  do_it (office, BEN, "read.mark", "{'room':'%s','seq':5,'generation':0}", OPEN);
  g_assert_cmpstr (office_record_get_scope (record_of (office, id)), ==, "person:" BEN);
  g_assert_cmpint (office_record_get_integer (record_of (office, id), "seq"), ==, 5);
  do_it (office, BEN, "read.mark", "{'room':'%s','seq':5,'generation':0}", OPEN);
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, BEN, "read.mark", "{'room':'%s','seq':4,'generation':0}", OPEN);
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, BEN, "read.mark", "{'room':'%s','seq':2,'generation':1}", OPEN);
  g_assert_cmpint (office_record_get_integer (record_of (office, id), "seq"), ==, 2);
  do_it (office, BEN, "read.mark", "{'room':'%s','seq':9,'generation':0}", OPEN);
  g_assert_cmpint (office_record_get_integer (record_of (office, id), "seq"), ==, 2);
  do_it (office, BEN, "read.mark", "{'room':'%s','seq':0,'generation':2}", OPEN);
  g_assert_cmpint (office_record_get_integer (record_of (office, id), "seq"), ==, 0);
  g_assert_cmpint (office_record_get_integer (record_of (office, id), "generation"), ==, 2);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "seq", "{'kind':'read','id':'%s','set':{'seq':9}}", id);
  refuse (office, ADA, "patch", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'read','id':'%s','set':{'seq':9}}", id);
  refuse (office, BEN, "remove", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'read','id':'%s'}", id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/messages/send", test_send);
  ADD ("/effects/messages/send-refused", test_send_refused);
  ADD ("/effects/messages/long-text", test_long_text);
  ADD ("/effects/messages/replies", test_replies);
  ADD ("/effects/messages/mentions", test_mentions);
  ADD ("/effects/messages/client", test_client);
  ADD ("/effects/messages/edit", test_edit);
  ADD ("/effects/messages/remove", test_remove);
  ADD ("/effects/messages/read", test_read);
  return g_test_run ();
}
