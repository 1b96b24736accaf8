/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"

G_BEGIN_DECLS

/* A room as windows show it. All properties notify. */
#define OFFICE_TYPE_ROOM (office_room_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRoom, office_room, OFFICE, ROOM, GObject)

/* Of what is said in a room, what one wants to be told. */
typedef enum { OFFICE_ROOM_LEVEL_ALL, OFFICE_ROOM_LEVEL_MENTIONS, OFFICE_ROOM_LEVEL_NONE } OfficeRoomLevel;
GType office_room_level_get_type (void);
const char *office_room_level_to_text (OfficeRoomLevel level); /* NULL: all, which needs no words */

typedef enum { OFFICE_ROOM_PUBLIC, OFFICE_ROOM_PRIVATE, OFFICE_ROOM_DIRECT } OfficeRoomVisibility;
GType office_room_visibility_get_type (void);

const char *office_room_get_id (OfficeRoom *self);
const char *office_room_get_name (OfficeRoom *self);       /* "name": of a direct room the other people's names */
const char *office_room_get_topic (OfficeRoom *self);      /* "topic", nullable */
const char *office_room_get_key (OfficeRoom *self);        /* "key": short ids of its tasks begin with it; nullable */
const char *office_room_get_former_keys (OfficeRoom *self); /* "former-keys": that it had, "OLD OLDER"; nullable */
OfficeRoomVisibility office_room_get_visibility (OfficeRoom *self); /* "visibility" */
guint office_room_get_unread (OfficeRoom *self);           /* "unread" */
guint office_room_get_mentions (OfficeRoom *self);         /* "mentions"; in a direct room every unread message */
GListModel *office_room_get_people (OfficeRoom *self);     /* "people": OfficePerson who may see it, me included */
guint office_room_get_n_people (OfficeRoom *self);         /* "n-people" */
OfficePerson *office_room_get_partner (OfficeRoom *self);  /* "partner": the one other person of a direct room of two; nullable */
const char *office_room_get_typing (OfficeRoom *self);     /* "typing": "Mei is writing…", translated; nullable */
gboolean office_room_get_drafting (OfficeRoom *self);      /* "drafting": a message to it is being written */
gboolean office_room_get_archived (OfficeRoom *self);      /* "archived" */
const char *office_room_get_description (OfficeRoom *self); /* "description", nullable */
GListModel *office_room_get_members (OfficeRoom *self);    /* OfficePerson, by name: who have joined; a public room may be seen by more */
guint office_room_get_n_members (OfficeRoom *self);        /* "n-members" */
gboolean office_room_get_joined (OfficeRoom *self);        /* "joined": one is a member, and not only may see it */

/* ---- which events of its tasks are said in its conversation ---- */
gboolean office_room_get_says_completed (OfficeRoom *self); /* "says-completed": done, and done no more */
gboolean office_room_get_says_assigned (OfficeRoom *self); /* "says-assigned" */
gboolean office_room_get_says_overdue (OfficeRoom *self);  /* "says-overdue" */

/* ---- how one wants to have it ---- */
gboolean office_room_get_favourite (OfficeRoom *self);     /* "favourite" */
gboolean office_room_get_muted (OfficeRoom *self);         /* "muted" */
OfficeRoomLevel office_room_get_level (OfficeRoom *self);  /* "level" */
const char *office_room_get_group (OfficeRoom *self);      /* "group", nullable */

G_END_DECLS
