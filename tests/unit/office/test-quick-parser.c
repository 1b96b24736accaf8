/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-quick-parser.h"

/* Wednesday 11 June 2025, 12:00 in Berlin, ten o'clock UTC. */
#define NOW G_GINT64_CONSTANT (1749636000000)

static const struct {
  const char *name, *key;
} people[] = { { "Anna Berg", NULL }, { "Ben Okafor", NULL }, { "Anton", NULL }, { "Sofía Ruiz", NULL } },
  labels[] = { { "Website", NULL }, { "Client call", NULL }, { "1", NULL } },
  rooms[] = { { "Design", "DES" }, { "Library", "LIB" } };

static const struct {
  const char *line;
  const char *title;
  const char *fields; /* as describe() says them, in the order of the line */
} cases[] = {
  { "Call the printer tomorrow 9:00 !high @anna #website *monthly ~2h", "Call the printer",
    "due=2025-06-12T09:00 priority=high assignee=Anna Berg label=Website repeat=FREQ=MONTHLY estimate=120" },
  { "Call the printer", "Call the printer", "" },
  { "", "", "" },
  { "tomorrow", "", "due=2025-06-12" },
  /* Times, also in the midst of the line. */
  { "Anna tomorrow to the printer", "Anna to the printer", "due=2025-06-12" },
  { "Send it by Friday", "Send it", "due=2025-06-13" },
  { "Bericht bis Freitag 14:30 abgeben", "Bericht abgeben", "due=2025-06-13T14:30" },
  { "Angebot morgen um neun !hoch", "Angebot", "due=2025-06-12T09:00 priority=high" },
  { "Prepare Monday meeting on Friday", "Prepare Monday meeting", "due=2025-06-13" },
  { "today 8:00 standup", "standup", "due=2025-06-11T08:00" },
  { "Pay 2026-03-01", "Pay", "due=2026-03-01" },
  { "Pay 2026-02-30", "Pay 2026-02-30", "" },
  { "Plan 2 weeks of holidays", "Plan 2 weeks of holidays", "" },
  { "Plan holidays in 2 weeks", "Plan holidays", "due=2025-06-25T12:00" },
  { "Order 9 chairs", "Order 9 chairs", "" },
  /* Priority. */
  { "A !1", "A", "priority=high" },
  { "A !2", "A", "priority=medium" },
  { "A !niedrig", "A", "priority=low" },
  { "A !!!", "A", "priority=high" },
  { "Hurry! up !", "Hurry! up !", "" },
  { "A !low B !high", "A !low B", "priority=high" },
  /* People: who is not the only one stays a word. */
  { "A @ben", "A", "assignee=Ben Okafor" },
  { "A @Anna Berg today", "A", "assignee=Anna Berg due=2025-06-11" },
  { "A @an", "A @an", "" },
  { "A @anna @ben", "A", "assignee=Anna Berg assignee=Ben Okafor" },
  { "A @ben @ben", "A @ben", "assignee=Ben Okafor" },
  { "A @sofia", "A", "assignee=Sofía Ruiz" },
  { "A @nobody", "A @nobody", "" },
  { "A @me", "A", "assignee=Ben Okafor" },
  { "Mail a@ben.example", "Mail a@ben.example", "" },
  /* Labels and rooms. */
  { "A #client call", "A", "label=Client call" },
  { "A #clientcall", "A", "label=Client call" },
  { "A #DES", "A", "room=Design" },
  { "A #library", "A", "room=Library" },
  { "A #DES-12", "A #DES-12", "" },
  { "A #1", "A", "label=1" },
  { "A #nothing", "A #nothing", "" },
  /* Repetition; the first day is the next one of it. */
  { "A *daily", "A", "repeat=FREQ=DAILY first=2025-06-11" },
  { "A *weekdays", "A", "repeat=FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR first=2025-06-11" },
  { "A *every monday", "A", "repeat=FREQ=WEEKLY;BYDAY=MO first=2025-06-16" },
  { "A *jeden Montag", "A", "repeat=FREQ=WEEKLY;BYDAY=MO first=2025-06-16" },
  { "A *monatlich", "A", "repeat=FREQ=MONTHLY first=2025-06-11" },
  { "A every Monday and Friday 9:00", "A",
    "repeat=FREQ=WEEKLY;BYDAY=MO,FR due=2025-06-12T09:00 first=2025-06-13T09:00" },
  { "A every 2 weeks", "A", "repeat=FREQ=WEEKLY;INTERVAL=2 first=2025-06-11" },
  { "A every 2 weeks on Thursday", "A", "repeat=FREQ=WEEKLY;INTERVAL=2;BYDAY=TH first=2025-06-12" },
  { "A every other week", "A", "repeat=FREQ=WEEKLY;INTERVAL=2 first=2025-06-11" },
  { "A alle 3 Tage", "A", "repeat=FREQ=DAILY;INTERVAL=3 first=2025-06-11" },
  { "A every month on the 15th", "A", "repeat=FREQ=MONTHLY;BYMONTHDAY=15 first=2025-06-15" },
  { "A jeden Monat am 1.", "A", "repeat=FREQ=MONTHLY;BYMONTHDAY=1 first=2025-07-01" },
  { "A every year", "A", "repeat=FREQ=YEARLY first=2025-06-11" },
  { "A *montags", "A", "repeat=FREQ=WEEKLY;BYDAY=MO first=2025-06-16" },
  { "A *every month tomorrow", "A", "repeat=FREQ=MONTHLY due=2025-06-12" },
  { "Read every page", "Read every page", "" },
  { "Alle Tage zählen", "Alle Tage zählen", "" },
  { "A every 0 days", "A every 0 days", "" },
  { "A every 1000 days", "A every 1000 days", "" },
  { "5 * 3", "5 * 3", "" },
  { "A *bold*", "A *bold*", "" },
  /* Estimates. */
  { "A ~30m", "A", "estimate=30" },
  { "A ~1h30m", "A", "estimate=90" },
  { "A ~1,5h", "A", "estimate=90" },
  { "A ~2std", "A", "estimate=120" },
  { "A ~1d", "A", "estimate=480" },
  { "A ~5", "A ~5", "" },
  { "A ~0m", "A ~0m", "" },
  { "A ~99999h", "A ~99999h", "" },
  { "~struck~ A", "~struck~ A", "" },
  /* Commas, spaces, other scripts. */
  { "  A ,  tomorrow,  @ben  ", "A", "due=2025-06-12 assignee=Ben Okafor" },
  { "打电话 tomorrow", "打电话", "due=2025-06-12" },
};

static GPtrArray *
make_names (const char *prefix, const void *table, guint n)
{
  const struct {
    const char *name, *key;
  } *names = table;
  GPtrArray *array = g_ptr_array_new_with_free_func ((GDestroyNotify) office_quick_name_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s%u", prefix, i);

      g_ptr_array_add (array, office_quick_name_new (id, names[i].name, names[i].key));
    }
  return array;
}

typedef struct {
  OfficeQuickContext context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->context.now = NOW;
  fixture->context.zone = g_time_zone_new_identifier ("Europe/Berlin");
  fixture->context.me = "p1";
  fixture->context.people = make_names ("p", people, G_N_ELEMENTS (people));
  fixture->context.labels = make_names ("l", labels, G_N_ELEMENTS (labels));
  fixture->context.rooms = make_names ("r", rooms, G_N_ELEMENTS (rooms));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_time_zone_unref (fixture->context.zone);
  g_ptr_array_unref (fixture->context.people);
  g_ptr_array_unref (fixture->context.labels);
  g_ptr_array_unref (fixture->context.rooms);
}

static char *
describe (OfficeQuickTask *task)
{
  static const char *const names[] = { "due", "priority", "assignee", "label", "room", "repeat", "estimate" };
  GString *text = g_string_new (NULL);
  const char *due = office_quick_task_get (task, OFFICE_QUICK_DUE);

  for (guint i = 0; i < task->tokens->len; i++)
    {
      OfficeQuickToken *token = task->tokens->pdata[i];
      const gboolean named = token->kind == OFFICE_QUICK_ASSIGNEE || token->kind == OFFICE_QUICK_LABEL
                             || token->kind == OFFICE_QUICK_ROOM;

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", names[token->kind],
                              named ? token->text : token->value);
    }
  if (g_strcmp0 (task->due, due) != 0)
    g_string_append_printf (text, " first=%s", task->due);
  return g_string_free (text, FALSE);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OfficeQuickTask) task = office_quick_parse (cases[i].line, NULL, &fixture->context);
      g_autofree char *fields = describe (task);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (task->title, ==, cases[i].title);
      g_assert_cmpstr (fields, ==, cases[i].fields);
    }
}

/* What was taken back is a word for good, wherever it then stands, and all of it. */
static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  const char *const time[] = { "tomorrow 9:00", NULL };
  const char *const several[] = { "@ben", "*every monday", NULL };
  g_autoptr (OfficeQuickTask) first = office_quick_parse ("Read tomorrow 9:00 @ben", time, &fixture->context);
  g_autoptr (OfficeQuickTask) second = office_quick_parse ("Ask @ben *every monday today", several, &fixture->context);
  g_autofree char *fields = describe (first);
  g_autofree char *more = describe (second);

  g_assert_cmpstr (first->title, ==, "Read tomorrow 9:00");
  g_assert_cmpstr (fields, ==, "assignee=Ben Okafor");
  g_assert_cmpstr (second->title, ==, "Ask @ben *every monday");
  g_assert_cmpstr (more, ==, "due=2025-06-11");
}

/* Nothing is known of people, labels and rooms. */
static void
test_nothing_known (Fixture *fixture, gconstpointer data)
{
  const OfficeQuickContext context = { .now = NOW, .zone = fixture->context.zone };
  g_autoptr (OfficeQuickTask) task = office_quick_parse ("A @me #x today", NULL, &context);

  g_assert_cmpstr (task->title, ==, "A @me #x");
  g_assert_cmpstr (task->due, ==, "2025-06-11");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/office/quick-parser/lines", Fixture, NULL, set_up, test_lines, tear_down);
  g_test_add ("/office/quick-parser/rejected", Fixture, NULL, set_up, test_rejected, tear_down);
  g_test_add ("/office/quick-parser/nothing-known", Fixture, NULL, set_up, test_nothing_known, tear_down);
  return g_test_run ();
}
