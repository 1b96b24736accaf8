/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-list.h"
#include "office-room-private.h"

G_BEGIN_DECLS

/* What the files of OfficeRoom share, and nobody else looks into. */
struct _OfficeRoom {
  GObject parent_instance;

  char *id;
  char *given_name; /* of the record; NULL for a direct room */
  char *name;
  char *collation;
  char *topic;
  char *key;
  char *former_keys;
  char *description;
  char *group;
  char *typing;
  gboolean drafting; /* a message to it is being written */
  OfficeRoomVisibility visibility;
  OfficeList *people;
  OfficeList *members;
  OfficePerson *partner;
  guint unread;
  guint mentions;
  gint64 last_at;
  gboolean says_completed;
  gboolean says_assigned;
  gboolean says_overdue;
  gboolean archived;
  gboolean joined;
  gboolean favourite;
  gboolean muted;
  OfficeRoomLevel level;
  gboolean present; /* the book has it */
};

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_TOPIC,
  PROP_KEY,
  PROP_FORMER_KEYS,
  PROP_VISIBILITY,
  PROP_UNREAD,
  PROP_MENTIONS,
  PROP_PEOPLE,
  PROP_N_PEOPLE,
  PROP_PARTNER,
  PROP_TYPING,
  PROP_DRAFTING,
  PROP_ARCHIVED,
  PROP_DESCRIPTION,
  PROP_N_MEMBERS,
  PROP_JOINED,
  PROP_FAVOURITE,
  PROP_MUTED,
  PROP_LEVEL,
  PROP_GROUP,
  PROP_SAYS_COMPLETED,
  PROP_SAYS_ASSIGNED,
  PROP_SAYS_OVERDUE,
  N_PROPS
};

void office_room_notify (OfficeRoom *self, guint property); /* one of the above */
void office_room_set_text (OfficeRoom *self, char **place, const char *value, guint property); /* value: copied; nullable */
void office_room_set_flag (OfficeRoom *self, gboolean *place, gboolean value, guint property);
OfficeRoomLevel office_room_level_from_text (const char *text); /* nullable */

/* office-room-names.c: a direct room is called by its people */
void office_room_refresh_name (OfficeRoom *self);
void office_room_refresh_partner (OfficeRoom *self);
void office_room_watch_names (OfficeRoom *self, gboolean watch);

G_END_DECLS
