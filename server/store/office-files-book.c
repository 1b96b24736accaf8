/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-files-private.h"

#include "office-reason.h"
#include "office-store-private.h"

/* What the book says of files: who has brought which, who may read them, and whether a record may name one. */

/**
 * office_files_has_uploaded: (skip)
 * @database: a handle on the book
 * @hash: a file
 * @person: a person's id
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: whether the person has sent all bytes of the file
 */
gboolean
office_files_has_uploaded (OfficeDatabase *database, const char *hash, const char *person, GError **error)
{
  OfficeStatement *statement = office_database_prepare (database,
                                                        "SELECT 1 FROM upload WHERE hash = ?1 AND person = ?2", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, hash);
  office_statement_bind_text (statement, 2, person);
  if (!office_statement_step (statement, &has_row, error))
    return FALSE;
  office_statement_reset (statement);
  return has_row;
}

static OfficeRecord *
find_visible (OfficeBook *book, const char *kind, const char *hash, const char *person)
{
  g_autoptr (GPtrArray) records = office_book_list (book, kind, "hash", hash);

  for (guint i = 0; i < records->len; i++)
    if (office_access_may_see_scope (book, person, office_record_get_scope (records->pdata[i])))
      return office_record_ref (records->pdata[i]);
  return NULL;
}

/**
 * office_files_find_record:
 * @book: a book
 * @hash: a file
 * @person: a person's id
 *
 * Returns: (transfer full) (nullable): a record with the file that the person may see as the book has it now
 */
OfficeRecord *
office_files_find_record (OfficeBook *book, const char *hash, const char *person)
{
  OfficeRecord *file = find_visible (book, "file", hash, person);

  return file != NULL ? file : find_visible (book, "enclosure", hash, person);
}

static gboolean
refuse_missing (OfficeRecord *file, GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "files", "The file “%s” is not on the host; upload it first",
                      office_record_get_text (file, "name"));
  return office_reason_give (error, OFFICE_REASON_FILE_MISSING);
}

/**
 * office_files_check:
 * @transaction: the transaction of one work
 * @file: a record that names a file and is about to be made
 * @person: who makes it
 * @error: CONFLICT with the field `files` where the host has not got the file from this person, INVALID where it has
 *   another size
 *
 * Whoever knows a hash must not get at a file by it: the person has uploaded all of it, or sees it already.
 *
 * Returns: whether the record may be made
 */
gboolean
office_files_check (OfficeTransaction *transaction, OfficeRecord *file, const char *person, GError **error)
{
  OfficeDatabase *database = office_transaction_get_database (transaction);
  const char *hash = office_record_get_text (file, "hash");
  g_autofree char *folder = office_files_folder_of (database);
  g_autofree char *path = folder != NULL ? office_files_folder_build (folder, hash) : NULL;
  gint64 size = path != NULL ? office_files_folder_measure (path) : -1;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (OfficeRecord) seen = NULL;

  if (size < 0)
    return refuse_missing (file, error);
  if (!office_files_has_uploaded (database, hash, person, &local_error))
    {
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      seen = office_files_find_record (OFFICE_BOOK (transaction), hash, person);
      if (seen == NULL)
        return refuse_missing (file, error);
    }
  if (office_record_get_integer (file, "size") == size)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "files",
                      "The file “%s” has %" G_GINT64_FORMAT " bytes, not as many as is said of it",
                      office_record_get_text (file, "name"), size);
  return FALSE;
}

/**
 * office_files_note_upload:
 * @transaction: the transaction of one work
 * @hash: a file
 * @person: who has brought all of its bytes, or had them to themselves until now
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * From now on, and for some weeks, the person may make a record with the file, if it is there.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_files_note_upload (OfficeTransaction *transaction, const char *hash, const char *person, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      office_transaction_get_database (transaction),
      "INSERT OR REPLACE INTO upload (hash, person, at) VALUES (?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, hash);
  office_statement_bind_text (statement, 2, person);
  office_statement_bind_integer (statement, 3, office_transaction_get_now (transaction));
  return office_statement_run (statement, error);
}

static gboolean
check_written (OfficeTransaction *transaction, GPtrArray *written, const char *person, GError **error)
{
  for (guint i = 0; i < written->len; i++)
    if (office_kind_names_file (office_record_get_kind (written->pdata[i]))
        && !office_files_check (transaction, written->pdata[i], person, error))
      return FALSE;
  return TRUE;
}

/* Whoever takes a file away from what is not said yet may put it back: nobody else may have seen it, to have it from. */
static gboolean
leave_to_author (OfficeTransaction *transaction, GPtrArray *gone, const char *person, GError **error)
{
  for (guint i = 0; i < gone->len; i++)
    {
      g_autoptr (OfficeRecord) record = NULL;

      if (!g_str_equal (office_record_get_kind_name (gone->pdata[i]), "enclosure"))
        continue;
      record = office_book_get (OFFICE_BOOK (transaction), office_record_get_id (gone->pdata[i]));
      if (record != NULL
          && !office_files_note_upload (transaction, office_record_get_text (record, "hash"), person, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * office_files_check_effects:
 * @transaction: the transaction of one work, in which @effects are not written yet
 * @effects: what is about to be written
 * @person: whose doing it is
 * @error: as office_files_check(), or an OFFICE_SQL_ERROR
 *
 * The bytes come before what names them.
 *
 * Returns: whether it may be written
 */
gboolean
office_files_check_effects (OfficeTransaction *transaction, OfficeEffects *effects, const char *person, GError **error)
{
  return check_written (transaction, effects->written, person, error)
         && leave_to_author (transaction, effects->gone, person, error);
}
