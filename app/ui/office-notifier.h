/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-window.h"

G_BEGIN_DECLS

/* Shows on the desktop what OfficeAlerts decides, for the office that a window shows, and opens the place of it. */
#define OFFICE_TYPE_NOTIFIER (office_notifier_get_type ())
G_DECLARE_FINAL_TYPE (OfficeNotifier, office_notifier, OFFICE, NOTIFIER, GObject)

OfficeNotifier *office_notifier_new (OfficeWindow *window, OfficeSession *session);
void office_notifier_install_actions (GApplication *application); /* what a notification's buttons do */

G_END_DECLS
