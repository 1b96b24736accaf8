/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-conversation.h"
#include "office-list.h"
#include "office-record.h"

G_BEGIN_DECLS

typedef struct _OfficeSession OfficeSession;

/*
 * What the list shows, oldest first:
 *
 *     root      of a thread, the message that it hangs on, while the range reaches the first reply
 *     placed    messages with a seq, a range without gaps of what the book has
 *     waiting   one's own that have none yet, in the order they were written
 *     refused   one's own that the host refused, until they are let go
 *
 * The last two stand there only while the range reaches the newest one. Every change makes these right and then tells the
 * list once; a message that gets its seq stays the same object and mostly in the same place.
 */
struct _OfficeConversation {
  GObject parent_instance;

  OfficeSession *session;
  char *room;
  char *task;          /* nullable */
  OfficeMessage *root; /* nullable: this is the thread of that message */
  GPtrArray *placed;
  GPtrArray *waiting;
  GPtrArray *refused;
  OfficeList *list;
  gint64 first_unread;
  char *first_unread_id; /* nullable */
  guint n_unread;        /* when it was opened */
  gboolean has_older;
  gboolean has_newer;
};

OfficeConversation *office_conversation_new (OfficeSession *session, const char *room, const char *task, OfficeMessage *root);
void office_conversation_receive (OfficeConversation *self, GPtrArray *records); /* OfficeRecord of messages, of any room */
void office_conversation_refresh_refused (OfficeConversation *self);
void office_conversation_follow_task (OfficeConversation *self);

/* ---- between the conversation's own files ---- */
gboolean office_conversation_wants (OfficeConversation *self, OfficeRecord *record);
void office_conversation_set_has_older (OfficeConversation *self, gboolean has_older);
void office_conversation_set_has_newer (OfficeConversation *self, gboolean has_newer);
void office_conversation_tell (OfficeConversation *self);
GPtrArray *office_conversation_read_after (OfficeConversation *self, gint64 after, guint limit);
gint64 office_conversation_get_oldest_seq (OfficeConversation *self); /* 0: nothing is placed */
gint64 office_conversation_get_newest_seq (OfficeConversation *self);
void office_conversation_load_newest (OfficeConversation *self, guint most);

G_END_DECLS
