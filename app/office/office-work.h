/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"
#include "office-task-group.h"

G_BEGIN_DECLS

/*
 * What the person has to do, over all rooms of one or several offices: a GListModel of OfficeTaskGroup (overdue, today,
 * upcoming, no date, snoozed, done today) and behind each its OfficeTask. Signal "updated": after each change.
 */
#define OFFICE_TYPE_WORK (office_work_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWork, office_work, OFFICE, WORK, GObject)

OfficeWork *office_session_get_work (OfficeSession *session); /* borrowed; of this office alone, at first */
void office_work_follow (OfficeWork *self, GListModel *beside); /* of OfficeBeside: further offices; nullable */
GListModel *office_work_get_beside (OfficeWork *self);          /* nullable */
OfficeSession *office_work_find_last_done (OfficeWork *self);   /* where one did something last; borrowed, nullable */
OfficeSession *office_work_find_last_undone (OfficeWork *self); /* where one undid something last; borrowed, nullable */
OfficeSession *office_work_find_session (OfficeWork *self, OfficeTask *task); /* whose it is; borrowed, nullable */
gboolean office_work_has_several (OfficeWork *self);          /* offices */
gboolean office_work_is_elsewhere (OfficeWork *self, OfficeTask *task); /* in another office than the first one */
guint office_work_get_n_late (OfficeWork *self);              /* "n-late" */
guint office_work_get_n_tasks (OfficeWork *self);             /* all, folded ones too */
void office_work_toggle_group (OfficeWork *self, OfficeTaskGroup *group);
gint64 office_work_get_snoozed_until (OfficeWork *self, OfficeTask *task); /* ms; 0: it is not */

/* ---- commands ---- */
gboolean office_session_snooze_task (OfficeSession *session, const char *task, gint64 until, GError **error); /* until 0: no more; with undo */
gboolean office_session_reschedule (OfficeSession *session, OfficeTask *task, guint day, GError **error);     /* julian day, 0: no date; the time of day stays, the start keeps its distance; with undo */
gboolean office_session_is_watching (OfficeSession *session, OfficeTask *task);
gboolean office_session_has_files (OfficeSession *session, const char *parent); /* a task's or a message's id */

G_END_DECLS
