/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import-trello-private.h"

static JsonNode *
get_value (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

const char *
office_trello_get_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

gboolean
office_trello_get_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

gboolean
office_trello_has_number (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name);

  return node != NULL
         && (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

double
office_trello_get_number (JsonObject *object, const char *name)
{
  return office_trello_has_number (object, name) ? json_node_get_double (json_object_get_member (object, name)) : 0;
}

guint
office_trello_get_count (JsonObject *object, const char *name)
{
  const double number = office_trello_get_number (object, name);

  return number >= 1 && number < G_MAXUINT16 ? (guint) number : 0;
}

JsonObject *
office_trello_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

GPtrArray *
office_trello_list_objects (JsonObject *object, const char *name)
{
  JsonArray *array = get_array (object, name);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (list, json_node_get_object (element));
    }
  return list;
}

GPtrArray *
office_trello_list_texts (JsonObject *object, const char *name)
{
  JsonArray *array = get_array (object, name);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_ptr_array_add (list, (char *) json_node_get_string (element));
    }
  return list;
}

int
office_trello_compare_pos (gconstpointer a, gconstpointer b)
{
  const double first = office_trello_get_number (*(JsonObject *const *) a, "pos");
  const double second = office_trello_get_number (*(JsonObject *const *) b, "pos");

  return first < second ? -1 : first > second;
}

const char *
office_trello_text_or (const char *text, const char *other)
{
  return text != NULL ? text : other;
}
