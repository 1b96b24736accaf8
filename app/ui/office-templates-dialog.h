/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The tasks of a room that others are made like: to be used, opened, made and deleted. */
#define OFFICE_TYPE_TEMPLATES_DIALOG (office_templates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTemplatesDialog, office_templates_dialog, OFFICE, TEMPLATES_DIALOG, AdwWindow)

GtkWidget *office_templates_dialog_new (OfficeSession *session, const char *room);

G_END_DECLS
