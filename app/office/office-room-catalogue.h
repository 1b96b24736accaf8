/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/*
 * All rooms of an office but direct ones, also archived ones and those that one has not joined: a GListModel of OfficeRoom.
 * By name, the archived last; with a text, those whose name or topic matches it, the best first.
 */
#define OFFICE_TYPE_ROOM_CATALOGUE (office_room_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRoomCatalogue, office_room_catalogue, OFFICE, ROOM_CATALOGUE, GObject)

OfficeRoomCatalogue *office_room_catalogue_new (OfficeSession *session);
void office_room_catalogue_set_text (OfficeRoomCatalogue *self, const char *text);

G_END_DECLS
