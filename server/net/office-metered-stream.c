/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-metered-stream.h"

/* ---- what comes in ---- */

#define OFFICE_TYPE_METERED_INPUT (office_metered_input_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMeteredInput, office_metered_input, OFFICE, METERED_INPUT, GFilterInputStream)

struct _OfficeMeteredInput {
  GFilterInputStream parent_instance;
  guint64 allowance;
};

static GPollableInputStream *
get_base_input (gpointer self)
{
  return G_POLLABLE_INPUT_STREAM (g_filter_input_stream_get_base_stream (self));
}

static gboolean
office_metered_input_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (get_base_input (stream));
}

static GSource *
office_metered_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base = g_pollable_input_stream_create_source (get_base_input (stream), cancellable);

  return g_pollable_source_new_full (stream, base, NULL);
}

static gssize
office_metered_input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  OfficeMeteredInput *self = OFFICE_METERED_INPUT (stream);
  gssize n_read = g_pollable_input_stream_read_nonblocking (get_base_input (stream), buffer, count, NULL, error);

  if (n_read <= 0)
    return n_read;
  if ((guint64) n_read > self->allowance)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "More came than a message may hold");
      return -1;
    }
  self->allowance -= n_read;
  return n_read;
}

static void
office_metered_input_pollable_init (GPollableInputStreamInterface *interface)
{
  interface->is_readable = office_metered_input_is_readable;
  interface->create_source = office_metered_input_create_source;
  interface->read_nonblocking = office_metered_input_read_nonblocking;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeMeteredInput, office_metered_input, G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, office_metered_input_pollable_init))

static void
office_metered_input_class_init (OfficeMeteredInputClass *class)
{
}

static void
office_metered_input_init (OfficeMeteredInput *self)
{
  self->allowance = G_MAXUINT64;
}

/* ---- what goes out ---- */

#define OFFICE_TYPE_METERED_OUTPUT (office_metered_output_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMeteredOutput, office_metered_output, OFFICE, METERED_OUTPUT, GFilterOutputStream)

/* Whole frames only: what the base does not take at once waits here, and nothing else goes out before it. */
struct _OfficeMeteredOutput {
  GFilterOutputStream parent_instance;
  GQueue waiting; /* GBytes */
  gsize n_taken;  /* of the first one, by the base */
  gsize n_waiting;
  GSource *writable; /* nullable: nothing waits */
  GError *failure;   /* nullable; nothing goes out any more */
};

static GPollableOutputStream *
get_base_output (gpointer self)
{
  return G_POLLABLE_OUTPUT_STREAM (g_filter_output_stream_get_base_stream (self));
}

static void
office_metered_output_clear (OfficeMeteredOutput *self)
{
  if (self->writable != NULL)
    g_source_destroy (self->writable);
  g_clear_pointer (&self->writable, g_source_unref);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);
  self->n_taken = self->n_waiting = 0;
}

/* Returns: how much of it went; on failure, which is kept, none of it ever will */
static gsize
office_metered_output_try (OfficeMeteredOutput *self, const guint8 *data, gsize length)
{
  gsize n_written = 0;
  GError *error = NULL;

  while (n_written < length)
    {
      gssize n = g_pollable_output_stream_write_nonblocking (get_base_output (self), data + n_written,
                                                             length - n_written, NULL, &error);

      if (n < 0)
        break;
      n_written += (gsize) n;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    g_clear_error (&error);
  if (error != NULL)
    {
      office_metered_output_clear (self);
      self->failure = error;
    }
  return n_written;
}

static void
office_metered_output_flush (OfficeMeteredOutput *self)
{
  GBytes *first;

  while (self->failure == NULL && (first = g_queue_peek_head (&self->waiting)) != NULL)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (first, &length);
      gsize n_written = office_metered_output_try (self, data + self->n_taken, length - self->n_taken);

      if (self->failure != NULL)
        return;
      self->n_taken += n_written;
      self->n_waiting -= n_written;
      if (self->n_taken < length)
        return;
      g_bytes_unref (g_queue_pop_head (&self->waiting));
      self->n_taken = 0;
    }
}

static gboolean
base_writable (GObject *base, gpointer data)
{
  OfficeMeteredOutput *self = data;

  office_metered_output_flush (self);
  if (self->n_waiting > 0)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->writable, g_source_unref);
  return G_SOURCE_REMOVE;
}

/* Takes bytes. */
static void
office_metered_output_wait (OfficeMeteredOutput *self, GBytes *bytes)
{
  g_queue_push_tail (&self->waiting, bytes);
  self->n_waiting += g_bytes_get_size (bytes);
  if (self->writable != NULL)
    return;
  self->writable = g_pollable_output_stream_create_source (get_base_output (self), NULL);
  g_source_set_callback (self->writable, G_SOURCE_FUNC (base_writable), self, NULL);
  g_source_attach (self->writable, g_main_context_get_thread_default ());
}

static void
office_metered_output_send (OfficeMeteredOutput *self, GBytes *bytes)
{
  gsize length, n_written = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (self->failure == NULL && self->n_waiting == 0)
    n_written = office_metered_output_try (self, data, length);
  if (self->failure == NULL && n_written < length)
    office_metered_output_wait (self, n_written > 0 ? g_bytes_new_from_bytes (bytes, n_written, length - n_written)
                                                    : g_bytes_ref (bytes));
}

static gboolean
office_metered_output_is_writable (GPollableOutputStream *stream)
{
  return OFFICE_METERED_OUTPUT (stream)->n_waiting == 0
         && g_pollable_output_stream_is_writable (get_base_output (stream));
}

static GSource *
office_metered_output_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base = g_pollable_output_stream_create_source (get_base_output (stream), cancellable);

  return g_pollable_source_new_full (stream, base, NULL);
}

/* All or nothing: of a frame that libsoup has begun the rest must not come behind one of ours, and GnuTLS wants to be
 * given again what it could not send. */
static gssize
office_metered_output_write_nonblocking (GPollableOutputStream *stream, const void *buffer, gsize count, GError **error)
{
  OfficeMeteredOutput *self = OFFICE_METERED_OUTPUT (stream);
  g_autoptr (GBytes) bytes = NULL;

  office_metered_output_flush (self);
  if (self->failure == NULL && self->n_waiting > 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "Other frames come first");
      return -1;
    }
  bytes = g_bytes_new (buffer, count);
  office_metered_output_send (self, bytes);
  if (self->failure == NULL)
    return (gssize) count;
  g_propagate_error (error, g_error_copy (self->failure));
  return -1;
}

static void
office_metered_output_pollable_init (GPollableOutputStreamInterface *interface)
{
  interface->is_writable = office_metered_output_is_writable;
  interface->create_source = office_metered_output_create_source;
  interface->write_nonblocking = office_metered_output_write_nonblocking;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeMeteredOutput, office_metered_output, G_TYPE_FILTER_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM,
                                                      office_metered_output_pollable_init))

static void
office_metered_output_dispose (GObject *object)
{
  OfficeMeteredOutput *self = OFFICE_METERED_OUTPUT (object);

  office_metered_output_clear (self);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (office_metered_output_parent_class)->dispose (object);
}

static void
office_metered_output_class_init (OfficeMeteredOutputClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_metered_output_dispose;
}

static void
office_metered_output_init (OfficeMeteredOutput *self)
{
  g_queue_init (&self->waiting);
}

/* ---- both ---- */

struct _OfficeMeteredStream {
  OfficeFilterStream parent_instance;
  OfficeMeteredInput *input;
  OfficeMeteredOutput *output;
};

G_DEFINE_FINAL_TYPE (OfficeMeteredStream, office_metered_stream, OFFICE_TYPE_FILTER_STREAM)

static void
office_metered_stream_closing (OfficeFilterStream *stream)
{
  office_metered_output_clear (OFFICE_METERED_STREAM (stream)->output);
}

static void
office_metered_stream_dispose (GObject *object)
{
  OfficeMeteredStream *self = OFFICE_METERED_STREAM (object);

  G_OBJECT_CLASS (office_metered_stream_parent_class)->dispose (object);
  g_clear_object (&self->input);
  g_clear_object (&self->output);
}

static void
office_metered_stream_class_init (OfficeMeteredStreamClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_metered_stream_dispose;
  OFFICE_FILTER_STREAM_CLASS (class)->closing = office_metered_stream_closing;
}

static void
office_metered_stream_init (OfficeMeteredStream *self)
{
}

/**
 * office_metered_stream_new:
 * @base: a stream whose halves are pollable
 *
 * Returns: (transfer full): a stream over @base that allows everything until told otherwise
 */
OfficeMeteredStream *
office_metered_stream_new (GIOStream *base)
{
  OfficeMeteredStream *self = g_object_new (OFFICE_TYPE_METERED_STREAM, NULL);

  self->input = g_object_new (OFFICE_TYPE_METERED_INPUT, "base-stream", g_io_stream_get_input_stream (base),
                              "close-base-stream", FALSE, NULL);
  self->output = g_object_new (OFFICE_TYPE_METERED_OUTPUT, "base-stream", g_io_stream_get_output_stream (base),
                               "close-base-stream", FALSE, NULL);
  office_filter_stream_set (OFFICE_FILTER_STREAM (self), base, G_INPUT_STREAM (self->input),
                            G_OUTPUT_STREAM (self->output));
  return self;
}

/**
 * office_metered_stream_set_allowance:
 * @self: a stream
 * @bytes: how many may be read from now on; reading more fails with %G_IO_ERROR_MESSAGE_TOO_LARGE
 */
void
office_metered_stream_set_allowance (OfficeMeteredStream *self, guint64 bytes)
{
  self->input->allowance = bytes;
}

/**
 * office_metered_stream_send:
 * @self: a stream
 * @bytes: one frame; shared, not copied
 *
 * Writes past the stream's user. What the base does not take at once goes out from the thread-default main context, before
 * anything else. A failure is told to the user at its next write.
 */
void
office_metered_stream_send (OfficeMeteredStream *self, GBytes *bytes)
{
  office_metered_output_send (self->output, bytes);
}

/**
 * office_metered_stream_get_waiting:
 * @self: a stream
 *
 * Returns: how many bytes the base has not taken yet
 */
gsize
office_metered_stream_get_waiting (OfficeMeteredStream *self)
{
  return self->output->n_waiting;
}
