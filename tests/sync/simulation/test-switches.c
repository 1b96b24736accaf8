/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulation.h"

#include "office-rules.h"

/* A proof that cannot fail is none: with any one of these rules left out, the simulation must find what is lost. */

#define MOST_SEEDS 150

static OfficeRule left_out = OFFICE_N_RULES;

gboolean
office_rule_holds (OfficeRule rule)
{
  return rule != left_out;
}

static void
test_rule (gconstpointer data)
{
  g_autofree char *failure = NULL;
  guint n = 0;

  left_out = (OfficeRule) GPOINTER_TO_INT (data);
  while (failure == NULL && n < MOST_SEEDS)
    failure = simulation_run (++n, NULL, NULL);
  left_out = OFFICE_N_RULES;
  g_assert_nonnull (failure);
  g_test_message ("Without the rule, seed %u fails: %s", n, failure);
}

/* The same seeds pass with all of them; test-simulation has many more. */
static void
test_all_rules (void)
{
  for (guint seed = 1; seed <= 5; seed++)
    {
      g_autofree char *failure = simulation_run (seed, NULL, NULL);

      g_assert_cmpstr (failure, ==, NULL);
    }
}

#define ADD(name, rule) g_test_add_data_func ("/switches/" name, GINT_TO_POINTER (rule), test_rule)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/switches/none", test_all_rules);
  ADD ("revoke", OFFICE_RULE_REVOKE);
  ADD ("move", OFFICE_RULE_MOVE);
  ADD ("fork", OFFICE_RULE_FORK);
  ADD ("again", OFFICE_RULE_AGAIN);
  ADD ("cursor", OFFICE_RULE_CURSOR);
  ADD ("once", OFFICE_RULE_ONCE);
  ADD ("circle", OFFICE_RULE_CIRCLE);
  ADD ("series", OFFICE_RULE_SERIES);
  ADD ("key", OFFICE_RULE_KEY);

  return g_test_run ();
}
