/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"
#include "office-scheduled.h"

G_BEGIN_DECLS

OfficeScheduled *office_scheduled_new (OfficeRecord *record); /* full */
gboolean office_scheduled_shows (OfficeScheduled *self, OfficeRecord *record);

G_END_DECLS
