/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The tasks of a room that are not on its board: those in the archive, or in the trash. Each can be had back. */
#define OFFICE_TYPE_ARCHIVE_DIALOG (office_archive_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeArchiveDialog, office_archive_dialog, OFFICE, ARCHIVE_DIALOG, AdwWindow)

GtkWidget *office_archive_dialog_new (OfficeSession *session, const char *room, gboolean trash);

G_END_DECLS
