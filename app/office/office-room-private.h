/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-list.h"
#include "office-record.h"
#include "office-room.h"

G_BEGIN_DECLS

OfficeRoom *office_room_new (const char *id);
void office_room_update (OfficeRoom *self, OfficeRecord *record);
void office_room_set_people (OfficeRoom *self, GPtrArray *people); /* OfficePerson, sorted; gives a direct room its name */
void office_room_set_counts (OfficeRoom *self, guint unread, guint mentions);
void office_room_set_last_at (OfficeRoom *self, gint64 at); /* of its newest message, ms; the larger stays */
void office_room_set_typing (OfficeRoom *self, const char *text); /* who write now; nullable */
void office_room_set_members (OfficeRoom *self, GPtrArray *members, gboolean joined); /* OfficePerson, sorted; joined: one is among them */
void office_room_set_preference (OfficeRoom *self, OfficeRecord *record); /* NULL: none */
void office_room_set_drafting (OfficeRoom *self, gboolean drafting);
void office_room_set_present (OfficeRoom *self, gboolean present);
gboolean office_room_is_present (OfficeRoom *self);
int office_room_compare (gconstpointer a, gconstpointer b);         /* of OfficeRoom**; by name, then id */
int office_room_compare_newest (gconstpointer a, gconstpointer b);  /* newest talk first, then as above */

G_END_DECLS
