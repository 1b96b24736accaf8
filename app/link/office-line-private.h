/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-line.h"

G_BEGIN_DECLS

/*
 * What the line does is a table of states and events (office-line-states.c); what it does with the host's frames stands in
 * office-line-frames.c.
 */
typedef enum {
  OFFICE_LINE_EVENT_START,
  OFFICE_LINE_EVENT_TRY,      /* the back-off is over, or the person or the network asks */
  OFFICE_LINE_EVENT_OPENED,
  OFFICE_LINE_EVENT_WELCOMED,
  OFFICE_LINE_EVENT_CAUGHT_UP,
  OFFICE_LINE_EVENT_LOST,     /* comes back by itself */
  OFFICE_LINE_EVENT_END,      /* does not */
} OfficeLineEvent;

#define OFFICE_LINE_PING_MS 25000
#define OFFICE_LINE_DEAD_MS 60000
#define OFFICE_LINE_BACK_OFF_LEAST_MS 1000
#define OFFICE_LINE_BACK_OFF_MOST_MS 60000
#define OFFICE_LINE_AWAY_MOST_MS 600000 /* a bye cannot send a client away for longer */
#define OFFICE_LINE_STEADY_MS 10000 /* live for so long, the line counts as good again */
#define OFFICE_LINE_TYPING_MS 3000
#define OFFICE_LINE_IN_FLIGHT 256
#define OFFICE_LINE_FRAME_BYTES (60 * 1024)
/* Records that are stored in a turn, some 4 ms. More than what a conversation takes for something that is being said: what was
 * missed is not to run through the room line by line. */
#define OFFICE_LINE_PIECE 40

struct _OfficeLine
{
  GObject parent_instance;

  OfficeReplica *replica;
  OfficeSocket *socket;
  char *token;             /* nullable: there is none, or … */
  gboolean token_told;     /* … not yet: a line that was started waits for it, connecting */
  OfficeClock *clock;
  OfficeRandom *random;
  GNetworkMonitor *monitor; /* nullable */

  OfficeLineState state;
  GError *problem;
  gboolean socket_in_use;  /* opened by us, "closed" still to come */
  gboolean socket_leaving; /* …and it is no longer this connection's */
  guint attempts;          /* since it was last live for a while */
  gint64 live_since;       /* monotonic, ms; -1: it is not */
  gint64 back_low;         /* what a bye asked for, ms; -1: nothing */
  gint64 back_high;
  guint try_source;
  guint watch_source;
  guint resume_source;     /* operations rest until then: the host asked for time */
  guint rests;
  GError *put_off;         /* why; nullable: the host takes what comes */
  gint64 last_heard;       /* monotonic, ms */
  gint64 last_sent;
  OfficeFrame *rest;       /* of the text that comes again: what is not stored of it; nullable */
  gint64 received_bytes;   /* of changes and pages on this connection */
  gint64 operations_limit;
  gint64 clock_offset;
  gboolean away;
  char *watched;           /* the room in view; nullable */
  GHashTable *questions;   /* gint64 * number → GTask: asked and not answered */
  gint64 last_question;
  GHashTable *typing;      /* room → monotonic time of the last frame */
};

void office_line_handle (OfficeLine *self, OfficeLineEvent event);
void office_line_set_put_off (OfficeLine *self, const GError *problem); /* nullable */
void office_line_resume (OfficeLine *self);                             /* what was put off goes now */
void office_line_lose (OfficeLine *self, GError *problem); /* takes it; nullable */
void office_line_end (OfficeLine *self, GError *problem);  /* takes it; nullable */
void office_line_send (OfficeLine *self, char *frame);     /* takes it */
void office_line_send_operations (OfficeLine *self);
void office_line_receive (OfficeLine *self, const char *text, gsize length);
guint office_line_jitter (OfficeLine *self, guint attempts, guint least);
void office_line_connect (OfficeLine *self);
void office_line_open_socket (OfficeLine *self);
void office_line_leave_socket (OfficeLine *self);
void office_line_notify_state (OfficeLine *self);
void office_line_emit_presence (OfficeLine *self, OfficeFrame *frame);
void office_line_emit_typing (OfficeLine *self, OfficeFrame *frame);
void office_line_emit_seen (OfficeLine *self, OfficeFrame *frame);
GHashTable *office_line_make_questions (void);
void office_line_receive_answer (OfficeLine *self, OfficeFrame *frame);
void office_line_forget_questions (OfficeLine *self);

G_END_DECLS
