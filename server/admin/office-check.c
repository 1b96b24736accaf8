/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-check.h"

#include "office-store-schema.h"

/* SQLite's own checks: pages, trees, and that each index says what its table does. */
static gboolean
check_file (OfficeDatabase *database, OfficeFindings *findings)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (database, "PRAGMA integrity_check", &error);
  guint before = office_findings_count (findings);
  gboolean has_row;

  while (statement != NULL && office_statement_step (statement, &has_row, &error) && has_row)
    if (g_strcmp0 (office_statement_get_text (statement, 0), "ok") != 0)
      office_findings_add (findings, "file", "The file is damaged: %s.", office_statement_get_text (statement, 0));
  office_findings_add_error (findings, &error);
  return office_findings_count (findings) == before;
}

static void
check_references (OfficeDatabase *database, OfficeFindings *findings)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (
      database, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check", &error);
  gboolean has_row;

  while (statement != NULL && office_statement_step (statement, &has_row, &error) && has_row)
    office_findings_add (findings, "reference", "A row of “%s” names a row of “%s” that is missing.",
                         office_statement_get_text (statement, 0), office_statement_get_text (statement, 2));
  office_findings_add_error (findings, &error);
}

static gboolean
check_form (OfficeDatabase *database, OfficeFindings *findings)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (database, "PRAGMA user_version", &error);
  OfficeStoreIdentity identity = { 0 };
  gint64 version = 0;

  if (statement != NULL && office_statement_step (statement, NULL, &error))
    {
      version = office_statement_get_integer (statement, 0);
      office_statement_reset (statement);
    }
  if (error == NULL && (version < 1 || version > office_store_schema_get_version ()))
    office_findings_add (findings, "form",
                         "The book has the form %" G_GINT64_FORMAT ", and Office " OFFICE_VERSION
                         " knows the forms 1 to %u; update Office.",
                         version, office_store_schema_get_version ());
  else if (error == NULL && office_store_schema_read_identity (database, &identity, &error)
           && (identity.office_id == NULL || identity.epoch == NULL))
    office_findings_add (findings, "form", "The book does not say which office it belongs to.");
  office_store_identity_clear (&identity);
  if (error == NULL)
    return version >= 1 && version <= office_store_schema_get_version ();
  office_findings_add_error (findings, &error);
  return FALSE;
}

/**
 * office_check_book:
 * @database: a handle on the book; may be read-only
 * @findings: gets what is wrong
 *
 * Reads everything. Blocking; some seconds for a million records.
 */
void
office_check_book (OfficeDatabase *database, OfficeFindings *findings)
{
  gboolean reading = office_database_begin_reading (database);

  /* What is said of records in a torn file would only hide the cause. */
  if (check_file (database, findings) && check_form (database, findings))
    {
      check_references (database, findings);
      office_check_records (database, findings);
    }
  office_database_end_reading (database, reading);
}
