/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-backup.h"

#include "office-data-files.h"
#include "office-data-folder.h"
#include "office-problem.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Everything is made and on the disk in a folder of its own before anything is moved. While files are moved, the mark
 * DATA/restoring keeps a host from starting on half of an office, or from making a new one; a restore that was cut off is
 * simply done again.
 */

#define MARK        "restoring"
#define LOCK        "lock"
#define STAGE       ".restore"
#define ASIDE       "before-restore-"
#define ASIDE_STAMP "%Y-%m-%dT%H%M%SZ"

static gboolean
fail (GError **error, const char *path)
{
  office_problem_set (error, errno == ENOSPC ? OFFICE_PROBLEM_UNAVAILABLE : OFFICE_PROBLEM_FORBIDDEN, NULL,
                      "“%s” cannot be written: %s", path, g_strerror (errno));
  return FALSE;
}

static void
remove_tree (const char *path)
{
  GStatBuf status;
  const char *name;

  if (g_lstat (path, &status) != 0)
    return;
  if (S_ISDIR (status.st_mode))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

/* Who keeps the host as another user restores as root: what is put back belongs to the folder's owner. */
static gboolean
give_to (const char *path, const GStatBuf *owner, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (geteuid () != 0 || owner->st_uid == 0)
    return TRUE;
  if (lchown (path, owner->st_uid, owner->st_gid) != 0)
    return fail (error, path);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!give_to (child, owner, error))
        return FALSE;
    }
  return TRUE;
}

static char **
list_entries (const char *folder, GError **error)
{
  g_autoptr (GStrvBuilder) entries = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_strv_builder_add (entries, name);
  return g_strv_builder_end (entries);
}

static gboolean
stays (const char *entry)
{
  return g_str_equal (entry, LOCK) || g_str_equal (entry, MARK) || g_str_equal (entry, STAGE)
         || g_str_has_prefix (entry, ASIDE);
}

static gboolean
move_all (const char *from, const char *to, GError **error)
{
  g_auto (GStrv) entries = list_entries (from, error);

  for (guint i = 0; entries != NULL && entries[i] != NULL; i++)
    {
      g_autofree char *source = g_build_filename (from, entries[i], NULL);
      g_autofree char *target = g_build_filename (to, entries[i], NULL);

      if (!stays (entries[i]) && g_rename (source, target) != 0)
        return fail (error, target);
    }
  return entries != NULL && office_data_files_sync (to, error) && office_data_files_sync (from, error);
}

static gboolean
has_anything (const char *folder)
{
  g_auto (GStrv) entries = list_entries (folder, NULL);
  gboolean found = FALSE;

  for (guint i = 0; entries != NULL && entries[i] != NULL; i++)
    found = found || !stays (entries[i]);
  return found;
}

static char *
make_aside (const char *folder, const GStatBuf *owner, OfficeClock *clock, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (office_clock_now (clock) / 1000);
  g_autofree char *stamp = g_date_time_format (now, ASIDE_STAMP);

  for (guint number = 1;; number++)
    {
      g_autofree char *name = number == 1 ? g_strconcat (ASIDE, stamp, NULL)
                                          : g_strdup_printf (ASIDE "%s-%u", stamp, number);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_mkdir (path, 0700) == 0)
        return give_to (path, owner, error) ? g_steal_pointer (&path) : NULL;
      if (errno != EEXIST)
        {
          fail (error, path);
          return NULL;
        }
    }
}

static gboolean
set_mark (const char *folder, const char *mark, GError **error)
{
  return g_file_set_contents_full (mark, "", 0, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error)
         && office_data_files_sync (folder, error);
}

static gboolean
exchange (const char *folder, const char *stage, const GStatBuf *owner, OfficeClock *clock, char **aside,
          GError **error)
{
  g_autofree char *mark = g_build_filename (folder, MARK, NULL);

  if (has_anything (folder))
    {
      *aside = make_aside (folder, owner, clock, error);
      if (*aside == NULL)
        return FALSE;
    }
  if (!set_mark (folder, mark, error) || (*aside != NULL && !move_all (folder, *aside, error))
      || !move_all (stage, folder, error))
    return FALSE;
  if (g_unlink (mark) != 0)
    return fail (error, mark);
  return office_data_files_sync (folder, error);
}

static gboolean
prepare_stage (OfficeDatabase *backup, const char *stage, const GStatBuf *owner, GError **error)
{
  remove_tree (stage);
  if (g_mkdir (stage, 0700) != 0)
    return fail (error, stage);
  return office_backup_extract (backup, stage, error) && give_to (stage, owner, error);
}

static gboolean
check (OfficeDatabase *backup, const char *path, OfficeFindings *findings, GError **error)
{
  guint before = office_findings_count (findings);

  office_backup_check (backup, findings);
  if (office_findings_count (findings) == before)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                      "The backup “%s” is damaged and was not put back; nothing was changed", path);
  return FALSE;
}

/**
 * office_restore:
 * @path: a backup
 * @data: a data folder, made when missing; no host may run on it
 * @clock: names the folder for the present data
 * @findings: gets what is wrong with the backup
 * @aside: (out) (nullable) (transfer full): the folder that holds the present data now; %NULL when there was none
 * @error: return location: one sentence
 *
 * Checks the backup, puts it back beside the present data, and exchanges them.
 *
 * Returns: whether it is done
 */
gboolean
office_restore (const char *path, const char *data, OfficeClock *clock, OfficeFindings *findings, char **aside,
                GError **error)
{
  g_autoptr (OfficeDatabase) backup = office_backup_open (path, error);
  g_autoptr (OfficeDataFolder) folder = NULL;
  g_autofree char *stage = NULL;
  GStatBuf owner;
  gboolean done;

  *aside = NULL;
  if (backup == NULL)
    return FALSE;
  folder = office_data_folder_open_to_restore (data, error);
  if (folder == NULL || !check (backup, path, findings, error))
    return FALSE;
  stage = office_data_folder_build_path (folder, STAGE);
  if (g_stat (office_data_folder_get_path (folder), &owner) != 0)
    return fail (error, data);
  done = prepare_stage (backup, stage, &owner, error)
         && exchange (office_data_folder_get_path (folder), stage, &owner, clock, aside, error);
  remove_tree (stage);
  return done;
}
