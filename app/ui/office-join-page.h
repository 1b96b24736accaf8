/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-desk.h"

G_BEGIN_DECLS

/*
 * Joining an office by a link, an address and a code, or with an account that one has.
 * Signal "entered" (OfficeMembership *): one is in.
 */
#define OFFICE_TYPE_JOIN_PAGE (office_join_page_get_type ())
G_DECLARE_FINAL_TYPE (OfficeJoinPage, office_join_page, OFFICE, JOIN_PAGE, GtkWidget)

void office_join_page_set_desk (OfficeJoinPage *self, OfficeDesk *desk);
void office_join_page_prepare_link (OfficeJoinPage *self, const char *link); /* "": to be typed */
void office_join_page_prepare_sign_in (OfficeJoinPage *self, const OfficeInvitationLink *where, const char *name);
void office_join_page_prepare_found (OfficeJoinPage *self, OfficeFound *found);
void office_join_page_begin (OfficeJoinPage *self);            /* when it is shown, prepared */
const char *office_join_page_get_error (OfficeJoinPage *self); /* what is shown; nullable */

G_END_DECLS
