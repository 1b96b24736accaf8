/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

#define TYPING_INTERVAL 2000 /* ms; clients send every 3 s */

typedef struct {
  const char *person;
  const char *scope;
  GBytes *frame;
} Typing;

static void
pass_on (OfficeHub *hub, OfficePeer *peer, gpointer data)
{
  Typing *typing = data;

  if (peer->state != OFFICE_PEER_LIVE || office_peer_is_crowded (peer) || g_str_equal (peer->person, typing->person))
    return;
  if (office_scopes_contains (peer->told, typing->scope)
      && office_scopes_contains (peer->attendee->scopes, typing->scope))
    office_peer_send (peer, typing->frame);
}

/* Only rooms that the person may see are remembered, so there are never more than that. */
static gboolean
is_too_soon (OfficeHub *hub, OfficePeer *peer, const char *room)
{
  gint64 now = office_clock_monotonic (hub->clock);
  gint64 *last;

  if (peer->typed == NULL)
    peer->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  last = g_hash_table_lookup (peer->typed, room);
  if (last != NULL && now - *last < TYPING_INTERVAL)
    return TRUE;

  g_hash_table_insert (peer->typed, g_strdup (room), g_memdup2 (&now, sizeof now));
  return FALSE;
}

/**
 * office_typing_receive:
 * @hub: the hub
 * @peer: whose person is typing
 * @frame: a typing frame: where
 *
 * Tells the others who may see the room. Never stored, and the first thing to be left out where a line is slow. Thread and
 * task are passed on as they came: whoever invents one is heard where nobody looks.
 */
void
office_typing_receive (OfficeHub *hub, OfficePeer *peer, OfficeFrame *frame)
{
  g_autofree char *scope = office_scope_for_room (frame->room);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *person = NULL;
  Typing typing;
  char *text;

  if (!office_scopes_contains (peer->attendee->scopes, scope) || is_too_soon (hub, peer, frame->room))
    return;

  text = office_frame_typing (frame->room, frame->thread, frame->task, peer->person);
  bytes = g_bytes_new_take (text, strlen (text));
  person = g_strdup (peer->person);
  typing = (Typing){ person, scope, bytes };
  office_hub_each (hub, pass_on, &typing);
}
