/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-json.h"

#include "office-id.h"
#include "office-problem.h"

#include <string.h>

/* The member, if it is there and not null. FALSE when it must be there. */
static gboolean
find_member (JsonObject *object, const char *name, OfficeJsonNeed need, JsonNode **node, GError **error)
{
  *node = json_object_get_member (object, name);
  if (*node != NULL && JSON_NODE_HOLDS_NULL (*node))
    *node = NULL;
  if (*node != NULL || need == OFFICE_JSON_OPTIONAL)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, name, "The member “%s” is missing", name);
  return FALSE;
}

static gboolean
refuse_type (const char *name, const char *type, GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, name, "The member “%s” is not %s", name, type);
  return FALSE;
}

/**
 * office_json_parse:
 * @text: (array length=length): anything
 * @length: its bytes
 * @limit: how many bytes it may have
 * @error: an OFFICE_PROBLEM: 413 when too long, else 422
 *
 * Parses what office_json_check() accepts. Any thread.
 *
 * Returns: (transfer full): the object
 */
JsonObject *
office_json_parse (const char *text, gsize length, gsize limit, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!office_json_check (text, length, limit, error))
    return NULL;
  parser = json_parser_new ();
  if (json_parser_load_from_data (parser, text, length, NULL))
    root = json_parser_steal_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_dup_object (root);
  office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "The text is not valid JSON");
  return NULL;
}

/**
 * office_json_get_text:
 * @object: an object
 * @name: a member's name
 * @need: whether it must be there
 * @limit: how many bytes it may have
 * @value: (out) (transfer none) (nullable): the text
 * @error: 422 that names the member
 */
gboolean
office_json_get_text (JsonObject *object, const char *name, OfficeJsonNeed need, gsize limit, const char **value,
                      GError **error)
{
  JsonNode *node;

  *value = NULL;
  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse_type (name, "a text", error);
  if (strlen (json_node_get_string (node)) > limit)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, name,
                          "The member “%s” is longer than %" G_GSIZE_FORMAT " bytes", name, limit);
      return FALSE;
    }
  *value = json_node_get_string (node);
  return TRUE;
}

/**
 * office_json_get_id:
 * @object: an object
 * @name: a member's name
 * @need: whether it must be there
 * @value: (out) (transfer none) (nullable): the id
 * @error: 422 that names the member
 */
gboolean
office_json_get_id (JsonObject *object, const char *name, OfficeJsonNeed need, const char **value, GError **error)
{
  if (!office_json_get_text (object, name, need, G_MAXSIZE, value, error))
    return FALSE;
  if (*value == NULL || office_id_is_valid (*value))
    return TRUE;
  *value = NULL;
  return refuse_type (name, "an id", error);
}

/**
 * office_json_get_integer:
 * @object: an object
 * @name: a member's name
 * @need: whether it must be there
 * @low: the lowest value
 * @high: the highest value
 * @absent: what an absent member means
 * @value: (out): the integer
 * @error: 422 that names the member
 */
gboolean
office_json_get_integer (JsonObject *object, const char *name, OfficeJsonNeed need, gint64 low, gint64 high,
                         gint64 absent, gint64 *value, GError **error)
{
  JsonNode *node;

  *value = absent;
  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse_type (name, "an integer", error);
  *value = json_node_get_int (node);
  if (*value >= low && *value <= high)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, name,
                      "The member “%s” is not between %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, name, low, high);
  return FALSE;
}

/**
 * office_json_get_boolean:
 * @object: an object
 * @name: a member's name
 * @need: whether it must be there
 * @value: (out): the value; an absent one is %FALSE
 * @error: 422 that names the member
 */
gboolean
office_json_get_boolean (JsonObject *object, const char *name, OfficeJsonNeed need, gboolean *value, GError **error)
{
  JsonNode *node;

  *value = FALSE;
  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse_type (name, "true or false", error);
  *value = json_node_get_boolean (node);
  return TRUE;
}

/**
 * office_json_get_object:
 * @object: an object
 * @name: a member's name
 * @need: whether it must be there
 * @value: (out) (transfer none) (nullable): the object
 * @error: 422 that names the member
 */
gboolean
office_json_get_object (JsonObject *object, const char *name, OfficeJsonNeed need, JsonObject **value, GError **error)
{
  JsonNode *node;

  *value = NULL;
  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_type (name, "an object", error);
  *value = json_node_get_object (node);
  return TRUE;
}

/**
 * office_json_get_array:
 * @object: an object
 * @name: a member's name
 * @need: whether it must be there
 * @limit: how many elements it may have
 * @value: (out) (transfer none) (nullable): the array
 * @error: 422, or 413 when it has too many; names the member
 */
gboolean
office_json_get_array (JsonObject *object, const char *name, OfficeJsonNeed need, guint limit, JsonArray **value,
                       GError **error)
{
  JsonNode *node;

  *value = NULL;
  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse_type (name, "an array", error);
  if (json_array_get_length (json_node_get_array (node)) > limit)
    {
      office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, name, "The member “%s” has more than %u elements", name,
                          limit);
      return FALSE;
    }
  *value = json_node_get_array (node);
  return TRUE;
}

/**
 * office_json_dup_texts:
 * @object: an object
 * @name: the name of a member that is an array of texts
 * @need: whether it must be there
 * @limit: how many elements it may have
 * @value: (out) (transfer full): the texts, %NULL-terminated; empty when absent
 * @error: 422, or 413 when it has too many; names the member
 */
gboolean
office_json_dup_texts (JsonObject *object, const char *name, OfficeJsonNeed need, guint limit, char ***value,
                       GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;
  guint length;

  *value = NULL;
  if (!office_json_get_array (object, name, need, limit, &array, error))
    return FALSE;
  length = array != NULL ? json_array_get_length (array) : 0;
  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return refuse_type (name, "an array of texts", error);
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  *value = g_strv_builder_end (builder);
  return TRUE;
}

static void
append_escaped (GString *json, guchar character)
{
  switch (character)
    {
    case '"':
      g_string_append (json, "\\\"");
      break;
    case '\\':
      g_string_append (json, "\\\\");
      break;
    case '\n':
      g_string_append (json, "\\n");
      break;
    case '\t':
      g_string_append (json, "\\t");
      break;
    default:
      g_string_append_printf (json, "\\u%04x", character);
      break;
    }
}

/**
 * office_json_append_text:
 * @json: where it goes
 * @text: UTF-8
 *
 * Appends a JSON string: only what must be escaped is.
 */
void
office_json_append_text (GString *json, const char *text)
{
  const char *plain = text;

  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    {
      guchar character = *text;

      if (character >= 0x20 && character != '"' && character != '\\')
        continue;
      g_string_append_len (json, plain, text - plain);
      append_escaped (json, character);
      plain = text + 1;
    }
  g_string_append_len (json, plain, text - plain);
  g_string_append_c (json, '"');
}

static void
append_double (GString *json, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (number, sizeof number, value);
  g_string_append (json, number);
  if (strpbrk (number, ".e") == NULL)
    g_string_append (json, ".0");
}

/* Without printf, which costs more than all the rest of a record. */
static void
append_integer (GString *json, gint64 value)
{
  char digits[20];
  char *at = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--at = '-';
  g_string_append_len (json, at, digits + sizeof digits - at);
}

static void
append_value (GString *json, JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      office_json_append_text (json, json_node_get_string (node));
      break;
    case G_TYPE_BOOLEAN:
      g_string_append (json, json_node_get_boolean (node) ? "true" : "false");
      break;
    case G_TYPE_DOUBLE:
      append_double (json, json_node_get_double (node));
      break;
    default:
      append_integer (json, json_node_get_int (node));
      break;
    }
}

static void
append_array (GString *json, JsonArray *array)
{
  g_string_append_c (json, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      office_json_append_node (json, json_array_get_element (array, i));
    }
  g_string_append_c (json, ']');
}

static void
append_object (GString *json, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (json, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!first)
        g_string_append_c (json, ',');
      first = FALSE;
      office_json_append_text (json, name);
      g_string_append_c (json, ':');
      office_json_append_node (json, value);
    }
  g_string_append_c (json, '}');
}

/**
 * office_json_append_node:
 * @json: where it goes
 * @node: a node, not deeper than what was parsed or built by this program
 *
 * Appends compact JSON, members in the order they were set. The same node always gives the same bytes.
 */
void
office_json_append_node (GString *json, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (json, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      append_array (json, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      append_value (json, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (json, "null");
      break;
    }
}

static JsonNode *
copy_array (JsonArray *array)
{
  guint length = json_array_get_length (array);
  JsonArray *copy = json_array_sized_new (length);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < length; i++)
    json_array_add_element (copy, office_json_copy_node (json_array_get_element (array, i)));
  json_node_take_array (node, copy);
  return node;
}

static JsonNode *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, office_json_copy_node (value));
  json_node_take_object (node, copy);
  return node;
}

/**
 * office_json_copy_node:
 * @node: a node
 *
 * json_node_copy() shares arrays and objects, whose reference counts are not atomic: such a copy must not go to another
 * thread. This one may.
 *
 * Returns: (transfer full): a deep copy
 */
JsonNode *
office_json_copy_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array (json_node_get_array (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return copy_object (json_node_get_object (node));
  return json_node_copy (node);
}
