/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-save-private.h"

#include "office-session-private.h"

#include "office-file-name.h"
#include "office-problem.h"
#include "office-reason-words.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/*
 * Files leave the folder beside the book only as copies: what becomes of a copy must not change what the hash names. They are
 * written in a thread, and stand under their names only when they are whole.
 */

#define TEMPORARY "copy-XXXXXX"
#define WAITING   "office-session-saving" /* GPtrArray of GTask: what is saved when it has come */

typedef struct {
  char *hash;
  char *path; /* where the bytes are */
  char *name;
  GFile *target; /* where a person wants it; NULL: it is lent */
  char *folder;  /* where it is lent */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_free (self->hash);
  g_free (self->path);
  g_free (self->name);
  g_clear_object (&self->target);
  g_free (self->folder);
  g_free (self);
}

/* ---- the copying thread: where a person wants it ---- */

/* GIO's own words name the step that failed, not what to do. */
static GError *
explain (const Copy *copy, GError *error)
{
  GError *plain = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    office_problem_set (&plain, OFFICE_PROBLEM_INVALID, NULL,
                        _ ("“%s” was not saved: there is no room for it. Choose another place."), copy->name);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    office_problem_set (&plain, OFFICE_PROBLEM_FORBIDDEN, NULL,
                        _ ("“%s” was not saved: you may not write there. Choose another place."), copy->name);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    office_problem_set (&plain, OFFICE_PROBLEM_NOT_FOUND, NULL,
                        _ ("“%s” was not saved: the folder is not there any more. Choose another place."), copy->name);
  else
    /* Translators: the name of a file, then why */
    office_problem_set (&plain, OFFICE_PROBLEM_INTERNAL, NULL, _ ("“%s” was not saved: %s"), copy->name,
                        error->message);
  g_error_free (error);
  return plain;
}

/* What was there before is there still. */
static void
give_up (GFile *target, GOutputStream *output, gboolean existed)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (output, cancelled, NULL);
  if (!existed)
    g_file_delete (target, NULL, NULL);
}

/* As a new file, with the permissions of any: nothing that is saved can be run until somebody says so elsewhere. */
static gboolean
write_target (const Copy *copy, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (copy->path);
  g_autoptr (GFileInputStream) input = g_file_read (source, NULL, error);
  const gboolean existed = g_file_query_exists (copy->target, NULL);
  g_autoptr (GFileOutputStream) output = input != NULL ? g_file_replace (copy->target, NULL, FALSE,
                                                                         G_FILE_CREATE_REPLACE_DESTINATION, NULL, error)
                                                       : NULL;

  if (output == NULL)
    return FALSE;
  if (g_output_stream_splice (G_OUTPUT_STREAM (output), G_INPUT_STREAM (input), G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE,
                              NULL, error)
          >= 0
      && g_output_stream_close (G_OUTPUT_STREAM (output), NULL, error))
    return TRUE;
  give_up (copy->target, G_OUTPUT_STREAM (output), existed);
  return FALSE;
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_target (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, explain (data, error));
}

/* ---- the copying thread: to be opened ---- */

/* Only to be read: an editor then asks where to keep what was changed, instead of writing it where nobody finds it. */
static gboolean
write_lent (const Copy *copy, const char *named, GError **error)
{
  g_autofree char *temporary = g_build_filename (copy->folder, TEMPORARY, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (copy->path);
  g_autoptr (GFile) to = NULL;
  const int descriptor = g_mkdir_with_parents (copy->folder, 0700) == 0 ? g_mkstemp_full (temporary, O_RDWR, 0600) : -1;

  if (descriptor < 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, _ ("The file cannot be kept: %s"), g_strerror (errno));
      return FALSE;
    }
  close (descriptor);
  to = g_file_new_for_path (temporary);
  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (g_chmod (temporary, 0400) == 0 && g_rename (temporary, named) == 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, _ ("The file cannot be kept: %s"), g_strerror (errno));
  g_unlink (temporary);
  return FALSE;
}

static void
lend_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Copy *copy = data;
  g_autofree char *name = office_file_name_dup_on_disk (copy->name);
  g_autofree char *named = g_build_filename (copy->folder, name, NULL);
  GError *error = NULL;

  if (office_file_is_program (copy->path))
    office_problem_set (&error, OFFICE_PROBLEM_FORBIDDEN, NULL, "%s",
                        _ ("This is a program. Save it if you trust it; it is not opened from here."));
  else if (g_file_test (named, G_FILE_TEST_EXISTS) || write_lent (copy, named, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&named), g_free);
      return;
    }
  g_task_return_error (task, error);
}

/* ---- when it is here ---- */

static GTask *
new_task (OfficeAttachment *file, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, NULL, callback, data);
  Copy *copy = g_new0 (Copy, 1);

  copy->hash = g_strdup (office_attachment_get_hash (file));
  copy->name = g_strdup (office_attachment_get_name (file));
  g_task_set_task_data (task, copy, copy_free);
  return task;
}

static void
wait_for (OfficeSession *self, GTask *task)
{
  GPtrArray *waiting = g_object_get_data (G_OBJECT (self), WAITING);

  if (waiting == NULL)
    {
      waiting = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (self), WAITING, waiting, (GDestroyNotify) g_ptr_array_unref);
    }
  g_ptr_array_add (waiting, g_object_ref (task));
}

/* Of those that wait for it. */
static GPtrArray *
steal_waiting (OfficeSession *self, const char *hash)
{
  GPtrArray *waiting = g_object_get_data (G_OBJECT (self), WAITING);
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = waiting != NULL ? waiting->len : 0; i-- > 0;)
    {
      const Copy *copy = g_task_get_task_data (waiting->pdata[i]);

      if (hash == NULL || g_str_equal (copy->hash, hash))
        g_ptr_array_add (tasks, g_ptr_array_steal_index (waiting, i));
    }
  return tasks;
}

/**
 * office_session_save_arrived:
 * @self: a session
 * @hash: a file that has come, or is not going to
 * @error: (nullable): why not
 *
 * What waits for it is saved now, or told.
 */
void
office_session_save_arrived (OfficeSession *self, const char *hash, const GError *error)
{
  g_autoptr (GPtrArray) tasks = steal_waiting (self, hash);

  for (guint i = 0; i < tasks->len; i++)
    {
      const Copy *copy = g_task_get_task_data (tasks->pdata[i]);

      if (error == NULL)
        g_task_run_in_thread (tasks->pdata[i], save_thread);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (tasks->pdata[i], g_error_copy (error));
      else
        g_task_return_new_error (tasks->pdata[i], OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE,
                                 _ ("“%s” was not saved: %s"), copy->name, office_reason_get_words_of (error));
    }
}

/**
 * office_session_save_called_off:
 * @self: a session
 * @hash: (nullable): a file that is not fetched any more; %NULL: none is
 *
 * Nothing waits for it any more.
 */
void
office_session_save_called_off (OfficeSession *self, const char *hash)
{
  g_autoptr (GPtrArray) tasks = steal_waiting (self, hash);

  for (guint i = 0; i < tasks->len; i++)
    g_task_return_new_error (tasks->pdata[i], G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not fetched any more");
}

/* ---- commands ---- */

/**
 * office_session_save_file_async:
 * @self: a session
 * @file: a file; one that is not here is fetched first
 * @target: where to write it; what stands there is replaced when all of it is written
 * @callback: calls office_session_save_file_finish()
 * @data: for @callback
 */
void
office_session_save_file_async (OfficeSession *self, OfficeAttachment *file, GFile *target,
                                GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Copy *copy;

  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (OFFICE_IS_ATTACHMENT (file) && G_IS_FILE (target));

  task = new_task (file, callback, data);
  copy = g_task_get_task_data (task);
  copy->target = g_object_ref (target);
  copy->path = office_session_dup_file_path (self, file);
  if (copy->path != NULL)
    {
      g_task_run_in_thread (task, save_thread);
      return;
    }
  if (self->transfer == NULL || office_replica_get_blob (self->replica, copy->hash) != OFFICE_BLOB_NONE)
    {
      g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND, "%s",
                               _ ("The file is not on this computer yet"));
      return;
    }
  copy->path = office_session_build_path (self, copy->hash);
  wait_for (self, task);
  office_session_fetch_file (self, file);
}

/**
 * office_session_save_file_finish:
 * @result: what the callback got
 * @error: one sentence for the person, or that it was called off
 *
 * Returns: whether all of it is there
 */
gboolean
office_session_save_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * office_session_lend_file_async:
 * @self: a session
 * @file: a file that is here
 * @callback: calls office_session_lend_file_finish()
 * @data: for @callback
 *
 * Gives other programs a copy under the file's own name; never of a program.
 */
void
office_session_lend_file_async (OfficeSession *self, OfficeAttachment *file, GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Copy *copy;

  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (OFFICE_IS_ATTACHMENT (file));

  task = new_task (file, callback, data);
  copy = g_task_get_task_data (task);
  copy->path = office_session_dup_file_path (self, file);
  if (copy->path == NULL)
    g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND, "%s",
                             _ ("The file is not on this computer yet"));
  else if (office_attachment_is_program (file))
    g_task_return_new_error (task, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN, "%s",
                             _ ("This is a program. Save it if you trust it; it is not opened from here."));
  else
    {
      copy->folder = office_session_build_lent (self, copy->hash);
      g_task_run_in_thread (task, lend_thread);
    }
}

/**
 * office_session_lend_file_finish:
 * @result: what the callback got
 * @error: one sentence for the person
 *
 * Returns: (transfer full) (nullable): where it can be opened
 */
char *
office_session_lend_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
