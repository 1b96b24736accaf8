/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/*
 * How far the others have read the room that is in view. It comes from the host while the line is live and is never
 * stored; what was told last stays while the line is away, for nobody unreads what they have read.
 */

static guint seen_changed_signal;

static void
tell (OfficeSession *self)
{
  g_signal_emit (self, seen_changed_signal, 0, self->watched);
}

/* ---- inside app/office ---- */

/**
 * office_session_install_watch_signal:
 * @class: the session's class, while it is set up
 */
void
office_session_install_watch_signal (GObjectClass *class)
{
  /**
   * OfficeSession::seen-changed:
   * @self: the session
   * @room: the room that is watched
   *
   * Somebody has read on, or it was told for the first time: see office_session_get_seen().
   */
  seen_changed_signal = g_signal_new ("seen-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
}

/**
 * office_session_set_seen:
 * @self: a session
 * @room: a room's id
 * @whole: whether who is not named has read nothing, or does not tell
 * @people: (element-type OfficeSeen): how far they have read
 */
void
office_session_set_seen (OfficeSession *self, const char *room, gboolean whole, GPtrArray *people)
{
  if (g_strcmp0 (room, self->watched) != 0)
    return;
  if (whole)
    g_hash_table_remove_all (self->seen);
  for (guint i = 0; i < people->len; i++)
    {
      OfficeSeen *seen = people->pdata[i];

      if (seen->seq > 0)
        g_hash_table_replace (self->seen, g_strdup (seen->person), g_memdup2 (&seen->seq, sizeof seen->seq));
      else
        g_hash_table_remove (self->seen, seen->person);
    }
  tell (self);
}

/* ---- public ---- */

/**
 * office_session_watch:
 * @self: a session
 * @room: (nullable): the room that is in view; %NULL: none
 *
 * Asks the host to tell how far its members have read; OfficeSession::seen-changed comes when it has. One room at a time.
 */
void
office_session_watch (OfficeSession *self, const char *room)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (g_strcmp0 (self->watched, room) == 0)
    return;
  g_free (self->watched);
  self->watched = g_strdup (room);
  g_hash_table_remove_all (self->seen);
  if (self->line != NULL)
    office_line_watch (self->line, room);
}

/**
 * office_session_get_seen:
 * @self: a session
 * @room: a room's id
 * @person: a person's id
 *
 * Returns: the seq of the room's messages up to which the person has read; 0 where nothing is known, for another room than
 *   the watched one too
 */
gint64
office_session_get_seen (OfficeSession *self, const char *room, const char *person)
{
  gint64 *seq;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);
  g_return_val_if_fail (room != NULL && person != NULL, 0);

  if (g_strcmp0 (room, self->watched) != 0)
    return 0;
  seq = g_hash_table_lookup (self->seen, person);
  return seq != NULL ? *seq : 0;
}

/**
 * office_session_list_seen_by:
 * @self: a session
 * @room: a room's id
 * @seq: the number of one of its messages
 *
 * Returns: (transfer full) (element-type OfficePerson): the others who are known to have read it, by name; never %NULL
 */
GPtrArray *
office_session_list_seen_by (OfficeSession *self, const char *room, gint64 seq)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id, value;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  if (g_strcmp0 (room, self->watched) != 0 || seq <= 0)
    return g_steal_pointer (&people);
  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (*(gint64 *) value >= seq && g_strcmp0 (id, office_replica_get_person (self->replica)) != 0)
      g_ptr_array_add (people, g_object_ref (office_session_find_person (self, id)));
  g_ptr_array_sort (people, office_person_compare);
  return g_steal_pointer (&people);
}
