/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * A label of a room: its name, its hue, and taking it away; each acts at once.
 * signal "closed" (): the person is through with it
 */
#define OFFICE_TYPE_LABEL_EDITOR (office_label_editor_get_type ())
G_DECLARE_FINAL_TYPE (OfficeLabelEditor, office_label_editor, OFFICE, LABEL_EDITOR, GtkWidget)

GtkWidget *office_label_editor_new (OfficeSession *session);
void office_label_editor_set_label (OfficeLabelEditor *self, OfficeLabel *label); /* the cursor goes into its name */

G_END_DECLS
