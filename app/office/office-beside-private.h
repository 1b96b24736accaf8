/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-beside.h"

G_BEGIN_DECLS

OfficeBeside *office_beside_new (OfficeMembership *membership);
void office_beside_set_session (OfficeBeside *self, OfficeSession *session); /* nullable: closed; its line is not touched */
void office_beside_set_failure (OfficeBeside *self, const GError *error);    /* why it cannot be opened */

G_END_DECLS
