/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Who is in a room; of a private one also who comes and goes. */
#define OFFICE_TYPE_ROOM_PEOPLE_DIALOG (office_room_people_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRoomPeopleDialog, office_room_people_dialog, OFFICE, ROOM_PEOPLE_DIALOG, AdwWindow)

GtkWidget *office_room_people_dialog_new (OfficeSession *session, OfficeRoom *room);

G_END_DECLS
