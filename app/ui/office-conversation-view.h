/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A conversation with its composer and the line that tells who is writing: of a room, of a task, or of a thread.
 * Property "compact": narrow panes; smaller avatars and no clamp.
 */
#define OFFICE_TYPE_CONVERSATION_VIEW (office_conversation_view_get_type ())
G_DECLARE_FINAL_TYPE (OfficeConversationView, office_conversation_view, OFFICE, CONVERSATION_VIEW, GtkWidget)

GtkWidget *office_conversation_view_new (void);
void office_conversation_view_set_place (OfficeConversationView *self, OfficeSession *session, const char *room, const char *task);
gboolean office_conversation_view_set_thread (OfficeConversationView *self, OfficeSession *session, const char *message);
OfficeConversation *office_conversation_view_get_conversation (OfficeConversationView *self); /* nullable, borrowed */
void office_conversation_view_set_opened (OfficeConversationView *self, const char *id); /* nullable: whose thread is shown beside it */
gboolean office_conversation_view_focus_message (OfficeConversationView *self, const char *id); /* FALSE: it is not loaded */
void office_conversation_view_focus_composer (OfficeConversationView *self);
void office_conversation_view_expect_text (OfficeConversationView *self); /* though the focus is not where one writes */
void office_conversation_view_attach_files (OfficeConversationView *self); /* asks which */
void office_conversation_view_show_message (OfficeConversationView *self, const char *id);
void office_conversation_view_go_to_newest (OfficeConversationView *self);
char *office_conversation_view_dup_position (OfficeConversationView *self, double *offset); /* the message at the top; nullable: the newest is in view */
void office_conversation_view_show_position (OfficeConversationView *self, const char *id, double offset);

G_END_DECLS
