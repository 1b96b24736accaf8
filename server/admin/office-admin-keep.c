/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-admin-private.h"

#include "office-backup.h"
#include "office-check.h"
#include "office-data-book.h"

#include <stdio.h>

/* backup, restore, check: the commands that keep an office safe. */

#define BACKUP_NAME "office-%Y-%m-%dT%H%M%SZ.backup"

static void
print_findings (OfficeFindings *findings)
{
  g_autofree char *text = office_findings_to_text (findings);

  fputs (text, stdout);
}

static char *
choose_file (const char *given, OfficeClock *clock)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (office_clock_now (clock) / 1000);
  g_autofree char *name = g_date_time_format (now, BACKUP_NAME);

  return g_file_test (given, G_FILE_TEST_IS_DIR) ? g_build_filename (given, name, NULL) : g_strdup (given);
}

gboolean
office_admin_backup (const OfficeAdminOptions *options, gboolean *sound, GError **error)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeFindings) warnings = office_findings_new ();
  g_autofree char *path = choose_file (options->arguments[0], clock);
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;
  OfficeBackupReport report;

  if (!office_backup_make (options->data, path, options->replace, clock, warnings, &report, error))
    return FALSE;
  text = office_findings_to_text (warnings);
  fputs (text, stderr);
  size = g_format_size ((guint64) report.size);
  printf ("%s: the office up to revision %" G_GINT64_FORMAT ", with %u files; %s\n", path, report.rev, report.n_files,
          size);
  return TRUE;
}

gboolean
office_admin_restore (const OfficeAdminOptions *options, gboolean *sound, GError **error)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeFindings) findings = office_findings_new ();
  g_autofree char *aside = NULL;

  if (!office_restore (options->arguments[0], options->data, clock, findings, &aside, error))
    {
      print_findings (findings);
      return FALSE;
    }
  printf ("The office of “%s” is back in “%s”. Start its host: the desks then bring back what they wrote since.\n",
          options->arguments[0], options->data);
  if (aside != NULL)
    printf ("What was there before is in “%s”; remove it when all is well.\n", aside);
  return TRUE;
}

/* ---- check ---- */

gboolean
office_admin_check (const OfficeAdminOptions *options, gboolean *sound, GError **error)
{
  const char *file = options->arguments[0];
  const char *name = file != NULL ? file : options->data;
  g_autoptr (OfficeFindings) findings = office_findings_new ();
  g_autoptr (OfficeDatabase) database = file != NULL ? office_backup_open (file, error)
                                                     : office_data_book_open (options->data, error);
  guint n;

  if (database == NULL)
    return FALSE;
  if (file != NULL)
    office_backup_check (database, findings);
  else
    {
      office_check_book (database, findings);
      office_check_folder (database, options->data, findings);
    }
  print_findings (findings);
  n = office_findings_count (findings);
  *sound = n == 0;
  if (n == 0)
    printf ("%s: all is well\n", name);
  else
    printf ("%s: faults: %u\n", name, n);
  return TRUE;
}
