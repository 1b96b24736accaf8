/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Appends a section with what a new task of this column can be made like; nothing where the room has no templates. */
void office_template_menu_append (GMenu *menu, OfficeSession *session, const char *room, const char *column);
/* Each with the action on its id; full, NULL: there are none. */
GMenuModel *office_template_menu_new (OfficeSession *session, const char *room, const char *action);

G_END_DECLS
