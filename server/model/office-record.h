/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kinds.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * One record: what section 2 of PROTOCOL.md says. It keeps its JSON object, so that fields and kinds that this version
 * does not know survive. Reference counted; not thread-safe while it is being changed. A record from another book is
 * never changed: copy it first.
 */
typedef struct _OfficeRecord OfficeRecord;

#define OFFICE_TYPE_RECORD (office_record_get_type ())
GType office_record_get_type (void);

OfficeRecord *office_record_new (const char *kind, const char *id, const char *scope);
OfficeRecord *office_record_new_gone (const char *kind, const char *id, const char *scope, gint64 rev);
OfficeRecord *office_record_new_from_object (JsonObject *object, GError **error); /* takes a reference; checks id, kind, scope, rev and the types of known fields, not who may write them */
OfficeRecord *office_record_new_from_body (const char *body, gssize length, GError **error);
OfficeRecord *office_record_ref (OfficeRecord *self);
void office_record_unref (OfficeRecord *self);
OfficeRecord *office_record_copy (OfficeRecord *self); /* deep */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeRecord, office_record_unref)

const char *office_record_get_id (OfficeRecord *self);
const char *office_record_get_kind_name (OfficeRecord *self);
const OfficeKind *office_record_get_kind (OfficeRecord *self); /* nullable: unknown to this version */
const char *office_record_get_scope (OfficeRecord *self);
gint64 office_record_get_rev (OfficeRecord *self); /* 0: not yet given */
gboolean office_record_is_gone (OfficeRecord *self);
void office_record_set_scope (OfficeRecord *self, const char *scope);
void office_record_set_rev (OfficeRecord *self, gint64 rev);

/* Fields. A field that is absent reads as NULL, 0, FALSE or the first choice. NULL, 0, FALSE when set take it away. */
gboolean office_record_has (OfficeRecord *self, const char *field);
const char *office_record_get_text (OfficeRecord *self, const char *field);
gint64 office_record_get_integer (OfficeRecord *self, const char *field);
gboolean office_record_get_boolean (OfficeRecord *self, const char *field);
char **office_record_dup_ids (OfficeRecord *self, const char *field); /* never NULL; transfer full */
JsonNode *office_record_get_node (OfficeRecord *self, const char *field); /* nullable, borrowed */
void office_record_set_text (OfficeRecord *self, const char *field, const char *value);
void office_record_set_integer (OfficeRecord *self, const char *field, gint64 value);
void office_record_set_boolean (OfficeRecord *self, const char *field, gboolean value);
void office_record_set_ids (OfficeRecord *self, const char *field, const char *const *ids);
gboolean office_record_add_id (OfficeRecord *self, const char *field, const char *id);  /* FALSE: was there */
gboolean office_record_take_id (OfficeRecord *self, const char *field, const char *id); /* FALSE: was not there */
void office_record_set_node (OfficeRecord *self, const char *field, JsonNode *value);   /* copies; NULL takes away */
void office_record_set_value (OfficeRecord *self, const OfficeField *field, JsonNode *value); /* a value that passed office_field_check(); one that says nothing (null, "", 0, false, [], the default of an optional choice) takes the field away */

char *office_record_to_body (OfficeRecord *self); /* compact JSON, members in a fixed order; transfer full */

/* Scopes */
char *office_scope_for_room (const char *room);
char *office_scope_for_person (const char *person);
const char *office_scope_get_room (const char *scope);   /* the id inside, or NULL */
const char *office_scope_get_person (const char *scope); /* the id inside, or NULL */
gboolean office_scope_is_valid (const char *scope);

/* Checks a value against its field's type, limit and choices; 422 that names the field. A null node empties, refused where required. */
gboolean office_field_check_type (const OfficeField *field, JsonNode *value, GError **error); /* only the JSON type: what a reader insists on */
gboolean office_field_check (const OfficeField *field, JsonNode *value, GError **error);

G_END_DECLS
