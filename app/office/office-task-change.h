/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* One change of a task, as it is told. It does not change itself. */
#define OFFICE_TYPE_TASK_CHANGE (office_task_change_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskChange, office_task_change, OFFICE, TASK_CHANGE, GObject)
gint64 office_task_change_get_at (OfficeTaskChange *self);          /* ms since 1970 */
const char *office_task_change_get_text (OfficeTaskChange *self);   /* "Ben moved it from To Do to Doing"; translated */
const char *office_task_change_get_before (OfficeTaskChange *self); /* a longer text that it had; nullable */

/* What has happened to a task, the last first: a GListModel of OfficeTaskChange that follows the book while it is held. */
#define OFFICE_TYPE_TASK_HISTORY (office_task_history_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskHistory, office_task_history, OFFICE, TASK_HISTORY, GObject)
OfficeTaskHistory *office_task_history_new (OfficeSession *session, const char *task); /* shows the newest page */
gboolean office_task_history_has_older (OfficeTaskHistory *self);                       /* "has-older" */
void office_task_history_show_older (OfficeTaskHistory *self);                          /* one more page */

G_END_DECLS
