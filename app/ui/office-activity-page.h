/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What is new for the person, live. */
#define OFFICE_TYPE_ACTIVITY_PAGE (office_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (OfficeActivityPage, office_activity_page, OFFICE, ACTIVITY_PAGE, GtkWidget)

GtkWidget *office_activity_page_new (OfficeSession *session);

G_END_DECLS
