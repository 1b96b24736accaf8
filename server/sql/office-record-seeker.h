/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record-search.h"

G_BEGIN_DECLS

/*
 * Searches a table on a thread of its own, so that the thread that owns the table goes on meanwhile. It belongs to the thread
 * that made it; answers come in that thread's main context, also where there is no such file that another handle could read
 * (":memory:", a disk that a test plays): then the table itself is asked, in the main loop's idle time.
 */
typedef struct _OfficeRecordSeeker OfficeRecordSeeker;

/* found: OfficeRecord, newest first, the function's; mark: to go on behind it, 0: nothing is left; error: NULL unless it failed, then found is NULL. */
typedef void (*OfficeRecordSeekerFunc) (GPtrArray *found, gint64 mark, const GError *error, gpointer data);

OfficeRecordSeeker *office_record_seeker_new (OfficeRecordTable *table); /* borrowed, with an index; its thread begins with the first question */
void office_record_seeker_free (OfficeRecordSeeker *self); /* nothing is answered any more; waits for its thread, which is interrupted */

/* As office_record_table_find(), of the table as it is when this is called, or later. Returns a number that is never 0. */
guint office_record_seeker_ask (OfficeRecordSeeker *self, const OfficeRecordSearchRequest *request, guint limit, gint64 mark, OfficeRecordSeekerFunc func, gpointer data, GDestroyNotify destroy);
void office_record_seeker_stop (OfficeRecordSeeker *self, guint number); /* it is not answered any more; a number that was answered is none */

G_END_DECLS
