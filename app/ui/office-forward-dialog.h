/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Says a message once more in other rooms. */
#define OFFICE_TYPE_FORWARD_DIALOG (office_forward_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeForwardDialog, office_forward_dialog, OFFICE, FORWARD_DIALOG, AdwWindow)

GtkWidget *office_forward_dialog_new (OfficeSession *session, OfficeMessage *message);

G_END_DECLS
