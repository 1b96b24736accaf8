/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-findings.h"

#define MOST_OF_A_SORT 10

struct _OfficeFindings {
  GString *text;
  GHashTable *sorts; /* const char * → how many */
  guint count;
};

OfficeFindings *
office_findings_new (void)
{
  OfficeFindings *self = g_new0 (OfficeFindings, 1);

  self->text = g_string_new (NULL);
  self->sorts = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
office_findings_free (OfficeFindings *self)
{
  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->sorts);
  g_free (self);
}

/**
 * office_findings_add:
 * @self: findings
 * @sort: what sort of fault, a constant: of each sort the first ten are kept
 * @format: one sentence
 * @...: what it tells of
 */
void
office_findings_add (OfficeFindings *self, const char *sort, const char *format, ...)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->sorts, sort)) + 1;
  va_list arguments;

  self->count++;
  g_hash_table_insert (self->sorts, (gpointer) sort, GUINT_TO_POINTER (n));
  if (n > MOST_OF_A_SORT)
    return;
  va_start (arguments, format);
  g_string_append_vprintf (self->text, format, arguments);
  va_end (arguments);
  g_string_append_c (self->text, '\n');
}

void
office_findings_add_error (OfficeFindings *self, GError **error)
{
  if (*error != NULL)
    office_findings_add (self, "error", "%s.", (*error)->message);
  g_clear_error (error);
}

guint
office_findings_count (OfficeFindings *self)
{
  return self->count;
}

/**
 * office_findings_to_text:
 * @self: findings
 *
 * Returns: (transfer full): a line for each that was kept, and one for each sort of which there are more
 */
char *
office_findings_to_text (OfficeFindings *self)
{
  g_autoptr (GString) text = g_string_new (self->text->str);
  GHashTableIter iterator;
  gpointer sort, n;

  g_hash_table_iter_init (&iterator, self->sorts);
  while (g_hash_table_iter_next (&iterator, &sort, &n))
    if (GPOINTER_TO_UINT (n) > MOST_OF_A_SORT)
      g_string_append_printf (text, "And %u more like these: %s.\n", GPOINTER_TO_UINT (n) - MOST_OF_A_SORT,
                              (const char *) sort);
  return g_strdup (text->str);
}
