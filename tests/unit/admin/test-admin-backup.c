/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "admin-fixture.h"

#include "office-data-files.h"
#include "office-data-folder.h"
#include "office-old-book.h"
#include "office-problem.h"
#include "office-store.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
make (AdminFixture *self, const char *path)
{
  g_autoptr (OfficeFindings) warnings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  OfficeBackupReport report;

  office_backup_make (self->data, path, FALSE, self->clock, warnings, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (office_findings_count (warnings), ==, 0);
}

static char *
check (const char *path)
{
  g_autoptr (OfficeFindings) findings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) backup = office_backup_open (path, &error);

  g_assert_no_error (error);
  office_backup_check (backup, findings);
  return office_findings_to_text (findings);
}

static char *
restore (AdminFixture *self, const char *path, const char *data, GError **error)
{
  g_autoptr (OfficeFindings) findings = office_findings_new ();
  char *aside = NULL;

  office_restore (path, data, self->clock, findings, &aside, error);
  return aside;
}

static char *
restore_well (AdminFixture *self, const char *path, const char *data)
{
  g_autoptr (GError) error = NULL;
  char *aside = restore (self, path, data, &error);

  g_assert_no_error (error);
  return aside;
}

static char *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}

static char *
read_epoch (const char *book)
{
  g_autoptr (OfficeDatabase) database = office_database_open (book, OFFICE_DATABASE_READ_ONLY, NULL);
  OfficeStatement *statement = office_database_prepare (database, "SELECT value FROM meta WHERE key = 'epoch'", NULL);
  char *epoch;

  g_assert_true (office_statement_step (statement, NULL, NULL));
  epoch = g_strdup (office_statement_get_text (statement, 0));
  office_statement_reset (statement);
  return epoch;
}

/* The number of entries in a folder, "." and ".." not counted. */
static guint
count_entries (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_one_file (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autofree char *key = admin_write (self, "key.pem", "A key", -1);
  g_autofree char *small = admin_attach (self, "A drawing", -1);
  g_autofree char *empty = admin_attach (self, "", 0);
  g_autofree char *lock = admin_write (self, "lock", "1", -1);
  g_autofree char *upload = admin_write (self, "files/incoming/7", "half of a fi", -1);
  g_autoptr (OfficeFindings) warnings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sound = NULL;
  OfficeBackupReport report;
  GStatBuf status;

  g_assert_true (office_backup_make (self->data, path, FALSE, self->clock, warnings, &report, &error));
  g_assert_cmpint (report.rev, ==, 5);
  g_assert_cmpuint (report.n_files, ==, 3);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (report.size, ==, status.st_size);
  g_assert_cmpuint (count_entries (self->folder), ==, 2); /* the data folder and the backup */
  g_assert_cmpint (office_old_book_query (path, "SELECT count (*) FROM backup_file"), ==, 3);
  g_assert_cmpint (office_old_book_query (path, "SELECT value FROM backup WHERE key = 'made_at'"), ==, ADMIN_NOW);
  sound = check (path);
  g_assert_cmpstr (sound, ==, "");
}

static void
test_never_over_another (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autoptr (OfficeFindings) warnings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *sound = NULL;
  OfficeBackupReport report;

  g_assert_true (g_file_set_contents (path, "What somebody keeps", -1, NULL));
  g_assert_false (office_backup_make (self->data, path, FALSE, self->clock, warnings, &report, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_nonnull (strstr (error->message, "--replace"));
  g_clear_error (&error);
  kept = read_file (self->folder, "a.backup");
  g_assert_cmpstr (kept, ==, "What somebody keeps");
  g_assert_cmpuint (count_entries (self->folder), ==, 2);

  g_assert_true (office_backup_make (self->data, path, TRUE, self->clock, warnings, &report, &error));
  sound = check (path);
  g_assert_cmpstr (sound, ==, "");
}

/* A book that is damaged is not kept as if it were a good one, and the older backup stays. */
static void
test_of_a_damaged_book (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autoptr (OfficeFindings) warnings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *sound = NULL;
  OfficeBackupReport report;
  gsize length;

  make (self, path);
  g_assert_true (g_file_get_contents (self->book, &contents, &length, NULL));
  memset (contents + 5 * 4096, 0xa5, 4096);
  g_assert_true (g_file_set_contents (self->book, contents, (gssize) length, NULL));
  g_assert_false (office_backup_make (self->data, path, TRUE, self->clock, warnings, &report, &error));
  g_assert_nonnull (strstr (error->message, "damaged"));
  sound = check (path);
  g_assert_cmpstr (sound, ==, "");
  g_assert_cmpuint (count_entries (self->folder), ==, 2);
}

static void
test_of_nothing (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autofree char *nowhere = admin_path (self, "nowhere");
  g_autofree char *no_folder = admin_path (self, "nowhere/a.backup");
  g_autoptr (OfficeFindings) warnings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  OfficeBackupReport report;

  g_assert_false (office_backup_make (nowhere, path, FALSE, self->clock, warnings, &report, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "--data"));
  g_clear_error (&error);
  g_assert_false (office_backup_make (self->data, no_folder, FALSE, self->clock, warnings, &report, &error));
  g_assert_nonnull (strstr (error->message, "No such file or directory"));
  g_clear_error (&error);

  g_assert_null (office_backup_open (path, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (office_backup_open (self->book, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
}

/* A wrong file is kept as it is, with a word about it. */
static void
test_of_a_damaged_file (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autofree char *hash = admin_attach (self, "A drawing", -1);
  g_autofree char *file = g_strdup_printf ("%s/files/%.2s/%s", self->data, hash, hash);
  g_autoptr (OfficeFindings) warnings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *faults = NULL;
  OfficeBackupReport report;

  g_assert_true (g_file_set_contents (file, "A drawinG", -1, NULL));
  g_assert_true (office_backup_make (self->data, path, FALSE, self->clock, warnings, &report, &error));
  g_assert_cmpuint (office_findings_count (warnings), ==, 1);
  faults = check (path);
  g_assert_nonnull (strstr (faults, "does not have the content"));
}

static void
test_restore (AdminFixture *self, gconstpointer data)
{
  const gsize length = 2 * 1048576 + 12345; /* three pieces */
  g_autofree char *large = g_malloc (length);
  g_autofree char *path = admin_path (self, "a.backup");
  g_autofree char *hash = NULL;
  g_autofree char *key = admin_write (self, "key.pem", "A key", -1);
  g_autofree char *later = NULL;
  g_autofree char *before = read_epoch (self->book);
  g_autofree char *after = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *content = NULL;
  g_autofree char *old_key = NULL;
  g_autofree char *file = NULL;
  g_autofree char *name = NULL;
  gsize found_length;
  GStatBuf status;

  for (gsize i = 0; i < length; i++)
    large[i] = (char) (i * 31 % 251);
  hash = admin_attach (self, large, (gssize) length);
  make (self, path);
  admin_damage (self->book, "DELETE FROM record");
  later = admin_write (self, "key.pem", "Another key", -1);

  aside = restore_well (self, path, self->data);
  name = g_path_get_basename (aside);
  g_assert_cmpstr (name, ==, "before-restore-2026-03-01T180000Z");
  old_key = read_file (aside, "key.pem");
  g_assert_cmpstr (old_key, ==, "Another key");
  content = read_file (self->data, "key.pem");
  g_assert_cmpstr (content, ==, "A key");
  g_assert_cmpint (g_stat (key, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (office_old_book_query (self->book, "SELECT count (*) FROM record"), ==, 10);
  g_assert_cmpint (office_old_book_query (self->book, "SELECT count (*) FROM sqlite_schema WHERE name GLOB 'backup*'"),
                   ==, 0);
  after = read_epoch (self->book);
  g_assert_cmpstr (after, !=, before);
  g_clear_pointer (&content, g_free);
  file = g_strdup_printf ("%s/files/%.2s/%s", self->data, hash, hash);
  g_assert_true (g_file_get_contents (file, &content, &found_length, NULL));
  g_assert_cmpmem (content, found_length, large, length);
}

/* On a new machine; and twice, where each time is another life. */
static void
test_restore_elsewhere (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autofree char *elsewhere = admin_path (self, "new/office");
  g_autofree char *book = g_build_filename (elsewhere, "office.db", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *first_aside = NULL;
  g_autofree char *second_aside = NULL;
  g_autofree char *third_aside = NULL;
  GStatBuf status;

  make (self, path);
  first_aside = restore_well (self, path, elsewhere);
  g_assert_null (first_aside);
  first = read_epoch (book);
  g_assert_cmpint (g_stat (elsewhere, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  second_aside = restore_well (self, path, elsewhere);
  second = read_epoch (book);
  g_assert_cmpstr (first, !=, second);
  third_aside = restore_well (self, path, elsewhere);
  g_assert_cmpstr (second_aside, !=, third_aside);
}

static void
test_restore_under_a_host (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autoptr (OfficeDataFolder) held = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  make (self, path);
  before = read_epoch (self->book);
  held = office_data_folder_open (self->data, &error);
  g_assert_no_error (error);
  g_assert_true (office_data_folder_is_held (self->data));
  aside = restore (self, path, self->data, &error);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  after = read_epoch (self->book);
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&held, office_data_folder_close);
  g_assert_false (office_data_folder_is_held (self->data));
}

/* What was cut off between two moves is done again; no host starts on half of an office before. */
static void
test_restore_cut_off (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autofree char *mark = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (OfficeDataFolder) folder = NULL;
  g_autoptr (GError) error = NULL;

  make (self, path);
  mark = admin_write (self, "restoring", "", 0);
  g_assert_null (office_data_folder_open (self->data, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_nonnull (strstr (error->message, "office --admin restore"));
  g_clear_error (&error);

  g_free (admin_write (self, ".restore/half", "x", -1));
  g_assert_cmpint (g_unlink (self->book), ==, 0);
  aside = restore_well (self, path, self->data);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  g_assert_cmpint (office_old_book_query (self->book, "SELECT count (*) FROM record"), ==, 10);
  folder = office_data_folder_open (self->data, &error);
  g_assert_no_error (error);
}

static const char *const damages[] = {
  "UPDATE record SET body = json_set (body, '$.text', 'Never said') WHERE kind = 'message'",
  "DELETE FROM record WHERE kind = 'message'",
  "UPDATE backup_chunk SET bytes = CAST ('Another key' AS BLOB)",
  "DELETE FROM backup_chunk",
  "UPDATE backup_file SET size = 1",
  "UPDATE backup_file SET name = '../../etc/passwd'",
  "UPDATE backup_file SET name = '/etc/passwd'",
  "UPDATE backup_file SET name = 'office.db'",
  "UPDATE backup_file SET name = 'files//x'",
};

static void
test_restore_damaged (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autofree char *key = admin_write (self, "key.pem", "A key", -1);
  g_autofree char *before = read_epoch (self->book);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *faults = NULL;
      g_autofree char *aside = NULL;
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      make (self, path);
      admin_damage (path, damages[i]);
      faults = check (path);
      g_test_message ("%s: %s", damages[i], faults);
      g_assert_cmpstr (faults, !=, "");
      aside = restore (self, path, self->data, &error);
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
      g_assert_null (aside);
      after = read_epoch (self->book);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* A backup in the place of the book would pass for it, and no desk would notice. */
static void
test_not_a_book (AdminFixture *self, gconstpointer data)
{
  g_autofree char *path = admin_path (self, "a.backup");
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (GError) error = NULL;

  make (self, path);
  g_assert_null (office_store_open (path, "Office", OFFICE_STORE_INLINE, self->clock, random, &error));
  g_assert_nonnull (strstr (error->message, "office --admin restore"));
}

static void
test_names (void)
{
  static const char *const safe[] = { "key.pem", "files/ab/abcd", "files/ab/a b" };
  static const char *const unsafe[]
      = { "", "/", "..", "a/..", "a//b", "a/", ".hidden", "lock", "office.db-wal", "a/.b" };

  for (guint i = 0; i < G_N_ELEMENTS (safe); i++)
    g_assert_true (office_data_file_name_is_safe (safe[i]));
  for (guint i = 0; i < G_N_ELEMENTS (unsafe); i++)
    g_assert_false (office_data_file_name_is_safe (unsafe[i]));
  g_assert_false (office_data_file_name_is_safe (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADMIN_TEST ("/admin/backup/one-file", test_one_file);
  ADMIN_TEST ("/admin/backup/never-over-another", test_never_over_another);
  ADMIN_TEST ("/admin/backup/of-a-damaged-book", test_of_a_damaged_book);
  ADMIN_TEST ("/admin/backup/of-nothing", test_of_nothing);
  ADMIN_TEST ("/admin/backup/of-a-damaged-file", test_of_a_damaged_file);
  ADMIN_TEST ("/admin/backup/not-a-book", test_not_a_book);
  ADMIN_TEST ("/admin/restore/well", test_restore);
  ADMIN_TEST ("/admin/restore/elsewhere", test_restore_elsewhere);
  ADMIN_TEST ("/admin/restore/under-a-host", test_restore_under_a_host);
  ADMIN_TEST ("/admin/restore/cut-off", test_restore_cut_off);
  ADMIN_TEST ("/admin/restore/damaged", test_restore_damaged);
  g_test_add_func ("/admin/backup/names", test_names);
  return g_test_run ();
}
