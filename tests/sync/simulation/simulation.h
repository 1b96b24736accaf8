/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One office for some minutes of its time, from a seed: see sim-world.h. */
typedef struct {
  guint n_operations; /* that were entered */
  guint n_revisions;
} SimFigures;

/* Returns NULL when every invariant held, else the first that broke. log nullable: gets what happened, transfer full. */
char *simulation_run (guint64 seed, char **log, SimFigures *figures);

/* The seeds of one part of a test; each that fails is told with how to replay it. */
guint simulation_count_failures (guint64 first, guint n, guint most_failures);

G_END_DECLS
