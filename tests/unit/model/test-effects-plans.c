/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

#include <string.h>

/* What tasks have to do with other tasks and with time. */

static void
add_task (Office *office, const char *id, const char *more)
{
  g_autofree char *column = column_of (OPEN, "todo");

  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'%s}", id, OPEN, column, more);
}

static void
refuse_task (Office *office, OfficeProblem status, const char *field, const char *more)
{
  g_autofree char *column = column_of (OPEN, "todo");

  refuse (office, BEN, "task.create", status, field, "{'id':'%s','room':'%s','column':'%s','title':'T'%s}", ID ("19"),
          OPEN, column, more);
}

static void
set (Office *office, const char *id, const char *set)
{
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','set':{%s}}", id, set);
}

static void
refuse_set (Office *office, OfficeProblem status, const char *field, const char *id, const char *set)
{
  refuse (office, BEN, "patch", status, field, "{'kind':'task','id':'%s','set':{%s}}", id, set);
}

static void
test_fields (Office *office, gconstpointer data)
{
  add_task (office, ID ("11"), "");
  add_task (office, ID ("12"),
            ",'start':'2026-03-01','due':'2026-03-02T09:00','zone':'Europe/Berlin','repeat':'FREQ=WEEKLY',"
            "'repeat_from':'completion','estimate':90,'watchers':['" CAT
            "'],'template':true,'parent':'" ID ("11") "','blocked_by':['" ID ("11") "']");
  g_assert_cmpstr (text_of (office, ID ("12"), "parent"), ==, ID ("11"));
  g_assert_cmpstr (text_of (office, ID ("12"), "zone"), ==, "Europe/Berlin");
  g_assert_cmpint (office_record_get_integer (record_of (office, ID ("12")), "estimate"), ==, 90);

  refuse_task (office, OFFICE_PROBLEM_INVALID, "start", ",'start':'2026-02-30'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "due", ",'due':'2026-13-01'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "zone", ",'zone':'Mars/Base'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "zone", ",'zone':'../../etc/passwd'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "repeat", ",'repeat':'FREQ=SECONDLY'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "repeat", ",'repeat':'sometimes'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "repeat_from", ",'repeat_from':'birth'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "estimate", ",'estimate':-1");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "parent", ",'parent':'" NOBODY "'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "parent", ",'parent':'" BEN "'");
  refuse_task (office, OFFICE_PROBLEM_CONFLICT, "parent", ",'parent':'" ID ("19") "'");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "blocked_by", ",'blocked_by':['" NOBODY "']");
  refuse_task (office, OFFICE_PROBLEM_CONFLICT, "blocked_by", ",'blocked_by':['" ID ("19") "']");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "watchers", ",'watchers':['" NOBODY "']");

  refuse_set (office, OFFICE_PROBLEM_INVALID, "due", ID ("11"), "'due':'2026-02-30'");
  refuse_set (office, OFFICE_PROBLEM_INVALID, "zone", ID ("11"), "'zone':'X'");
  refuse_set (office, OFFICE_PROBLEM_INVALID, "repeat", ID ("11"), "'repeat':'FREQ=DAILY;INTERVAL=0'");
  refuse_set (office, OFFICE_PROBLEM_INVALID, "cover", ID ("11"), "'cover':'" ID ("12") "'");
  refuse_set (office, OFFICE_PROBLEM_FORBIDDEN, "number", ID ("11"), "'number':7");
  set (office, ID ("12"), "'zone':null,'repeat':null,'parent':null");
  g_assert_null (text_of (office, ID ("12"), "parent"));
  /* A start after the due date is not clever, but nothing breaks. */
  set (office, ID ("12"), "'start':'2030-01-01'");
}

static void
test_parent_circle (Office *office, gconstpointer data)
{
  add_task (office, ID ("11"), "");
  add_task (office, ID ("12"), ",'parent':'" ID ("11") "'");
  add_task (office, ID ("13"), ",'parent':'" ID ("12") "'");
  refuse_set (office, OFFICE_PROBLEM_CONFLICT, "parent", ID ("11"), "'parent':'" ID ("13") "'");
  refuse_set (office, OFFICE_PROBLEM_CONFLICT, "parent", ID ("11"), "'parent':'" ID ("11") "'");
  set (office, ID ("12"), "'parent':null");
  set (office, ID ("11"), "'parent':'" ID ("13") "'");
}

static void
test_block_circle (Office *office, gconstpointer data)
{
  add_task (office, ID ("11"), "");
  add_task (office, ID ("12"), ",'blocked_by':['" ID ("11") "']");
  add_task (office, ID ("13"), ",'blocked_by':['" ID ("11") "','" ID ("12") "']");
  refuse (office, BEN, "patch", OFFICE_PROBLEM_CONFLICT, "blocked_by",
          "{'kind':'task','id':'%s','add':{'blocked_by':['%s']}}", ID ("11"), ID ("13"));
  refuse (office, BEN, "patch", OFFICE_PROBLEM_CONFLICT, "blocked_by",
          "{'kind':'task','id':'%s','add':{'blocked_by':['%s']}}", ID ("11"), ID ("11"));
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','take':{'blocked_by':['%s','%s']}}", ID ("13"), ID ("11"),
         ID ("12"));
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','add':{'blocked_by':['%s']}}", ID ("11"), ID ("13"));
}

/* Of another room too, where the writer sees it. */
static void
test_other_rooms (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (OPEN, "todo");
  g_autofree char *hidden = column_of (SHUT, "todo");

  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("11"), SHUT, hidden);
  add_task (office, ID ("12"), ",'parent':'" ID ("11") "','blocked_by':['" ID ("11") "']");
  refuse (office, CAT, "task.create", OFFICE_PROBLEM_INVALID, "parent",
          "{'id':'%s','room':'%s','column':'%s','title':'T','parent':'%s'}", ID ("13"), OPEN, todo, ID ("11"));
  refuse (office, CAT, "task.create", OFFICE_PROBLEM_INVALID, "blocked_by",
          "{'id':'%s','room':'%s','column':'%s','title':'T','blocked_by':['%s']}", ID ("13"), OPEN, todo, ID ("11"));
}

static void
test_step_assignee (Office *office, gconstpointer data)
{
  g_autofree char *hidden = column_of (SHUT, "todo");

  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("11"), SHUT, hidden);
  refuse (office, BEN, "put", OFFICE_PROBLEM_INVALID, "assignee",
          "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'S','assignee':'%s'}", ID ("21"), SHUT, ID ("11"),
          CAT);
  do_it (office, BEN, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'S','assignee':'%s'}", ID ("21"),
         SHUT, ID ("11"), ADA);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "assignee", "{'kind':'step','id':'%s','set':{'assignee':'%s'}}",
          ID ("21"), CAT);
  do_it (office, BEN, "patch", "{'kind':'step','id':'%s','set':{'assignee':'%s'}}", ID ("21"), BEN);
}

/* Nothing that is written while a column goes is lost. */
static void
test_gone_column (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (OPEN, "todo");
  g_autofree char *doing = column_of (OPEN, "doing");

  do_it (office, BEN, "remove", "{'kind':'column','id':'%s'}", doing);
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','after':'%s'}", ID ("11"), OPEN,
         doing, NOBODY);
  g_assert_cmpstr (text_of (office, ID ("11"), "column"), ==, todo);
  refuse (office, BEN, "task.move", OFFICE_PROBLEM_CONFLICT, "column", "{'id':'%s','column':'%s'}", ID ("11"), doing);
}

static gint64
number_of (Office *office, const char *id)
{
  return office_record_get_integer (record_of (office, id), "number");
}

static void
test_numbers (Office *office, gconstpointer data)
{
  g_autofree char *hidden = column_of (SHUT, "todo");

  add_task (office, ID ("11"), "");
  refuse_task (office, OFFICE_PROBLEM_INVALID, "zone", ",'zone':'X'");
  add_task (office, ID ("12"), "");
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("13"), SHUT, hidden);
  g_assert_cmpint (number_of (office, ID ("11")), ==, 1);
  g_assert_cmpint (number_of (office, ID ("12")), ==, 2);
  g_assert_cmpint (number_of (office, ID ("13")), ==, 1);

  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s'}", ID ("12"), SHUT);
  g_assert_cmpint (number_of (office, ID ("12")), ==, 2);
  g_assert_cmpstr (text_of (office, ID ("12"), "former"), ==, "OPE-2");
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s'}", ID ("12"), OPEN);
  g_assert_cmpint (number_of (office, ID ("12")), ==, 3);
  g_assert_cmpstr (text_of (office, ID ("12"), "former"), ==, "SHU-2 OPE-2");
}

/* What it was called first is forgotten first, whole. */
static void
test_many_rooms (Office *office, gconstpointer data)
{
  const char *former;

  add_task (office, ID ("11"), "");
  for (guint i = 0; i < 100; i++)
    do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s'}", ID ("11"), i % 2 == 0 ? SHUT : OPEN);
  former = text_of (office, ID ("11"), "former");
  g_assert_cmpuint (strlen (former), <=, 500);
  g_assert_true (g_str_has_prefix (former, "SHU-50 OPE-50 SHU-49 "));
  g_assert_cmpint (strrchr (former, '-') - strrchr (former, ' '), ==, 4);
}

static void
test_keys (Office *office, gconstpointer data)
{
  static const struct {
    const char *name, *key;
  } rooms[] = {
    { "Design", "DES" }, { "Design Two", "DES2" }, { "Über uns", "UBE" },
    { "设计", "RM" },    { "9 lives", "LIV" },     { "A", "RM2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-0000000000e%u", i);

      do_it (office, ADA, "room.create", "{'id':'%s','name':'%s','visibility':'private'}", id, rooms[i].name);
      g_assert_cmpstr (text_of (office, id, "key"), ==, rooms[i].key);
    }
  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'key':'WORK1'}}", OPEN);
  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'key':'WORK1'}}", OPEN);
  refuse (office, BEN, "patch", OFFICE_PROBLEM_CONFLICT, "key", "{'kind':'room','id':'%s','set':{'key':'DES'}}", OPEN);
  for (guint i = 0; i < 6; i++)
    {
      static const char *const bad[] = { "'A'", "'abc'", "'1AB'", "'A-B'", "'ABCDEFGHIJK'", "null" };

      refuse (office, BEN, "patch", OFFICE_PROBLEM_INVALID, "key", "{'kind':'room','id':'%s','set':{'key':%s}}", OPEN,
              bad[i]);
    }
}

static void
test_direct_room (Office *office, gconstpointer data)
{
  const char *const people[] = { ADA, BEN, NULL };
  g_autofree char *room = office_id_derive_direct (OFFICE, people);

  do_it (office, ADA, "room.open-direct", "{'members':['%s']}", BEN);
  g_assert_null (text_of (office, room, "key"));
  refuse (office, ADA, "patch", OFFICE_PROBLEM_FORBIDDEN, "key", "{'kind':'room','id':'%s','set':{'key':'TWO'}}", room);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/plans/fields", test_fields);
  ADD ("/effects/plans/parent-circle", test_parent_circle);
  ADD ("/effects/plans/block-circle", test_block_circle);
  ADD ("/effects/plans/other-rooms", test_other_rooms);
  ADD ("/effects/plans/step-assignee", test_step_assignee);
  ADD ("/effects/plans/gone-column", test_gone_column);
  ADD ("/effects/plans/numbers", test_numbers);
  ADD ("/effects/plans/many-rooms", test_many_rooms);
  ADD ("/effects/plans/keys", test_keys);
  ADD ("/effects/plans/direct-room", test_direct_room);
  return g_test_run ();
}
