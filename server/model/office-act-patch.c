/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-reason.h"

#include <string.h>

#define LONGEST_NAME 64

/* Changes of single fields, as the table of kinds allows them. */

static gboolean
refuse_writer (const OfficeField *field, const char *who, GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, field->name, "The field “%s” can be changed only by %s",
                      field->name, who);
  office_reason_give (error, OFFICE_REASON_NOT_YOURS);
  return FALSE;
}

static gboolean
check_writer (OfficeAct *self, OfficeRecord *record, const OfficeField *field, GError **error)
{
  if ((field->flags & OFFICE_FIELD_FIXED) != 0)
    return refuse_writer (field, "nobody", error);
  switch (field->writer)
    {
    case OFFICE_WRITER_ROOM: /* whoever sees the record may */
      return TRUE;
    case OFFICE_WRITER_AUTHOR:
      if (office_record_has (record, "event")) /* its author did it, the host said it */
        return refuse_writer (field, "nobody", error);
      return g_strcmp0 (office_record_get_text (record, "author"), self->person) == 0
             || refuse_writer (field, "its author", error);
    case OFFICE_WRITER_SELF:
      return g_str_equal (office_record_get_id (record), self->person) || office_act_is_admin (self)
             || refuse_writer (field, "the person and by admins", error);
    case OFFICE_WRITER_ADMIN:
      return office_act_is_admin (self) || refuse_writer (field, "admins", error);
    case OFFICE_WRITER_HOST:
    default:
      return refuse_writer (field, "an operation of its own", error);
    }
}

static char *
fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);

  return g_utf8_casefold (normal, -1);
}

/* People sign in by their names. */
static gboolean
check_unique_name (OfficeAct *self, OfficeRecord *person, const char *name, GError **error)
{
  g_autoptr (GPtrArray) people = office_book_list (self->book, "person", NULL, NULL);
  g_autofree char *folded = fold_name (name);

  for (guint i = 0; i < people->len; i++)
    {
      OfficeRecord *other = g_ptr_array_index (people, i);
      g_autofree char *other_folded = fold_name (
          office_record_get_text (other, "name") != NULL ? office_record_get_text (other, "name") : "");

      if (!g_str_equal (office_record_get_id (other), office_record_get_id (person))
          && g_str_equal (folded, other_folded))
        {
          office_reason_set (error, OFFICE_REASON_NAME_TAKEN, "name");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_person (OfficeAct *self, OfficeRecord *person, const OfficeField *field, JsonNode *value, GError **error)
{
  if (g_str_equal (field->name, "name"))
    return check_unique_name (self, person, json_node_get_string (value), error);
  /* Somebody must stay who can give the role back; only another admin can take it. */
  if (g_str_equal (field->name, "role") && g_str_equal (office_record_get_id (person), self->person))
    return refuse_writer (field, "another admin", error);
  return TRUE;
}

static gboolean
check_room (OfficeAct *self, OfficeRecord *room, const OfficeField *field, JsonNode *value, GError **error)
{
  OfficeField required = *field;

  if (g_str_equal (field->name, "key"))
    return office_act_check_key (self, room, value != NULL ? json_node_get_string (value) : NULL, error);
  if (!g_str_equal (field->name, "name"))
    return TRUE;
  if (g_str_equal (office_record_get_text (room, "visibility"), "direct"))
    {
      office_reason_set (error, OFFICE_REASON_DIRECT_ROOM, "name");
      return FALSE;
    }
  required.flags |= OFFICE_FIELD_REQUIRED;
  return office_field_check (&required, value, error);
}

/* What the table cannot say. The value has the field's form. */
static gboolean
check_sense (OfficeAct *self, OfficeRecord *record, const OfficeField *field, JsonNode *value, GError **error)
{
  const char *kind = office_record_get_kind_name (record);

  if (g_str_equal (kind, "person"))
    return check_person (self, record, field, value, error);
  if (g_str_equal (kind, "room"))
    return check_room (self, record, field, value, error);
  if (g_str_equal (kind, "task") || g_str_equal (kind, "step"))
    return office_act_check_work (self, record, field, value, error);
  if (g_str_equal (kind, "message") && office_record_get_boolean (record, "removed"))
    {
      office_reason_set (error, OFFICE_REASON_REMOVED, "id");
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_same (OfficeRecord *a, OfficeRecord *b, const char *field)
{
  JsonNode *old = office_record_get_node (a, field);
  JsonNode *new = office_record_get_node (b, field);

  return old == new || (old != NULL && new != NULL &&json_node_equal (old, new));
}

static gboolean
refuse_three_way (const OfficeField *field, GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, field->name, "The field “%s” was changed elsewhere since",
                      field->name);
  office_reason_give (error, OFFICE_REASON_CHANGED_ELSEWHERE);
  return FALSE;
}

/* A newer change of the field: refused where the client is to merge, on whichever device it was made, else remembered if
 * it was another's. */
static gboolean
meet_other_change (OfficeAct *self, OfficeRecord *record, const OfficeField *field, GError **error)
{
  if (field->merge == OFFICE_MERGE_THREE_WAY)
    return !office_act_changed_elsewhere (self, record, field->name) || refuse_three_way (field, error);
  office_act_note_overwritten (self, record, field->name);
  return TRUE;
}

/* Names the field, unless somebody tries to have a novel sent back. */
static gboolean
refuse_unknown (const char *member, const char *name, GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, strlen (name) <= LONGEST_NAME ? name : member,
                      "The member “%s” names a field that it cannot change", member);
  return FALSE;
}

static gboolean
set_field (OfficeAct *self, OfficeRecord *record, const char *name, JsonNode *value, GError **error)
{
  const OfficeField *field = office_kind_find_field (office_record_get_kind (record), name);
  g_autoptr (OfficeRecord) changed = NULL;

  if (field == NULL || field->type == OFFICE_FIELD_ID_SET)
    return refuse_unknown ("set", name, error);
  if (!check_writer (self, record, field, error) || !office_field_check (field, value, error)
      || !check_sense (self, record, field, value, error))
    return FALSE;
  changed = office_record_copy (record);
  office_record_set_value (changed, field, value);
  if (is_same (record, changed, name))
    return TRUE;
  if (!meet_other_change (self, record, field, error))
    return FALSE;
  if (g_str_equal (office_record_get_kind_name (record), "message"))
    {
      office_act_keep_version (self, record);
      office_record_set_integer (office_act_edit (self, record), "edited_at", self->now);
    }
  if (g_str_equal (field->name, "key") && g_str_equal (office_record_get_kind_name (record), "room"))
    office_act_keep_key (record, office_act_edit (self, record), json_node_get_string (value));
  office_record_set_value (office_act_edit (self, record), field, value);
  return TRUE;
}

static gboolean
set_fields (OfficeAct *self, OfficeRecord *record, JsonObject *set, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, set);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!set_field (self, record, name, value, error))
      return FALSE;
  return TRUE;
}

/* Adds to or takes from one set of ids in `changed`. */
static gboolean
change_set (OfficeAct *self, OfficeRecord *changed, const char *member, const char *name, JsonNode *ids, GError **error)
{
  const OfficeField *field = office_kind_find_field (office_record_get_kind (changed), name);
  gboolean add = g_str_equal (member, "add");
  JsonArray *array;

  if (field == NULL || field->type != OFFICE_FIELD_ID_SET || JSON_NODE_HOLDS_NULL (ids))
    return refuse_unknown (member, name, error);
  if (!check_writer (self, changed, field, error) || !office_field_check (field, ids, error))
    return FALSE;
  array = json_node_get_array (ids);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *id = json_array_get_string_element (array, i);

      if (!add)
        office_record_take_id (changed, name, id);
      else if (office_record_add_id (changed, name, id) && !office_act_check_member (self, changed, field, id, error))
        return FALSE;
    }
  return office_record_get_node (changed, name) == NULL
         || office_field_check (field, office_record_get_node (changed, name), error);
}

static gboolean
change_sets (OfficeAct *self, OfficeRecord *record, const char *member, GError **error)
{
  JsonObject *sets;
  JsonObjectIter iter;
  const char *name;
  JsonNode *ids;

  if (!office_json_get_object (self->with, member, OFFICE_JSON_OPTIONAL, &sets, error))
    return FALSE;
  if (sets == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, sets);
  while (json_object_iter_next_ordered (&iter, &name, &ids))
    {
      OfficeRecord *written = g_hash_table_lookup (self->written, office_record_get_id (record));
      g_autoptr (OfficeRecord) changed = office_record_copy (written != NULL ? written : record);

      if (!change_set (self, changed, member, name, ids, error))
        return FALSE;
      if (!is_same (written != NULL ? written : record, changed, name))
        office_record_set_node (office_act_edit (self, record), name, office_record_get_node (changed, name));
    }
  return TRUE;
}

static gboolean
change_record (OfficeAct *self, OfficeRecord *record, JsonObject *set, GError **error)
{
  /* Taken first, so that an id named in both ends up in the set. */
  if ((set != NULL && !set_fields (self, record, set, error)) || !change_sets (self, record, "take", error)
      || !change_sets (self, record, "add", error))
    return FALSE;
  if (g_str_equal (office_record_get_kind_name (record), "task"))
    {
      OfficeRecord *written = g_hash_table_lookup (self->written, office_record_get_id (record));

      if (written != NULL)
        office_act_assign (self, written, record);
    }
  return TRUE;
}

gboolean
office_act_patch (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  JsonObject *set;
  const char *kind;

  if (!office_json_get_text (self->with, "kind", OFFICE_JSON_REQUIRED, G_MAXSIZE, &kind, error)
      || !office_json_get_object (self->with, "set", OFFICE_JSON_OPTIONAL, &set, error))
    return FALSE;
  if (office_kind_find (kind) == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "kind", "There is no such kind of record");
      return FALSE;
    }
  record = office_act_find (self, "id", kind, error);
  if (record == NULL)
    return FALSE;
  /* An archived room can still be renamed, and opened again. */
  if (!g_str_equal (kind, "room") && !office_act_check_open (self, record, error))
    return FALSE;
  return change_record (self, record, set, error);
}
