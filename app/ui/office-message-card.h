/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* A message out of its conversation, as a row of a list: who, where and when, its first words. */
#define OFFICE_TYPE_MESSAGE_CARD (office_message_card_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMessageCard, office_message_card, OFFICE, MESSAGE_CARD, GtkListBoxRow)

GtkWidget *office_message_card_new (OfficeSession *session, OfficeMessage *message, gboolean with_room); /* with_room: says where it was said */
OfficeMessage *office_message_card_get_message (OfficeMessageCard *self); /* borrowed */
void office_message_card_open (OfficeMessageCard *self); /* where it was said: for the list's "row-activated" */
GtkWidget *office_message_card_add_button (OfficeMessageCard *self, const char *icon_name, const char *name); /* at its end; borrowed */

G_END_DECLS
