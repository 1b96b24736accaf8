/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-attachment.h"
#include "office-record.h"

G_BEGIN_DECLS

OfficeAttachment *office_attachment_new (const char *id, const char *name, gint64 size, const char *type,
                                         const char *hash);
const char *office_attachment_get_file_id (OfficeRecord *record);
OfficeAttachment *office_attachment_new_from_record (OfficeRecord *record); /* a `file`, or an `enclosure`, which has no author here */
OfficeAttachment *office_attachment_new_from_entry (
    JsonObject *entry); /* as message.send takes it; NULL: it says too little */
JsonObject *office_attachment_to_entry (OfficeAttachment *self);   /* full */
void office_attachment_set_state (OfficeAttachment *self, OfficeAttachmentState state, const char *problem);
void office_attachment_set_progress (OfficeAttachment *self, double progress);
void office_attachment_set_copied (OfficeAttachment *self, gint64 done, gint64 size); /* bytes, of one that is copied */
void office_attachment_be_copied (OfficeAttachment *self, const char *name, gint64 size, const char *type,
                                  const char *hash); /* it is what these say from now on */

G_END_DECLS
