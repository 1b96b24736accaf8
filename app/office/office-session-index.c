/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/*
 * The search index of a book that was made by an older version: built while nothing else is to be done, a few milliseconds at a
 * time, so that the window is there at once and stays quick.
 */

#define TURN "office-session-index-turn"

static void
remove_source (gpointer data)
{
  g_source_remove (GPOINTER_TO_UINT (data));
}

static void wait_for_turn (OfficeSession *self, guint ms);

static gboolean
on_turn (gpointer data)
{
  OfficeSession *self = data;

  g_object_steal_data (G_OBJECT (self), TURN);
  if (office_replica_is_behind (self->replica))
    wait_for_turn (self, OFFICE_REPLICA_BEHIND_MS);
  else if (office_replica_index (self->replica))
    wait_for_turn (self, 0);
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (OfficeSession *self, guint ms)
{
  g_object_set_data_full (G_OBJECT (self), TURN,
                          GUINT_TO_POINTER (g_timeout_add_full (G_PRIORITY_LOW, ms, on_turn, self, NULL)),
                          remove_source);
}

/**
 * office_session_begin_index:
 * @self: a session that has its replica
 */
void
office_session_begin_index (OfficeSession *self)
{
  if (office_replica_is_indexing (self->replica))
    wait_for_turn (self, 0);
}

/**
 * office_session_end_index:
 * @self: a session that is about to let go of its replica
 */
void
office_session_end_index (OfficeSession *self)
{
  g_object_set_data (G_OBJECT (self), TURN, NULL);
}
