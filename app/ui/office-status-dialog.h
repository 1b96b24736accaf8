/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What one says of oneself: emoji and text, place, and until when. */
#define OFFICE_TYPE_STATUS_DIALOG (office_status_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeStatusDialog, office_status_dialog, OFFICE, STATUS_DIALOG, AdwWindow)

GtkWidget *office_status_dialog_new (OfficeSession *session);

G_END_DECLS
