/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-stream.h"

#define CHUNK (128 * 1024)

/* Held by the message's signals, and by a read that is under way. */
typedef struct {
  SoupServerMessage *message;
  GInputStream *stream;
  GCancellable *cancellable;
  gint64 left;
  gulong wrote, finished, disconnected;
  gboolean over;
  OfficeFileStreamDone done;
  gpointer data;
} Stream;

static void
stream_clear (gpointer data)
{
  Stream *self = data;

  g_object_unref (self->message);
  g_object_unref (self->stream);
  g_object_unref (self->cancellable);
}

static void
stream_unref (Stream *self)
{
  g_rc_box_release_full (self, stream_clear);
}

static void
end (Stream *self)
{
  if (self->over)
    return;
  self->over = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_signal_handler_disconnect (self->message, self->wrote);
  g_signal_handler_disconnect (self->message, self->finished);
  g_signal_handler_disconnect (self->message, self->disconnected);
  self->done (self->data);
  stream_unref (self);
}

static void
on_over (SoupServerMessage *message, gpointer data)
{
  end (data);
}

/* The length was promised: a client that gets less must notice. */
static void
cut (Stream *self)
{
  g_autoptr (GIOStream) connection = NULL;
  g_autoptr (SoupServerMessage) message = g_object_ref (self->message);

  end (self);
  connection = soup_server_message_steal_connection (message);
}

static void read_on (Stream *self);

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Stream *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  SoupMessageBody *body;

  if (self->over)
    {
      stream_unref (self);
      return;
    }
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      g_message ("A file cannot be read: %s", error != NULL ? error->message : "it is shorter than it was");
      cut (self);
      stream_unref (self);
      return;
    }
  body = soup_server_message_get_response_body (self->message);
  self->left -= (gint64) g_bytes_get_size (bytes);
  soup_message_body_append_bytes (body, bytes);
  if (self->left == 0)
    soup_message_body_complete (body);
  soup_server_message_unpause (self->message);
  stream_unref (self);
}

static void
read_on (Stream *self)
{
  g_rc_box_acquire (self);
  g_input_stream_read_bytes_async (self->stream, (gsize) MIN (self->left, CHUNK), G_PRIORITY_DEFAULT, self->cancellable,
                                   on_read, self);
}

static void
on_wrote (SoupServerMessage *message, gpointer data)
{
  Stream *self = data;

  if (self->left == 0)
    return;
  soup_server_message_pause (message);
  read_on (self);
}

/**
 * office_file_stream_start:
 * @message: (transfer full): a request that is paused, with the headers of its answer
 * @stream: (transfer full): where to read from
 * @length: how many bytes; the stream has as many
 * @done: called once when it is over, well or not
 * @data: for @done
 */
void
office_file_stream_start (SoupServerMessage *message, GInputStream *stream, gint64 length, OfficeFileStreamDone done,
                          gpointer data)
{
  Stream *self = g_rc_box_new0 (Stream);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  self->message = message;
  self->stream = stream;
  self->cancellable = g_cancellable_new ();
  self->left = length;
  self->done = done;
  self->data = data;
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CONTENT_LENGTH);
  soup_message_headers_set_content_length (headers, length);
  soup_message_body_set_accumulate (body, FALSE);
  self->wrote = g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_wrote), self);
  self->finished = g_signal_connect (message, "finished", G_CALLBACK (on_over), self);
  self->disconnected = g_signal_connect (message, "disconnected", G_CALLBACK (on_over), self);
  if (length > 0 && !g_str_equal (soup_server_message_get_method (message), "HEAD"))
    {
      read_on (self);
      return;
    }
  soup_message_body_complete (body);
  soup_server_message_unpause (message);
}
