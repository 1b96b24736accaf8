/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-web-socket.h"

#include "kinds.h"
#include "office-inbox.h"
#include "office-line.h"
#include "office-problem.h"

#include <glib/gi18n-lib.h>

#define PROTOCOL "office.v1"

struct _OfficeWebSocket {
  GObject parent_instance;

  OfficeReach *reach;
  GCancellable *connecting;            /* NULL: not connecting */
  SoupMessage *message;                /* the handshake's */
  SoupWebsocketConnection *connection; /* NULL: not open */
  GError *reason;                      /* why the connection will close */
  OfficeInbox *inbox;
};

static void office_web_socket_iface_init (OfficeSocketInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeWebSocket, office_web_socket, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_SOCKET, office_web_socket_iface_init))

static void
emit_closed (OfficeWebSocket *self, GError *reason)
{
  g_autoptr (OfficeWebSocket) alive = g_object_ref (self);
  g_autoptr (GError) owned = reason;

  g_clear_object (&self->message);
  g_clear_object (&self->connecting);
  g_signal_emit_by_name (self, "closed", owned);
}

typedef struct {
  OfficeWebSocket *self;
  GError *reason;
} Later;

static gboolean
emit_later (gpointer data)
{
  Later *later = data;

  emit_closed (later->self, g_steal_pointer (&later->reason));
  return G_SOURCE_REMOVE;
}

static void
later_free (gpointer data)
{
  Later *later = data;

  g_object_unref (later->self);
  g_clear_error (&later->reason);
  g_free (later);
}

/* "closed" never comes from within open() or close(). */
static void
close_later (OfficeWebSocket *self, GError *reason)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Later *later = g_new0 (Later, 1);

  later->self = g_object_ref (self);
  later->reason = reason;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_later, later, later_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
take (GBytes *data, gpointer user_data)
{
  g_autoptr (OfficeWebSocket) self = g_object_ref (user_data);
  gsize length;
  const char *text;

  if (data == NULL)
    {
      emit_closed (self, g_steal_pointer (&self->reason));
      return;
    }
  text = g_bytes_get_data (data, &length);
  g_signal_emit_by_name (self, "text", text, (guint64) length);
}

/* Libsoup's text ends in a NUL behind its length. */
static void
on_message (SoupWebsocketConnection *connection, int type, GBytes *data, OfficeWebSocket *self)
{
  if (type == SOUP_WEBSOCKET_DATA_TEXT)
    office_inbox_put (self->inbox, data);
}

static void
on_error (SoupWebsocketConnection *connection, const GError *error, OfficeWebSocket *self)
{
  if (self->reason == NULL)
    self->reason = office_reach_translate (self->reach, NULL, g_error_copy (error));
}

static void
on_closed (SoupWebsocketConnection *connection, OfficeWebSocket *self)
{
  g_signal_handlers_disconnect_by_data (connection, self);
  g_clear_object (&self->connection);
  office_inbox_put_end (self->inbox);
}

static gboolean
release (gpointer connection)
{
  g_object_unref (connection);
  return G_SOURCE_REMOVE;
}

static void
on_parted (SoupWebsocketConnection *connection)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, release, connection, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* The other side may be gone without a word: its answer to the close is waited for, but by nobody that matters. */
static void
part (SoupWebsocketConnection *connection)
{
  if (soup_websocket_connection_get_state (connection) != SOUP_WEBSOCKET_STATE_OPEN)
    {
      g_object_unref (connection);
      return;
    }
  g_signal_connect (connection, "closed", G_CALLBACK (on_parted), NULL);
  soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
}

/* The host names the language that it does speak, as "office.v2". */
static gboolean
is_host_newer (SoupMessage *message)
{
  const char *theirs = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                     "Sec-WebSocket-Protocol");

  return theirs != NULL && g_str_has_prefix (theirs, "office.v")
         && g_ascii_strtoull (theirs + strlen ("office.v"), NULL, 10) > OFFICE_PROTOCOL;
}

static GError *
explain_refusal (OfficeWebSocket *self, GError *error)
{
  guint status = soup_message_get_status (self->message);

  if (status == 426 && office_reach_check (self->reach, self->message, NULL))
    {
      g_clear_error (&error);
      return office_line_make_outdated (is_host_newer (self->message));
    }
  if (status == SOUP_STATUS_SERVICE_UNAVAILABLE || status == 429)
    {
      g_clear_error (&error);
      return office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s", _ ("The office is busy"));
    }
  return office_reach_translate (self->reach, self->message, error);
}

static gboolean
check_connection (OfficeWebSocket *self, SoupWebsocketConnection *connection, GError **error)
{
  if (!office_reach_check (self->reach, self->message, error))
    return FALSE;
  if (g_strcmp0 (soup_websocket_connection_get_protocol (connection), PROTOCOL) == 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s",
                      _ ("What answers at this address is not an office"));
  return FALSE;
}

static void
adopt (OfficeWebSocket *self, SoupWebsocketConnection *connection)
{
  self->connection = connection;
  /* One more than may come, lest libsoup takes the limit for one too many. */
  soup_websocket_connection_set_max_incoming_payload_size (connection, OFFICE_LIMIT_SERVER_FRAME + 1);
  g_signal_connect (connection, "message", G_CALLBACK (on_message), self);
  g_signal_connect (connection, "error", G_CALLBACK (on_error), self);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), self);
  g_clear_object (&self->connecting);
  g_clear_object (&self->message);
  g_signal_emit_by_name (self, "opened");
}

static void
on_connected (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeWebSocket) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection = soup_session_websocket_connect_finish (SOUP_SESSION (session),
                                                                                          result, &error);

  if (connection == NULL)
    error = explain_refusal (self, g_steal_pointer (&error));
  else if (!g_cancellable_set_error_if_cancelled (self->connecting, &error)
           && check_connection (self, connection, &error))
    {
      adopt (self, g_steal_pointer (&connection));
      return;
    }
  if (connection != NULL)
    part (g_steal_pointer (&connection));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (&error);
  emit_closed (self, g_steal_pointer (&error));
}

static void
office_web_socket_open (OfficeSocket *socket)
{
  OfficeWebSocket *self = OFFICE_WEB_SOCKET (socket);
  char *protocols[] = { (char *) PROTOCOL, NULL };

  g_return_if_fail (self->connecting == NULL && self->connection == NULL);

  self->message = office_reach_make_message (self->reach, "GET", "/sync");
  if (self->message == NULL)
    {
      close_later (self, office_problem_new (OFFICE_PROBLEM_INVALID, "host", "%s", _ ("The address is not valid")));
      return;
    }
  /* Compression costs the host 90 kB a connection and four fifths of its speed. */
  soup_message_disable_feature (self->message, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  self->connecting = g_cancellable_new ();
  soup_session_websocket_connect_async (office_reach_get_session (self->reach), self->message, NULL, protocols,
                                        G_PRIORITY_DEFAULT, self->connecting, on_connected, g_object_ref (self));
}

static void
office_web_socket_send (OfficeSocket *socket, const char *text)
{
  OfficeWebSocket *self = OFFICE_WEB_SOCKET (socket);

  if (self->connection != NULL && soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (self->connection, text);
}

static void
office_web_socket_close (OfficeSocket *socket)
{
  OfficeWebSocket *self = OFFICE_WEB_SOCKET (socket);
  const gboolean untold = office_inbox_clear (self->inbox);

  if (self->connecting != NULL)
    g_cancellable_cancel (self->connecting);
  if (untold)
    close_later (self, g_steal_pointer (&self->reason));
  if (self->connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->connection, self);
  part (g_steal_pointer (&self->connection));
  g_clear_error (&self->reason);
  close_later (self, NULL);
}

static gboolean
office_web_socket_again (OfficeSocket *socket, guint ms)
{
  office_inbox_again (OFFICE_WEB_SOCKET (socket)->inbox, ms);
  return TRUE;
}

static void
office_web_socket_iface_init (OfficeSocketInterface *iface)
{
  iface->open = office_web_socket_open;
  iface->send = office_web_socket_send;
  iface->close = office_web_socket_close;
  iface->again = office_web_socket_again;
}

static void
office_web_socket_dispose (GObject *object)
{
  OfficeWebSocket *self = OFFICE_WEB_SOCKET (object);

  if (self->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      part (g_steal_pointer (&self->connection));
    }
  g_clear_object (&self->reach);
  g_clear_error (&self->reason);
  office_inbox_clear (self->inbox);

  G_OBJECT_CLASS (office_web_socket_parent_class)->dispose (object);
}

static void
office_web_socket_finalize (GObject *object)
{
  office_inbox_free (OFFICE_WEB_SOCKET (object)->inbox);
  G_OBJECT_CLASS (office_web_socket_parent_class)->finalize (object);
}

static void
office_web_socket_class_init (OfficeWebSocketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_web_socket_finalize;
  G_OBJECT_CLASS (klass)->dispose = office_web_socket_dispose;
}

static void
office_web_socket_init (OfficeWebSocket *self)
{
  self->inbox = office_inbox_new (take, self);
}

/**
 * office_web_socket_new:
 * @reach: the way to the host
 *
 * Returns: (transfer full): a socket that is closed
 */
OfficeSocket *
office_web_socket_new (OfficeReach *reach)
{
  OfficeWebSocket *self;

  g_return_val_if_fail (OFFICE_IS_REACH (reach), NULL);

  self = g_object_new (OFFICE_TYPE_WEB_SOCKET, NULL);
  self->reach = g_object_ref (reach);
  return OFFICE_SOCKET (self);
}
