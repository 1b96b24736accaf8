/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#define A_SIDE 30 /* messages on each side of one that is gone to */

/* Which part of its place a conversation holds, and how that part grows, shrinks and goes elsewhere. */

gint64
office_conversation_get_oldest_seq (OfficeConversation *self)
{
  return self->placed->len > 0 ? office_message_get_seq (self->placed->pdata[0]) : 0;
}

gint64
office_conversation_get_newest_seq (OfficeConversation *self)
{
  return self->placed->len > 0 ? office_message_get_seq (self->placed->pdata[self->placed->len - 1]) : 0;
}

static GPtrArray *
office_conversation_read_before (OfficeConversation *self, gint64 before, guint limit)
{
  return office_replica_messages (self->session->replica, self->room, office_conversation_get_thread_id (self),
                                  self->task, before, limit);
}

GPtrArray *
office_conversation_read_after (OfficeConversation *self, gint64 after, guint limit)
{
  return office_replica_messages_after (self->session->replica, self->room, office_conversation_get_thread_id (self),
                                        self->task, after, limit);
}

static void
office_conversation_clear (OfficeConversation *self)
{
  g_ptr_array_set_size (self->placed, 0);
  g_ptr_array_set_size (self->waiting, 0);
}

/* records: newest first, as the book gives them; the waiting ones lead. At most `most` of the others are taken. */
static guint
office_conversation_put_older (OfficeConversation *self, GPtrArray *records, guint most)
{
  guint placed = 0;

  for (guint i = 0; i < records->len; i++)
    {
      gboolean has_seq = office_record_get_integer (records->pdata[i], "seq") > 0;

      if (has_seq && placed == most)
        return placed;
      placed += has_seq ? 1 : 0;
      g_ptr_array_insert (has_seq ? self->placed : self->waiting, 0,
                          office_session_take_message (self->session, records->pdata[i]));
    }
  return placed;
}

void
office_conversation_load_newest (OfficeConversation *self, guint most)
{
  /* One more than is shown tells whether there are older ones. */
  g_autoptr (GPtrArray) records = office_conversation_read_before (self, 0, most + 1);
  guint with_seq = 0;

  office_conversation_clear (self);
  for (guint i = 0; i < records->len; i++)
    with_seq += office_record_get_integer (records->pdata[i], "seq") > 0 ? 1 : 0;
  office_conversation_put_older (self, records, most);
  office_conversation_set_has_older (self, with_seq > most);
  office_conversation_set_has_newer (self, FALSE);
}

/**
 * office_conversation_load_older:
 * @self: a conversation
 * @n: how many at most
 *
 * Returns: how many came, at the front; 0 means that there are none
 */
guint
office_conversation_load_older (OfficeConversation *self, guint n)
{
  guint before;

  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), 0);
  g_return_val_if_fail (n > 0, 0);

  before = self->placed->len;
  while (self->has_older && self->placed->len > 0 && self->placed->len == before)
    {
      g_autoptr (GPtrArray) records = office_conversation_read_before (self, office_conversation_get_oldest_seq (self),
                                                                       n + 1);

      office_conversation_put_older (self, records, n);
      office_conversation_set_has_older (self, records->len > n);
    }
  office_conversation_tell (self);
  return self->placed->len - before;
}

/**
 * office_conversation_load_newer:
 * @self: a conversation
 * @n: how many at most
 *
 * Returns: how many came, at the end; what waits comes back with the last of them and is not counted
 */
guint
office_conversation_load_newer (OfficeConversation *self, guint n)
{
  guint before;

  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), 0);
  g_return_val_if_fail (n > 0, 0);

  before = self->placed->len;
  while (self->has_newer && self->placed->len == before)
    {
      g_autoptr (GPtrArray) records = office_conversation_read_after (self, office_conversation_get_newest_seq (self),
                                                                      n + 1);

      for (guint i = 0; i < MIN (records->len, n); i++)
        g_ptr_array_add (self->placed, office_session_take_message (self->session, records->pdata[i]));
      office_conversation_set_has_newer (self, records->len > n);
    }
  office_conversation_tell (self);
  return self->placed->len - before;
}

/**
 * office_conversation_trim:
 * @self: a conversation
 * @newest: %TRUE: drop from the end, %FALSE: from the front
 * @keep: how many to leave
 *
 * Lets go of messages that are far from what is on the screen. The book keeps them.
 */
void
office_conversation_trim (OfficeConversation *self, gboolean newest, guint keep)
{
  guint excess;

  g_return_if_fail (OFFICE_IS_CONVERSATION (self));

  if (self->placed->len <= keep)
    return;
  excess = self->placed->len - keep;
  g_ptr_array_remove_range (self->placed, newest ? keep : 0, excess);
  if (newest)
    office_conversation_set_has_newer (self, TRUE);
  else
    office_conversation_set_has_older (self, TRUE);
  office_conversation_tell (self);
}

/**
 * office_conversation_go_to_newest:
 * @self: a conversation
 *
 * Back to the newest messages, if they were trimmed.
 */
void
office_conversation_go_to_newest (OfficeConversation *self)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION (self));

  if (!self->has_newer)
    return;
  office_conversation_load_newest (self, OFFICE_CONVERSATION_FIRST);
  office_conversation_tell (self);
}

static guint
office_conversation_find (OfficeConversation *self, const char *id)
{
  for (guint i = 0; i < office_list_get_length (self->list); i++)
    if (g_strcmp0 (office_message_get_id (office_list_peek (self->list, i)), id) == 0)
      return i;
  return G_MAXUINT;
}

static void
office_conversation_load_round (OfficeConversation *self, gint64 seq)
{
  g_autoptr (GPtrArray) older = office_conversation_read_before (self, seq + 1, A_SIDE + 1);
  g_autoptr (GPtrArray) newer = office_conversation_read_after (self, seq, A_SIDE + 1);

  g_ptr_array_set_size (self->placed, 0);
  office_conversation_put_older (self, older, A_SIDE);
  for (guint i = 0; i < MIN (newer->len, A_SIDE); i++)
    g_ptr_array_add (self->placed, office_session_take_message (self->session, newer->pdata[i]));
  office_conversation_set_has_older (self, older->len > A_SIDE);
  office_conversation_set_has_newer (self, newer->len > A_SIDE);
  office_conversation_tell (self);
}

/**
 * office_conversation_go_to:
 * @self: a conversation
 * @message_id: a message's id, from anywhere
 *
 * Loads the range round a message, where it is not here already.
 *
 * Returns: its index, or %G_MAXUINT if this place has no such message
 */
guint
office_conversation_go_to (OfficeConversation *self, const char *message_id)
{
  g_autoptr (OfficeRecord) record = NULL;
  guint index;

  g_return_val_if_fail (OFFICE_IS_CONVERSATION (self), G_MAXUINT);

  index = office_conversation_find (self, message_id);
  if (index != G_MAXUINT)
    return index;
  if (g_strcmp0 (message_id, office_conversation_get_thread_id (self)) == 0)
    {
      office_conversation_load_round (self, 0);
      return office_conversation_find (self, message_id);
    }
  record = office_session_get_record (self->session, message_id, "message");
  if (record == NULL || !office_conversation_wants (self, record) || office_record_get_integer (record, "seq") == 0)
    return G_MAXUINT;
  office_conversation_load_round (self, office_record_get_integer (record, "seq"));
  return office_conversation_find (self, message_id);
}
