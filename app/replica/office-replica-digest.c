/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-digest.h"

#include "office-scope-digest.h"

static const char host_versions[]
    = "SELECT id, CAST (rev AS TEXT), body, scope FROM"
      " (SELECT id, rev, body, scope FROM record WHERE NOT EXISTS (SELECT 1 FROM shadow WHERE shadow.id = record.id)"
      "   AND NOT EXISTS (SELECT 1 FROM absent WHERE absent.id = record.id)"
      "  UNION ALL SELECT id, rev, body, scope FROM shadow) ORDER BY id";

static gboolean
read_meta (OfficeDatabase *database, const char *name, char **value, GError **error)
{
  OfficeStatement *statement = office_database_prepare (database, "SELECT value FROM meta WHERE name = ?1", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, name);
  if (!office_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *value = g_strdup (office_statement_get_text (statement, 0));
      office_statement_reset (statement);
    }
  return TRUE;
}

static char *
digest (OfficeDatabase *database, GError **error)
{
  OfficeStatement *statement = office_database_prepare (database, host_versions, error);
  g_autoptr (GPtrArray) digests = statement != NULL ? office_scope_digest_collect (statement, error) : NULL;
  g_autofree char *office = NULL;
  g_autofree char *epoch = NULL;
  g_autofree char *rev = NULL;
  g_autofree char *tag = NULL;

  if (digests == NULL || !read_meta (database, "office", &office, error)
      || !read_meta (database, "epoch", &epoch, error) || !read_meta (database, "rev", &rev, error)
      || !read_meta (database, "tag", &tag, error))
    return NULL;
  return office_scope_digest_print (digests, office, epoch, rev != NULL ? g_ascii_strtoll (rev, NULL, 10) : 0, tag);
}

/**
 * office_replica_digest_file:
 * @path: the file of a replica
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full): the lines, or %NULL
 */
char *
office_replica_digest_file (const char *path, GError **error)
{
  g_autoptr (OfficeDatabase) database = office_database_open (path, OFFICE_DATABASE_READ_ONLY, error);
  gboolean reading;
  char *text;

  if (database == NULL)
    return NULL;
  reading = office_database_begin_reading (database);
  text = digest (database, error);
  office_database_end_reading (database, reading);
  return text;
}
