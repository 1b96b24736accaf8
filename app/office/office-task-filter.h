/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/*
 * Which tasks of a board, a list or a calendar are shown: what was typed, in the language of office-query.h. Buttons that filter
 * are terms of that text, so that there is one state. Signal "changed": other tasks may match.
 */
#define OFFICE_TYPE_TASK_FILTER (office_task_filter_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskFilter, office_task_filter, OFFICE, TASK_FILTER, GObject)

OfficeTaskFilter *office_task_filter_new (OfficeSession *session);
void office_task_filter_set_text (OfficeTaskFilter *self, const char *text); /* "text" */
const char *office_task_filter_get_text (OfficeTaskFilter *self);
gboolean office_task_filter_is_empty (OfficeTaskFilter *self);             /* everything matches */
gboolean office_task_filter_wants_archived (OfficeTaskFilter *self);       /* it asks for the archive */
gboolean office_task_filter_matches (OfficeTaskFilter *self, OfficeTask *task);
gboolean office_task_filter_passes_terms (OfficeTaskFilter *self, OfficeTask *task); /* whatever its words and flags */
char *office_task_filter_dup_problem (OfficeTaskFilter *self);             /* "“due:soonish” is not understood"; NULL: all is */

/* ---- terms of the text, as "assigned:me" ---- */
gboolean office_task_filter_has_term (OfficeTaskFilter *self, const char *term);
void office_task_filter_set_term (OfficeTaskFilter *self, const char *term, gboolean on);
void office_task_filter_replace_term (OfficeTaskFilter *self, const char *prefix, const char *term); /* all that begin so; term NULL: none instead */
char *office_task_filter_dup_term (OfficeTaskFilter *self, const char *prefix); /* the first that begins so; nullable */
char *office_task_filter_make_term (const char *prefix, const char *name);      /* quoted where it has to be: label:"To be built" */

G_END_DECLS
