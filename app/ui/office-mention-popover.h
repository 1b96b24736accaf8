/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-person.h"

G_BEGIN_DECLS

/* The people whose names begin with what is typed after an @. It never has the focus: the text view hands it its keys. */
#define OFFICE_TYPE_MENTION_POPOVER (office_mention_popover_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMentionPopover, office_mention_popover, OFFICE, MENTION_POPOVER, GtkPopover)

GtkWidget *office_mention_popover_new (GtkTextView *view); /* to be given a parent */
void office_mention_popover_set_people (OfficeMentionPopover *self, GListModel *people); /* OfficePerson, nullable */
void office_mention_popover_update (OfficeMentionPopover *self); /* after the text or the cursor has changed */
gboolean office_mention_popover_press (OfficeMentionPopover *self, guint keyval); /* whether the key was for it */

G_END_DECLS
