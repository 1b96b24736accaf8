/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-activity-entry.h"

G_BEGIN_DECLS

/*
 * What is new for the person: mentions, answers in their threads, reactions to what they said, tasks that they were given,
 * reminders that rang. A GListModel of OfficeActivityEntry, newest first, live.
 */
#define OFFICE_TYPE_ACTIVITY (office_activity_get_type ())
G_DECLARE_FINAL_TYPE (OfficeActivity, office_activity, OFFICE, ACTIVITY, GObject)

OfficeActivity *office_activity_new (OfficeSession *session);
guint office_activity_get_n_unread (OfficeActivity *self);          /* "n-unread": not looked at; of those that are loaded */
gboolean office_activity_has_older (OfficeActivity *self);          /* "has-older" */
void office_activity_load_older (OfficeActivity *self);
void office_activity_set_in_view (OfficeActivity *self, gboolean in_view); /* the person looks: nothing is new any more, and marks stay until they leave */
void office_activity_mark_read (OfficeActivity *self);              /* takes the marks away now */

G_END_DECLS
