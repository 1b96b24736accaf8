/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-repeat-rule.h"

#include <locale.h>

static void
assert_words (const char *rule, OfficeRepeatBase from, const char *expected)
{
  g_autofree char *text = office_repeat_to_text (rule, from);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_words (void)
{
  assert_words ("FREQ=DAILY", OFFICE_REPEAT_FROM_DUE, "Every day");
  assert_words ("FREQ=DAILY;INTERVAL=3", OFFICE_REPEAT_FROM_DUE, "Every 3 days");
  assert_words ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", OFFICE_REPEAT_FROM_DUE, "Every weekday");
  assert_words ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", OFFICE_REPEAT_FROM_DUE, "Every weekday");
  assert_words ("FREQ=WEEKLY;BYDAY=MO,FR", OFFICE_REPEAT_FROM_DUE, "Every week on Monday and Friday");
  assert_words ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=5", OFFICE_REPEAT_FROM_DUE, "Every 2 weeks on Sunday, 5 times");
  assert_words ("FREQ=MONTHLY;BYMONTHDAY=15", OFFICE_REPEAT_FROM_DUE, "Every month on day 15");
  assert_words ("FREQ=MONTHLY;BYDAY=2TU", OFFICE_REPEAT_FROM_DUE, "Every month on the second Tuesday");
  assert_words ("FREQ=MONTHLY;BYDAY=-1FR", OFFICE_REPEAT_FROM_DUE, "Every month on the last Friday");
  assert_words ("FREQ=YEARLY;UNTIL=20260620T000000Z", OFFICE_REPEAT_FROM_DUE, "Every year, until 20 Jun 2026");
  assert_words ("FREQ=WEEKLY", OFFICE_REPEAT_FROM_COMPLETION, "Every week, counted from when it is done");
}

/* What people do not say is shown as it is, not as something else. */
static void
test_other_rules (void)
{
  static const char *const rules[] = {
    "FREQ=MONTHLY;BYDAY=MO,2TU",     "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
    "FREQ=YEARLY;BYMONTH=3",         "FREQ=HOURLY",
    "FREQ=DAILY;INTERVAL=0x3",       "FREQ=WEEKLY;BYDAY=XX",
    "INTERVAL=2",                    "",
    "FREQ",                          "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=2TU;BYMONTHDAY=3", "FREQ=YEARLY;UNTIL=20260231",
    "FREQ=MONTHLY;BYDAY=9TU",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      OfficeRepeatRule rule;
      g_autofree char *expected = g_strdup_printf ("By the rule %s", rules[i]);

      g_assert_false (office_repeat_rule_read (&rule, rules[i]));
      assert_words (rules[i], OFFICE_REPEAT_FROM_DUE, expected);
    }
}

static void
test_round (void)
{
  static const char *const rules[] = {
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    "FREQ=MONTHLY;BYDAY=2TU;COUNT=12",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY;UNTIL=20300101",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      OfficeRepeatRule rule;
      g_autofree char *again = NULL;

      g_assert_true (office_repeat_rule_read (&rule, rules[i]));
      again = office_repeat_rule_to_rule (&rule);
      g_assert_cmpstr (again, ==, rules[i]);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/office/repeat-rule/words", test_words);
  g_test_add_func ("/office/repeat-rule/other", test_other_rules);
  g_test_add_func ("/office/repeat-rule/round", test_round);

  return g_test_run ();
}
