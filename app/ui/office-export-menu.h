/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As what the tasks of a room, "": mine, can be exported; activates win.export. full */
GMenuModel *office_export_menu_new (const char *room);

G_END_DECLS
