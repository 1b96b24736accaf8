/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* How this person likes the window to behave, and what they tell others. */
#define OFFICE_TYPE_PREFERENCES_WINDOW (office_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (OfficePreferencesWindow, office_preferences_window, OFFICE, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWidget *office_preferences_window_new (OfficeSession *session); /* nullable: none is open */

G_END_DECLS
