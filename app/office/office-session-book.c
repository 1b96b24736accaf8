/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-touched-private.h"

#include <glib/gi18n.h>

/* The book as it is at first, and each batch of changes after that. */

static void
on_quiet (OfficeSession *self)
{
  office_session_notify (self, OFFICE_SESSION_STATE_TEXT);
}

static gboolean
on_turn (gpointer data)
{
  OfficeSession *self = data;
  g_autoptr (OfficeSession) kept = g_object_ref (self);
  g_autoptr (GHashTable) uncounted = g_steal_pointer (&self->uncounted);
  GHashTableIter iter;
  gpointer id;

  self->turn = 0;
  self->uncounted = office_touched_make_set ();
  g_hash_table_iter_init (&iter, uncounted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      OfficeRoom *room = office_session_find_room (self, id);

      if (room != NULL)
        office_session_count (self, room);
    }
  if (g_hash_table_size (uncounted) > 0)
    office_session_counted (self);
  if (self->outbox_stale)
    {
      self->outbox_stale = FALSE;
      office_session_outbox_turn (self);
    }
  office_session_files_turn (self);
  return G_SOURCE_REMOVE;
}

static void
office_session_apply (OfficeSession *self, GPtrArray *records)
{
  OfficeTouched touched;

  office_touched_init (&touched);
  touched.many = records->len > OFFICE_SESSION_A_BURST;
  office_session_receive_short_ids (self, records);
  for (guint i = 0; i < records->len; i++)
    office_session_take (self, records->pdata[i], &touched);
  office_session_refresh_touched (self, &touched);
  office_touched_clear (&touched);
}

/* ---- inside app/office ---- */

/**
 * office_session_receive:
 * @self: a session
 * @records: (element-type OfficeRecord): a batch of what the book changed
 *
 * Lays the batch onto objects and lists. While another batch is being laid, this one waits its turn.
 */
void
office_session_receive (OfficeSession *self, GPtrArray *records)
{
  g_autoptr (OfficeSession) kept = g_object_ref (self);
  GPtrArray *batch;

  g_queue_push_tail (&self->batches, g_ptr_array_ref (records));
  if (self->applying)
    return;
  self->applying = TRUE;
  while ((batch = g_queue_pop_head (&self->batches)) != NULL)
    {
      office_session_apply (self, batch);
      office_session_applied (self, batch);
      g_ptr_array_unref (batch);
    }
  self->applying = FALSE;
  if (!self->has_content && office_replica_has_content (self->replica))
    {
      self->has_content = TRUE;
      office_session_notify (self, OFFICE_SESSION_HAS_CONTENT);
    }
}

/**
 * office_session_turn_later:
 * @self: a session
 *
 * Has counts and outbox looked at once, when the main loop turns: before the next frame is drawn.
 */
void
office_session_turn_later (OfficeSession *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->turn != 0)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_turn, self, NULL);
  self->turn = g_source_attach (source, g_main_context_get_thread_default ());
}

/**
 * office_session_count_later:
 * @self: a session
 * @room: (nullable): a room whose unread messages or marker changed
 */
void
office_session_count_later (OfficeSession *self, const char *room)
{
  if (room == NULL)
    return;
  office_touched_note (self->uncounted, room);
  office_session_turn_later (self);
}

static void
office_session_load_rooms (OfficeSession *self, OfficeTouched *touched)
{
  g_autoptr (GPtrArray) rooms = office_replica_list (self->replica, "room", NULL, NULL);
  GHashTableIter iter;
  gpointer room;

  for (guint i = 0; i < rooms->len; i++)
    office_session_take (self, rooms->pdata[i], touched);
  office_session_refresh_members (self, touched);
  office_session_list_rooms (self);
  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    office_session_count (self, room);
  g_hash_table_remove_all (self->uncounted);
}

/**
 * office_session_load:
 * @self: a session
 *
 * Reads from the book what a window shows at once: the office, its people, the rooms with their counts.
 */
void
office_session_load (OfficeSession *self)
{
  g_autoptr (GPtrArray) people = office_replica_list (self->replica, "person", NULL, NULL);
  g_autoptr (OfficeRecord) office = office_session_get_record (self, office_replica_get_office_id (self->replica),
                                                               "office");
  OfficeTouched touched;

  office_touched_init (&touched);
  self->name = g_strdup (office != NULL ? office_record_get_text (office, "name") : _ ("Office"));
  self->me = g_object_ref (office_session_find_person (self, office_replica_get_person (self->replica)));
  g_signal_connect_object (self->me, "notify::quiet-until", G_CALLBACK (on_quiet), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < people->len; i++)
    office_session_take (self, people->pdata[i], &touched);
  office_session_list_people (self);
  office_session_load_rooms (self, &touched);
  office_session_load_saved (self);
  office_session_load_reminders (self);
  self->has_content = office_replica_has_content (self->replica);
  self->n_waiting = office_replica_count_waiting (self->replica);
  office_session_load_refused (self);
  office_session_count_refused (self);
  office_session_outbox_turn (self);
  office_touched_clear (&touched);
}
