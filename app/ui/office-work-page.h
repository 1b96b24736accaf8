/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-work.h"

G_BEGIN_DECLS

/* What the person has to do, over all rooms. */
#define OFFICE_TYPE_WORK_PAGE (office_work_page_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWorkPage, office_work_page, OFFICE, WORK_PAGE, GtkWidget)

GtkWidget *office_work_page_new (OfficeSession *session);

G_END_DECLS
