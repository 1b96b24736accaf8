/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"
#include "office-random.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The host's key and self-signed certificate: DIR/key.pem (0600) and DIR/certificate.pem. Clients pin the fingerprint. */
GTlsCertificate *office_certificate_open (const char *folder, const char *name, OfficeClock *clock, OfficeRandom *random,
                                          gboolean fresh, GError **error);
char *office_certificate_dup_fingerprint (GTlsCertificate *certificate);

G_END_DECLS
