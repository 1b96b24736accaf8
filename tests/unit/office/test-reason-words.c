/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-problem.h"
#include "office-reason-words.h"
#include "office-reason.h"

static void
test_known (void)
{
  g_autoptr (GError) stopping = office_reason_new (OFFICE_REASON_STOPPING, NULL);

  g_assert_error (stopping, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_assert_cmpstr (office_problem_get_reason (stopping), ==, "stopping");
  office_reason_mark_foreign (stopping);
  g_assert_cmpstr (office_reason_get_words_of (stopping), ==, "The host is stopping");
}

/* This side has said it in the reader's language. */
static void
test_own (void)
{
  g_autoptr (GError) own = office_problem_new (OFFICE_PROBLEM_CONFLICT, NULL, "Das wurde abgebrochen");

  g_assert_cmpstr (office_reason_get_words_of (own), ==, "Das wurde abgebrochen");
}

/* What no reason says is said of each status, without the other side's English. */
static void
test_foreign (void)
{
  static const int statuses[] = { 401, 403, 404, 405, 408, 409, 413, 416, 422, 426, 429, 500, 503, 599 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) malformed = office_problem_new ((OfficeProblem) statuses[i], "zone", "The field is no zone");
      g_autoptr (GError) newer = office_problem_new ((OfficeProblem) statuses[i], NULL, "The moon is full");

      office_reason_mark_foreign (malformed);
      g_assert_cmpstr (office_reason_get_words_of (malformed), !=, "The field is no zone");
      g_assert_cmpstr (office_problem_get_field (malformed), ==, "zone");
      office_problem_set_reason (newer, "full-moon");
      office_reason_mark_foreign (newer);
      g_assert_cmpstr (office_problem_get_reason (newer), ==, "full-moon");
      g_assert_cmpstr (office_reason_get_words_of (newer), ==, office_reason_get_words_of (malformed));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reason-words/known", test_known);
  g_test_add_func ("/reason-words/own", test_own);
  g_test_add_func ("/reason-words/foreign", test_foreign);
  return g_test_run ();
}
