/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-accounts.h"
#include "office-hub.h"
#include "office-router.h"

G_BEGIN_DECLS

/* The HTTP requests of PROTOCOL.md section 3 except /sync. Signal "joined" (): there is one person more. */
#define OFFICE_TYPE_ENDPOINTS (office_endpoints_get_type ())
G_DECLARE_FINAL_TYPE (OfficeEndpoints, office_endpoints, OFFICE, ENDPOINTS, GObject)

OfficeEndpoints *office_endpoints_new (OfficeStore *store, OfficeHub *hub, OfficeClock *clock, const char *fingerprint);
const OfficeRoute *office_endpoints_get_routes (guint *n_routes); /* their data is an OfficeEndpoints */
const OfficeRoute *office_endpoints_get_open_routes (guint *n_routes); /* the front door and calendars; likewise */
void office_endpoints_stop (OfficeEndpoints *self); /* refuses what comes from now on */
guint office_endpoints_count_pending (OfficeEndpoints *self); /* requests that wait for a worker */

G_END_DECLS
