/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-thread-private.h"

/* Threads: what was answered to a message, beside the conversation that it stands in. */

static GPtrArray *
find_people (OfficeSession *self, GPtrArray *talkers)
{
  GPtrArray *people = g_ptr_array_sized_new (talkers->len);

  for (guint i = 0; i < talkers->len; i++)
    g_ptr_array_add (people, office_session_find_person (self, ((OfficeReplicaTalker *) talkers->pdata[i])->person));
  return people;
}

/* What one has to do with: one's own message was answered, one answered oneself, or has looked. */
static gboolean
is_followed (OfficeSession *self, OfficeMessage *message, GPtrArray *people, gint64 marker)
{
  return marker > 0 || office_message_is_mine (message) || g_ptr_array_find (people, self->me, NULL);
}

/**
 * office_session_link_thread:
 * @self: a session
 * @message: a message
 *
 * Counts anew what was answered to it.
 */
void
office_session_link_thread (OfficeSession *self, OfficeMessage *message)
{
  const char *id = office_message_get_id (message);
  g_autoptr (GPtrArray) talkers = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (OfficeThread) thread = NULL;
  gint64 marker, read_seq;
  gint64 last_at = 0;
  guint n_replies = 0;
  guint n_new = 0;

  if (office_message_get_thread_id (message) != NULL)
    return;
  talkers = office_replica_list_talkers (self->replica, id, 0);
  if (talkers->len == 0)
    {
      office_message_set_thread (message, NULL);
      return;
    }
  people = find_people (self, talkers);
  marker = office_replica_get_marker (self->replica, id);
  read_seq = office_replica_get_read_seq (self->replica, office_message_get_room_id (message), id);
  if (read_seq > 0)
    {
      g_ptr_array_unref (talkers);
      talkers = office_replica_list_talkers (self->replica, id, read_seq);
    }
  for (guint i = 0; i < talkers->len; i++)
    {
      const OfficeReplicaTalker *talker = talkers->pdata[i];

      n_replies += talker->n_messages;
      n_new += people->pdata[i] != self->me ? talker->n_after : 0;
      last_at = MAX (last_at, talker->last_at);
    }
  if (!is_followed (self, message, people, marker))
    n_new = 0;
  thread = office_message_get_thread (message) != NULL ? g_object_ref (office_message_get_thread (message))
                                                       : office_thread_new ();
  office_thread_update (thread, n_replies, n_new, last_at, people);
  office_message_set_thread (message, thread);
}

/**
 * office_session_refresh_thread:
 * @self: a session
 * @id: a message's id
 *
 * Counts anew what was answered to that message, where somebody holds it.
 */
void
office_session_refresh_thread (OfficeSession *self, const char *id)
{
  OfficeMessage *message = office_session_peek_message (self, id);

  if (message != NULL)
    office_session_link_thread (self, message);
}

/**
 * office_session_open_thread:
 * @self: a session
 * @message: a message's id; of a reply: the thread that it is in
 *
 * Returns: (transfer full) (nullable): what was answered, with the message itself in front; %NULL where the book has no
 *   such message
 */
OfficeConversation *
office_session_open_thread (OfficeSession *self, const char *message)
{
  g_autoptr (OfficeMessage) root = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (message != NULL, NULL);

  root = office_session_dup_message (self, message);
  if (root != NULL && office_message_get_thread_id (root) != NULL)
    {
      g_autoptr (OfficeMessage) reply = g_steal_pointer (&root);

      root = office_session_dup_message (self, office_message_get_thread_id (reply));
    }
  if (root == NULL)
    return NULL;
  return office_conversation_new (self, office_message_get_room_id (root), office_message_get_discussed_task (root),
                                  root);
}
