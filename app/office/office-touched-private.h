/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session-private.h"

G_BEGIN_DECLS

/* What one batch touches, besides the objects it changes themselves. */
typedef struct {
  gboolean many;         /* it is part of what was missed, and not what is being said */
  gboolean people;       /* somebody came, or changed name or role */
  gboolean rooms;        /* a room came, went, or belongs elsewhere in the lists */
  gboolean directs;      /* something was said in a direct room */
  GHashTable *members;   /* ids of rooms whose members changed */
  GHashTable *columns;   /* ids of rooms whose columns changed */
  GHashTable *labels;    /* ids of rooms whose labels changed */
  GHashTable *tasks;     /* ids of rooms whose tasks changed */
  GHashTable *steps;     /* ids of tasks whose steps changed */
  GHashTable *talks;     /* ids of tasks whose discussion changed */
  GHashTable *threads;   /* ids of messages to which something was answered, or whose answers were read */
  GHashTable *reactions; /* ids of messages under which something was put or taken away */
  GHashTable *pins;      /* ids of rooms where something was pinned or is not any more */
  gboolean unreacted;    /* something was taken away, from whichever message */
  gboolean saved;        /* messages were saved, or are not any more */
  gboolean reminders;    /* reminders came, went or changed */
  GHashTable *sources;   /* ids of messages whose task may be another */
  GHashTable *moved;     /* ids of tasks whose discussion is in another room, or numbered anew */
  GPtrArray *messages;   /* OfficeRecord */
} OfficeTouched;

void office_touched_init (OfficeTouched *self);
void office_touched_clear (OfficeTouched *self);
void office_touched_note (GHashTable *set, const char *id); /* id: nullable: nothing is noted */
GHashTable *office_touched_make_set (void);                 /* of ids; full */
const char *office_touched_get_room (OfficeRecord *record); /* whose scope it is in; nullable */

/* ---- a batch: records onto objects, and what follows from it ---- */
void office_session_take (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched);
void office_session_refresh_touched (OfficeSession *self, OfficeTouched *touched);

/* ---- lists ---- */
void office_session_list_people (OfficeSession *self);
void office_session_list_rooms (OfficeSession *self);
void office_session_refresh_members (OfficeSession *self, OfficeTouched *touched);
void office_session_look_at_last_words (OfficeSession *self, OfficeRoom *room);
void office_session_count (OfficeSession *self, OfficeRoom *room); /* what is unread there */

G_END_DECLS
