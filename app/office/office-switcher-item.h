/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-query.h"
#include "office-room.h"
#include "office-task.h"

G_BEGIN_DECLS

/* One place that the quick switcher offers, or one thing that the window can do. */
#define OFFICE_TYPE_SWITCHER_ITEM (office_switcher_item_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSwitcherItem, office_switcher_item, OFFICE, SWITCHER_ITEM, GObject)

typedef enum {
  OFFICE_SWITCHER_ROOM,
  OFFICE_SWITCHER_PERSON,
  OFFICE_SWITCHER_TASK,
  OFFICE_SWITCHER_COMMAND,
} OfficeSwitcherKind;

/* Under which heading it stands. */
typedef enum {
  OFFICE_SWITCHER_UNREAD,
  OFFICE_SWITCHER_RECENT,
  OFFICE_SWITCHER_ROOMS,
  OFFICE_SWITCHER_PEOPLE,
  OFFICE_SWITCHER_TASKS,
  OFFICE_SWITCHER_COMMANDS,
  OFFICE_SWITCHER_SEARCH, /* a command too: to look in what was said */
} OfficeSwitcherGroup;

OfficeSwitcherKind office_switcher_item_get_kind (OfficeSwitcherItem *self);
OfficeSwitcherGroup office_switcher_item_get_group (OfficeSwitcherItem *self);
const char *office_switcher_item_get_id (OfficeSwitcherItem *self); /* of the room, person or task; of a command its action */
const char *office_switcher_item_get_target (OfficeSwitcherItem *self); /* of a command; nullable */
const char *office_switcher_item_get_icon (OfficeSwitcherItem *self);   /* of a command */
const char *office_switcher_item_get_keys (OfficeSwitcherItem *self);   /* of a command: how it is pressed, for people; nullable */
const OfficeSnippet *office_switcher_item_get_title (OfficeSwitcherItem *self);
OfficeRoom *office_switcher_item_get_room (OfficeSwitcherItem *self);       /* the room, or that of the task; nullable */
OfficePerson *office_switcher_item_get_person (OfficeSwitcherItem *self);   /* nullable */
OfficeTask *office_switcher_item_get_task (OfficeSwitcherItem *self);       /* nullable */

/* What the window can do: title as in its menus, without a mnemonic. */
OfficeSwitcherItem *office_switcher_item_new_command (const char *action, const char *target, const char *title, const char *icon, const char *keys);

G_END_DECLS
