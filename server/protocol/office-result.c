/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-frame-private.h"

#include "office-problem.h"

#define MOST_OVERWRITTEN 64
#define LONGEST_FIELD    64

static void
append_overwritten (GString *json, GPtrArray *overwritten)
{
  office_frame_add_name (json, "overwritten");
  g_string_append_c (json, '[');
  for (guint i = 0; i < overwritten->len; i++)
    {
      OfficeOverwritten *entry = g_ptr_array_index (overwritten, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      office_frame_add_text (json, "field", entry->field);
      office_frame_add_text (json, "by", entry->by);
      if (entry->was != NULL)
        {
          office_frame_add_name (json, "was");
          office_json_append_node (json, entry->was);
        }
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static gboolean
read_overwritten (OfficeResult *self, JsonObject *object, GError **error)
{
  JsonArray *array;

  if (!office_json_get_array (object, "overwritten", OFFICE_JSON_OPTIONAL, MOST_OVERWRITTEN, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  self->overwritten = g_ptr_array_new_with_free_func ((GDestroyNotify) office_overwritten_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *field, *by;

      if (entry == NULL)
        {
          office_problem_set (error, OFFICE_PROBLEM_INVALID, "overwritten",
                              "The member “overwritten” is not an array of objects");
          return FALSE;
        }
      if (!office_json_get_text (entry, "field", OFFICE_JSON_REQUIRED, LONGEST_FIELD, &field, error)
          || !office_json_get_id (entry, "by", OFFICE_JSON_OPTIONAL, &by, error))
        return FALSE;
      g_ptr_array_add (self->overwritten, office_overwritten_new (field, by, json_object_get_member (entry, "was")));
    }
  return TRUE;
}

void
office_frame_add_result (GString *json, OfficeResult *result)
{
  g_string_append_c (json, '{');
  office_frame_add_text (json, "id", result->id);
  if (result->problem != NULL)
    office_frame_add_problem (json, result->problem);
  else
    office_frame_add_integer (json, "rev", result->rev);
  if (result->overwritten != NULL && result->overwritten->len > 0)
    append_overwritten (json, result->overwritten);
  g_string_append_c (json, '}');
}

/**
 * office_result_new:
 * @id: the operation's id
 * @rev: its revision; 0 when refused
 * @problem: (transfer full) (nullable): why it was refused
 *
 * Returns: (transfer full): a result
 */
OfficeResult *
office_result_new (const char *id, gint64 rev, GError *problem)
{
  OfficeResult *self = g_new0 (OfficeResult, 1);

  self->id = g_strdup (id);
  self->rev = rev;
  self->problem = problem;
  return self;
}

/**
 * office_result_free:
 * @self: (nullable) (transfer full): a result
 */
void
office_result_free (OfficeResult *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->overwritten, g_ptr_array_unref);
  g_free (self);
}

/**
 * office_result_to_json:
 * @self: a result
 *
 * Returns: (transfer full): the result as it travels, to be stored and to be read by office_result_new_from_object()
 */
char *
office_result_to_json (OfficeResult *self)
{
  GString *json = g_string_new (NULL);

  office_frame_add_result (json, self);
  return g_string_free (json, FALSE);
}

/**
 * office_result_to_node:
 * @self: a result
 *
 * Returns: (transfer full): the result as it travels
 */
JsonNode *
office_result_to_node (OfficeResult *self)
{
  g_autofree char *json = office_result_to_json (self);

  return json_from_string (json, NULL);
}

/**
 * office_result_new_from_object:
 * @object: a result as it travels
 * @error: 422 that names the member at fault
 *
 * Returns: (transfer full): the result
 */
OfficeResult *
office_result_new_from_object (JsonObject *object, GError **error)
{
  g_autoptr (OfficeResult) self = NULL;
  const char *id;
  JsonObject *problem;

  if (!office_json_get_id (object, "id", OFFICE_JSON_REQUIRED, &id, error)
      || !office_json_get_object (object, "problem", OFFICE_JSON_OPTIONAL, &problem, error))
    return NULL;
  self = office_result_new (id, 0, problem != NULL ? office_problem_from_object (problem) : NULL);
  if (problem == NULL
      && !office_json_get_integer (object, "rev", OFFICE_JSON_REQUIRED, 1, OFFICE_LIMIT_INTEGER, 0, &self->rev, error))
    return NULL;
  return read_overwritten (self, object, error) ? g_steal_pointer (&self) : NULL;
}
