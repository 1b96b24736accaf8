/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-search-result.h"
#include "office-session.h"

G_BEGIN_DECLS

/*
 * A search in the office, with and without a line: a GListModel of OfficeSearchResult, in groups: rooms and people by their
 * names, then the newest tasks, then messages, newest first. It follows the book while it is there.
 */
#define OFFICE_TYPE_SEARCH (office_search_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSearch, office_search, OFFICE, SEARCH, GObject)

OfficeSearch *office_search_new (OfficeSession *session);
void office_search_set_text (OfficeSearch *self, const char *text);     /* what is typed: office-query.h */
const char *office_search_get_text (OfficeSearch *self);
void office_search_show_all_tasks (OfficeSearch *self);                 /* takes is:task into the text */
gboolean office_search_is_empty (OfficeSearch *self);                   /* nothing is asked for */
gboolean office_search_is_busy (OfficeSearch *self);                    /* "busy": more will come by itself */
gboolean office_search_has_more (OfficeSearch *self);                   /* "has-more": with load_more() */
char *office_search_dup_problem (OfficeSearch *self); /* what of the text is not understood, or names nobody; nullable */
gboolean office_search_is_partial (OfficeSearch *self);                 /* "partial": this computer is still learning what it has */
void office_search_load_more (OfficeSearch *self);

G_END_DECLS
