/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

#define LIMIT_HIGHEST  200
#define FRAME_OVERHEAD 256

/* As many as a frame holds; the client asks again below the last one it got. */
static void
fit_into_frame (GPtrArray *bodies)
{
  gsize length = FRAME_OVERHEAD;

  for (guint i = 0; i < bodies->len; i++)
    {
      length += strlen (g_ptr_array_index (bodies, i)) + 1;
      if (length > OFFICE_LIMIT_SERVER_FRAME)
        {
          g_ptr_array_set_size (bodies, (int) i);
          return;
        }
    }
}

static GPtrArray *
read_history (OfficeHub *hub, OfficePeer *peer, OfficeFrame *frame, GError **error)
{
  g_autofree char *scope = office_scope_for_room (frame->room);
  g_autoptr (GPtrArray) bodies = NULL;

  if (frame->limit < 1 || frame->limit > LIMIT_HIGHEST)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "limit", "The limit lies between 1 and %d", LIMIT_HIGHEST);
      return NULL;
    }

  bodies = office_store_message_bodies (hub->store, frame->room, frame->before, (guint) frame->limit, error);
  if (bodies == NULL)
    return NULL;
  /* Rights are asked after reading: what was read may be newer than the newest batch. */
  if (!office_scopes_contains (peer->attendee->scopes, scope)
      || !office_access_may_see_scope (OFFICE_BOOK (hub->store), peer->person, scope))
    {
      office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "room", "There is no such room");
      return NULL;
    }
  fit_into_frame (bodies);
  return g_steal_pointer (&bodies);
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

  office_peer_send_text (peer, office_frame_answer (frame->number, bodies, NULL, problem));
}
