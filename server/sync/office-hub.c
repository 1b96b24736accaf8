/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include "office-reason.h"

#include <string.h>

#define CATCH_UPS 32 /* at once */

G_DEFINE_FINAL_TYPE (OfficeHub, office_hub, G_TYPE_OBJECT)

static OfficePresenceState
presence_of (OfficePeer *peer)
{
  return peer->away ? OFFICE_PRESENCE_AWAY : OFFICE_PRESENCE_HERE;
}

static void
detach (OfficeHub *self, OfficePeer *peer)
{
  if (self->walking > 0)
    {
      self->peers->pdata[peer->index] = NULL;
      self->holes = TRUE;
    }
  else
    {
      OfficePeer *last = g_ptr_array_index (self->peers, self->peers->len - 1);

      last->index = peer->index;
      self->peers->pdata[peer->index] = last;
      g_ptr_array_set_size (self->peers, (int) self->peers->len - 1);
    }
  peer->hub = NULL;
}

static void
close_holes (OfficeHub *self)
{
  guint n = 0;

  for (guint i = 0; i < self->peers->len; i++)
    {
      OfficePeer *peer = g_ptr_array_index (self->peers, i);

      if (peer == NULL)
        continue;
      peer->index = n;
      self->peers->pdata[n++] = peer;
    }
  g_ptr_array_set_size (self->peers, (int) n);
  self->holes = FALSE;
}

static void
on_committed (OfficeStore *store, OfficeBatch *batch, gpointer data)
{
  OfficeHub *self = data;

  office_fanout_batch (self, batch);
}

static void
receive_state (OfficeHub *self, OfficePeer *peer, OfficeFrame *frame)
{
  OfficePresenceState before = presence_of (peer);

  peer->away = g_strcmp0 (frame->state, "away") == 0;
  office_presence_board_change (self->presence, peer->person, before, presence_of (peer));
}

static void
receive_received (OfficeHub *self, OfficePeer *peer, OfficeFrame *frame)
{
  if (frame->bytes > peer->sent)
    {
      office_peer_end (peer, office_problem_new (OFFICE_PROBLEM_INVALID, "bytes", "More was received than was sent"),
                       FALSE);
      return;
    }
  if (frame->bytes <= peer->received)
    return;

  peer->received = frame->bytes;
  peer->since = office_clock_monotonic (self->clock);
  office_pump_run (self, peer);
  if (peer->presence_missed && peer->state == OFFICE_PEER_LIVE && !office_peer_is_crowded (peer))
    office_presence_board_send_whole (self->presence, peer);
  office_watch_board_wake (self->watch, peer);
}

static void
receive_frame (OfficeHub *self, OfficePeer *peer, OfficeFrame *frame)
{
  switch (frame->kind)
    {
    case OFFICE_FRAME_HELLO:
      office_peer_end (peer, office_problem_new (OFFICE_PROBLEM_INVALID, "frame", "Hello can be said only once"),
                       FALSE);
      break;
    case OFFICE_FRAME_RECEIVED:
      receive_received (self, peer, frame);
      break;
    case OFFICE_FRAME_HISTORY:
      office_history_receive (self, peer, frame);
      break;
    case OFFICE_FRAME_FIND:
      office_find_receive (self, peer, frame);
      break;
    case OFFICE_FRAME_WATCH:
      office_watch_board_move (self->watch, peer, frame->room);
      break;
    case OFFICE_FRAME_TYPING:
      office_typing_receive (self, peer, frame);
      break;
    case OFFICE_FRAME_PRESENCE:
      receive_state (self, peer, frame);
      break;
    case OFFICE_FRAME_PING:
      office_peer_send_text (peer, office_frame_pong (self->head->rev));
      break;
    case OFFICE_FRAME_OPERATIONS: /* taken before, see office_hub_receive() */
    case OFFICE_FRAME_UNKNOWN:
    case OFFICE_FRAME_PONG: /* it was heard */
    case OFFICE_FRAME_WELCOME:
    case OFFICE_FRAME_PAGE:
    case OFFICE_FRAME_CHANGES:
    case OFFICE_FRAME_LIVE:
    case OFFICE_FRAME_RESULTS:
    case OFFICE_FRAME_ANSWER:
    case OFFICE_FRAME_SEEN:
    case OFFICE_FRAME_BYE:
    default:
      break;
    }
}

static void
end_for_stop (OfficeHub *self, OfficePeer *peer, gpointer data)
{
  office_peer_end (peer, office_reason_new (OFFICE_REASON_STOPPING, NULL), TRUE);
}

static void
office_hub_dispose (GObject *object)
{
  OfficeHub *self = OFFICE_HUB (object);

  if (self->store != NULL)
    g_clear_signal_handler (&self->committed, self->store);
  g_clear_pointer (&self->timekeeper, office_timekeeper_free);
  office_clock_remove_timeout (self->clock, self->greeting_timeout);
  office_clock_remove_timeout (self->clock, self->tick);
  self->greeting_timeout = self->tick = 0;
  self->stopped = TRUE;

  while (self->peers->len > 0)
    office_hub_remove (self, g_ptr_array_index (self->peers, self->peers->len - 1));
  G_OBJECT_CLASS (office_hub_parent_class)->dispose (object);
}

static void
office_hub_finalize (GObject *object)
{
  OfficeHub *self = OFFICE_HUB (object);

  g_clear_pointer (&self->presence, office_presence_board_free);
  g_clear_pointer (&self->watch, office_watch_board_free);
  g_clear_pointer (&self->attendance, office_attendance_free);
  g_clear_pointer (&self->devices, g_hash_table_unref);
  g_clear_pointer (&self->peers, g_ptr_array_unref);
  g_clear_pointer (&self->head, office_cursor_free);
  g_clear_pointer (&self->ping, g_bytes_unref);
  g_clear_pointer (&self->finds, g_rc_box_release);
  g_free (self->web_address);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  G_OBJECT_CLASS (office_hub_parent_class)->finalize (object);
}

static void
office_hub_class_init (OfficeHubClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = office_hub_dispose;
  object_class->finalize = office_hub_finalize;
}

static void
office_hub_init (OfficeHub *self)
{
  char *ping = office_frame_ping ();

  self->peers = g_ptr_array_new ();
  self->devices = g_hash_table_new (g_str_hash, g_str_equal);
  self->ping = g_bytes_new_take (ping, strlen (ping));
  self->finds = g_rc_box_new0 (guint);
  g_queue_init (&self->greeting);
  g_queue_init (&self->queued);
}

/**
 * office_hub_new:
 * @store: the book; the hub lives in its main context
 * @clock: time and timeouts
 * @random: random bytes
 *
 * Returns: (transfer full): a hub without peers
 */
OfficeHub *
office_hub_new (OfficeStore *store, OfficeClock *clock, OfficeRandom *random)
{
  OfficeHub *self = g_object_new (OFFICE_TYPE_HUB, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->file_limit = OFFICE_LIMIT_FILE;
  self->head = office_cursor_copy (office_store_get_head (store));
  self->attendance = office_attendance_new (store);
  self->presence = office_presence_board_new (self, clock);
  self->watch = office_watch_board_new (self, clock);
  self->timekeeper = office_timekeeper_new (store, clock);
  self->committed = g_signal_connect (store, "committed", G_CALLBACK (on_committed), self);
  return self;
}

/**
 * office_hub_add:
 * @self: the hub
 * @transport: what carries the new connection's frames
 *
 * Takes a connection in; it has ten seconds to say hello.
 *
 * Returns: (transfer none): the peer; valid until office_hub_remove()
 */
OfficePeer *
office_hub_add (OfficeHub *self, OfficeTransport *transport)
{
  OfficePeer *peer;

  g_return_val_if_fail (OFFICE_IS_HUB (self), NULL);
  g_return_val_if_fail (OFFICE_IS_TRANSPORT (transport), NULL);

  peer = office_peer_new (self, transport);
  peer->index = self->peers->len;
  g_ptr_array_add (self->peers, peer);
  g_queue_push_tail_link (&self->greeting, &peer->link);
  if (self->stopped)
    end_for_stop (self, peer, NULL);
  else
    office_rounds_update (self);
  return peer;
}

/**
 * office_hub_receive:
 * @self: the hub
 * @peer: who sent it
 * @text: one whole text frame; nothing about it has to be true
 * @length: its bytes
 *
 * Does what a frame asks for. A malformed one ends this connection and no other.
 */
void
office_hub_receive (OfficeHub *self, OfficePeer *peer, const char *text, gsize length)
{
  g_autoptr (OfficePeer) keep = NULL;
  g_autoptr (OfficeFrame) frame = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (OFFICE_IS_HUB (self));
  g_return_if_fail (peer != NULL && peer->hub == self);

  if (peer->state == OFFICE_PEER_CLOSING)
    return;

  keep = office_peer_ref (peer);
  peer->heard = office_clock_monotonic (self->clock);
  peer->pings = 0;

  frame = office_frame_parse (text, length, OFFICE_LIMIT_CLIENT_FRAME, &error);
  if (frame == NULL)
    {
      office_peer_end (peer, g_steal_pointer (&error), FALSE);
    }
  else if (peer->state == OFFICE_PEER_GREETING)
    {
      office_greeting_receive (self, peer, frame);
    }
  else if (frame->kind == OFFICE_FRAME_OPERATIONS)
    {
      g_autoptr (GPtrArray) operations = g_steal_pointer (&frame->operations);

      /* What the writer's thread reads must not be held here too: json-glib counts references without atomics. */
      g_clear_pointer (&frame, office_frame_free);
      office_intake_receive (self, peer, operations);
    }
  else
    {
      receive_frame (self, peer, frame);
    }
}

/**
 * office_hub_remove:
 * @self: the hub
 * @peer: a connection whose transport has closed; freed
 *
 * Every peer is removed exactly once. Operations that it sent are still carried out.
 */
void
office_hub_remove (OfficeHub *self, OfficePeer *peer)
{
  g_return_if_fail (OFFICE_IS_HUB (self));
  g_return_if_fail (peer != NULL && peer->hub == self);

  detach (self, peer);
  office_hub_forget (self, peer);
  office_peer_unref (peer);
}

/**
 * office_hub_end_token:
 * @self: the hub
 * @person: who signed out
 * @device: on which device
 *
 * Ends the connection that used the token.
 */
void
office_hub_end_token (OfficeHub *self, const char *person, const char *device)
{
  OfficePeer *peer;

  g_return_if_fail (OFFICE_IS_HUB (self));

  peer = device != NULL ? g_hash_table_lookup (self->devices, device) : NULL;
  if (peer != NULL && g_strcmp0 (peer->person, person) == 0)
    office_peer_end (peer, office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, NULL, "This device has signed out"),
                     FALSE);
}

/**
 * office_hub_set_file_limit:
 * @self: the hub
 * @limit: bytes of the largest file that the host takes
 *
 * Told to those who say hello from now on.
 */
void
office_hub_set_file_limit (OfficeHub *self, gint64 limit)
{
  g_return_if_fail (OFFICE_IS_HUB (self));

  self->file_limit = limit;
}

/**
 * office_hub_set_web_address:
 * @self: the hub
 * @address: (nullable): with what links begin that browsers and programs of calendars follow without a warning; %NULL: there is
 *   none
 *
 * Told to those who say hello from now on.
 */
void
office_hub_set_web_address (OfficeHub *self, const char *address)
{
  g_return_if_fail (OFFICE_IS_HUB (self));

  g_free (self->web_address);
  self->web_address = g_strdup (address);
}

/**
 * office_hub_stop:
 * @self: the hub
 *
 * Says bye to everyone, with a range in which to come back. Whoever is added later is sent away too.
 */
void
office_hub_stop (OfficeHub *self)
{
  g_return_if_fail (OFFICE_IS_HUB (self));

  self->stopped = TRUE;
  g_clear_pointer (&self->timekeeper, office_timekeeper_free);
  office_hub_each (self, end_for_stop, NULL);
}

/**
 * office_hub_count_peers:
 * @self: the hub
 *
 * Returns: how many connections there are, those that are closing included
 */
guint
office_hub_count_peers (OfficeHub *self)
{
  guint n = 0;

  g_return_val_if_fail (OFFICE_IS_HUB (self), 0);

  if (!self->holes)
    return self->peers->len;
  for (guint i = 0; i < self->peers->len; i++)
    n += g_ptr_array_index (self->peers, i) != NULL;
  return n;
}

/**
 * office_hub_each:
 * @self: the hub
 * @func: called with every peer
 * @data: for @func
 *
 * Peers may go while this runs; those that come are not visited.
 */
void
office_hub_each (OfficeHub *self, OfficePeerFunc func, gpointer data)
{
  guint n = self->peers->len;

  self->walking++;
  for (guint i = 0; i < n; i++)
    {
      OfficePeer *peer = g_ptr_array_index (self->peers, i);

      if (peer == NULL)
        continue;
      office_peer_ref (peer);
      func (self, peer, data);
      office_peer_unref (peer);
    }
  if (--self->walking == 0 && self->holes)
    close_holes (self);
}

/**
 * office_hub_forget:
 * @self: the hub
 * @peer: a connection that ends
 *
 * Takes it out of everything that knows it but the list of peers; it is closing afterwards.
 */
void
office_hub_forget (OfficeHub *self, OfficePeer *peer)
{
  OfficePeerState state = peer->state;

  if (state == OFFICE_PEER_CLOSING)
    return;

  office_peer_move (peer, OFFICE_PEER_CLOSING);
  if (state == OFFICE_PEER_GREETING)
    g_queue_unlink (&self->greeting, &peer->link);
  else if (state == OFFICE_PEER_QUEUED)
    g_queue_unlink (&self->queued, &peer->link);
  else if (state == OFFICE_PEER_CATCHING_UP)
    self->n_catching_up--;

  if (peer->attendee == NULL)
    return;
  if (g_hash_table_lookup (self->devices, peer->device) == peer)
    g_hash_table_remove (self->devices, peer->device);
  office_presence_board_change (self->presence, peer->person, presence_of (peer), OFFICE_PRESENCE_OFFLINE);
  office_watch_board_move (self->watch, peer, NULL);
  office_attendance_leave (self->attendance, g_steal_pointer (&peer->attendee), peer);
  office_hub_start_queued (self);
}

/**
 * office_hub_start_queued:
 * @self: the hub
 *
 * Lets the next peers catch up while there are few enough at it.
 */
void
office_hub_start_queued (OfficeHub *self)
{
  if (self->starting || self->stopped)
    return;

  self->starting = TRUE;
  while (self->n_catching_up < CATCH_UPS && !g_queue_is_empty (&self->queued))
    {
      g_autoptr (OfficePeer) peer = office_peer_ref (g_queue_peek_head (&self->queued));

      g_queue_unlink (&self->queued, &peer->link);
      office_peer_move (peer, OFFICE_PEER_CATCHING_UP);
      peer->since = office_clock_monotonic (self->clock);
      self->n_catching_up++;
      office_pump_run (self, peer);
    }
  self->starting = FALSE;
}

/**
 * office_hub_problem_of:
 * @error: any error of the layers below
 *
 * Returns: (transfer full): the problem that a client is told: a problem as it is, a full disk as 503, anything else as
 *   500 without its inner words
 */
GError *
office_hub_problem_of (const GError *error)
{
  if (error->domain == OFFICE_PROBLEM)
    return g_error_copy (error);
  if (g_error_matches (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL))
    {
      GError *problem = NULL;

      office_reason_set (&problem, OFFICE_REASON_DISK_FULL, NULL);
      return problem;
    }
  return office_problem_new (OFFICE_PROBLEM_INTERNAL, NULL, "The host could not read or write its book");
}
