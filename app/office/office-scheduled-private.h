/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"
#include "office-scheduled.h"

G_BEGIN_DECLS

OfficeScheduled *office_scheduled_new (OfficeRecord *record, gboolean stranded); /* full */
JsonObject *office_scheduled_make_again (OfficeRecord *record, const char *id); /* all that it says but its files, as members of a `message.schedule`; full */
GList *office_scheduled_list_fields (void);                                      /* of char *, static: what a person may change of one; full */
gboolean office_scheduled_shows (OfficeScheduled *self, OfficeRecord *record, gboolean stranded);
gboolean office_session_can_write_in (OfficeSession *self, const char *room); /* as far as the book knows */

G_END_DECLS
