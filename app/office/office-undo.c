/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/* What an undo is made of. */

static char *
node_to_text (JsonNode *node)
{
  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("null");
}

/* object: taken */
static char *
object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node_to_text (node);
}

/* with, expected: taken; expected: nullable; floating */
static GVariant *
make (const char *intent, JsonObject *with, const char *record, JsonObject *expected)
{
  g_autofree char *members = object_to_text (with);
  g_autofree char *says = expected != NULL ? object_to_text (expected) : g_strdup ("{}");

  return g_variant_new (OFFICE_UNDO_TYPE, intent, members, record != NULL ? record : "", says);
}

static void
expect (JsonObject *expected, const char *field, JsonNode *node)
{
  json_object_set_member (expected, field, node != NULL ? json_node_copy (node) : json_node_new (JSON_NODE_NULL));
}

/**
 * office_undo_new:
 * @intent: the inverse operation
 * @with: (transfer full): its members
 * @record: (nullable): a record that must still say what it says now
 * @field: (nullable): in this field
 * @expected: (nullable): namely this; %NULL: nothing
 *
 * Returns: (transfer floating): what office_session_undo() takes
 */
GVariant *
office_undo_new (const char *intent, JsonObject *with, const char *record, const char *field, JsonNode *expected)
{
  JsonObject *fields = NULL;

  if (record == NULL || field == NULL)
    return make (intent, with, NULL, NULL);
  fields = json_object_new ();
  expect (fields, field, expected);
  return make (intent, with, record, fields);
}

/**
 * office_undo_new_guarded:
 * @intent: the inverse operation
 * @with: (transfer full): its members
 * @record: (nullable): a record as it is now; %NULL: nothing is asked
 * @fields: (element-type utf8): fields of it that the undo writes, and that must say then what they say now
 *
 * Returns: (transfer floating): what office_session_undo() takes
 */
GVariant *
office_undo_new_guarded (const char *intent, JsonObject *with, OfficeRecord *record, GList *fields)
{
  JsonObject *expected;

  if (record == NULL || fields == NULL)
    return make (intent, with, NULL, NULL);
  expected = json_object_new ();
  for (GList *field = fields; field != NULL; field = field->next)
    expect (expected, field->data, office_record_get_node (record, field->data));
  return make (intent, with, office_record_get_id (record), expected);
}

/**
 * office_undo_new_of:
 * @intent: what is to be done
 * @id: with what
 *
 * Returns: (transfer floating): an undo whose only member is "id"
 */
GVariant *
office_undo_new_of (const char *intent, const char *id)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  return make (intent, with, NULL, NULL);
}

/**
 * office_undo_new_move:
 * @before: a task as it was before it was moved
 * @column: where it stands now
 *
 * Returns: (transfer floating): what brings it back, if nobody has moved it since
 */
GVariant *
office_undo_new_move (OfficeRecord *before, const char *column)
{
  g_autoptr (JsonNode) expected = json_node_init_string (json_node_alloc (), column);
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", office_record_get_id (before));
  json_object_set_string_member (with, "column", office_record_get_text (before, "column"));
  json_object_set_string_member (with, "position", office_record_get_text (before, "position"));
  return office_undo_new ("task.move", with, office_record_get_id (before), "column", expected);
}

/* ---- several as one ---- */

/* with: taken */
static JsonObject *
make_part (const char *intent, JsonObject *with)
{
  JsonObject *part = json_object_new ();

  json_object_set_string_member (part, "do", intent);
  json_object_set_object_member (part, "with", with);
  return part;
}

/* parts, ends: taken; ends: nullable; floating */
static GVariant *
join_parts (JsonArray *parts, JsonArray *ends)
{
  JsonObject *with = json_object_new ();

  json_object_set_array_member (with, "parts", parts);
  if (ends != NULL)
    json_object_set_array_member (with, OFFICE_UNDO_ENDS, ends);
  return make (OFFICE_UNDO_SEVERAL, with, NULL, NULL);
}

static JsonArray *
make_parts (GPtrArray *deeds)
{
  JsonArray *parts = json_array_sized_new (deeds->len);

  for (guint i = 0; i < deeds->len; i++)
    {
      const OfficeDeed *deed = deeds->pdata[i];

      json_array_add_object_element (parts, make_part (deed->intent, json_object_ref (deed->with)));
    }
  return parts;
}

/**
 * office_undo_new_all:
 * @undos: (element-type GVariant): undos, in the order in which they are to be done
 *
 * For what was many operations and one act to the person. Each is left out where its record says something else by then.
 *
 * Returns: (transfer floating): one for all of them
 */
GVariant *
office_undo_new_all (GPtrArray *undos)
{
  return office_undo_new_all_ending (undos, NULL);
}

/**
 * office_undo_new_all_ending:
 * @undos: (element-type GVariant): as office_undo_new_all() has them
 * @ends: (nullable): what comes in the end, of the undo of which these are the inverse
 *
 * Returns: (transfer floating): one for all of them, with the same end
 */
GVariant *
office_undo_new_all_ending (GPtrArray *undos, JsonArray *ends)
{
  JsonArray *parts = json_array_sized_new (undos->len);

  for (guint i = 0; i < undos->len; i++)
    {
      const char *intent, *members, *record, *expected;
      g_autoptr (JsonNode) node = NULL;
      JsonObject *part;

      g_variant_get (undos->pdata[i], "(&s&s&s&s)", &intent, &members, &record, &expected);
      node = json_from_string (members, NULL);
      part = make_part (intent, json_object_ref (json_node_get_object (node)));
      json_object_set_string_member (part, "record", record);
      json_object_set_string_member (part, "expected", expected);
      json_array_add_object_element (parts, part);
    }
  return join_parts (parts, ends != NULL ? json_array_ref (ends) : NULL);
}

/**
 * office_undo_new_several:
 * @deeds: (element-type OfficeDeed): the inverse operations, in the order in which they are to be done
 *
 * As office_undo_new_all(), of operations that ask nothing of the records: one that the book refuses by then is left out.
 *
 * Returns: (transfer floating): what office_session_undo() takes
 */
GVariant *
office_undo_new_several (GPtrArray *deeds)
{
  return join_parts (make_parts (deeds), NULL);
}

/**
 * office_undo_new_ending:
 * @deeds: (element-type OfficeDeed): as office_undo_new_several() has them
 * @ends: (element-type OfficeDeed): operations that cannot be taken back
 *
 * As office_undo_new_several(), with what is done once it is undone and will not be done again: when the person does
 * something else, or the program ends.
 *
 * Returns: (transfer floating): what office_session_undo() takes
 */
GVariant *
office_undo_new_ending (GPtrArray *deeds, GPtrArray *ends)
{
  return join_parts (make_parts (deeds), ends->len > 0 ? make_parts (ends) : NULL);
}

/**
 * office_session_end_undone:
 * @self: a session
 * @undo: an undo that was done, or its redo, which will not be done any more
 *
 * Does what comes in the end: see office_undo_new_ending().
 */
void
office_session_end_undone (OfficeSession *self, GVariant *undo)
{
  const char *members;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *with;
  JsonArray *ends;

  g_variant_get (undo, "(&s&s&s&s)", NULL, &members, NULL, NULL);
  node = json_from_string (members, NULL);
  with = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  ends = with != NULL && json_object_has_member (with, OFFICE_UNDO_ENDS)
             ? json_object_get_array_member (with, OFFICE_UNDO_ENDS)
             : NULL;
  for (guint i = 0; ends != NULL && i < json_array_get_length (ends); i++)
    {
      JsonObject *part = json_array_get_object_element (ends, i);

      office_session_perform (self, json_object_get_string_member (part, "do"),
                              json_object_ref (json_object_get_object_member (part, "with")), NULL);
    }
}
