/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-absence.h"
#include "office-window.h"

G_BEGIN_DECLS

/*
 * Shows on the desktop what OfficeAlerts decides for one office that is open, whether the window shows it or another one, and
 * opens the place of it.
 */
#define OFFICE_TYPE_NOTIFIER (office_notifier_get_type ())
G_DECLARE_FINAL_TYPE (OfficeNotifier, office_notifier, OFFICE, NOTIFIER, GObject)

OfficeNotifier *office_notifier_new (OfficeWindow *window, OfficeSession *session, OfficeAbsence *absence); /* absence nullable */
void office_notifier_update_views (OfficeNotifier *self); /* the window shows another office, or this one again */
void office_notifier_install_actions (GApplication *application); /* what a notification's buttons do */

G_END_DECLS
