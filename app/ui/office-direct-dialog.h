/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Choosing whom to write to. */
#define OFFICE_TYPE_DIRECT_DIALOG (office_direct_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeDirectDialog, office_direct_dialog, OFFICE, DIRECT_DIALOG, AdwWindow)

GtkWidget *office_direct_dialog_new (OfficeSession *session);

G_END_DECLS
