/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task.h"

G_BEGIN_DECLS

/* When a task is due: a calendar and a word, red when late, amber today. Hides itself while there is no date. */
#define OFFICE_TYPE_DUE_CHIP (office_due_chip_get_type ())
G_DECLARE_FINAL_TYPE (OfficeDueChip, office_due_chip, OFFICE, DUE_CHIP, GtkWidget)

GtkWidget *office_due_chip_new (void);
void office_due_chip_set_task (OfficeDueChip *self, OfficeTask *task); /* nullable; followed */

G_END_DECLS
