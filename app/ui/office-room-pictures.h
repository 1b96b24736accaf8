/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* All pictures of the room that a picture was sent to, however old: OfficeAttachment, the oldest first; live. */
GListModel *office_room_pictures_new (OfficeSession *session,
                                      OfficeAttachment *picture); /* full; NULL: it is in no room */
guint office_room_pictures_find (GListModel *pictures,
                                 OfficeAttachment *picture); /* GTK_INVALID_LIST_POSITION: not there */

G_END_DECLS
