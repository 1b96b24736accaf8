/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-scheduled.h"

G_BEGIN_DECLS

/* All that one person has scheduled, the next first: a GListModel of OfficeScheduled that follows the book while it is held. */
#define OFFICE_TYPE_SCHEDULED_LIST (office_scheduled_list_get_type ())
G_DECLARE_FINAL_TYPE (OfficeScheduledList, office_scheduled_list, OFFICE, SCHEDULED_LIST, GObject)

OfficeScheduledList *office_scheduled_list_new (OfficeSession *session);

G_END_DECLS
