/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What a message says and what it said before, with what each change took and added. */
#define OFFICE_TYPE_VERSIONS_DIALOG (office_versions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeVersionsDialog, office_versions_dialog, OFFICE, VERSIONS_DIALOG, AdwWindow)

GtkWidget *office_versions_dialog_new (OfficeSession *session, OfficeMessage *message);

G_END_DECLS
