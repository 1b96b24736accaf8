/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-connector-private.h"
#include "office-problem.h"
#include "office-transfer-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define CHUNK          (256 * 1024)
#define LARGEST_ANSWER 65536 /* of a refusal */

typedef struct {
  OfficeReach *reach;
  char *token, *path, *part, *hash;
  gint64 size;
  gint64 done;
  OfficeTransferProgress progress;
  gpointer progress_data;
  SoupMessage *message;
  GInputStream *input;
  GOutputStream *output;
  GBytes *chunk;
} Download;

static void
download_free (gpointer data)
{
  Download *self = data;

  g_object_unref (self->reach);
  g_free (self->token);
  g_free (self->path);
  g_free (self->part);
  g_free (self->hash);
  g_clear_object (&self->message);
  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_pointer (&self->chunk, g_bytes_unref);
  g_free (self);
}

static void
fail_writing (GTask *task, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (error));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID, "%s",
                             _ ("The disk of this computer is full"));
  else
    g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID, _ ("The file cannot be kept: %s"),
                             error->message);
}

/* ---- all has come ---- */

static gboolean
has_hash (const char *path, const char *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize length = -1;

  if (descriptor < 0)
    return FALSE;
  while ((length = read (descriptor, chunk, CHUNK)) > 0)
    g_checksum_update (checksum, chunk, length);
  length = length < 0 || fsync (descriptor) != 0 ? -1 : 0;
  close (descriptor);
  return length == 0 && g_str_equal (g_checksum_get_string (checksum), hash);
}

static void
verify (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Download *download = data;

  if (has_hash (download->part, download->hash) && g_rename (download->part, download->path) == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_unlink (download->part);
  g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_INTERNAL, "%s", _ ("The file did not come whole"));
}

static void
on_closed (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Download *download = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (stream), result, &error))
    fail_writing (task, error);
  else if (download->done < download->size)
    g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE, "%s", _ ("The file did not come whole"));
  else
    g_task_run_in_thread (task, verify);
}

/* ---- a chunk after the other ---- */

static void read_chunk (GTask *task);

static void
on_written (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Download *download = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    {
      fail_writing (task, error);
      return;
    }
  download->done += (gint64) g_bytes_get_size (download->chunk);
  if (download->progress != NULL)
    download->progress (download->done, download->progress_data);
  read_chunk (task);
}

static void
on_chunk (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Download *download = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *bytes;

  g_clear_pointer (&download->chunk, g_bytes_unref);
  download->chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, &error);
  if (download->chunk == NULL)
    {
      g_task_return_error (task, office_reach_translate (download->reach, download->message, g_steal_pointer (&error)));
      return;
    }
  bytes = g_bytes_get_data (download->chunk, &length);
  if (length == 0)
    g_output_stream_close_async (download->output, G_PRIORITY_DEFAULT, cancellable, on_closed, g_object_ref (task));
  else if (download->done + (gint64) length > download->size)
    g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID, "%s", _ ("The file did not come whole"));
  else
    g_output_stream_write_all_async (download->output, bytes, length, G_PRIORITY_DEFAULT, cancellable, on_written,
                                     g_object_ref (task));
}

static void
read_chunk (GTask *task)
{
  Download *download = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (download->input, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_chunk,
                                   g_object_ref (task));
}

static void
take_output (GTask *task, GFileOutputStream *output, const GError *error)
{
  Download *download = g_task_get_task_data (task);

  if (output == NULL)
    {
      fail_writing (task, error);
      return;
    }
  download->output = G_OUTPUT_STREAM (output);
  read_chunk (task);
}

static void
on_appended (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  take_output (task, g_file_append_to_finish (G_FILE (file), result, &error), error);
}

static void
on_replaced (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  take_output (task, g_file_replace_finish (G_FILE (file), result, &error), error);
}

static void
open_output (GTask *task)
{
  Download *download = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GFile) file = g_file_new_for_path (download->part);

  if (soup_message_get_status (download->message) == SOUP_STATUS_PARTIAL_CONTENT)
    {
      g_file_append_to_async (file, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT, cancellable, on_appended,
                              g_object_ref (task));
      return;
    }
  download->done = 0;
  g_file_replace_async (file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                        G_PRIORITY_DEFAULT, cancellable, on_replaced, g_object_ref (task));
}

static void
on_refusal_read (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Download *download = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (download->message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, &error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    {
      g_task_return_error (task, office_reach_translate (download->reach, download->message, g_steal_pointer (&error)));
      return;
    }
  text = g_bytes_get_data (bytes, &length);
  /* What is there of it does not fit what the host has. */
  if (soup_message_get_status (download->message) == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
    g_unlink (download->part);
  g_task_return_error (task, office_answer_get_problem (soup_message_headers_get_content_type (headers, NULL),
                                                        text != NULL ? text : "", length));
}

static void
on_sent (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;

  download->input = soup_session_send_finish (SOUP_SESSION (session), result, &error);
  if (download->input == NULL || !office_reach_check (download->reach, download->message, &error))
    g_task_return_error (task, office_reach_translate (download->reach, download->message, error));
  else if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (download->message)))
    open_output (task);
  else
    g_input_stream_read_bytes_async (download->input, LARGEST_ANSWER, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                     on_refusal_read, g_object_ref (task));
}

/* What came before a break is not asked for again. */
static gint64
measure (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && S_ISREG (status.st_mode) ? status.st_size : 0;
}

void
office_download_async (OfficeReach *reach, const char *token, const char *path, const char *hash, gint64 size,
                       OfficeTransferProgress progress, gpointer progress_data, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Download *download = g_new0 (Download, 1);
  GError *error = NULL;

  download->reach = g_object_ref (reach);
  download->token = g_strdup (token);
  download->path = g_strdup (path);
  download->part = g_strconcat (path, ".part", NULL);
  download->hash = g_strdup (hash);
  download->size = size;
  download->done = measure (download->part);
  download->progress = progress;
  download->progress_data = progress_data;
  g_task_set_task_data (task, download, download_free);
  download->message = office_transfer_make_message (reach, token, "GET", hash, NULL, &error);
  if (download->message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (download->done > 0 && download->done < size)
    soup_message_headers_set_range (soup_message_get_request_headers (download->message), download->done, -1);
  soup_session_send_async (office_reach_get_session (reach), download->message, G_PRIORITY_DEFAULT, cancellable,
                           on_sent, g_object_ref (task));
}

gboolean
office_download_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
