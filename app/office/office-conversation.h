/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-message.h"

G_BEGIN_DECLS

/*
 * A window onto a room's (or a task's, or a thread's) messages: a GListModel of OfficeMessage, oldest first, that holds a contiguous
 * range. It starts with the newest 16; waiting messages stand at the end. One items-changed a batch.
 */
#define OFFICE_TYPE_CONVERSATION (office_conversation_get_type ())
G_DECLARE_FINAL_TYPE (OfficeConversation, office_conversation, OFFICE, CONVERSATION, GObject)

#define OFFICE_CONVERSATION_FIRST 12 /* about a screen; every one counts in a window's first frame, and more come where it stays empty */
#define OFFICE_CONVERSATION_MOST 100 /* that a list keeps, if the view does not need more */

const char *office_conversation_get_room_id (OfficeConversation *self);
const char *office_conversation_get_task_id (OfficeConversation *self);  /* nullable */
OfficeMessage *office_conversation_get_root (OfficeConversation *self);  /* nullable: the message whose thread it is; leads the list */
const char *office_conversation_get_thread_id (OfficeConversation *self); /* nullable: its id */
gboolean office_conversation_has_older (OfficeConversation *self);       /* property "has-older" */
gboolean office_conversation_has_newer (OfficeConversation *self);       /* property "has-newer": the newest were trimmed */
guint office_conversation_load_older (OfficeConversation *self, guint n); /* inserted at 0; how many came */
guint office_conversation_load_newer (OfficeConversation *self, guint n); /* appended */
void office_conversation_trim (OfficeConversation *self, gboolean newest, guint keep); /* drops from that end until `keep` are left */
void office_conversation_go_to_newest (OfficeConversation *self);         /* back to the newest 16, if they were trimmed */
guint office_conversation_go_to (OfficeConversation *self, const char *message_id); /* loads the range round it; its index or GTK_INVALID (G_MAXUINT) */
gint64 office_conversation_get_first_unread (OfficeConversation *self);   /* property "first-unread": seq of the first unread one when the room was opened, or divided; 0: none */
const char *office_conversation_get_first_unread_id (OfficeConversation *self); /* nullable: that message */
guint office_conversation_get_n_unread (OfficeConversation *self); /* of a room, then */
void office_conversation_divide (OfficeConversation *self);        /* what came was not looked at: the first unread anew */
void office_conversation_divide_anew (OfficeConversation *self);   /* where it was read was set back */
void office_conversation_mark_read (OfficeConversation *self);            /* up to the newest loaded */

G_END_DECLS
