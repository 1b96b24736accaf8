/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-text.h"

G_BEGIN_DECLS

/*
 * What is selected in the texts of one message, from anywhere in one to anywhere in another. Owned by the widget that they
 * are in, which gets the gestures.
 */
typedef struct _OfficeMessageSelection OfficeMessageSelection;

OfficeMessageSelection *office_message_selection_new (GtkWidget *widget); /* lives no longer than the widget */
void office_message_selection_free (OfficeMessageSelection *self);
void office_message_selection_add (OfficeMessageSelection *self, OfficeText *text); /* in reading order */
void office_message_selection_forget (OfficeMessageSelection *self);                /* all texts */
void office_message_selection_extend (OfficeMessageSelection *self, OfficeTextStep step, int direction);
void office_message_selection_select_all (OfficeMessageSelection *self);
char *office_message_selection_dup_text (OfficeMessageSelection *self); /* full, nullable: nothing is selected */

G_END_DECLS
