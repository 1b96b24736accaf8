/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What the person wants to come back to: reminders, and messages saved for later. */
#define OFFICE_TYPE_SAVED_PAGE (office_saved_page_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSavedPage, office_saved_page, OFFICE, SAVED_PAGE, GtkWidget)

GtkWidget *office_saved_page_new (OfficeSession *session);

G_END_DECLS
