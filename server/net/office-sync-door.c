/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sync-door.h"

#include "office-problem.h"
#include "office-reason.h"
#include "office-web-peer.h"

#define SUBPROTOCOL       "office.v1"
#define COME_BACK_SECONDS 5

struct _OfficeSyncDoor {
  OfficeHub *hub;
  GHashTable *peers; /* OfficeWebPeer, set */
  gboolean closed;
};

static void
peer_closed (OfficeWebPeer *peer, gpointer data)
{
  OfficeSyncDoor *self = data;

  g_hash_table_remove (self->peers, peer);
}

/* The 101 is on its way: from now on the line belongs to the peer. */
static void
handshake_written (SoupServerMessage *message, gpointer data)
{
  OfficeSyncDoor *self = data;
  g_autoptr (SoupServerMessage) keep = g_object_ref (message);
  g_autoptr (GIOStream) stream = NULL;
  OfficeWebPeer *peer;

  g_signal_handlers_disconnect_by_func (message, handshake_written, data);
  stream = soup_server_message_steal_connection (message);
  if (stream == NULL || self->closed)
    return;
  peer = office_web_peer_new (self->hub, stream, soup_server_message_get_uri (message), SUBPROTOCOL);
  g_hash_table_add (self->peers, peer);
  g_signal_connect (peer, "closed", G_CALLBACK (peer_closed), self);
}

static gboolean
offers_subprotocol (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_message_headers_header_contains (headers, "Sec-WebSocket-Protocol", SUBPROTOCOL);
}

static gboolean
check_handshake (SoupServerMessage *message, GError **error)
{
  static char *protocols[] = { (char *) SUBPROTOCOL, NULL };
  g_autoptr (GError) local_error = NULL;

  /* A WebSocket client that offers nothing would get through libsoup's own check. */
  if (offers_subprotocol (message)
      && soup_websocket_server_check_handshake (message, NULL, protocols, NULL, &local_error))
    return TRUE;
  if (local_error == NULL || g_error_matches (local_error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET))
    {
      SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

      soup_message_headers_replace (headers, "Upgrade", "websocket");
      soup_message_headers_replace (headers, "Sec-WebSocket-Protocol", SUBPROTOCOL);
      office_problem_set (error, OFFICE_PROBLEM_OUTDATED, NULL,
                          "This address speaks only WebSocket with the subprotocol %s; update the client", SUBPROTOCOL);
    }
  else
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "The WebSocket handshake is malformed");
  return FALSE;
}

/**
 * office_sync_door_new:
 * @hub: gets the peers
 *
 * Returns: (transfer full): an open door
 */
OfficeSyncDoor *
office_sync_door_new (OfficeHub *hub)
{
  OfficeSyncDoor *self = g_new0 (OfficeSyncDoor, 1);

  self->hub = g_object_ref (hub);
  self->peers = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  return self;
}

/**
 * office_sync_door_free:
 * @self: (nullable) (transfer full): a door
 */
void
office_sync_door_free (OfficeSyncDoor *self)
{
  GHashTableIter iter;
  gpointer peer;

  if (self == NULL)
    return;
  g_hash_table_iter_init (&iter, self->peers);
  while (g_hash_table_iter_next (&iter, &peer, NULL))
    {
      g_signal_handlers_disconnect_by_data (peer, self);
      office_web_peer_drop (peer);
    }
  g_hash_table_unref (self->peers);
  g_object_unref (self->hub);
  g_free (self);
}

/**
 * office_sync_door_answer:
 * @exchange: a request for /sync
 * @data: the #OfficeSyncDoor; it must outlive the server's connections
 */
void
office_sync_door_answer (OfficeExchange *exchange, gpointer data)
{
  OfficeSyncDoor *self = data;
  static char *protocols[] = { (char *) SUBPROTOCOL, NULL };
  SoupServerMessage *message = office_exchange_get_message (exchange);
  g_autoptr (GError) error = NULL;

  if (self->closed)
    {
      error = office_reason_new (OFFICE_REASON_STOPPING, NULL);
      office_exchange_refuse_for_now (exchange, error, COME_BACK_SECONDS);
      return;
    }
  if (!check_handshake (message, &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  /* No extensions: permessage-deflate costs 90 kB a connection and hides the true size of a frame. */
  if (soup_websocket_server_process_handshake (message, NULL, protocols, NULL, NULL))
    g_signal_connect (message, "wrote-informational", G_CALLBACK (handshake_written), self);
}

/**
 * office_sync_door_close:
 * @self: a door
 */
void
office_sync_door_close (OfficeSyncDoor *self)
{
  self->closed = TRUE;
}

/**
 * office_sync_door_count:
 * @self: a door
 *
 * Returns: how many peers came through and have not gone
 */
guint
office_sync_door_count (OfficeSyncDoor *self)
{
  return g_hash_table_size (self->peers);
}
