/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-web-peer.h"

#include "kinds.h"
#include "office-metered-stream.h"

/*
 * libsoup closes a connection over a too large frame without a word. Up to twice the limit the frame is handed on, so
 * that the hub can say `bye` with 413.
 */
#define MOST_INCOMING (2 * OFFICE_LIMIT_CLIENT_FRAME)
/* A message's bytes on the line: its frames' headers, and control frames between them. */
#define MOST_BETWEEN_MESSAGES (2 * MOST_INCOMING)
/* The window holds back pages and changes; this is for a reader that stalls while it asks for ever more answers. */
#define MOST_UNSENT (8 * OFFICE_LIMIT_UNRECEIVED)

#define LONGEST_HEADER 10

/* A text and its frame, the same for all who get it. */
typedef struct {
  GBytes *text;
  GBytes *frame;
} Framed;

struct _OfficeWebPeer {
  GObject parent_instance;

  OfficeHub *hub;
  OfficePeer *peer; /* NULL once the hub has forgotten it */
  SoupWebsocketConnection *connection;
  OfficeMeteredStream *stream;
  gboolean closing; /* nothing more goes out or comes in */
};

enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void office_web_peer_transport_init (OfficeTransportInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeWebPeer, office_web_peer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_TRANSPORT, office_web_peer_transport_init))

/* libsoup takes these codes from a server; what else a caller says becomes "going away". */
static gushort
choose_close_code (guint16 code)
{
  switch (code)
    {
    case SOUP_WEBSOCKET_CLOSE_NORMAL:
    case SOUP_WEBSOCKET_CLOSE_GOING_AWAY:
    case SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR:
    case SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA:
    case SOUP_WEBSOCKET_CLOSE_BAD_DATA:
    case SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION:
    case SOUP_WEBSOCKET_CLOSE_TOO_BIG:
    case SOUP_WEBSOCKET_CLOSE_SERVER_ERROR:
      return code;
    default:
      return code >= 3000 && code < 5000 ? code : SOUP_WEBSOCKET_CLOSE_GOING_AWAY;
    }
}

static void
message_came (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer data)
{
  g_autoptr (OfficeWebPeer) self = g_object_ref (data);
  gsize length;
  const char *text = g_bytes_get_data (message, &length);

  office_metered_stream_set_allowance (self->stream, MOST_BETWEEN_MESSAGES);
  if (self->closing || self->peer == NULL)
    return;
  if (type == SOUP_WEBSOCKET_DATA_TEXT)
    office_hub_receive (self->hub, self->peer, text, length);
  else
    office_transport_close (OFFICE_TRANSPORT (self), SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA, "Frames are text");
}

static void
connection_failed (SoupWebsocketConnection *connection, GError *error, gpointer data)
{
  g_debug ("A connection failed: %s", error->message);
}

static void
connection_closed (SoupWebsocketConnection *connection, gpointer data)
{
  g_autoptr (OfficeWebPeer) self = g_object_ref (data);
  OfficePeer *peer = g_steal_pointer (&self->peer);

  self->closing = TRUE;
  if (peer == NULL)
    return;
  office_hub_remove (self->hub, peer);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
framed_free (gpointer data)
{
  Framed *self = data;

  g_bytes_unref (self->text);
  g_bytes_unref (self->frame);
  g_free (self);
}

/* RFC 6455, 5.2: a final text frame, without a mask as it comes from a server. */
static GBytes *
build_frame (GBytes *text)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (text, &length);
  GByteArray *frame = g_byte_array_sized_new ((guint) length + LONGEST_HEADER);

  g_byte_array_append (frame, (const guint8[]){ 0x81 }, 1);
  if (length < 126)
    {
      g_byte_array_append (frame, (const guint8[]){ (guint8) length }, 1);
    }
  else if (length <= G_MAXUINT16)
    {
      guint16 size = GUINT16_TO_BE ((guint16) length);

      g_byte_array_append (frame, (const guint8[]){ 126 }, 1);
      g_byte_array_append (frame, (const guint8 *) &size, sizeof size);
    }
  else
    {
      guint64 size = GUINT64_TO_BE ((guint64) length);

      g_byte_array_append (frame, (const guint8[]){ 127 }, 1);
      g_byte_array_append (frame, (const guint8 *) &size, sizeof size);
    }
  g_byte_array_append (frame, data, (guint) length);
  return g_byte_array_free_to_bytes (frame);
}

/* What goes to many goes to one after the other. */
static GBytes *
get_frame (GBytes *text)
{
  static GPrivate last = G_PRIVATE_INIT (framed_free);
  Framed *framed = g_private_get (&last);

  if (framed == NULL || framed->text != text)
    {
      framed = g_new (Framed, 1);
      framed->text = g_bytes_ref (text);
      framed->frame = build_frame (text);
      g_private_replace (&last, framed);
    }
  return framed->frame;
}

static void
office_web_peer_send (OfficeTransport *transport, GBytes *text)
{
  OfficeWebPeer *self = OFFICE_WEB_PEER (transport);

  if (self->closing || soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  if (office_metered_stream_get_waiting (self->stream) > MOST_UNSENT)
    {
      g_debug ("A reader has stalled");
      office_transport_close (transport, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, "Too much is unread");
      return;
    }
  office_metered_stream_send (self->stream, get_frame (text));
}

static void
office_web_peer_close (OfficeTransport *transport, guint16 code, const char *reason)
{
  OfficeWebPeer *self = OFFICE_WEB_PEER (transport);

  if (self->closing)
    return;
  self->closing = TRUE;
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, choose_close_code (code), reason);
}

static void
office_web_peer_transport_init (OfficeTransportInterface *interface)
{
  interface->send = office_web_peer_send;
  interface->close = office_web_peer_close;
}

static void
office_web_peer_finalize (GObject *object)
{
  OfficeWebPeer *self = OFFICE_WEB_PEER (object);

  g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_object (&self->connection);
  g_clear_object (&self->stream);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (office_web_peer_parent_class)->finalize (object);
}

static void
office_web_peer_class_init (OfficeWebPeerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_web_peer_finalize;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
office_web_peer_init (OfficeWebPeer *self)
{
}

/**
 * office_web_peer_new:
 * @hub: gets the peer
 * @stream: the line after the handshake
 * @uri: of the request
 * @protocol: the subprotocol that was chosen
 *
 * Main thread. The caller keeps the peer until "closed".
 *
 * Returns: (transfer full): a peer that the hub knows
 */
OfficeWebPeer *
office_web_peer_new (OfficeHub *hub, GIOStream *stream, GUri *uri, const char *protocol)
{
  OfficeWebPeer *self = g_object_new (OFFICE_TYPE_WEB_PEER, NULL);

  self->hub = g_object_ref (hub);
  self->stream = office_metered_stream_new (stream);
  office_metered_stream_set_allowance (self->stream, MOST_BETWEEN_MESSAGES);
  self->connection = soup_websocket_connection_new (G_IO_STREAM (self->stream), uri, SOUP_WEBSOCKET_CONNECTION_SERVER,
                                                    NULL, protocol, NULL);
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, MOST_INCOMING);
  soup_websocket_connection_set_keepalive_interval (self->connection, 0); /* the hub pings */
  g_signal_connect (self->connection, "message", G_CALLBACK (message_came), self);
  g_signal_connect (self->connection, "error", G_CALLBACK (connection_failed), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (connection_closed), self);
  self->peer = office_hub_add (hub, OFFICE_TRANSPORT (self));
  return self;
}

/**
 * office_web_peer_drop:
 * @self: a peer
 */
void
office_web_peer_drop (OfficeWebPeer *self)
{
  g_autoptr (OfficeWebPeer) keep = g_object_ref (self);
  OfficePeer *peer = g_steal_pointer (&self->peer);

  self->closing = TRUE;
  if (peer != NULL)
    office_hub_remove (self->hub, peer);
  g_io_stream_close_async (G_IO_STREAM (self->stream), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}
