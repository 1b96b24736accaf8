/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * A task on a board: cover, labels, title and what is known of it. It follows its task by itself, and can be given another
 * one, so that a long column needs no more cards than are seen.
 * signal "picked" (GdkModifierType state): it was clicked with Ctrl or Shift held, or Space was pressed.
 */
#define OFFICE_TYPE_TASK_CARD (office_task_card_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskCard, office_task_card, OFFICE, TASK_CARD, GtkWidget)

GtkWidget *office_task_card_new (OfficeSession *session, OfficeTask *task); /* task nullable */
OfficeTask *office_task_card_get_task (OfficeTaskCard *self);              /* nullable */
void office_task_card_set_task (OfficeTaskCard *self, OfficeTask *task);
void office_task_card_set_selected (OfficeTaskCard *self, gboolean selected); /* its pane is open */
void office_task_card_set_picked (OfficeTaskCard *self, gboolean picked);     /* one of those that something is done with */
void office_task_card_show_menu (OfficeTaskCard *self, double x, double y);
void office_task_card_announce (OfficeTaskCard *self, const char *words); /* for screen readers: what has just happened to it */

G_END_DECLS
