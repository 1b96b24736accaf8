/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A certificate of somebody whom browsers know, which is renewed every few weeks by another program: the files are looked at
 * every minute, and when office_web_certificate_renew() is called. Signal "renewed" (): there is another one to show.
 *
 * The files are looked at, not watched: Certbot's are links to links, whose targets change, and a network share tells nothing.
 * What cannot be read does not replace what could: of a pair that is half written the whole follows within the minute. A
 * certificate that has ended is shown all the same, and said to have ended: an office must not stay closed for its calendars.
 */
#define OFFICE_TYPE_WEB_CERTIFICATE (office_web_certificate_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWebCertificate, office_web_certificate, OFFICE, WEB_CERTIFICATE, GObject)

OfficeWebCertificate *office_web_certificate_open (const char *certificate, const char *key, OfficeClock *clock, GError **error);
void office_web_certificate_close (OfficeWebCertificate *self); /* looks no more */
void office_web_certificate_renew (OfficeWebCertificate *self); /* reads the files now */
GTlsCertificate *office_web_certificate_get (OfficeWebCertificate *self);
const char *office_web_certificate_get_complaint (OfficeWebCertificate *self); /* one sentence for the keeper; NULL: all is well */
char *office_web_certificate_dup_name (OfficeWebCertificate *self); /* the first host that it names; NULL: it names none */
gboolean office_web_certificate_expect (OfficeWebCertificate *self, const char *name, GError **error); /* the name that it has to bear */

G_END_DECLS
