/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file of a message, of a task, or of a message that is being written. Its bytes may not be on this computer yet. */
#define OFFICE_TYPE_ATTACHMENT (office_attachment_get_type ())
G_DECLARE_FINAL_TYPE (OfficeAttachment, office_attachment, OFFICE, ATTACHMENT, GObject)

typedef enum {
  OFFICE_ATTACHMENT_REMOTE,   /* only on the host */
  OFFICE_ATTACHMENT_FETCHING, /* on its way here, or waiting for the line; see "progress" */
  OFFICE_ATTACHMENT_FAILED,   /* it did not come; see "problem" */
  OFFICE_ATTACHMENT_SENDING,  /* here, and on its way to the host, or waiting for the line; see "progress" */
  OFFICE_ATTACHMENT_HERE,
  OFFICE_ATTACHMENT_COPYING, /* of a message that is being written: it has no hash yet; see "progress" */
} OfficeAttachmentState;
GType office_attachment_state_get_type (void);
#define OFFICE_TYPE_ATTACHMENT_STATE (office_attachment_state_get_type ())

const char *office_attachment_get_id (OfficeAttachment *self);
const char *office_attachment_get_name (OfficeAttachment *self); /* as it can be shown: one line, nothing that deceives */
gint64 office_attachment_get_size (OfficeAttachment *self); /* bytes */
const char *office_attachment_get_media_type (OfficeAttachment *self);
const char *office_attachment_get_hash (OfficeAttachment *self); /* nullable: it is being copied */
gint64 office_attachment_get_at (OfficeAttachment *self); /* ms since 1970; 0: being written, or waiting */
const char *office_attachment_get_message_id (OfficeAttachment *self); /* that it came with; nullable */
const char *office_attachment_get_task_id (OfficeAttachment *self); /* that it was put on; nullable */
const char *office_attachment_get_author_id (OfficeAttachment *self); /* nullable: being written */
int office_attachment_get_width (OfficeAttachment *self);             /* of a picture, px; 0: not known */
int office_attachment_get_height (OfficeAttachment *self);
gboolean office_attachment_is_picture (OfficeAttachment *self);
gboolean office_attachment_is_program (OfficeAttachment *self); /* to be saved, never opened */
OfficeAttachmentState office_attachment_get_state (OfficeAttachment *self); /* "state" */
double office_attachment_get_progress (OfficeAttachment *self);             /* "progress": 0 to 1 */
const char *office_attachment_get_problem (OfficeAttachment *self);         /* "problem": one sentence; nullable */
void office_attachment_set_picture_size (OfficeAttachment *self, int width,
                                         int height); /* of one that is being written */

G_END_DECLS
