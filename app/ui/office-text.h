/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-text-markup.h"

G_BEGIN_DECLS

/*
 * A block of a message: text that wraps, with emphasis, links and pills, to be selected and copied.
 * Signal "target-activated" (int kind, const char *target): an OfficeSpanKind that has a target was clicked.
 */
#define OFFICE_TYPE_TEXT (office_text_get_type ())
G_DECLARE_FINAL_TYPE (OfficeText, office_text, OFFICE, TEXT, GtkWidget)

GtkWidget *office_text_new (void);
void office_text_set_block (OfficeText *self, OfficeTextBlock *block);
char *office_text_dup_plain (OfficeText *self);     /* all of it */
char *office_text_dup_selection (OfficeText *self); /* nullable: nothing is selected */
void office_text_select (OfficeText *self, guint start, guint end); /* bytes of the block's text */
const OfficeSpan *office_text_pick_target (OfficeText *self, double x, double y); /* nullable, borrowed */
guint office_text_get_n_layout_passes (OfficeText *self); /* how often lines were broken since the text was set; for tests */

G_END_DECLS
