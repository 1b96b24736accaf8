/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any JSON: what the check lets through json-glib reads, and what is written of it is read again as the same. */
#include "fuzz.h"

#include "kinds.h"
#include "office-json.h"
#include "office-problem.h"

#include <string.h>

static char *
write_out (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  GString *json = g_string_new (NULL);

  office_json_append_node (json, node);
  return g_string_free (json, FALSE);
}

/* The readers of members, on whatever is there. */
static void
read_members (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *link = names; link != NULL; link = link->next)
    {
      g_auto (GStrv) texts = NULL;
      const char *text;
      JsonObject *inner;
      JsonArray *array;
      gboolean yes;
      gint64 number;

      if (office_json_get_text (object, link->data, OFFICE_JSON_OPTIONAL, 1000, &text, NULL) && text != NULL)
        g_assert_true (g_utf8_validate (text, -1, NULL) && strlen (text) <= 1000);
      office_json_get_id (object, link->data, OFFICE_JSON_OPTIONAL, &text, NULL);
      if (office_json_get_integer (object, link->data, OFFICE_JSON_REQUIRED, -5, 500, 0, &number, NULL))
        g_assert_true (number >= -5 && number <= 500);
      office_json_get_boolean (object, link->data, OFFICE_JSON_OPTIONAL, &yes, NULL);
      if (office_json_get_array (object, link->data, OFFICE_JSON_OPTIONAL, 10, &array, NULL) && array != NULL)
        g_assert_cmpuint (json_array_get_length (array), <=, 10);
      office_json_dup_texts (object, link->data, OFFICE_JSON_OPTIONAL, 10, &texts, NULL);
      if (office_json_get_object (object, link->data, OFFICE_JSON_OPTIONAL, &inner, NULL) && inner != NULL)
        read_members (inner);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = office_json_parse ((const char *) data, size, OFFICE_LIMIT_CLIENT_FRAME, &error);
  g_autoptr (JsonObject) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (object == NULL)
    {
      g_assert_true (error->domain == OFFICE_PROBLEM);
      return 0;
    }
  g_assert_true (office_json_check ((const char *) data, size, OFFICE_LIMIT_CLIENT_FRAME, NULL));
  read_members (object);
  first = write_out (object);
  again = office_json_parse (first, strlen (first), G_MAXUINT, &error);
  g_assert_no_error (error);
  second = write_out (again);
  g_assert_cmpstr (second, ==, first);
  return 0;
}
