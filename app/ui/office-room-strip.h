/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line below the header where a room is archived, or one that one has not joined: what that means, and the way out of it. */
#define OFFICE_TYPE_ROOM_STRIP (office_room_strip_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRoomStrip, office_room_strip, OFFICE, ROOM_STRIP, GtkWidget)

void office_room_strip_set_room (OfficeRoomStrip *self, OfficeRoom *room); /* nullable */
const char *office_room_strip_get_text (OfficeRoomStrip *self); /* NULL: it is not there */

G_END_DECLS
