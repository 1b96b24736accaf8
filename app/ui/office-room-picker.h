/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Chooses one of the rooms that one sees, with an entry that finds it. */
#define OFFICE_TYPE_ROOM_PICKER (office_room_picker_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRoomPicker, office_room_picker, OFFICE, ROOM_PICKER, AdwWindow)

/* Does what the room is chosen for. FALSE: why not is shown, and another can be chosen. */
typedef gboolean (*OfficeRoomPicked) (OfficeRoomPicker *picker, OfficeSession *session, const char *room, GError **error);

GtkWidget *office_room_picker_new (OfficeSession *session, const char *title, const char *hint, OfficeRoomPicked picked);
void office_room_picker_set_except (OfficeRoomPicker *self, const char *room); /* nullable: all are offered */

G_END_DECLS
