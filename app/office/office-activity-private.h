/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-activity.h"
#include "office-session-private.h"

G_BEGIN_DECLS

/* What several records of the same kind on the same thing make: the newest counts. */
OfficeActivityEntry *office_activity_entry_new (OfficeSession *session, OfficeActivityKind kind, GPtrArray *records, guint n_more); /* newest first, at least one; n_more: older ones; NULL: what it is of is not there any more */
char *office_activity_make_key (OfficeActivityKind kind, OfficeRecord *record); /* what belongs together has the same */
gint64 office_activity_get_time (OfficeActivityKind kind, OfficeRecord *record);
void office_activity_entry_set_unread (OfficeActivityEntry *self, gboolean unread);
gboolean office_activity_entry_is_read (OfficeActivityEntry *self, OfficeReplica *replica); /* where it was said */
gboolean office_activity_entry_looks_like (OfficeActivityEntry *self, OfficeActivityEntry *other);

G_END_DECLS
