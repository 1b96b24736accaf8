/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-filter-stream.h"

typedef struct {
  GIOStream *base;
  GInputStream *input;
  GOutputStream *output;
} OfficeFilterStreamPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (OfficeFilterStream, office_filter_stream, G_TYPE_IO_STREAM)

static OfficeFilterStreamPrivate *
get_private (gpointer self)
{
  return office_filter_stream_get_instance_private (OFFICE_FILTER_STREAM (self));
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

static GInputStream *
office_filter_stream_get_input_stream (GIOStream *stream)
{
  return get_private (stream)->input;
}

static GOutputStream *
office_filter_stream_get_output_stream (GIOStream *stream)
{
  return get_private (stream)->output;
}

static void
tell_closing (GIOStream *stream)
{
  OfficeFilterStreamClass *class = OFFICE_FILTER_STREAM_GET_CLASS (stream);

  if (class->closing != NULL)
    class->closing (OFFICE_FILTER_STREAM (stream));
}

static gboolean
office_filter_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  tell_closing (stream);
  return g_io_stream_close (get_private (stream)->base, cancellable, error);
}

/* The default would close in a thread, and the base's own way needs none. */
static void
office_filter_stream_close_async (GIOStream *stream, int priority, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (stream, cancellable, callback, data);

  tell_closing (stream);
  g_io_stream_close_async (get_private (stream)->base, priority, cancellable, base_closed, task);
}

static gboolean
office_filter_stream_close_finish (GIOStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
office_filter_stream_dispose (GObject *object)
{
  OfficeFilterStreamPrivate *self = get_private (object);

  G_OBJECT_CLASS (office_filter_stream_parent_class)->dispose (object);
  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_object (&self->base);
}

static void
office_filter_stream_class_init (OfficeFilterStreamClass *class)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_filter_stream_dispose;
  stream_class->get_input_stream = office_filter_stream_get_input_stream;
  stream_class->get_output_stream = office_filter_stream_get_output_stream;
  stream_class->close_fn = office_filter_stream_close;
  stream_class->close_async = office_filter_stream_close_async;
  stream_class->close_finish = office_filter_stream_close_finish;
}

static void
office_filter_stream_init (OfficeFilterStream *self)
{
}

/**
 * office_filter_stream_set:
 * @self: a stream that is being made
 * @base: what it stands over
 * @input: what is read from it
 * @output: what is written to it
 */
void
office_filter_stream_set (OfficeFilterStream *self, GIOStream *base, GInputStream *input, GOutputStream *output)
{
  OfficeFilterStreamPrivate *private = get_private (self);

  g_return_if_fail (private->base == NULL);

  private->base = g_object_ref (base);
  private->input = g_object_ref (input);
  private->output = g_object_ref (output);
}
