/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-parts.h"

static gboolean
names (const OfficeKind *kind, const char *whole, OfficeParts which)
{
  OfficeScopeRule scope = which == OFFICE_PARTS_SHARED ? OFFICE_SCOPE_ROOM : OFFICE_SCOPE_PERSON;
  const OfficeField *field = kind->scope == scope ? office_kind_find_field (kind, whole) : NULL;

  return field != NULL && (field->flags & OFFICE_FIELD_INDEXED) != 0 && g_strcmp0 (field->target, whole) == 0;
}

/**
 * office_parts_list:
 * @book: a book
 * @whole: a record
 * @which: which of them
 *
 * The table of kinds says what hangs on what, so that a new kind goes where its message or task goes.
 *
 * Returns: (transfer full) (element-type OfficeRecord): the records that hang on it, not those that hang on these
 */
GPtrArray *
office_parts_list (OfficeBook *book, OfficeRecord *whole, OfficeParts which)
{
  const char *name = office_record_get_kind_name (whole);
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  guint n_kinds;
  const OfficeKind *kinds = office_kinds_get (&n_kinds);

  for (guint k = 0; k < n_kinds; k++)
    if (names (&kinds[k], name, which))
      g_ptr_array_extend_and_steal (parts, office_book_list (book, kinds[k].name, name, office_record_get_id (whole)));
  return parts;
}
