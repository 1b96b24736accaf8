/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record.h"

#include "office-id.h"
#include "office-position.h"
#include "office-problem.h"
#include "office-reason.h"
#include "office-seen.h"
#include "office-wall-clock.h"

#include <string.h>

static gboolean
refuse_empty (const OfficeField *field, GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, field->name, "The field “%s” is empty", field->name);
  return office_reason_give (error, OFFICE_REASON_EMPTY);
}

static gboolean
refuse (const OfficeField *field, GError **error, const char *what)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, field->name, "The field “%s” %s", field->name, what);
  return FALSE;
}

static gboolean
check_text (const OfficeField *field, const char *text, GError **error)
{
  if (field->limit > 0 && strlen (text) > (gsize) field->limit && g_utf8_strlen (text, -1) > field->limit)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, field->name,
                          "The field “%s” has more than %" G_GINT64_FORMAT " characters", field->name, field->limit);
      return office_reason_give (error, OFFICE_REASON_TOO_LONG);
    }
  if ((field->flags & OFFICE_FIELD_REQUIRED) != 0 && office_text_is_blank (text))
    return refuse_empty (field, error);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = (guchar) *text;

      if (character >= ' ' && character < 0x7f)
        continue;
      character = g_utf8_get_char (text);
      if (character == '\n' && (field->flags & OFFICE_FIELD_LINES) == 0)
        return refuse (field, error, "has more than one line");
      if (g_unichar_iscntrl (character) && character != '\t' && character != '\n')
        return refuse (field, error, "has a control character");
    }
  return TRUE;
}

static gboolean
check_ids (const OfficeField *field, JsonArray *ids, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (field->limit > 0 && json_array_get_length (ids) > field->limit)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, field->name,
                          "The field “%s” has more than %" G_GINT64_FORMAT " members", field->name, field->limit);
      return office_reason_give (error, OFFICE_REASON_TOO_MANY);
    }
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      const char *id = json_array_get_string_element (ids, i);

      if (!office_id_is_valid (id))
        return refuse (field, error, "has something that is not an id");
      if (!g_hash_table_add (seen, (gpointer) id))
        return refuse (field, error, "has an id twice");
    }
  return TRUE;
}

static gboolean
is_due (const char *text)
{
  OfficeWallClock clock;

  return office_wall_clock_read (&clock, text);
}

/**
 * office_hash_is_valid:
 * @text: (nullable): any text
 *
 * Returns: whether it is a SHA-256 in 64 lower-case hex digits, and so safe as the name of a file
 */
gboolean
office_hash_is_valid (const char *text)
{
  return text != NULL && strspn (text, "0123456789abcdef") == OFFICE_HASH_LENGTH && text[OFFICE_HASH_LENGTH] == '\0';
}

static gboolean
check_integer (const OfficeField *field, gint64 value, GError **error)
{
  gint64 most = field->limit > 0 ? field->limit : OFFICE_LIMIT_INTEGER;

  return (value >= 0 && value <= most) || refuse (field, error, "is out of range");
}

static gboolean
is_array_of_texts (JsonNode *value)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return FALSE;
  array = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) != G_TYPE_STRING)
      return FALSE;
  return TRUE;
}

/**
 * office_field_check_type:
 * @field: a field
 * @value: a value; null is of every type
 * @error: 422 that names the field
 *
 * What a reader may insist on: a newer side may have longer limits and more choices.
 *
 * Returns: whether the value has the JSON type of the field
 */
gboolean
office_field_check_type (const OfficeField *field, JsonNode *value, GError **error)
{
  GType type = json_node_get_value_type (value);

  if (JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  switch (field->type)
    {
    case OFFICE_FIELD_ID_SET:
      return is_array_of_texts (value) || refuse (field, error, "is not an array of ids");
    case OFFICE_FIELD_INTEGER:
    case OFFICE_FIELD_TIME:
      return (JSON_NODE_HOLDS_VALUE (value) && type == G_TYPE_INT64) || refuse (field, error, "is not an integer");
    case OFFICE_FIELD_BOOLEAN:
      return (JSON_NODE_HOLDS_VALUE (value) && type == G_TYPE_BOOLEAN) || refuse (field, error, "is not true or false");
    case OFFICE_FIELD_TEXT:
    case OFFICE_FIELD_ID:
    case OFFICE_FIELD_DUE:
    case OFFICE_FIELD_CHOICE:
    case OFFICE_FIELD_POSITION:
    case OFFICE_FIELD_HASH:
    default:
      return (JSON_NODE_HOLDS_VALUE (value) && type == G_TYPE_STRING) || refuse (field, error, "is not a text");
    }
}

/**
 * office_field_check:
 * @field: a field
 * @value: (nullable): a value; %NULL and null mean none
 * @error: 422 that names the field
 *
 * What a writer must keep to. References are not followed.
 *
 * Returns: whether the value has the field's type and form and keeps to its limit and choices; none, whether it may be
 * empty
 */
gboolean
office_field_check (const OfficeField *field, JsonNode *value, GError **error)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return (field->flags & OFFICE_FIELD_REQUIRED) == 0 || refuse_empty (field, error);
  if (!office_field_check_type (field, value, error))
    return FALSE;
  switch (field->type)
    {
    case OFFICE_FIELD_TEXT:
      return check_text (field, json_node_get_string (value), error);
    case OFFICE_FIELD_ID:
      return office_id_is_valid (json_node_get_string (value)) || refuse (field, error, "is not an id");
    case OFFICE_FIELD_ID_SET:
      return check_ids (field, json_node_get_array (value), error);
    case OFFICE_FIELD_INTEGER:
    case OFFICE_FIELD_TIME:
      return check_integer (field, json_node_get_int (value), error);
    case OFFICE_FIELD_DUE:
      return is_due (json_node_get_string (value))
             || refuse (field, error, "is not a date YYYY-MM-DD or YYYY-MM-DDTHH:MM");
    case OFFICE_FIELD_HASH:
      return office_hash_is_valid (json_node_get_string (value))
             || refuse (field, error, "is not a SHA-256 in 64 lower-case hex digits");
    case OFFICE_FIELD_CHOICE:
      return g_strv_contains (field->choices, json_node_get_string (value))
             || refuse (field, error, "is not one of its choices");
    case OFFICE_FIELD_POSITION:
      return office_position_is_valid (json_node_get_string (value)) || refuse (field, error, "is not a position");
    case OFFICE_FIELD_BOOLEAN:
    default:
      return TRUE;
    }
}
