/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-invitation-link.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * The way to one host: its address, the certificate it must show, and the one SoupSession that is used for nothing else, so
 * that no connection made under another pin is ever taken from its pool.
 */
#define OFFICE_TYPE_REACH (office_reach_get_type ())
G_DECLARE_FINAL_TYPE (OfficeReach, office_reach, OFFICE, REACH, GObject)

OfficeReach *office_reach_new (const OfficeInvitationLink *where);
const OfficeInvitationLink *office_reach_get_link (OfficeReach *self);
SoupSession *office_reach_get_session (OfficeReach *self);
const char *office_reach_get_fingerprint (OfficeReach *self);                            /* pinned, or the first one seen; NULL: none yet */
SoupMessage *office_reach_make_message (OfficeReach *self, const char *method, const char *path);
gboolean office_reach_check (OfficeReach *self, SoupMessage *message, GError **error);   /* after connecting */
GError *office_reach_translate (OfficeReach *self, SoupMessage *message, GError *error); /* takes it */

G_END_DECLS
