/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * Asks when a message is to be sent, or one is to be reminded: in words as people say them, with a calendar beside, and what was
 * understood below.
 * Signal "chosen" (gint64 when, const char *text): ms since 1970, and the message where it can be changed, else NULL.
 */
#define OFFICE_TYPE_WHEN_DIALOG (office_when_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWhenDialog, office_when_dialog, OFFICE, WHEN_DIALOG, AdwWindow)

GtkWidget *office_when_dialog_new (OfficeSession *session, GtkWindow *parent);
void office_when_dialog_ask_reminder (OfficeWhenDialog *self); /* instead of when to send */
void office_when_dialog_edit (OfficeWhenDialog *self, const char *text, GListModel *files, gint64 when); /* of what is scheduled */
GPtrArray *office_when_dialog_get_files (OfficeWhenDialog *self); /* what is left of them, borrowed; NULL: none was taken away */

G_END_DECLS
