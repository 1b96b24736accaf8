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

/* Nobody has a template to do; made a task, it is theirs. */
static void
test_template (Office *office, gconstpointer data)
{
  g_autofree char *id = office_id_derive (ID ("11"), "assignment " CAT);

  add_task (office, ID ("11"), ",'template':true,'assignees':['" CAT "']");
  g_assert_null (record_of (office, id));
  set (office, ID ("11"), "'template':null");
  g_assert_nonnull (record_of (office, id));
  set (office, ID ("11"), "'template':true");
  g_assert_null (record_of (office, id));
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

/* A room is found by the keys that it had, so that no other gets one of them. */
static void
test_former_keys (Office *office, gconstpointer data)
{
  const char *other = ID ("e9");

  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'key':'WORK'}}", OPEN);
  g_assert_cmpstr (text_of (office, OPEN, "former_keys"), ==, "OPE");
  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'key':'WORK'}}", OPEN);
  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'key':'HALL'}}", OPEN);
  g_assert_cmpstr (text_of (office, OPEN, "former_keys"), ==, "WORK OPE");

  do_it (office, ADA, "room.create", "{'id':'%s','name':'Opera','visibility':'private'}", other);
  g_assert_cmpstr (text_of (office, other, "key"), ==, "OPE2");
  refuse (office, ADA, "patch", OFFICE_PROBLEM_CONFLICT, "key", "{'kind':'room','id':'%s','set':{'key':'OPE'}}", other);
  refuse (office, ADA, "patch", OFFICE_PROBLEM_CONFLICT, "key", "{'kind':'room','id':'%s','set':{'key':'WORK'}}",
          other);
  refuse (office, ADA, "patch", OFFICE_PROBLEM_FORBIDDEN, "former_keys",
          "{'kind':'room','id':'%s','set':{'former_keys':'WIN'}}", OPEN);

  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'key':'OPE'}}", OPEN); /* back to one of its own */
  g_assert_cmpstr (text_of (office, OPEN, "former_keys"), ==, "HALL WORK");
}

/* None is forgotten: a room that had as many as can be kept stays with what it has, or had. */
static void
test_too_many_keys (Office *office, gconstpointer data)
{
  g_autofree char *before = NULL;

  for (guint i = 0; i < 46; i++)
    do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'key':'LONGKEY%u'}}", OPEN, 100 + i);
  before = g_strdup (text_of (office, OPEN, "former_keys"));
  g_assert_cmpuint (strlen (before), <=, 500);
  g_assert_true (g_str_has_suffix (before, " OPE"));
  refuse (office, BEN, "patch", OFFICE_PROBLEM_CONFLICT, "key", "{'kind':'room','id':'%s','set':{'key':'LONGKEY999'}}",
          OPEN);
  do_it (office, BEN, "patch", "{'kind':'room','id':'%s','set':{'key':'LONGKEY120'}}", OPEN);
  g_assert_cmpuint (strlen (text_of (office, OPEN, "former_keys")), ==, strlen (before));
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

static char *
next_of (const char *task)
{
  return office_id_derive (task, "repeat");
}

static void
move (Office *office, const char *id, const char *where)
{
  g_autofree char *column = column_of (OPEN, where);

  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", id, column);
}

static void
test_repeat (Office *office, gconstpointer data)
{
  g_autofree char *next = next_of (ID ("11"));
  g_autofree char *todo = column_of (OPEN, "todo");
  g_autofree char *step = office_id_derive (next, ID ("21"));
  OfficeRecord *task;

  add_task (office, ID ("11"),
            ",'due':'2026-01-30T09:00','start':'2026-01-28','zone':'Europe/Berlin','repeat':'FREQ=WEEKLY;COUNT=3',"
            "'assignees':['" CAT "'],'estimate':30,'description':'D'");
  do_it (office, BEN, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'S'}", ID ("21"), OPEN,
         ID ("11"));
  do_it (office, BEN, "patch", "{'kind':'step','id':'%s','set':{'done':true}}", ID ("21"));
  move (office, ID ("11"), "done");
  g_assert_null (text_of (office, ID ("11"), "repeat"));
  task = record_of (office, next);
  g_assert_nonnull (task);
  g_assert_cmpstr (office_record_get_text (task, "due"), ==, "2026-02-06T09:00");
  g_assert_cmpstr (office_record_get_text (task, "start"), ==, "2026-02-04");
  g_assert_cmpstr (office_record_get_text (task, "repeat"), ==, "FREQ=WEEKLY;COUNT=2");
  g_assert_cmpstr (office_record_get_text (task, "zone"), ==, "Europe/Berlin");
  g_assert_cmpstr (office_record_get_text (task, "description"), ==, "D");
  g_assert_cmpstr (office_record_get_text (task, "column"), ==, todo);
  g_assert_cmpint (office_record_get_integer (task, "number"), ==, 2);
  g_assert_cmpint (office_record_get_integer (task, "estimate"), ==, 30);
  g_assert_cmpstr (text_of (office, step, "text"), ==, "S");
  g_assert_false (office_record_get_boolean (record_of (office, step), "done"));

  /* Opened again, and done again: the next one goes, and comes back. */
  move (office, ID ("11"), "doing");
  g_assert_cmpstr (text_of (office, ID ("11"), "repeat"), ==, "FREQ=WEEKLY;COUNT=3");
  g_assert_true (office_record_has (record_of (office, next), "trashed_at"));
  move (office, ID ("11"), "done");
  g_assert_false (office_record_has (record_of (office, next), "trashed_at"));
  g_assert_cmpint (office_record_get_integer (record_of (office, next), "number"), ==, 2);

  /* What somebody has done stays. */
  move (office, next, "done");
  move (office, ID ("11"), "todo");
  g_assert_null (text_of (office, ID ("11"), "repeat"));
  g_assert_false (office_record_has (record_of (office, next), "trashed_at"));
}

static void
test_repeat_end (Office *office, gconstpointer data)
{
  g_autofree char *second = next_of (ID ("11"));
  g_autofree char *third = next_of (second);

  add_task (office, ID ("11"), ",'due':'2026-01-30','repeat':'FREQ=MONTHLY;COUNT=2'");
  move (office, ID ("11"), "done");
  g_assert_cmpstr (text_of (office, second, "due"), ==, "2026-03-30");
  move (office, second, "done");
  g_assert_null (record_of (office, third));

  add_task (office, ID ("12"), ",'due':'2026-01-30','repeat':'FREQ=DAILY;UNTIL=20260130'");
  move (office, ID ("12"), "done");
  g_assert_cmpuint (count_written (office), ==, 1);
}

/* On the day on which it was done, where the one is who did it. */
static void
test_repeat_completion (Office *office, gconstpointer data)
{
  g_autofree char *next = next_of (ID ("11"));
  g_autofree char *other = next_of (ID ("12"));

  office->now = 1750028400000; /* 2025-06-15 23:00 UTC, which is the 16th in Berlin */
  do_it (office, BEN, "patch", "{'kind':'person','id':'%s','set':{'zone':'Europe/Berlin'}}", BEN);
  add_task (office, ID ("11"), ",'due':'2025-01-01T08:00','repeat':'FREQ=DAILY;INTERVAL=3','repeat_from':'completion'");
  move (office, ID ("11"), "done");
  g_assert_cmpstr (text_of (office, next, "due"), ==, "2025-06-19T08:00");
  add_task (office, ID ("12"), ",'repeat':'FREQ=DAILY'");
  move (office, ID ("12"), "done");
  g_assert_cmpstr (text_of (office, other, "due"), ==, "2025-06-17");
}

/* A task that was given a rule once more makes another one. */
static void
test_repeat_anew (Office *office, gconstpointer data)
{
  g_autofree char *next = next_of (ID ("11"));
  g_autofree char *other = office_id_derive (ID ("11"), "repeat 2");

  add_task (office, ID ("11"), ",'due':'2026-01-30','repeat':'FREQ=DAILY'");
  move (office, ID ("11"), "done");
  move (office, next, "done");
  move (office, ID ("11"), "todo");
  set (office, ID ("11"), "'repeat':'FREQ=WEEKLY'");
  move (office, ID ("11"), "done");
  g_assert_cmpstr (text_of (office, other, "due"), ==, "2026-02-06");
  move (office, ID ("11"), "todo");
  g_assert_true (office_record_has (record_of (office, other), "trashed_at"));
  g_assert_cmpstr (text_of (office, ID ("11"), "repeat"), ==, "FREQ=WEEKLY");
}

/* A client makes the same, but for the number. */
static void
test_repeat_on_client (Office *office, gconstpointer data)
{
  g_autofree char *next = next_of (ID ("11"));

  add_task (office, ID ("11"), ",'due':'2026-01-30','repeat':'FREQ=DAILY'");
  office_memory_book_set_host (office->book, FALSE);
  move (office, ID ("11"), "done");
  g_assert_cmpstr (text_of (office, next, "due"), ==, "2026-01-31");
  g_assert_false (office_record_has (record_of (office, next), "number"));
  office_memory_book_set_host (office->book, TRUE);
}

static void
test_remove_column (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (OPEN, "todo");
  g_autofree char *doing = column_of (OPEN, "doing");
  g_autofree char *done = column_of (OPEN, "done");
  g_autofree char *next = next_of (ID ("13"));
  g_autofree char *order = NULL;

  add_task (office, ID ("11"), "");
  add_task (office, ID ("12"), "");
  add_task (office, ID ("13"), ",'repeat':'FREQ=DAILY','due':'2026-01-30'");
  do_it (office, BEN, "remove", "{'kind':'task','id':'%s'}", ID ("12"));
  move (office, ID ("11"), "doing");
  refuse (office, BEN, "remove", OFFICE_PROBLEM_CONFLICT, "id", "{'kind':'column','id':'%s'}", todo);
  refuse (office, BEN, "remove", OFFICE_PROBLEM_INVALID, "to", "{'kind':'column','id':'%s','to':'%s'}", todo, todo);
  refuse (office, BEN, "remove", OFFICE_PROBLEM_INVALID, "to", "{'kind':'column','id':'%s','to':'%s'}", todo, NOBODY);
  do_it (office, BEN, "remove", "{'kind':'column','id':'%s','to':'%s'}", todo, doing);
  order = order_of (office, doing);
  g_assert_cmpstr (order, ==, "11 13 12");
  g_assert_true (office_record_has (record_of (office, ID ("12")), "trashed_at"));
  g_assert_null (record_of (office, todo));

  /* What is done by it comes again, in a column that stays. */
  do_it (office, BEN, "remove", "{'kind':'column','id':'%s','to':'%s'}", doing, done);
  g_assert_cmpstr (text_of (office, ID ("13"), "column"), ==, done);
  g_assert_true (office_record_has (record_of (office, ID ("13")), "completed_at"));
  g_assert_cmpstr (text_of (office, next, "column"), ==, done);
  refuse (office, BEN, "remove", OFFICE_PROBLEM_INVALID, "to", "{'kind':'column','id':'%s','to':'%s'}", done, doing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/plans/fields", test_fields);
  ADD ("/effects/plans/template", test_template);
  ADD ("/effects/plans/parent-circle", test_parent_circle);
  ADD ("/effects/plans/block-circle", test_block_circle);
  ADD ("/effects/plans/other-rooms", test_other_rooms);
  ADD ("/effects/plans/step-assignee", test_step_assignee);
  ADD ("/effects/plans/gone-column", test_gone_column);
  ADD ("/effects/plans/numbers", test_numbers);
  ADD ("/effects/plans/many-rooms", test_many_rooms);
  ADD ("/effects/plans/keys", test_keys);
  ADD ("/effects/plans/former-keys", test_former_keys);
  ADD ("/effects/plans/too-many-keys", test_too_many_keys);
  ADD ("/effects/plans/direct-room", test_direct_room);
  ADD ("/effects/plans/repeat", test_repeat);
  ADD ("/effects/plans/repeat-end", test_repeat_end);
  ADD ("/effects/plans/repeat-completion", test_repeat_completion);
  ADD ("/effects/plans/repeat-anew", test_repeat_anew);
  ADD ("/effects/plans/repeat-on-client", test_repeat_on_client);
  ADD ("/effects/plans/remove-column", test_remove_column);
  return g_test_run ();
}
