/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-reaction.h"
#include "office-task.h"
#include "office-thread.h"

G_BEGIN_DECLS

/* A message as windows show it. All properties notify. */
#define OFFICE_TYPE_MESSAGE (office_message_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMessage, office_message, OFFICE, MESSAGE, GObject)

typedef enum {
  OFFICE_DELIVERY_SENT,
  OFFICE_DELIVERY_SENDING, /* not acknowledged, for less than a second: shown as sent */
  OFFICE_DELIVERY_WAITING, /* offline, or slower */
  OFFICE_DELIVERY_REFUSED, /* see "refusal" */
} OfficeDelivery;
GType office_delivery_get_type (void);

const char *office_message_get_id (OfficeMessage *self);
const char *office_message_get_room_id (OfficeMessage *self);
OfficePerson *office_message_get_author (OfficeMessage *self);
const char *office_message_get_text (OfficeMessage *self);      /* "text": as sent, with mention links */
gint64 office_message_get_seq (OfficeMessage *self);            /* "seq"; 0 while waiting */
gint64 office_message_get_at (OfficeMessage *self);             /* "at", ms */
gboolean office_message_get_edited (OfficeMessage *self);       /* "edited" */
gboolean office_message_get_removed (OfficeMessage *self);      /* "removed" */
gboolean office_message_mentions_me (OfficeMessage *self);      /* "mentions-me" */
gboolean office_message_is_mine (OfficeMessage *self);
OfficeDelivery office_message_get_delivery (OfficeMessage *self); /* "delivery" */
const char *office_message_get_refusal (OfficeMessage *self);     /* "refusal": why, one sentence; nullable */
gboolean office_message_is_action (OfficeMessage *self);         /* "/me waves": the text says what the author does */
gboolean office_message_is_event (OfficeMessage *self);
const char *office_message_get_thread_id (OfficeMessage *self);   /* the message in whose thread it was said; nullable */
const char *office_message_get_quote_id (OfficeMessage *self);    /* the message that it answers; nullable */
GListModel *office_message_get_reactions (OfficeMessage *self);   /* "reactions": OfficeReaction; NULL while there never was one */
gint64 office_message_get_pinned_at (OfficeMessage *self);        /* "pinned", ms; 0: it is not */
OfficePerson *office_message_get_pinned_by (OfficeMessage *self); /* nullable */
gboolean office_message_get_saved (OfficeMessage *self);          /* "saved" by the person of this session */
gint64 office_message_get_remind_at (OfficeMessage *self);        /* "remind-at", ms: when they are reminded of it; 0: not */
OfficeThread *office_message_get_thread (OfficeMessage *self);    /* "thread": what was answered to it; nullable */
OfficeTask *office_message_get_task (OfficeMessage *self);        /* "task": made of this message; nullable */
const char *office_message_get_discussed_task (OfficeMessage *self); /* the task whose discussion it belongs to; nullable */

G_END_DECLS
