/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-tasks-view.h"

G_BEGIN_DECLS

/*
 * How the tasks of each room were looked at on this machine. Without settings nothing is remembered.
 */
gboolean office_layout_memory_find (const char *room, OfficeTasksLayout *layout); /* FALSE: there are no settings */
void office_layout_memory_keep (const char *room, OfficeTasksLayout layout);

G_END_DECLS
