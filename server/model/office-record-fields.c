/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-private.h"

#include "office-json.h"

static JsonNode *
find_value (OfficeRecord *self, const char *field, GType type)
{
  JsonNode *node = json_object_get_member (self->object, field);

  return node != NULL && json_node_get_value_type (node) == type ? node : NULL;
}

static void
take_value (OfficeRecord *self, const char *field, JsonNode *value)
{
  if (value != NULL)
    json_object_set_member (self->object, field, value);
  else
    json_object_remove_member (self->object, field);
}

static JsonArray *
find_array (OfficeRecord *self, const char *field)
{
  JsonNode *node = json_object_get_member (self->object, field);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
says_nothing (const OfficeField *field, JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  switch (field->type)
    {
    case OFFICE_FIELD_ID_SET:
      return json_array_get_length (json_node_get_array (value)) == 0;
    case OFFICE_FIELD_BOOLEAN:
      return !json_node_get_boolean (value);
    case OFFICE_FIELD_INTEGER:
    case OFFICE_FIELD_TIME:
      return json_node_get_int (value) == 0;
    case OFFICE_FIELD_CHOICE:
      return (field->flags & OFFICE_FIELD_REQUIRED) == 0
             && g_str_equal (json_node_get_string (value), field->choices[0]);
    case OFFICE_FIELD_TEXT:
    case OFFICE_FIELD_ID:
    case OFFICE_FIELD_DUE:
    case OFFICE_FIELD_POSITION:
    case OFFICE_FIELD_HASH:
    default:
      return *json_node_get_string (value) == '\0';
    }
}

/**
 * office_record_has:
 * @self: a record
 * @field: a field's name, known to this version or not
 *
 * Returns: whether it has a value
 */
gboolean
office_record_has (OfficeRecord *self, const char *field)
{
  return office_record_get_node (self, field) != NULL;
}

/**
 * office_record_get_text:
 * @self: a record
 * @field: the name of a field of type text, id, due date, choice or position
 *
 * Returns: (transfer none) (nullable): its value; the first choice of an absent choice; valid until it is set anew
 */
const char *
office_record_get_text (OfficeRecord *self, const char *field)
{
  JsonNode *node = find_value (self, field, G_TYPE_STRING);
  const OfficeField *known;

  if (node != NULL)
    return json_node_get_string (node);
  known = self->kind != NULL ? office_kind_find_field (self->kind, field) : NULL;
  return known != NULL && known->type == OFFICE_FIELD_CHOICE ? known->choices[0] : NULL;
}

/**
 * office_record_get_integer:
 * @self: a record
 * @field: the name of a field of type integer or time
 *
 * Returns: its value, 0 when absent
 */
gint64
office_record_get_integer (OfficeRecord *self, const char *field)
{
  JsonNode *node = find_value (self, field, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : 0;
}

/**
 * office_record_get_boolean:
 * @self: a record
 * @field: the name of a field of type boolean
 *
 * Returns: its value, %FALSE when absent
 */
gboolean
office_record_get_boolean (OfficeRecord *self, const char *field)
{
  JsonNode *node = find_value (self, field, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

/**
 * office_record_dup_ids:
 * @self: a record
 * @field: the name of a set of ids
 *
 * Returns: (transfer full): the ids, %NULL-terminated
 */
char **
office_record_dup_ids (OfficeRecord *self, const char *field)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = find_array (self, field);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) == G_TYPE_STRING)
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

/**
 * office_record_get_node:
 * @self: a record
 * @field: a field's name, known to this version or not
 *
 * Returns: (transfer none) (nullable): its value, not to be changed; %NULL when absent
 */
JsonNode *
office_record_get_node (OfficeRecord *self, const char *field)
{
  JsonNode *node = json_object_get_member (self->object, field);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * office_record_set_text:
 * @self: a record
 * @field: a field's name
 * @value: (nullable): its value; %NULL takes it away
 */
void
office_record_set_text (OfficeRecord *self, const char *field, const char *value)
{
  take_value (self, field, value != NULL ? json_node_init_string (json_node_alloc (), value) : NULL);
}

/**
 * office_record_set_integer:
 * @self: a record
 * @field: a field's name
 * @value: its value; 0 takes it away
 */
void
office_record_set_integer (OfficeRecord *self, const char *field, gint64 value)
{
  take_value (self, field, value != 0 ? json_node_init_int (json_node_alloc (), value) : NULL);
}

/**
 * office_record_set_boolean:
 * @self: a record
 * @field: a field's name
 * @value: its value; %FALSE takes it away
 */
void
office_record_set_boolean (OfficeRecord *self, const char *field, gboolean value)
{
  take_value (self, field, value ? json_node_init_boolean (json_node_alloc (), TRUE) : NULL);
}

/**
 * office_record_set_ids:
 * @self: a record
 * @field: the name of a set of ids
 * @ids: (nullable) (array zero-terminated=1): the ids; none take it away
 */
void
office_record_set_ids (OfficeRecord *self, const char *field, const char *const *ids)
{
  JsonArray *array;
  JsonNode *node;

  if (ids == NULL || ids[0] == NULL)
    {
      take_value (self, field, NULL);
      return;
    }
  array = json_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    json_array_add_string_element (array, ids[i]);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  take_value (self, field, node);
}

/**
 * office_record_add_id:
 * @self: a record
 * @field: the name of a set of ids
 * @id: an id
 *
 * Returns: %FALSE if it was there
 */
gboolean
office_record_add_id (OfficeRecord *self, const char *field, const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_auto (GStrv) old = office_record_dup_ids (self, field);

  if (g_strv_contains ((const char *const *) old, id))
    return FALSE;
  for (guint i = 0; old[i] != NULL; i++)
    g_ptr_array_add (ids, old[i]);
  g_ptr_array_add (ids, (gpointer) id);
  g_ptr_array_add (ids, NULL);
  office_record_set_ids (self, field, (const char *const *) ids->pdata);
  return TRUE;
}

/**
 * office_record_take_id:
 * @self: a record
 * @field: the name of a set of ids
 * @id: an id
 *
 * Returns: %FALSE if it was not there
 */
gboolean
office_record_take_id (OfficeRecord *self, const char *field, const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_auto (GStrv) old = office_record_dup_ids (self, field);

  if (!g_strv_contains ((const char *const *) old, id))
    return FALSE;
  for (guint i = 0; old[i] != NULL; i++)
    if (!g_str_equal (old[i], id))
      g_ptr_array_add (ids, old[i]);
  g_ptr_array_add (ids, NULL);
  office_record_set_ids (self, field, (const char *const *) ids->pdata);
  return TRUE;
}

/**
 * office_record_set_node:
 * @self: a record
 * @field: a field's name
 * @value: (nullable): its value, copied; %NULL or null takes it away
 */
void
office_record_set_node (OfficeRecord *self, const char *field, JsonNode *value)
{
  take_value (self, field, value != NULL && !JSON_NODE_HOLDS_NULL (value) ? office_json_copy_node (value) : NULL);
}

/**
 * office_record_set_value:
 * @self: a record
 * @field: a field of its kind
 * @value: (nullable): a value that passed office_field_check(), copied
 *
 * Sets the value in the one form it has in a book: one that says nothing (null, "", 0, false, [], the default of an
 * optional choice) takes the field away.
 */
void
office_record_set_value (OfficeRecord *self, const OfficeField *field, JsonNode *value)
{
  office_record_set_node (self, field->name, says_nothing (field, value) ? NULL : value);
}
