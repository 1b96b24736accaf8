/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-connector.h"
#include "office-frame.h"

G_BEGIN_DECLS

/* Reading what a host answers; nothing of it is believed before it was looked at. */
JsonObject *office_answer_parse (const char *text, gsize length, GError **error);
GError *office_answer_get_problem (const char *media_type, const char *text, gsize length);
OfficeWelcomeCard *office_welcome_card_parse (JsonObject *answer, GError **error);
OfficeHealth *office_health_parse (JsonObject *answer, GError **error);
OfficeInvitationLink *office_invitation_parse (JsonObject *answer, const OfficeInvitationLink *where, const char *fingerprint, GError **error);

G_END_DECLS
