/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-resting-streams.h"

#include "office-kept-stream.h"

#include <sys/socket.h>

struct _OfficeRestingStreams {
  GObject parent_instance;

  SoupServer *server;
  guint most;
  guint seconds;
  GQueue streams; /* OfficeKeptStream; the one that has rested longest first */
};

G_DEFINE_FINAL_TYPE (OfficeRestingStreams, office_resting_streams, G_TYPE_OBJECT)

static GQuark
stream_quark (void)
{
  return g_quark_from_static_string ("office-kept-stream");
}

static void
forget (gpointer data, GObject *where_it_was)
{
  g_autoptr (GSocketAddress) remote = data;

  g_object_set_qdata (G_OBJECT (remote), stream_quark (), NULL);
}

static void
on_woken (OfficeKeptStream *stream, OfficeRestingStreams *self)
{
  if (g_queue_remove (&self->streams, stream))
    g_object_unref (stream);
}

/* libsoup tells the message only, and gives the addresses back that it was given. */
static void
on_request_finished (SoupServer *server, SoupServerMessage *message, OfficeRestingStreams *self)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  OfficeKeptStream *stream = remote != NULL ? g_object_get_qdata (G_OBJECT (remote), stream_quark ()) : NULL;

  /* It rests already where this request came together with the one before, so that nothing woke it. */
  if (stream == NULL || g_queue_find (&self->streams, stream) != NULL)
    return;
  office_kept_stream_rest (stream, self->seconds);
  g_queue_push_tail (&self->streams, g_object_ref (stream));
  while (self->streams.length > self->most)
    {
      g_autoptr (OfficeKeptStream) oldest = g_queue_pop_head (&self->streams);

      office_kept_stream_end (oldest);
    }
}

/*
 * libsoup closes a connection after its first answer where its server listens to nothing. So it listens to one end of a pair whose
 * other end says nothing.
 */
static void
listen_to_nothing (OfficeRestingStreams *self)
{
  int ends[2];
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = NULL;
  GSocket *silent;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return;
  socket = g_socket_new_from_fd (ends[0], NULL);
  silent = g_socket_new_from_fd (ends[1], NULL);
  g_object_set_data_full (G_OBJECT (socket), "other-end", silent, g_object_unref);
  if (!soup_server_listen_socket (self->server, socket, 0, &error))
    g_debug ("Connections are closed after each answer: %s", error->message);
}

static void
office_resting_streams_finalize (GObject *object)
{
  OfficeRestingStreams *self = OFFICE_RESTING_STREAMS (object);

  g_queue_clear_full (&self->streams, g_object_unref);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (office_resting_streams_parent_class)->finalize (object);
}

static void
office_resting_streams_class_init (OfficeRestingStreamsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_resting_streams_finalize;
}

static void
office_resting_streams_init (OfficeRestingStreams *self)
{
  g_queue_init (&self->streams);
}

/**
 * office_resting_streams_new:
 * @server: a server that listens to nothing
 * @most: how many may rest
 * @seconds: for how long
 *
 * Returns: (transfer full): none yet
 */
OfficeRestingStreams *
office_resting_streams_new (SoupServer *server, guint most, guint seconds)
{
  OfficeRestingStreams *self = g_object_new (OFFICE_TYPE_RESTING_STREAMS, NULL);

  self->server = g_object_ref (server);
  self->most = most;
  self->seconds = seconds;
  g_signal_connect_object (server, "request-finished", G_CALLBACK (on_request_finished), self, 0);
  listen_to_nothing (self);
  return self;
}

/**
 * office_resting_streams_accept:
 * @self: the server's
 * @stream: a connection that is ready for a request
 * @connection: what it stands on; its socket's timeout is for a side that is silent in the middle of a request
 *
 * Gives it to the server.
 */
void
office_resting_streams_accept (OfficeRestingStreams *self, GIOStream *stream, GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (OfficeKeptStream) kept = NULL;

  /* Without addresses it is gone already. */
  if (local == NULL || remote == NULL)
    return;
  kept = office_kept_stream_new (stream, g_socket_connection_get_socket (connection));
  g_signal_connect_object (kept, "woken", G_CALLBACK (on_woken), self, 0);
  g_object_set_qdata (G_OBJECT (remote), stream_quark (), kept);
  g_object_weak_ref (G_OBJECT (kept), forget, g_object_ref (remote));
  soup_server_accept_iostream (self->server, G_IO_STREAM (kept), local, remote, NULL);
}

/**
 * office_resting_streams_get_n:
 * @self: the server's
 *
 * Returns: how many rest now
 */
guint
office_resting_streams_get_n (OfficeRestingStreams *self)
{
  return self->streams.length;
}
