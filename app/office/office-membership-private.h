/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-desk.h"

G_BEGIN_DECLS

OfficeMembership *office_membership_new (const char *office_id, const char *office_name, const char *person, const OfficeInvitationLink *where, const char *hosted_in);
OfficeMembership *office_membership_new_from_key_file (GKeyFile *file, const char *group); /* NULL: the group says too little */
void office_membership_save (OfficeMembership *self, GKeyFile *file);
const char *office_membership_get_hosted_in (OfficeMembership *self); /* data folder of the host on this computer; nullable */
gint64 office_membership_get_used (OfficeMembership *self);           /* ms since 1970 */
void office_membership_set_used (OfficeMembership *self, gint64 used);
gboolean office_membership_is_leaving (OfficeMembership *self);
void office_membership_set_leaving (OfficeMembership *self); /* it goes as soon as its host has heard of it */

G_END_DECLS
