/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Rooms and talks with people to choose from, several at once, with an entry that finds them. Signal "changed": the choice. */
#define OFFICE_TYPE_ROOM_CHOOSER (office_room_chooser_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRoomChooser, office_room_chooser, OFFICE, ROOM_CHOOSER, GtkWidget)

GtkWidget *office_room_chooser_new (OfficeSession *session);
char **office_room_chooser_dup_chosen (OfficeRoomChooser *self); /* ids, in the order of the list */
GtkWidget *office_room_chooser_get_entry (OfficeRoomChooser *self); /* borrowed */

GtkWidget *office_room_lead_new (OfficeRoom *room); /* the icon or avatar before its name */

G_END_DECLS
