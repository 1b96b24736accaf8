/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-effects.h"
#include "office-json.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Frames of office.v1 as text. PROTOCOL.md is the contract; these functions are its only reader and writer. */
#define OFFICE_PROTOCOL 1

typedef enum {
  OFFICE_FRAME_UNKNOWN, /* to be ignored */
  OFFICE_FRAME_HELLO,
  OFFICE_FRAME_OPERATIONS,
  OFFICE_FRAME_RECEIVED,
  OFFICE_FRAME_HISTORY,
  OFFICE_FRAME_FIND,
  OFFICE_FRAME_WATCH,
  OFFICE_FRAME_TYPING,
  OFFICE_FRAME_PRESENCE,
  OFFICE_FRAME_PING,
  OFFICE_FRAME_WELCOME,
  OFFICE_FRAME_PAGE,
  OFFICE_FRAME_CHANGES,
  OFFICE_FRAME_LIVE,
  OFFICE_FRAME_RESULTS,
  OFFICE_FRAME_ANSWER,
  OFFICE_FRAME_SEEN,
  OFFICE_FRAME_PONG,
  OFFICE_FRAME_BYE,
} OfficeFrameKind;

typedef struct {
  char *epoch;
  gint64 rev;
  char *tag;
} OfficeCursor;

OfficeCursor *office_cursor_new (const char *epoch, gint64 rev, const char *tag);
OfficeCursor *office_cursor_copy (const OfficeCursor *self);
void office_cursor_free (OfficeCursor *self);
gboolean office_cursor_equal (const OfficeCursor *a, const OfficeCursor *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeCursor, office_cursor_free)

typedef struct {
  char *id;
  gint64 rev;               /* 0 when refused */
  GError *problem;          /* nullable */
  GPtrArray *overwritten;   /* OfficeOverwritten, nullable */
} OfficeResult;
OfficeResult *office_result_new (const char *id, gint64 rev, GError *problem); /* takes problem */
void office_result_free (OfficeResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeResult, office_result_free)
char *office_result_to_json (OfficeResult *self); /* transfer full */
JsonNode *office_result_to_node (OfficeResult *self);
OfficeResult *office_result_new_from_object (JsonObject *object, GError **error);

typedef struct {
  char *scope;
  char *after; /* "next" of the last page stored */
} OfficePagesHeld;
OfficePagesHeld *office_pages_held_new (const char *scope, const char *after);
void office_pages_held_free (OfficePagesHeld *self);

typedef struct {
  char *person;
  char *state; /* here, away, offline */
} OfficePresence;
OfficePresence *office_presence_new (const char *person, const char *state);
void office_presence_free (OfficePresence *self);

typedef struct {
  char *person;
  gint64 seq; /* of the room's messages, up to which the person has read; 0: nothing */
} OfficeSeen;
OfficeSeen *office_seen_new (const char *person, gint64 seq);
void office_seen_free (OfficeSeen *self);

/* A search that the host answers. */
typedef struct {
  const char *text;          /* what is typed: office-query.h */
  const char *const *people; /* ids that from: means; nullable */
  const char *const *rooms;  /* ids that in: means; nullable */
  gint64 since, until;       /* ms: the days that the text means in the person's own calendar; 0 and G_MAXINT64: any */
} OfficeFind;

/* A parsed frame; only the members of its kind are set. */
typedef struct {
  OfficeFrameKind kind;
  /* hello; bye: what the host speaks, 0 when absent */
  gint64 protocol;
  char *token, *device, *agent, *model, *replica;
  OfficeCursor *cursor; /* hello, nullable; welcome: epoch, head, tag; changes: rev, tag (epoch NULL) */
  char **scopes;        /* hello */
  GPtrArray *pages;     /* hello: OfficePagesHeld */
  /* operations, results */
  GPtrArray *operations; /* JsonObject, so that one malformed operation is refused alone */
  GPtrArray *results;    /* OfficeResult */
  /* received */
  gint64 rev, bytes; /* rev also: live, pong (head) */
  /* history, find, answer */
  gint64 number, before, limit;
  char *room, *person; /* history, watch, typing, seen */
  char *thread, *task; /* typing, nullable */
  /* find */
  char *query, *mark;  /* mark: nullable */
  char **in, **from;   /* ids; never NULL there */
  gint64 since, until; /* 0 and OFFICE_LIMIT_INTEGER when absent */
  char *state;         /* presence of a client */
  /* welcome */
  char *office_id, *office_name, *you, *version;
  char *web_address; /* nullable */
  char **drop, **gained; /* welcome, changes; never NULL there */
  gboolean reset;
  gint64 time, frame_limit, unreceived_limit, operations_limit, file_limit;
  /* page, changes, answer; next also: answer, nullable */
  char *scope, *next;
  gboolean last;
  gint64 after;
  GPtrArray *records; /* OfficeRecord */
  /* presence of the host, seen */
  gboolean whole;
  GPtrArray *people; /* OfficePresence, OfficeSeen */
  /* answer, bye */
  GError *problem;
  gint64 back_low, back_high; /* bye: ms, -1 when absent */
} OfficeFrame;

/* Checks size (limit), UTF-8, depth and form before and after parsing; 413 or 422 that names the member. */
OfficeFrame *office_frame_parse (const char *text, gsize length, gsize limit, GError **error);
void office_frame_free (OfficeFrame *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeFrame, office_frame_free)

/* Writers; each gives the text, transfer full. `bodies`: const char* record bodies, put in as they are. */
char *office_frame_hello (const char *token, const char *device, const char *agent, const OfficeCursor *cursor, const char *const *scopes, GPtrArray *pages);
char *office_frame_operations (GPtrArray *operations); /* OfficeOperation */
char *office_frame_received (gint64 rev, gint64 bytes);
char *office_frame_history (gint64 number, const char *room, gint64 before, gint64 limit);
char *office_frame_find (gint64 number, const OfficeFind *find, const char *mark, gint64 limit); /* mark NULL: from the newest */
char *office_frame_watch (const char *room); /* NULL: none */
char *office_frame_typing (const char *room, const char *thread, const char *task, const char *person); /* person NULL: a client's */
char *office_frame_state (const char *state);                     /* a client's presence */
char *office_frame_ping (void);
char *office_frame_welcome (const char *office_id, const char *office_name, const char *you, const OfficeCursor *head, gboolean reset, const char *const *drop, const char *const *gained, gint64 time, const char *version, gint64 file_limit, const char *web_address); /* web_address: nullable */
char *office_frame_page (const char *scope, GPtrArray *bodies, const char *next, gboolean last);
char *office_frame_changes (gint64 after, gint64 rev, const char *tag, GPtrArray *bodies, const char *const *gained, const char *const *drop);
char *office_frame_live (gint64 rev);
char *office_frame_results (GPtrArray *results); /* OfficeResult */
char *office_frame_answer (gint64 number, GPtrArray *bodies, const char *next, const GError *problem);
char *office_frame_seen (const char *room, gboolean whole, GPtrArray *people); /* OfficeSeen */
char *office_frame_presence (gboolean whole, GPtrArray *people);
char *office_frame_pong (gint64 head);
char *office_frame_bye (const GError *problem, gint64 back_low, gint64 back_high); /* -1, -1: none */

/* RFC 9457 */
char *office_problem_to_json (const GError *error); /* any error: one that is no OFFICE_PROBLEM becomes 500 without its inner words */
GError *office_problem_from_object (JsonObject *object);

G_END_DECLS
