/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What a message answers: who said it, and its first words as they are now. A button that goes there. */
#define OFFICE_TYPE_QUOTE_BLOCK (office_quote_block_get_type ())
G_DECLARE_FINAL_TYPE (OfficeQuoteBlock, office_quote_block, OFFICE, QUOTE_BLOCK, GtkButton)

GtkWidget *office_quote_block_new (OfficeSession *session, const char *message); /* its id */

G_END_DECLS
