/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-operation.h"

#include <string.h>

#include "office-json.h"

#define LONGEST_INTENT 64

struct _OfficeOperation {
  gatomicrefcount ref_count;
  char *id;
  char *intent;
  gint64 base;
  char *follows;
  gint64 at;
  JsonObject *with;
};

/**
 * office_operation_new:
 * @id: its id
 * @intent: what to do, PROTOCOL.md section 7
 * @base: the cursor's revision when the person acted
 * @at: the person's clock then, ms
 * @with: what it is about; not to be changed afterwards
 *
 * Returns: (transfer full): an operation, which holds a reference of @with
 */
OfficeOperation *
office_operation_new (const char *id, const char *intent, gint64 base, gint64 at, JsonObject *with)
{
  return office_operation_new_following (id, intent, base, NULL, at, with);
}

/**
 * office_operation_new_following:
 * @id: its id
 * @intent: what to do
 * @base: the cursor's revision when the person acted
 * @follows: (nullable): the operation of the same device whose long text this one goes on from
 * @at: the person's clock then, ms
 * @with: what it is about; not to be changed afterwards
 *
 * Returns: (transfer full): an operation, which holds a reference of @with
 */
OfficeOperation *
office_operation_new_following (const char *id, const char *intent, gint64 base, const char *follows, gint64 at,
                                JsonObject *with)
{
  OfficeOperation *self = g_new0 (OfficeOperation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->intent = g_strdup (intent);
  self->base = base;
  self->follows = g_strdup (follows);
  self->at = at;
  self->with = json_object_ref (with);
  return self;
}

/**
 * office_operation_new_from_object:
 * @object: an operation as it travels; not to be changed afterwards
 * @error: 422 that names the member at fault
 *
 * Checks the form only; what it does is for office_effects_of().
 *
 * Returns: (transfer full): the operation
 */
OfficeOperation *
office_operation_new_from_object (JsonObject *object, GError **error)
{
  const char *id, *intent, *follows;
  gint64 base, at;
  JsonObject *with;

  if (!office_json_get_id (object, "id", OFFICE_JSON_REQUIRED, &id, error)
      || !office_json_get_text (object, "do", OFFICE_JSON_REQUIRED, LONGEST_INTENT, &intent, error)
      || !office_json_get_integer (object, "base", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER, 0, &base, error)
      || !office_json_get_id (object, "follows", OFFICE_JSON_OPTIONAL, &follows, error)
      || !office_json_get_integer (object, "at", OFFICE_JSON_OPTIONAL, -OFFICE_LIMIT_INTEGER, OFFICE_LIMIT_INTEGER, 0,
                                   &at, error)
      || !office_json_get_object (object, "with", OFFICE_JSON_REQUIRED, &with, error))
    return NULL;
  return office_operation_new_following (id, intent, base, follows, at, with);
}

/**
 * office_operation_ref:
 * @self: an operation
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
OfficeOperation *
office_operation_ref (OfficeOperation *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * office_operation_unref:
 * @self: (transfer full): an operation
 */
void
office_operation_unref (OfficeOperation *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_free (self->intent);
  g_free (self->follows);
  json_object_unref (self->with);
  g_free (self);
}

/**
 * office_operation_get_id:
 * @self: an operation
 *
 * Returns: (transfer none): its id
 */
const char *
office_operation_get_id (OfficeOperation *self)
{
  return self->id;
}

/**
 * office_operation_get_intent:
 * @self: an operation
 *
 * Returns: (transfer none): what to do, for example `message.send`
 */
const char *
office_operation_get_intent (OfficeOperation *self)
{
  return self->intent;
}

/**
 * office_operation_get_base:
 * @self: an operation
 *
 * Returns: the cursor's revision when the person acted; 0 before the first sync
 */
gint64
office_operation_get_base (OfficeOperation *self)
{
  return self->base;
}

/**
 * office_operation_get_follows:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): the operation whose long text this one goes on from
 */
const char *
office_operation_get_follows (OfficeOperation *self)
{
  return self->follows;
}

/**
 * office_operation_get_at:
 * @self: an operation
 *
 * Returns: the person's clock when they acted, ms; informative
 */
gint64
office_operation_get_at (OfficeOperation *self)
{
  return self->at;
}

/**
 * office_operation_get_with:
 * @self: an operation
 *
 * Returns: (transfer none): what it is about; read only
 */
JsonObject *
office_operation_get_with (OfficeOperation *self)
{
  return self->with;
}

/**
 * office_operation_to_node:
 * @self: an operation
 *
 * Returns: (transfer full): the operation as it travels, to be written, not changed, in the caller's thread
 */
JsonNode *
office_operation_to_node (OfficeOperation *self)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "do", self->intent);
  json_object_set_int_member (object, "base", self->base);
  if (self->follows != NULL)
    json_object_set_string_member (object, "follows", self->follows);
  json_object_set_int_member (object, "at", self->at);
  json_object_set_object_member (object, "with", json_object_ref (self->with));
  json_node_take_object (node, object);
  return node;
}

/**
 * office_operation_is_quiet:
 * @self: an operation
 *
 * Returns: whether it is one of %OFFICE_QUIET_INTENTS, which do not count as somebody's work
 */
gboolean
office_operation_is_quiet (OfficeOperation *self)
{
  g_autofree char *quoted = g_strconcat ("'", self->intent, "'", NULL);

  return strstr (OFFICE_QUIET_INTENTS, quoted) != NULL;
}
