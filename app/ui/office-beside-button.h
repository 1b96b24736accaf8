/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-beside.h"

G_BEGIN_DECLS

/* An office in a menu: opens it, and shows what is unread in it. */
#define OFFICE_TYPE_BESIDE_BUTTON (office_beside_button_get_type ())
G_DECLARE_FINAL_TYPE (OfficeBesideButton, office_beside_button, OFFICE, BESIDE_BUTTON, GtkButton)

GtkWidget *office_beside_button_new (OfficeBeside *beside);

G_END_DECLS
