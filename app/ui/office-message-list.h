/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-message-row.h"

G_BEGIN_DECLS

/*
 * The windowed list of a conversation's messages. Properties "compact" (28 px avatars, no clamp), "at-bottom" (the newest
 * message is held in view) and "n-new" (how many have come below the view).
 * Signals "edit-requested" (OfficeMessage *), "quote-requested" (OfficeMessage *), "unread-requested" (OfficeMessage *), "changed" (after rows came or went), "moved" (the reader is elsewhere).
 */
#define OFFICE_TYPE_MESSAGE_LIST (office_message_list_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMessageList, office_message_list, OFFICE, MESSAGE_LIST, GtkWidget)

GtkWidget *office_message_list_new (void);
void office_message_list_set_conversation (OfficeMessageList *self, OfficeSession *session, OfficeConversation *conversation); /* both nullable */
gboolean office_message_list_is_at_bottom (OfficeMessageList *self);
guint office_message_list_get_n_new (OfficeMessageList *self);
void office_message_list_go_to_newest (OfficeMessageList *self);
gboolean office_message_list_show_message (OfficeMessageList *self, const char *id); /* FALSE: it is not in this conversation */
char *office_message_list_dup_position (OfficeMessageList *self, double *offset); /* nullable: the newest is in view */
gboolean office_message_list_show_position (OfficeMessageList *self, const char *id, double offset); /* as show_message, without marking it */
gboolean office_message_list_is_unread_above (OfficeMessageList *self); /* the first unread message lies above the view, or is not loaded */
void office_message_list_set_opened (OfficeMessageList *self, const char *id); /* nullable: whose thread is shown beside the list */
gboolean office_message_list_focus_message (OfficeMessageList *self, const char *id); /* FALSE: it is not loaded */
void office_message_list_focus_at (OfficeMessageList *self, double x, double y); /* the message there, or the newest in view */
void office_message_list_pass_letters (OfficeMessageList *self); /* the focus is in a message only because it must be somewhere */
gboolean office_message_list_passes_letters (OfficeMessageList *self); /* letters are not the keys of the message with the focus */
OfficeMessage *office_message_list_find_last_own (OfficeMessageList *self); /* nullable, borrowed: the newest of one's own that can be edited */
OfficeConversation *office_message_list_get_conversation (OfficeMessageList *self); /* nullable, borrowed */
guint office_message_list_get_n_rows (OfficeMessageList *self);
OfficeMessageRow *office_message_list_get_row (OfficeMessageList *self, guint index); /* nullable, borrowed */
GtkAdjustment *office_message_list_get_adjustment (OfficeMessageList *self); /* borrowed */

G_END_DECLS
