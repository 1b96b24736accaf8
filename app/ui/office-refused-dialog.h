/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What the office did not take: why, and what to do with it. Or, after a long absence, what waits to be reviewed. */
#define OFFICE_TYPE_REFUSED_DIALOG (office_refused_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRefusedDialog, office_refused_dialog, OFFICE, REFUSED_DIALOG, AdwWindow)

GtkWidget *office_refused_dialog_new (OfficeSession *session);
GtkWidget *office_refused_dialog_new_for_review (OfficeSession *session);

G_END_DECLS
