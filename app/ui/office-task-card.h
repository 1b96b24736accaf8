/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* A task on a board: labels, title and what is known of it. It follows its task by itself. */
#define OFFICE_TYPE_TASK_CARD (office_task_card_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskCard, office_task_card, OFFICE, TASK_CARD, GtkWidget)

GtkWidget *office_task_card_new (OfficeSession *session, OfficeTask *task);
OfficeTask *office_task_card_get_task (OfficeTaskCard *self);
void office_task_card_set_selected (OfficeTaskCard *self, gboolean selected); /* its pane is open */

G_END_DECLS
