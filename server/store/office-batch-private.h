/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

OfficeChange *office_change_new (OfficeRecord *record, char *body); /* takes body, refers to record */
void office_change_free (OfficeChange *self);
OfficeBatch *office_batch_new (gint64 after, gint64 rev, const char *tag, GPtrArray *changes); /* takes changes */

G_END_DECLS
