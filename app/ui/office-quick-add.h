/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The card in which a new task is typed. Enter adds and stays for the next, Esc or an empty Enter closes. What is
 * typed is a draft until then.
 * signal "closed" (): the person is done with it. */
#define OFFICE_TYPE_QUICK_ADD (office_quick_add_get_type ())
G_DECLARE_FINAL_TYPE (OfficeQuickAdd, office_quick_add, OFFICE, QUICK_ADD, GtkWidget)

GtkWidget *office_quick_add_new (OfficeSession *session, const char *room, const char *column);
void office_quick_add_start (OfficeQuickAdd *self); /* puts the cursor into it */
gboolean office_quick_add_has_draft (OfficeSession *session, const char *column); /* something was typed there and not added */

G_END_DECLS
