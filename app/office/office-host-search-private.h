/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-query.h"
#include "office-session.h"

G_BEGIN_DECLS

/*
 * What the host finds of a search and this desk does not have yet: while a first sync is under way, or a room's history. It
 * is asked only then, when a text has stood for a moment, and goes on until as much is found as is wanted. Tasks that it finds
 * are stored at once.
 */
typedef struct _OfficeHostSearch OfficeHostSearch;
typedef void (*OfficeHostSearchFunc) (gpointer data);

OfficeHostSearch *office_host_search_new (OfficeSession *session, OfficeHostSearchFunc changed, gpointer data);
void office_host_search_free (OfficeHostSearch *self); /* changed is not called any more */
void office_host_search_begin (OfficeHostSearch *self, const char *text); /* another text: what was found is forgotten */
void office_host_search_want (OfficeHostSearch *self, const OfficeQuery *query, const char *const *people, const char *const *rooms, guint n); /* of the text: so many messages and tasks that are not here */
GPtrArray *office_host_search_list (OfficeHostSearch *self); /* OfficeRecord: messages that are not here, newest first; full */
OfficeRecord *office_host_search_find_file (OfficeHostSearch *self, const char *message);
gboolean office_host_search_is_busy (OfficeHostSearch *self);
gboolean office_host_search_has_more (OfficeHostSearch *self);

G_END_DECLS
