/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-data-folder.h"

#include "office-problem.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_FILE       "lock"
#define UNFINISHED_FILE "restoring" /* there while a restore moves files into their place */

struct _OfficeDataFolder {
  char *path;
  int lock;
};

static void
set_problem (GError **error, const char *path, int code)
{
  switch (code)
    {
    case EACCES:
    case EPERM:
      office_problem_set (
          error, OFFICE_PROBLEM_FORBIDDEN, NULL,
          "The data folder “%s” may not be written by this user; change its permissions or choose another with --data.",
          path);
      break;
    case EROFS:
      office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL,
                          "The data folder “%s” is on a read-only file system; choose another with --data.", path);
      break;
    case ENOSPC:
    case EDQUOT:
      office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL,
                          "The disk of the data folder “%s” is full; make room and start again.", path);
      break;
    case ENOTDIR:
    case EEXIST:
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "“%s” is not a folder; choose another with --data.",
                          path);
      break;
    default:
      office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                          "The data folder “%s” cannot be used: %s; choose another with --data.", path,
                          g_strerror (code));
      break;
    }
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      set_problem (error, path, errno);
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      set_problem (error, path, ENOTDIR);
      return FALSE;
    }
  return TRUE;
}

/* Who holds the lock wrote its process id there; it is only told, never trusted. */
static gint64
read_holder (int lock)
{
  char text[24] = { 0 };

  if (pread (lock, text, sizeof text - 1, 0) <= 0)
    return 0;
  return g_ascii_strtoll (text, NULL, 10);
}

static void
write_holder (int lock)
{
  g_autofree char *text = g_strdup_printf ("%d\n", (int) getpid ());

  /* Without it the refusal of a second host only lacks the number. */
  if (ftruncate (lock, 0) != 0 || pwrite (lock, text, strlen (text), 0) < 0)
    g_debug ("The process id could not be written into the lock: %s", g_strerror (errno));
}

static int
take_lock (const char *path, GError **error)
{
  g_autofree char *file = g_build_filename (path, LOCK_FILE, NULL);
  int lock = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gint64 holder;
  int code;

  if (lock < 0)
    {
      set_problem (error, path, errno);
      return -1;
    }
  if (flock (lock, LOCK_EX | LOCK_NB) == 0)
    {
      write_holder (lock);
      return lock;
    }

  code = errno;
  holder = read_holder (lock);
  close (lock);
  if (code != EWOULDBLOCK)
    set_problem (error, path, code);
  else if (holder > 0)
    office_problem_set (error, OFFICE_PROBLEM_CONFLICT, NULL,
                        "The data folder “%s” is in use by another host (process %" G_GINT64_FORMAT
                        "); stop it or choose another folder with --data.",
                        path, holder);
  else
    office_problem_set (error, OFFICE_PROBLEM_CONFLICT, NULL,
                        "The data folder “%s” is in use by another host; stop it or choose another folder with --data.",
                        path);
  return -1;
}

static gboolean
refuse_unfinished (OfficeDataFolder *self, GError **error)
{
  g_autofree char *mark = office_data_folder_build_path (self, UNFINISHED_FILE);

  if (!g_file_test (mark, G_FILE_TEST_EXISTS))
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, NULL,
                      "A restore into the data folder “%s” was interrupted; run “office --admin restore” again.",
                      self->path);
  return FALSE;
}

/**
 * office_data_folder_open_to_restore:
 * @path: a folder, as office_data_folder_open()
 * @error: return location
 *
 * As office_data_folder_open(), also where an earlier restore was interrupted.
 *
 * Returns: (transfer full) (nullable): the folder
 */
OfficeDataFolder *
office_data_folder_open_to_restore (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  OfficeDataFolder *self;
  int lock;

  if (!make_folder (absolute, error))
    return NULL;
  lock = take_lock (absolute, error);
  if (lock < 0)
    return NULL;

  self = g_new0 (OfficeDataFolder, 1);
  self->path = g_steal_pointer (&absolute);
  self->lock = lock;
  return self;
}

/**
 * office_data_folder_open:
 * @path: a folder; it is made with mode 0700, with its parents, when missing
 * @error: return location
 *
 * Takes the folder for this process, until it is closed or the process dies in whatever way.
 *
 * Returns: (transfer full) (nullable): the folder; %NULL with a sentence that says what to do
 */
OfficeDataFolder *
office_data_folder_open (const char *path, GError **error)
{
  g_autoptr (OfficeDataFolder) self = office_data_folder_open_to_restore (path, error);

  return self != NULL && refuse_unfinished (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * office_data_folder_is_held:
 * @path: a folder
 *
 * Returns: whether a host, or a tool, holds it at this moment
 */
gboolean
office_data_folder_is_held (const char *path)
{
  g_autofree char *file = g_build_filename (path, LOCK_FILE, NULL);
  int lock = g_open (file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  gboolean held;

  if (lock < 0)
    return FALSE;
  held = flock (lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close (lock);
  return held;
}

/**
 * office_data_folder_close:
 * @self: (nullable) (transfer full): a folder
 *
 * Lets the folder go. The lock file stays: to remove it could take it from a host that just began to wait for it.
 */
void
office_data_folder_close (OfficeDataFolder *self)
{
  if (self == NULL)
    return;
  close (self->lock);
  g_free (self->path);
  g_free (self);
}

/**
 * office_data_folder_get_path:
 * @self: a folder
 *
 * Returns: (transfer none): its absolute path
 */
const char *
office_data_folder_get_path (OfficeDataFolder *self)
{
  return self->path;
}

/**
 * office_data_folder_build_path:
 * @self: a folder
 * @file: the name of a file in it
 *
 * Returns: (transfer full): the file's absolute path
 */
char *
office_data_folder_build_path (OfficeDataFolder *self, const char *file)
{
  return g_build_filename (self->path, file, NULL);
}
