/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

#define TASK  ID ("11")
#define STEP  ID ("12")
#define LABEL ID ("13")

static void
add_task (Office *office)
{
  g_autofree char *todo = column_of (OPEN, "todo");

  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'Call'}", TASK, OPEN, todo);
}

static void
test_put (Office *office, gconstpointer data)
{
  add_task (office);
  do_it (office, GUS, "put", "{'kind':'label','id':'%s','room':'%s','name':'Site'}", LABEL, OPEN);
  g_assert_cmpstr (text_of (office, LABEL, "hue"), ==, "slate");
  g_assert_cmpstr (office_record_get_scope (record_of (office, LABEL)), ==, "room:" OPEN);
  do_it (office, BEN, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'First'}", STEP, OPEN, TASK);
  do_it (office, BEN, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'Second','done':true}", ID ("14"),
         OPEN, TASK);
  g_assert_cmpstr (text_of (office, STEP, "position"), <, text_of (office, ID ("14"), "position"));
  g_assert_true (office_record_get_boolean (record_of (office, ID ("14")), "done"));
  do_it (office, BEN, "put", "{'kind':'column','id':'%s','room':'%s','name':'Later','position':'Zz','state':'doing'}",
         ID ("15"), OPEN);
  g_assert_cmpstr (text_of (office, ID ("15"), "position"), ==, "Zz");
}

static void
test_put_refused (Office *office, gconstpointer data)
{
  add_task (office);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "kind", "{'id':'%s'}", LABEL);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "kind", "{'kind':'thing','id':'%s'}", LABEL);
  refuse (office, BEN, "put", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'message','id':'%s','room':'%s','text':'A'}",
          LABEL, OPEN);
  refuse (office, BEN, "put", OFFICE_PROBLEM_FORBIDDEN, "kind",
          "{'kind':'person','id':'%s','name':'Eve','role':'admin'}", LABEL);
  refuse (office, BEN, "put", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'member','id':'%s','room':'%s','person':'%s'}",
          LABEL, SHUT, CAT);
  refuse (office, CAT, "put", OFFICE_PROBLEM_NOT_FOUND, "room", "{'kind':'label','id':'%s','room':'%s','name':'A'}",
          LABEL, SHUT);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "name", "{'kind':'label','id':'%s','room':'%s'}", LABEL, OPEN);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "hue",
          "{'kind':'label','id':'%s','room':'%s','name':'A','hue':'pink'}", LABEL, OPEN);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "colour",
          "{'kind':'label','id':'%s','room':'%s','name':'A','colour':'red'}", LABEL, OPEN);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "rev",
          "{'kind':'label','id':'%s','room':'%s','name':'A','rev':1}", LABEL, OPEN);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "scope",
          "{'kind':'label','id':'%s','room':'%s','name':'A','scope':'office'}", LABEL, OPEN);
  refuse (office, BEN, "put", OFFICE_PROBLEM_CONFLICT, "id", "{'kind':'label','id':'%s','room':'%s','name':'A'}", TASK,
          OPEN);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "task", "{'kind':'step','id':'%s','room':'%s','text':'A'}", STEP,
          OPEN);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "task",
          "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'A'}", STEP, SHUT, NOBODY);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "position",
          "{'kind':'column','id':'%s','room':'%s','name':'A','position':'a'}", STEP, OPEN);
}

static void
test_patch (Office *office, gconstpointer data)
{
  OfficeRecord *task;

  add_task (office);
  do_it (office, CAT, "patch",
         "{'kind':'task','id':'%s','set':{'title':'Call Anna','due':'2026-03-01T09:30','priority':'low'}}", TASK);
  g_assert_cmpuint (count_written (office), ==, 2); /* and a reminder of the date */
  task = record_of (office, TASK);
  g_assert_cmpstr (office_record_get_text (task, "title"), ==, "Call Anna");
  g_assert_cmpstr (office_record_get_text (task, "due"), ==, "2026-03-01T09:30");
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s','set':{'due':null,'priority':'none'}}", TASK);
  task = record_of (office, TASK);
  g_assert_false (office_record_has (task, "due"));
  g_assert_false (office_record_has (task, "priority"));
  g_assert_cmpstr (office_record_get_text (task, "priority"), ==, "none");
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s','set':{'due':null,'description':''}}", TASK);
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s'}", TASK);
  g_assert_cmpuint (count_written (office), ==, 0);
}

static void
test_patch_refused (Office *office, gconstpointer data)
{
  g_autofree char *shut = column_of (SHUT, "todo");
  g_autofree char *long_name = g_strnfill (100, 'x');

  add_task (office);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "kind", "{'id':'%s'}", TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "kind", "{'kind':'thing','id':'%s'}", TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "id", "{'kind':'task'}");
  refuse (office, BEN, "patch", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'label','id':'%s','set':{'name':'A'}}", TASK);
  refuse (office, CAT, "patch", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'column','id':'%s','set':{'name':'A'}}", shut);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "set", "{'kind':'task','id':'%s','set':[]}", TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "size", "{'kind':'task','id':'%s','set':{'size':3}}", TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "set", "{'kind':'task','id':'%s','set':{'%s':3}}", TASK,
          long_name);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "scope", "{'kind':'task','id':'%s','set':{'scope':'office'}}",
          TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "assignees", "{'kind':'task','id':'%s','set':{'assignees':[]}}",
          TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "title", "{'kind':'task','id':'%s','set':{'title':null}}",
          TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "title", "{'kind':'task','id':'%s','set':{'title':7}}", TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "column", "{'kind':'task','id':'%s','set':{'column':'%s'}}",
          TASK, shut);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "room", "{'kind':'task','id':'%s','set':{'room':'%s'}}", TASK,
          SHUT);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "trashed_at",
          "{'kind':'task','id':'%s','set':{'trashed_at':1}}", TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "visibility",
          "{'kind':'room','id':'%s','set':{'visibility':'public'}}", SHUT);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "name", "{'kind':'room','id':'%s','set':{'name':null}}", SHUT);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "name", "{'kind':'room','id':'%s','set':{'name':' '}}", SHUT);
  /* One bad field refuses the whole. */
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "due",
          "{'kind':'task','id':'%s','set':{'title':'New','due':'soon'}}", TASK);
  g_assert_cmpstr (text_of (office, TASK, "title"), ==, "Call");
}

static void
test_sets (Office *office, gconstpointer data)
{
  g_auto (GStrv) ids = NULL;

  add_task (office);
  do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'Site'}", LABEL, OPEN);
  do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'Site'}", ID ("14"), SHUT);
  do_it (office, ADA, "patch", "{'kind':'task','id':'%s','add':{'assignees':['%s','%s'],'labels':['%s']}}", TASK, BEN,
         CAT, LABEL);
  do_it (office, ADA, "patch", "{'kind':'task','id':'%s','add':{'assignees':['%s']},'take':{'assignees':['%s','%s']}}",
         TASK, GUS, BEN, NOBODY);
  g_assert_cmpuint (count_written (office), ==, 2); /* the task, and what tells Gus */
  ids = office_record_dup_ids (record_of (office, TASK), "assignees");
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[0], ==, CAT);
  g_assert_cmpstr (ids[1], ==, GUS);
  do_it (office, ADA, "patch", "{'kind':'task','id':'%s','add':{'assignees':['%s']},'take':{'labels':['%s']}}", TASK,
         GUS, ID ("14"));
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, ADA, "patch", "{'kind':'task','id':'%s','take':{'labels':['%s'],'assignees':['%s','%s']}}", TASK,
         LABEL, CAT, GUS);
  g_assert_false (office_record_has (record_of (office, TASK), "labels"));
  g_assert_false (office_record_has (record_of (office, TASK), "assignees"));

  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "assignees",
          "{'kind':'task','id':'%s','add':{'assignees':['%s']}}", TASK, NOBODY);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "assignees",
          "{'kind':'task','id':'%s','add':{'assignees':['x']}}", TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "assignees",
          "{'kind':'task','id':'%s','take':{'assignees':'%s'}}", TASK, BEN);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "assignees",
          "{'kind':'task','id':'%s','take':{'assignees':null}}", TASK);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "labels", "{'kind':'task','id':'%s','add':{'labels':['%s']}}",
          TASK, ID ("14"));
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "title", "{'kind':'task','id':'%s','add':{'title':['%s']}}",
          TASK, LABEL);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "add", "{'kind':'task','id':'%s','add':[]}", TASK);
}

static void
test_set_limit (Office *office, gconstpointer data)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  add_task (office);
  for (guint i = 0; i < 21; i++)
    {
      g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-00000001%04u", i);

      do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'L'}", id, OPEN);
      if (i < 20)
        g_string_append_printf (ids, "%s'%s'", i > 0 ? "," : "", id);
    }
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','add':{'labels':[%s]}}", TASK, ids->str);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "labels",
          "{'kind':'task','id':'%s','add':{'labels':['0190a000-0000-7000-8000-000000010020']}}", TASK);
  /* Room is made first. */
  do_it (office, BEN, "patch",
         "{'kind':'task','id':'%s','add':{'labels':['0190a000-0000-7000-8000-000000010020']},'take':{'labels':['"
         "0190a000-0000-7000-8000-000000010000']}}",
         TASK);
}

static void
test_overwritten (Office *office, gconstpointer data)
{
  OfficeOverwritten *overwritten;

  add_task (office);
  office->base = office_memory_book_get_head (office->book);
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s','set':{'title':'Call Anna','due':'2026-01-01'}}", TASK);
  g_assert_cmpuint (office->last->overwritten->len, ==, 0);
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','set':{'title':'Call Otto','priority':'high'}}", TASK);
  g_assert_cmpuint (office->last->overwritten->len, ==, 1);
  overwritten = g_ptr_array_index (office->last->overwritten, 0);
  g_assert_cmpstr (overwritten->field, ==, "title");
  g_assert_cmpstr (overwritten->by, ==, CAT);
  g_assert_cmpstr (json_node_get_string (overwritten->was), ==, "Call Anna");
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','set':{'due':'2026-01-01'}}", TASK);
  g_assert_cmpuint (office->last->overwritten->len, ==, 0); /* the same value */
  office->base = office_memory_book_get_head (office->book);
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s','set':{'title':'Call Mei'}}", TASK);
  g_assert_cmpuint (office->last->overwritten->len, ==, 0); /* knew it */
}

static void
test_three_way (Office *office, gconstpointer data)
{
  add_task (office);
  office->base = office_memory_book_get_head (office->book);
  office->id = ID ("10");
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s','set':{'description':'One'}}", TASK);
  office->id = ID ("11");
  /* The same person on another device has not seen it. */
  refuse (office, CAT, "patch", OFFICE_PROBLEM_CONFLICT, "description",
          "{'kind':'task','id':'%s','set':{'description':'Two'}}", TASK);
  office->follows = ID ("10");
  do_it (office, CAT, "patch", "{'kind':'task','id':'%s','set':{'description':'One two'}}", TASK);
  office->id = ID ("12");
  refuse (office, CAT, "patch", OFFICE_PROBLEM_CONFLICT, "description",
          "{'kind':'task','id':'%s','set':{'description':'One three'}}", TASK);
  office->follows = NULL;
  refuse (office, BEN, "patch", OFFICE_PROBLEM_CONFLICT, "description",
          "{'kind':'task','id':'%s','set':{'description':'Three'}}", TASK);
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','set':{'description':'One two'}}", TASK);
  g_assert_cmpuint (count_written (office), ==, 0);
  office->base = office_memory_book_get_head (office->book);
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','set':{'description':'Three'}}", TASK);
  g_assert_cmpstr (text_of (office, TASK, "description"), ==, "Three");
}

static void
test_people (Office *office, gconstpointer data)
{
  do_it (office, BEN, "patch",
         "{'kind':'person','id':'%s','set':{'name':'Benno','status':'On site','place':'site','zone':'Europe/Berlin'}}",
         BEN);
  g_assert_cmpstr (text_of (office, BEN, "name"), ==, "Benno");
  do_it (office, BEN, "patch", "{'kind':'person','id':'%s','set':{'name':'benno'}}", BEN);
  do_it (office, ADA, "patch", "{'kind':'person','id':'%s','set':{'name':'Ben'}}", BEN);
  refuse (office, CAT, "patch", OFFICE_PROBLEM_FORBIDDEN, "name", "{'kind':'person','id':'%s','set':{'name':'Eve'}}",
          BEN);
  refuse (office, CAT, "patch", OFFICE_PROBLEM_CONFLICT, "name", "{'kind':'person','id':'%s','set':{'name':'BEN'}}",
          CAT);
  refuse (office, CAT, "patch", OFFICE_PROBLEM_INVALID, "name", "{'kind':'person','id':'%s','set':{'name':''}}", CAT);
  refuse (office, CAT, "patch", OFFICE_PROBLEM_FORBIDDEN, "role", "{'kind':'person','id':'%s','set':{'role':'admin'}}",
          CAT);
  refuse (office, ADA, "patch", OFFICE_PROBLEM_FORBIDDEN, "role", "{'kind':'person','id':'%s','set':{'role':'member'}}",
          ADA);
  do_it (office, ADA, "patch", "{'kind':'person','id':'%s','set':{'role':'admin'}}", CAT);
  do_it (office, CAT, "patch", "{'kind':'person','id':'%s','set':{'role':'member'}}", ADA);
  g_assert_true (office_record_has (record_of (office, ADA), "role")); /* required: the default is kept too */
  refuse (office, ADA, "patch", OFFICE_PROBLEM_FORBIDDEN, "role", "{'kind':'person','id':'%s','set':{'role':'member'}}",
          CAT);
}

static void
test_office (Office *office, gconstpointer data)
{
  refuse (office, BEN, "patch", OFFICE_PROBLEM_FORBIDDEN, "name", "{'kind':'office','id':'%s','set':{'name':'Süd'}}",
          OFFICE);
  do_it (office, ADA, "patch", "{'kind':'office','id':'%s','set':{'name':'Atelier Süd'}}", OFFICE);
  g_assert_cmpstr (text_of (office, OFFICE, "name"), ==, "Atelier Süd");
}

static void
test_remove (Office *office, gconstpointer data)
{
  add_task (office);
  do_it (office, BEN, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'First'}", STEP, OPEN, TASK);
  do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'Site'}", LABEL, OPEN);
  do_it (office, GUS, "remove", "{'kind':'step','id':'%s'}", STEP);
  g_assert_cmpuint (office->last->gone->len, ==, 1);
  g_assert_true (office_record_is_gone (g_ptr_array_index (office->last->gone, 0)));
  g_assert_null (record_of (office, STEP));
  refuse (office, BEN, "remove", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'step','id':'%s'}", STEP);
  do_it (office, BEN, "remove", "{'kind':'label','id':'%s'}", LABEL);
  g_assert_null (record_of (office, LABEL));
  refuse (office, ADA, "remove", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'room','id':'%s'}", OPEN);
  refuse (office, ADA, "remove", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'person','id':'%s'}", BEN);
  refuse (office, ADA, "remove", OFFICE_PROBLEM_FORBIDDEN, "kind", "{'kind':'office','id':'%s'}", OFFICE);
  refuse (office, ADA, "remove", OFFICE_PROBLEM_INVALID, "kind", "{'kind':'thing','id':'%s'}", OPEN);
}

/* What a newer version put into a record stays in it. */
static void
test_unknown_fields (Office *office, gconstpointer data)
{
  OfficeRecord *label = office_record_new ("label", LABEL, "room:" OPEN);

  office_record_set_text (label, "room", OPEN);
  office_record_set_text (label, "name", "Site");
  office_record_set_text (label, "emoji", "🪴");
  office_memory_book_put (office->book, label);
  do_it (office, BEN, "patch", "{'kind':'label','id':'%s','set':{'name':'Place'}}", LABEL);
  g_assert_cmpstr (text_of (office, LABEL, "name"), ==, "Place");
  g_assert_cmpstr (text_of (office, LABEL, "emoji"), ==, "🪴");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/fields/put", test_put);
  ADD ("/effects/fields/put-refused", test_put_refused);
  ADD ("/effects/fields/patch", test_patch);
  ADD ("/effects/fields/patch-refused", test_patch_refused);
  ADD ("/effects/fields/sets", test_sets);
  ADD ("/effects/fields/set-limit", test_set_limit);
  ADD ("/effects/fields/overwritten", test_overwritten);
  ADD ("/effects/fields/three-way", test_three_way);
  ADD ("/effects/fields/people", test_people);
  ADD ("/effects/fields/office", test_office);
  ADD ("/effects/fields/remove", test_remove);
  ADD ("/effects/fields/unknown-fields", test_unknown_fields);
  return g_test_run ();
}
