/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-problem.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/*
 * A file is copied into the folder beside the book, under its hash, before anything names it: what happens to the original
 * afterwards does not matter.
 */

#define CHUNK        (256 * 1024)
#define LONGEST_NAME 255
#define TEMPORARY    "attach-"
#define STEPS        200 /* in which it is told how far it is */

typedef struct {
  OfficeAttachment *file; /* what becomes of it; of the main thread */
  GFile *source;          /* NULL: bytes */
  GBytes *bytes;
  char *folder;
  char *name, *type;
  char *hash;
  gint64 size;
  gint64 limit;    /* of the host */
  gint64 expected; /* bytes that it is said to have */
  gint64 told;     /* bytes */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_clear_object (&self->file);
  g_clear_object (&self->source);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->type);
  g_free (self->hash);
  g_free (self);
}

/* One line that is no path. */
static char *
clean_name (const char *name)
{
  GString *clean = g_string_new (NULL);
  glong n = 0;

  for (; name != NULL && *name != '\0' && n < LONGEST_NAME; name = g_utf8_next_char (name), n++)
    {
      gunichar character = g_utf8_get_char (name);

      g_string_append_unichar (clean, character == '/' || g_unichar_iscntrl (character) ? '_' : character);
    }
  if (clean->len == 0)
    g_string_append (clean, _ ("File"));
  return g_string_free (clean, FALSE);
}

/* ---- how far it is ---- */

typedef struct {
  GTask *task;
  gint64 done, size;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_object_unref (told->task);
  g_free (told);
}

static gboolean
take_told (gpointer data)
{
  const Told *told = data;
  Copy *copy = g_task_get_task_data (told->task);

  office_attachment_set_copied (copy->file, told->done, told->size);
  return G_SOURCE_REMOVE;
}

/* From the copying thread. The first word comes at once, so that the size is known. */
static void
tell (GTask *task, Copy *copy)
{
  g_autoptr (GSource) source = NULL;
  Told *told;

  if (copy->told != 0 && copy->size - copy->told < copy->expected / STEPS)
    return;
  copy->told = copy->size;
  told = g_new0 (Told, 1);
  *told = (Told){ g_object_ref (task), copy->size, copy->expected };
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, take_told, told, told_free);
  g_source_attach (source, g_task_get_context (task));
}

/* ---- the copying thread ---- */

/* Before anything is copied: nobody waits for what the host will not take. */
static gboolean
check_size (Copy *copy, gint64 size, GError **error)
{
  g_autofree char *found = NULL;
  g_autofree char *most = NULL;

  if (size <= copy->limit)
    return TRUE;
  found = g_format_size_full ((guint64) size, G_FORMAT_SIZE_IEC_UNITS);
  most = g_format_size_full ((guint64) copy->limit, G_FORMAT_SIZE_IEC_UNITS);
  /* Translators: the name of a file, then sizes such as 2.1 GiB */
  office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, NULL, _ ("“%s” has %s; this office takes files of up to %s"),
                      copy->name, found, most);
  return FALSE;
}

/* GIO's own words name a path, and the step that failed. */
static GError *
explain (GFile *file, GError *error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base != NULL ? base : "");
  GError *plain = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    office_problem_set (&plain, OFFICE_PROBLEM_NOT_FOUND, NULL, _ ("“%s” is not there any more"), name);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    office_problem_set (&plain, OFFICE_PROBLEM_FORBIDDEN, NULL, _ ("You may not read “%s”"), name);
  else
    return error;
  g_error_free (error);
  return plain;
}

/* A pipe may never end, and a device seldom does. */
static gboolean
check_type (Copy *copy, GFileType type, GError **error)
{
  if (type == G_FILE_TYPE_DIRECTORY)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, _ ("“%s” is a folder; attach a file"), copy->name);
  else if (type == G_FILE_TYPE_SPECIAL)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, _ ("“%s” is no file that can be attached"), copy->name);
  return type != G_FILE_TYPE_DIRECTORY && type != G_FILE_TYPE_SPECIAL;
}

static GInputStream *
open_source (Copy *copy, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;

  if (copy->source == NULL)
    return g_memory_input_stream_new_from_bytes (copy->bytes);
  info = g_file_query_info (copy->source,
                            G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE
                                                                   "," G_FILE_ATTRIBUTE_STANDARD_TYPE
                                                                   "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return NULL;
  g_free (copy->name);
  copy->name = clean_name (g_file_info_get_display_name (info));
  if (!check_type (copy, g_file_info_get_file_type (info), error)
      || !check_size (copy, g_file_info_get_size (info), error))
    return NULL;
  copy->expected = g_file_info_get_size (info);
  copy->type = g_file_info_get_content_type (info) != NULL
                   ? g_content_type_get_mime_type (g_file_info_get_content_type (info))
                   : NULL;
  return G_INPUT_STREAM (g_file_read (copy->source, cancellable, error));
}

static gboolean
write_all (int descriptor, const guchar *data, gssize length, GError **error)
{
  while (length > 0)
    {
      gssize written = write (descriptor, data, (gsize) length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "%s",
                              errno == ENOSPC ? _ ("The disk of this computer is full. Make room and try again.")
                                              : g_strerror (errno));
          return FALSE;
        }
      data += written;
      length -= written;
    }
  return TRUE;
}

static gboolean
copy_bytes (GTask *task, Copy *copy, GInputStream *stream, int descriptor, GError **error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gssize length;

  while ((length = g_input_stream_read (stream, chunk, CHUNK, cancellable, error)) > 0)
    {
      copy->size += length;
      /* It grows, or nobody knew its size. */
      if (!check_size (copy, copy->size, error))
        return FALSE;
      g_checksum_update (checksum, chunk, length);
      if (!write_all (descriptor, chunk, length, error))
        return FALSE;
      tell (task, copy);
    }
  if (length < 0)
    return FALSE;
  copy->hash = g_strdup (g_checksum_get_string (checksum));
  return TRUE;
}

static gboolean
sync_and_rename (Copy *copy, int descriptor, const char *temporary, GError **error)
{
  g_autofree char *path = g_build_filename (copy->folder, copy->hash, NULL);
  int folder = -1;
  gboolean done = fsync (descriptor) == 0 && g_rename (temporary, path) == 0
                  && (folder = g_open (copy->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)) >= 0
                  && fsync (folder) == 0;

  if (!done)
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, _ ("The file cannot be kept: %s"), g_strerror (errno));
  if (folder >= 0)
    close (folder);
  return done;
}

/* With the process in its name: what another one has left can be told from what this one is about. */
static char *
dup_temporary (Copy *copy)
{
  g_autofree char *name = g_strdup_printf (TEMPORARY "%d-XXXXXX", (int) getpid ());

  return g_build_filename (copy->folder, name, NULL);
}

/* A program that ended while it copied leaves what it had, which may be large. */
static void
remove_left (Copy *copy)
{
  g_autofree char *own = g_strdup_printf (TEMPORARY "%d-", (int) getpid ());
  g_autoptr (GDir) folder = g_dir_open (copy->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (copy->folder, name, NULL);

      if (g_str_has_prefix (name, TEMPORARY) && !g_str_has_prefix (name, own))
        g_unlink (path);
    }
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy *copy = data;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = open_source (copy, cancellable, &error);
  g_autofree char *temporary = dup_temporary (copy);
  int descriptor = -1;

  if (error != NULL && copy->source != NULL)
    error = explain (copy->source, error);
  remove_left (copy);
  if (stream != NULL)
    {
      if (g_mkdir_with_parents (copy->folder, 0700) != 0 || (descriptor = g_mkstemp_full (temporary, O_RDWR, 0600)) < 0)
        office_problem_set (&error, OFFICE_PROBLEM_INTERNAL, NULL, _ ("The file cannot be kept: %s"),
                            g_strerror (errno));
      else if (!copy_bytes (task, copy, stream, descriptor, &error)
               || g_cancellable_set_error_if_cancelled (cancellable, &error)
               || !sync_and_rename (copy, descriptor, temporary, &error))
        g_unlink (temporary);
    }
  if (descriptor >= 0)
    close (descriptor);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static OfficeAttachment *
start (OfficeSession *self, Copy *copy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autofree char *id = office_session_make_id (self);

  copy->file = office_attachment_new (id, copy->name, copy->expected, copy->type, NULL);
  office_attachment_set_state (copy->file, OFFICE_ATTACHMENT_COPYING, NULL);
  g_task_set_check_cancellable (task, FALSE); /* one that is kept already has to be let go of */
  copy->folder = g_strdup (self->files_folder);
  copy->limit = office_replica_get_file_limit (self->replica);
  g_task_set_task_data (task, copy, copy_free);
  if (copy->folder == NULL)
    g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE, "%s", _ ("Files cannot be kept here"));
  else
    g_task_run_in_thread (task, copy_thread);
  return copy->file;
}

/* As long as nobody has looked at it. */
static char *
guess_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base != NULL ? base : "");

  return clean_name (name);
}

/**
 * office_session_attach_async:
 * @self: a session
 * @file: what is to be attached
 * @cancellable: (nullable): to give up
 * @callback: calls office_session_attach_finish()
 * @data: for @callback
 *
 * Copies the file to where it is safe, in a thread. Works without a line. What was copied goes when @cancellable is
 * cancelled.
 *
 * Returns: (transfer none): the file, as it is being copied: its "progress" is followed in the main loop, and @callback gets
 *   the same again; lives until @callback is called
 */
OfficeAttachment *
office_session_attach_async (OfficeSession *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data)
{
  Copy *copy;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  copy = g_new0 (Copy, 1);
  copy->source = g_object_ref (file);
  copy->name = guess_name (file);
  return start (self, copy, cancellable, callback, data);
}

/**
 * office_session_attach_bytes_async:
 * @self: a session
 * @bytes: what is to be attached
 * @name: its name
 * @type: its media type
 * @cancellable: (nullable): to give up
 * @callback: calls office_session_attach_finish()
 * @data: for @callback
 *
 * Returns: (transfer none): as office_session_attach_async()
 */
OfficeAttachment *
office_session_attach_bytes_async (OfficeSession *self, GBytes *bytes, const char *name, const char *type,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Copy *copy;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (bytes != NULL && name != NULL && type != NULL, NULL);

  copy = g_new0 (Copy, 1);
  copy->bytes = g_bytes_ref (bytes);
  copy->name = clean_name (name);
  copy->type = g_strdup (type);
  copy->expected = (gint64) g_bytes_get_size (bytes);
  return start (self, copy, cancellable, callback, data);
}

/**
 * office_session_attach_finish:
 * @self: a session
 * @result: what the callback got
 * @error: one sentence for the person
 *
 * To be sent, or put into a draft, before the main loop turns: what nothing names is thrown away.
 *
 * Returns: (transfer full) (nullable): the file
 */
OfficeAttachment *
office_session_attach_finish (OfficeSession *self, GAsyncResult *result, GError **error)
{
  GTask *task = G_TASK (result);
  Copy *copy = g_task_get_task_data (task);

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  if (!g_task_propagate_boolean (task, error))
    return NULL;
  if (office_replica_get_blob (self->replica, copy->hash) == OFFICE_BLOB_NONE
      && !office_replica_set_blob (self->replica, copy->hash, copy->size, OFFICE_BLOB_QUEUED, error))
    return NULL;
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error))
    {
      /* It was through already; nothing names it. */
      self->files_stale = TRUE;
      office_session_turn_later (self);
      return NULL;
    }
  office_attachment_be_copied (copy->file, copy->name, copy->size, copy->type, copy->hash);
  return g_object_ref (copy->file);
}
