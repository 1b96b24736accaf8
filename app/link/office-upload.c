/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-connector-private.h"
#include "office-problem.h"
#include "office-transfer-private.h"

#include <glib/gi18n-lib.h>

/* So often the host may say that a piece does not fit before it is taken for broken. */
#define MOST_RESETS 5

typedef struct {
  OfficeReach *reach;
  char *token, *path, *hash;
  gint64 size;
  gint64 offset; /* what the host has */
  guint resets;
  OfficeTransferProgress progress;
  gpointer progress_data;
  GInputStream *stream;
  SoupMessage *message;
  char *piece;
} Upload;

static void
upload_free (gpointer data)
{
  Upload *self = data;

  g_object_unref (self->reach);
  g_free (self->token);
  g_free (self->path);
  g_free (self->hash);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_free (self->piece);
  g_free (self);
}

/**
 * office_transfer_make_message:
 * @reach: the way to the host
 * @token: this device's token
 * @method: HTTP method
 * @hash: a file
 * @query: (nullable): with its question mark
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a request about the file
 */
SoupMessage *
office_transfer_make_message (OfficeReach *reach, const char *token, const char *method, const char *hash,
                              const char *query, GError **error)
{
  g_autofree char *path = g_strconcat ("/files/", hash, query, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  SoupMessage *message = office_reach_make_message (reach, method, path);

  if (message != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  else
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s", _ ("The address is not valid"));
  return message;
}

static void read_piece (GTask *task);

static void
fail_reading (GTask *task, const GError *error)
{
  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND, "%s",
                             _ ("The file is no longer on this computer"));
}

/* TRUE: the host has said where to go on. */
static gboolean
take_offset (Upload *upload, const char *text, gsize length)
{
  g_autoptr (JsonObject) problem = office_answer_parse (text, length, NULL);
  gint64 offset = problem != NULL ? json_object_get_int_member_with_default (problem, "offset", -1) : -1;

  if (offset < 0 || offset > upload->size || ++upload->resets > MOST_RESETS)
    return FALSE;
  upload->offset = offset;
  return TRUE;
}

static void
take_state (GTask *task, const char *text, gsize length)
{
  Upload *upload = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonObject) state = office_answer_parse (text, length, &error);
  gint64 limit;

  if (state == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  limit = json_object_get_int_member_with_default (state, "limit", OFFICE_LIMIT_FILE);
  upload->offset = CLAMP (json_object_get_int_member_with_default (state, "offset", 0), 0, upload->size);
  if (upload->progress != NULL)
    upload->progress (upload->offset, upload->progress_data);
  if (json_object_get_boolean_member_with_default (state, "complete", FALSE))
    g_task_return_boolean (task, TRUE);
  else if (upload->size > limit)
    {
      g_autofree char *most = g_format_size_full (limit, G_FORMAT_SIZE_IEC_UNITS);

      /* TRANSLATORS: %s is a size such as “1.0 GiB” */
      g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_TOO_LARGE, _ ("The office takes files of up to %s"),
                               most);
    }
  else
    read_piece (task);
}

static void
on_answer (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);
  SoupMessageHeaders *headers = soup_message_get_response_headers (upload->message);
  gsize length;
  const char *text;

  if (bytes == NULL || !office_reach_check (upload->reach, upload->message, &error))
    {
      g_task_return_error (task, office_reach_translate (upload->reach, upload->message, g_steal_pointer (&error)));
      return;
    }
  text = g_bytes_get_data (bytes, &length);
  if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (upload->message)))
    {
      upload->resets = 0;
      take_state (task, text, length);
    }
  else if (soup_message_get_status (upload->message) == SOUP_STATUS_CONFLICT && take_offset (upload, text, length))
    read_piece (task);
  else
    g_task_return_error (
        task, office_answer_get_problem (soup_message_headers_get_content_type (headers, NULL), text, length));
}

static void
release_body (gpointer body, GClosure *closure)
{
  g_bytes_unref (body);
}

static void
put_body (SoupMessage *message, gpointer body)
{
  soup_message_set_request_body_from_bytes (message, "application/octet-stream", body);
}

static void
send (GTask *task, const char *method, const char *query, GBytes *body)
{
  Upload *upload = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_object (&upload->message);
  upload->message = office_transfer_make_message (upload->reach, upload->token, method, upload->hash, query, &error);
  if (upload->message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (body != NULL)
    {
      put_body (upload->message, body);
      /* Where a connection is closed just when it is used again, libsoup sends the request once more on another one; it has
       * given the body away by then, and would send an empty one. */
      g_signal_connect_data (upload->message, "restarted", G_CALLBACK (put_body), g_bytes_ref (body), release_body, 0);
    }
  soup_session_send_and_read_async (office_reach_get_session (upload->reach), upload->message, G_PRIORITY_LOW,
                                    g_task_get_cancellable (task), on_answer, g_object_ref (task));
}

static void
on_piece_read (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *query = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (stream), result, &length, &error)
      || (length == 0 && upload->offset < upload->size))
    {
      fail_reading (task, error);
      return;
    }
  query = g_strdup_printf ("?offset=%" G_GINT64_FORMAT "&size=%" G_GINT64_FORMAT, upload->offset, upload->size);
  bytes = g_bytes_new_take (g_steal_pointer (&upload->piece), length);
  send (task, "PUT", query, bytes);
}

static void
on_opened (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  upload->stream = G_INPUT_STREAM (g_file_read_finish (G_FILE (file), result, &error));
  if (upload->stream != NULL)
    read_piece (task);
  else
    fail_reading (task, error);
}

static void
read_piece (GTask *task)
{
  Upload *upload = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gsize length = (gsize) MIN (upload->size - upload->offset, OFFICE_LIMIT_PIECE);

  if (upload->stream == NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (upload->path);

      g_file_read_async (file, G_PRIORITY_LOW, cancellable, on_opened, g_object_ref (task));
      return;
    }
  if (!g_seekable_seek (G_SEEKABLE (upload->stream), upload->offset, G_SEEK_SET, NULL, NULL))
    {
      fail_reading (task, NULL);
      return;
    }
  g_free (upload->piece);
  upload->piece = g_malloc (MAX (length, 1));
  g_input_stream_read_all_async (upload->stream, upload->piece, length, G_PRIORITY_LOW, cancellable, on_piece_read,
                                 g_object_ref (task));
}

void
office_upload_async (OfficeReach *reach, const char *token, const char *path, const char *hash, gint64 size,
                     OfficeTransferProgress progress, gpointer progress_data, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Upload *upload = g_new0 (Upload, 1);

  upload->reach = g_object_ref (reach);
  upload->token = g_strdup (token);
  upload->path = g_strdup (path);
  upload->hash = g_strdup (hash);
  upload->size = size;
  upload->progress = progress;
  upload->progress_data = progress_data;
  g_task_set_task_data (task, upload, upload_free);
  send (task, "GET", "?state", NULL);
}

gboolean
office_upload_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
