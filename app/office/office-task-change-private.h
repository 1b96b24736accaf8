/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session-private.h"
#include "office-task-change.h"

G_BEGIN_DECLS

OfficeTaskChange *office_task_change_new (OfficeSession *session, OfficeRecord *record);
gboolean office_task_change_shows (OfficeTaskChange *self, OfficeRecord *record); /* it is that, and nothing of it is new */

G_END_DECLS
