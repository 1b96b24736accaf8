/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What this person has handed over to be sent later: to be changed, sent now, or not at all. */
#define OFFICE_TYPE_SCHEDULED_DIALOG (office_scheduled_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeScheduledDialog, office_scheduled_dialog, OFFICE, SCHEDULED_DIALOG, AdwWindow)

GtkWidget *office_scheduled_dialog_new (OfficeSession *session);

G_END_DECLS
