/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* A message that the host sends later, as it stood when it was read; a change of it is another object. */
#define OFFICE_TYPE_SCHEDULED (office_scheduled_get_type ())
G_DECLARE_FINAL_TYPE (OfficeScheduled, office_scheduled, OFFICE, SCHEDULED, GObject)

const char *office_scheduled_get_id (OfficeScheduled *self);
const char *office_scheduled_get_room_id (OfficeScheduled *self);
const char *office_scheduled_get_thread_id (OfficeScheduled *self); /* nullable */
const char *office_scheduled_get_task_id (OfficeScheduled *self);   /* nullable */
char *office_scheduled_dup_text (OfficeScheduled *self);            /* as it was typed; "" where there are only files */
gint64 office_scheduled_get_send_at (OfficeScheduled *self);        /* ms since 1970 */
gboolean office_scheduled_is_stranded (OfficeScheduled *self);       /* there is nowhere to send it any more */
const char *office_scheduled_get_problem (OfficeScheduled *self);   /* why it could not be sent; nullable */

gboolean office_session_schedule_message (OfficeSession *self, const OfficeOutgoing *outgoing, gint64 send_at, char **id, GError **error);
gboolean office_session_edit_scheduled (OfficeSession *self, const char *scheduled, const char *text, GPtrArray *files, gint64 send_at, GError **error); /* files: NULL: as before */
gboolean office_session_send_scheduled_now (OfficeSession *self, const char *scheduled, GError **error);
gboolean office_session_reroute_scheduled (OfficeSession *self, const char *scheduled, const char *room, GError **error); /* with its files; what is due is sent there now; says so */
gboolean office_session_cancel_scheduled (OfficeSession *self, const char *scheduled, GError **error); /* says so, with undo */

G_END_DECLS
