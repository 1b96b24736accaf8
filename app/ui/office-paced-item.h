/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A place in an OfficePacedList: what stands there may be another from one frame to the next ("notify::item"). */
#define OFFICE_TYPE_PACED_ITEM (office_paced_item_get_type ())
G_DECLARE_FINAL_TYPE (OfficePacedItem, office_paced_item, OFFICE, PACED_ITEM, GObject)

OfficePacedItem *office_paced_item_new (gpointer item);
gpointer office_paced_item_get_item (OfficePacedItem *self); /* none */
void office_paced_item_set_item (OfficePacedItem *self, gpointer item);

G_END_DECLS
