/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-replica.h"
#include "office-session.h"

G_BEGIN_DECLS

/* Something that is new for the person, or several of a kind on the same thing; as it is when it is made. "unread" notifies. */
#define OFFICE_TYPE_ACTIVITY_ENTRY (office_activity_entry_get_type ())
G_DECLARE_FINAL_TYPE (OfficeActivityEntry, office_activity_entry, OFFICE, ACTIVITY_ENTRY, GObject)

const char *office_activity_entry_get_key (OfficeActivityEntry *self);        /* the same for the same thing */
OfficeActivityKind office_activity_entry_get_kind (OfficeActivityEntry *self);
gint64 office_activity_entry_get_at (OfficeActivityEntry *self);              /* ms; of the newest */
OfficePerson *office_activity_entry_get_person (OfficeActivityEntry *self);   /* of the newest; NULL: a reminder */
const char *office_activity_entry_get_title (OfficeActivityEntry *self);      /* translated, plain */
const char *office_activity_entry_get_text (OfficeActivityEntry *self);       /* what was said, or what it is about; plain */
const char *office_activity_entry_get_action (OfficeActivityEntry *self);     /* of the window: opens the place */
const char *office_activity_entry_get_target (OfficeActivityEntry *self);
const char *office_activity_entry_get_reminder (OfficeActivityEntry *self);   /* the reminder's id; nullable */
gboolean office_activity_entry_get_unread (OfficeActivityEntry *self);        /* "unread" */

G_END_DECLS
