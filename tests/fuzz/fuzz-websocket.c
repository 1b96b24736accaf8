/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a WebSocket behind its handshake. Two numbers first: how many bytes a read gives at most, and how many a
 * write takes (0: all there are). Whatever comes, what the host writes are whole frames that a client can read, and the
 * connection ends when the bytes do.
 */
#include "fuzz.h"

#include "office-test-host.h"
#include "office-web-peer.h"

#include <string.h>

/* ---- the line: bytes of the input in, whatever there is out ---- */

#define FUZZ_TYPE_OUTPUT (fuzz_output_get_type ())
G_DECLARE_FINAL_TYPE (FuzzOutput, fuzz_output, FUZZ, OUTPUT, GOutputStream)

struct _FuzzOutput {
  GOutputStream parent_instance;
  GByteArray *bytes;
  guint most;    /* that a write takes; 0: all */
  gboolean full; /* the next write finds no room */
};

static gboolean
fuzz_output_is_writable (GPollableOutputStream *stream)
{
  return TRUE;
}

static GSource *
fuzz_output_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) soon = g_timeout_source_new (0);

  return g_pollable_source_new_full (stream, soon, cancellable);
}

static gssize
fuzz_output_write_nonblocking (GPollableOutputStream *stream, const void *buffer, gsize count, GError **error)
{
  FuzzOutput *self = FUZZ_OUTPUT (stream);
  gsize n = self->most > 0 ? MIN (count, self->most) : count;

  self->full = self->most > 0 && !self->full;
  if (!self->full && self->most > 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "No room");
      return -1;
    }
  g_byte_array_append (self->bytes, buffer, (guint) n);
  return (gssize) n;
}

static void
fuzz_output_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = fuzz_output_is_writable;
  iface->create_source = fuzz_output_create_source;
  iface->write_nonblocking = fuzz_output_write_nonblocking;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FuzzOutput, fuzz_output, G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM, fuzz_output_pollable_init))

static gssize
fuzz_output_write (GOutputStream *stream, const void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  return fuzz_output_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (stream), buffer, count, error);
}

static void
fuzz_output_finalize (GObject *object)
{
  g_byte_array_unref (FUZZ_OUTPUT (object)->bytes);
  G_OBJECT_CLASS (fuzz_output_parent_class)->finalize (object);
}

static void
fuzz_output_class_init (FuzzOutputClass *class)
{
  G_OBJECT_CLASS (class)->finalize = fuzz_output_finalize;
  G_OUTPUT_STREAM_CLASS (class)->write_fn = fuzz_output_write;
}

static void
fuzz_output_init (FuzzOutput *self)
{
  self->bytes = g_byte_array_new ();
}

/* Pieces of a size, as they come from a network. */
static GInputStream *
cut (FuzzInput *input, guint most)
{
  GMemoryInputStream *stream = G_MEMORY_INPUT_STREAM (g_memory_input_stream_new ());
  gsize left = (gsize) (input->end - input->at);

  while (left > 0)
    {
      gsize n = most > 0 ? MIN (left, most) : left;
      g_autoptr (GBytes) piece = g_bytes_new (input->at, n);

      g_memory_input_stream_add_bytes (stream, piece);
      input->at += n;
      left -= n;
    }
  return G_INPUT_STREAM (stream);
}

/* ---- what the host writes ---- */

/* RFC 6455, 5.2, as a client reads it: no mask, no extension, control frames short and whole. */
static gsize
read_frame (const guint8 *bytes, gsize left)
{
  guint8 opcode = bytes[0] & 0x0f;
  guint64 length = left > 1 ? bytes[1] & 0x7f : 0;
  gsize header = length == 127 ? 10 : length == 126 ? 4 : 2;

  if (left < header)
    return 0;
  g_assert_cmpuint (bytes[0] & 0x70, ==, 0);
  g_assert_cmpuint (bytes[1] & 0x80, ==, 0);
  if (header > 2)
    {
      length = 0;
      for (gsize i = 2; i < header; i++)
        length = length << 8 | bytes[i];
      g_assert_cmpuint (length, >, header == 4 ? 125 : G_MAXUINT16);
    }
  if (left - header < length)
    return 0;
  g_assert_true (opcode == 0x1 || (opcode >= 0x8 && opcode <= 0xa && length <= 125 && bytes[0] & 0x80));
  if (opcode == 0x1)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OfficeFrame) frame = office_frame_parse ((const char *) bytes + header, length,
                                                          OFFICE_LIMIT_SERVER_FRAME, &error);

      g_assert_no_error (error);
    }
  return header + length;
}

static void
check_written (GByteArray *bytes, gboolean whole)
{
  gsize at = 0, n = 1;

  for (; at < bytes->len && n > 0; at += n)
    n = read_frame (bytes->data + at, bytes->len - at);
  g_assert_true (!whole || at == bytes->len);
}

static void
on_closed (OfficeWebPeer *peer, gboolean *closed)
{
  *closed = TRUE;
}

/* Its book never changes: nobody has a token. */
static OfficeTestHost *
get_host (void)
{
  static OfficeTestHost *host;

  if (host == NULL)
    host = office_test_host_new_in_memory (1);
  return host;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  OfficeTestHost *host = get_host ();
  guint most = fuzz_take_byte (&input);
  g_autoptr (FuzzOutput) output = g_object_new (FUZZ_TYPE_OUTPUT, NULL);
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GUri) uri = g_uri_parse ("http://127.0.0.1/sync", G_URI_FLAGS_NONE, NULL);
  g_autoptr (OfficeWebPeer) peer = NULL;
  gboolean closed = FALSE;

  output->most = fuzz_take_byte (&input);
  in = cut (&input, most);
  stream = g_simple_io_stream_new (in, G_OUTPUT_STREAM (output));
  peer = office_web_peer_new (host->hub, stream, uri, "office.v1");
  g_signal_connect (peer, "closed", G_CALLBACK (on_closed), &closed);
  fuzz_settle ();
  /* Only a client that asked for nothing wrong and then said no more may still be there. */
  if (!closed)
    office_web_peer_drop (peer);
  fuzz_settle ();
  /* Of what a slow line had not taken when it ended, the rest is gone. */
  check_written (output->bytes, output->most == 0);
  g_assert_cmpuint (office_hub_count_peers (host->hub), ==, 0);
  return 0;
}
