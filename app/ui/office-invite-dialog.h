/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-desk.h"

G_BEGIN_DECLS

/* Making a link by which somebody joins. */
#define OFFICE_TYPE_INVITE_DIALOG (office_invite_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeInviteDialog, office_invite_dialog, OFFICE, INVITE_DIALOG, AdwWindow)

GtkWidget *office_invite_dialog_new (OfficeDesk *desk, OfficeMembership *membership);

G_END_DECLS
