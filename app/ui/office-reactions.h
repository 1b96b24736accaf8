/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-message.h"

G_BEGIN_DECLS

/* The pills under a message: one for each emoji, and one more to add another. Hidden while there are none. */
#define OFFICE_TYPE_REACTIONS (office_reactions_get_type ())
G_DECLARE_FINAL_TYPE (OfficeReactions, office_reactions, OFFICE, REACTIONS, GtkWidget)

GtkWidget *office_reactions_new (GListModel *reactions); /* OfficeReaction; followed */

char **office_reactions_dup_recent (void);               /* two emoji: what this person used last */
void office_reactions_note_used (const char *emoji);

G_END_DECLS
