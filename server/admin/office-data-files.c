/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-data-files.h"

#include "office-problem.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ATTACHED "files"
#define INCOMING "incoming" /* uploads under way, which begin anew */
#define PIECE    65536
/* files/ab/HASH, and some room for what may come. */
#define DEEPEST 4

void
office_data_file_free (OfficeDataFile *self)
{
  g_free (self->name);
  g_free (self);
}

/* The database is copied by SQLite; the rest here belongs to a process that runs, or to one that was cut off. */
static gboolean
is_passing (const char *name, guint depth)
{
  static const char *const passing[] = { "lock", "keeper", "restoring", NULL };

  if (name[0] == '.' || strstr (name, ".part") != NULL || g_str_equal (name, INCOMING))
    return TRUE;
  return depth == 0 && (g_strv_contains (passing, name) || g_str_has_prefix (name, "office.db"));
}

static gboolean
set_file_problem (GError **error, const char *path, int code)
{
  office_problem_set (error, code == ENOSPC || code == EDQUOT ? OFFICE_PROBLEM_UNAVAILABLE : OFFICE_PROBLEM_FORBIDDEN,
                      NULL, "“%s” cannot be read or written: %s", path, g_strerror (code));
  return FALSE;
}

static gboolean list_into (GPtrArray *files, const char *folder, const char *below, guint depth, GError **error);

static gboolean
list_entry (GPtrArray *files, const char *folder, const char *name, guint depth, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  /* What goes away meanwhile is no longer needed. */
  if (g_lstat (path, &status) != 0)
    return errno == ENOENT || set_file_problem (error, path, errno);
  if (S_ISDIR (status.st_mode))
    return (depth == 0 && strcmp (name, ATTACHED) != 0) || depth >= DEEPEST
           || list_into (files, folder, name, depth + 1, error);
  if (S_ISREG (status.st_mode))
    {
      OfficeDataFile *file = g_new0 (OfficeDataFile, 1);

      file->name = g_strdup (name);
      file->mode = status.st_mode & 0777;
      g_ptr_array_add (files, file);
    }
  return TRUE;
}

static gboolean
list_into (GPtrArray *files, const char *folder, const char *below, guint depth, GError **error)
{
  g_autofree char *path = below != NULL ? g_build_filename (folder, below, NULL) : g_strdup (folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *entry;

  if (dir == NULL)
    return FALSE;
  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = below != NULL ? g_strconcat (below, "/", entry, NULL) : g_strdup (entry);

      if (!is_passing (entry, depth) && !list_entry (files, folder, name, depth, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const OfficeDataFile *const *first = a;
  const OfficeDataFile *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

/**
 * office_data_files_list:
 * @folder: a data folder
 * @error: return location
 *
 * Returns: (transfer full) (element-type OfficeDataFile): its regular files but for the database's, those in `files`
 *   included, by name; %NULL on failure
 */
GPtrArray *
office_data_files_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) office_data_file_free);

  if (!list_into (files, folder, NULL, 0, error))
    return NULL;
  g_ptr_array_sort (files, compare_names);
  return g_steal_pointer (&files);
}

/**
 * office_data_file_name_is_safe:
 * @name: (nullable): a name out of a backup
 *
 * Returns: whether it is one that office_data_files_list() could have given: it leads nowhere but into the folder
 */
gboolean
office_data_file_name_is_safe (const char *name)
{
  g_auto (GStrv) parts = name != NULL ? g_strsplit (name, "/", -1) : NULL;

  if (parts == NULL || parts[0] == NULL || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || is_passing (parts[i], i))
      return FALSE;
  return TRUE;
}

/**
 * office_data_file_hash:
 * @path: a file
 * @error: return location
 *
 * Returns: (transfer full): SHA-256 of its content, 64 hex digits; %NULL on failure
 */
char *
office_data_file_hash (const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  guchar piece[PIECE];
  gssize length = -1;

  if (descriptor >= 0)
    {
      while ((length = read (descriptor, piece, sizeof piece)) > 0)
        g_checksum_update (checksum, piece, length);
    }
  if (length < 0)
    set_file_problem (error, path, errno);
  if (descriptor >= 0)
    close (descriptor);
  return length < 0 ? NULL : g_strdup (g_checksum_get_string (checksum));
}

/**
 * office_data_files_sync:
 * @path: a file or a folder
 * @error: return location
 *
 * Returns: whether it is on the disk
 */
gboolean
office_data_files_sync (const char *path, GError **error)
{
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code = 0;

  if (descriptor < 0 || fsync (descriptor) != 0)
    code = errno;
  if (descriptor >= 0)
    close (descriptor);
  /* Some file systems know no fsync() for a folder. */
  return code == 0 || code == EINVAL || set_file_problem (error, path, code);
}
