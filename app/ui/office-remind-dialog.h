/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* When one is to be reminded: in words, or by a day in the calendar. */
#define OFFICE_TYPE_REMIND_DIALOG (office_remind_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeRemindDialog, office_remind_dialog, OFFICE, REMIND_DIALOG, AdwWindow)

GtkWidget *office_remind_dialog_new (OfficeSession *session, const char *about, OfficeReminder *reminder); /* nullable, one of them: about a message, a task or a room; or another time for that one */

G_END_DECLS
