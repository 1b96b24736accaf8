/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-touched-private.h"

/*
 * What was missed arrives in many pieces, and to count what is unread in a room takes the longer the more that is. The first
 * piece shows at once that there is something; from then on a room is counted some times a second, one at a time, when nothing
 * is to be painted.
 */

#define APART_MS 50
#define PRIORITY (G_PRIORITY_HIGH_IDLE + 30) /* behind painting */

static gboolean
on_time (gpointer data)
{
  OfficeSession *self = data;
  g_autoptr (OfficeSession) kept = g_object_ref (self);
  GHashTableIter iter;
  gpointer id = NULL;
  OfficeRoom *room;

  g_hash_table_iter_init (&iter, self->arriving);
  if (!g_hash_table_iter_next (&iter, &id, NULL))
    {
      self->arriving_turn = 0;
      return G_SOURCE_REMOVE;
    }
  room = office_session_find_room (self, id);
  g_hash_table_iter_remove (&iter);
  if (room != NULL)
    {
      office_session_count (self, room);
      office_session_counted (self);
    }
  return G_SOURCE_CONTINUE;
}

/* ---- inside app/office ---- */

/**
 * office_session_count_arriving:
 * @self: a session
 * @room: (nullable): a room to which much comes at once
 *
 * As office_session_count_later(), as often as that is worth it.
 */
void
office_session_count_arriving (OfficeSession *self, const char *room)
{
  g_autoptr (GSource) source = NULL;

  if (room == NULL || g_hash_table_contains (self->arriving, room))
    return;
  if (self->arriving_turn != 0)
    {
      g_hash_table_add (self->arriving, g_strdup (room));
      return;
    }
  office_session_count_later (self, room);
  source = g_timeout_source_new (APART_MS);
  g_source_set_priority (source, PRIORITY);
  g_source_set_callback (source, on_time, self, NULL);
  self->arriving_turn = g_source_attach (source, g_main_context_get_thread_default ());
}

/**
 * office_session_stop_arriving:
 * @self: a session that ends
 */
void
office_session_stop_arriving (OfficeSession *self)
{
  g_clear_handle_id (&self->arriving_turn, g_source_remove);
}
