/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The last line of a card: what is known of its task in signs and numbers, and whose it is. Hidden where nothing is. */
#define OFFICE_TYPE_CARD_MARKS (office_card_marks_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCardMarks, office_card_marks, OFFICE, CARD_MARKS, GtkWidget)

GtkWidget *office_card_marks_new (OfficeSession *session);
void office_card_marks_set_task (OfficeCardMarks *self, OfficeTask *task); /* nullable */
void office_card_marks_update (OfficeCardMarks *self);                     /* after the task has changed */
GListModel *office_card_marks_get_files (OfficeCardMarks *self);           /* OfficeAttachment of the task; nullable */
gboolean office_card_marks_is_blocked (OfficeCardMarks *self);             /* another task comes first */

G_END_DECLS
