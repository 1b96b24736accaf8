/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-desk.h"

G_BEGIN_DECLS

/* The program's window: the pages by which one comes into an office, and the office that is open. */
#define OFFICE_TYPE_WINDOW (office_window_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWindow, office_window, OFFICE, WINDOW, AdwApplicationWindow)

GtkWidget *office_window_new (GtkApplication *application, OfficeDesk *desk); /* desk NULL: no way into another office */

void office_window_start (OfficeWindow *self); /* the office used last, else welcome */
void office_window_begin_with_room (OfficeWindow *self, const char *room); /* as soon as it is there */
void office_window_show_session (OfficeWindow *self, OfficeSession *session, OfficeMembership *membership);
gboolean office_window_open_membership (OfficeWindow *self, OfficeMembership *membership);
void office_window_show_welcome (OfficeWindow *self);
void office_window_open_link (OfficeWindow *self, const char *link);
void office_window_show_toast (OfficeWindow *self, const char *text);
void office_window_save_state (OfficeWindow *self);

OfficeSession *office_window_get_session (OfficeWindow *self); /* nullable, borrowed */

G_END_DECLS
