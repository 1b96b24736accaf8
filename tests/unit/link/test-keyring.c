/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-keyring.h"

#include <glib/gstdio.h>

#define OFFICE "0190a000-0000-7000-8000-0000000000a1"
#define ADA    "0190a000-0000-7000-8000-0000000000b1"
#define BEN    "0190a000-0000-7000-8000-0000000000b2"

static void
keep (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static char *
look_up (const char *office, const char *person, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  office_keyring_look_up_async (office, person, NULL, keep, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return office_keyring_look_up_finish (result, error);
}

/* There is no bus in this test: tokens go into a file that nobody else can read. */
static void
test_file (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "office", NULL);
  g_autofree char *path = g_build_filename (folder, "tokens", NULL);
  g_autofree char *none = NULL;
  g_autofree char *token = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  none = look_up (OFFICE, ADA, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_true (office_keyring_store (OFFICE, ADA, "Atelier Nord", "first", &error));
  g_assert_true (office_keyring_store (OFFICE, BEN, "Atelier Nord", "of Ben", &error));
  g_assert_true (office_keyring_store (OFFICE, ADA, "Atelier Nord", "second", &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  token = look_up (OFFICE, ADA, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, "second");

  g_assert_true (office_keyring_forget (OFFICE, ADA, &error));
  g_assert_true (office_keyring_forget (OFFICE, ADA, &error));
  g_assert_no_error (error);
  gone = look_up (OFFICE, ADA, &error);
  g_assert_no_error (error);
  g_assert_null (gone);
  kept = look_up (OFFICE, BEN, &error);
  g_assert_cmpstr (kept, ==, "of Ben");
}

static void
test_damaged_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "office", "tokens", NULL);
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (office_keyring_store (OFFICE, ADA, "Atelier Nord", "first", &error));
  g_assert_true (g_file_set_contents (path, "not a key file", -1, &error));
  g_assert_null (look_up (OFFICE, ADA, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (office_keyring_store (OFFICE, ADA, "Atelier Nord", "second", &error));
  token = look_up (OFFICE, ADA, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, "second");
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("office-keyring-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, "office", NULL);
  g_autofree char *tokens = g_build_filename (folder, "tokens", NULL);
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/file", test_file);
  g_test_add_func ("/keyring/damaged-file", test_damaged_file);
  status = g_test_run ();
  g_unlink (tokens);
  g_rmdir (folder);
  g_rmdir (home);
  return status;
}
