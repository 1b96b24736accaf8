/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * All rooms that one may come into by oneself or is in, also those that were archived: to be found, joined and opened. Its
 * parent window does that (win.open-room, win.join-room, win.new-room).
 */
#define OFFICE_TYPE_BROWSE_DIALOG (office_browse_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeBrowseDialog, office_browse_dialog, OFFICE, BROWSE_DIALOG, AdwWindow)

GtkWidget *office_browse_dialog_new (OfficeSession *session);

G_END_DECLS
