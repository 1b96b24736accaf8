/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

#include "office-position.h"

#include <string.h>

typedef struct {
  char *todo;
  char *doing;
  char *done;
} Columns;

static void
columns_clear (Columns *columns)
{
  g_free (columns->todo);
  g_free (columns->doing);
  g_free (columns->done);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static Columns
columns_of (const char *room)
{
  return (Columns){ column_of (room, "todo"), column_of (room, "doing"), column_of (room, "done") };
}

static void
add_task (Office *office, const char *id, const char *column, const char *after)
{
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','after':%s%s%s}", id, OPEN,
         column, after != NULL ? "'" : "", after != NULL ? after : "null", after != NULL ? "'" : "");
}

static void
check_order (Office *office, const char *column, const char *expected)
{
  g_autofree char *order = order_of (office, column);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_create (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);
  OfficeRecord *task;

  do_it (office, GUS, "message.send", "{'id':'%s','room':'%s','text':'Please'}", ID ("01"), OPEN);
  do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'Site','hue':'red'}", ID ("02"), OPEN);
  do_it (
      office, BEN, "task.create",
      "{'id':'%s','room':'%s','column':'%s','title':'Call','description':'a\\nb','assignees':['%s','%s'],"
      "'labels':['%s'],'priority':'high','due':'2026-02-28','source':'%s','created_by':'%s','trashed_at':1,'new':true}",
      ID ("11"), OPEN, columns.todo, CAT, GUS, ID ("02"), ID ("01"), ADA);
  task = record_of (office, ID ("11"));
  g_assert_cmpstr (office_record_get_scope (task), ==, "room:" OPEN);
  g_assert_cmpstr (office_record_get_text (task, "room"), ==, OPEN);
  g_assert_cmpstr (office_record_get_text (task, "column"), ==, columns.todo);
  g_assert_cmpstr (office_record_get_text (task, "title"), ==, "Call");
  g_assert_cmpstr (office_record_get_text (task, "priority"), ==, "high");
  g_assert_cmpstr (office_record_get_text (task, "due"), ==, "2026-02-28");
  g_assert_cmpstr (office_record_get_text (task, "source"), ==, ID ("01"));
  g_assert_cmpstr (office_record_get_text (task, "created_by"), ==, BEN);
  g_assert_cmpint (office_record_get_integer (task, "created_at"), ==, office->now);
  g_assert_false (office_record_has (task, "trashed_at"));
  g_assert_false (office_record_has (task, "completed_at"));
  g_assert_false (office_record_has (task, "new"));
  g_assert_true (office_position_is_valid (office_record_get_text (task, "position")));

  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'Past','priority':'none'}",
         ID ("12"), OPEN, columns.done);
  g_assert_cmpint (office_record_get_integer (record_of (office, ID ("12")), "completed_at"), ==, office->now);
  g_assert_false (office_record_has (record_of (office, ID ("12")), "priority"));
}

static void
refuse_create (Office *office, OfficeProblem status, const char *field, const char *rest)
{
  g_auto (Columns) columns = columns_of (OPEN);

  refuse (office, BEN, "task.create", status, field, "{'id':'%s','room':'%s','column':'%s'%s}", ID ("19"), OPEN,
          columns.todo, rest);
}

static void
test_create_refused (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);
  g_auto (Columns) shut = columns_of (SHUT);
  g_autofree char *long_title = g_strnfill (501, 'x');
  g_autofree char *too_long = g_strdup_printf (",'title':'%s'", long_title);

  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'A'}", ID ("01"), SHUT);
  do_it (office, BEN, "put", "{'kind':'label','id':'%s','room':'%s','name':'Site'}", ID ("02"), SHUT);
  refuse (office, CAT, "task.create", OFFICE_PROBLEM_NOT_FOUND, "room",
          "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("19"), SHUT, shut.todo);
  refuse (office, BEN, "task.create", OFFICE_PROBLEM_INVALID, "column",
          "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("19"), OPEN, shut.todo);
  refuse (office, BEN, "task.create", OFFICE_PROBLEM_INVALID, "column",
          "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("19"), OPEN, BEN);
  refuse (office, BEN, "task.create", OFFICE_PROBLEM_INVALID, "column", "{'id':'%s','room':'%s','title':'T'}",
          ID ("19"), OPEN);
  refuse_create (office, OFFICE_PROBLEM_INVALID, "title", "");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "title", ",'title':' '");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "title", ",'title':'a\\nb'");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "title", too_long);
  refuse_create (office, OFFICE_PROBLEM_INVALID, "due", ",'title':'T','due':'2026-02-29'");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "due", ",'title':'T','due':'2026-02-28T24:00'");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "due", ",'title':'T','due':1750000000000");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "priority", ",'title':'T','priority':'urgent'");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "source", ",'title':'T','source':'" ID ("01") "'");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "labels", ",'title':'T','labels':['" ID ("02") "']");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "labels", ",'title':'T','labels':['" BEN "']");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "assignees", ",'title':'T','assignees':['" NOBODY "']");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "assignees", ",'title':'T','assignees':['" BEN "','" BEN "']");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "assignees", ",'title':'T','assignees':[null]");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "assignees", ",'title':'T','assignees':{}");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "position", ",'title':'T','position':'!'");
  refuse_create (office, OFFICE_PROBLEM_INVALID, "after", ",'title':'T','after':'" NOBODY "'");
  refuse (office, BEN, "task.create", OFFICE_PROBLEM_INVALID, "assignees",
          "{'id':'%s','room':'%s','column':'%s','title':'T','assignees':['%s']}", ID ("19"), SHUT, shut.todo, CAT);
  refuse (office, BEN, "task.create", OFFICE_PROBLEM_CONFLICT, "id",
          "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("01"), OPEN, columns.todo);
}

/* The largest task that the limits of its fields allow still is a record. */
static void
test_largest (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) description = g_string_new (NULL);
  g_autoptr (OfficeRecord) task = NULL;
  g_autofree char *body = NULL;
  g_autofree char *key = g_strnfill (63, 'z');
  g_autofree char *position = g_strconcat ("a", key, NULL);

  for (guint i = 0; i < 500; i++)
    g_string_append (title, "\xf0\x9f\xaa\xb4");
  for (guint i = 0; i < OFFICE_LIMIT_TEXT; i++)
    g_string_append (description, "\xf0\x9f\xaa\xb4");
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'%s','description':'%s'}", ID ("11"),
         OPEN, columns.done, title->str, description->str);
  task = office_record_copy (record_of (office, ID ("11")));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *id = office_id_derive (OFFICE, name);

      office_record_add_id (task, "assignees", id);
      if (i < 20)
        office_record_add_id (task, "labels", id);
    }
  office_record_set_text (task, "position", position);
  office_record_set_text (task, "priority", "medium");
  office_record_set_text (task, "due", "2026-02-28T23:59");
  office_record_set_text (task, "source", ID ("01"));
  office_record_set_integer (task, "trashed_at", OFFICE_LIMIT_INTEGER);
  body = office_record_to_body (task);
  g_assert_cmpuint (strlen (body), <, OFFICE_LIMIT_RECORD);
}

static void
test_order (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);

  add_task (office, ID ("11"), columns.todo, NULL);
  add_task (office, ID ("12"), columns.todo, NULL);
  add_task (office, ID ("13"), columns.todo, ID ("12"));
  add_task (office, ID ("14"), columns.todo, ID ("11"));
  check_order (office, columns.todo, "12 13 11 14");
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s','after':'%s'}", ID ("12"), columns.todo, ID ("11"));
  check_order (office, columns.todo, "13 11 12 14");
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", ID ("14"), columns.todo);
  check_order (office, columns.todo, "14 13 11 12");
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s','after':'%s'}", ID ("13"), columns.todo, ID ("14"));
  g_assert_cmpuint (count_written (office), ==, 0); /* it stood there */
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", ID ("13"), columns.doing);
  check_order (office, columns.todo, "14 11 12");
  check_order (office, columns.doing, "13");
}

static void
test_proposals (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);
  g_autofree char *zs = g_strnfill (60, 'z');
  g_autofree char *long_key = g_strconcat ("a", zs, NULL);

  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','position':'a5'}", ID ("11"),
         OPEN, columns.todo);
  g_assert_cmpstr (text_of (office, ID ("11"), "position"), ==, "a5");
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','after':'%s','position':'a8'}",
         ID ("12"), OPEN, columns.todo, ID ("11"));
  g_assert_cmpstr (text_of (office, ID ("12"), "position"), ==, "a8");
  /* Another one stands there by now, or it would not be behind its neighbour. */
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','after':'%s','position':'a8'}",
         ID ("13"), OPEN, columns.todo, ID ("11"));
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','after':'%s','position':'a1'}",
         ID ("14"), OPEN, columns.todo, ID ("13"));
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','after':'%s','position':'%s'}",
         ID ("15"), OPEN, columns.todo, ID ("11"), long_key);
  check_order (office, columns.todo, "11 15 13 14 12");
  g_assert_cmpuint (strlen (text_of (office, ID ("15"), "position")), <, 10);
}

/* Always between the same two: keys grow until the column is spread anew, and nobody changes places. */
static void
test_rebalance (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);
  guint most = 0;
  guint spreads = 0;

  add_task (office, ID ("11"), columns.todo, NULL);
  add_task (office, ID ("12"), columns.todo, ID ("11"));
  add_task (office, ID ("13"), columns.todo, ID ("12"));
  for (guint i = 0; i < 700; i++)
    {
      const char *mover = i % 2 == 0 ? ID ("13") : ID ("12");
      const char *expected = i % 2 == 0 ? "11 13 12" : "11 12 13";

      do_it (office, BEN, "task.move", "{'id':'%s','column':'%s','after':'%s'}", mover, columns.todo, ID ("11"));
      check_order (office, columns.todo, expected);
      most = MAX (most, strlen (text_of (office, mover, "position")));
      spreads += count_written (office) > 1;
    }
  g_assert_cmpuint (most, <=, OFFICE_POSITION_REBALANCE);
  g_assert_cmpuint (most, >, OFFICE_POSITION_REBALANCE / 2);
  g_assert_cmpuint (spreads, >, 0);
}

/* Two tasks with one key (a book that was put together by hand) are told apart by the next move. */
static void
test_collision (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);

  for (guint i = 0; i < 2; i++)
    {
      OfficeRecord *task = office_record_new ("task", i == 0 ? ID ("11") : ID ("12"), "room:" OPEN);

      office_record_set_text (task, "room", OPEN);
      office_record_set_text (task, "column", columns.todo);
      office_record_set_text (task, "position", "a0");
      office_memory_book_put (office->book, task);
    }
  add_task (office, ID ("13"), columns.todo, ID ("11"));
  check_order (office, columns.todo, "11 13 12");
}

static void
test_move_refused (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);
  g_auto (Columns) shut = columns_of (SHUT);

  add_task (office, ID ("11"), columns.todo, NULL);
  add_task (office, ID ("12"), columns.doing, NULL);
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", ID ("13"), SHUT, shut.todo);
  refuse (office, CAT, "task.move", OFFICE_PROBLEM_NOT_FOUND, "id", "{'id':'%s','column':'%s'}", ID ("13"), shut.doing);
  refuse (office, BEN, "task.move", OFFICE_PROBLEM_NOT_FOUND, "id", "{'id':'%s','column':'%s'}", ID ("19"),
          columns.doing);
  refuse (office, BEN, "task.move", OFFICE_PROBLEM_CONFLICT, "column", "{'id':'%s','column':'%s'}", ID ("11"),
          shut.doing);
  refuse (office, CAT, "task.move", OFFICE_PROBLEM_INVALID, "column", "{'id':'%s','column':'%s'}", ID ("11"),
          shut.doing);
  refuse (office, BEN, "task.move", OFFICE_PROBLEM_INVALID, "column", "{'id':'%s'}", ID ("11"));
  refuse (office, BEN, "task.move", OFFICE_PROBLEM_CONFLICT, "after", "{'id':'%s','column':'%s','after':'%s'}",
          ID ("11"), columns.doing, ID ("13"));
  refuse (office, CAT, "task.move", OFFICE_PROBLEM_INVALID, "after", "{'id':'%s','column':'%s','after':'%s'}",
          ID ("11"), columns.doing, ID ("13"));
  refuse (office, BEN, "task.move", OFFICE_PROBLEM_INVALID, "after", "{'id':'%s','column':'%s','after':'%s'}",
          ID ("11"), columns.todo, ID ("11"));
  refuse (office, BEN, "task.move", OFFICE_PROBLEM_CONFLICT, "after", "{'id':'%s','column':'%s','after':'%s'}",
          ID ("11"), columns.todo, ID ("12"));
  do_it (office, BEN, "remove", "{'kind':'task','id':'%s'}", ID ("11"));
  refuse (office, BEN, "task.move", OFFICE_PROBLEM_CONFLICT, "id", "{'id':'%s','column':'%s'}", ID ("11"),
          columns.doing);
}

static void
test_complete (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);
  gint64 completed;

  add_task (office, ID ("11"), columns.todo, NULL);
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", ID ("11"), columns.doing);
  g_assert_false (office_record_has (record_of (office, ID ("11")), "completed_at"));
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", ID ("11"), columns.done);
  completed = office_record_get_integer (record_of (office, ID ("11")), "completed_at");
  g_assert_cmpint (completed, ==, office->now);

  office->now += 1000;
  do_it (office, BEN, "put", "{'kind':'column','id':'%s','room':'%s','name':'Archive','state':'done'}", ID ("21"),
         OPEN);
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", ID ("11"), ID ("21"));
  g_assert_cmpint (office_record_get_integer (record_of (office, ID ("11")), "completed_at"), ==, completed);
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", ID ("11"), columns.todo);
  g_assert_false (office_record_has (record_of (office, ID ("11")), "completed_at"));
}

static void
test_move_overwrites (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);
  OfficeOverwritten *overwritten;

  add_task (office, ID ("11"), columns.todo, NULL);
  office->base = office_memory_book_get_head (office->book);
  do_it (office, CAT, "task.move", "{'id':'%s','column':'%s'}", ID ("11"), columns.doing);
  do_it (office, CAT, "task.move", "{'id':'%s','column':'%s'}", ID ("11"), columns.todo);
  g_assert_cmpuint (office->last->overwritten->len, ==, 0); /* one's own */
  do_it (office, BEN, "task.move", "{'id':'%s','column':'%s'}", ID ("11"), columns.done);
  g_assert_cmpuint (office->last->overwritten->len, ==, 1);
  overwritten = g_ptr_array_index (office->last->overwritten, 0);
  g_assert_cmpstr (overwritten->field, ==, "column");
  g_assert_cmpstr (overwritten->by, ==, CAT);
  g_assert_cmpstr (json_node_get_string (overwritten->was), ==, columns.todo);
}

static void
test_trash (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);

  add_task (office, ID ("11"), columns.todo, NULL);
  add_task (office, ID ("12"), columns.todo, ID ("11"));
  refuse (office, BEN, "task.restore", OFFICE_PROBLEM_NOT_FOUND, "id", "{'id':'%s'}", ID ("19"));
  do_it (office, CAT, "remove", "{'kind':'task','id':'%s'}", ID ("11"));
  g_assert_cmpint (office_record_get_integer (record_of (office, ID ("11")), "trashed_at"), ==, office->now);
  office->now += 1;
  do_it (office, CAT, "remove", "{'kind':'task','id':'%s'}", ID ("11"));
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','set':{'title':'Still'}}", ID ("11"));
  do_it (office, BEN, "task.restore", "{'id':'%s'}", ID ("11"));
  g_assert_false (office_record_has (record_of (office, ID ("11")), "trashed_at"));
  check_order (office, columns.todo, "11 12");
  do_it (office, BEN, "task.restore", "{'id':'%s'}", ID ("11"));
  g_assert_cmpuint (count_written (office), ==, 0);
}

static void
test_columns (Office *office, gconstpointer data)
{
  g_auto (Columns) columns = columns_of (OPEN);

  add_task (office, ID ("11"), columns.doing, NULL);
  add_task (office, ID ("12"), columns.todo, NULL);
  refuse (office, BEN, "remove", OFFICE_PROBLEM_CONFLICT, "id", "{'kind':'column','id':'%s'}", columns.doing);
  do_it (office, BEN, "remove", "{'kind':'task','id':'%s'}", ID ("11"));
  do_it (office, BEN, "remove", "{'kind':'column','id':'%s'}", columns.doing);
  g_assert_null (record_of (office, columns.doing));
  /* Its column is gone: it comes back into the first one. */
  do_it (office, BEN, "task.restore", "{'id':'%s'}", ID ("11"));
  check_order (office, columns.todo, "11 12");
  do_it (office, BEN, "remove", "{'kind':'column','id':'%s'}", columns.done);
  do_it (office, BEN, "remove", "{'kind':'task','id':'%s'}", ID ("11"));
  do_it (office, BEN, "remove", "{'kind':'task','id':'%s'}", ID ("12"));
  refuse (office, BEN, "remove", OFFICE_PROBLEM_CONFLICT, "id", "{'kind':'column','id':'%s'}", columns.todo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/tasks/create", test_create);
  ADD ("/effects/tasks/create-refused", test_create_refused);
  ADD ("/effects/tasks/largest", test_largest);
  ADD ("/effects/tasks/order", test_order);
  ADD ("/effects/tasks/proposals", test_proposals);
  ADD ("/effects/tasks/rebalance", test_rebalance);
  ADD ("/effects/tasks/collision", test_collision);
  ADD ("/effects/tasks/move-refused", test_move_refused);
  ADD ("/effects/tasks/complete", test_complete);
  ADD ("/effects/tasks/move-overwrites", test_move_overwrites);
  ADD ("/effects/tasks/trash", test_trash);
  ADD ("/effects/tasks/columns", test_columns);
  return g_test_run ();
}
