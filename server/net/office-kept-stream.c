/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-kept-stream.h"

#define OFFICE_TYPE_KEPT_INPUT (office_kept_input_get_type ())
G_DECLARE_FINAL_TYPE (OfficeKeptInput, office_kept_input, OFFICE, KEPT_INPUT, GFilterInputStream)

struct _OfficeKeptStream {
  OfficeFilterStream parent_instance;
  OfficeKeptInput *input;
  GSocket *socket;
  guint silence; /* seconds; the socket's timeout while it does not rest */
  gboolean resting;
};

struct _OfficeKeptInput {
  GFilterInputStream parent_instance;
  OfficeKeptStream *stream; /* NULL: is gone */
  gboolean ended;
};

enum { WOKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeKeptStream, office_kept_stream, OFFICE_TYPE_FILTER_STREAM)

static void
wake (OfficeKeptStream *self)
{
  if (!self->resting)
    return;
  self->resting = FALSE;
  g_socket_set_timeout (self->socket, self->silence);
  g_signal_emit (self, signals[WOKEN], 0);
}

/* ---- what comes in ---- */

static GPollableInputStream *
get_base_input (gpointer self)
{
  return G_POLLABLE_INPUT_STREAM (g_filter_input_stream_get_base_stream (self));
}

static gboolean
office_kept_input_is_readable (GPollableInputStream *stream)
{
  return OFFICE_KEPT_INPUT (stream)->ended || g_pollable_input_stream_is_readable (get_base_input (stream));
}

static GSource *
office_kept_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base = g_pollable_input_stream_create_source (get_base_input (stream), cancellable);

  return g_pollable_source_new_full (stream, base, NULL);
}

static gssize
office_kept_input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  OfficeKeptInput *self = OFFICE_KEPT_INPUT (stream);
  g_autoptr (GError) local_error = NULL;
  gssize n_read;

  /* An error, as to a mere end an answer would be written, which the other side could take for one to its next request. */
  if (self->ended)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "It has ended between two requests");
      return -1;
    }
  n_read = g_pollable_input_stream_read_nonblocking (get_base_input (stream), buffer, count, NULL, &local_error);
  if (self->stream == NULL || !self->stream->resting
      || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return n_read;
    }
  wake (self->stream);
  if (n_read > 0)
    return n_read;
  g_debug ("A connection has ended while it rested: %s", local_error != NULL ? local_error->message : "it was closed");
  self->ended = TRUE;
  *(char *) buffer = '\n';
  return 1;
}

static void
office_kept_input_pollable_init (GPollableInputStreamInterface *interface)
{
  interface->is_readable = office_kept_input_is_readable;
  interface->create_source = office_kept_input_create_source;
  interface->read_nonblocking = office_kept_input_read_nonblocking;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeKeptInput, office_kept_input, G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, office_kept_input_pollable_init))

static void
office_kept_input_class_init (OfficeKeptInputClass *class)
{
}

static void
office_kept_input_init (OfficeKeptInput *self)
{
}

/* ---- the stream ---- */

static void
office_kept_stream_closing (OfficeFilterStream *stream)
{
  wake (OFFICE_KEPT_STREAM (stream));
}

static void
office_kept_stream_dispose (GObject *object)
{
  OfficeKeptStream *self = OFFICE_KEPT_STREAM (object);

  G_OBJECT_CLASS (office_kept_stream_parent_class)->dispose (object);
  if (self->input != NULL)
    self->input->stream = NULL;
  g_clear_object (&self->input);
  g_clear_object (&self->socket);
}

static void
office_kept_stream_class_init (OfficeKeptStreamClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_kept_stream_dispose;
  OFFICE_FILTER_STREAM_CLASS (class)->closing = office_kept_stream_closing;

  /**
   * OfficeKeptStream::woken:
   *
   * It no longer rests: more has come, or it has ended.
   */
  signals[WOKEN] = g_signal_new ("woken", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
office_kept_stream_init (OfficeKeptStream *self)
{
}

/**
 * office_kept_stream_new:
 * @base: a stream whose halves are pollable
 * @socket: what it stands on, with the timeout for a side that is silent in the middle of a request
 *
 * Returns: (transfer full): a stream over @base that does not rest
 */
OfficeKeptStream *
office_kept_stream_new (GIOStream *base, GSocket *socket)
{
  OfficeKeptStream *self = g_object_new (OFFICE_TYPE_KEPT_STREAM, NULL);

  self->input = g_object_new (OFFICE_TYPE_KEPT_INPUT, "base-stream", g_io_stream_get_input_stream (base),
                              "close-base-stream", FALSE, NULL);
  self->input->stream = self;
  self->socket = g_object_ref (socket);
  self->silence = g_socket_get_timeout (socket);
  office_filter_stream_set (OFFICE_FILTER_STREAM (self), base, G_INPUT_STREAM (self->input),
                            g_io_stream_get_output_stream (base));
  return self;
}

/**
 * office_kept_stream_rest:
 * @self: a stream
 * @seconds: it ends when nothing has come for so long
 */
void
office_kept_stream_rest (OfficeKeptStream *self, guint seconds)
{
  self->resting = TRUE;
  g_socket_set_timeout (self->socket, seconds);
}

/**
 * office_kept_stream_end:
 * @self: a stream that rests
 *
 * What has come already is answered still.
 */
void
office_kept_stream_end (OfficeKeptStream *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_socket_shutdown (self->socket, TRUE, FALSE, &error))
    g_debug ("A connection that rests could not be ended: %s", error->message);
}
