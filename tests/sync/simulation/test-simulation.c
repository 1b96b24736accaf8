/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulation.h"

#include <string.h>

/* Part PART of PARTS of the seeds; each failure is told with how to replay it. */

#define SEEDS 1000

static guint part, parts = 1;

static void
test_seeds (void)
{
  guint n = SEEDS / parts;

  /* Under a sanitizer all takes several times as long. */
  if (g_getenv ("OFFICE_SANITIZED") != NULL)
    n /= 10;
  g_assert_cmpuint (simulation_count_failures (1 + (guint64) part * (SEEDS / parts), n, 3), ==, 0);
}

/* A seed gives the whole run: else a failure could not be replayed. */
static void
test_replay (void)
{
  for (guint seed = 1 + part * 3; seed <= 3 + part * 3; seed++)
    {
      g_autofree char *once = NULL;
      g_autofree char *again = NULL;

      g_free (simulation_run (seed, &once, NULL));
      g_free (simulation_run (seed, &again, NULL));
      g_assert_cmpuint (strlen (once), >, 1000);
      g_assert_cmpstr (once, ==, again);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert (argc == 3);
  part = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  parts = (guint) g_ascii_strtoull (argv[2], NULL, 10);

  g_test_add_func ("/simulation/seeds", test_seeds);
  g_test_add_func ("/simulation/replay", test_replay);

  return g_test_run ();
}
