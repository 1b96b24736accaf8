/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * A text that is edited where it stands. It is given back when the focus leaves it, or on Enter where it holds one line;
 * Esc takes the changes back. While somebody types, a text set from outside waits.
 * With the property "rich" it is read with its marks drawn, and a click or Enter edits it.
 * signal "committed" (const char *text, const char *base) → gboolean: changed and done; base is what the person began
 * with. FALSE: not taken, it stays there to be corrected.
 * signal "draft" (const char *text, const char *base): being typed, with every change; NULL: no longer.
 */
#define OFFICE_TYPE_IN_PLACE_TEXT (office_in_place_text_get_type ())
G_DECLARE_FINAL_TYPE (OfficeInPlaceText, office_in_place_text, OFFICE, IN_PLACE_TEXT, GtkWidget)

void office_in_place_text_set_session (OfficeInPlaceText *self, OfficeSession *session); /* nullable; before the text */
void office_in_place_text_set_text (OfficeInPlaceText *self, const char *text); /* nullable: empty */
void office_in_place_text_begin (OfficeInPlaceText *self, const char *text, const char *draft, const char *base); /* of another thing */
void office_in_place_text_edit (OfficeInPlaceText *self);                       /* the cursor goes into it */
void office_in_place_text_commit (OfficeInPlaceText *self);                     /* as when the focus leaves */

G_END_DECLS
