/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-private.h"

#include <glib/gstdio.h>

/* The form of a book, and how it is brought to this program's. */

/* All steps or none, so that a book is never left between two versions. */
static gboolean
take_steps (OfficeDatabase *self, const char *const *steps, guint from, guint to, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %u", to);
  gboolean done = office_database_begin (self, error);

  for (guint i = from; done && i < to; i++)
    done = office_database_execute (self, steps[i], error);
  if (done && office_database_execute (self, mark, error) && office_database_commit (self, error))
    return TRUE;
  office_database_rollback (self);
  return FALSE;
}

static gboolean
upgrade (OfficeDatabase *self, const char *const *steps, guint from, guint to, GError **error)
{
  g_autofree char *copy = NULL;

  /* Version 0 is a file that was made just now. */
  if (from > 0 && !office_database_is_in_memory (self))
    {
      copy = office_database_set_copy_aside (self, from, error);
      if (copy == NULL)
        return FALSE;
    }
  if (take_steps (self, steps, from, to, error))
    {
      if (copy != NULL)
        g_message ("The database “%s” was brought from version %u to %u; what it was is kept in “%s”", self->path, from,
                   to, copy);
      return TRUE;
    }
  if (copy != NULL)
    g_unlink (copy);
  return FALSE;
}

static void
refuse_newer (OfficeDatabase *self, gint64 version, guint known, GError **error)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  g_string_printf (sentence,
                   "The database “%s” was written by a newer version of Office: it has the form %" G_GINT64_FORMAT
                   ", and Office " OFFICE_VERSION " knows forms up to %u; update Office",
                   self->path, version, known);
  for (guint i = known; i > 0; i--)
    {
      g_autofree char *copy = office_database_dup_aside_path (self, i, 1);

      if (!g_file_test (copy, G_FILE_TEST_EXISTS))
        continue;
      g_string_append_printf (sentence, ", or go back to the copy “%s”, without what was written since", copy);
      break;
    }
  g_set_error_literal (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_NEWER, sentence->str);
}

/**
 * office_database_migrate:
 * @self: a database
 * @steps: (array length=n_steps): SQL; steps[i] brings version i to i + 1
 * @n_steps: the version of this program
 * @error: return location for an OFFICE_SQL_ERROR; NEWER when the file's version is above @n_steps
 *
 * A file of an earlier version is copied aside as FILE.version-N before all steps are taken in one transaction; when that
 * fails, the file is what it was and the copy goes. Without room for the copy nothing is done. A read-only handle only
 * compares.
 *
 * Returns: whether the database has the program's version now
 */
gboolean
office_database_migrate (OfficeDatabase *self, const char *const *steps, guint n_steps, GError **error)
{
  gint64 version;

  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  if (!office_database_query_integer (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > n_steps)
    {
      refuse_newer (self, version, n_steps, error);
      return FALSE;
    }
  if (version == n_steps || self->mode == OFFICE_DATABASE_READ_ONLY)
    return TRUE;
  return upgrade (self, steps, (guint) MAX (version, 0), n_steps, error);
}
