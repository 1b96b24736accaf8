/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-alerts.h"
#include "office-session-private.h"

G_BEGIN_DECLS

struct _OfficeAlerts {
  GObject parent_instance;

  OfficeSession *session;
  gboolean enabled;
  GStrv views;             /* nullable */
  gint64 begun;            /* ms, the host's time: when the line first came; 0: not yet. Nothing older is told */
  GHashTable *talks;       /* place → Talk: what was told and is not read, or is to be told */
  GHashTable *echoes;      /* message → Echo: what others reacted to and was not looked at */
  GHashTable *dealt;       /* room → seq up to which messages were looked at */
  GHashTable *shown;       /* ids of alerts on assignments and reminders that are shown */
  GHashTable *cleared;     /* places of which what an earlier run may have told was withdrawn */
  gboolean summed_up;      /* the alert on several talks is shown */
  guint timeout;           /* when something is to be told */
  guint reactions_timeout; /* when reactions are to be told */
  guint ring_timeout;      /* when the next reminder rings */
};

gboolean office_alerts_views (OfficeAlerts *self, const char *place);
gint64 office_alerts_get_seen_at (OfficeAlerts *self); /* ms: up to there the Activity page was looked at */
gboolean office_alerts_may_tell (OfficeAlerts *self, const char *place);
void office_alerts_tell (OfficeAlerts *self, OfficeAlert *alert); /* takes it */
void office_alerts_withdraw (OfficeAlerts *self, const char *id);
void office_alerts_withdraw_for_sure (OfficeAlerts *self, const char *id); /* shown or not */

/* ---- what is gathered before it is told ---- */
typedef struct {
  char *place;     /* a room, a thread or a task */
  gboolean unsaid; /* there is something that was not told */
  gint64 told_at;  /* monotonic; 0: never */
} OfficePending;

typedef gboolean (*OfficePendingFunc) (OfficeAlerts *self, const OfficePending *thing);
GPtrArray *office_alerts_take_due (OfficeAlerts *self, GHashTable *pending, gint64 interval, OfficePendingFunc may_tell,
                                   GCompareFunc compare, gint64 *wait);
char *office_alerts_shorten (const char *text, glong most); /* full */

/* ---- talks: messages of a room, a thread or a task ---- */
void office_alerts_take_message (OfficeAlerts *self, OfficeRecord *message);
void office_alerts_take_markers (OfficeAlerts *self);
void office_alerts_tell_talks (OfficeAlerts *self);
void office_alerts_clear_talk (OfficeAlerts *self, const char *place);
void office_alerts_drop_talk (OfficeAlerts *self, const char *place);
GHashTable *office_alerts_make_talks (void);

/* ---- reactions ---- */
void office_alerts_take_reaction (OfficeAlerts *self, OfficeRecord *reaction);
void office_alerts_tell_reactions (OfficeAlerts *self);
void office_alerts_drop_reactions (OfficeAlerts *self, const char *place, gint64 until);
GHashTable *office_alerts_make_echoes (void);

/* ---- reminders ---- */
void office_alerts_take_reminder (OfficeAlerts *self, OfficeRecord *reminder);
void office_alerts_look_at_reminders (OfficeAlerts *self);
gboolean office_alerts_is_outdated (OfficeAlerts *self, OfficeRecord *reminder);
GPtrArray *office_alerts_list_own (OfficeAlerts *self); /* OfficeRecord; full */
void office_alerts_word_due (OfficeAlerts *self, OfficeRecord *reminder, OfficeAlert *alert);
void office_alerts_take_task (OfficeAlerts *self);
void office_alerts_wait_for_reminders (OfficeAlerts *self); /* until somebody listens */

G_END_DECLS
