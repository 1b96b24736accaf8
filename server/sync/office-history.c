/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

#define LIMIT_HIGHEST 200
#define FRAME_OVERHEAD 256

/* As many as a frame holds; the client asks again below the last one it got. */
static GPtrArray *
dup_bodies (GPtrArray *messages)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func (g_free);
  gsize length = FRAME_OVERHEAD;

  for (guint i = 0; i < messages->len; i++)
    {
      char *body = office_record_to_body (g_ptr_array_index (messages, i));

      length += strlen (body) + 1;
      if (length > OFFICE_LIMIT_SERVER_FRAME)
        {
          g_free (body);
          break;
        }
      g_ptr_array_add (bodies, body);
    }
  return bodies;
}

static GPtrArray *
read_history (OfficeHub *hub, OfficePeer *peer, OfficeFrame *frame, GError **error)
{
  g_autofree char *scope = office_scope_for_room (frame->room);
  g_autoptr (GPtrArray) messages = NULL;

  if (frame->limit < 1 || frame->limit > LIMIT_HIGHEST)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "limit", "The limit lies between 1 and %d", LIMIT_HIGHEST);
      return NULL;
    }

  messages = office_store_messages (hub->store, frame->room, frame->before, (guint) frame->limit, error);
  if (messages == NULL)
    return NULL;
  /* Rights are asked after reading: what was read may be newer than the newest batch. */
  if (!office_scopes_contains (peer->attendee->scopes, scope)
      || !office_access_may_see_scope (OFFICE_BOOK (hub->store), peer->person, scope))
    {
      office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "room", "There is no such room");
      return NULL;
    }
  return dup_bodies (messages);
}

/**
 * office_history_receive:
 * @hub: the hub
 * @peer: who asks
 * @frame: a history frame
 *
 * Answers with older messages of a room, newest first.
 */
void
office_history_receive (OfficeHub *hub, OfficePeer *peer, OfficeFrame *frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bodies = read_history (hub, peer, frame, &error);
  g_autoptr (GError) problem = error != NULL ? office_hub_problem_of (error) : NULL;

  office_peer_send_text (peer, office_frame_answer (frame->number, bodies, problem));
}
