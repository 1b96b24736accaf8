/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"
#include "office-text.h"

G_BEGIN_DECLS

/*
 * What a message says: its blocks of text and code, one below the other; what is selected may go over several.
 * Signal "target-activated" (int kind, const char *target): as of OfficeText.
 */
#define OFFICE_TYPE_MESSAGE_BODY (office_message_body_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMessageBody, office_message_body, OFFICE, MESSAGE_BODY, GtkWidget)

GtkWidget *office_message_body_new (void);
void office_message_body_set_session (OfficeMessageBody *self, OfficeSession *session); /* nullable; before the text */
void office_message_body_set_text (OfficeMessageBody *self, const char *text,
                                   const char *aside); /* aside: nullable, said after it */
void office_message_body_set_removed (OfficeMessageBody *self);
void office_message_body_extend_selection (OfficeMessageBody *self, OfficeTextStep step, int direction);
void office_message_body_bind_selection (GtkWidgetClass *widget_class, GtkShortcutFunc extend); /* Shift with arrows */
char *office_message_body_dup_selection (OfficeMessageBody *self);                   /* nullable */
char *office_message_body_dup_link_at (OfficeMessageBody *self, double x, double y); /* nullable: the address there */

G_END_DECLS
