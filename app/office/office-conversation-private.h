/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-conversation.h"
#include "office-record.h"

G_BEGIN_DECLS

typedef struct _OfficeSession OfficeSession;

OfficeConversation *office_conversation_new (OfficeSession *session, const char *room, const char *task);
void office_conversation_receive (OfficeConversation *self, GPtrArray *records); /* OfficeRecord of messages, of any room */
void office_conversation_refresh_refused (OfficeConversation *self);
void office_conversation_follow_task (OfficeConversation *self);

G_END_DECLS
