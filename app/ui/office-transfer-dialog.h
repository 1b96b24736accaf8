/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Chooses the room that a task goes to. */
#define OFFICE_TYPE_TRANSFER_DIALOG (office_transfer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTransferDialog, office_transfer_dialog, OFFICE, TRANSFER_DIALOG, AdwWindow)

GtkWidget *office_transfer_dialog_new (OfficeSession *session, OfficeTask *task);

G_END_DECLS
