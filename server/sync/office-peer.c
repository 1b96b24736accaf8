/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-peer-private.h"

#include "office-hub-private.h"

#include <string.h>

/* The range in which clients come back, so that not all come at once. */
#define RETURN_LOW  1000
#define RETURN_HIGH 5000

static const guint transitions[] = {
  [OFFICE_PEER_GREETING] = 1u << OFFICE_PEER_QUEUED | 1u << OFFICE_PEER_CATCHING_UP | 1u << OFFICE_PEER_CLOSING,
  [OFFICE_PEER_QUEUED] = 1u << OFFICE_PEER_CATCHING_UP | 1u << OFFICE_PEER_CLOSING,
  [OFFICE_PEER_CATCHING_UP] = 1u << OFFICE_PEER_QUEUED | 1u << OFFICE_PEER_LIVE | 1u << OFFICE_PEER_CLOSING,
  [OFFICE_PEER_LIVE] = 1u << OFFICE_PEER_CLOSING,
  [OFFICE_PEER_CLOSING] = 0,
};

static void
peer_clear (gpointer data)
{
  OfficePeer *self = data;

  g_assert (self->attendee == NULL);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->told, office_scopes_unref);
  g_clear_pointer (&self->typed, g_hash_table_unref);
  g_clear_pointer (&self->sequence, office_sequence_free);
  g_queue_clear_full (&self->pages, (GDestroyNotify) office_pages_held_free);
  g_free (self->person);
  g_free (self->device);
  g_free (self->watched);
}

static guint16
close_code_for (const GError *problem)
{
  switch (problem->code)
    {
    case OFFICE_PROBLEM_TOO_LARGE:
      return 1009;
    case OFFICE_PROBLEM_INTERNAL:
      return 1011;
    case OFFICE_PROBLEM_UNAVAILABLE:
      return 1001;
    default:
      return 1008;
    }
}

static GList *
find_page (OfficePeer *self, const char *scope)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    if (g_str_equal (((OfficePagesHeld *) l->data)->scope, scope))
      return l;
  return NULL;
}

/**
 * office_peer_new:
 * @hub: (transfer none): the hub it belongs to
 * @transport: (transfer none): what carries its frames; a reference is kept
 *
 * Returns: (transfer full): a connection that has not greeted yet
 */
OfficePeer *
office_peer_new (OfficeHub *hub, OfficeTransport *transport)
{
  OfficePeer *self = g_rc_box_new0 (OfficePeer);

  self->hub = hub;
  self->transport = g_object_ref (transport);
  self->state = OFFICE_PEER_GREETING;
  self->link.data = self;
  self->heard = self->since = office_clock_monotonic (hub->clock);
  self->seen_at = G_MININT64 / 2;
  g_queue_init (&self->pages);
  self->sequence = office_sequence_new ();
  return self;
}

OfficePeer *
office_peer_ref (OfficePeer *self)
{
  return g_rc_box_acquire (self);
}

void
office_peer_unref (OfficePeer *self)
{
  g_rc_box_release_full (self, peer_clear);
}

/**
 * office_peer_move:
 * @self: a connection
 * @state: where it goes; must be in the table of transitions
 */
void
office_peer_move (OfficePeer *self, OfficePeerState state)
{
  g_assert (transitions[self->state] & (1u << state));

  self->state = state;
}

/**
 * office_peer_is_fed:
 * @self: a connection
 *
 * Returns: whether changes and pages go to it now
 */
gboolean
office_peer_is_fed (OfficePeer *self)
{
  return self->state == OFFICE_PEER_CATCHING_UP || self->state == OFFICE_PEER_LIVE;
}

/**
 * office_peer_get_room:
 * @self: a connection
 *
 * Returns: how many bytes of changes and pages may be sent before more are received
 */
gint64
office_peer_get_room (OfficePeer *self)
{
  return OFFICE_LIMIT_UNRECEIVED - (self->sent - self->received);
}

/**
 * office_peer_fits:
 * @self: a connection
 * @length: of a frame of changes or pages
 *
 * Returns: whether it may be sent now
 */
gboolean
office_peer_fits (OfficePeer *self, gsize length)
{
  return (gint64) length <= office_peer_get_room (self);
}

/**
 * office_peer_is_crowded:
 * @self: a connection
 *
 * Returns: whether its window is over half full, so that what is never stored is better left out
 */
gboolean
office_peer_is_crowded (OfficePeer *self)
{
  return self->sent - self->received > OFFICE_LIMIT_UNRECEIVED / 2;
}

/**
 * office_peer_send:
 * @self: a connection
 * @frame: (transfer none): a frame without records
 */
void
office_peer_send (OfficePeer *self, GBytes *frame)
{
  if (self->state != OFFICE_PEER_CLOSING)
    office_transport_send (self->transport, frame);
}

/**
 * office_peer_send_text:
 * @self: a connection
 * @frame: (transfer full): a frame for it alone
 */
void
office_peer_send_text (OfficePeer *self, char *frame)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (frame, strlen (frame));

  office_peer_send (self, bytes);
}

/**
 * office_peer_send_records:
 * @self: a connection
 * @frame: (transfer none): changes or a page; must fit
 *
 * Sends and counts what the client has to receive before more comes.
 */
void
office_peer_send_records (OfficePeer *self, GBytes *frame)
{
  g_assert (office_peer_fits (self, g_bytes_get_size (frame)));

  self->sent += g_bytes_get_size (frame);
  self->need = 0;
  office_peer_send (self, frame);
}

/**
 * office_peer_end:
 * @self: a connection
 * @problem: (transfer full): why
 * @may_return: whether the client is asked to come back by itself
 *
 * Says bye and closes. The connection gets nothing more and is forgotten by everything but the hub's list, which it leaves
 * with office_hub_remove().
 */
void
office_peer_end (OfficePeer *self, GError *problem, gboolean may_return)
{
  g_autoptr (GError) why = problem;
  g_autoptr (OfficePeer) keep = office_peer_ref (self);
  g_autoptr (GBytes) frame = NULL;
  char *text;

  if (self->state == OFFICE_PEER_CLOSING)
    return;

  text = office_frame_bye (why, may_return ? RETURN_LOW : -1, may_return ? RETURN_HIGH : -1);
  frame = g_bytes_new_take (text, strlen (text));

  office_hub_forget (self->hub, self);
  office_transport_send (self->transport, frame);
  if (self->hub != NULL)
    office_transport_close (self->transport, close_code_for (why), why->message);
}

/**
 * office_peer_tell_scopes:
 * @self: a connection
 * @scopes: what its client holds when it has read everything sent
 */
void
office_peer_tell_scopes (OfficePeer *self, OfficeScopes *scopes)
{
  if (self->told == scopes)
    return;
  office_scopes_ref (scopes);
  g_clear_pointer (&self->told, office_scopes_unref);
  self->told = scopes;
}

/**
 * office_peer_want_pages:
 * @self: a connection
 * @scopes: scopes that it gained; their snapshots are brought from the first page on
 */
void
office_peer_want_pages (OfficePeer *self, const char *const *scopes)
{
  for (guint i = 0; scopes[i] != NULL; i++)
    if (find_page (self, scopes[i]) == NULL)
      g_queue_push_tail (&self->pages, office_pages_held_new (scopes[i], NULL));
}

/**
 * office_peer_drop_pages:
 * @self: a connection
 * @scopes: scopes that it lost
 */
void
office_peer_drop_pages (OfficePeer *self, const char *const *scopes)
{
  for (guint i = 0; scopes[i] != NULL; i++)
    {
      GList *link = find_page (self, scopes[i]);

      if (link == NULL)
        continue;
      office_pages_held_free (link->data);
      g_queue_delete_link (&self->pages, link);
    }
}
