/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-metered-stream.h"

/* ---- what comes in ---- */

#define OFFICE_TYPE_METERED_INPUT (office_metered_input_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMeteredInput, office_metered_input, OFFICE, METERED_INPUT, GFilterInputStream)

struct _OfficeMeteredInput
{
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

struct _OfficeMeteredOutput
{
  GFilterOutputStream parent_instance;
  guint64 written;
};

static GPollableOutputStream *
get_base_output (gpointer self)
{
  return G_POLLABLE_OUTPUT_STREAM (g_filter_output_stream_get_base_stream (self));
}

static gboolean
office_metered_output_is_writable (GPollableOutputStream *stream)
{
  return g_pollable_output_stream_is_writable (get_base_output (stream));
}

static GSource *
office_metered_output_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base = g_pollable_output_stream_create_source (get_base_output (stream), cancellable);

  return g_pollable_source_new_full (stream, base, NULL);
}

static gssize
office_metered_output_write_nonblocking (GPollableOutputStream *stream, const void *buffer, gsize count, GError **error)
{
  OfficeMeteredOutput *self = OFFICE_METERED_OUTPUT (stream);
  gssize n_written = g_pollable_output_stream_write_nonblocking (get_base_output (stream), buffer, count, NULL, error);

  if (n_written > 0)
    self->written += n_written;
  return n_written;
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
office_metered_output_class_init (OfficeMeteredOutputClass *class)
{
}

static void
office_metered_output_init (OfficeMeteredOutput *self)
{
}

/* ---- both ---- */

struct _OfficeMeteredStream
{
  GIOStream parent_instance;
  GIOStream *base;
  OfficeMeteredInput *input;
  OfficeMeteredOutput *output;
};

G_DEFINE_FINAL_TYPE (OfficeMeteredStream, office_metered_stream, G_TYPE_IO_STREAM)

static GInputStream *
office_metered_stream_get_input_stream (GIOStream *stream)
{
  return G_INPUT_STREAM (OFFICE_METERED_STREAM (stream)->input);
}

static GOutputStream *
office_metered_stream_get_output_stream (GIOStream *stream)
{
  return G_OUTPUT_STREAM (OFFICE_METERED_STREAM (stream)->output);
}

static gboolean
office_metered_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  return g_io_stream_close (OFFICE_METERED_STREAM (stream)->base, cancellable, error);
}

static void
base_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_io_stream_close_finish (G_IO_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The default would close in a thread, and the base's own way needs none. */
static void
office_metered_stream_close_async (GIOStream *stream, int priority, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (stream, cancellable, callback, data);

  g_io_stream_close_async (OFFICE_METERED_STREAM (stream)->base, priority, cancellable, base_closed, task);
}

static gboolean
office_metered_stream_close_finish (GIOStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
office_metered_stream_dispose (GObject *object)
{
  OfficeMeteredStream *self = OFFICE_METERED_STREAM (object);

  G_OBJECT_CLASS (office_metered_stream_parent_class)->dispose (object);
  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_object (&self->base);
}

static void
office_metered_stream_class_init (OfficeMeteredStreamClass *class)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_metered_stream_dispose;
  stream_class->get_input_stream = office_metered_stream_get_input_stream;
  stream_class->get_output_stream = office_metered_stream_get_output_stream;
  stream_class->close_fn = office_metered_stream_close;
  stream_class->close_async = office_metered_stream_close_async;
  stream_class->close_finish = office_metered_stream_close_finish;
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

  self->base = g_object_ref (base);
  self->input = g_object_new (OFFICE_TYPE_METERED_INPUT, "base-stream", g_io_stream_get_input_stream (base),
                              "close-base-stream", FALSE, NULL);
  self->output = g_object_new (OFFICE_TYPE_METERED_OUTPUT, "base-stream", g_io_stream_get_output_stream (base),
                               "close-base-stream", FALSE, NULL);
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
 * office_metered_stream_get_written:
 * @self: a stream
 *
 * Returns: how many bytes the base has taken so far
 */
guint64
office_metered_stream_get_written (OfficeMeteredStream *self)
{
  return self->output->written;
}
