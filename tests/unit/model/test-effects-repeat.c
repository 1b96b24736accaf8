/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

/* Tasks that come again where several do at once, or where the next one has had a life before. */

#define ONE   ID ("11")
#define TWO   ID ("12")
#define THREE ID ("13")

static void
add_task (Office *office, const char *id, const char *more)
{
  g_autofree char *column = column_of (OPEN, "todo");

  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'%s}", id, OPEN, column, more);
}

static void
move (Office *office, const char *id, const char *where)
{
  g_autofree char *column = column_of (OPEN, where);

  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", id, column);
}

static char *
next_of (const char *task)
{
  return office_id_derive (task, "repeat");
}

/* Each has a place of its own. */
static void
test_many (Office *office, gconstpointer data)
{
  g_autofree char *doing = column_of (OPEN, "doing");
  g_autofree char *done = column_of (OPEN, "done");
  g_autofree char *first = next_of (ONE);
  g_autofree char *second = next_of (TWO);

  add_task (office, ONE, ",'due':'2026-01-30','repeat':'FREQ=DAILY'");
  add_task (office, TWO, ",'due':'2026-01-30','repeat':'FREQ=DAILY'");
  move (office, ONE, "doing");
  move (office, TWO, "doing");
  do_it (office, BEN, "remove", "{'kind':'column','id':'%s','to':'%s'}", doing, done);
  g_assert_cmpstr (text_of (office, first, "column"), ==, text_of (office, second, "column"));
  g_assert_cmpstr (text_of (office, first, "position"), !=, text_of (office, second, "position"));
}

/* Who had it then, and has it no more, is not told that they have it. */
static void
test_assignees (Office *office, gconstpointer data)
{
  g_autofree char *next = next_of (ONE);
  g_autofree char *name = g_strconcat ("assignment ", CAT, NULL);
  g_autofree char *assignment = office_id_derive (next, name);
  g_auto (GStrv) assignees = NULL;

  add_task (office, ONE, ",'due':'2026-01-30','repeat':'FREQ=DAILY','assignees':['" CAT "']");
  move (office, ONE, "done");
  g_assert_nonnull (record_of (office, assignment));
  move (office, ONE, "todo");
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','take':{'assignees':['%s']},'add':{'assignees':['%s']}}", ONE,
         CAT, ADA);
  move (office, ONE, "done");
  assignees = office_record_dup_ids (record_of (office, next), "assignees");
  g_assert_cmpstr (assignees[0], ==, ADA);
  g_assert_null (record_of (office, assignment));
}

/* One of the trash that has got parts: the task that it follows is one of them now. */
static void
test_circle (Office *office, gconstpointer data)
{
  g_autofree char *next = next_of (ONE);

  add_task (office, TWO, "");
  add_task (office, ONE, ",'due':'2026-01-30','repeat':'FREQ=DAILY','parent':'" TWO "'");
  move (office, ONE, "done");
  g_assert_cmpstr (text_of (office, next, "parent"), ==, TWO);
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','parent':'%s'}", THREE, OPEN,
         text_of (office, next, "column"), next);
  move (office, ONE, "todo");
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','set':{'parent':'%s'}}", ONE, THREE);
  move (office, ONE, "done");
  g_assert_false (office_record_has (record_of (office, next), "trashed_at"));
  g_assert_false (office_record_has (record_of (office, next), "parent"));
}

/* On a board without a column for it, the next one lies where what is done lies; that does not make another one. */
static void
test_no_open_column (Office *office, gconstpointer data)
{
  g_autofree char *todo = column_of (OPEN, "todo");
  g_autofree char *doing = column_of (OPEN, "doing");
  g_autofree char *done = column_of (OPEN, "done");
  g_autofree char *next = next_of (ONE);
  g_autofree char *after = next_of (next);

  add_task (office, ONE, ",'due':'2026-01-30','repeat':'FREQ=DAILY'");
  move (office, ONE, "done");
  move (office, ONE, "todo");
  g_assert_true (office_record_has (record_of (office, next), "trashed_at"));
  do_it (office, BEN, "remove", "{'kind':'column','id':'%s','to':'%s'}", doing, todo);
  do_it (office, BEN, "remove", "{'kind':'column','id':'%s','to':'%s'}", todo, done);
  g_assert_false (office_record_has (record_of (office, next), "trashed_at"));
  g_assert_cmpstr (text_of (office, next, "repeat"), ==, "FREQ=DAILY");
  g_assert_null (record_of (office, after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/repeat/many", test_many);
  ADD ("/effects/repeat/assignees", test_assignees);
  ADD ("/effects/repeat/circle", test_circle);
  ADD ("/effects/repeat/no-open-column", test_no_open_column);
  return g_test_run ();
}
