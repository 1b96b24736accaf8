/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-metered-stream.h"
#include "office-wait.h"

#include <glib-unix.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define N_FRAMES 400

/* A stream over one end of a line whose other end is read by hand. */
typedef struct {
  OfficeMeteredStream *stream;
  GPollableOutputStream *output; /* the user's side */
  int reader;
  GByteArray *read;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  int ends[2], few = 4096;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  g_assert_cmpint (setsockopt (ends[0], SOL_SOCKET, SO_SNDBUF, &few, sizeof few), ==, 0);
  socket = g_socket_new_from_fd (ends[0], NULL);
  connection = g_socket_connection_factory_create_connection (socket);
  self->reader = ends[1];
  self->read = g_byte_array_new ();
  self->stream = office_metered_stream_new (G_IO_STREAM (connection));
  self->output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (G_IO_STREAM (self->stream)));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->stream);
  g_byte_array_unref (self->read);
  if (self->reader >= 0)
    close (self->reader);
}

/* A number, the length, and as many bytes of it. */
static GBytes *
new_frame (guint32 number)
{
  guint32 length = number * 37 % 5000;
  guint32 *frame = g_malloc (2 * sizeof *frame + length);

  frame[0] = number;
  frame[1] = length;
  memset (frame + 2, (int) number, length);
  return g_bytes_new_take (frame, 2 * sizeof *frame + length);
}

static void
read_some (Fixture *self)
{
  guint8 bytes[3000];
  gssize n = recv (self->reader, bytes, sizeof bytes, MSG_DONTWAIT);

  if (n > 0)
    g_byte_array_append (self->read, bytes, (guint) n);
}

static gboolean
reader_readable (int reader, GIOCondition condition, gpointer data)
{
  read_some (data);
  return G_SOURCE_CONTINUE;
}

static void
read_until (Fixture *self, gsize length)
{
  guint watch = g_unix_fd_add (self->reader, G_IO_IN, reader_readable, self);

  OFFICE_WAIT_UNTIL (self->read->len >= length);
  g_source_remove (watch);
  g_assert_cmpuint (self->read->len, ==, length);
}

static gboolean
write_as_user (Fixture *self, GBytes *frame)
{
  g_autoptr (GError) error = NULL;
  gssize n = g_pollable_output_stream_write_nonblocking (self->output, g_bytes_get_data (frame, NULL),
                                                         g_bytes_get_size (frame), NULL, &error);

  if (n < 0)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  else
    g_assert_cmpint (n, ==, g_bytes_get_size (frame));
  return n >= 0;
}

/* Both sides write to a reader that is slow; what arrives are whole frames in the order in which they were taken. */
static void
test_whole_frames (Fixture *self, gconstpointer data)
{
  g_autoptr (GByteArray) wanted = g_byte_array_new ();
  gboolean refused = FALSE;

  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_autoptr (GBytes) frame = new_frame (i);

      g_byte_array_append (wanted, g_bytes_get_data (frame, NULL), (guint) g_bytes_get_size (frame));
      if (i % 3 == 0)
        while (!write_as_user (self, frame))
          {
            refused = TRUE;
            g_assert_cmpuint (office_metered_stream_get_waiting (self->stream), >, 0);
            g_assert_false (g_pollable_output_stream_is_writable (self->output));
            read_some (self);
            g_main_context_iteration (NULL, FALSE);
          }
      else
        office_metered_stream_send (self->stream, frame);
    }
  g_assert_true (refused);
  read_until (self, wanted->len);
  g_assert_cmpmem (self->read->data, self->read->len, wanted->data, wanted->len);
  g_assert_cmpuint (office_metered_stream_get_waiting (self->stream), ==, 0);
  g_assert_true (g_pollable_output_stream_is_writable (self->output));
}

/* What waits is counted, and goes without anybody's help. */
static void
test_waiting (Fixture *self, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 (100000);
  g_autoptr (GBytes) frame = g_bytes_new_take (g_steal_pointer (&zeros), 100000);

  office_metered_stream_send (self->stream, frame);
  g_assert_cmpuint (office_metered_stream_get_waiting (self->stream), >, 0);
  g_assert_cmpuint (office_metered_stream_get_waiting (self->stream), <, 100000);
  office_metered_stream_send (self->stream, frame);
  g_assert_cmpuint (office_metered_stream_get_waiting (self->stream), >, 100000);
  read_until (self, 200000);
  g_assert_cmpuint (office_metered_stream_get_waiting (self->stream), ==, 0);
}

/* After a failure nothing waits for ever, and the user is told. */
static void
test_failure (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) frame = new_frame (100);
  g_autoptr (GError) error = NULL;

  while (office_metered_stream_get_waiting (self->stream) == 0)
    office_metered_stream_send (self->stream, frame);
  close (self->reader);
  self->reader = -1;
  OFFICE_WAIT_UNTIL (office_metered_stream_get_waiting (self->stream) == 0);
  office_metered_stream_send (self->stream, frame);
  g_assert_cmpuint (office_metered_stream_get_waiting (self->stream), ==, 0);
  g_assert_cmpint (g_pollable_output_stream_write_nonblocking (self->output, "x", 1, NULL, &error), ==, -1);
  g_assert_nonnull (error);
  g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK));
}

/* The stream can be closed and go while something waits. */
static void
test_close (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) frame = new_frame (100);

  while (office_metered_stream_get_waiting (self->stream) == 0)
    office_metered_stream_send (self->stream, frame);
  if (GPOINTER_TO_INT (data))
    g_assert_true (g_io_stream_close (G_IO_STREAM (self->stream), NULL, NULL));
}

#define ADD(path, data, function)                                                                                      \
  g_test_add ("/net/metered-stream/" path, Fixture, GINT_TO_POINTER (data), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole-frames", 0, test_whole_frames);
  ADD ("waiting", 0, test_waiting);
  ADD ("failure", 0, test_failure);
  ADD ("close", TRUE, test_close);
  ADD ("let-go", FALSE, test_close);
  return g_test_run ();
}
