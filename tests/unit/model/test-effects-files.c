/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"
#include "office-id.h"

#define ONE   ID ("01")
#define TWO   ID ("02")
#define FILE1 ID ("21")
#define FILE2 ID ("22")
#define TASK  ID ("11")
#define HASH  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

#define PLAN(id) "{'id':'" id "','name':'Plan.png','size':7,'type':'image/png','hash':'" HASH "'}"

static void
make_task (Office *office)
{
  g_autofree char *todo = column_of (OPEN, "todo");

  do_it (office, ADA, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", TASK, OPEN, todo);
}

static void
test_send (Office *office, gconstpointer data)
{
  OfficeRecord *file;

  do_it (
      office, CAT, "message.send",
      "{'id':'%s','room':'%s','files':[{'id':'%s','name':'Plan.png','size':7,'type':'image/png','hash':'%s','width':3,"
      "'height':2,'author':'%s'},%s]}",
      ONE, OPEN, FILE1, HASH, ADA, PLAN (FILE2));
  g_assert_cmpuint (count_written (office), ==, 3);
  g_assert_null (text_of (office, ONE, "text"));
  file = record_of (office, FILE1);
  g_assert_cmpstr (office_record_get_scope (file), ==, "room:" OPEN);
  g_assert_cmpstr (office_record_get_text (file, "room"), ==, OPEN);
  g_assert_cmpstr (office_record_get_text (file, "message"), ==, ONE);
  g_assert_false (office_record_has (file, "task"));
  g_assert_cmpstr (office_record_get_text (file, "name"), ==, "Plan.png");
  g_assert_cmpint (office_record_get_integer (file, "size"), ==, 7);
  g_assert_cmpstr (office_record_get_text (file, "type"), ==, "image/png");
  g_assert_cmpstr (office_record_get_text (file, "hash"), ==, HASH);
  g_assert_cmpstr (office_record_get_text (file, "author"), ==, CAT);
  g_assert_cmpint (office_record_get_integer (file, "at"), ==, office->now);
  g_assert_cmpint (office_record_get_integer (file, "width"), ==, 3);
  g_assert_cmpint (office_record_get_integer (file, "height"), ==, 2);
}

static void
refuse_files (Office *office, OfficeProblem status, const char *field, const char *files)
{
  refuse (office, CAT, "message.send", status, field, "{'id':'%s','room':'%s','text':'A','files':%s}", ONE, OPEN,
          files);
}

static void
test_send_refused (Office *office, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new ("[");

  refuse (office, CAT, "message.send", OFFICE_PROBLEM_INVALID, "text", "{'id':'%s','room':'%s','files':[]}", ONE, OPEN);
  refuse_files (office, OFFICE_PROBLEM_INVALID, "files", "{}");
  refuse_files (office, OFFICE_PROBLEM_INVALID, "files", "['x']");
  refuse_files (office, OFFICE_PROBLEM_INVALID, "id", "[{}]");
  refuse_files (office, OFFICE_PROBLEM_CONFLICT, "id", "[" PLAN (OPEN) "]");
  refuse_files (office, OFFICE_PROBLEM_CONFLICT, "id", "[" PLAN (ONE) "]");
  refuse_files (office, OFFICE_PROBLEM_CONFLICT, "id", "[" PLAN (FILE1) "," PLAN (FILE1) "]");
  refuse_files (office, OFFICE_PROBLEM_INVALID, "name", "[{'id':'" FILE1 "','type':'a/b','hash':'" HASH "'}]");
  refuse_files (office, OFFICE_PROBLEM_INVALID, "name",
                "[{'id':'" FILE1 "','name':'a\\nb','type':'a/b','hash':'" HASH "'}]");
  refuse_files (office, OFFICE_PROBLEM_INVALID, "type", "[{'id':'" FILE1 "','name':'A','hash':'" HASH "'}]");
  refuse_files (office, OFFICE_PROBLEM_INVALID, "size",
                "[{'id':'" FILE1 "','name':'A','size':-1,'type':'a/b','hash':'" HASH "'}]");
  refuse_files (office, OFFICE_PROBLEM_INVALID, "hash",
                "[{'id':'" FILE1 "','name':'A','type':'a/b','hash':'../../../../etc/passwd'}]");
  refuse_files (office, OFFICE_PROBLEM_INVALID, "hash",
                "[{'id':'" FILE1 "','name':'A','type':'a/b',"
                "'hash':'9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08'}]");
  for (guint i = 0; i <= OFFICE_LIMIT_FILES; i++)
    g_string_append_printf (many,
                            "%s{'id':'0190a000-0000-7000-8000-0000000001%02u','name':'A','type':'a/b','hash':'%s'}",
                            i > 0 ? "," : "", i, HASH);
  g_string_append_c (many, ']');
  refuse_files (office, OFFICE_PROBLEM_TOO_LARGE, "files", many->str);
}

/* ---- of what is said later ---- */

static char *
enclosure_of (const char *file)
{
  return office_id_derive (file, "enclosure");
}

static void
schedule (Office *office, const char *files)
{
  do_it (office, CAT, "message.schedule", "{'id':'%s','room':'%s','send_at':1750003600000,'files':%s}", ONE, OPEN,
         files);
}

static void
test_enclose (Office *office, gconstpointer data)
{
  g_autofree char *first = enclosure_of (FILE1);
  g_autofree char *second = enclosure_of (FILE2);
  OfficeRecord *enclosure;

  schedule (office, "[" PLAN (FILE1) "," PLAN (FILE2) "]");
  g_assert_cmpuint (count_written (office), ==, 3);
  g_assert_false (office_record_has (record_of (office, ONE), "text"));
  g_assert_null (record_of (office, FILE1));
  enclosure = record_of (office, first);
  g_assert_cmpstr (office_record_get_kind_name (enclosure), ==, "enclosure");
  g_assert_cmpstr (office_record_get_scope (enclosure), ==, "person:" CAT);
  g_assert_cmpstr (office_record_get_text (enclosure, "scheduled"), ==, ONE);
  g_assert_cmpstr (office_record_get_text (enclosure, "file"), ==, FILE1);
  g_assert_cmpstr (office_record_get_text (enclosure, "name"), ==, "Plan.png");
  g_assert_cmpint (office_record_get_integer (enclosure, "size"), ==, 7);
  g_assert_cmpstr (office_record_get_text (enclosure, "type"), ==, "image/png");
  g_assert_cmpstr (office_record_get_text (enclosure, "hash"), ==, HASH);

  /* Whoever says nothing of them leaves them, and what is named stays as it is. */
  do_it (office, CAT, "message.schedule", "{'id':'%s','room':'%s','text':'See','send_at':1750003600000}", ONE, OPEN);
  g_assert_cmpuint (count_written (office), ==, 1);
  g_assert_nonnull (record_of (office, second));
  schedule (office, "[{'id':'" FILE2 "'}]");
  g_assert_null (record_of (office, first));
  g_assert_cmpstr (office_record_get_text (record_of (office, second), "name"), ==, "Plan.png");
  do_it (office, CAT, "remove", "{'kind':'scheduled','id':'%s'}", ONE);
  g_assert_null (record_of (office, second));
}

static void
refuse_schedule (Office *office, const char *person, OfficeProblem status, const char *field, const char *files)
{
  refuse (office, person, "message.schedule", status, field,
          "{'id':'%s','room':'%s','send_at':1750003600000,'files':%s}", TWO, OPEN, files);
}

static void
test_enclose_refused (Office *office, gconstpointer data)
{
  g_autofree char *enclosure = enclosure_of (FILE1);

  refuse_schedule (office, CAT, OFFICE_PROBLEM_INVALID, "text", "[]");
  refuse_schedule (office, CAT, OFFICE_PROBLEM_INVALID, "files", "['x']");
  refuse_schedule (office, CAT, OFFICE_PROBLEM_INVALID, "id", "[{}]");
  refuse_schedule (office, CAT, OFFICE_PROBLEM_CONFLICT, "id", "[" PLAN (FILE1) "," PLAN (FILE1) "]");
  refuse_schedule (office, CAT, OFFICE_PROBLEM_INVALID, "name", "[{'id':'" FILE1 "'}]");
  refuse_schedule (office, CAT, OFFICE_PROBLEM_INVALID, "hash",
                   "[{'id':'" FILE1 "','name':'A','type':'a/b','hash':'../../etc/passwd'}]");
  schedule (office, "[" PLAN (FILE1) "]");
  refuse_schedule (office, CAT, OFFICE_PROBLEM_CONFLICT, "id", "[" PLAN (FILE1) "]");
  refuse_schedule (office, GUS, OFFICE_PROBLEM_CONFLICT, "id", "[" PLAN (FILE1) "]");
  refuse (office, CAT, "message.schedule", OFFICE_PROBLEM_INVALID, "text",
          "{'id':'%s','room':'%s','send_at':1750003600000,'files':[]}", ONE, OPEN);
  refuse (office, CAT, "remove", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'enclosure','id':'%s'}", enclosure);
  refuse (office, CAT, "put", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'enclosure','id':'%s'}", FILE2);
}

static void
test_remove (Office *office, gconstpointer data)
{
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'See','files':[%s]}", ONE, OPEN, PLAN (FILE1));
  refuse (office, GUS, "remove", OFFICE_PROBLEM_FORBIDDEN, "id", "{'kind':'file','id':'%s'}", FILE1);
  do_it (office, CAT, "remove", "{'kind':'file','id':'%s'}", FILE1);
  g_assert_null (record_of (office, FILE1));
  g_assert_cmpstr (text_of (office, ONE, "text"), ==, "See");
  refuse (office, CAT, "patch", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'file','id':'%s','set':{'name':'Other'}}",
          FILE1);
}

static void
test_fixed (Office *office, gconstpointer data)
{
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','files':[%s]}", ONE, OPEN, PLAN (FILE1));
  refuse (office, CAT, "patch", OFFICE_PROBLEM_FORBIDDEN, "hash", "{'kind':'file','id':'%s','set':{'hash':'%s'}}",
          FILE1, HASH);
  refuse (office, CAT, "put", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'file','id':'%s','room':'%s'}", FILE2, OPEN);
}

/* A message that was only its files goes with the last of them. */
static void
test_remove_last (Office *office, gconstpointer data)
{
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','files':[%s,%s]}", ONE, OPEN, PLAN (FILE1), PLAN (FILE2));
  do_it (office, ADA, "remove", "{'kind':'file','id':'%s'}", FILE1);
  g_assert_false (office_record_get_boolean (record_of (office, ONE), "removed"));
  do_it (office, ADA, "remove", "{'kind':'file','id':'%s'}", FILE2);
  g_assert_true (office_record_get_boolean (record_of (office, ONE), "removed"));
}

static void
test_remove_message (Office *office, gconstpointer data)
{
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'A','files':[%s]}", ONE, OPEN, PLAN (FILE1));
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'B','files':[%s]}", TWO, OPEN, PLAN (FILE2));
  do_it (office, CAT, "remove", "{'kind':'message','id':'%s'}", ONE);
  g_assert_null (record_of (office, FILE1));
  g_assert_nonnull (record_of (office, FILE2));
}

static void
test_task (Office *office, gconstpointer data)
{
  make_task (office);
  do_it (office, GUS, "file.add", "{'task':'%s','id':'%s','name':'A.txt','type':'text/plain','hash':'%s'}", TASK, FILE1,
         HASH);
  g_assert_cmpstr (text_of (office, FILE1, "task"), ==, TASK);
  g_assert_false (office_record_has (record_of (office, FILE1), "message"));
  g_assert_false (office_record_has (record_of (office, FILE1), "size"));
  refuse (office, GUS, "file.add", OFFICE_PROBLEM_CONFLICT, "id",
          "{'task':'%s','id':'%s','name':'A.txt','type':'text/plain','hash':'%s'}", TASK, FILE1, HASH);
  refuse (office, GUS, "file.add", OFFICE_PROBLEM_NOT_FOUND, "task",
          "{'task':'%s','id':'%s','name':'A.txt','type':'text/plain','hash':'%s'}", OPEN, FILE2, HASH);
  do_it (office, GUS, "remove", "{'kind':'task','id':'%s'}", TASK);
  refuse (office, GUS, "file.add", OFFICE_PROBLEM_CONFLICT, "task",
          "{'task':'%s','id':'%s','name':'A.txt','type':'text/plain','hash':'%s'}", TASK, FILE2, HASH);
}

/* Of its own files only; where it goes, the task has none. */
static void
test_cover (Office *office, gconstpointer data)
{
  make_task (office);
  do_it (office, BEN, "file.add", "{'task':'%s','id':'%s','name':'A.png','type':'image/png','hash':'%s'}", TASK, FILE1,
         HASH);
  do_it (office, BEN, "file.add", "{'task':'%s','id':'%s','name':'B.png','type':'image/png','hash':'%s'}", TASK, FILE2,
         HASH);
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','set':{'cover':'%s'}}", TASK, FILE1);
  do_it (office, BEN, "remove", "{'kind':'file','id':'%s'}", FILE2);
  g_assert_cmpstr (text_of (office, TASK, "cover"), ==, FILE1);
  do_it (office, BEN, "remove", "{'kind':'file','id':'%s'}", FILE1);
  g_assert_false (office_record_has (record_of (office, TASK), "cover"));
}

static void
test_archived (Office *office, gconstpointer data)
{
  make_task (office);
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','files':[%s]}", ONE, OPEN, PLAN (FILE1));
  do_it (office, ADA, "patch", "{'kind':'room','id':'%s','set':{'archived':true}}", OPEN);
  refuse (office, CAT, "file.add", OFFICE_PROBLEM_CONFLICT, "room",
          "{'task':'%s','id':'%s','name':'A.txt','type':'text/plain','hash':'%s'}", TASK, FILE2, HASH);
  do_it (office, CAT, "remove", "{'kind':'file','id':'%s'}", FILE1);
}

static void
test_unseen (Office *office, gconstpointer data)
{
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','files':[%s]}", ONE, SHUT, PLAN (FILE1));
  refuse (office, CAT, "remove", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'file','id':'%s'}", FILE1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/files/send", test_send);
  ADD ("/effects/files/send-refused", test_send_refused);
  ADD ("/effects/files/enclose", test_enclose);
  ADD ("/effects/files/enclose-refused", test_enclose_refused);
  ADD ("/effects/files/remove", test_remove);
  ADD ("/effects/files/fixed", test_fixed);
  ADD ("/effects/files/remove-last", test_remove_last);
  ADD ("/effects/files/remove-message", test_remove_message);
  ADD ("/effects/files/task", test_task);
  ADD ("/effects/files/cover", test_cover);
  ADD ("/effects/files/archived", test_archived);
  ADD ("/effects/files/unseen", test_unseen);
  return g_test_run ();
}
