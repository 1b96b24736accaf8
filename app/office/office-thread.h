/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"

G_BEGIN_DECLS

/* What was answered to a message, in a few words. All properties notify. */
#define OFFICE_TYPE_THREAD (office_thread_get_type ())
G_DECLARE_FINAL_TYPE (OfficeThread, office_thread, OFFICE, THREAD, GObject)

guint office_thread_get_n_replies (OfficeThread *self);  /* "n-replies"; without those that were deleted */
guint office_thread_get_n_new (OfficeThread *self);      /* "n-new": of others, since one looked; 0 in a thread that one does not follow */
gint64 office_thread_get_last_at (OfficeThread *self);   /* "last-at": when the last was said, ms */
GListModel *office_thread_get_people (OfficeThread *self); /* OfficePerson: who answered, the latest first */

G_END_DECLS
