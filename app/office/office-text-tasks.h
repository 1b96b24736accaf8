/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"
#include "office-text-block.h"

G_BEGIN_DECLS

/*
 * The tasks that a text names, by a link or by a short id: `#DES-12`. The parser knows only how such an id looks; here it is
 * looked up, and what is named is put into the blocks as it stands now.
 */
gboolean office_text_names_tasks (GPtrArray *blocks); /* OfficeTextBlock; costs next to nothing */
char *office_text_dup_task_state (OfficeTask *task, OfficeSession *session); /* full, nullable: it is not to be shown */
void office_text_show_tasks (GPtrArray *blocks, OfficeSession *session, GPtrArray *shown,
                             GPtrArray *missing); /* OfficeTask, borrowed, and char *: short ids; both are filled */

G_END_DECLS
