/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-invitation-link.h"
#include "office-test-folder.h"
#include "office-transfer-private.h"
#include "office-wait.h"

#include "kinds.h"

#include <string.h>

#define TOKEN "TOKEN"

/*
 * A host that takes files, and closes each connection after so many requests without saying so before, as libsoup's does; the next
 * request, which is on its way already, is lost. Connections are answered in threads of their own.
 */
typedef struct {
  GSocketService *service;
  guint16 port;
  int requests_each; /* that a connection answers */
  gint64 size;       /* of the file */
  gint64 offset;     /* what it has of it; under the lock */
  guint n_lost;      /* pieces that came on a connection which was about to close; under the lock */
  guint n_empty;     /* pieces without bytes; under the lock */
  int n_running;     /* threads; atomic */
  GMutex lock;
} Host;

/* Up to the empty line; NULL: it has closed. */
static char *
read_head (GDataInputStream *input)
{
  g_autoptr (GString) head = g_string_new (NULL);

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);

      if (line == NULL)
        return NULL;
      if (*line == '\0')
        return g_string_free (g_steal_pointer (&head), FALSE);
      g_string_append_printf (head, "%s\n", line);
    }
}

static gsize
read_body (GDataInputStream *input, const char *head)
{
  const char *named = strstr (head, "Content-Length: ");
  gsize length = named != NULL ? (gsize) g_ascii_strtoull (named + strlen ("Content-Length: "), NULL, 10) : 0;
  g_autofree char *body = g_malloc (length + 1);
  gsize n_read = 0;

  return g_input_stream_read_all (G_INPUT_STREAM (input), body, length, &n_read, NULL, NULL) ? n_read : 0;
}

/* An empty one is refused, as by a real host. */
static gboolean
take_piece (Host *self, gsize length)
{
  g_mutex_lock (&self->lock);
  self->offset += (gint64) length;
  self->n_empty += length == 0;
  g_mutex_unlock (&self->lock);
  return length > 0;
}

static char *
make_answer (Host *self)
{
  g_autofree char *state = NULL;

  g_mutex_lock (&self->lock);
  state = g_strdup_printf (
      "{\"offset\":%" G_GINT64_FORMAT ",\"complete\":%s,\"limit\":%" G_GINT64_FORMAT ",\"piece\":%d}", self->offset,
      self->offset == self->size ? "true" : "false", (gint64) OFFICE_LIMIT_FILE, OFFICE_LIMIT_PIECE);
  g_mutex_unlock (&self->lock);
  return g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n\r\n%s",
                          strlen (state), state);
}

static gboolean
on_run (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  Host *self = data;
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (
      g_io_stream_get_input_stream (G_IO_STREAM (connection)));

  g_atomic_int_inc (&self->n_running);
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  for (int i = 0; i <= self->requests_each; i++)
    {
      g_autofree char *head = read_head (input);
      g_autofree char *answer = NULL;

      if (head == NULL)
        break;
      if (i == self->requests_each)
        {
          g_mutex_lock (&self->lock);
          self->n_lost++;
          g_mutex_unlock (&self->lock);
          break;
        }
      if (!g_str_has_prefix (head, "PUT ") || take_piece (self, read_body (input, head)))
        answer = make_answer (self);
      else
        answer = g_strdup ("HTTP/1.1 422 Unprocessable Entity\r\nContent-Length: 0\r\n\r\n");
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer),
                                 NULL, NULL, NULL);
    }
  g_atomic_int_add (&self->n_running, -1);
  return TRUE;
}

static Host *
host_new (int requests_each, gint64 size)
{
  Host *self = g_new0 (Host, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_mutex_init (&self->lock);
  self->requests_each = requests_each;
  self->size = size;
  self->service = g_threaded_socket_service_new (8);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_DEFAULT, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);
  return self;
}

/* When nobody is connected any more. */
static void
host_free (Host *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  OFFICE_WAIT_UNTIL (g_atomic_int_get (&self->n_running) == 0);
  g_object_unref (self->service);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
on_uploaded (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Whatever was lost on the way comes again, with all of its bytes. */
static void
test_closed_connections (void)
{
  const gsize size = 5 * OFFICE_LIMIT_PIECE + 12345;
  Host *host = host_new (1, (gint64) size);
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", host->port, NULL, NULL, TRUE);
  g_autoptr (OfficeReach) reach = office_reach_new (where);
  g_autofree char *folder = g_dir_make_tmp ("office-upload-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *bytes = g_malloc (size);
  g_autofree char *hash = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  memset (bytes, 'x', size);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  office_upload_async (reach, TOKEN, path, hash, (gint64) size, NULL, NULL, NULL, on_uploaded, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  g_assert_true (office_upload_finish (result, &error));
  g_assert_no_error (error);
  g_mutex_lock (&host->lock);
  g_assert_cmpint (host->offset, ==, (gint64) size);
  g_assert_cmpuint (host->n_empty, ==, 0);
  g_assert_cmpuint (host->n_lost, >, 0);
  g_mutex_unlock (&host->lock);
  g_clear_object (&result);
  soup_session_abort (office_reach_get_session (reach));
  g_clear_object (&reach);
  host_free (host);
  office_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/upload/closed-connections", test_closed_connections);
  return g_test_run ();
}
