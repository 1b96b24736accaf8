/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-task.h"

G_BEGIN_DECLS

/* A label's name on its hue. */
#define OFFICE_TYPE_LABEL_CHIP (office_label_chip_get_type ())
G_DECLARE_FINAL_TYPE (OfficeLabelChip, office_label_chip, OFFICE, LABEL_CHIP, GtkWidget)

GtkWidget *office_label_chip_new (void);
void office_label_chip_set_label (OfficeLabelChip *self, OfficeLabel *label); /* nullable; followed */

G_END_DECLS
