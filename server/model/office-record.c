/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-private.h"

#include "office-id.h"
#include "office-json.h"
#include "office-problem.h"

#include <string.h>

#define LONGEST_KIND 40

G_DEFINE_BOXED_TYPE (OfficeRecord, office_record, office_record_ref, office_record_unref)

static OfficeRecord *
record_new_take (JsonObject *object)
{
  OfficeRecord *self = g_new0 (OfficeRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->object = object;
  self->kind = office_kind_find (json_object_get_string_member (object, "kind"));
  return self;
}

static gboolean
is_kind_name (const char *name)
{
  return *name != '\0' && strlen (name) <= LONGEST_KIND && name[strspn (name, "abcdefghijklmnopqrstuvwxyz_-")] == '\0';
}

static gboolean
check_head (JsonObject *object, GError **error)
{
  const char *text;
  gint64 rev;
  gboolean gone;

  if (!office_json_get_id (object, "id", OFFICE_JSON_REQUIRED, &text, error)
      || !office_json_get_text (object, "kind", OFFICE_JSON_REQUIRED, LONGEST_KIND, &text, error))
    return FALSE;
  if (!is_kind_name (text))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "kind", "The kind of the record is not a word");
      return FALSE;
    }
  if (!office_json_get_text (object, "scope", OFFICE_JSON_REQUIRED, G_MAXSIZE, &text, error))
    return FALSE;
  if (!office_scope_is_valid (text))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "scope", "The scope of the record is none");
      return FALSE;
    }
  return office_json_get_integer (object, "rev", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER, 0, &rev, error)
         && office_json_get_boolean (object, "gone", OFFICE_JSON_OPTIONAL, &gone, error);
}

/**
 * office_record_new:
 * @kind: a kind's name
 * @id: its id
 * @scope: who may see it
 *
 * Returns: (transfer full): a record without fields and without a revision
 */
OfficeRecord *
office_record_new (const char *kind, const char *id, const char *scope)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "kind", kind);
  json_object_set_string_member (object, "scope", scope);
  return record_new_take (object);
}

/**
 * office_record_new_gone:
 * @kind: a kind's name
 * @id: its id
 * @scope: the scope that it has left
 * @rev: the revision, 0 when it is not yet given
 *
 * Returns: (transfer full): what `changes` says of a record that has left a scope
 */
OfficeRecord *
office_record_new_gone (const char *kind, const char *id, const char *scope, gint64 rev)
{
  OfficeRecord *self = office_record_new (kind, id, scope);

  office_record_set_rev (self, rev);
  json_object_set_boolean_member (self->object, "gone", TRUE);
  return self;
}

/**
 * office_record_new_from_object:
 * @object: a record as it travels; the caller does not change it afterwards
 * @error: 422 that names the member at fault
 *
 * Checks the head and that known fields have their type. Limits and choices are not checked: another side's table may
 * be newer. Unknown fields and kinds stay.
 *
 * Returns: (transfer full): the record, which holds a reference of @object
 */
OfficeRecord *
office_record_new_from_object (JsonObject *object, GError **error)
{
  g_autoptr (OfficeRecord) self = NULL;

  if (!check_head (object, error))
    return NULL;
  self = record_new_take (json_object_ref (object));
  for (guint i = 0; self->kind != NULL && i < self->kind->n_fields; i++)
    {
      JsonNode *value = json_object_get_member (object, self->kind->fields[i].name);

      if (value != NULL && !office_field_check_type (&self->kind->fields[i], value, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * office_record_new_from_body:
 * @body: a record's JSON
 * @length: its bytes, or -1
 * @error: 422 that names the member at fault
 *
 * Returns: (transfer full): the record
 */
OfficeRecord *
office_record_new_from_body (const char *body, gssize length, GError **error)
{
  g_autoptr (JsonObject) object = office_json_parse (body, length < 0 ? strlen (body) : (gsize) length,
                                                     OFFICE_LIMIT_SERVER_FRAME, error);

  return object != NULL ? office_record_new_from_object (object, error) : NULL;
}

/**
 * office_record_ref:
 * @self: a record
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
OfficeRecord *
office_record_ref (OfficeRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * office_record_unref:
 * @self: (transfer full): a record
 *
 * Any thread.
 */
void
office_record_unref (OfficeRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  json_object_unref (self->object);
  g_free (self);
}

/**
 * office_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): a record of its own, which may be changed and may go to another thread
 */
OfficeRecord *
office_record_copy (OfficeRecord *self)
{
  JsonObject *object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, self->object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (object, name, json_node_ref (value));
  return record_new_take (object);
}

/**
 * office_record_get_id:
 * @self: a record
 *
 * Returns: (transfer none): its id
 */
const char *
office_record_get_id (OfficeRecord *self)
{
  return json_object_get_string_member (self->object, "id");
}

/**
 * office_record_get_kind_name:
 * @self: a record
 *
 * Returns: (transfer none): its kind's name
 */
const char *
office_record_get_kind_name (OfficeRecord *self)
{
  return json_object_get_string_member (self->object, "kind");
}

/**
 * office_record_get_kind:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): its kind, %NULL when this version does not know it
 */
const OfficeKind *
office_record_get_kind (OfficeRecord *self)
{
  return self->kind;
}

/**
 * office_record_get_scope:
 * @self: a record
 *
 * Returns: (transfer none): its scope, valid until it is set anew
 */
const char *
office_record_get_scope (OfficeRecord *self)
{
  return json_object_get_string_member (self->object, "scope");
}

/**
 * office_record_get_rev:
 * @self: a record
 *
 * Returns: the revision that last changed it; 0 when it is not yet given
 */
gint64
office_record_get_rev (OfficeRecord *self)
{
  return office_record_get_integer (self, "rev");
}

/**
 * office_record_is_gone:
 * @self: a record
 *
 * Returns: whether this says that the record has left its scope
 */
gboolean
office_record_is_gone (OfficeRecord *self)
{
  return office_record_get_boolean (self, "gone");
}

/**
 * office_record_set_scope:
 * @self: a record
 * @scope: who may see it from now on
 */
void
office_record_set_scope (OfficeRecord *self, const char *scope)
{
  json_object_set_string_member (self->object, "scope", scope);
}

/**
 * office_record_set_rev:
 * @self: a record
 * @rev: the revision that changed it
 */
void
office_record_set_rev (OfficeRecord *self, gint64 rev)
{
  office_record_set_integer (self, "rev", rev);
}

static void
append_member (GString *body, const char *name, JsonNode *value)
{
  g_string_append_c (body, body->len == 0 ? '{' : ',');
  office_json_append_text (body, name);
  g_string_append_c (body, ':');
  office_json_append_node (body, value);
}

/**
 * office_record_to_body:
 * @self: a record
 *
 * Returns: (transfer full): compact JSON: `id`, `kind`, `scope`, `rev`, then the other members in the order they were
 * first set
 */
char *
office_record_to_body (OfficeRecord *self)
{
  static const char *const head[] = { "id", "kind", "scope", "rev", NULL };
  GString *body = g_string_sized_new (256);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  for (guint i = 0; head[i] != NULL; i++)
    if ((value = json_object_get_member (self->object, head[i])) != NULL)
      append_member (body, head[i], value);
  json_object_iter_init_ordered (&iter, self->object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_strv_contains (head, name))
      append_member (body, name, value);
  g_string_append_c (body, '}');
  return g_string_free (body, FALSE);
}
