/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-position.h"
#include "office-problem.h"

#include <string.h>

/* Generic operations that many commands are made of: patch, remove, and places in an order. */

static int
compare_position (gconstpointer a, gconstpointer b)
{
  OfficeRecord *first = *(OfficeRecord *const *) a;
  OfficeRecord *second = *(OfficeRecord *const *) b;
  int order = g_strcmp0 (office_record_get_text (first, "position"), office_record_get_text (second, "position"));

  return order != 0 ? order : strcmp (office_record_get_id (first), office_record_get_id (second));
}

/**
 * office_session_find_or_refuse:
 * @self: a session
 * @id: (nullable): a record's id
 * @kind: what it must be
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the record; %NULL with a 404
 */
OfficeRecord *
office_session_find_or_refuse (OfficeSession *self, const char *id, const char *kind, GError **error)
{
  OfficeRecord *record = office_session_get_record (self, id, kind);

  if (record == NULL)
    office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, kind, "There is no such %s", kind);
  return record;
}

/**
 * office_session_patch:
 * @self: a session
 * @kind: the record's kind
 * @id: the record's id
 * @change: "set", "add" or "take"
 * @field: a field
 * @value: (transfer full): the value, or the set of ids
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_patch (OfficeSession *self, const char *kind, const char *id, const char *change, const char *field,
                      JsonNode *value, GError **error)
{
  JsonObject *with = json_object_new ();
  JsonObject *fields = json_object_new ();

  json_object_set_member (fields, field, value);
  json_object_set_string_member (with, "kind", kind);
  json_object_set_string_member (with, "id", id);
  json_object_set_object_member (with, change, fields);
  return office_session_perform (self, "patch", with, error);
}

/**
 * office_session_patch_text:
 * @self: a session
 * @kind: the record's kind
 * @id: the record's id
 * @field: a field of text
 * @value: (nullable): its new text; %NULL empties it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_patch_text (OfficeSession *self, const char *kind, const char *id, const char *field, const char *value,
                           GError **error)
{
  JsonNode *node = json_node_new (value != NULL ? JSON_NODE_VALUE : JSON_NODE_NULL);

  if (value != NULL)
    json_node_set_string (node, value);
  return office_session_patch (self, kind, id, "set", field, node, error);
}

/**
 * office_session_patch_set:
 * @self: a session
 * @kind: the record's kind
 * @id: the record's id
 * @field: a field of ids
 * @member: an id
 * @in: whether it is to be in the set
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_patch_set (OfficeSession *self, const char *kind, const char *id, const char *field, const char *member,
                          gboolean in, GError **error)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, member);
  json_node_take_array (node, array);
  return office_session_patch (self, kind, id, in ? "add" : "take", field, node, error);
}

/**
 * office_session_make_removal:
 * @kind: a record's kind
 * @id: its id
 *
 * Returns: (transfer full): the members of a `remove`
 */
JsonObject *
office_session_make_removal (const char *kind, const char *id)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "kind", kind);
  json_object_set_string_member (with, "id", id);
  return with;
}

/**
 * office_session_remove_record:
 * @self: a session
 * @kind: the record's kind
 * @id: the record's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_remove_record (OfficeSession *self, const char *kind, const char *id, GError **error)
{
  return office_session_perform (self, "remove", office_session_make_removal (kind, id), error);
}

/**
 * office_session_list_sorted:
 * @self: a session
 * @kind: a kind with a position
 * @field: an indexed field
 * @value: its value
 *
 * Returns: (transfer full) (element-type OfficeRecord): the records by position, then id
 */
GPtrArray *
office_session_list_sorted (OfficeSession *self, const char *kind, const char *field, const char *value)
{
  GPtrArray *records = office_replica_list (self->replica, kind, field, value);

  g_ptr_array_sort (records, compare_position);
  return records;
}

/**
 * office_session_position_after:
 * @sorted: (element-type OfficeRecord): the records of a place, by position
 * @after: (nullable): the id of the one to stand behind; %NULL: first
 * @moved: (nullable): the id of the one that is moved, which is looked past
 *
 * Returns: (transfer full) (nullable): a key for that place; %NULL where there is none between: the host makes one
 */
char *
office_session_position_after (GPtrArray *sorted, const char *after, const char *moved)
{
  const char *before_key = NULL, *after_key = NULL;
  gboolean found = after == NULL;

  for (guint i = 0; i < sorted->len && after_key == NULL; i++)
    {
      const char *id = office_record_get_id (sorted->pdata[i]);
      const char *key = office_record_get_text (sorted->pdata[i], "position");

      if (g_strcmp0 (id, after) == 0)
        {
          found = TRUE;
          before_key = key;
        }
      else if (found && g_strcmp0 (id, moved) != 0)
        after_key = key;
    }
  return office_position_between (before_key, after_key, NULL);
}

/**
 * office_session_position_at_end:
 * @sorted: (element-type OfficeRecord): the records of a place, by position
 *
 * Returns: (transfer full) (nullable): a key behind all of them
 */
char *
office_session_position_at_end (GPtrArray *sorted)
{
  const char *last = sorted->len > 0 ? office_record_get_text (sorted->pdata[sorted->len - 1], "position") : NULL;

  return office_position_between (last, NULL, NULL);
}
