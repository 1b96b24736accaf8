/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-files-private.h"

#include "office-id.h"
#include "office-problem.h"
#include "office-reason.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Names are hashes and ids, which are checked before they come here: no path can lead out of the folder. A file is in its
 * place only whole: it is written elsewhere, its bytes and its name are on the disk before anybody is told.
 */

#define FILES    "files"
#define INCOMING "incoming"
#define PREFIX   2 /* digits of the hash that name the folder of a file */
#define CHUNK    (256 * 1024)

static void
set_problem (GError **error, int code)
{
  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    office_reason_set (error, OFFICE_REASON_DISK_FULL, NULL);
  else
    {
      office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "The host could not keep the file: %s",
                          g_strerror (code));
      office_reason_give (error, OFFICE_REASON_FILE_NOT_KEPT);
    }
}

/**
 * office_files_folder_of: (skip)
 * @database: a handle on the book
 *
 * Returns: (transfer full) (nullable): the folder of files beside the book; %NULL for a book in memory
 */
char *
office_files_folder_of (OfficeDatabase *database)
{
  const char *path = sqlite3_db_filename (office_database_get_handle (database), "main");
  g_autofree char *data = path != NULL && *path != '\0' ? g_path_get_dirname (path) : NULL;

  return data != NULL ? g_build_filename (data, FILES, NULL) : NULL;
}

gboolean
office_files_folder_make (const char *folder, GError **error)
{
  g_autofree char *incoming = g_build_filename (folder, INCOMING, NULL);

  if (g_mkdir_with_parents (incoming, 0700) == 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL,
                      "The folder “%s” cannot be made: %s; change its permissions or choose another with --data.",
                      incoming, g_strerror (errno));
  return FALSE;
}

char *
office_files_folder_build (const char *folder, const char *hash)
{
  char prefix[PREFIX + 1] = { 0 };

  g_return_val_if_fail (office_hash_is_valid (hash), NULL);

  memcpy (prefix, hash, PREFIX);
  return g_build_filename (folder, prefix, hash, NULL);
}

char *
office_files_folder_build_incoming (const char *folder, const char *name)
{
  return g_build_filename (folder, INCOMING, name, NULL);
}

gint64
office_files_folder_measure (const char *path)
{
  struct stat status;

  return lstat (path, &status) == 0 && S_ISREG (status.st_mode) ? status.st_size : -1;
}

static void
stamp (int descriptor, gint64 now)
{
  const struct timespec times[2] = {
    { .tv_sec = now / 1000 },
    { .tv_sec = now / 1000 },
  };

  if (futimens (descriptor, times) != 0)
    g_debug ("A file keeps its time: %s", g_strerror (errno));
}

static gboolean
write_all (int descriptor, const char *data, gsize length, gint64 offset)
{
  while (length > 0)
    {
      gssize written = pwrite (descriptor, data, length, offset);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      length -= (gsize) written;
      offset += written;
    }
  return TRUE;
}

/**
 * office_files_folder_append: (skip)
 * @path: a file of incoming
 * @offset: where the piece belongs
 * @piece: the bytes
 * @now: the host's time, ms
 * @length: (out): what the file has afterwards
 * @error: CONFLICT with the field `offset` where it does not follow on what is there
 *
 * Returns: whether it was written; where not, nothing of the piece is left
 */
gboolean
office_files_folder_append (const char *path, gint64 offset, GBytes *piece, gint64 now, gint64 *length, GError **error)
{
  int descriptor = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  struct stat status;
  gsize size;
  const char *data = g_bytes_get_data (piece, &size);
  gboolean done = FALSE;

  *length = 0;
  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    set_problem (error, errno);
  else if (status.st_size != offset)
    office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "offset", "The piece does not begin where the last one ended");
  else if (!write_all (descriptor, data, size, offset))
    {
      set_problem (error, errno);
      if (ftruncate (descriptor, offset) != 0)
        g_debug ("A part of a piece stays: %s", g_strerror (errno));
    }
  else
    {
      *length = offset + (gint64) size;
      stamp (descriptor, now);
      done = TRUE;
    }
  if (descriptor >= 0)
    close (descriptor);
  return done;
}

static gboolean
has_hash (int descriptor, const char *hash, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gssize length;

  while ((length = read (descriptor, chunk, CHUNK)) != 0)
    {
      if (length < 0 && errno == EINTR)
        continue;
      if (length < 0)
        {
          set_problem (error, errno);
          return FALSE;
        }
      g_checksum_update (checksum, chunk, length);
    }
  if (g_str_equal (g_checksum_get_string (checksum), hash))
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "hash", "The bytes that came are not those of this hash");
  return FALSE;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  int descriptor = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = descriptor >= 0 && fsync (descriptor) == 0;

  if (!done)
    set_problem (error, errno);
  if (descriptor >= 0)
    close (descriptor);
  return done;
}

static gboolean
put_into_place (const char *folder, const char *incoming, const char *hash, GError **error)
{
  g_autofree char *path = office_files_folder_build (folder, hash);
  g_autofree char *parent = g_path_get_dirname (path);

  if ((g_mkdir (parent, 0700) != 0 && errno != EEXIST) || g_rename (incoming, path) != 0)
    {
      set_problem (error, errno);
      return FALSE;
    }
  return sync_folder (parent, error) && sync_folder (folder, error);
}

/**
 * office_files_folder_adopt: (skip)
 * @folder: the folder of files
 * @incoming: the path of an upload of which all has come
 * @hash: what its bytes must be
 * @now: the host's time, ms
 * @error: INVALID with the field `hash` where they are not; the upload is then gone
 *
 * Returns: whether the file is in its place and will be there after a power cut
 */
gboolean
office_files_folder_adopt (const char *folder, const char *incoming, const char *hash, gint64 now, GError **error)
{
  int descriptor = g_open (incoming, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  g_autoptr (GError) local_error = NULL;
  gboolean right;

  if (descriptor < 0)
    {
      set_problem (error, errno);
      return FALSE;
    }
  right = has_hash (descriptor, hash, &local_error);
  if (right)
    {
      stamp (descriptor, now);
      if (fsync (descriptor) != 0)
        {
          set_problem (&local_error, errno);
          right = FALSE;
        }
    }
  else if (g_error_matches (local_error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID))
    g_unlink (incoming);
  close (descriptor);
  if (right)
    return put_into_place (folder, incoming, hash, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
office_files_folder_is_older (const char *path, gint64 before)
{
  struct stat status;

  return lstat (path, &status) == 0 && S_ISREG (status.st_mode) && (gint64) status.st_mtim.tv_sec * 1000 < before;
}

void
office_files_folder_sweep_incoming (const char *folder, gint64 before)
{
  g_autofree char *incoming = g_build_filename (folder, INCOMING, NULL);
  g_autoptr (GDir) dir = g_dir_open (incoming, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (incoming, name, NULL);

      if (office_files_folder_is_older (path, before))
        g_unlink (path);
    }
}

static void
list_prefix (GPtrArray *hashes, const char *folder, const char *prefix, gint64 before)
{
  g_autofree char *parent = g_build_filename (folder, prefix, NULL);
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);

      if (office_hash_is_valid (name) && g_str_has_prefix (name, prefix) && office_files_folder_is_older (path, before))
        g_ptr_array_add (hashes, g_strdup (name));
    }
}

GPtrArray *
office_files_folder_list (const char *folder, gint64 before)
{
  GPtrArray *hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strlen (name) == PREFIX)
      list_prefix (hashes, folder, name, before);
  return hashes;
}
