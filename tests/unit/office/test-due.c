/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-due.h"

#define NOW  G_GINT64_CONSTANT (1749636000000) /* Wednesday 11 June 2025, 10:00 UTC */
#define HOUR G_GINT64_CONSTANT (3600000)

static const struct {
  const char *due;
  OfficeDueState state;
  const char *text;
  const char *with_time;
} cases[] = {
  { NULL, OFFICE_DUE_NONE, NULL, NULL },
  { "2025-06-31", OFFICE_DUE_NONE, NULL, NULL },
  { "soon", OFFICE_DUE_NONE, NULL, NULL },
  { "2025-06-11", OFFICE_DUE_TODAY, "Today", "Today" },
  { "2025-06-11T17:00", OFFICE_DUE_TODAY, "Today", "17:00" },
  { "2025-06-11T09:00", OFFICE_DUE_TODAY, "Today", "09:00" },
  { "2025-06-12", OFFICE_DUE_SOON, "Tomorrow", "Tomorrow" },
  { "2025-06-10", OFFICE_DUE_LATE, "Yesterday", "Yesterday" },
  { "2025-06-13T10:00", OFFICE_DUE_SOON, "Fri", "Fri, 10:00" },
  { "2025-06-17", OFFICE_DUE_SOON, "Tue", "Tue" },
  { "2025-06-18", OFFICE_DUE_FAR, "Wed 18 Jun", "Wed 18 Jun" },
  { "2025-06-20", OFFICE_DUE_FAR, "20 Jun", "20 Jun" },
  { "2025-06-09", OFFICE_DUE_LATE, "Mon 9 Jun", "Mon 9 Jun" },
  { "2025-05-02", OFFICE_DUE_LATE, "2 May", "2 May" },
  { "2026-01-02", OFFICE_DUE_FAR, "2 Jan 2026", "2 Jan 2026" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = office_due_to_text (cases[i].due, NOW, FALSE);
      g_autofree char *with_time = office_due_to_text (cases[i].due, NOW, TRUE);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (with_time, ==, cases[i].with_time);
      g_assert_cmpint (office_due_get_state (cases[i].due, NOW), ==, cases[i].state);
    }
}

static void
test_long (void)
{
  g_autofree char *with_time = office_due_to_long_text ("2025-06-13T10:00");
  g_autofree char *day = office_due_to_long_text ("2025-06-13");

  g_assert_cmpstr (with_time, ==, "Friday 13 June, 10:00");
  g_assert_cmpstr (day, ==, "Friday 13 June");
}

static void
test_midnight (void)
{
  g_assert_cmpint (office_due_get_next_midnight (NOW), ==, NOW + 14 * HOUR);
  g_assert_cmpint (office_due_get_next_midnight (NOW + 14 * HOUR), ==, NOW + 38 * HOUR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/due/texts", test_cases);
  g_test_add_func ("/office/due/long", test_long);
  g_test_add_func ("/office/due/midnight", test_midnight);
  return g_test_run ();
}
