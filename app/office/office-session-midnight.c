/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-due.h"

/* What changes with the day alone. */

#define LONGEST_NAP (15 * 60 * 1000) /* ms: a machine that slept must not miss midnight by more */

static gboolean
on_midnight (gpointer data)
{
  OfficeSession *self = data;
  GHashTableIter iter;
  gpointer task;

  self->midnight = 0;
  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    office_task_set_now (task, office_clock_now (self->clock));
  {
    g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

    office_session_applied (self, nothing); /* lists of tasks know today from tomorrow */
  }
  office_session_wait_for_midnight (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_nap (gpointer data)
{
  OfficeSession *self = data;

  self->midnight = 0;
  office_session_wait_for_midnight (self);
  return G_SOURCE_REMOVE;
}

/**
 * office_session_wait_for_midnight:
 * @self: a session
 *
 * What is due today, and what is late, is another thing then; and again at each midnight until the session goes.
 */
void
office_session_wait_for_midnight (OfficeSession *self)
{
  gint64 now = office_clock_now (self->clock);
  gint64 rest = office_due_get_next_midnight (now) - now;

  self->midnight = rest > LONGEST_NAP ? office_clock_add_timeout (self->clock, LONGEST_NAP, on_nap, self, NULL)
                                      : office_clock_add_timeout (self->clock, rest, on_midnight, self, NULL);
}
