/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"
#include "office-reminder.h"

G_BEGIN_DECLS

OfficeReminder *office_reminder_new (const char *id);
void office_reminder_update (OfficeReminder *self, OfficeRecord *record);
int office_reminder_compare (gconstpointer a, gconstpointer b); /* of pointers to two: those that rang first, then by time */

G_END_DECLS
