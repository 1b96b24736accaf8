/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-replica.h"
#include "office-socket.h"

G_BEGIN_DECLS

/* The line to the server: says hello, feeds the replica, sends its outbox, comes back by itself. */
#define OFFICE_TYPE_LINE (office_line_get_type ())
G_DECLARE_FINAL_TYPE (OfficeLine, office_line, OFFICE, LINE, GObject)

typedef enum {
  OFFICE_LINE_STOPPED,    /* told to, or for good: see get_problem (signed out, outdated, other certificate, replaced) */
  OFFICE_LINE_WAITING,    /* offline; tries again by itself */
  OFFICE_LINE_CONNECTING,
  OFFICE_LINE_GREETING,   /* hello sent */
  OFFICE_LINE_CATCHING_UP,
  OFFICE_LINE_LIVE,
} OfficeLineState;
GType office_line_state_get_type (void);
#define OFFICE_TYPE_LINE_STATE (office_line_state_get_type ())

OfficeLine *office_line_new (OfficeReplica *replica, OfficeSocket *socket, const char *token, OfficeClock *clock, OfficeRandom *random);
void office_line_set_token (OfficeLine *self, const char *token); /* nullable: there is none */
void office_line_watch_network (OfficeLine *self, GNetworkMonitor *monitor); /* optional: tries at once when the network changes */
void office_line_start (OfficeLine *self);
void office_line_stop (OfficeLine *self);
void office_line_try_now (OfficeLine *self); /* forget the back-off, and what the host has put off */
OfficeLineState office_line_get_state (OfficeLine *self); /* property "state", notifies */
const GError *office_line_get_problem (OfficeLine *self); /* why it is not live; nullable */
const GError *office_line_get_put_off (OfficeLine *self); /* why the host does not take now what is sent; nullable; "notify::put-off" */
void office_line_send_typing (OfficeLine *self, const char *room, const char *thread, const char *task); /* throttled to one in 3 s a room */
void office_line_watch (OfficeLine *self, const char *room); /* the room in view, NULL: none; also told on every new connection */
void office_line_find_async (OfficeLine *self, const OfficeFind *find, const char *mark, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *office_line_find_finish (OfficeLine *self, GAsyncResult *result, char **next, GError **error); /* OfficeRecord */
void office_line_history_async (OfficeLine *self, const char *room, gint64 before, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *office_line_history_finish (OfficeLine *self, GAsyncResult *result, GError **error); /* OfficeRecord */
void office_line_set_away (OfficeLine *self, gboolean away);
GError *office_line_make_outdated (gboolean here); /* OUTDATED, field "device" or "host": the side that is to be updated */
gint64 office_line_get_clock_offset (OfficeLine *self); /* host's clock minus ours, ms */

/*
 * signal "presence" (gboolean whole, GPtrArray of OfficePresence)
 * signal "typing" (const char *room, const char *thread, const char *task, const char *person); thread and task nullable
 * signal "seen" (const char *room, gboolean whole, GPtrArray of OfficeSeen): of the room that is watched
 */

G_END_DECLS
