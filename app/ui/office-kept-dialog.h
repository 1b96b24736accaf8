/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Two texts of a task's description that could not be merged: choose one, or let both stand. */
#define OFFICE_TYPE_KEPT_DIALOG (office_kept_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeKeptDialog, office_kept_dialog, OFFICE, KEPT_DIALOG, AdwWindow)

GtkWidget *office_kept_dialog_new (OfficeSession *session, const char *task);

G_END_DECLS
