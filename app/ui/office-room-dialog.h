/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* A room: a new one, or all about one that is there. */
#define OFFICE_TYPE_ROOM_DIALOG (office_room_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRoomDialog, office_room_dialog, OFFICE, ROOM_DIALOG, AdwWindow)

GtkWidget *office_room_dialog_new (OfficeSession *session, OfficeRoom *room);

G_END_DECLS
