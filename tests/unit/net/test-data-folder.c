/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-data-folder.h"
#include "office-problem.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct {
  char *parent;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->parent = g_dir_make_tmp ("office-XXXXXX", NULL);
  self->path = g_build_filename (self->parent, "deep", "folder", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (self->path, "lock", NULL);
  g_autofree char *middle = g_path_get_dirname (self->path);

  g_unlink (lock);
  g_rmdir (self->path);
  g_rmdir (middle);
  g_assert_no_errno (g_rmdir (self->parent));
  g_free (self->parent);
  g_free (self->path);
}

static void
test_made (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDataFolder) folder = office_data_folder_open (self->path, &error);
  g_autofree char *file = NULL;
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_no_errno (g_stat (self->path, &info));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  file = office_data_folder_build_path (folder, "office.db");
  g_assert_true (g_str_has_prefix (file, self->path));
}

/* flock() knows open files, not processes: a second open of this process stands for another host. */
static void
test_second (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDataFolder) first = office_data_folder_open (self->path, NULL);
  g_autoptr (OfficeDataFolder) second = office_data_folder_open (self->path, &error);
  g_autofree char *process = g_strdup_printf ("process %d", (int) getpid ());

  g_assert_null (second);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_nonnull (strstr (error->message, process));
  g_clear_error (&error);

  g_clear_pointer (&first, office_data_folder_close);
  second = office_data_folder_open (self->path, &error);
  g_assert_no_error (error);
}

static void
test_file (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->parent, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  const char *const paths[] = { file, below };

  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (office_data_folder_open (paths[i], &error));
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
      g_assert_nonnull (strstr (error->message, "is not a folder"));
    }
  g_unlink (file);
}

static void
test_permission (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* Nobody, not even root, makes files there. */
  g_assert_null (office_data_folder_open ("/proc/office", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/proc/office"));
  g_assert_nonnull (strstr (error->message, "--data"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/net/data-folder/made", Fixture, NULL, set_up, test_made, tear_down);
  g_test_add ("/net/data-folder/second", Fixture, NULL, set_up, test_second, tear_down);
  g_test_add ("/net/data-folder/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add ("/net/data-folder/permission", Fixture, NULL, set_up, test_permission, tear_down);
  return g_test_run ();
}
