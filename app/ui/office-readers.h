/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-conversation.h"
#include "office-session.h"

G_BEGIN_DECLS

/*
 * Who of the others has read the newest message of a room's conversation: a few faces and how many; pressed, their names.
 * It stands where it takes no room from anything, and is not there while nobody has, or where it is not to be known.
 */
#define OFFICE_TYPE_READERS (office_readers_get_type ())
G_DECLARE_FINAL_TYPE (OfficeReaders, office_readers, OFFICE, READERS, GtkWidget)

GtkWidget *office_readers_new (void);
void office_readers_set_conversation (OfficeReaders *self, OfficeSession *session, OfficeConversation *conversation); /* both nullable */
GtkWidget *office_readers_new_popover (OfficeSession *session, OfficeMessage *message); /* floating: who has read this message of the watched room */

G_END_DECLS
