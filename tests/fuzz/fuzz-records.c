/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies of records as they stand in frames and in books: a body that is read is written as one that is read alike. */
#include "fuzz.h"

#include "office-problem.h"
#include "office-record.h"

#include <string.h>

static OfficeRecord *
read_again (OfficeRecord *record, const char *body)
{
  g_autoptr (GError) error = NULL;
  OfficeRecord *again = office_record_new_from_body (body, -1, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  second = office_record_to_body (again);
  g_assert_cmpstr (second, ==, body);
  g_assert_cmpstr (office_record_get_id (again), ==, office_record_get_id (record));
  g_assert_cmpstr (office_record_get_kind_name (again), ==, office_record_get_kind_name (record));
  g_assert_cmpstr (office_record_get_scope (again), ==, office_record_get_scope (record));
  g_assert_cmpint (office_record_get_rev (again), ==, office_record_get_rev (record));
  g_assert_cmpint (office_record_is_gone (again), ==, office_record_is_gone (record));
  return again;
}

/* Every getter a field of its type has, and a setter that must not disturb another record. */
static void
touch (OfficeRecord *record, const OfficeField *field)
{
  g_auto (GStrv) ids = NULL;
  JsonNode *node = office_record_get_node (record, field->name);
  const char *text;

  g_assert_cmpint (office_record_has (record, field->name), ==, node != NULL);
  switch (field->type)
    {
    case OFFICE_FIELD_ID_SET:
      ids = office_record_dup_ids (record, field->name);
      office_record_add_id (record, field->name, "0190a000-0000-7000-8000-0000000000b9");
      if (ids[0] != NULL)
        g_assert_true (office_record_take_id (record, field->name, ids[0]));
      break;
    case OFFICE_FIELD_INTEGER:
    case OFFICE_FIELD_TIME:
      office_record_set_integer (record, field->name, office_record_get_integer (record, field->name) + 1);
      break;
    case OFFICE_FIELD_BOOLEAN:
      office_record_set_boolean (record, field->name, !office_record_get_boolean (record, field->name));
      break;
    case OFFICE_FIELD_TEXT:
    case OFFICE_FIELD_ID:
    case OFFICE_FIELD_DUE:
    case OFFICE_FIELD_CHOICE:
    case OFFICE_FIELD_POSITION:
    default:
      text = office_record_get_text (record, field->name);
      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      office_record_set_text (record, field->name, NULL);
      break;
    }
  if (node != NULL)
    office_field_check (field, node, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeRecord) record = office_record_new_from_body ((const char *) data, (gssize) size, &error);
  g_autoptr (OfficeRecord) again = NULL;
  g_autoptr (OfficeRecord) copy = NULL;
  g_autofree char *body = NULL;
  g_autofree char *later = NULL;
  const OfficeKind *kind;

  if (record == NULL)
    {
      g_assert_true (error->domain == OFFICE_PROBLEM);
      return 0;
    }
  g_assert_true (office_scope_is_valid (office_record_get_scope (record)));
  body = office_record_to_body (record);
  again = read_again (record, body);
  copy = office_record_copy (record);
  kind = office_record_get_kind (copy);
  for (guint i = 0; kind != NULL && i < kind->n_fields; i++)
    touch (copy, &kind->fields[i]);
  later = office_record_to_body (record);
  g_assert_cmpstr (later, ==, body);
  return 0;
}
