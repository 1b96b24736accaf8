/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulation.h"

#include <string.h>

/* Replays one seed and tells all that happened, or runs new seeds for some minutes. */

static int
replay (guint64 seed)
{
  g_autofree char *log = NULL;
  SimFigures figures;
  g_autofree char *failure = simulation_run (seed, &log, &figures);

  g_print ("%s", log);
  g_print ("seed %" G_GUINT64_FORMAT ": %u operations, %u revisions: %s\n", seed, figures.n_operations,
           figures.n_revisions, failure != NULL ? failure : "every invariant held");
  return failure != NULL;
}

static int
soak (guint64 first, gint64 minutes, guint most)
{
  gint64 end = g_get_monotonic_time () + minutes * 60 * G_USEC_PER_SEC;
  guint n_failures = 0;
  guint64 seed = first;

  for (; g_get_monotonic_time () < end && (most == 0 || seed < first + most); seed++)
    n_failures += simulation_count_failures (seed, 1, 1);
  g_print ("%" G_GUINT64_FORMAT " seeds from %" G_GUINT64_FORMAT " on, %u failed\n", seed - first, first, n_failures);
  return n_failures > 0;
}

int
main (int argc, char **argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  if (argc == 3 && strcmp (argv[1], "--seed") == 0)
    return replay (g_ascii_strtoull (argv[2], NULL, 10));
  if (argc >= 4 && strcmp (argv[1], "--minutes") == 0)
    return soak (g_ascii_strtoull (argv[3], NULL, 10), g_ascii_strtoll (argv[2], NULL, 10),
                 argc > 4 ? (guint) g_ascii_strtoull (argv[4], NULL, 10) : 0);
  g_printerr ("soak --seed SEED | --minutes MINUTES FIRST-SEED [MOST-SEEDS]\n");
  return 2;
}
