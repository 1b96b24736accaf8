/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Who is here and where, live. */
#define OFFICE_TYPE_PEOPLE_PAGE (office_people_page_get_type ())
G_DECLARE_FINAL_TYPE (OfficePeoplePage, office_people_page, OFFICE, PEOPLE_PAGE, GtkWidget)

GtkWidget *office_people_page_new (OfficeSession *session);

G_END_DECLS
