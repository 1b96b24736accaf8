/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scope-digest.h"

#include <string.h>

typedef struct {
  GChecksum *checksum;
  guint n_records;
} Sum;

static Sum *
sum_new (void)
{
  Sum *self = g_new0 (Sum, 1);

  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return self;
}

static void
sum_free (gpointer data)
{
  Sum *self = data;

  g_checksum_free (self->checksum);
  g_free (self);
}

void
office_scope_digest_free (OfficeScopeDigest *self)
{
  g_free (self->scope);
  g_free (self->digest);
  g_free (self);
}

static void
add_row (GHashTable *sums, OfficeStatement *statement)
{
  const char *scope = office_statement_get_text (statement, 3);
  Sum *sum = g_hash_table_lookup (sums, scope);

  if (sum == NULL)
    {
      sum = sum_new ();
      g_hash_table_insert (sums, g_strdup (scope), sum);
    }
  for (int column = 0; column < 3; column++)
    {
      gsize length;
      gconstpointer bytes = office_statement_get_blob (statement, column, &length);

      g_checksum_update (sum->checksum, bytes, (gssize) length);
      g_checksum_update (sum->checksum, (const guchar *) "\n", 1);
    }
  sum->n_records++;
}

static int
compare_scopes (gconstpointer a, gconstpointer b)
{
  const OfficeScopeDigest *const *first = a;
  const OfficeScopeDigest *const *second = b;

  return strcmp ((*first)->scope, (*second)->scope);
}

static GPtrArray *
to_sorted_array (GHashTable *sums)
{
  GPtrArray *digests = g_ptr_array_new_with_free_func ((GDestroyNotify) office_scope_digest_free);
  GHashTableIter iterator;
  gpointer scope, value;

  g_hash_table_iter_init (&iterator, sums);
  while (g_hash_table_iter_next (&iterator, &scope, &value))
    {
      Sum *sum = value;
      OfficeScopeDigest *digest = g_new0 (OfficeScopeDigest, 1);

      digest->scope = g_strdup (scope);
      digest->n_records = sum->n_records;
      digest->digest = g_strdup (g_checksum_get_string (sum->checksum));
      g_ptr_array_add (digests, digest);
    }
  g_ptr_array_sort (digests, compare_scopes);
  return digests;
}

/**
 * office_scope_digest_collect:
 * @statement: gives id, revision as text, body and scope of all records, in order of id
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Of each scope that has records, SHA-256 over id, revision and body, each followed by a newline. Reads every record once.
 *
 * Returns: (transfer full) (element-type OfficeScopeDigest): sorted by scope, as bytes; %NULL on failure
 */
GPtrArray *
office_scope_digest_collect (OfficeStatement *statement, GError **error)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sum_free);
  gboolean has_row;

  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return to_sorted_array (sums);
      add_row (sums, statement);
    }
  return NULL;
}

/**
 * office_scope_digest_print:
 * @digests: (element-type OfficeScopeDigest): digests
 * @office_id: (nullable): the office's id
 * @epoch: (nullable): of the book's head, or the desk's cursor; %NULL where there is none yet
 * @rev: its revision
 * @tag: (nullable): its tag
 *
 * Returns: (transfer full): the lines `office ID`, `head EPOCH REV TAG` and a `scope NAME RECORDS DIGEST` for each
 */
char *
office_scope_digest_print (GPtrArray *digests, const char *office_id, const char *epoch, gint64 rev, const char *tag)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "office %s\n", office_id != NULL ? office_id : "-");
  g_string_append_printf (text, "head %s %" G_GINT64_FORMAT " %s\n", epoch != NULL ? epoch : "-", rev,
                          tag != NULL && *tag != '\0' ? tag : "-");
  for (guint i = 0; i < digests->len; i++)
    {
      const OfficeScopeDigest *digest = g_ptr_array_index (digests, i);

      g_string_append_printf (text, "scope %s %u %s\n", digest->scope, digest->n_records, digest->digest);
    }
  return g_string_free (text, FALSE);
}
