/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-accounts.h"

G_BEGIN_DECLS

/* People and devices in a book whose queue is run by hand: each is done, with all that was queued, when these return. */
OfficeTicket *office_test_join (OfficeStore *store, const char *name, const char *role, const char *device);
OfficeTicket *office_test_issue (OfficeStore *store, const char *person, const char *device); /* NULL: the book does not know the person */

G_END_DECLS
