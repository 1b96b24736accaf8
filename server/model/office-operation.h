/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"

G_BEGIN_DECLS

/* One operation: what a person did, PROTOCOL.md section 7. Immutable after it was made. */
typedef struct _OfficeOperation OfficeOperation;

OfficeOperation *office_operation_new (const char *id, const char *intent, gint64 base, gint64 at, JsonObject *with); /* takes a reference of with */
OfficeOperation *office_operation_new_following (const char *id, const char *intent, gint64 base, const char *follows, gint64 at, JsonObject *with);
OfficeOperation *office_operation_new_from_object (JsonObject *object, GError **error);
OfficeOperation *office_operation_ref (OfficeOperation *self);
void office_operation_unref (OfficeOperation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeOperation, office_operation_unref)

const char *office_operation_get_id (OfficeOperation *self);
const char *office_operation_get_intent (OfficeOperation *self); /* "message.send", "patch" … */
gint64 office_operation_get_base (OfficeOperation *self);
const char *office_operation_get_follows (OfficeOperation *self); /* nullable: the operation whose text this one goes on from */
gint64 office_operation_get_at (OfficeOperation *self);
JsonObject *office_operation_get_with (OfficeOperation *self); /* borrowed, read only */
/* Up to where somebody has read, or what they are writing: nobody waits for it, and nobody is told when it is refused. */
#define OFFICE_QUIET_INTENTS "'read.mark', 'activity.mark', 'draft.set'" /* for SQL */
gboolean office_operation_is_quiet (OfficeOperation *self);
JsonNode *office_operation_to_node (OfficeOperation *self);    /* transfer full */

G_END_DECLS
