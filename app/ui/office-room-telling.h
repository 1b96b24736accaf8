/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What a room's tasks are called by, and which of their events are said in its conversation; each change acts at once. */
GtkWidget *office_room_telling_new (OfficeSession *session, OfficeRoom *room);

G_END_DECLS
