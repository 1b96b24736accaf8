/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An office's square: the initials of its name on the accent. Decoration: the name stands beside it. */
#define OFFICE_TYPE_TILE (office_tile_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTile, office_tile, OFFICE, TILE, GtkWidget)

GtkWidget *office_tile_new (const char *name);
void office_tile_set_name (OfficeTile *self, const char *name);

G_END_DECLS
