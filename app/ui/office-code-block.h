/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-text.h"

G_BEGIN_DECLS

/*
 * A block of code in a message: it scrolls sideways, its language's colors come after it was painted, a button copies all of
 * it, and of a long one only the beginning is shown until one asks for the rest.
 */
#define OFFICE_TYPE_CODE_BLOCK (office_code_block_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCodeBlock, office_code_block, OFFICE, CODE_BLOCK, GtkWidget)

GtkWidget *office_code_block_new (OfficeTextBlock *block);
OfficeText *office_code_block_get_text (OfficeCodeBlock *self);
gboolean office_code_block_is_colored (OfficeCodeBlock *self); /* whether its colors have come */

G_END_DECLS
