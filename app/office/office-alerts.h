/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-alert.h"
#include "office-session.h"

G_BEGIN_DECLS

/*
 * Decides what the person is told of while they look elsewhere, and when that is over. It shows nothing itself.
 * Signals "tell" (OfficeAlert *) and "withdraw" (const char *id).
 */
#define OFFICE_TYPE_ALERTS (office_alerts_get_type ())
G_DECLARE_FINAL_TYPE (OfficeAlerts, office_alerts, OFFICE, ALERTS, GObject)

OfficeAlerts *office_alerts_new (OfficeSession *session);
void office_alerts_set_enabled (OfficeAlerts *self, gboolean enabled);    /* on at first */
void office_alerts_set_views (OfficeAlerts *self, const char *const *places); /* ids of the rooms, threads and tasks that the person looks at; NULL: they look elsewhere */

G_END_DECLS
