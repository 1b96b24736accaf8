/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of text that runs from the top to the bottom. */
#define OFFICE_TYPE_TURNED_LABEL (office_turned_label_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTurnedLabel, office_turned_label, OFFICE, TURNED_LABEL, GtkWidget)

void office_turned_label_set_text (OfficeTurnedLabel *self, const char *text);

G_END_DECLS
