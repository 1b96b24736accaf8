/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * How one wants to have a room, as actions with states for its menus and dialogs: favourite, muted (on or off), level ("all",
 * "mentions", "none"), group (its name; "" for none). They follow the room. What fails is told as a notice of the session.
 */
GActionGroup *office_room_actions_new (OfficeSession *session, OfficeRoom *room); /* full */
GMenuModel *office_room_actions_create_menu (OfficeSession *session, OfficeRoom *room); /* of the group "room" and the window's; full */

G_END_DECLS
