/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-acceptor.h"

#include "office-resting-streams.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

/* Fairness: other sources get their turn after so many. */
#define ACCEPTS_A_TURN    64
#define HANDSHAKE_SECONDS 10
/* Longer than the 60 s after which the hub gives a silent peer up, so that the peer still hears why. */
#define SILENCE_SECONDS    75
/* A file's next piece comes at once, a picture's neighbours while somebody scrolls. */
#define REST_SECONDS       20
#define MOST_RESTING       64 /* and a quarter of all */
#define PAUSE_MILLISECONDS 500

/* Lives as long as the last connection, which may end in another thread (a TLS handshake) and after the acceptor. */
typedef struct {
  int connections; /* atomic */
} Census;

struct _OfficeAcceptor {
  GObject parent_instance;

  OfficeRestingStreams *resting; /* gives all of them to the server */
  GSocket *socket;
  GTlsCertificate *certificate; /* nullable */
  guint limit;
  GMainContext *context;
  GSource *source; /* nullable: stopped, or pausing */
  GSource *pause;  /* nullable */
  GCancellable *cancellable;
  guint handshakes;
  Census *census;
};

/* A connection that has not said anything yet. */
typedef struct {
  OfficeAcceptor *acceptor;
  GSocketConnection *connection;
} Arrival;

G_DEFINE_FINAL_TYPE (OfficeAcceptor, office_acceptor, G_TYPE_OBJECT)

static void
arrival_free (gpointer data)
{
  Arrival *self = data;

  g_object_unref (self->connection);
  g_object_unref (self->acceptor);
  g_free (self);
}

static void
connection_gone (gpointer data, GObject *where_it_was)
{
  Census *census = data;

  g_atomic_int_add (&census->connections, -1);
  g_atomic_rc_box_release (census);
}

static void
count_connection (OfficeAcceptor *self, GSocketConnection *connection)
{
  g_atomic_int_inc (&self->census->connections);
  g_object_weak_ref (G_OBJECT (connection), connection_gone, g_atomic_rc_box_acquire (self->census));
}

static void
give_to_server (OfficeAcceptor *self, GSocketConnection *connection, GIOStream *stream)
{
  g_socket_set_timeout (g_socket_connection_get_socket (connection), SILENCE_SECONDS);
  office_resting_streams_accept (self->resting, stream, connection);
}

static void
handshake_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeAcceptor) self = data;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  self->handshakes--;
  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, &error))
    {
      g_debug ("A TLS handshake failed: %s", error->message);
      return;
    }
  g_object_get (source, "base-io-stream", &connection, NULL);
  give_to_server (self, connection, G_IO_STREAM (source));
}

static void
begin_handshake (OfficeAcceptor *self, GSocketConnection *connection)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  /* No authorities: clients show no certificates here, and to load the system's costs 4 MB and 20 ms a connection. */
  stream = g_initable_new (g_tls_backend_get_server_connection_type (g_tls_backend_get_default ()), NULL, &error,
                           "base-io-stream", connection, "certificate", self->certificate, "database", NULL, NULL);
  if (stream == NULL)
    {
      g_debug ("A TLS connection could not be made: %s", error->message);
      return;
    }
  /* Clients that drop the line without a close notify are everyday; every frame says itself where it ends. */
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), protocols);
  /* GIO shakes hands in a thread; the socket's timeout gives that thread back when the client stalls. */
  g_socket_set_timeout (g_socket_connection_get_socket (connection), HANDSHAKE_SECONDS);
  self->handshakes++;
  g_tls_connection_handshake_async (G_TLS_CONNECTION (stream), G_PRIORITY_DEFAULT, self->cancellable, handshake_done,
                                    g_object_ref (self));
}

static gboolean
first_bytes_came (GSocket *socket, GIOCondition condition, gpointer data)
{
  Arrival *arrival = data;
  OfficeAcceptor *self = arrival->acceptor;

  self->handshakes--;
  /* Also called when the socket's timeout is over or the acceptor stops; and one that has gone again can be read, but
   * gives no bytes. */
  if (!g_cancellable_is_cancelled (self->cancellable) && g_socket_get_available_bytes (socket) > 0)
    begin_handshake (self, arrival->connection);
  return G_SOURCE_REMOVE;
}

/* A handshake holds a thread, of which there are few at first: whoever says nothing must not have one. */
static void
await_first_bytes (OfficeAcceptor *self, GSocketConnection *connection)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GSource) source = NULL;
  Arrival *arrival = g_new (Arrival, 1);

  arrival->acceptor = g_object_ref (self);
  arrival->connection = g_object_ref (connection);
  g_socket_set_timeout (socket, HANDSHAKE_SECONDS);
  self->handshakes++;
  source = g_socket_create_source (socket, G_IO_IN, self->cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (first_bytes_came), arrival, arrival_free);
  g_source_attach (source, self->context);
}

static void
take (OfficeAcceptor *self, GSocket *socket)
{
  g_autoptr (GSocketConnection) connection = NULL;

  if (office_acceptor_count_connections (self) >= self->limit)
    {
      g_debug ("Turned a connection away: %u are open", self->limit);
      return;
    }
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection = g_socket_connection_factory_create_connection (socket);
  count_connection (self, connection);
  if (self->certificate != NULL)
    await_first_bytes (self, connection);
  else
    give_to_server (self, connection, G_IO_STREAM (connection));
}

static void listen_again (OfficeAcceptor *self);

static gboolean
pause_over (gpointer data)
{
  OfficeAcceptor *self = data;

  g_clear_pointer (&self->pause, g_source_unref);
  listen_again (self);
  return G_SOURCE_REMOVE;
}

/* No descriptor or memory is left: the socket stays readable, so listening on would only burn the processor. */
static void
pause_listening (OfficeAcceptor *self)
{
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  self->pause = g_timeout_source_new (PAUSE_MILLISECONDS);
  g_source_set_callback (self->pause, pause_over, self, NULL);
  g_source_attach (self->pause, self->context);
}

static gboolean
socket_ready (GSocket *listening, GIOCondition condition, gpointer data)
{
  g_autoptr (OfficeAcceptor) self = g_object_ref (data);

  for (guint i = 0; i < ACCEPTS_A_TURN && self->source != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) socket = g_socket_accept (self->socket, NULL, &error);

      if (socket != NULL)
        {
          take (self, socket);
          continue;
        }
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        break;
      g_debug ("A connection could not be taken: %s", error->message);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
        pause_listening (self);
    }
  return self->source != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
listen_again (OfficeAcceptor *self)
{
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (socket_ready), self, NULL);
  g_source_attach (self->source, self->context);
}

static void
office_acceptor_finalize (GObject *object)
{
  OfficeAcceptor *self = OFFICE_ACCEPTOR (object);

  office_acceptor_stop (self);
  g_clear_object (&self->resting);
  g_clear_object (&self->socket);
  g_clear_object (&self->certificate);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->census, g_atomic_rc_box_release);
  G_OBJECT_CLASS (office_acceptor_parent_class)->finalize (object);
}

static void
office_acceptor_class_init (OfficeAcceptorClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_acceptor_finalize;
}

static void
office_acceptor_init (OfficeAcceptor *self)
{
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->census = g_atomic_rc_box_new0 (Census);
}

/**
 * office_acceptor_new:
 * @server: gets the connections
 * @socket: a listening socket that does not block
 * @certificate: (nullable): %NULL for plain HTTP
 * @limit: how many connections may be open at once; more are closed as they come
 *
 * Works in the caller's thread-default main context.
 *
 * Returns: (transfer full): an acceptor that is not started yet
 */
OfficeAcceptor *
office_acceptor_new (SoupServer *server, GSocket *socket, GTlsCertificate *certificate, guint limit)
{
  OfficeAcceptor *self = g_object_new (OFFICE_TYPE_ACCEPTOR, NULL);

  self->resting = office_resting_streams_new (server, MIN (MOST_RESTING, limit / 4), REST_SECONDS);
  self->socket = g_object_ref (socket);
  g_set_object (&self->certificate, certificate);
  self->limit = limit;
  return self;
}

/**
 * office_acceptor_set_certificate:
 * @self: an acceptor that has a certificate
 * @certificate: the one to show from now on; who shakes hands already goes on with the one of before
 */
void
office_acceptor_set_certificate (OfficeAcceptor *self, GTlsCertificate *certificate)
{
  g_return_if_fail (self->certificate != NULL && certificate != NULL);

  g_set_object (&self->certificate, certificate);
}

/**
 * office_acceptor_start:
 * @self: an acceptor, started once
 */
void
office_acceptor_start (OfficeAcceptor *self)
{
  g_return_if_fail (self->source == NULL && self->pause == NULL);

  listen_again (self);
}

/**
 * office_acceptor_stop:
 * @self: an acceptor
 *
 * Takes no more connections and cancels handshakes; those end in later turns of the main context, see
 * office_acceptor_count_handshakes(). The socket stays open until its last reference goes.
 */
void
office_acceptor_stop (OfficeAcceptor *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  if (self->pause != NULL)
    g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
}

/**
 * office_acceptor_count_handshakes:
 * @self: an acceptor
 *
 * Returns: how many TLS handshakes are under way or awaited
 */
guint
office_acceptor_count_handshakes (OfficeAcceptor *self)
{
  return self->handshakes;
}

/**
 * office_acceptor_count_connections:
 * @self: an acceptor
 *
 * Returns: how many of its connections are open, of any kind
 */
guint
office_acceptor_count_connections (OfficeAcceptor *self)
{
  return g_atomic_int_get (&self->census->connections);
}
