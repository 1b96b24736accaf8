/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * How one wants to have a room, and what can be done with it as a whole; for the dialog about a room. What leads elsewhere
 * closes the dialog and goes to the actions of its parent window.
 */
#define OFFICE_TYPE_ROOM_PREFERENCES (office_room_preferences_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRoomPreferences, office_room_preferences, OFFICE, ROOM_PREFERENCES, GtkWidget)

GtkWidget *office_room_preferences_new (OfficeSession *session, OfficeRoom *room);

G_END_DECLS
