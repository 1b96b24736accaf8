/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GListModel that is told its whole new content and says what is different, in one items-changed. */
#define OFFICE_TYPE_LIST (office_list_get_type ())
G_DECLARE_FINAL_TYPE (OfficeList, office_list, OFFICE, LIST, GObject)

OfficeList *office_list_new (GType item_type);
gboolean office_list_set (OfficeList *self, GPtrArray *items);
guint office_list_get_length (OfficeList *self);
gpointer office_list_peek (OfficeList *self, guint index);
void office_list_forward (OfficeList *self, GListModel *owner);

G_END_DECLS
