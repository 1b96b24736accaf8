/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

/* What time does to connections. Two timeouts serve all of them, however many there are. */

#define HELLO_PATIENCE    10000 /* ms for the first frame */
#define TICK              5000  /* ms between looks at all peers; also how often a quiet client's cursor is moved */
#define PING_AFTER        25000 /* ms of silence */
#define SILENCE           60000 /* ms of silence after which a peer is gone */
#define CATCH_UP_PATIENCE 5000  /* ms without room after which a peer that catches up lets others go first */

typedef struct {
  gint64 now;   /* monotonic */
  guint wanted; /* turns that others wait for */
} Round;

static gboolean
say_nothing_came (gpointer data)
{
  g_autoptr (OfficeHub) self = g_object_ref (OFFICE_HUB (data));
  gint64 now = office_clock_monotonic (self->clock);
  OfficePeer *peer;

  self->greeting_timeout = 0;
  while ((peer = g_queue_peek_head (&self->greeting)) != NULL && now - peer->since >= HELLO_PATIENCE)
    office_peer_end (peer, office_problem_new (OFFICE_PROBLEM_TIMEOUT, NULL, "No hello came in time"), TRUE);
  office_rounds_update (self);
  return G_SOURCE_REMOVE;
}

/* One that makes no room while another waits for its turn goes behind it. */
static void
yield_turn (OfficeHub *self, OfficePeer *peer, Round *round)
{
  if (peer->state != OFFICE_PEER_CATCHING_UP || round->now - peer->since < CATCH_UP_PATIENCE || round->wanted == 0)
    return;
  round->wanted--;
  office_peer_move (peer, OFFICE_PEER_QUEUED);
  self->n_catching_up--;
  g_queue_push_tail_link (&self->queued, &peer->link);
}

static void
look_at_peer (OfficeHub *self, OfficePeer *peer, gpointer data)
{
  Round *round = data;
  gint64 silence = round->now - peer->heard;

  if (peer->state == OFFICE_PEER_GREETING)
    return;
  if (silence >= SILENCE)
    {
      office_peer_end (peer, office_problem_new (OFFICE_PROBLEM_TIMEOUT, NULL, "Nothing was heard for a minute"), TRUE);
      return;
    }
  if (peer->expires_at > 0 && peer->expires_at <= office_clock_now (self->clock))
    {
      office_peer_end (
          peer, office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, NULL, "Sign in again: the token has expired"),
          FALSE);
      return;
    }
  if (silence >= PING_AFTER * (gint64) (peer->pings + 1))
    {
      peer->pings++;
      office_peer_send (peer, self->ping);
    }
  office_pump_advance (self, peer);
  yield_turn (self, peer, round);
}

static gboolean
tick (gpointer data)
{
  g_autoptr (OfficeHub) self = g_object_ref (OFFICE_HUB (data));
  Round round = { office_clock_monotonic (self->clock), g_queue_get_length (&self->queued) };

  self->tick = 0;
  office_hub_each (self, look_at_peer, &round);
  office_hub_start_queued (self);
  office_rounds_update (self);
  return G_SOURCE_REMOVE;
}

/**
 * office_rounds_update:
 * @self: the hub
 *
 * Starts what is needed after a connection has come. The timeouts run only while there is somebody to look at.
 */
void
office_rounds_update (OfficeHub *self)
{
  OfficePeer *first = g_queue_peek_head (&self->greeting);

  if (self->tick == 0 && self->peers->len > 0)
    self->tick = office_clock_add_timeout (self->clock, TICK, tick, self, NULL);

  if (self->greeting_timeout == 0 && first != NULL)
    {
      gint64 left = first->since + HELLO_PATIENCE - office_clock_monotonic (self->clock);

      self->greeting_timeout = office_clock_add_timeout (self->clock, (guint) MAX (left, 0), say_nothing_came, self,
                                                         NULL);
    }
}
