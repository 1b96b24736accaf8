/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

#include <string.h>

/* What the host adds to operations on tasks: their history, reminders of their due dates, what is said of them. */

#define TASK   ID ("11")
#define MINUTE G_GINT64_CONSTANT (60000)
#define NOON   G_GINT64_CONSTANT (1749988800000) /* 2025-06-15 12:00 UTC */

/* Each with an id of its own, a minute after the one before. */
static void
next_operation (Office *office)
{
  static guint n;
  static char *id;

  g_free (id);
  id = g_strdup_printf ("0190a000-0000-7000-8000-0000000f%04x", ++n);
  office->id = id;
  office->now += MINUTE;
  office->base = office_memory_book_get_head (office->book);
}

static void
add_task (Office *office, const char *more)
{
  g_autofree char *column = column_of (OPEN, "todo");

  next_operation (office);
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'A [b]'%s}", TASK, OPEN, column,
         more);
}

static void
patch (Office *office, const char *person, const char *what)
{
  next_operation (office);
  do_it (office, person, "patch", "{'kind':'task','id':'%s',%s}", TASK, what);
}

static void
move (Office *office, const char *person, const char *where)
{
  g_autofree char *column = column_of (OPEN, where);

  next_operation (office);
  do_it (office, person, "task.move", "{'id':'%s','column':'%s'}", TASK, column);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = office_record_get_integer (*(OfficeRecord *const *) a, "at");
  gint64 second = office_record_get_integer (*(OfficeRecord *const *) b, "at");

  if (first == second)
    return g_strcmp0 (office_record_get_text (*(OfficeRecord *const *) a, "field"),
                      office_record_get_text (*(OfficeRecord *const *) b, "field"));
  return first < second ? -1 : 1;
}

/* "field was>became" of all changes but the first, with a comma after each; ids as their last two digits. */
static char *
history_of (Office *office)
{
  g_autoptr (GPtrArray) changes = office_book_list (OFFICE_BOOK (office->book), "change", "task", TASK);
  GString *history = g_string_new (NULL);

  g_ptr_array_sort (changes, compare_times);
  for (guint i = 0; i < changes->len; i++)
    {
      const char *was = office_record_get_text (changes->pdata[i], "was");
      const char *became = office_record_get_text (changes->pdata[i], "became");

      if (g_str_equal (office_record_get_text (changes->pdata[i], "field"), "created"))
        continue;
      g_string_append_printf (history, "%s %s>%s,", office_record_get_text (changes->pdata[i], "field"),
                              was == NULL          ? ""
                              : strlen (was) == 36 ? was + 34
                                                   : was,
                              became == NULL          ? ""
                              : strlen (became) == 36 ? became + 34
                                                      : became);
    }
  return g_string_free (history, FALSE);
}

static void
check_history (Office *office, const char *expected)
{
  g_autofree char *history = history_of (office);

  g_assert_cmpstr (history, ==, expected);
}

static void
test_history (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = NULL;

  add_task (office, "");
  patch (office, BEN, "'set':{'title':'One','priority':'high'}");
  check_history (office, "priority >high,title A [b]>One,");
  /* One person's go at one field is one change … */
  patch (office, BEN, "'set':{'title':'Two'}");
  check_history (office, "priority >high,title A [b]>Two,");
  /* … and another's is another. */
  patch (office, CAT, "'set':{'title':'Three'}");
  check_history (office, "priority >high,title A [b]>Two,title Two>Three,");
  /* Back as it was: nothing has been. */
  patch (office, CAT, "'set':{'title':'Two'}");
  check_history (office, "priority >high,title A [b]>Two,");
  office->now += 6 * MINUTE;
  patch (office, BEN, "'set':{'title':'Four'}");
  check_history (office, "priority >high,title A [b]>Two,title Two>Four,");
  changes = office_book_list (OFFICE_BOOK (office->book), "change", "task", TASK);
  g_assert_cmpuint (changes->len, ==, 4);
  for (guint i = 0; i < changes->len; i++)
    {
      g_assert_cmpstr (office_record_get_scope (changes->pdata[i]), ==, "room:" OPEN);
      g_assert_cmpstr (office_record_get_text (changes->pdata[i], "by"), ==, BEN);
    }
}

/* However close together changes come, and whatever the clock does: the newest tells what is. */
static void
test_history_in_one_moment (Office *office, gconstpointer data)
{
  static const char *const priorities[] = { "low", "medium", "high", "low", "high" };
  static const char *const people[] = { BEN, CAT, BEN, CAT, BEN };

  add_task (office, "");
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *what = g_strdup_printf ("'set':{'priority':'%s'}", priorities[i]);
      g_autoptr (GPtrArray) changes = NULL;

      patch (office, people[i], what);
      office->now -= MINUTE + (i == 3 ? 30 : 0);
      changes = office_book_list (OFFICE_BOOK (office->book), "change", "task", TASK);
      g_ptr_array_sort (changes, compare_times);
      g_assert_cmpuint (changes->len, ==, i + 2);
      g_assert_cmpstr (office_record_get_text (changes->pdata[i + 1], "became"), ==, priorities[i]);
    }
}

static void
test_history_of_sets (Office *office, gconstpointer data)
{
  add_task (office, ",'assignees':['" CAT "']");
  patch (office, BEN, "'add':{'assignees':['" ADA "']},'take':{'assignees':['" CAT "']}");
  check_history (office, "assignees a3>a1,");
  patch (office, BEN, "'add':{'assignees':['" CAT "']}");
  check_history (office, "assignees >a1,");
  patch (office, BEN, "'take':{'assignees':['" ADA "']}");
  check_history (office, "");
}

static void
test_history_of_events (Office *office, gconstpointer data)
{
  add_task (office, "");
  next_operation (office);
  do_it (office, BEN, "task.archive", "{'id':'%s','archived':true}", TASK);
  next_operation (office);
  do_it (office, BEN, "task.archive", "{'id':'%s','archived':false}", TASK);
  next_operation (office);
  do_it (office, BEN, "remove", "{'kind':'task','id':'%s'}", TASK);
  next_operation (office);
  do_it (office, BEN, "task.restore", "{'id':'%s'}", TASK);
  check_history (office, "archived >true,archived true>,trashed >true,restored true>,");
}

static void
test_history_of_parts (Office *office, gconstpointer data)
{
  add_task (office, "");
  next_operation (office);
  do_it (office, BEN, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'S'}", ID ("21"), OPEN, TASK);
  next_operation (office);
  do_it (office, BEN, "patch", "{'kind':'step','id':'%s','set':{'done':true}}", ID ("21"));
  next_operation (office);
  do_it (office, BEN, "patch", "{'kind':'step','id':'%s','set':{'text':'T'}}", ID ("21"));
  next_operation (office);
  do_it (office, BEN, "remove", "{'kind':'step','id':'%s'}", ID ("21"));
  check_history (office, "steps >S,step >S,steps S>T,steps T>,");
}

/* The history goes along, and is told there that it came. */
static void
test_history_goes_along (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = NULL;

  add_task (office, "");
  patch (office, BEN, "'set':{'title':'One'}");
  next_operation (office);
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s'}", TASK, SHUT);
  changes = office_book_list (OFFICE_BOOK (office->book), "change", "room", SHUT);
  g_assert_cmpuint (changes->len, ==, 3); /* created, title, room */
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpstr (office_record_get_scope (changes->pdata[i]), ==, "room:" SHUT);

  /* Where it was is not told to those who see only where it is. */
  next_operation (office);
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s'}", TASK, OPEN);
  check_history (office, "title A [b]>One,room >,room >b1,");
}

/* However often a task is changed, only so much is kept of it, and the oldest goes. */
static void
test_history_is_bounded (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = NULL;

  add_task (office, "");
  for (guint i = 0; i < 520; i++)
    {
      g_autofree char *what = g_strdup_printf ("'set':{'title':'%u'}", i);

      office->now += 6 * MINUTE;
      patch (office, BEN, what);
    }
  changes = office_book_list (OFFICE_BOOK (office->book), "change", "task", TASK);
  g_assert_cmpuint (changes->len, <=, 501);
  g_ptr_array_sort (changes, compare_times);
  g_assert_cmpstr (office_record_get_text (changes->pdata[changes->len - 1], "became"), ==, "519");
  g_assert_cmpstr (office_record_get_text (changes->pdata[0], "field"), ==, "title");
}

/* The longest texts, of characters that take most room, still make a record. */
static void
test_history_of_long_texts (Office *office, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  add_task (office, "");
  for (guint i = 0; i < OFFICE_LIMIT_TEXT - 1; i++)
    g_string_append (text, "\xf0\x9f\xaa\xb4");
  first = g_strdup_printf ("'set':{'description':'%sA'}", text->str);
  second = g_strdup_printf ("'set':{'description':'%sB'}", text->str);
  patch (office, BEN, first);
  office->now += 6 * MINUTE;
  patch (office, BEN, second);
  changes = office_book_list (OFFICE_BOOK (office->book), "change", "task", TASK);
  g_assert_cmpuint (changes->len, ==, 3);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *body = office_record_to_body (changes->pdata[i]);

      g_assert_cmpuint (strlen (body), <, OFFICE_LIMIT_RECORD);
      g_assert_true (g_utf8_validate (body, -1, NULL));
    }
}

/* ---- reminders ---- */

static gint64
reminds_at (Office *office, const char *person)
{
  g_autofree char *name = g_strconcat ("due ", person, NULL);
  g_autofree char *id = office_id_derive (TASK, name);
  OfficeRecord *reminder = record_of (office, id);

  if (reminder == NULL)
    return 0;
  g_assert_true (office_record_get_boolean (reminder, "due"));
  g_assert_cmpstr (office_record_get_text (reminder, "task"), ==, TASK);
  return office_record_get_integer (reminder, "remind_at");
}

static void
test_reminders (Office *office, gconstpointer data)
{
  const gint64 day = 24 * 60 * MINUTE;

  office->now = NOON;
  /* Nobody has it: who made it. */
  add_task (office, ",'due':'2025-06-16T12:00','zone':'UTC'");
  g_assert_cmpint (reminds_at (office, BEN), ==, NOON + day);
  patch (office, BEN, "'add':{'assignees':['" CAT "'],'watchers':['" ADA "']}");
  g_assert_cmpint (reminds_at (office, BEN), ==, 0);
  g_assert_cmpint (reminds_at (office, CAT), ==, NOON + day);
  g_assert_cmpint (reminds_at (office, ADA), ==, NOON + day);
  patch (office, BEN, "'set':{'zone':'Europe/Berlin'}");
  g_assert_cmpint (reminds_at (office, CAT), ==, NOON + day - 120 * MINUTE);
  move (office, BEN, "done");
  g_assert_cmpint (reminds_at (office, CAT), ==, 0);
  move (office, BEN, "todo");
  g_assert_cmpint (reminds_at (office, CAT), ==, NOON + day - 120 * MINUTE);
  next_operation (office);
  do_it (office, BEN, "task.archive", "{'id':'%s','archived':true}", TASK);
  g_assert_cmpint (reminds_at (office, CAT), ==, 0);
  next_operation (office);
  do_it (office, BEN, "task.archive", "{'id':'%s','archived':false}", TASK);
  g_assert_cmpint (reminds_at (office, CAT), !=, 0);
  /* In the new room Cat sees it no more. */
  next_operation (office);
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s'}", TASK, SHUT);
  g_assert_cmpint (reminds_at (office, CAT), ==, 0);
  g_assert_cmpint (reminds_at (office, ADA), !=, 0);
  next_operation (office);
  do_it (office, BEN, "remove", "{'kind':'task','id':'%s'}", TASK);
  g_assert_cmpint (reminds_at (office, ADA), ==, 0);
}

/* A day without a time: in the morning, wherever each is. */
static void
test_reminders_of_days (Office *office, gconstpointer data)
{
  office->now = NOON;
  do_it (office, CAT, "patch", "{'kind':'person','id':'%s','set':{'zone':'Asia/Shanghai'}}", CAT);
  add_task (office, ",'due':'2025-06-16','assignees':['" CAT "','" ADA "']");
  g_assert_cmpint (reminds_at (office, ADA), ==, NOON + 21 * 60 * MINUTE);
  g_assert_cmpint (reminds_at (office, CAT), ==, NOON + 13 * 60 * MINUTE);
  next_operation (office);
  do_it (office, CAT, "patch", "{'kind':'person','id':'%s','set':{'zone':'Europe/Berlin'}}", CAT);
  g_assert_cmpint (reminds_at (office, CAT), ==, NOON + 19 * 60 * MINUTE);
}

/* What is past does not ring; what somebody has put away stays away until the date changes. */
static void
test_reminders_are_no_nuisance (Office *office, gconstpointer data)
{
  g_autofree char *id = office_id_derive (TASK, "due " BEN);

  office->now = NOON;
  add_task (office, ",'due':'2025-06-15'");
  g_assert_cmpint (reminds_at (office, BEN), ==, 0);
  patch (office, BEN, "'set':{'due':'2025-06-17'}");
  g_assert_cmpint (reminds_at (office, BEN), !=, 0);
  next_operation (office);
  do_it (office, BEN, "remove", "{'kind':'reminder','id':'%s'}", id);
  patch (office, BEN, "'set':{'title':'Other'}");
  g_assert_cmpint (reminds_at (office, BEN), ==, 0);
  patch (office, BEN, "'set':{'due':'2025-06-18'}");
  g_assert_cmpint (reminds_at (office, BEN), !=, 0);
  patch (office, BEN, "'set':{'due':null}");
  g_assert_cmpint (reminds_at (office, BEN), ==, 0);
  patch (office, BEN, "'set':{'due':'2025-06-18','template':true}");
  g_assert_cmpint (reminds_at (office, BEN), ==, 0);
}

/* It can be put off and named, and goes with its task all the same. */
static void
test_reminders_stay (Office *office, gconstpointer data)
{
  g_autofree char *id = office_id_derive (TASK, "due " BEN);
  gint64 later = NOON + 3 * 24 * 60 * MINUTE;

  office->now = NOON;
  add_task (office, ",'due':'2025-06-17'");
  refuse (office, BEN, "reminder.set", OFFICE_PROBLEM_INVALID, "task",
          "{'id':'%s','text':'Call','remind_at':%" G_GINT64_FORMAT "}", id, later);
  refuse (office, BEN, "reminder.set", OFFICE_PROBLEM_INVALID, "task",
          "{'id':'%s','task':'%s','room':'%s','remind_at':%" G_GINT64_FORMAT "}", id, TASK, OPEN, later);
  next_operation (office);
  do_it (office, BEN, "reminder.set", "{'id':'%s','task':'%s','text':'Call','remind_at':%" G_GINT64_FORMAT "}", id,
         TASK, later);
  g_assert_cmpint (reminds_at (office, BEN), ==, later);
  move (office, BEN, "done");
  g_assert_cmpint (reminds_at (office, BEN), ==, 0);
}

/* ---- sayings ---- */

static GPtrArray *
said_of (Office *office)
{
  return office_book_list (OFFICE_BOOK (office->book), "message", "about", TASK);
}

static void
let_room_say (Office *office, const char *what)
{
  do_it (office, ADA, "patch", "{'kind':'room','id':'%s','set':{'%s':true}}", OPEN, what);
}

static void
test_says_completed (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  OfficeRecord *message;

  add_task (office, "");
  move (office, BEN, "done");
  before = said_of (office);
  g_assert_cmpuint (before->len, ==, 0);
  move (office, BEN, "todo");
  let_room_say (office, "says_completed");
  next_operation (office);
  do_it (office, CAT, "message.send", "{'id':'%s','room':'%s','text':'Hello'}", ID ("01"), OPEN);
  move (office, CAT, "done");
  move (office, CAT, "done");
  after = said_of (office);
  g_assert_cmpuint (after->len, ==, 1);
  message = after->pdata[0];
  g_assert_cmpstr (office_record_get_text (message, "event"), ==, "completed");
  g_assert_cmpstr (office_record_get_text (message, "author"), ==, CAT);
  g_assert_cmpstr (office_record_get_text (message, "text"), ==, "[A (b)](office:task/" TASK ")");
  g_assert_cmpint (office_record_get_integer (message, "seq"), ==, 2);
  g_assert_cmpstr (office_record_get_scope (message), ==, "room:" OPEN);
  g_assert_false (office_record_has (message, "task"));
  refuse (office, CAT, "patch", OFFICE_PROBLEM_FORBIDDEN, "text", "{'kind':'message','id':'%s','set':{'text':'Mine'}}",
          office_record_get_id (message));
  move (office, CAT, "todo");
  g_ptr_array_unref (g_steal_pointer (&after));
  after = said_of (office);
  g_assert_cmpuint (after->len, ==, 2);
}

static void
test_says_assigned (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) said = NULL;

  let_room_say (office, "says_assigned");
  add_task (office, ",'assignees':['" BEN "']"); /* to oneself */
  patch (office, BEN, "'add':{'assignees':['" CAT "']}");
  patch (office, BEN, "'set':{'title':'B'}");
  said = said_of (office);
  g_assert_cmpuint (said->len, ==, 1);
  g_assert_cmpstr (office_record_get_text (said->pdata[0], "event"), ==, "assigned");
}

/* What comes along to a room has its numbers before what is said of it there. */
static void
test_says_behind_what_comes (Office *office, gconstpointer data)
{
  g_autofree char *hidden = column_of (SHUT, "todo");
  g_autofree char *done = column_of (OPEN, "done");
  g_autoptr (GPtrArray) said = NULL;

  let_room_say (office, "says_completed");
  next_operation (office);
  do_it (office, BEN, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T'}", TASK, SHUT, hidden);
  next_operation (office);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','task':'%s','text':'One'}", ID ("01"), SHUT, TASK);
  next_operation (office);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','task':'%s','text':'Two'}", ID ("02"), SHUT, TASK);
  next_operation (office);
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s','column':'%s'}", TASK, OPEN, done);
  said = said_of (office);
  g_assert_cmpuint (said->len, ==, 1);
  g_assert_cmpint (office_record_get_integer (record_of (office, ID ("02")), "seq"), ==, 2);
  g_assert_cmpint (office_record_get_integer (said->pdata[0], "seq"), ==, 3);
}

/* A client adds nothing of all this. */
static void
test_client (Office *office, gconstpointer data)
{
  let_room_say (office, "says_completed");
  office_memory_book_set_host (office->book, FALSE);
  add_task (office, ",'due':'2026-01-01'");
  move (office, BEN, "done");
  g_assert_cmpuint (office->last->written->len, ==, 1);
  office_memory_book_set_host (office->book, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/effects/follow/history", test_history);
  ADD ("/effects/follow/history-in-one-moment", test_history_in_one_moment);
  ADD ("/effects/follow/history-of-sets", test_history_of_sets);
  ADD ("/effects/follow/history-of-events", test_history_of_events);
  ADD ("/effects/follow/history-of-parts", test_history_of_parts);
  ADD ("/effects/follow/history-goes-along", test_history_goes_along);
  ADD ("/effects/follow/history-is-bounded", test_history_is_bounded);
  ADD ("/effects/follow/history-of-long-texts", test_history_of_long_texts);
  ADD ("/effects/follow/reminders", test_reminders);
  ADD ("/effects/follow/reminders-of-days", test_reminders_of_days);
  ADD ("/effects/follow/reminders-are-no-nuisance", test_reminders_are_no_nuisance);
  ADD ("/effects/follow/reminders-stay", test_reminders_stay);
  ADD ("/effects/follow/says-completed", test_says_completed);
  ADD ("/effects/follow/says-assigned", test_says_assigned);
  ADD ("/effects/follow/says-behind-what-comes", test_says_behind_what_comes);
  ADD ("/effects/follow/client", test_client);
  return g_test_run ();
}
