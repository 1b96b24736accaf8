/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-message.h"
#include "office-record.h"

G_BEGIN_DECLS

OfficeMessage *office_message_new (const char *id, const char *room, const char *task, OfficePerson *author);
void office_message_update (OfficeMessage *self, OfficeRecord *record);
void office_message_set_draft (OfficeMessage *self, const char *text, gint64 at); /* of one that the book no longer has: refused */
void office_message_set_mentions_me (OfficeMessage *self, gboolean mentions_me);
void office_message_set_delivery (OfficeMessage *self, OfficeDelivery delivery, const char *refusal);
void office_message_set_task (OfficeMessage *self, OfficeTask *task);
const char *office_message_get_discussed_task (OfficeMessage *self); /* the task whose discussion it belongs to; nullable */
void office_message_set_thread_id (OfficeMessage *self, const char *thread); /* nullable */
void office_message_set_quote_id (OfficeMessage *self, const char *quote);   /* nullable */
void office_message_set_reactions (OfficeMessage *self, GPtrArray *reactions); /* OfficeReaction */
void office_message_set_pinned (OfficeMessage *self, gint64 at, OfficePerson *by); /* 0, nullable */
void office_message_set_saved (OfficeMessage *self, gboolean saved);
void office_message_set_remind_at (OfficeMessage *self, gint64 at);
void office_message_set_removing (OfficeMessage *self, gboolean removing); /* it was deleted, which may still be undone */
void office_message_set_thread (OfficeMessage *self, OfficeThread *thread);   /* nullable */

G_END_DECLS
