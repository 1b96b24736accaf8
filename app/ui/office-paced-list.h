/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "office-frame-pacer.h"
#include "office-paced-item.h"

G_BEGIN_DECLS

/*
 * The first items of a model, each in an OfficePacedItem, for a list view that makes a row of each. It follows the model at once,
 * but where it is held: then piece by piece, one row each, so that they can be spread over frames (office-frame-pacer.h).
 */
#define OFFICE_TYPE_PACED_LIST (office_paced_list_get_type ())
G_DECLARE_FINAL_TYPE (OfficePacedList, office_paced_list, OFFICE, PACED_LIST, GObject)

OfficePacedList *office_paced_list_new (GListModel *model, guint size);
gpointer office_paced_list_get (OfficePacedList *self, guint position); /* what stands there; full; nullable */
void office_paced_list_set_size (OfficePacedList *self, guint size); /* most items of it */
guint office_paced_list_get_size (OfficePacedList *self);
void office_paced_list_hold (OfficePacedList *self, guint size);
OfficePace office_paced_list_catch_up (OfficePacedList *self); /* by one item */

G_END_DECLS
