/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * JSON at the border: text from outside is checked whole before json-glib sees it, members are read with errors that name
 * them, and text is written compactly in the members' order.
 */

/* Any JSON from outside: size, UTF-8, depth, then parsed; the top must be an object. Transfer full. */
JsonObject *office_json_parse (const char *text, gsize length, gsize limit, GError **error);
/* Only the check. The text need not end in a NUL. */
gboolean office_json_check (const char *text, gsize length, gsize limit, GError **error);

typedef enum {
  OFFICE_JSON_OPTIONAL,
  OFFICE_JSON_REQUIRED,
} OfficeJsonNeed;

/* Readers of a member: 422 that names it. An absent member (or null) gives NULL, or the value that is named for it. */
gboolean office_json_get_text (JsonObject *object, const char *name, OfficeJsonNeed need, gsize limit, const char **value, GError **error);
gboolean office_json_get_id (JsonObject *object, const char *name, OfficeJsonNeed need, const char **value, GError **error);
gboolean office_json_get_integer (JsonObject *object, const char *name, OfficeJsonNeed need, gint64 low, gint64 high, gint64 absent, gint64 *value, GError **error);
gboolean office_json_get_boolean (JsonObject *object, const char *name, OfficeJsonNeed need, gboolean *value, GError **error);
gboolean office_json_get_object (JsonObject *object, const char *name, OfficeJsonNeed need, JsonObject **value, GError **error);
gboolean office_json_get_array (JsonObject *object, const char *name, OfficeJsonNeed need, guint limit, JsonArray **value, GError **error);
gboolean office_json_dup_texts (JsonObject *object, const char *name, OfficeJsonNeed need, guint limit, char ***value, GError **error); /* never NULL on success */

/* Writers */
void office_json_append_text (GString *json, const char *text); /* quoted and escaped */
void office_json_append_node (GString *json, JsonNode *node);
JsonNode *office_json_copy_node (JsonNode *node); /* shares nothing with the original, unlike json_node_copy() */

G_END_DECLS
