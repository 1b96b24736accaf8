/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * A message in the list, with the dividers that stand over it. Its actions are "message.…"; those that need more than the
 * message are signals: "edit-requested", "quote-requested", "unread-requested".
 */
#define OFFICE_TYPE_MESSAGE_ROW (office_message_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMessageRow, office_message_row, OFFICE, MESSAGE_ROW, GtkWidget)

GtkWidget *office_message_row_new (int avatar_size);
OfficeMessage *office_message_row_get_message (OfficeMessageRow *self); /* borrowed; nullable */
void office_message_row_set_message (OfficeMessageRow *self, OfficeSession *session,
                                     OfficeMessage *message); /* both nullable: nothing */
gboolean office_message_row_get_first (OfficeMessageRow *self);
void office_message_row_set_first (OfficeMessageRow *self, gboolean first); /* of its author's group: with avatar, author and time */
const char *office_message_row_get_day (OfficeMessageRow *self);
void office_message_row_set_day (OfficeMessageRow *self, const char *day); /* nullable: no divider */
gboolean office_message_row_get_unread (OfficeMessageRow *self);
void office_message_row_set_unread (OfficeMessageRow *self, gboolean unread); /* the line over the first unread one */
GtkWidget *office_message_row_get_body (OfficeMessageRow *self); /* what stays in place when dividers and header above it come or go */
void office_message_row_set_replies (OfficeMessageRow *self, const char *count); /* nullable: the line over the first answer of a thread */
void office_message_row_set_in_thread (OfficeMessageRow *self, gboolean in_thread); /* it stands in its thread: no summary of that */
void office_message_row_set_opened (OfficeMessageRow *self, gboolean opened);       /* its thread is shown beside it */
void office_message_row_set_found (OfficeMessageRow *self, gboolean found);
void office_message_row_put_bar (OfficeMessageRow *self, GtkWidget *bar); /* an OfficeHoverBar, shown over this row */
void office_message_row_take_bar (OfficeMessageRow *self, GtkWidget *bar);

G_END_DECLS
